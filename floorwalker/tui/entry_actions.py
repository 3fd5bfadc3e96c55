"""What can be done with the entry selected: its guide, a QR code, a copy, a report to the editors.

Screens are imported when they are first asked for: the first paint shows none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from textual.widgets import Input

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.keys import key_of
from floorwalker.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Entry
    from floorwalker.routing import Route
    from floorwalker.tui.session import Session
    from floorwalker.tui.views.contact_links import ContactLink


@runtime_checkable
class ShowsEntry(Protocol):
    """A screen on which an entry is selected."""

    @property
    def selected_entry(self) -> Entry | None: ...


@runtime_checkable
class ShowsEncounter(Protocol):
    """A screen on which an encounter is selected."""

    @property
    def selected_encounter(self) -> Encounter | None:
        """The encounter, or None."""


class _Copied(NamedTuple):
    """Which link, number or address was copied last."""

    visitor: int
    ref: str
    number: int


def selected_route(session: Session) -> Route | None:
    """The way from the entry that is selected where one is."""
    from floorwalker.routing import route

    screen = session.app.screen
    entry = screen.selected_entry if isinstance(screen, ShowsEntry) else None
    if session.search is None or entry is None:
        return None
    return route(session.search.shown, entry, session.clock())


class EntryActions:
    """Does something with the entry selected."""

    def __init__(self, session: Session, *, visitor: Callable[[], int]) -> None:
        """Act on entries, for a `visitor` with a number of their own."""
        self._session = session
        self._app = session.app
        self._visitor = visitor
        self._copied = _Copied(0, "", -1)
        self.handlers: Mapping[str, Callable[[], None]] = {
            "app.guide": self.show_guide,
            "app.code": self.show_code,
            "app.jump": self.jump,
            "app.copy_way": self.copy_contact,
            "app.copy": self.copy_marked,
            "app.report": self.report,
        }

    def show_guide(self) -> None:
        from floorwalker.tui.screens.guide import GuideScreen

        found, search = selected_route(self._session), self._session.search
        if found is None or search is None or not found.guides:
            self._session.set_status(_("There is no guide here."))
            return
        language = search.knowledge.municipality.languages[0]
        self._app.push_screen(GuideScreen(found.guides[0], language=language))

    def show_code(self) -> None:
        from floorwalker.tui.screens.qr_code import QrCodeScreen

        links = self._links_to_scan()
        if links:
            self._app.push_screen(QrCodeScreen(links))
        else:
            self._session.set_status(_("There is no link and no number here."))

    def _links_to_scan(self) -> list[ContactLink]:
        from floorwalker.tui.views.contact_links import contact_links, fits_qr_code

        found = selected_route(self._session)
        return [link for link in contact_links(found) if fits_qr_code(link)] if found else []

    def jump(self) -> None:
        """Put letters on the places one can go to."""
        screen = self._app.screen
        if isinstance(screen, BaseScreen):
            screen.query("#strip.-open").add_class("-more")  # every field has its letter
            screen.call_after_refresh(self._show_jump, screen)

    def _show_jump(self, screen: BaseScreen) -> None:
        from floorwalker.tui.screens.jump import JumpScreen, targets_on
        from floorwalker.tui.screens.qr_code import QrCodeScreen

        app = self._app
        links = self._links_to_scan()
        targets = targets_on(screen, links, lambda link: app.push_screen(QrCodeScreen([link])))
        app.push_screen(JumpScreen(targets), lambda chosen: chosen.go() if chosen else None)

    def copy_contact(self) -> None:
        """Copy link, number or address; again for the next one."""
        from floorwalker.tui.views.contact_links import contact_links

        found = selected_route(self._session)
        links = contact_links(found) if found else []
        if found is None or not links:
            self._session.set_status(_("There is nothing to copy here."))
            return
        visitor, ref = self._visitor(), found.entry.ref
        is_next = self._copied[:2] == (visitor, ref)
        number = (self._copied.number + 1) % len(links) if is_next else 0
        self._copied = _Copied(visitor, ref, number)
        self._app.copy_to_clipboard(links[number].value)
        text = _("Sent to the clipboard: {text} ({number} of {count})")
        self._session.set_status(
            text.format(text=links[number].said, number=number + 1, count=len(links))
        )

    def copy_marked(self) -> None:
        """Copy what is marked; where nothing is, say how to quit."""
        app = self._app
        marked = app.screen.get_selected_text()
        if isinstance(app.focused, Input):
            marked = app.focused.selected_text or marked
        if marked:
            app.copy_to_clipboard(marked)
        else:
            app.notify(_("{key} quits.").format(key=key_of(app.screen, "app.quit")), markup=False)

    def report(self) -> None:
        from floorwalker.tui.screens.note import ReportScreen

        entry, title = self._reported()
        self._app.push_screen(
            ReportScreen(
                title=title,
                placeholder=_("One line for the editors. No names."),
                keep=lambda kind, text: self._keep_report(entry, kind, text),
            ),
            self._session.report,
        )

    def _reported(self) -> tuple[Entry | None, str]:
        """What a report is about, and the question for it."""
        from floorwalker.tui.views.encounter import name_of

        found = selected_route(self._session)
        entry = found.entry if found else None
        screen, search = self._app.screen, self._session.search
        encounter = screen.selected_encounter if isinstance(screen, ShowsEncounter) else None
        if encounter is not None and search is not None:
            entry = search.entry(encounter.ref or "")
        if entry is None and encounter is not None:
            text = _("{name} has no entry. What is wrong with the knowledge base?")
            return None, text.format(name=name_of(encounter))
        name = entry.name if entry else _("the knowledge base")
        return entry, _("What is wrong with {name}?").format(name=name)

    async def _keep_report(self, entry: Entry | None, kind: str, text: str) -> str:
        from floorwalker.journal.registration import new_feedback

        if self._session.search is None:
            raise FloorwalkerError(_("The knowledge base is not loaded yet."))
        feedback = new_feedback(
            kind,
            text,
            ref=entry.ref if entry else None,
            knowledge=self._session.search.knowledge,
            now=self._session.clock(),
        )
        await self._session.journal.ask(lambda journal: journal.feedback.add(feedback))
        return _("Reported to the editors. Thank you.")
