"""Which days of the log are shown: those that were typed, otherwise those turned to."""

from collections.abc import Callable
from datetime import date, timedelta

from floorwalker.date_input import FIRST_DAY, Days, days_in
from floorwalker.dates import format_date, format_day


class LogDays:
    """Begins with today."""

    def __init__(self, today: date) -> None:
        self._turned_to = Days(today, today)
        self.shown = self._turned_to

    def follow(self, typed: str, today: date) -> bool:
        """Show the days that `typed` begins with; whether these are others than before."""
        before = self.shown
        self.shown = days_in(typed, today)[0] or self._turned_to
        return self.shown != before

    def words_in(self, typed: str, today: date, read: Callable[[], object]) -> str | None:
        """What was typed, but for the days it begins with; None where others are to be read first.

        `read` begins that.
        """
        if self.follow(typed, today):
            read()
            return None
        return days_in(typed, today)[1]

    def turn(self, by: int, today: date) -> None:
        """So many days on from those shown, none after today: what to show when none are typed."""
        day = (self.shown.first if by < 0 else self.shown.last) + timedelta(days=by)
        day = max(min(day, today), FIRST_DAY)
        self._turned_to = Days(day, day)

    def describe(self, today: date) -> str:
        """The days shown, in words."""
        first, last = self.shown
        if first == last:
            return format_day(first, today)
        return f"{format_date(first)} – {format_date(last)}"
