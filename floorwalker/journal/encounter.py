"""The values that the journal keeps: encounters, their codes, and feedback on the knowledge.

An `Encounter` copies the names it needs, so that last year's weeks survive this year's edits.
"""

import os
import secrets
import time
import uuid
from datetime import date, datetime
from typing import Final, Literal, get_args

from msgspec import Struct

from floorwalker.knowledge.model.fields import Audience

Outcome = Literal["answered", "self_service", "handed_over", "referred", "appointment", "unmet"]
Channel = Literal["in_person", "telephone", "digital"]
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
UNMET_REASONS: Final[tuple[UnmetReason, ...]] = get_args(UnmetReason)
CHALLENGES: Final[tuple[Challenge, ...]] = get_args(Challenge)
FEEDBACK_KINDS: Final[tuple[FeedbackKind, ...]] = get_args(FeedbackKind)

NOTE_LENGTH: Final = 500
"""Characters that a note, a promise or a comment may have."""
CODE_LETTERS: Final = "CDFHJKMNPRTVWX3479"
"""What promise codes are made of: no two look alike in print, and no vowels, so no words."""
CODE_LENGTH: Final = 4


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


class Revision(Struct, frozen=True, kw_only=True):
    """One state of an encounter, with what the journal knows about how it came to be."""

    encounter: Encounter
    revised_at: str | None = None
    """ISO 8601, local; empty for the first. Only the full hour where no entry is named."""
    voided: bool = False
    void_reason: str | None = None


class Withdrawal(Struct, frozen=True, kw_only=True):
    """That an encounter was withdrawn: what older exports say of it no longer holds."""

    encounter_id: str
    revision: int
    """The one that withdrew it, after which there is none."""


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


def new_promise_code() -> str:
    """A code that a visitor can read out instead of giving a name: `K7RX`."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def full_hour(moment: datetime) -> datetime:
    """The beginning of the local hour that `moment` is in."""
    return moment.replace(minute=0, second=0, microsecond=0)


def is_sensitive(encounter: Encounter) -> bool:
    """Whether only theme and hour were kept: a theme without the entry that it comes from."""
    return encounter.ref is None and encounter.theme is not None


def has_follow_up(encounter: Encounter) -> bool:
    """Whether the house owes, or owed, the visitor something."""
    return encounter.promise_code is not None or encounter.follow_up_due is not None
