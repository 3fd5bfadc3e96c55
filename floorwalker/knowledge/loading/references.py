"""What only shows when all files are seen together: ids, references, fallbacks, dead ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from floorwalker.errors import nearest_ref
from floorwalker.knowledge.layers.bases import declared_base
from floorwalker.knowledge.layers.laying import MUNICIPALITY, Laid, place_of, ref_at, refs_in
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.model.as_of import changed, rates_in
from floorwalker.knowledge.model.contents import SECTION_OF
from floorwalker.knowledge.model.near_names import slug_of
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Notice,
    Record,
    Service,
    Term,
)
from floorwalker.knowledge.model.resolving import fallback_circle, resolved
from floorwalker.knowledge.model.translation import is_id
from floorwalker.knowledge.problems.problem import KeyPath, Problem, RecordFault
from floorwalker.knowledge.problems.texts import WARNINGS

K = TypeVar("K", bound=Record)


def cross_check(laid: Laid, *, complete: bool) -> list[Problem]:
    """The errors between files.

    Where they are not `complete`, since a file or a base could not be read, nothing is said to be
    missing.
    """
    findings = [*laid.faults, *_duplicate_ids(laid), *_circles(laid), *_dead_ends(laid)]
    if complete:
        findings += [*_municipality(laid), *_unknown_references(laid), *_later_dead_ends(laid)]
    else:
        findings = [each for each in findings if not _may_be_there(laid, each)]
        findings += [f for f in _municipality(laid) if f.code == "two-municipalities"]
    return placed(laid, [each for each in findings if each.code not in WARNINGS])


def _may_be_there(laid: Laid, finding: RecordFault) -> bool:
    """Whether it is about something missing that may stand where nobody could read."""
    if finding.code == "missing-field":
        file, lowest = laid.files[finding.place[0]], laid.files[-1].layer
        return file.layer < lowest or any(
            declared_base(each.content) for each in laid.files if each.layer == lowest
        )
    return finding.code in _MISSING


_MISSING: Final = ("not-in-base", "withdrawn-door")
"""What is not known as long as a file could not be read."""


def placed(
    laid: Laid, findings: Iterable[RecordFault], progress: Progress = nobody
) -> list[Problem]:
    """The findings as problems: line and column are looked up file by file, once each."""
    files = laid.files
    by_file: dict[int, list[RecordFault]] = {}
    for finding in findings:
        by_file.setdefault(laid.file_with(finding), []).append(finding)
    from floorwalker.plain_yaml import locate  # only where something is wrong already

    problems = []
    done, total = 0, sum(len(files[index].data) for index in by_file)
    for index, found in by_file.items():
        marks = locate(files[index].data, [finding.place[1] for finding in found])
        for finding in found:
            line, column = marks[finding.place[1]]
            problems.append(
                Problem(
                    path=files[index].path,
                    line=line,
                    column=column,
                    code=finding.code,
                    details=finding.details,
                )
            )
        done += len(files[index].data)
        progress(done, total)
    return problems


def resolve(laid: Laid) -> Knowledge:
    """All sound records as one knowledge base in which every reference resolves.

    Of records with the same id the first counts. What refers to nothing is left out.
    """
    return resolved(
        Knowledge(
            municipality=laid.municipality or Municipality(name="", main_contact=""),
            services=_first(laid, Service),
            contact_points=_first(laid, ContactPoint),
            guides=_first(laid, Guide),
            terms=_first(laid, Term),
            notices=_first(laid, Notice),
            rates={rate.id: rate for _index, rate in reversed(laid.rates)},
        )
    )


def _first(laid: Laid, struct: type[K]) -> dict[str, K]:
    records: dict[str, K] = {}
    for held in laid.records:
        if isinstance(held.record, struct):
            records.setdefault(held.record.id, held.record)
    return records


def path_of(record: Record) -> KeyPath:
    """Where a record stands in its file."""
    return (SECTION_OF[record.kind], record.id)


def _duplicate_ids(laid: Laid) -> Iterator[RecordFault]:
    """The same id twice in one layer."""
    for layer in range(laid.files[-1].layer + 1 if laid.files else 0):
        seen: dict[str, int] = {}
        for index, file in enumerate(laid.files):
            for ref in refs_in(file.content) if file.layer == layer else ():
                first = seen.setdefault(ref, index)
                if first != index and ref != MUNICIPALITY:
                    details = {"id": ref.partition(":")[2], "where": laid.files[first].path}
                    yield RecordFault((index, place_of(ref)), "duplicate-id", details)


def _municipality(laid: Laid) -> Iterator[RecordFault]:
    """That the folder is nobody's, or somebody's twice in one layer."""
    holders: dict[int, list[int]] = {}
    for index, file in enumerate(laid.files):
        content = file.content
        says = content.municipality is not None or MUNICIPALITY in content.partial
        if says or MUNICIPALITY in content.broken:
            holders.setdefault(file.layer, []).append(index)
    if not holders and laid.files:
        yield RecordFault((0, ()), "no-municipality", {})
    for first, *others in holders.values():
        for index in others:
            details = {"where": laid.files[first].path}
            yield RecordFault((index, (MUNICIPALITY,)), "two-municipalities", details)


def references(record: Record) -> Iterator[tuple[KeyPath, str]]:
    """Every reference of a record: where in its file, and the ref that it names."""
    base = path_of(record)
    yield from _named_by(base, {field: getattr(record, field) for field in _naming(record)})
    for index, change in enumerate(getattr(record, "changes", ())):
        named = {field: change.set[field] for field in _naming(record) if field in change.set}
        yield from _named_by((*base, "changes", index, "set"), named)


_NAMING: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Service: (
        "contact_points",
        "help_here",
        "competent_authority",
        "guides",
        "related",
        "owner",
    ),
    ContactPoint: ("fallback", "owner"),
    Guide: ("help", "owner"),
    Term: ("related",),
    Notice: ("about",),
}
"""The fields that name other entries."""
_WITHOUT_KIND: Final = {"guides": "guide:", "related": "", "about": ""}
"""What stands before a reference of such a field; before all others `contact:`."""


def _naming(record: Record) -> tuple[str, ...]:
    return _NAMING[type(record)]


def _named_by(base: KeyPath, fields: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    """What fields name: an id, or a list of ids or refs."""
    for field, value in fields.items():
        prefix = _WITHOUT_KIND.get(field, "contact:")
        if isinstance(value, str):
            if value and (field != "competent_authority" or is_id(value)):
                yield (*base, field), f"{prefix}{value}"
        elif isinstance(value, Sequence):
            yield from _listed(base, field, value, prefix)


def _listed(
    base: KeyPath, field: str, values: Iterable[str], prefix: str = ""
) -> Iterator[tuple[KeyPath, str]]:
    for index, value in enumerate(values):
        yield (*base, field, index), f"{prefix}{value}"


def _unknown_references(laid: Laid) -> Iterator[RecordFault]:
    broken = {ref for _index, ref in laid.broken}
    rates = {rate.ref for _index, rate in laid.rates}
    declared = {held.record.ref for held in laid.records} | rates | broken
    known = declared | set(map(_slugged, broken))
    for index, path, ref in _named(laid):
        if ref in known:
            continue
        if _is_taken_out_above(laid, index, path, ref):
            if path[-1] in _NEEDED:
                details = {"ref": ref_at(path), "gone": ref, "field": str(path[-1])}
                place = (laid.withdrawn[ref], (*place_of(ref), "withdrawn"))
                yield RecordFault(place, "withdrawn-needed", details)
            continue
        details = {"value": ref, "near": "" if ref in laid.withdrawn else _nearest(ref, declared)}
        if ref in laid.withdrawn:
            details["withdrawn"] = laid.files[laid.withdrawn[ref]].path
        yield RecordFault((index, path), "unknown-reference", details)


_NEEDED: Final = ("competent_authority", "main_contact")
"""Fields that say whom a visitor is sent to: without the entry that they name they mislead."""


def _is_taken_out_above(laid: Laid, index: int, path: KeyPath, ref: str) -> bool:
    """Whether a layer above the one that names the entry has taken it out: no fault of theirs."""
    by = laid.withdrawn.get(ref)
    naming = laid.files[laid.file_of(index, path)].layer
    return by is not None and laid.files[by].layer < naming


def _named(laid: Laid) -> Iterator[tuple[int, KeyPath, str]]:
    """Every reference, with where it stands."""
    house, at = laid.municipality, house_file(laid)
    if house is not None:
        if house.main_contact:
            yield at, (MUNICIPALITY, "main_contact"), f"contact:{house.main_contact}"
        for path, ref in _listed((MUNICIPALITY,), "quick", house.quick):
            yield at, path, ref
        yield from _rates_named(at, (MUNICIPALITY,), house)
    for held in laid.records:
        for path, ref in references(held.record):
            yield held.index, path, ref
        yield from _rates_named(held.index, path_of(held.record), held.record)


def house_file(laid: Laid) -> int:
    """The topmost file that says whose the folder is."""
    return next(
        (
            index
            for index, file in enumerate(laid.files)
            if file.content.municipality is not None or MUNICIPALITY in file.content.partial
        ),
        0,
    )


def _rates_named(
    index: int, path: KeyPath, record: Record | Municipality
) -> Iterator[tuple[int, KeyPath, str]]:
    """The amounts that stand in texts as `{rate:ID}`."""
    for place, id_ in rates_in(record):
        yield index, (*path, *place), f"rate:{id_}"


def _slugged(ref: str) -> str:
    """The ref that an entry would have if its id were spelt as an id: `contact:Borgerservice`."""
    kind, _separator, id_ = ref.partition(":")
    return f"{kind}:{slug_of(id_)}"


def _nearest(ref: str, declared: set[str]) -> str:
    """What `ref` is a slip of, or an entry of another kind with this very id; empty where none."""
    _kind, _separator, id_ = ref.partition(":")
    others = (f"{kind}:{id_}" for kind in SECTION_OF)
    return nearest_ref(ref, declared) or next((o for o in others if o in declared), "")


def _circles(laid: Laid) -> Iterator[RecordFault]:
    contacts = _first(laid, ContactPoint)
    reported: set[str] = set()
    for held in laid.records:
        contact = held.record
        if not isinstance(contact, ContactPoint):
            continue
        circle = fallback_circle(contact, contacts)
        if circle and contact.id == circle[0] and not reported & set(circle):
            reported.update(circle)
            details = {"circle": " → ".join(circle)}
            place = (held.index, (*path_of(contact), "fallback"))
            yield RecordFault(place, "fallback-circle", details)
    yield from _later_circles(laid, contacts)


def _later_circles(laid: Laid, contacts: Mapping[str, ContactPoint]) -> Iterator[RecordFault]:
    """The circles that begin with a change."""
    for held in laid.records:
        record = held.record
        if not isinstance(record, ContactPoint):
            continue
        for position, change in enumerate(record.changes):
            if "fallback" not in change.set:
                continue
            then = {id_: changed(each, change.starts) for id_, each in contacts.items()}
            circle = fallback_circle(then.get(record.id, record), then)
            if record.id in circle:
                path = (*path_of(record), "changes", position, "set", "fallback")
                details = {"circle": " → ".join(circle)}
                yield RecordFault((held.index, path), "fallback-circle", details)


def _dead_ends(laid: Laid) -> Iterator[RecordFault]:
    for held in laid.records:
        service = held.record
        if not isinstance(service, Service) or service.ref in laid.damaged:
            continue
        doors = _doors(service)
        gone = [door for door in doors if door in laid.withdrawn]
        if not doors:
            yield RecordFault((held.index, path_of(service)), "dead-end", {"ref": service.ref})
        elif len(gone) == len(doors):
            yield _withdrawn_door(laid, service, gone[0])


def _withdrawn_door(laid: Laid, service: Service, gone: str) -> RecordFault:
    place = (laid.withdrawn[gone], (*place_of(gone), "withdrawn"))
    return RecordFault(place, "withdrawn-door", {"ref": service.ref, "gone": gone})


def _doors(service: Service) -> list[str]:
    return [f"contact:{id_}" for id_ in service.contact_points] + [
        f"guide:{id_}" for id_ in service.guides
    ]


def _later_dead_ends(laid: Laid) -> Iterator[RecordFault]:
    """The services that a change leaves without a door, where they had one before."""
    known = {held.record.ref for held in laid.records} | {ref for _index, ref in laid.broken}
    for held in laid.records:
        service = held.record
        if not isinstance(service, Service) or service.ref in laid.damaged:
            continue
        for position, change in enumerate(service.changes):
            field = next((each for each in _DOOR_FIELDS if each in change.set), None)
            doors = _doors(changed(service, change.starts)) if field else []
            if field is None or known & set(doors):
                continue
            gone = [door for door in doors if door in laid.withdrawn]
            if gone:
                yield _withdrawn_door(laid, service, gone[0])
                continue
            path = (*path_of(service), "changes", position, "set", field)
            details = {"ref": service.ref, "day": change.starts.isoformat()}
            yield RecordFault((held.index, path), "dead-end", details)


_DOOR_FIELDS: Final = ("contact_points", "guides")
