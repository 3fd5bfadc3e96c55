"""Any sequence of writes leaves what a simple model of the journal says, in a real file."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
)
from msgspec.structs import replace

from floorwalker.journal.encounter import OUTCOMES, Encounter, Outcome
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, encounter_at

minutes = st.integers(0, 60 * 24 * 9)
texts = st.none() | st.text(
    st.characters(exclude_categories=["Nd", "No", "Nl", "Cs"]), min_size=1, max_size=30
).map(lambda text: text.replace("@", " "))


class JournalMachine(RuleBasedStateMachine):
    """Records, amends, withdraws, closes, opens again; compares with plain lists."""

    standing: Bundle[str] = Bundle("standing")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "encounters.db"
        self.journal = Journal.open(self.path)
        self.revisions: dict[str, list[Encounter]] = {}
        self.voided: set[str] = set()

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()

    @rule(target=standing, late=minutes, due=st.none() | st.dates(date(2026, 11, 1)))
    def record(self, late: int, due: date | None) -> str:
        encounter = encounter_at(NOW + timedelta(minutes=late), follow_up_due=due)
        self.journal.encounters.record(encounter)
        self.revisions[encounter.encounter_id] = [encounter]
        return encounter.encounter_id

    @rule(id_=standing)
    def record_again(self, id_: str) -> None:
        self.journal.encounters.record(self.revisions[id_][0])

    @rule(id_=standing, outcome=st.sampled_from(OUTCOMES), late=minutes)
    def amend(self, id_: str, outcome: Outcome, late: int) -> None:
        newest = self.revisions[id_][-1]
        moved = encounter_at(NOW + timedelta(minutes=late))
        changed = replace(newest, outcome=outcome, started_at=moved.started_at, week=moved.week)
        kept = self.journal.encounters.amend(id_, lambda _: changed, NOW)
        if changed != newest:
            self.revisions[id_].append(replace(changed, revision=newest.revision + 1))
        assert kept == self.revisions[id_][-1]

    @rule(id_=standing)
    def close(self, id_: str) -> None:
        newest = self.revisions[id_][-1]
        if newest.follow_up_due is None or newest.follow_up_closed_at is not None:
            return
        self.revisions[id_].append(self.journal.follow_ups.close(id_, None, NOW))

    @rule(id_=consumes(standing), reason=texts)
    def void(self, id_: str, reason: str | None) -> None:
        self.revisions[id_].append(
            self.journal.encounters.void(id_, reason or "fejl", NOW).encounter
        )
        self.voided.add(id_)

    @rule()
    def open_again(self) -> None:
        self.journal.close()
        self.journal = Journal.open(self.path)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        newest = [
            revisions[-1] for id_, revisions in self.revisions.items() if id_ not in self.voided
        ]
        newest.sort(key=lambda each: (each.started_at, each.encounter_id))
        assert list(self.journal.days.between(date.min, date.max)) == newest
        assert self.journal.days.newest(limit=1000) == tuple(newest[::-1])
        for day in {each.started_at[:10] for each in newest}:
            count = sum(each.started_at.startswith(day) for each in newest)
            assert self.journal.days.count(date.fromisoformat(day)) == count
        for id_, revisions in self.revisions.items():
            history = self.journal.encounters.history(id_)
            assert [each.encounter for each in history] == revisions
            assert [each.encounter.revision for each in history] == list(
                range(1, len(revisions) + 1)
            )
            assert history[-1].voided == (id_ in self.voided)
        owed = {e.encounter_id for e in newest if e.follow_up_due and not e.follow_up_closed_at}
        assert {each.encounter_id for each in self.journal.follow_ups.listed()} == owed


TestJournal = JournalMachine.TestCase
TestJournal.settings = settings(max_examples=25, stateful_step_count=15)
