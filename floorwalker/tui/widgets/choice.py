"""Fields that hold a code: one of a few, or some of a few. Digits choose, arrows move.

Without the focus a field shows what was chosen; with it, everything there is to choose from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from floorwalker.i18n import _
from floorwalker.tui.views.styled_text import KEY, MUTED, STRONG, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual import events
    from textual.app import RenderResult
    from textual.geometry import Size

Option = tuple[str, str]
"""A code and its words. The empty code means that nothing is said."""

_GAP = "  "


def options(labels: Mapping[str, str]) -> list[Option]:
    """The codes of a table of labels, with their words in the language of the desk."""
    return [(code, _(words)) for code, words in labels.items()]


class Choice(Widget, can_focus=True):
    """One of several options."""

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """For `on` with a selector."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Option] = (),
        *,
        id: str | None = None,  # noqa: A002
        is_open: bool = False,
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._cursor = 0
        self._is_open = is_open

    @property
    def value(self) -> str:
        return self._options[self._cursor][0] if self._options else ""

    @value.setter
    def value(self, code: str) -> None:
        codes = [option[0] for option in self._options]
        self._cursor = codes.index(code) if code in codes else 0
        self.refresh(layout=True)

    def offers(self, code: str) -> bool:
        return any(code == known for known, _words in self._options)

    def offer(self, options: Sequence[Option], value: str) -> None:
        self._options = tuple(options)
        self.value = value

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdecimal():
            event.stop()
            self._choose(int(event.character) - 1)
        elif event.key in ("left", "right") and self._options:
            event.stop()
            self._step(1 if event.key == "right" else -1)

    def on_click(self, event: events.Click) -> None:
        pointed = event.style.meta.get("option")
        if isinstance(pointed, int):
            self._choose(pointed)

    def on_focus(self) -> None:
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Stay in view: it unfolds where it has the focus."""
        if self.has_focus:
            self.scroll_visible(animate=False)

    def on_blur(self) -> None:
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        return self._content(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return self._content(width).plain.count("\n") + 1

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._options) and index != self._cursor:
            self._cursor = index
            self.refresh(layout=True)
            self.post_message(self.Changed(self, self.value))

    def _step(self, by: int) -> None:
        self._choose((self._cursor + by) % len(self._options))

    def _content(self, width: int) -> Content:
        if self._is_open or self.has_focus:
            items = [self._item(index) for index in range(len(self._options))]
            return _flow(items, width)
        return self._chosen_words().truncate(max(width, 1), ellipsis=True)

    def _chosen_words(self) -> Content:
        return styled(self._options[self._cursor][1]) if self._options else Content()

    def _item(self, index: int) -> Content:
        words = self._options[index][1]
        is_chosen = index == self._cursor
        text = styled(f"● {words}", STRONG) if is_chosen else styled(words, MUTED)
        item = styled(f"{index + 1} ", KEY) + text
        return item.stylize(_pointing_at(index))


class MultiChoice(Choice):
    """Some of several options: digits and the space bar add and take away."""

    def __init__(self, options: Sequence[Option], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(options, id=id)
        self._chosen: set[str] = set()

    @property
    def values(self) -> tuple[str, ...]:
        """The codes chosen, in the order of the options."""
        return tuple(code for code, _words in self._options if code in self._chosen)

    @values.setter
    def values(self, codes: Iterable[str]) -> None:
        self._chosen = set(codes)
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """The space bar adds or takes away where the arrows stand."""
        if event.key == "space":
            event.stop()
            self._choose(self._cursor)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._options):
            self._cursor = index
            self._chosen ^= {self._options[index][0]}
            self.refresh(layout=True)
            self.post_message(self.Changed(self, ";".join(self.values)))

    def _step(self, by: int) -> None:
        self._cursor = (self._cursor + by) % len(self._options)
        self.refresh()

    def _chosen_words(self) -> Content:
        words = [words for code, words in self._options if code in self._chosen]
        return styled(", ".join(words)) if words else styled("–", MUTED)

    def _item(self, index: int) -> Content:
        code, words = self._options[index]
        is_chosen = code in self._chosen
        style = STRONG if is_chosen else MUTED
        if index == self._cursor:
            style += " underline"
        item = (
            styled(f"{index + 1} ", KEY)
            + styled("● " if is_chosen else "○ ")
            + styled(words, style)
        )
        return item.stylize(_pointing_at(index))


def _pointing_at(index: int) -> Style:
    """What tells the mouse which option it is over."""
    return Style.from_meta({"option": index})


def _flow(items: Iterable[Content], width: int) -> Content:
    """The items one after the other, as many on a line as fit whole."""
    lines: list[Content] = []
    for item in items:
        if lines and lines[-1].cell_length + len(_GAP) + item.cell_length <= width:
            lines[-1] = lines[-1] + _GAP + item
        else:
            lines.append(item.truncate(max(width, 1), ellipsis=True))
    return Content("\n").join(lines)
