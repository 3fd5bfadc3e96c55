"""A self-service guide for the visitor's eyes: a step at a time, and its link as a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits, Static

from floorwalker.handout.headings import heading
from floorwalker.handout.slip import languages_of
from floorwalker.i18n import _
from floorwalker.knowledge.model.translation import caveat, in_language
from floorwalker.labels import REQUIREMENTS, label_of
from floorwalker.tui.commands import GUIDE
from floorwalker.tui.keys import bindings
from floorwalker.tui.screens.closing import ClosingScreen
from floorwalker.tui.views.styled_text import MUTED, STRONG, row, styled
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.widget import Widget

    from floorwalker.knowledge.model.records import Guide


class GuideScreen(ClosingScreen[None]):
    """Large and quiet: nothing of the desk is to be seen."""

    CSS_PATH = "../more.tcss"
    BINDINGS = bindings(GUIDE)

    heading = getters.query_one("#guide-title", Static)
    number = getters.query_one(Digits)
    text = getters.query_one("#guide-text", Static)
    caveat = getters.query_one("#guide-caveat", Static)
    code = getters.query_one(QrCode)

    def __init__(self, guide: Guide, *, language: str) -> None:
        super().__init__()
        self._guide = guide
        self._languages = languages_of(guide, language)
        self._language = language
        self._step = 0

    def compose(self) -> Iterable[Widget]:
        with Horizontal(id="guide"):
            with Vertical(id="guide-step"):
                yield Static(id="guide-title", markup=False)
                yield Digits(id="guide-number")
                yield Static(id="guide-text", markup=False)
                yield Static(styled(self._guide.url, MUTED), id="guide-url", markup=False)
                yield Static(id="guide-caveat", markup=False)
            yield QrCode(self._guide.url)
        yield KeyLine(only="guide.", id="guide-keys")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """A code that would be cut is not shown: the link stands there as text."""
        room = event.size
        self.code.display = self.code.fits(
            room.with_width(room.width // 2).with_height(room.height - 2)
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A guide in one language offers no other."""
        del parameters
        return action != "speak" or len(self._languages) > 1

    def action_turn(self, by: int) -> None:
        self._step = min(max(self._step + by, 0), len(self._guide.steps) - 1)
        self._show()

    def action_speak(self) -> None:
        index = self._languages.index(self._language) + 1
        self._language = self._languages[index % len(self._languages)]
        self._show()

    def _show(self) -> None:
        guide = in_language(self._guide, self._language)
        steps = guide.steps if len(guide.steps) == len(self._guide.steps) else self._guide.steps
        needs = ", ".join(label_of(REQUIREMENTS, one) for one in guide.requires)
        self.heading.update(
            row(
                styled(guide.name, STRONG),
                styled(_("Needs {things}").format(things=needs) if needs else "", MUTED),
                styled(guide.duration, MUTED),
            )
        )
        self.number.update(f"{self._step + 1}/{len(steps)}")
        self.text.update(styled(steps[self._step], STRONG))
        found = caveat([self._guide], self._language)
        self.caveat.display = found is not None
        self.caveat.update(styled(heading(found, self._language) if found else "", MUTED))
