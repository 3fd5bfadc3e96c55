"""Floorwalker: the town hall's front desk, from the first letter typed to the weekly file."""

__version__ = "0.1.0"
