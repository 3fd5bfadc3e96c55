"""The values that options take: days, ISO weeks, whole numbers, languages and paths."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from floorwalker import i18n, paths
from floorwalker.cli.language import language_of
from floorwalker.date_input import day_of, is_in_reach, is_week_in_reach, monday_of, reach
from floorwalker.i18n import _

Command = TypeVar("Command", bound=Callable[..., object])


class _Day(click.ParamType[date]):
    """A day, `2026-11-22`."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        day = day_of(str(value))
        if day is None:
            self.fail(_("write a date as 2026-11-22."), param, ctx)
        if not is_in_reach(day):
            self.fail(reach(), param, ctx)
        return day


class _Week(click.ParamType[date]):
    """An ISO week, `2026-W47`, as its Monday."""

    name = "week"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        monday = monday_of(str(value))
        if monday is None:
            self.fail(_("there is no such week; write one as 2026-W47."), param, ctx)
        if not is_week_in_reach(monday):
            self.fail(reach(), param, ctx)
        return monday


class WholeNumber(click.ParamType[int]):
    """A whole number from `first` to `last`; what does not fit is told with both."""

    name = "number"

    def __init__(self, first: int, last: int) -> None:
        self._first = first
        self._last = last

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        text = str(value).strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else None
        if number is None or not self._first <= number <= self._last:
            message = _("write a whole number from {first} to {last}.")
            self.fail(message.format(first=self._first, last=self._last), param, ctx)
        return number


class _Language(click.ParamType[str]):
    """An interface language: its code, or a locale as systems name it, `da_DK.UTF-8`."""

    name = "language"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        language = language_of(str(value))
        if language is None:
            message = _("there is no language {value!r}; write {languages}.")
            names = _(" or ").join(f"`{code}`" for code in i18n.LANGUAGES)
            self.fail(message.format(value=str(value), languages=names), param, ctx)
        return language


class _NamedPath(click.ParamType[Path]):
    """The path of a file or a folder, there or not."""

    name = "path"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        if not paths.is_possible_name(str(value)):
            self.fail(_("no file can have this name."), param, ctx)
        return Path(str(value))


_DIGITS = 10
"""Longer numbers are not read at all: Python refuses to, from some thousand digits on."""


def force_option(command: Command) -> Command:
    """The option of every command that writes a file the user names."""
    return click.option("--force", is_flag=True, help=_("Replace the file if there is one."))(
        command
    )


DAY = _Day()
WEEK = _Week()
LANGUAGE = _Language()
PATH = _NamedPath()
