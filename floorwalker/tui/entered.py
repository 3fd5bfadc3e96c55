"""What a person entered in the strip, and the registration that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from floorwalker.date_input import parse_due

if TYPE_CHECKING:
    from datetime import datetime

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.knowledge.records import Knowledge


@dataclass(frozen=True, kw_only=True)
class Entered:
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


def encounter_of(
    entered: Entered,
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

    form = Registration(
        outcome=entered.outcome,
        ref=entered.ref,
        contact_ref=entered.contact or None,
        unmet_reason=entered.unmet_reason or None,
        channel=entered.channel,
        audience=entered.audience or None,
        visitor_language=entered.language or None,
        challenges=entered.challenges,
        query=entered.query or None,
        confident=entered.confident,
        promise=entered.promise or None,
        follow_up_due=parse_due(entered.due, started_at.date()),
        note=entered.note or None,
        started_at=started_at,
        saved_at=now,
        is_sensitive=entered.is_sensitive,
    )
    return register(
        form,
        knowledge=knowledge,
        config=config,
        now=now,
        is_working_day=is_working_day,
        mask=mask,
    )
