"""The journal as its callers use it: a real file, one or more openings of it."""

import json
import sqlite3
import stat
import sys
import threading
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from floorwalker.errors import JournalError, NotFoundError, PersonalDataError
from floorwalker.journal.encounter import Encounter, new_id
from floorwalker.journal.store import Journal
from tests.journal.world import COPENHAGEN, NOW, amended, encounter_at

LATER = NOW + timedelta(minutes=5)
TODAY = NOW.date()
CPR = "150385-1234"


def noted(text: str) -> partial[Encounter]:
    return partial(replace, note=text)


# Recording


def test_what_is_recorded_is_there_for_another_opening_at_once(
    journal: Journal, path: Path
) -> None:
    encounter = encounter_at(
        NOW,
        outcome="unmet",
        unmet_reason="left",
        channel="telephone",
        audience="business",
        visitor_language="uk",
        contact_ref="politi",
        challenges=("hard_to_reach", "unwelcoming"),
        query="pas",
        confident=False,
        promise="vi ringer",
        follow_up_due=date(2026, 12, 1),
        note="æøå – »tekst«",
        saved_at=LATER,
    )
    journal.encounters.record(encounter)
    with Journal.open(path) as other:
        assert other.encounters.get(encounter.encounter_id).encounter == encounter
        assert tuple(other.days.between(TODAY, TODAY)) == (encounter,)


def test_recording_again_after_a_lost_acknowledgement_changes_nothing(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    journal.encounters.amend(encounter.encounter_id, noted("husk"), LATER)
    journal.encounters.record(encounter)
    assert len(journal.encounters.history(encounter.encounter_id)) == 2
    assert journal.days.count(TODAY) == 1


def test_another_encounter_with_the_same_id_is_refused(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    for impostor in (replace(encounter, note="andet"), replace(encounter, revision=2)):
        with pytest.raises(JournalError, match="another encounter"):
            journal.encounters.record(impostor)
    assert journal.encounters.history(encounter.encounter_id)[-1].encounter == encounter


@pytest.mark.parametrize("field", ["note", "promise", "query"])
def test_no_caller_gets_personal_data_past_the_store(
    journal: Journal, path: Path, field: str
) -> None:
    encounter = encounter_at(NOW)
    careless = msgspec.convert(msgspec.to_builtins(encounter) | {field: CPR}, Encounter)
    with pytest.raises(PersonalDataError) as caught:
        journal.encounters.record(careless)
    assert CPR not in str(caught.value)
    journal.encounters.record(encounter)
    with pytest.raises(PersonalDataError):
        journal.encounters.amend(encounter.encounter_id, lambda _: careless, LATER)
    with pytest.raises(PersonalDataError):
        journal.encounters.void(encounter.encounter_id, CPR, LATER)
    assert CPR.encode() not in path.read_bytes()


def test_what_is_no_encounter_is_refused(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    for field, value in (
        ("outcome", "solved"),
        ("started_at", "yesterday"),
        ("started_at", "2026-11-16T10:10:07"),
    ):
        with pytest.raises(JournalError) as caught:
            journal.encounters.record(replace(encounter, **{field: value}))
        assert value not in str(caught.value)
    assert journal.days.count(TODAY) == 0


# Amending and withdrawing


def test_an_amendment_is_a_new_revision_and_the_old_one_stays(journal: Journal) -> None:
    encounter = encounter_at(NOW, note="før")
    journal.encounters.record(encounter)
    changed = journal.encounters.amend(
        encounter.encounter_id, partial(amended, changes={"note": "efter"}), LATER
    )
    assert (changed.revision, changed.note) == (2, "efter")
    first, second = journal.encounters.history(encounter.encounter_id)
    assert (first.encounter, first.revised_at) == (encounter, None)
    assert (second.encounter, second.revised_at) == (changed, "2026-11-16T10:15:07+01:00")
    assert journal.encounters.get(encounter.encounter_id) == second
    assert tuple(journal.days.between(TODAY, TODAY)) == (changed,)


def test_an_amendment_that_changes_nothing_leaves_no_revision(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    assert journal.encounters.amend(encounter.encounter_id, lambda same: same, LATER) == encounter
    assert len(journal.encounters.history(encounter.encounter_id)) == 1


def test_two_desks_that_amend_at_once_lose_neither_correction(journal: Journal, path: Path) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    locked, go = threading.Event(), threading.Event()

    def slowly(newest: Encounter) -> Encounter:
        locked.set()
        assert go.wait(60)
        return replace(newest, note="den ene")

    def other_desk() -> None:
        with Journal.open(path) as other:
            other.encounters.amend(encounter.encounter_id, slowly, LATER)

    desk = threading.Thread(target=other_desk, daemon=True)
    desk.start()
    assert locked.wait(60)
    with Journal.open(path, timeout=30, waiting=go.set) as this:
        this.encounters.amend(encounter.encounter_id, partial(replace, audience="business"), LATER)
    desk.join(60)
    newest = journal.encounters.get(encounter.encounter_id).encounter
    assert (newest.revision, newest.note, newest.audience) == (3, "den ene", "business")


def test_a_withdrawn_encounter_leaves_every_list_but_its_history(journal: Journal) -> None:
    encounter = encounter_at(NOW, promise="vi ringer")
    journal.encounters.record(encounter)
    journal.encounters.void(encounter.encounter_id, "forkert\x1b knap", LATER)
    assert tuple(journal.days.between(TODAY, TODAY)) == ()
    assert journal.days.newest(limit=9) == ()
    assert list(journal.days.between(TODAY, TODAY)) == []
    assert journal.follow_ups.listed(include_closed=True) == ()
    assert journal.follow_ups.find(encounter.promise_code or "") == ()
    assert journal.days.usage(TODAY) == {}
    assert journal.days.count(TODAY) == 0
    newest = journal.encounters.get(encounter.encounter_id)
    assert (newest.voided, newest.void_reason) == (True, "forkert knap")


def test_a_withdrawn_encounter_stays_withdrawn(journal: Journal) -> None:
    encounter = encounter_at(NOW)
    journal.encounters.record(encounter)
    journal.encounters.void(encounter.encounter_id, "fejl", LATER)
    with pytest.raises(JournalError):
        journal.encounters.void(encounter.encounter_id, "igen", LATER)
    with pytest.raises(JournalError):
        journal.encounters.amend(encounter.encounter_id, noted("nej"), LATER)


def test_an_unknown_id_is_not_found(journal: Journal) -> None:
    unknown = new_id(NOW)
    with pytest.raises(NotFoundError):
        journal.encounters.get(unknown)
    with pytest.raises(NotFoundError):
        journal.encounters.amend(unknown, lambda same: same, NOW)
    with pytest.raises(NotFoundError):
        journal.encounters.void(unknown, "x", NOW)
    with pytest.raises(NotFoundError):
        journal.follow_ups.close(unknown, None, NOW)
    with pytest.raises(NotFoundError):
        journal.feedback.close(unknown, NOW)


def test_nothing_in_the_file_tells_the_minute_of_a_sensitive_encounter(
    journal: Journal, path: Path
) -> None:
    at = datetime(2026, 11, 16, 10, 47, 31, tzinfo=COPENHAGEN)
    encounter = encounter_at(at, ref="service:krise", saved_at=at, follow_up_due=date(2026, 12, 1))
    journal.encounters.record(encounter)
    journal.follow_ups.close(encounter.encounter_id, None, at)
    journal.encounters.void(encounter.encounter_id, "krisecenter", at)
    content = path.read_bytes()
    assert b"10:47" not in content
    assert b"krise" not in content
    assert {r.revised_at for r in journal.encounters.history(encounter.encounter_id)[1:]} == {
        "2026-11-16T10:00:00+01:00"
    }


def test_rows_stand_in_the_order_of_ids_and_have_no_number(journal: Journal, path: Path) -> None:
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.OperationalError, match="rowid"):
        raw.execute("SELECT rowid FROM encounters")
    raw.close()


# Append-only


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE encounters SET note = 'x'",
        "DELETE FROM encounters",
        "REPLACE INTO encounters SELECT * FROM encounters",
    ],
)
def test_the_file_itself_refuses_to_change_an_encounter(
    journal: Journal, path: Path, statement: str
) -> None:
    journal.encounters.record(encounter_at(NOW))
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        raw.execute(statement)
    raw.close()


# The file


def test_only_the_owner_may_read_file_and_folder(journal: Journal, path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are not POSIX")
    journal.encounters.record(encounter_at(NOW))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    Journal.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_journal_leaves_one_file(journal: Journal, path: Path) -> None:
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["Skranke 1 æøå", "100 %20", "a#b", "a'b;c"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "encounters.db"
    with Journal.open(path) as journal:
        journal.encounters.record(encounter_at(NOW))
    assert path.is_file()
    with Journal.open(path, read_only=True) as journal:
        assert journal.days.count(TODAY) == 1


def test_a_clock_that_was_set_back_costs_nothing(journal: Journal) -> None:
    kept = [encounter_at(NOW), encounter_at(NOW - timedelta(days=400)), encounter_at(NOW)]
    for encounter in kept:
        journal.encounters.record(encounter)
    changed = journal.encounters.amend(
        kept[0].encounter_id, partial(replace, note="x"), NOW - timedelta(days=400)
    )
    assert journal.encounters.get(kept[0].encounter_id).encounter == changed
    assert len(list(journal.days.between(date.min, date.max))) == 3


def test_every_write_survives_a_power_cut_by_design(journal: Journal, path: Path) -> None:
    pragmas = {
        name: journal._connection.number(f"PRAGMA {name}")
        for name in ("synchronous", "secure_delete", "foreign_keys", "trusted_schema")
    }
    assert pragmas == {"synchronous": 3, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0}
    (row,) = journal._connection.rows("PRAGMA journal_mode")
    assert row == {"journal_mode": "delete"}


def test_rows_are_json_ready_as_the_command_line_promises(journal: Journal) -> None:
    encounter = encounter_at(NOW, challenges=("unwelcoming",))
    journal.encounters.record(encounter)
    row = json.loads(msgspec.json.encode(next(journal.days.between(TODAY, TODAY))))
    assert row["challenges"] == ["unwelcoming"]
    assert row["note"] is None
