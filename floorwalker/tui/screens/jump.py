"""Jumping: a letter stands on each place one can go to, and pressing it goes there.

A place has the same letter every time, so that fingers learn it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from floorwalker.tui.commands import JUMP
from floorwalker.tui.keys import bindings, live_keys
from floorwalker.tui.screens.closing import ClosingScreen
from floorwalker.tui.views.styled_text import styled
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.one_line_input import OneLineInput
from floorwalker.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textual import events
    from textual.geometry import Size
    from textual.screen import Screen

    from floorwalker.tui.views.contact_links import ContactLink

_LINE: Final = "a"
_ANSWER: Final = "s"
_TABS: Final = {
    "app.desk": "z",
    "app.log": "x",
    "app.follow_ups": "c",
    "app.week": "v",
    "app.knowledge": "b",
}
_FIELDS: Final = "qwertyuiopl"
_WAYS: Final = "dfghjk"
_HITS: Final = "123456789"


class Target(NamedTuple):
    """A place to go to."""

    letter: str
    at: Offset
    """Where its letter stands on the screen."""
    go: Callable[[], object]


class JumpScreen(ModalScreen[Target | None], ClosingScreen[Target | None]):
    """Gives the place chosen."""

    CSS_PATH = "../more.tcss"
    BINDINGS = bindings(JUMP)

    def __init__(self, targets: Iterable[Target]) -> None:
        super().__init__()
        self._targets = {target.letter: target for target in targets}
        self._window: Size | None = None
        """The window that the letters are placed in."""

    def compose(self) -> Iterable[Widget]:
        for target in self._targets.values():
            sign = Static(styled(target.letter.upper()), markup=False, classes="jump")
            sign.styles.offset = target.at
            yield sign

    def on_key(self, event: events.Key) -> None:
        target = self._targets.get((event.character or "").lower())
        if target is not None:
            event.stop()
            self.dismiss(target)

    def on_resize(self, event: events.Resize) -> None:
        """In another window the letters stand no longer where they should."""
        if self._window not in (None, event.size):
            self.dismiss(None)
        self._window = event.size


def targets_on(
    screen: Screen[None], ways: Sequence[ContactLink], show_way: Callable[[ContactLink], object]
) -> Iterator[Target]:
    """The places in view on `screen`; `ways` are the links and numbers that may stand in a page."""
    yield from _fixed(screen)
    yield from _tabs(screen)
    yield from _fields(screen)
    for hits in screen.query(HitList):
        yield from _hits(hits)
    for page in screen.query("#detail").results(Page):
        yield from _ways(page, ways, show_way)


def _fixed(screen: Screen[None]) -> Iterator[Target]:
    for line in screen.query("#search").results(OneLineInput):
        yield Target(_LINE, line.region.offset - Offset(2, 0), line.focus)
    for page in screen.query("#detail").results(Page):
        if page.lines():
            yield Target(_ANSWER, page.region.offset, page.take_focus)


def _tabs(screen: Screen[None]) -> Iterator[Target]:
    run = partial(screen.call_later, screen.app.run_action)
    for foot in screen.query(KeyLine):
        said = str(foot.render())
        for each in live_keys(screen):
            found = said.find(f"{each.first_key} {each.description}")
            if each.id in _TABS and found >= 0:
                at = foot.content_region.offset + Offset(found - 1, 0)
                yield Target(_TABS[each.id], at, partial(run, each.action))


def _fields(screen: Screen[None]) -> Iterator[Target]:
    fields = screen.query("#strip.-open Choice, #strip.-open OneLineInput")
    for letter, field in zip(_FIELDS, fields, strict=False):
        if field.is_on_screen and screen.find_widget(field).visible_region:
            row = field.query_ancestor(".field", Widget) if field.id != "outcome" else field
            at = Offset(max(row.region.x - 1, 0), row.region.y)
            yield Target(letter, at, field.focus)


def _hits(hits: HitList) -> Iterator[Target]:
    top = hits.scroll_offset.y
    in_view = hits.shown[top : top + hits.content_region.height]
    for number, line in enumerate(in_view[: len(_HITS)]):
        at = hits.content_region.offset + Offset(0, number)
        yield Target(_HITS[number], at, partial(hits.choose, line.ref))


def _ways(
    page: Page, ways: Sequence[ContactLink], show: Callable[[ContactLink], object]
) -> Iterator[Target]:
    """Links and numbers that stand whole on a line in view."""
    letters = iter(_WAYS)
    top = page.scroll_offset.y
    lines = page.lines()
    for number in range(top, min(top + page.content_region.height, len(lines))):
        said = lines.plain(number)
        for way in ways:
            letter = next(letters, None) if way.value in said else None
            if letter is not None:
                at = Offset(cell_len(said[: said.index(way.value)]), number - top)
                yield Target(letter, page.content_region.offset + at, partial(show, way))
