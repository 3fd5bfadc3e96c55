"""The registration pane by itself, without search or desk; the log and the drafts are real."""

import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from textual import on
from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from floorwalker.config import Config
from floorwalker.errors import JournalError
from floorwalker.journal.store import Journal
from floorwalker.tui.journal_thread import JournalThread
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.registration.events import (
    Accepted,
    DiscardAsked,
    DraftsDue,
    DraftsFound,
    Left,
    NotAccepted,
    Refused,
    Registered,
    RegistrationEvent,
    Undone,
)
from floorwalker.tui.registration.options import RegistrationOption
from floorwalker.tui.registration.pane import RegistrationPane
from floorwalker.tui.registration.submit import Submitter
from tests.tui.desk import House

BEGAN_AGO = timedelta(minutes=3)
_PATIENCE = 60.0
"""Seconds after which what was waited for counts as never coming."""
PASSPORT = RegistrationOption(
    ref="service:pas",
    name="Pas",
    query="pas",
    confident=True,
    contacts=(("contact:borgerservice", "Borgerservice"),),
    contact="contact:borgerservice",
    outcome="referred",
)


class PaneApp(App[int]):
    """Nothing but the pane, and what it told."""

    def __init__(self, pane: RegistrationPane) -> None:
        super().__init__()
        self.pane = pane
        self.told: list[RegistrationEvent] = []

    def compose(self) -> Iterable[Widget]:
        yield self.pane

    @on(RegistrationEvent)
    def hear(self, event: RegistrationEvent) -> None:
        self.told.append(event)


@dataclass
class Alone:
    """A pane in use."""

    house: House
    app: PaneApp
    pilot: Pilot[int]
    pane: RegistrationPane = field(init=False)

    def __post_init__(self) -> None:
        self.pane = self.app.pane

    def open(self) -> None:
        self.pane.open([PASSPORT], self.house.now - BEGAN_AGO)

    async def told(self, kind: type[RegistrationEvent]) -> RegistrationEvent:
        """The next event, which is of this kind; a pause in typing may come at any time."""
        limit = time.monotonic() + _PATIENCE
        while True:
            while not self.app.told:
                assert time.monotonic() < limit, f"{kind.__name__} was never told"
                await self.pilot.pause(0.01)
            event = self.app.told.pop(0)
            if isinstance(event, kind):
                return event
            assert isinstance(event, DraftsDue), event


@asynccontextmanager
async def alone(house: House, journal: JournalThread | None = None) -> AsyncIterator[Alone]:
    thread = journal or JournalThread(
        house.open_journal, waiting=lambda _is_waiting: None, failing=lambda _error: None
    )
    submitter = Submitter(journal=thread, config=Config(), clock=lambda: house.now)
    pane = RegistrationPane(submitter, id="registration")
    app = PaneApp(pane)
    try:
        async with app.run_test() as pilot:
            await pane.furnish([], Drafts(house.data, desk="desk", clock=lambda: house.now))
            pane.knowledge = house.load().knowledge
            yield Alone(house, app, pilot)
    finally:
        thread.close()
        pane.drafts.close()


async def test_nothing_is_begun_until_it_is_opened(house: House) -> None:
    async with alone(house) as desk:
        assert not desk.pane.is_open
        assert not desk.pane.is_begun
        desk.open()
        assert desk.pane.is_open
        assert desk.app.focused is desk.pane.fields.outcome


async def test_enter_tells_of_a_registration_and_record_keeps_it(house: House) -> None:
    async with alone(house) as desk:
        desk.open()
        await desk.pilot.press("enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        assert accepted.encounter.started_at == (house.now - BEGAN_AGO).isoformat()
        assert house.encounters() == []
        assert desk.pane.holds_keys
        desk.pane.release_keys()
        desk.pane.record(accepted.encounter, [])
        registered = await desk.told(Registered)
        assert isinstance(registered, Registered)
        assert registered.today == 1
        assert [each.ref for each in house.encounters()] == ["service:pas"]


async def test_a_draft_of_what_is_being_saved_goes_once_it_is(house: House) -> None:
    async with alone(house) as desk:
        desk.open()
        await desk.pilot.press("1", "enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        saving = desk.pane.add_to(Errand(key=1, words="pas"))
        other = Errand(key=2, words="nødpas")
        named = Errand(
            key=1, words="pas", form=saving.form, encounter_id=accepted.encounter.encounter_id
        )
        desk.pane.record(accepted.encounter, [named, other])
        await desk.told(Registered)
        assert [each["words"] for each in house.drafts()] == ["nødpas"]


async def test_what_the_guard_finds_is_told_in_the_fields_and_kept_masked_when_asked_again(
    house: House,
) -> None:
    async with alone(house) as desk:
        desk.open()
        desk.pane.fields.more.note.value = "ring 150385-1234"
        await desk.pilot.pause()
        await desk.pilot.press("enter")
        await desk.told(NotAccepted)
        assert "150385-1234" in str(desk.pane.fields.message.render())
        await desk.pilot.press("enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        assert accepted.encounter.note == "ring ******-****"


async def test_what_is_filled_in_stays_when_it_is_folded_away_and_goes_when_it_is_cleared(
    house: House,
) -> None:
    async with alone(house) as desk:
        desk.open()
        await desk.pilot.press("1", "escape")
        await desk.told(Left)
        desk.pane.close()
        assert desk.pane.is_begun
        desk.open()
        assert desk.pane.fields.form.outcome == "answered"
        desk.pane.clear()
        assert not desk.pane.is_begun
        assert desk.pane.options == ()


async def test_a_promise_without_a_day_says_on_which_day_it_will_fall_due(house: House) -> None:
    async with alone(house) as desk:
        desk.open()
        more = desk.pane.fields.more
        usual = "14.5, +7 or Friday"
        assert more.due.placeholder == usual
        more.promise.value = "Vi ringer"
        await desk.pilot.pause()
        assert more.due.placeholder == "Left empty: Thursday 3 December. Or 14.5, +7, Friday"
        await desk.pilot.press("enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        assert accepted.encounter.follow_up_due == date(2026, 12, 3)
        more.promise.value = " "
        await desk.pilot.pause()
        assert more.due.placeholder == usual
        more.promise.value = "Vi ringer"
        await desk.pilot.pause()
        desk.pane.clear()
        assert more.due.placeholder == usual


async def test_the_day_proposed_is_that_of_the_errand_the_pane_is_opened_on_again(
    house: House,
) -> None:
    contact = replace(PASSPORT, ref="contact:borgerservice", name="Borgerservice")
    async with alone(house) as desk:
        desk.open()
        desk.pane.fields.more.promise.value = "Vi ringer"
        await desk.pilot.pause()
        desk.pane.close()
        desk.pane.open([contact], house.now)
        await desk.pilot.pause()
        assert desk.pane.fields.more.due.placeholder == "14.5, +7 or Friday"
        await desk.pilot.press("enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        assert accepted.encounter.follow_up_due is None


async def test_a_pause_in_typing_tells_that_drafts_are_due(house: House) -> None:
    async with alone(house) as desk:
        desk.open()
        await desk.pilot.press("1")
        await desk.told(DraftsDue)
        await desk.pilot.press("delete")
        await desk.told(DiscardAsked)


async def test_undo_withdraws_what_was_recorded_last(house: House) -> None:
    async with alone(house) as desk:
        desk.open()
        await desk.pilot.press("enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        desk.pane.record(accepted.encounter, [])
        await desk.told(Registered)
        desk.pane.undo()
        undone = await desk.told(Undone)
        assert isinstance(undone, Undone)
        assert (undone.today, house.encounters()) == (0, [])


async def test_a_log_that_cannot_be_opened_refuses(house: House) -> None:
    def closed(_waiting: object = None) -> Journal:
        raise JournalError("The disk is full.", "Make room and try again.")

    thread = JournalThread(closed, waiting=lambda _is: None, failing=lambda _error: None)
    async with alone(house, thread) as desk:
        desk.open()
        await desk.pilot.press("enter")
        accepted = await desk.told(Accepted)
        assert isinstance(accepted, Accepted)
        desk.pane.record(accepted.encounter, [])
        refused = await desk.told(Refused)
        assert isinstance(refused, Refused)
        assert "The disk is full" in refused.problem
        assert desk.pane.is_open


async def test_what_an_ended_desk_left_is_found(house: House) -> None:
    ended = Drafts(house.data, desk="desk", clock=lambda: house.now)
    ended.keep([Errand(key=1, words="pas")])
    ended.close()
    async with alone(house) as desk:
        desk.pane.look_for_drafts()
        found = await desk.told(DraftsFound)
        assert isinstance(found, DraftsFound)
        (left,) = found.left_over
        assert [each.words for each in left.errands] == ["pas"]
        left.leave()
