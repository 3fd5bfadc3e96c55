"""What the visitor takes along: the app's half that makes the slip."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Input

from floorwalker import paths
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.tui.navigation import Places
from floorwalker.tui.work import begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.handout.slip import Paper, Promise
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.routing import Route


def _open(page: Path) -> bool:
    from floorwalker.tui.browser import open_in_browser

    return open_in_browser(page)


class Errand(NamedTuple):
    """What a slip is about."""

    route: Route | None
    promise: Promise | None = None
    language: str = ""
    """The visitor's, where it was registered."""


class Handing(Places):
    """Hands out slips."""

    open_page: Callable[[Path], bool] = staticmethod(_open)
    """Shows a page to the person at the desk; False where that is not possible."""
    _paper: Paper = "a6"
    """What was printed on last: a desk has one printer."""

    def clear_slips(self) -> None:
        """Clear away what was handed out yesterday."""
        begin(self, self._clear_slips, group="slips")

    async def _clear_slips(self) -> None:
        from floorwalker.handout.pages import clear_old_pages

        await asyncio.to_thread(clear_old_pages, paths.slips_dir(self.data_dir), self.clock())

    def action_slip(self) -> None:
        """The slip for what is selected, being registered, or was registered just now."""
        if self.lookup is not None:
            begin(
                self,
                partial(self._offer_slip, self.lookup.knowledge),
                group="slips",
                is_answer=True,
            )

    async def _offer_slip(self, knowledge: Knowledge) -> None:
        try:
            errand = await self._errand(knowledge)
        except FloorwalkerError as error:
            self.tell(str(error))
            return
        if errand is None:
            self.tell(_("Choose an entry first: the slip is about it."))
        else:
            self._show_slip(errand, knowledge)

    def _show_slip(self, errand: Errand, knowledge: Knowledge) -> None:
        from floorwalker.handout.slip import languages_of
        from floorwalker.tui.languages import language_name
        from floorwalker.tui.screens.slip import SlipScreen

        entry = errand.route.entry if errand.route else None
        codes = languages_of(entry, knowledge.municipality.languages[0])
        name = entry.name if entry else _("a promise")
        write = partial(self._write_slip, errand, knowledge)
        saved_as = f"slip-{entry.id}" if entry else "slip"
        screen = SlipScreen(
            title=_("Slip: {name}").format(name=name),
            promise=_say_promise(errand.promise),
            languages=[(code, language_name(code)) for code in codes],
            chosen=(errand.language, self._paper),
            lay=partial(write, paths.slips_dir(self.data_dir), "slip"),
            save=partial(
                write, paths.chosen_exports_dir(self.config.exports, self.data_dir), saved_as
            ),
            show=self.open_page,
        )
        self.push_screen(screen, lambda said: self.tell(said) if said else None)

    def _write_slip(
        self,
        errand: Errand,
        knowledge: Knowledge,
        folder: Path,
        name: str,
        language: str,
        paper: str,
    ) -> Path:
        """Write the page; runs in a thread."""
        from floorwalker.handout.pages import clear_old_pages, keep_page
        from floorwalker.handout.slip import PAPERS, slip

        now = self.clock()
        self._paper = next(each for each in PAPERS if each == paper)
        clear_old_pages(paths.slips_dir(self.data_dir), now)
        html = slip(
            errand.route,
            house=knowledge.municipality.name,
            now=now,
            language=language,
            paper=self._paper,
            promise=errand.promise,
        )
        return keep_page(html, folder, name)

    async def _errand(self, knowledge: Knowledge) -> Errand | None:
        desk = self.desk_screen
        if self.screen is desk and desk.is_registering:
            return self._errand_in_strip(knowledge)
        if self.selected_route is not None:
            return Errand(self.selected_route)
        if self.screen is not desk or desk.query_one("#search", Input).value.strip():
            return None
        return await self._errand_of_newest(knowledge)

    def _errand_in_strip(self, knowledge: Knowledge) -> Errand | None:
        from floorwalker.date_input import parse_due
        from floorwalker.handout.slip import Promise
        from floorwalker.privacy import mask

        form = self.desk_screen.strip.form
        due = parse_due(form.due, self.desk_screen.errands.started_at.date())
        # Masked, as it can only be kept: a page is a file too.
        text = mask(form.promise)
        promise = Promise(text=text, due=due) if text or due else None
        route = self._route(knowledge, form.ref, form.contact)
        return Errand(route, promise, form.language) if route or promise else None

    async def _errand_of_newest(self, knowledge: Knowledge) -> Errand | None:
        """What was registered last today."""
        from floorwalker.handout.slip import Promise

        today = self.clock().date()
        newest: tuple[Encounter, ...] = await self.journal.ask(
            lambda journal: journal.newest(limit=1, first=today, last=today)
        )
        for each in newest:
            promise = Promise(
                text=each.promise or "", code=each.promise_code or "", due=each.follow_up_due
            )
            route = self._route(knowledge, each.ref, each.contact_ref)
            if route or promise != Promise():
                return Errand(route, promise, each.visitor_language or "")
        return None

    def _route(self, knowledge: Knowledge, ref: str | None, contact: str | None) -> Route | None:
        """The way from an entry, through the door that the visitor was sent to."""
        from msgspec.structs import replace

        from floorwalker.knowledge.model.records import ContactPoint, Notice
        from floorwalker.routing import door, route

        now = self.clock()
        entry = knowledge.entry(ref) if ref else None
        if entry is None or isinstance(entry, Notice):
            return None
        way = route(knowledge, entry, now)
        chosen = knowledge.entry(contact) if contact else None
        if not isinstance(chosen, ContactPoint):
            return way
        return replace(way, doors=(replace(door(knowledge, chosen, now), fallback=None),))


def _say_promise(promise: Promise | None) -> str:
    """The promise on one line; without a code it says where the code comes from."""
    from floorwalker.dates import format_date

    if promise is None or not (promise.text or promise.due or promise.code):
        return ""
    code = promise.code or _("the code comes when it is registered")
    due = format_date(promise.due) if promise.due else ""
    return " · ".join(text for text in (promise.text, due, code) if text)
