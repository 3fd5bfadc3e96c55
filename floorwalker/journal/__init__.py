"""The log: encounters and feedback in one SQLite file, append-only."""
