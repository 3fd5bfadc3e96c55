"""An entry's page as the desk lays it out."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from floorwalker import entry_view
from floorwalker.entry_view import Layout
from floorwalker.routing import Route
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import row, styled_line


def detail(
    route: Route,
    now: datetime,
    *,
    has_neighbours: bool = False,
    is_guess: bool = False,
    in_danger: bool = False,
) -> Iterator[Section]:
    """The page of an entry; `entry_view.sections` says what is on it."""
    for part in entry_view.sections(
        route, now, has_neighbours=has_neighbours, is_guess=is_guess, in_danger=in_danger
    ):
        yield section(entry_view.label(part.part), *_lines(part), tight=part.is_tight)


def _lines(part: entry_view.Section) -> Iterator[Content]:
    lines = [styled_line(line) for line in part.lines]
    match part.layout:
        case Layout.TEXT:
            yield from lines
        case Layout.ITEMS:
            yield from (Content("– ") + line for line in lines)
        case Layout.STEPS:
            numbered = enumerate(lines, start=1)
            yield from (Content(f"{number}.\N{NO-BREAK SPACE}") + line for number, line in numbered)
        case Layout.LINKS:
            yield row(*lines)
