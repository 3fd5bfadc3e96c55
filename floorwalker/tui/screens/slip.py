"""The slip before it is handed over: its language, its paper, and where it goes.

Enter shows it in the browser, from where it is printed; `s` keeps it among the exports.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.widgets import Static

from floorwalker.i18n import _, mark
from floorwalker.tui.commands import SLIP
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.views.styled_text import MUTED, styled
from floorwalker.tui.widgets.choice import Choice, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.widget import Widget

    from floorwalker.tui.widgets.choice import Option

_PAPERS: Final = {"a6": mark("A6"), "80mm": mark("80 mm receipt")}


class SlipScreen(Dialog[str | None]):
    """Gives what was done, in words, or None."""

    BINDINGS = bindings(SLIP)
    message_id = "slip-message"
    fault_style = ""

    promise = getters.query_one("#slip-promise", Static)
    language = getters.query_one("#slip-language", Choice)
    paper = getters.query_one("#slip-paper", Choice)

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
        """A dialog that writes nothing by itself; `lay`, `save` and `show` are called in a thread.

        Args:
            title: what the slip is about.
            promise: what was promised, in words; may be empty.
            languages: those it can be had in.
            chosen: language and paper to begin with.
            lay: writes the page in a language, on a paper, for the browser.
            save: the same among the exports.
            show: opens a page in the browser; False where there is none.
        """
        super().__init__(title)
        self._promise = promise
        self._languages = languages
        self._chosen = chosen
        self._lay = lay
        self._save = save
        self._show = show

    def body(self) -> Iterable[Widget]:
        yield Static(styled(self._promise, MUTED), id="slip-promise", markup=False)
        yield Choice(self._languages, id="slip-language", is_open=True)
        yield Choice(options(_PAPERS), id="slip-paper", is_open=True)

    def on_mount(self) -> None:
        """Begin as the last slip was, in the visitor's language if it is known."""
        self.language.value, self.paper.value = self._chosen
        self.language.focus()
        self.promise.display = bool(self._promise)

    def action_open(self) -> None:
        self.close_with(self._open)

    def action_save(self) -> None:
        self.close_with(self._keep)

    async def _open(self) -> str | None:
        page = await self._write(self._lay)
        if await asyncio.to_thread(self._show, page):
            return _("The slip is open in the browser.")
        self.set_status(_("There is no browser here. The slip lies in {path}").format(path=page))
        return None

    async def _keep(self) -> None:
        page = await self._write(self._save)
        self.set_status(_("The slip is kept in {path}").format(path=page))

    async def _write(self, write: Callable[[str, str], Path]) -> Path:
        return await asyncio.to_thread(write, self.language.value, self.paper.value)
