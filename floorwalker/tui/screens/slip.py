"""The slip before it is handed over: its language, its paper, and where it goes.

Enter shows it in the browser, from where it is printed; `s` keeps it among the exports.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.containers import Vertical
from textual.widgets import Static

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, mark
from floorwalker.tui.commands import SLIP
from floorwalker.tui.ink import MUTED, STRONG, ink
from floorwalker.tui.key_queue import ANSWERS_A_KEY
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.closing import Dialog
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.frame import KeyLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.binding import BindingType
    from textual.widget import Widget

    from floorwalker.tui.widgets.choice import Option

_PAPERS: Final = {"a6": mark("A6"), "80mm": mark("80 mm receipt")}


class SlipScreen(Dialog[str | None]):
    """Gives what was done, in words, or None."""

    CSS_PATH = "../more.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SLIP)

    def __init__(
        self,
        *,
        title: str,
        promise: str,
        languages: Sequence[Option],
        chosen: tuple[str, str],
        lay: Callable[[str, str], Path],
        save: Callable[[str, str], Path],
        show: Callable[[Path], bool],
    ) -> None:
        """A dialog that writes nothing by itself.

        Args:
            title: what the slip is about.
            promise: what was promised, in words; may be empty.
            languages: those it can be had in.
            chosen: language and paper to begin with.
            lay: writes the page in a language, on a paper, for the browser; called in a thread.
            save: the same among the exports.
            show: opens a page in the browser, False where there is none; called in a thread.
        """
        super().__init__()
        self._title = title
        self._promise = promise
        self._languages = languages
        self._chosen = chosen
        self._lay = lay
        self._save = save
        self._show = show

    def compose(self) -> Iterable[Widget]:
        """What it is about, the two choices, and what became of it."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._title, STRONG), markup=False)
            yield Static(ink(self._promise, MUTED), id="slip-promise", markup=False)
            yield Choice(self._languages, id="slip-language", is_open=True)
            papers = [(code, _(words)) for code, words in _PAPERS.items()]
            yield Choice(papers, id="slip-paper", is_open=True)
            yield Static(id="slip-message", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin as the last slip was, in the visitor's language if it is known."""
        for field, code in zip(self._fields, self._chosen, strict=True):
            field.value = code
        self._fields[0].focus()
        self.query_one("#slip-promise").display = bool(self._promise)

    def action_other_field(self) -> None:
        """From language to paper and back."""
        language, paper = self._fields
        (language if paper.has_focus else paper).focus()

    def action_leave(self) -> None:
        """Nothing more."""
        self.dismiss(None)

    def action_open(self) -> None:
        """Show the page."""
        self._open()

    def action_save(self) -> None:
        """Keep the page."""
        self._keep()

    @work(exclusive=True, name=ANSWERS_A_KEY)
    async def _open(self) -> None:
        try:
            page = await asyncio.to_thread(self._lay, *self._values)
        except FloorwalkerError as error:
            self._say(str(error))
            return
        if await asyncio.to_thread(self._show, page):
            self.dismiss(_("The slip is open in the browser."))
        else:
            self._say(_("There is no browser here. The slip lies in {path}").format(path=page))

    @work(exclusive=True, name=ANSWERS_A_KEY)
    async def _keep(self) -> None:
        try:
            page = await asyncio.to_thread(self._save, *self._values)
        except FloorwalkerError as error:
            self._say(str(error))
        else:
            self._say(_("The slip is kept in {path}").format(path=page))

    def _say(self, text: str) -> None:
        self.query_one("#slip-message", Static).update(ink(text))

    @property
    def _fields(self) -> tuple[Choice, Choice]:
        return self.query_one("#slip-language", Choice), self.query_one("#slip-paper", Choice)

    @property
    def _values(self) -> tuple[str, str]:
        language, paper = self._fields
        return language.value, paper.value
