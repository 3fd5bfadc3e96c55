"""The values that the journal keeps: encounters, their codes, and feedback on the knowledge.

An `Encounter` copies the names it needs, so that last year's weeks survive this year's edits.
"""

import os
import time
import uuid
from datetime import date, datetime
from typing import Final, Literal, get_args

from msgspec import Struct

Outcome = Literal["answered", "self_service", "handed_over", "referred", "appointment", "unmet"]
Channel = Literal["in_person", "telephone", "digital"]
Audience = Literal["citizen", "business", "association"]
UnmetReason = Literal[
    "closed",
    "no_such_service",
    "not_eligible",
    "no_capacity",
    "unknown_answer",
    "no_identification",
    "left",
]
Challenge = Literal[
    "no_follow_up",
    "hard_to_reach",
    "hard_to_navigate",
    "unclear_letter",
    "staff_change",
    "unwelcoming",
]
FeedbackKind = Literal["wrong", "missing", "unclear"]

OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
UNMET_REASONS: Final[tuple[UnmetReason, ...]] = get_args(UnmetReason)
CHALLENGES: Final[tuple[Challenge, ...]] = get_args(Challenge)
FEEDBACK_KINDS: Final[tuple[FeedbackKind, ...]] = get_args(FeedbackKind)

NOTE_LENGTH: Final = 500
"""Characters that a note may have."""


class Encounter(Struct, frozen=True, kw_only=True):
    """One visitor's errand at the desk, one revision of it.

    The fields are the columns of every export, in their order. Empty is None.
    """

    encounter_id: str
    """UUIDv7, unique over all desks, for ever."""
    revision: int = 1
    desk: str
    location: str | None = None
    started_at: str
    """ISO 8601, local with offset, whole seconds."""
    duration_s: int | None = None
    week: str
    """ISO week of the local start, `2026-W47`."""
    channel: Channel = "in_person"
    audience: Audience | None = None
    visitor_language: str | None = None
    ref: str | None = None
    name: str | None = None
    theme: str | None = None
    kle: str | None = None
    competent_authority: str | None = None
    contact_ref: str | None = None
    contact_name: str | None = None
    outcome: Outcome
    unmet_reason: UnmetReason | None = None
    challenges: tuple[Challenge, ...] = ()
    query: str | None = None
    confident: bool | None = None
    promise: str | None = None
    promise_code: str | None = None
    follow_up_due: date | None = None
    follow_up_closed_at: str | None = None
    note: str | None = None


COLUMNS: Final = Encounter.__struct_fields__
"""The export's columns, in order."""


class Feedback(Struct, frozen=True, kw_only=True):
    """What the desk found wrong, missing or unclear in the knowledge base."""

    feedback_id: str
    at: str
    """ISO 8601, local with offset, whole seconds."""
    ref: str | None = None
    kind: FeedbackKind
    comment: str
    closed_at: str | None = None


def iso_week(day: date) -> str:
    """The ISO week of `day`, with the ISO year: `2026-W53` for 2027-01-01."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def timestamp(moment: datetime) -> str:
    """`moment`, which knows its offset, as ISO 8601 in whole seconds."""
    return moment.isoformat(timespec="seconds")


def new_id(moment: datetime | None = None) -> str:
    """A UUIDv7 (RFC 9562): sorts by `moment`, and is unique without asking anybody.

    A `moment` coarser than now keeps the id from telling more than the record does.
    """
    seconds = time.time() if moment is None else moment.timestamp()
    milliseconds = int(seconds * 1000)
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 68) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))
