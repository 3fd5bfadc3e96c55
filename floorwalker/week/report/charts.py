"""What a plot shows, as values: how it is drawn is up to the terminal and the page.

Whatever a reader must not learn is gone by here: neither length nor level tells a hidden count.
"""

from typing import Final

from msgspec import Struct

HIGHEST: Final = 5
"""The highest level of a cell; 0 is an empty one."""


class Cell(Struct, frozen=True, kw_only=True):
    """One cell of a heat map."""

    text: str
    level: int
    """From 0 to `HIGHEST`."""


class HeatMap(Struct, frozen=True, kw_only=True):
    """Counts in rows and columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


class Bar(Struct, frozen=True, kw_only=True):
    """One bar. Lengths are shares of the plot's width, from 0 to 1."""

    label: str
    text: str
    """The figure, as it is shown."""
    length: float
    mark: float | None = None
    """Where the average of the weeks before lies, if it may be told."""
    hidden: bool = False
    """Whether the length says no more than "a few"."""
    strong: bool = False


class Bars(Struct, frozen=True, kw_only=True):
    """Bars below each other."""

    bars: tuple[Bar, ...]
    goal: float | None = None
    """Where the goal line of the first bar stands."""
    goal_label: str = ""
    mark_label: str = ""
    """What the marks mean; empty where there are none."""


Chart = HeatMap | Bars


class Answer(Struct, frozen=True, kw_only=True):
    """One of the report's questions, with its sentence and its plot."""

    question: str
    sentence: str
    chart: Chart | None
    """None where there is nothing to plot."""
