"""The files with which a municipality's own folder begins."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from floorwalker import paths
from floorwalker.knowledge.layers.laying import INVENTED
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import ContactPoint, Knowledge
from floorwalker.knowledge.schema.json_schema import SCHEMA_FILE
from floorwalker.plain_yaml.editing import scalar

_HERE: Final = Path(__file__).parent
_CONTACTS: Final = "contacts.yaml"
_FILES: Final = ("README.md", "municipality.yaml", _CONTACTS, "notices.yaml")
_BEGUN: Final = {
    "telephone": ' "+45 "',
    "url": " https://",
    "appointment_url": " https://",
    "opening_hours": ' ""',
    "phone_hours": ' ""',
}
"""How fields begin that are easily written wrong; none is sound before it is filled in."""


def first_files() -> dict[str, str]:
    """Their texts, by name: in Danish, as the base is.

    The contact points that the base has invented are there to be filled in, as comments.
    """
    starter = paths.starter_knowledge_dir()
    texts = {name: (_HERE / name).read_text(encoding="utf-8") for name in _FILES}
    texts[_CONTACTS] += "".join(_to_fill_in(load(starter, paths.cache_dir()).knowledge))
    return {**texts, SCHEMA_FILE: (starter / SCHEMA_FILE).read_text(encoding="utf-8")}


def _to_fill_in(knowledge: Knowledge) -> Iterator[str]:
    """The lines of every invented contact point: the main one, then danger, then the busiest."""
    best, any_door = _visitors_sent(knowledge)
    house = knowledge.municipality
    town = house.name.split()[0]
    invented = [each for each in knowledge.contact_points.values() if each.placeholder]
    invented.sort(
        key=lambda each: (
            each.id != house.main_contact,
            not each.urgent,
            -best[each.id],
            -any_door[each.id],
        )
    )
    for contact in invented:
        yield f"\n  # {contact.name}\n  # {contact.id}:\n"
        for line in _fields(contact, town):
            yield f"  #   {line}\n"


def _visitors_sent(knowledge: Knowledge) -> tuple[Counter[str], Counter[str]]:
    """For how many services each contact point is the best door, and for how many it is one."""
    services = knowledge.services.values()
    best = Counter(door for service in services for door in service.contact_points[:1])
    return best, Counter(door for service in services for door in service.contact_points)


def _fields(contact: ContactPoint, town: str) -> Iterator[str]:
    """A line for each field that the base has invented, without what it says."""
    for field in ("name", "organization"):
        if town in getattr(contact, field):
            yield f"{field}:"
    for field in INVENTED["contact"]:
        if not getattr(contact, field):
            continue
        if field != "phones":
            yield f"{field}:{_BEGUN.get(field, '')}"
            continue
        yield "phones:"
        for phone in contact.phones:
            yield '  - number: "+45 "'
            if phone.name:
                yield f"    name: {scalar(phone.name)}"
            if phone.hours:
                yield '    hours: ""'
