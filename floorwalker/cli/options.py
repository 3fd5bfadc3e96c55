"""The values that options take: days and ISO weeks."""

from datetime import date

import click

from floorwalker.i18n import _


class _Day(click.ParamType[date]):
    """A day, `2026-11-22`."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(_("write a date as 2026-11-22."), param, ctx)
        return day


class _Week(click.ParamType[date]):
    """An ISO week, `2026-W47`, as its Monday."""

    name = "week"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The week's Monday, or a usage error."""
        if isinstance(value, date):
            return value
        text = str(value).upper()
        try:
            year, _separator, week = text.partition("-W")
            monday = date.fromisocalendar(int(year), int(week), 1)
        except ValueError:
            monday = None
        if monday is None or f"{monday:%G-W%V}" != text:
            self.fail(_("write a week as 2026-W47."), param, ctx)
        return monday


DAY = _Day()
WEEK = _Week()
