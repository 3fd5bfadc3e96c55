"""Who keeps an entry: the contact point that its `owner` names."""

from floorwalker.knowledge.model.records import ContactPoint, Knowledge


def owner_of(knowledge: Knowledge, ref: str | None) -> ContactPoint | None:
    """The contact point that keeps the entry; None where nobody does, or there is no such entry."""
    owner: str | None = getattr(knowledge.entry(ref), "owner", None) if ref else None
    return knowledge.contact_points.get(owner) if owner else None


def keeps_anything(knowledge: Knowledge, contact: ContactPoint) -> bool:
    """Whether some entry names the contact point as its owner."""
    return any(getattr(entry, "owner", None) == contact.id for entry in knowledge.entries())
