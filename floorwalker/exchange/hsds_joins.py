"""Objects from anywhere in a directory → whole services, joined by their ids.

A directory comes as services that hold everything, as a file for each kind of object, or as both.
Either way a service ends up as HSDS 3 has it: with its organization, places, numbers and hours.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from floorwalker.exchange.exported import Json
from floorwalker.exchange.hsds_kinds import KINDS, PARENT_IDS, Child, kind_of_object
from floorwalker.exchange.omissions import NO_FIELD, NOT_NAMED, Omission
from floorwalker.i18n import mark

NOT_THERE: Final = mark("is not among the files")
BELONGS_TO_NONE: Final = mark("belongs to no service there")
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
_OWN_TABLE: Final = ("service", "organization", "location", "taxonomy_term", "taxonomy")
"""Kinds that other objects point to."""
_KEY_OF: Final = {
    "phone": "phones",
    "contact": "contacts",
    "schedule": "schedules",
    "holiday_schedule": "holiday_schedules",
    "language": "languages",
    "address": "addresses",
    "accessibility": "accessibility",
    "cost_option": "cost_options",
    "required_document": "required_documents",
    "eligibility": "eligibilities",
    "url": "additional_urls",
    "attribute": "attributes",
}
"""Where an object keeps the rows that belong to it."""
_OWNER_OF: Final = {
    "service_id": "service",
    "link_id": "service",
    "location_id": "location",
    "organization_id": "organization",
    "contact_id": "contact",
    "phone_id": "phone",
    "service_at_location_id": "service_at_location",
}


class _Row(Struct, eq=False):
    """An object that stands alone in a file."""

    kind: str
    item: Json
    source: str
    """The name of its file."""
    used: bool = False


class Directory:
    """Everything that the files hold."""

    def __init__(self) -> None:
        self._services: dict[str, Json] = {}
        self._known: dict[str, dict[str, Json]] = {kind: {} for kind in _OWN_TABLE}
        self._rows: list[_Row] = []
        self._unclear: list[_Row] = []
        self._children: dict[tuple[str, str], list[_Row]] = {}
        """By the kind and id of the object that the rows belong to."""
        self._joined: dict[tuple[str, str], Json] = {}
        self._used: set[tuple[str, str]] = set()
        """Kinds and ids of the objects that something points to."""
        self.omissions: list[Omission] = []

    def add(self, item: Mapping[str, object], named: str, source: str) -> str:
        """Take in one object, and say what kind it is; empty where nothing tells.

        `named` is the kind that the name of its table or file speaks of.
        """
        kind = kind_of_object(item, named)
        if not kind:
            self._unclear.append(_Row("", dict(item), source))
            return ""
        self._add(kind, item, source)
        return kind

    def services(self) -> tuple[Json, ...]:
        """Each service once, with all that belongs to it."""
        self._settle_unclear()
        self._place_rows()
        found = tuple(self._service(id_, item) for id_, item in self._services.items())
        self._list_unused()
        return found

    def _add(self, kind: str, item: Mapping[str, object], source: str) -> None:
        whole = normal(kind, item)
        if kind == "service":
            self._add_service(whole, source)
            return
        services = list(_services_within(kind, whole))
        for service in services:
            self._add_service(service, source)
        self._rows.append(_Row(kind, whole, source, used=bool(services)))
        self._remember(kind, whole)
        if kind == "service_at_location":
            self._remember("location", _object(whole.get("location")))

    def _add_service(self, service: Json, source: str) -> None:
        id_ = _id(service) or f"{source}#{len(self._services)}"
        before = self._services.get(id_)
        self._services[id_] = service if before is None else _merged(before, service)
        self._remember_parts(service)

    def _remember_parts(self, service: Json) -> None:
        """Objects in a service may say more than the same ones in another, or be pointed to."""
        self._remember("organization", _object(service.get("organization")))
        for place in _objects(service.get("service_at_locations")):
            self._remember("location", _object(place.get("location")))

    def _remember(self, kind: str, item: Json) -> None:
        id_ = _id(item)
        if kind in self._known and id_:
            before = self._known[kind].get(id_)
            self._known[kind][id_] = item if before is None else _merged(before, item)

    def _settle_unclear(self) -> None:
        """An object with a name alone is what others take it for that point to it."""
        items = [*self._services.values(), *(row.item for row in self._rows)]
        pointed = {
            kind: {_text(item.get(f"{kind}_id")) for item in items}
            for kind in ("organization", "location", "service")
        }
        for row in self._unclear:
            id_ = _id(row.item)
            kind = next((kind for kind, ids in pointed.items() if id_ and id_ in ids), "")
            if kind:
                self._add(kind, row.item, row.source)

    def _place_rows(self) -> None:
        """Note to which object each row belongs: the closest of those that it names."""
        pairs = {
            (_text(row.item.get("service_id")), _text(row.item.get("location_id"))): row
            for row in self._rows
            if row.kind == "service_at_location"
        }
        places = {_id(row.item) for row in pairs.values()}
        ids = {
            "service": self._services.keys(),
            "location": self._known["location"].keys(),
            "organization": self._known["organization"].keys(),
            "service_at_location": places | self._nested_places(),
            "contact": {_id(row.item) for row in self._rows if row.kind == "contact"},
            "phone": {_id(row.item) for row in self._rows if row.kind == "phone"},
        }
        for row in self._rows:
            if row.kind == "service_at_location":
                owner = ("service", _text(row.item.get("service_id")))
                self._children.setdefault(owner, []).append(row)
                continue
            named = [
                (_OWNER_OF[field], _text(row.item.get(field)))
                for field in PARENT_IDS.get(row.kind, ())
                if _text(row.item.get(field)) in ids[_OWNER_OF[field]]
            ]
            pair = pairs.get(
                (_text(row.item.get("service_id")), _text(row.item.get("location_id")))
            )
            if pair is not None and named and named[0][0] == "location" and _id(pair.item):
                named = [("service_at_location", _id(pair.item))]
            if named:
                self._children.setdefault(named[0], []).append(row)

    def _nested_places(self) -> set[str]:
        return {
            _id(place)
            for service in self._services.values()
            for place in _objects(service.get("service_at_locations"))
        }

    def _service(self, id_: str, item: Json) -> Json:
        service = self._with_children("service", id_, item)
        places = _objects(service.get("service_at_locations"))
        others = _others(service.get("service_at_locations"))
        for row in self._children.get(("service", id_), ()):
            if row.kind == "service_at_location":
                row.used = True
                places = _united(places, [_without(row.item, "service_id")])
        location_id = _text(service.get("location_id"))
        if location_id and not places:
            places = [{"location_id": location_id}]
            self._belong_to_place(service, location_id)
        if places:
            whole = [self._place(place, _name(service)) for place in places]
            service["service_at_locations"] = [*whole, *others]
        self._join_one(service, "organization", _name(service))
        if "attributes" in service:
            service["attributes"] = [
                self._attribute(found) for found in _objects(service["attributes"])
            ]
        return service

    def _belong_to_place(self, service: Json, location_id: str) -> None:
        """A service that belongs to a place is of the organization that the place is of."""
        location = self._known["location"].get(location_id, {})
        for key in ("organization", "organization_id"):
            if service.get(key) in _EMPTY and location.get(key):
                service[key] = location[key]

    def _place(self, item: Json, where: str) -> Json:
        place = self._with_children("service_at_location", _id(item), item)
        self._join_one(place, "location", where)
        return place

    def _join_one(self, item: Json, kind: str, where: str) -> None:
        """Put the whole organization or location in, where there is one or an id names one."""
        found = item.get(kind)
        id_ = _id(found) if isinstance(found, dict) else _text(item.get(f"{kind}_id"))
        if id_ in self._known[kind]:
            item[kind] = self._whole(kind, id_)
        elif id_ and not isinstance(found, dict):
            self.omissions.append(Omission(kind, where, NOT_THERE))

    def _whole(self, kind: str, id_: str) -> Json:
        """The object with its rows, one value however many point to it."""
        if (kind, id_) not in self._joined:
            self._joined[kind, id_] = self._with_children(kind, id_, self._known[kind][id_])
            self._used.add((kind, id_))
        return self._joined[kind, id_]

    def _with_children(self, kind: str, id_: str, item: Json) -> Json:
        whole = dict(item)
        if not id_:
            return whole
        for row in self._children.get((kind, id_), ()):
            key = _KEY_OF.get(row.kind)
            if key is not None:
                row.used = True
                child = self._with_children(row.kind, _id(row.item), row.item)
                whole[key] = _united(_objects(whole.get(key)), [child])
        return whole

    def _attribute(self, item: Json) -> Json:
        """The attribute with its term, and the name of the taxonomy that the term is of."""
        nested = _object(item.get("taxonomy_term"))
        term_id = _id(nested) or _text(item.get("taxonomy_term_id"))
        listed = self._known["taxonomy_term"].get(term_id) or self._known["taxonomy"].get(term_id)
        term = {**(listed or {}), **nested}
        if not term:
            return item
        taxonomy_id = _text(term.get("taxonomy_id"))
        taxonomy = self._known["taxonomy"].get(taxonomy_id, {})
        if not term.get("taxonomy") and taxonomy.get("name"):
            term["taxonomy"] = taxonomy["name"]
        for kind in ("taxonomy_term", "taxonomy"):
            self._used |= {(kind, term_id), (kind, taxonomy_id)}
        return {**item, "taxonomy_term": term}

    def _list_unused(self) -> None:
        for row in self._rows:
            if row.used or (row.kind, _id(row.item)) in self._used:
                continue
            name = _name(row.item) if row.kind in ("organization", "location") else ""
            if row.kind in ("taxonomy", "taxonomy_term"):
                reason = NOT_NAMED
            elif row.kind in PARENT_IDS or row.kind == "service_at_location":
                reason = BELONGS_TO_NONE
            else:
                reason = NOT_NAMED if name else NO_FIELD
            self.omissions.append(Omission(row.kind, name or row.source, reason))


def normal(kind: str, item: Mapping[str, object]) -> Json:
    """The object with the names of HSDS 3, and so with all that it holds."""
    known = KINDS[kind]
    whole: Json = {}
    for key, value in item.items():
        child = known.children.get(key)
        new = known.renamed.get(key, key)
        if child is not None and value is not None:
            _take_child(whole, kind, key, child, value)
        elif new == key or whole.get(new, item.get(new)) in _EMPTY:
            whole[new] = value
        elif item.get(new) != value:
            whole[key] = value
    return whole


def _take_child(whole: Json, kind: str, key: str, child: Child, value: object) -> None:
    """Put the child objects where HSDS 3 has them; what is no object stays to be listed."""
    name = child.key or key
    single = name in ("organization", "location", "service", "taxonomy_term")
    items = value if isinstance(value, list) else [value]
    made = [found for each in items for found in _made_objects(child, each)]
    if kind == "service" and child.kind == "location":
        before = whole.get("service_at_locations")
        places = [{"location": each} if isinstance(each, dict) else each for each in made]
        whole["service_at_locations"] = [*(before if isinstance(before, list) else []), *places]
    elif single and len(made) == 1:
        whole[name] = made[0]
    elif single:
        whole[name] = made
    else:
        before = whole.get(name)
        whole[name] = [*(before if isinstance(before, list) else []), *made]


def _made_objects(child: Child, value: object) -> Iterator[object]:
    """The object, or the objects that a plain text stands for; anything else as it is."""
    known = KINDS[child.kind]
    if isinstance(value, dict):
        yield {**child.given, **normal(child.kind, value)}
    elif isinstance(value, str) and known.main and value.strip():
        texts = value.split(",") if child.kind == "language" else [value]
        yield from ({**child.given, known.main: text.strip()} for text in texts if text.strip())
    elif value not in _EMPTY:
        yield value


def _services_within(kind: str, item: Json) -> Iterator[Json]:
    """Services that an organization, a place or a link holds, turned to hold it themselves."""
    if kind == "service_at_location" and isinstance(item.get("service"), dict):
        service = dict(_object(item.pop("service")))
        place = _without(item, "service_id")
        places = _objects(service.get("service_at_locations"))
        service["service_at_locations"] = _united(places, [place])
        yield service
    elif kind == "organization":
        services = item.pop("services", None)
        yield from ({"organization": item, **each} for each in _objects(services))
    elif kind == "location":
        whose = {key: item[key] for key in ("organization", "organization_id") if item.get(key)}
        links = _objects(item.pop("service_at_locations", None))
        services = _objects(item.pop("services", None))
        links += [{"service": {**whose, **service}} for service in services]
        for link in links:
            if isinstance(link.get("service"), dict):
                yield from _services_within("service_at_location", {"location": item, **link})


def _merged(first: Json, second: Json) -> Json:
    """Both as one: where they differ, what the one says that says more."""
    if first == second:
        return first
    less, more = sorted((first, second), key=_fullness)
    found = {**less, **{key: value for key, value in more.items() if value not in _EMPTY}}
    for key in less.keys() & more.keys():
        one, other = first[key], second[key]
        if isinstance(one, list) and isinstance(other, list) and one != other:
            found[key] = _united(_objects(one), _objects(other)) or more[key]
        elif isinstance(one, dict) and isinstance(other, dict) and _id(one) == _id(other):
            found[key] = _merged(one, other)
    return found


def _united(first: Iterable[Json], second: Iterable[Json]) -> list[Json]:
    """The objects of both lists, each once."""
    found: list[Json] = []
    places: dict[str, int] = {}
    for item in [*first, *second]:
        id_ = _id(item)
        if id_ and id_ in places:
            found[places[id_]] = _merged(found[places[id_]], item)
        elif id_ or item not in found:
            if id_:
                places[id_] = len(found)
            found.append(item)
    return found


def _fullness(item: Json) -> int:
    return len(json.dumps(item))


def _id(item: Mapping[str, object]) -> str:
    return _text(item.get("id"))


def _name(item: Mapping[str, object]) -> str:
    return _text(item.get("name"))


def _text(value: object) -> str:
    """An id or a name as text; numbers are ids too."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _others(value: object) -> list[object]:
    """What a list holds beside objects."""
    items = value if isinstance(value, list) else []
    return [item for item in items if not isinstance(item, dict) and item not in _EMPTY]


def _without(item: Json, key: str) -> Json:
    return {name: value for name, value in item.items() if name != key}
