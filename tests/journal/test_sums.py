"""Counted by SQLite or one by one: the same week; and whoever counts can be stopped."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.journal import sums
from floorwalker.journal.encounter import (
    CHALLENGES,
    CHANNELS,
    OUTCOMES,
    UNMET_REASONS,
    Encounter,
    Revision,
)
from floorwalker.journal.store import Journal
from floorwalker.week.figures import summarise, summarise_sums
from tests.week.samples import encounter

pytestmark = pytest.mark.slow

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY = date(2026, 10, 19)
"""The week in which an hour comes twice."""
SUNDAY = MONDAY + timedelta(days=6)
TODAY = date(2026, 10, 28)
DAYS = st.dates(date(2026, 10, 20), date(2026, 11, 2))


@st.composite
def encounters(draw: st.DrawFn) -> list[Encounter]:
    """Encounters around the week, with whatever the log may hold."""
    return [draw(one(number)) for number in range(draw(st.integers(0, 12)))]


@st.composite
def one(draw: st.DrawFn, number: int) -> Encounter:
    start = datetime(2026, 10, 18, 20, tzinfo=COPENHAGEN).timestamp()
    moment = datetime.fromtimestamp(
        start + number * 17 + draw(st.integers(0, 9)) * 86_399, COPENHAGEN
    )
    outcome = draw(st.sampled_from(OUTCOMES))
    ref = draw(st.sampled_from((None, "service:pas", "service:skat")))
    closed = draw(st.none() | DAYS)
    return encounter(
        number,
        moment.isoformat(timespec="seconds"),
        duration_s=draw(st.none() | st.integers(0, 90)),
        channel=draw(st.sampled_from(CHANNELS)),
        audience=draw(st.sampled_from((None, "citizen", "business"))),
        ref=ref,
        name=ref and ref.title(),
        theme=draw(st.sampled_from((None, "Skat", "Pas"))),
        competent_authority=draw(st.sampled_from((None, "Politiet", "SKAT"))),
        contact_name=draw(st.sampled_from((None, "Borgerservice"))),
        outcome=outcome,
        unmet_reason=draw(st.sampled_from(UNMET_REASONS)) if outcome == "unmet" else None,
        challenges=tuple(c for c in CHALLENGES if draw(st.booleans())),
        query=draw(st.sampled_from((None, "pas", "lappen er væk", "pas  ", "é"))),
        confident=draw(st.none() | st.booleans()),
        promise_code=draw(st.sampled_from((None, "CDFH"))),
        follow_up_due=draw(st.none() | DAYS),
        follow_up_closed_at=closed and f"{closed.isoformat()}T10:00:00+01:00",
    )


@pytest.fixture(scope="module")
def small_pieces() -> Iterator[None]:
    """Pieces so small that a week has many, and some begin amid a second."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sums, "_PIECE", 3)
    yield
    patch.undo()


@pytest.mark.usefixtures("small_pieces")
@given(encounters(), st.data())
def test_a_week_counted_by_sqlite_is_the_week_counted_one_by_one(
    kept: list[Encounter], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name, Journal.open(Path(name) / "log.db") as journal:
        with journal._connection.writing():
            for each in kept:
                journal.encounters._add(Revision(encounter=each))
        for each in kept:
            if data.draw(st.integers(0, 5)) == 0:
                journal.encounters.void(each.encounter_id, "fejl", datetime.now(COPENHAGEN))
        one_by_one = summarise("2026-W43", journal.days.between(MONDAY, SUNDAY), today=TODAY)
        counted = summarise_sums("2026-W43", journal.days.sums(MONDAY, SUNDAY, TODAY))
        again = summarise_sums("2026-W43", journal.days.sums(MONDAY, SUNDAY, TODAY))
    for name in one_by_one.__struct_fields__:
        assert getattr(counted, name) == getattr(one_by_one, name), name
    assert again == counted


def test_progress_grows_to_the_end_and_may_end_the_counting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "_PIECE", 2)
    heard: list[tuple[int, int]] = []

    class EnoughError(Exception):
        pass

    def hear(done: int, total: int) -> None:
        heard.append((done, total))
        if stop:
            raise EnoughError

    with Journal.open(tmp_path / "log.db") as journal:
        for number in range(7):
            journal.encounters.record(encounter(number, f"2026-10-21T10:0{number}:00+02:00"))
        stop = False
        journal.days.sums(MONDAY, SUNDAY, TODAY, hear)
        assert heard == sorted(heard)
        assert heard[-1] == (7, 7)
        stop = True
        with pytest.raises(EnoughError):
            journal.days.sums(MONDAY, SUNDAY, TODAY, hear)
        stop = False
        assert journal.days.sums(MONDAY, SUNDAY, TODAY, hear).hours.total() == 7
        journal.encounters.record(encounter(9, "2026-10-21T11:00:00+02:00"))


def test_a_log_that_may_only_be_read_is_counted_too(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Journal.open(path) as journal:
        journal.encounters.record(encounter(1, "2026-10-21T10:00:00+02:00"))
    with Journal.open(path, read_only=True) as reader:
        assert reader.days.sums(MONDAY, SUNDAY, TODAY).hours.total() == 1


def test_only_the_most_frequent_words_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "_MOST_SEARCHES", 2)
    with Journal.open(tmp_path / "log.db") as journal:
        for number, query in enumerate(("a", "b", "b", "c", "c", "c")):
            moment = f"2026-10-21T10:0{number}:00+02:00"
            journal.encounters.record(encounter(number, moment, query=query))
        assert journal.days.sums(MONDAY, SUNDAY, TODAY).searches == {"c": 3, "b": 2}
