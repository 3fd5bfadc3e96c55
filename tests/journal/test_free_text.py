"""No CPR number reaches the journal's file, however it is written and wherever it is entered."""

import re
import tempfile
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.errors import PersonalDataError
from floorwalker.journal.registration import new_feedback
from floorwalker.journal.store import Journal
from tests.journal.world import KNOWLEDGE, NOW, amended, encounter_at

pytestmark = pytest.mark.slow

SEPARATORS = ["", " ", "-", ".", "/", " - ", "\t", "\x00", "\u00a0", "\u2013"]
written = st.builds(
    lambda day, month, year, serial, before, between, after: (
        f"{before}{day:02d}{month:02d}{year:02d}{between}{serial:04d}{after}"
    ),
    st.integers(2, 28),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1000, 9999),
    st.sampled_from(["", "fru Hansen ", "cpr: ", "("]),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["", " ringede", ")", "."]),
)


@settings(max_examples=40)
@given(written)
def test_no_cpr_number_reaches_the_file(text: str) -> None:
    figures = re.sub(r"\D", "", text)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "encounters.db"
        with Journal.open(path) as journal:
            kept = encounter_at(NOW, outcome="unmet", promise="vi ringer")
            journal.encounters.record(kept)
            for mask in (False, True):
                enter_everywhere(journal, kept.encounter_id, text, mask=mask)
            journal.upkeep.backup(path.with_name("backup.db"))
            stored = [
                str(value)
                for table in ("encounters", "feedback")
                for row in journal._connection.rows(f"SELECT * FROM {table}")
                for value in row.values()
            ]
        assert not any(figures in re.sub(r"\D", "", value) for value in stored)
        for file in path.parent.iterdir():
            content = file.read_bytes()
            assert figures.encode() not in content
            assert text.encode() not in content


def enter_everywhere(journal: Journal, id_: str, text: str, *, mask: bool) -> None:
    """Put `text` into every free text there is, and let each refusal pass."""

    def record(field: str) -> None:
        journal.encounters.record(encounter_at(NOW, mask=mask, outcome="unmet", **{field: text}))

    def correct(field: str) -> None:
        journal.encounters.amend(id_, partial(amended, changes={field: text}, mask=mask), NOW)

    def report(_field: str) -> None:
        journal.feedback.add(new_feedback("wrong", text, knowledge=KNOWLEDGE, now=NOW, mask=mask))

    for enter in (record, correct, report):
        for field in ("note", "promise", "query"):
            with nullcontext() if mask else pytest.raises(PersonalDataError):
                enter(field)
    with pytest.raises(PersonalDataError):
        journal.encounters.void(id_, text, NOW)
    with pytest.raises(PersonalDataError):
        journal.follow_ups.close(id_, text, NOW)
