"""Encounters and feedback with everything that files have trouble with."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from floorwalker.files import make_folder
from floorwalker.journal.encounter import Encounter, Feedback, iso_week
from floorwalker.week.files.csv_file import csv_rows
from floorwalker.week.files.formats import writer
from floorwalker.week.files.jsonl_file import jsonl_rows
from floorwalker.week.files.ownership import file_name

HOSTILE: Final = (
    "=1+1",
    "+45 12 34 56 78",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＠SUM(A1)",
    '=HYPERLINK("https://example.dk";"klik")',
    "a;=1+1",
    'a";=1+1',
    "'=1+1",
    "  =1+1",
    "\u200b=1+1",
    "=cmd|' /C calc'!A0",
    "https://example.dk",
    "_x000D_=1",
    "00123",
    "1E5",
    "æøå ÆØÅ — “citat”",
)
"""What a person, or somebody through a person, might get into a text."""


def encounter(number: int, started_at: str, **fields: object) -> Encounter:
    """An encounter of its own, of the ISO week that its local start is in."""
    values: dict[str, object] = {
        "encounter_id": f"019a8b5e-0000-7000-8000-{number:012d}",
        "desk": "Skranke 1",
        "location": "raadhus",
        "started_at": started_at,
        "week": iso_week(date.fromisoformat(started_at[:10])),
        "outcome": "answered",
        **fields,
    }
    return Encounter(**values)  # type: ignore[arg-type]


FULL: Final = encounter(
    1,
    "2026-11-16T10:10:00+01:00",
    revision=2,
    duration_s=42,
    channel="telephone",
    audience="citizen",
    visitor_language="en",
    ref="service:straffeattest",
    name="Straffeattest",
    theme="Attester",
    kle="30",
    competent_authority="Politiet",
    contact_ref="contact:politiet",
    contact_name="Politiet",
    outcome="unmet",
    unmet_reason="closed",
    challenges=("hard_to_reach", "unclear_letter"),
    query="ren attest",
    confident=True,
    promise="vi ringer",
    promise_code="K7RX",
    follow_up_due=date(2026, 11, 20),
    follow_up_closed_at="2026-11-19T09:00:05+01:00",
    note="Bad om svar på skrift; på arabisk.",
)
BARE: Final = encounter(2, "2026-11-16T23:59:59+01:00", confident=False)

WEEK: Final = (
    FULL,
    BARE,
    *(
        encounter(10 + n, f"2026-11-17T10:{n:02d}:00+01:00", note=text, query=text, name=text)
        for n, text in enumerate(HOSTILE)
    ),
)
"""Week 47 of 2026, in the order of the journal."""

CLOCK_BACK: Final = (
    encounter(50, "2026-10-25T02:30:00+02:00"),
    encounter(51, "2026-10-25T02:30:00+01:00"),
)
"""The same local time twice, an hour apart."""

YEAR_END: Final = tuple(
    encounter(60 + n, started_at)
    for n, started_at in enumerate(
        (
            "2026-12-27T23:59:59+01:00",
            "2026-12-28T00:00:00+01:00",
            "2026-12-31T23:59:59+01:00",
            "2027-01-01T00:00:00+01:00",
            "2027-01-03T23:59:59+01:00",
            "2027-01-04T00:00:00+01:00",
        )
    )
)
"""Around week 53: one before it, four in it, one after it."""

FEEDBACK: Final = (
    Feedback(
        feedback_id="019a8b5e-0000-7000-8000-000000000100",
        at="2026-11-16T10:12:00+01:00",
        ref="service:pas",
        kind="wrong",
        comment="=Lokalet er flyttet",
        closed_at="2026-11-17T08:00:00+01:00",
    ),
)


def write_week(
    folder: Path,
    desk: str,
    period: str,
    encounters: Iterable[Encounter],
    feedback: Iterable[Feedback],
    table_format: str = "csv",
) -> Iterator[Path]:
    """Write encounters that come from anywhere, and feedback where there is any; the files."""
    make_folder(folder)
    write = writer(table_format)
    path = folder / file_name(desk, period, table_format)
    write(path, Encounter, encounters)
    yield path
    if reports := list(feedback):
        beside = path.with_name(f"{path.stem}-feedback{path.suffix}")
        write(beside, Feedback, reports)
        yield beside


def read_week(path: Path) -> list[Encounter]:
    """The encounters of a CSV or JSON Lines file."""
    rows = csv_rows(path) if path.suffix == ".csv" else jsonl_rows(path)
    return [encounter for _line, encounter in rows]
