"""What the visitor takes along on paper: what a slip is about, how it is made, where it goes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from floorwalker import paths
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _, language_name
from floorwalker.tui.entry_actions import ShowsEncounter, selected_route
from floorwalker.tui.key_queue import ANSWERS_A_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from floorwalker.handout.slip import Paper, Promise
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.routing import Route
    from floorwalker.tui.registration.form import RegistrationForm
    from floorwalker.tui.session import Session


class Begun(NamedTuple):
    """A registration that is open on the screen in view."""

    form: RegistrationForm
    day: date
    """When the visitor came: dates are typed from there."""


class SlipSubject(NamedTuple):
    """What a slip is about."""

    route: Route | None
    promise: Promise | None = None
    language: str = ""
    """The visitor's, where it was registered."""


class Slips:
    """Hands out slips."""

    def __init__(
        self, session: Session, *, begun: Callable[[], Begun | None], is_idle: Callable[[], bool]
    ) -> None:
        """Hand out slips: about the registration that is `begun` in view, if any.

        Where the desk `is_idle`, in view with nothing in its box, about what was registered last.
        """
        self._session = session
        self._begun = begun
        self._is_idle = is_idle
        self.open_page: Callable[[Path], bool] = _open_in_browser
        """Shows a page to the person at the desk; False where that is not possible."""
        self._paper: Paper = "a6"
        """What was printed on last: a desk has one printer."""
        self.handlers: Mapping[str, Callable[[], None]] = {"app.slip": self.offer}

    def clear_old(self) -> None:
        """Clear away what was handed out yesterday."""
        self._session.start(self._clear_old, group="slips")

    async def _clear_old(self) -> None:
        from floorwalker.handout.pages import clear_old_pages

        await asyncio.to_thread(clear_old_pages, self._folder, self._session.clock())

    @property
    def _folder(self) -> Path:
        return paths.slips_dir(self._session.data_dir)

    def offer(self) -> None:
        """Offer the slip for what is selected, being registered, or was registered just now."""
        search = self._session.search
        if search is not None:
            offer = partial(self._offer, search.knowledge)
            self._session.start(offer, group="slips", name=ANSWERS_A_KEY)

    async def _offer(self, knowledge: Knowledge) -> None:
        try:
            subject = await self._subject(knowledge)
        except FloorwalkerError as error:
            self._session.set_status(str(error))
            return
        if subject is None and isinstance(self._session.app.screen, ShowsEncounter):
            self._session.set_status(_("There is nothing here that a slip could be about."))
        elif subject is None:
            self._session.set_status(_("Choose an entry first: the slip is about it."))
        else:
            self._show(subject, knowledge)

    def _show(self, subject: SlipSubject, knowledge: Knowledge) -> None:
        from floorwalker.handout.slip import languages_of
        from floorwalker.tui.screens.slip import SlipScreen

        session = self._session
        entry = subject.route.entry if subject.route else None
        codes = languages_of(entry, knowledge.municipality.languages[0])
        name = entry.name if entry else _("a promise")
        write = partial(self._write, subject, knowledge)
        saved_as = f"slip-{entry.id}" if entry else "slip"
        exports = paths.chosen_exports_dir(session.config.exports, session.data_dir)
        screen = SlipScreen(
            title=_("Slip: {name}").format(name=name),
            promise=_promise_line(subject.promise),
            languages=[(code, language_name(code)) for code in codes],
            chosen=(subject.language, self._paper),
            lay=partial(write, self._folder, "slip"),
            save=partial(write, exports, saved_as),
            show=self.open_page,
        )
        session.app.push_screen(screen, session.report)

    def _write(
        self,
        subject: SlipSubject,
        knowledge: Knowledge,
        folder: Path,
        name: str,
        language: str,
        paper: str,
    ) -> Path:
        """Write the page; runs in a thread."""
        from floorwalker.handout.pages import clear_old_pages, keep_page
        from floorwalker.handout.slip import PAPERS, slip

        now = self._session.clock()
        self._paper = next(each for each in PAPERS if each == paper)
        clear_old_pages(self._folder, now)
        html = slip(
            subject.route,
            house=knowledge.municipality.name,
            now=now,
            language=language,
            paper=self._paper,
            promise=subject.promise,
            telephone=_telephone_of(knowledge),
        )
        return keep_page(html, folder, name)

    # What it is about

    async def _subject(self, knowledge: Knowledge) -> SlipSubject | None:
        screen = self._session.app.screen
        if isinstance(screen, ShowsEncounter):
            encounter = screen.selected_encounter
            return self._registered(encounter, knowledge) if encounter is not None else None
        begun = self._begun()
        if begun is not None:
            return self._being_registered(begun, knowledge)
        selected = selected_route(self._session)
        if selected is not None:
            return SlipSubject(selected)
        return await self._newest(knowledge) if self._is_idle() else None

    def _being_registered(self, begun: Begun, knowledge: Knowledge) -> SlipSubject | None:
        from floorwalker.date_input import parse_due
        from floorwalker.handout.slip import Promise
        from floorwalker.journal.registration import proposed_due
        from floorwalker.privacy import mask
        from floorwalker.routing import route_through

        form = begun.form
        text = mask(form.promise)  # as it can only be kept: a page is a file too
        due = parse_due(form.due, begun.day)
        if due is None and text:
            due = proposed_due(knowledge, form.ref, form.contact, begun.day)
        promise = Promise(text=text, due=due) if text or due else None
        route = route_through(knowledge, form.ref, form.contact, self._session.clock())
        return SlipSubject(route, promise, form.language) if route or promise else None

    async def _newest(self, knowledge: Knowledge) -> SlipSubject | None:
        """What was registered last today."""
        today = self._session.clock().date()
        newest: tuple[Encounter, ...] = await self._session.journal.ask(
            lambda journal: journal.days.newest(limit=1, first=today, last=today)
        )
        return self._registered(newest[0], knowledge) if newest else None

    def _registered(self, encounter: Encounter, knowledge: Knowledge) -> SlipSubject | None:
        """What is in the log; None where there is neither an entry nor a promise to write of."""
        from floorwalker.handout.slip import Promise
        from floorwalker.routing import route_through

        promise = Promise(
            text=encounter.promise or "",
            code=encounter.promise_code or "",
            due=encounter.follow_up_due,
        )
        now = self._session.clock()
        route = route_through(knowledge, encounter.ref, encounter.contact_ref, now)
        if route is None and promise == Promise():
            return None
        return SlipSubject(route, promise, encounter.visitor_language or "")


def _telephone_of(knowledge: Knowledge) -> str:
    """The number of the house."""
    main = knowledge.contact_points.get(knowledge.municipality.main_contact)
    return main.telephone if main is not None else ""


def _open_in_browser(page: Path) -> bool:
    from floorwalker.tui.browser import open_in_browser

    return open_in_browser(page)


def _promise_line(promise: Promise | None) -> str:
    """The promise on one line; without a code it says where the code comes from."""
    from floorwalker.dates import format_date

    if promise is None or not (promise.text or promise.due or promise.code):
        return ""
    code = promise.code or _("the code comes when it is registered")
    due = format_date(promise.due) if promise.due else ""
    return " · ".join(text for text in (promise.text, due, code) if text)
