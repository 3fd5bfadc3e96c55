"""What only shows when all files are seen together: ids, references, fallbacks, dead ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final, TypeVar

import msgspec

from floorwalker.errors import nearest_ref
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.model.as_of import changed, rates_in
from floorwalker.knowledge.model.contents import SECTION_OF, SourceFile
from floorwalker.knowledge.model.near_names import slug_of
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Notice,
    Rate,
    Record,
    Service,
    Term,
)
from floorwalker.knowledge.model.resolving import fallback_circle, resolved
from floorwalker.knowledge.model.translation import is_id
from floorwalker.knowledge.problems.problem import Problem

KeyPath = tuple[str | int, ...]
RecordPlace = tuple[int, KeyPath]
"""The index of a file, and where in it."""
Held = tuple[int, Record]
"""The index of a file, and a record in it."""
K = TypeVar("K", bound=Record | Rate)


class ReferenceFault(msgspec.Struct, frozen=True):
    """A problem whose line and column are not looked up yet."""

    place: RecordPlace
    code: str
    details: dict[str, str]


def cross_check(files: list[SourceFile], *, complete: bool) -> list[Problem]:
    """The errors between files.

    Where the files are not `complete`, since one could not be read, nothing is said to be missing.
    """
    records = [
        (index, record) for index, file in enumerate(files) for record in file.content.records()
    ]
    findings = [*_duplicate_ids(files, records), *_circles(files, records)]
    findings += _dead_ends(files, records)
    if complete:
        findings += [*_municipality(files), *_unknown_references(files, records)]
    else:
        findings += [f for f in _municipality(files) if f.code == "two-municipalities"]
    return placed(files, findings)


def placed(
    files: list[SourceFile], findings: Iterable[ReferenceFault], progress: Progress = nobody
) -> list[Problem]:
    """The findings as problems: line and column are looked up file by file, once each."""
    by_file: dict[int, list[ReferenceFault]] = {}
    for finding in findings:
        by_file.setdefault(finding.place[0], []).append(finding)
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


def resolve(files: list[SourceFile]) -> Knowledge:
    """All sound records as one knowledge base in which every reference resolves.

    Of records with the same id the first counts. What refers to nothing is left out.
    """
    contents = [file.content for file in files]
    municipality = next((c.municipality for c in contents if c.municipality), None)
    return resolved(
        Knowledge(
            municipality=municipality or Municipality(name="", main_contact=""),
            services=_first(content.services for content in contents),
            contact_points=_first(content.contact_points for content in contents),
            guides=_first(content.guides for content in contents),
            terms=_first(content.terms for content in contents),
            notices=_first(content.notices for content in contents),
            rates=_first(content.rates for content in contents),
        )
    )


def _first(sections: Iterable[Mapping[str, K]]) -> dict[str, K]:
    records: dict[str, K] = {}
    for section in sections:
        if section:
            for id_, record in section.items():
                records.setdefault(id_, record)
    return records


def path_of(record: Record) -> KeyPath:
    """Where a record stands in its file."""
    return (SECTION_OF[record.kind], record.id)


def _duplicate_ids(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    refs = [(index, record.ref) for index, record in records]
    refs += [(i, rate.ref) for i, file in enumerate(files) for rate in file.content.rates.values()]
    refs += [(index, ref) for index, ref in _broken(files) if ref != "municipality"]
    seen: dict[str, int] = {}
    for index, ref in sorted(refs, key=itemgetter(0)):
        first = seen.setdefault(ref, index)
        if first != index:
            kind, _, id_ = ref.partition(":")
            section = next((s for k, s in SECTION_OF.items() if k == kind), "rates")
            details = {"id": id_, "where": files[first].path}
            yield ReferenceFault((index, (section, id_)), "duplicate-id", details)


def _broken(files: list[SourceFile]) -> list[tuple[int, str]]:
    """What cannot be used, with the index of its file."""
    return [(index, ref) for index, file in enumerate(files) for ref in file.content.broken]


def _municipality(files: list[SourceFile]) -> Iterator[ReferenceFault]:
    holders = [
        index
        for index, file in enumerate(files)
        if file.content.municipality is not None or "municipality" in file.content.broken
    ]
    if not holders and files:
        yield ReferenceFault((0, ()), "no-municipality", {})
    for index in holders[1:]:
        details = {"where": files[holders[0]].path}
        yield ReferenceFault((index, ("municipality",)), "two-municipalities", details)


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


def _unknown_references(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    broken = {ref for _index, ref in _broken(files)}
    rates = {rate.ref for file in files for rate in file.content.rates.values()}
    declared = {record.ref for _index, record in records} | rates | broken
    known = declared | set(map(_slugged, broken))
    for index, path, ref in _named(files, records):
        if ref not in known:
            details = {"value": ref, "near": _nearest(ref, declared)}
            yield ReferenceFault((index, path), "unknown-reference", details)


def _named(files: list[SourceFile], records: list[Held]) -> Iterator[tuple[int, KeyPath, str]]:
    """Every reference, with where it stands."""
    for index, file in enumerate(files):
        if file.content.municipality is not None:
            house = file.content.municipality
            yield index, ("municipality", "main_contact"), f"contact:{house.main_contact}"
            for path, ref in _listed(("municipality",), "quick", house.quick):
                yield index, path, ref
            yield from _rates_named(index, ("municipality",), house)
    for index, record in records:
        for path, ref in references(record):
            yield index, path, ref
        yield from _rates_named(index, path_of(record), record)


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


def _circles(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    contacts = _first(file.content.contact_points for file in files)
    reported: set[str] = set()
    for index, contact in records:
        if not isinstance(contact, ContactPoint):
            continue
        circle = fallback_circle(contact, contacts)
        if circle and contact.id == circle[0] and not reported & set(circle):
            reported.update(circle)
            details = {"circle": " → ".join(circle)}
            yield ReferenceFault(
                (index, (*path_of(contact), "fallback")), "fallback-circle", details
            )
    yield from _later_circles(records, contacts)


def _later_circles(
    records: list[Held], contacts: Mapping[str, ContactPoint]
) -> Iterator[ReferenceFault]:
    """The circles that begin with a change."""
    for index, record in records:
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
                yield ReferenceFault((index, path), "fallback-circle", details)


def _dead_ends(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    for index, service in records:
        if not isinstance(service, Service) or service.contact_points or service.guides:
            continue
        if service.ref not in files[index].content.damaged:
            yield ReferenceFault((index, path_of(service)), "dead-end", {"ref": service.ref})
