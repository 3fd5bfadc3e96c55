"""What only shows when all files are seen together: ids, references, fallbacks, dead ends."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from floorwalker.errors import nearest_ref
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.model.contents import SECTION_OF, SourceFile
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
from floorwalker.knowledge.problems.problem import Problem

KeyPath = tuple[str | int, ...]
RecordPlace = tuple[int, KeyPath]
"""The index of a file, and where in it."""
Held = tuple[int, Record]
"""The index of a file, and a record in it."""
R = TypeVar("R", bound=Record)


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
    services = _first(content.services for content in contents)
    contacts = _first(content.contact_points for content in contents)
    guides = _first(content.guides for content in contents)
    terms = _first(content.terms for content in contents)
    notices = _first(content.notices for content in contents)
    known = {
        record.ref
        for section in (services, contacts, guides, terms, notices)
        for record in section.values()
    }
    municipality = next((c.municipality for c in contents if c.municipality), None)
    return Knowledge(
        municipality=municipality or Municipality(name="", main_contact=""),
        services={id_: _resolved_service(record, known) for id_, record in services.items()},
        contact_points={id_: _resolved_contact(c, contacts) for id_, c in contacts.items()},
        guides={
            id_: guide if not guide.help or guide.help in contacts else replace(guide, help=None)
            for id_, guide in guides.items()
        },
        terms={id_: _without_dangling(term, "related", known) for id_, term in terms.items()},
        notices={id_: _without_dangling(n, "about", known) for id_, n in notices.items()},
    )


def _first(sections: Iterable[Mapping[str, R]]) -> dict[str, R]:
    records: dict[str, R] = {}
    for section in sections:
        if section:
            for id_, record in section.items():
                records.setdefault(id_, record)
    return records


def _resolved_service(service: Service, known: set[str]) -> Service:
    contacts = tuple(id_ for id_ in service.contact_points if f"contact:{id_}" in known)
    guides = tuple(id_ for id_ in service.guides if f"guide:{id_}" in known)
    related = tuple(ref for ref in service.related if ref in known)
    if (contacts, guides, related) == (service.contact_points, service.guides, service.related):
        return service
    return replace(service, contact_points=contacts, guides=guides, related=related)


def _resolved_contact(contact: ContactPoint, contacts: Mapping[str, ContactPoint]) -> ContactPoint:
    if contact.fallback is None:
        return contact
    if contact.fallback in contacts and not _circle(contact, contacts):
        return contact
    return replace(contact, fallback=None)


def _without_dangling(record: R, field: str, known: set[str]) -> R:
    refs: tuple[str, ...] = getattr(record, field)
    sound = tuple(ref for ref in refs if ref in known)
    return record if sound == refs else replace(record, **{field: sound})


def path_of(record: Record) -> KeyPath:
    """Where a record stands in its file."""
    return (SECTION_OF[record.kind], record.id)


def _duplicate_ids(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    refs = [(index, record.ref) for index, record in records]
    refs += [(index, ref) for index, ref in _broken(files) if ref != "municipality"]
    seen: dict[str, int] = {}
    for index, ref in sorted(refs, key=itemgetter(0)):
        first = seen.setdefault(ref, index)
        if first != index:
            kind, _, id_ = ref.partition(":")
            section = next(s for k, s in SECTION_OF.items() if k == kind)
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
    if isinstance(record, Service):
        yield from _listed(base, "contact_points", record.contact_points, "contact:")
        yield from _listed(base, "guides", record.guides, "guide:")
        yield from _listed(base, "related", record.related)
    elif isinstance(record, ContactPoint) and record.fallback:
        yield (*base, "fallback"), f"contact:{record.fallback}"
    elif isinstance(record, Guide) and record.help:
        yield (*base, "help"), f"contact:{record.help}"
    elif isinstance(record, Term):
        yield from _listed(base, "related", record.related)
    elif isinstance(record, Notice):
        yield from _listed(base, "about", record.about)


def _listed(
    base: KeyPath, field: str, values: Iterable[str], prefix: str = ""
) -> Iterator[tuple[KeyPath, str]]:
    for index, value in enumerate(values):
        yield (*base, field, index), f"{prefix}{value}"


def _unknown_references(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    broken = {ref for _index, ref in _broken(files)}
    declared = {record.ref for _index, record in records} | broken
    known = declared | set(map(_slugged, broken))
    for index, path, ref in _named(files, records):
        if ref not in known:
            details = {"value": ref, "near": _nearest(ref, declared)}
            yield ReferenceFault((index, path), "unknown-reference", details)


def _named(files: list[SourceFile], records: list[Held]) -> Iterator[tuple[int, KeyPath, str]]:
    """Every reference, with where it stands."""
    for index, file in enumerate(files):
        if file.content.municipality is not None:
            ref = f"contact:{file.content.municipality.main_contact}"
            yield index, ("municipality", "main_contact"), ref
    for index, record in records:
        for path, ref in references(record):
            yield index, path, ref


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
        circle = _circle(contact, contacts)
        if circle and contact.id == circle[0] and not reported & set(circle):
            reported.update(circle)
            details = {"circle": " → ".join(circle)}
            yield ReferenceFault(
                (index, (*path_of(contact), "fallback")), "fallback-circle", details
            )


def _circle(contact: ContactPoint, contacts: Mapping[str, ContactPoint]) -> tuple[str, ...]:
    """The circle in which the fallbacks of `contact` run, from its entry on; empty where none."""
    chain_: list[str] = []
    current: ContactPoint | None = contact
    while current is not None:
        if current.id in chain_:
            return (*chain_[chain_.index(current.id) :], current.id)
        chain_.append(current.id)
        current = contacts.get(current.fallback) if current.fallback else None
    return ()


def _dead_ends(files: list[SourceFile], records: list[Held]) -> Iterator[ReferenceFault]:
    for index, service in records:
        if not isinstance(service, Service) or service.contact_points or service.guides:
            continue
        if service.ref not in files[index].content.damaged:
            yield ReferenceFault((index, path_of(service)), "dead-end", {"ref": service.ref})
