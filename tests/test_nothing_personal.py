"""No CPR number reaches a byte of any file: log, export, backup, draft, crash report."""

import dataclasses
import re
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.config import Config
from floorwalker.crash import record_crash
from floorwalker.errors import PersonalDataError
from floorwalker.journal.encounter import Encounter
from floorwalker.journal.registration import Registration, amend, new_feedback, register
from floorwalker.journal.store import Journal
from floorwalker.knowledge.hours import is_working_day
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.registration.form import RegistrationForm
from tests.knowledge.base import sound
from tests.week.samples import write_week

NOW = datetime(2026, 11, 19, 16, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))

KEEPING = Config(keep_queries="all")

dates = st.tuples(st.integers(1, 31), st.integers(1, 12), st.integers(41, 99))
separators = st.sampled_from(["", "", " ", "-", ".", " - ", "–", "\u00a0", "\u200b", "/", "\n"])


@st.composite
def cpr_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """The ten digits, and a way to write them."""
    day, month, year = draw(dates)
    digits = f"{day:02}{month:02}{year:02}{draw(st.integers(0, 9999)):04}"
    return digits, "".join(digit + draw(separators) for digit in digits)


def digits_in(folder: Path, names: str = "*") -> str:
    """Every digit of every file, in order, with whatever stands between them taken out."""
    data = b"\0".join(path.read_bytes() for path in folder.rglob(names) if path.is_file())
    return re.sub(r"[^0-9A-Za-z]", "", data.decode("utf-8", "replace"))


def registered(knowledge: Knowledge, texts: dict[str, str], *, masked: bool = False) -> Encounter:
    """An encounter with `texts`, by the rules of the record."""
    return register(
        msgspec.convert({"outcome": "unmet", **texts}, Registration),
        knowledge=knowledge,
        config=KEEPING,
        now=NOW,
        is_working_day=is_working_day,
        mask=masked,
    )


def try_everything(folder: Path, text: str, field: str, *, masked: bool) -> None:
    """Put `text` wherever the house takes text."""
    knowledge = load(sound(folder / "knowledge")).knowledge
    correct = partial(
        amend,
        changes={field: text},
        knowledge=knowledge,
        config=KEEPING,
        is_working_day=is_working_day,
    )
    with Journal.open(folder / "data" / "encounters.db") as journal:
        with suppress(PersonalDataError):
            journal.encounters.record(registered(knowledge, {field: text}, masked=masked))
        clean = registered(knowledge, {})
        journal.encounters.record(clean)
        with suppress(PersonalDataError):
            journal.encounters.amend(clean.encounter_id, correct, NOW)
        with suppress(PersonalDataError):
            journal.encounters.void(clean.encounter_id, text, NOW)
        with suppress(PersonalDataError):
            journal.feedback.add(new_feedback("wrong", text, knowledge=knowledge, now=NOW))
        journal.upkeep.backup(folder / "backup.db")
        encounters = journal.days.between(date.min, date.max)
        list(write_week(folder, "d", "2026-W47", encounters, journal.feedback.listed()))
    drafts = Drafts(folder, desk="d")
    for length in range(len(text) + 1):
        drafts.keep([drafted(field, text[:length])])
    drafts.close()
    record_crash(ValueError(text), folder)


def drafted(field: str, text: str) -> Errand:
    """What is being typed at the desk."""
    empty = RegistrationForm(ref=None, query="", confident=None, outcome="unmet")
    entered = dataclasses.replace(empty, **{field: text})  # type: ignore[arg-type]
    return Errand(words=entered.query, form=entered, is_filled_in=True)


@settings(max_examples=25)
@given(cpr_numbers(), st.sampled_from(["note", "query", "promise"]), st.booleans())
def test_no_way_through_the_house_leaves_a_number_on_disk(
    number: tuple[str, str], field: str, masked: bool
) -> None:
    digits, written = number
    with TemporaryDirectory() as name:
        folder = Path(name)
        try_everything(folder, f"ring til {written} i morgen", field, masked=masked)
        found = digits_in(folder)
        assert digits not in found
        assert digits[:6] not in digits_in(folder / "drafts")
