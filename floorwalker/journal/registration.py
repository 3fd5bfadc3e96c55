"""From what the desk or the command line knows to an `Encounter` that keeps the record's rules.

Nothing here touches a disk. The names come from the knowledge base as it is today; a sensitive
entry leaves its theme and the full hour only.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from floorwalker.config import Config
from floorwalker.i18n import _
from floorwalker.journal import names, rules
from floorwalker.journal.encounter import (
    CHANNELS,
    FEEDBACK_KINDS,
    OUTCOMES,
    Encounter,
    Feedback,
    full_hour,
    is_sensitive,
    iso_week,
    new_id,
    new_promise_code,
    timestamp,
)
from floorwalker.journal.free_text import RegistrationError, gate_all, masked_together, short, typed
from floorwalker.journal.rules import IsWorkingDay
from floorwalker.knowledge.hours import is_working_day
from floorwalker.knowledge.hours.holidays import is_public_holiday
from floorwalker.knowledge.model.fields import AUDIENCES
from floorwalker.knowledge.model.records import Knowledge

AMENDABLE: Final = (
    "ref",
    "contact_ref",
    "outcome",
    "unmet_reason",
    "channel",
    "audience",
    "visitor_language",
    "challenges",
    "query",
    "promise",
    "follow_up_due",
    "note",
    "started_at",
)
"""Fields of a `Registration` that `amend` may change."""


class Registration(Struct, frozen=True, kw_only=True):
    """One errand as it was entered: codes are unchecked, texts are unguarded."""

    outcome: str
    ref: str | None = None
    """`KIND:ID`; None means "not in the knowledge base"."""
    contact_ref: str | None = None
    """Where the visitor was sent: `contact:ID`, or the id alone."""
    unmet_reason: str | None = None
    channel: str = "in_person"
    audience: str | None = None
    visitor_language: str | None = None
    challenges: tuple[str, ...] = ()
    query: str | None = None
    confident: bool | None = None
    """Whether the search trusted its answer; None where nothing was searched."""
    promise: str | None = None
    follow_up_due: date | None = None
    note: str | None = None
    started_at: datetime | None = None
    """Aware; None means now."""
    saved_at: datetime | None = None
    """Aware; None leaves the duration empty."""
    is_sensitive: bool = False
    """Whether it may be about a sensitive entry, also where it names none."""


def register(
    form: Registration,
    *,
    knowledge: Knowledge,
    config: Config,
    now: datetime,
    is_working_day: IsWorkingDay,
    mask: bool = False,
) -> Encounter:
    """The first revision of the encounter that `form` describes; `now` knows its offset.

    Raises:
        PersonalDataError: a text holds personal data, and `mask` was not asked for.
        RegistrationError: a field holds what the record does not allow.
    """
    entry = names.entry_named(knowledge, form.ref)
    is_sensitive = form.is_sensitive or names.concerns_sensitive(entry)
    started = (form.started_at or now).astimezone(ZoneInfo(knowledge.municipality.timezone))
    bare = Encounter(
        encounter_id=new_id(full_hour(started) if is_sensitive else now),
        desk=config.desk,
        location=config.location or next(iter(knowledge.municipality.locations), None),
        started_at=timestamp(started),
        duration_s=rules.duration(started, form.saved_at),
        week=iso_week(started.date()),
        outcome=rules.one_of("outcome", form.outcome, OUTCOMES),
        confident=form.confident,
    )
    due = _due(form, started.date(), knowledge, is_working_day)
    filled = _fill(
        names.with_entry(bare, entry, knowledge),
        replace(form, follow_up_due=due),
        knowledge,
        config,
        mask=mask,
    )
    return names.reduced(filled) if is_sensitive else filled


def amend(
    encounter: Encounter,
    *,
    changes: Mapping[str, object],
    knowledge: Knowledge,
    config: Config,
    is_working_day: IsWorkingDay,
    mask: bool = False,
) -> Encounter:
    """`encounter` with `changes`, by the rules of `register`; id and revision stay.

    A name that was copied stays as it was that day unless its `ref` changes. Another outcome than
    `unmet` drops the reason. What was kept without its entry never gets texts again.

    Args:
        encounter: its newest revision.
        changes: new values of fields in `AMENDABLE`.
        knowledge: today's.
        config: this desk's.
        is_working_day: for the default due date of a new promise.
        mask: store personal data masked instead of refusing it.

    Raises:
        PersonalDataError, RegistrationError: as `register`.
    """
    form = _changed_form(encounter, changes)
    renamed = form.ref != encounter.ref
    entry = names.entry_named(knowledge, form.ref) if renamed else None
    base = names.with_entry(encounter, entry, knowledge) if renamed else encounter
    if form.started_at and form.started_at != datetime.fromisoformat(encounter.started_at):
        started = form.started_at.astimezone(ZoneInfo(knowledge.municipality.timezone))
        base = replace(
            base, started_at=timestamp(started), week=iso_week(started.date()), duration_s=None
        )
    if "promise" in changes:
        day = date.fromisoformat(base.started_at[:10])
        due = _due(form, day, knowledge, is_working_day)
        form = replace(form, follow_up_due=due)
    filled = _fill(base, form, knowledge, config, mask=mask)
    reduced = names.concerns_sensitive(entry) or (not renamed and is_sensitive(encounter))
    return names.reduced(filled) if reduced else filled


def new_feedback(
    kind: str,
    comment: str,
    *,
    ref: str | None = None,
    knowledge: Knowledge,
    now: datetime,
    mask: bool = False,
) -> Feedback:
    """What the desk reports about an entry, or about one that is missing; `now` is aware.

    Raises:
        PersonalDataError, RegistrationError: as `register`.
    """
    said = short("comment", comment, mask=mask)
    if said is None:
        raise RegistrationError("comment", _("The comment is empty."), _("Say what is wrong."))
    if ref is not None and knowledge.entry(ref) is None:
        raise rules.no_entry("ref", ref, (entry.ref for entry in knowledge.entries()))
    return Feedback(
        feedback_id=new_id(now),
        at=timestamp(now.astimezone(ZoneInfo(knowledge.municipality.timezone))),
        ref=ref,
        kind=rules.one_of("kind", kind, FEEDBACK_KINDS),
        comment=said,
    )


def proposed_due(
    knowledge: Knowledge,
    ref: str | None,
    contact_ref: str | None,
    day: date,
    is_working_day: IsWorkingDay = is_working_day,
) -> date | None:
    """When a promise made on `day` about `ref` falls due: a day on which it can be kept.

    That is one on which the house works, and on which the contact point `contact_ref` has hours; a
    weekend where it has hours on no other day.
    """
    contact = names.contact_named(knowledge, contact_ref)

    def is_kept(due: date) -> bool:
        return rules.can_be_kept(knowledge, contact, due)

    return rules.default_due(
        knowledge.entry(ref or ""),
        day,
        lambda due: is_working_day(due) and is_kept(due),
        lambda due: not is_public_holiday(due) and is_kept(due),
    )


def _due(
    form: Registration, day: date, knowledge: Knowledge, is_working_day: IsWorkingDay
) -> date | None:
    if form.follow_up_due is not None or not form.promise:
        return form.follow_up_due
    return proposed_due(knowledge, form.ref, form.contact_ref, day, is_working_day)


def _fill(
    base: Encounter, form: Registration, knowledge: Knowledge, config: Config, *, mask: bool
) -> Encounter:
    """`base` with everything of `form` but entry and time, checked and guarded."""
    outcome = rules.one_of("outcome", form.outcome, OUTCOMES)
    texts: Mapping[str, str | None] = {
        "query": typed("query", form.query, mask=mask),
        "promise": short("promise", form.promise, mask=mask),
        "note": short("note", form.note, mask=mask),
    }
    if mask:
        texts = masked_together(texts)
    gate_all(texts)
    owes = texts["promise"] is not None or form.follow_up_due is not None
    filled = replace(
        names.with_contact(base, form.contact_ref, knowledge),
        outcome=outcome,
        unmet_reason=rules.unmet_reason(form.unmet_reason, outcome),
        channel=rules.one_of("channel", form.channel, CHANNELS),
        audience=rules.one_of("audience", form.audience, AUDIENCES) if form.audience else None,
        visitor_language=rules.visitor_language(form.visitor_language, knowledge),
        challenges=rules.challenges(form.challenges),
        query=texts["query"],
        promise=texts["promise"],
        promise_code=(base.promise_code or new_promise_code()) if owes else None,
        follow_up_due=form.follow_up_due,
        follow_up_closed_at=base.follow_up_closed_at if owes else None,
        note=texts["note"],
    )
    return replace(filled, query=rules.kept_query(filled, config))


def _changed_form(encounter: Encounter, changes: Mapping[str, object]) -> Registration:
    """What would have been entered to get `encounter`, with `changes`."""
    for field in changes:
        if field not in AMENDABLE:
            raise RegistrationError(
                field,
                _("`{field}` cannot be amended.").format(field=field),
                _("These can: {fields}.").format(fields=", ".join(AMENDABLE)),
            )
    form = Registration(
        outcome=encounter.outcome,
        ref=encounter.ref,
        contact_ref=encounter.contact_ref,
        unmet_reason=encounter.unmet_reason if changes.get("outcome", "unmet") == "unmet" else None,
        channel=encounter.channel,
        audience=encounter.audience,
        visitor_language=encounter.visitor_language,
        challenges=encounter.challenges,
        query=encounter.query,
        promise=encounter.promise,
        follow_up_due=encounter.follow_up_due,
        note=encounter.note,
        started_at=datetime.fromisoformat(encounter.started_at),
    )
    for field, value in changes.items():
        try:
            form = msgspec.convert(asdict(form) | {field: value}, Registration)
        except msgspec.ValidationError:
            raise RegistrationError(
                field, _("The value of `{field}` does not fit.").format(field=field)
            ) from None
    return form
