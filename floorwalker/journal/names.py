"""What an encounter copies from the knowledge base, so that it survives next year's edits."""

from datetime import datetime

from msgspec.structs import replace

from floorwalker.journal import rules
from floorwalker.journal.encounter import Encounter, full_hour, timestamp
from floorwalker.knowledge.model.records import ContactPoint, Entry, Knowledge, Notice, Service


def reduced(encounter: Encounter) -> Encounter:
    """What is kept of an encounter about a sensitive entry."""
    return replace(
        encounter,
        started_at=timestamp(full_hour(datetime.fromisoformat(encounter.started_at))),
        duration_s=None,
        ref=None,
        name=None,
        kle=None,
        competent_authority=None,
        contact_ref=None,
        contact_name=None,
        query=None,
        promise=None,
        promise_code=None,
        note=None,
    )


def concerns_sensitive(entry: Entry | None) -> bool:
    """Whether an encounter about `entry` keeps its theme and the hour only."""
    return isinstance(entry, Service) and entry.sensitive


def entry_named(knowledge: Knowledge, ref: str | None) -> Entry | None:
    """The entry that an encounter may be about; None for "not in the knowledge base".

    Raises:
        RegistrationError: `ref` names nothing, or a notice.
    """
    if ref is None:
        return None
    entry = knowledge.entry(ref)
    if entry is None or isinstance(entry, Notice):
        raise rules.no_entry("ref", ref, (known.ref for known in knowledge.entries()))
    return entry


def with_entry(encounter: Encounter, entry: Entry | None, knowledge: Knowledge) -> Encounter:
    """Copy what stands in `entry` today.

    Where the house helps although another authority decides, it is no wrong door.
    """
    service = entry if isinstance(entry, Service) else None
    decides = knowledge.authority_name(service) if service and not service.help_here else ""
    return replace(
        encounter,
        ref=entry.ref if entry else None,
        name=entry.name if entry else None,
        theme=service.theme or None if service else None,
        kle=service.kle or None if service else None,
        competent_authority=decides or None,
    )


def with_contact(encounter: Encounter, ref: str | None, knowledge: Knowledge) -> Encounter:
    """Copy the name of the contact point `ref`; one that was copied before stays as it was.

    Raises:
        RegistrationError: `ref` names no contact point.
    """
    if not ref:
        return replace(encounter, contact_ref=None, contact_name=None)
    full = ref if ":" in ref else f"contact:{ref}"
    if full == encounter.contact_ref:
        return encounter
    contact = contact_named(knowledge, ref)
    if contact is None:
        raise rules.no_entry(
            "contact_ref", full, (known.ref for known in knowledge.contact_points.values())
        )
    return replace(encounter, contact_ref=contact.ref, contact_name=contact.name)


def contact_named(knowledge: Knowledge, ref: str | None) -> ContactPoint | None:
    """The contact point that `ref` names, with its kind or without; None where it names none."""
    return knowledge.contact_points.get((ref or "").removeprefix("contact:"))
