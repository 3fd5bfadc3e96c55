"""What a person entered in the strip, and the registration that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from floorwalker.date_input import parse_due

if TYPE_CHECKING:
    from datetime import datetime

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.model.records import Knowledge


@dataclass(frozen=True, kw_only=True)
class RegistrationForm:
    """The fields of the strip as they stand; an empty text says nothing."""

    ref: str | None
    query: str
    confident: bool | None
    outcome: str
    unmet_reason: str = ""
    contact: str = ""
    audience: str = ""
    channel: str = "in_person"
    language: str = ""
    challenges: tuple[str, ...] = ()
    promise: str = ""
    due: str = ""
    note: str = ""
    is_sensitive: bool = False
    """Whether a sensitive entry was among what it may be about."""


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
