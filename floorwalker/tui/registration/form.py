"""What a person fills in to register an errand, and the encounter that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from floorwalker.date_input import parse_due

if TYPE_CHECKING:
    from datetime import datetime

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Knowledge


USUAL_CHANNEL: Final = "in_person"


@dataclass(frozen=True, kw_only=True)
class RegistrationForm:
    """The fields as they stand; an empty text says nothing."""

    ref: str | None
    query: str
    confident: bool | None
    outcome: str
    unmet_reason: str = ""
    contact: str = ""
    audience: str = ""
    channel: str = USUAL_CHANNEL
    language: str = ""
    challenges: tuple[str, ...] = ()
    promise: str = ""
    due: str = ""
    note: str = ""
    is_sensitive: bool = False
    """Whether a sensitive entry was among what it may be about."""


def filled_fields(form: RegistrationForm, *, suggested_contact: str) -> frozenset[str]:
    """The optional fields that hold what a person typed or chose, not what was suggested."""
    holds = {
        "reason": bool(form.unmet_reason),
        "contact": form.contact != suggested_contact,
        "audience": bool(form.audience),
        "channel": form.channel != USUAL_CHANNEL,
        "language": bool(form.language),
        "challenges": bool(form.challenges),
        "promise": bool(form.promise.strip()),
        "due": bool(form.due.strip()),
        "note": bool(form.note.strip()),
    }
    return frozenset(name for name, is_filled in holds.items() if is_filled)


def to_encounter(
    form: RegistrationForm,
    *,
    knowledge: Knowledge,
    config: Config,
    started_at: datetime,
    now: datetime,
    mask: bool,
) -> Encounter:
    """The encounter to record.

    Raises:
        PersonalDataError: a text holds personal data, and `mask` was not asked for.
        FloorwalkerError: a field holds what the record does not allow.
    """
    from floorwalker.journal.registration import Registration, register
    from floorwalker.knowledge.hours import is_working_day

    registration = Registration(
        outcome=form.outcome,
        ref=form.ref,
        contact_ref=form.contact or None,
        unmet_reason=form.unmet_reason or None,
        channel=form.channel,
        audience=form.audience or None,
        visitor_language=form.language or None,
        challenges=form.challenges,
        query=form.query or None,
        confident=form.confident,
        promise=form.promise or None,
        follow_up_due=parse_due(form.due, started_at.date()),
        note=form.note or None,
        started_at=started_at,
        saved_at=now,
        is_sensitive=form.is_sensitive,
    )
    return register(
        registration,
        knowledge=knowledge,
        config=config,
        now=now,
        is_working_day=is_working_day,
        mask=mask,
    )
