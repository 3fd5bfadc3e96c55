"""What an editor should look at: what the loader refuses, and what has grown old or is thin."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from floorwalker.i18n import mark
from floorwalker.knowledge.checking.personal_data import personal_data
from floorwalker.knowledge.hours.advice import advice_on, forgets_half_holidays
from floorwalker.knowledge.hours.grammar import read_hours
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.hours.rules import Hours
from floorwalker.knowledge.loading.loader import Loaded, problems_hide_records
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.loading.references import (
    KeyPath,
    ReferenceFault,
    path_of,
    placed,
    references,
)
from floorwalker.knowledge.model.contents import SourceFile
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Knowledge,
    Municipality,
    Notice,
    Record,
    Service,
    SharedFields,
    Term,
)
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.plain_yaml.comments import cuts
from floorwalker.plain_yaml.flaws import RefusedError

_EXPECTED: Final = (
    ("contact_points", mark("whom to contact")),
    ("cost", mark("what it costs")),
    ("processing_time", mark("how long it takes")),
    ("required_documents", mark("what to bring")),
    ("next_steps", mark("what happens next")),
)
"""What EU rules want a visitor to see first: Regulation (EU) 2018/1724, annex I and article 10."""


def check(loaded: Loaded, now: datetime, progress: Progress = nobody) -> list[Problem]:
    """Every error and warning, sorted by place. `now` is local: staleness and notices need it."""
    files = list(loaded.files)
    house = loaded.knowledge.municipality
    findings: list[ReferenceFault] = [*_shared_keywords(files)]
    for index, file in enumerate(files):
        for record in file.content.records():
            if record.ref in file.content.damaged:
                continue
            for path, code, details in _record_warnings(record, house, now):
                findings.append(ReferenceFault((index, path), code, details))
    if not problems_hide_records(files, list(loaded.problems)):
        findings += _unreferenced(files)
    read = [file for file in files if not file.content.unreadable]
    quotes = [problem for file in files for problem in _stray_quotes(file)]
    cut = [problem for file in read for problem in cut_short(file.path, file.data)]
    personal = [problem for file in read for problem in personal_data(file.path, file.data)]
    found = [*loaded.problems, *quotes, *cut, *personal, *placed(files, findings, progress)]
    return sorted(found, key=Problem.sort_key)


def cut_short(path: str, data: bytes) -> Iterator[Problem]:
    """Comments that may be the rest of a text: `lokale #12` without quotation marks."""
    with contextlib.suppress(RefusedError):  # then the file's own fault is told
        for line, column in cuts(data.decode("utf-8-sig")):
            yield Problem(path=path, line=line, column=column, code="cut-comment")


_STRAY_QUOTE: Final = re.compile(
    r"""^[ ]*(?:-[ ]+)?(?:[\w-]+:[ ]+)?(?:
        ([^\s"'\[{|>#][^"]*") | ([\u201c-\u201f].*[\u201c-\u201f])
    )[ ]*\r?\Z""",
    re.VERBOSE,
)
"""A text on one line that ends in a mark which nothing opened, or stands in a word processor's."""


def _stray_quotes(file: SourceFile) -> Iterator[Problem]:
    """What YAML takes for a part of the text, though the editor meant it to stand around it."""
    if file.content.unreadable:
        return
    wrong = {fault.line for fault in file.content.faults}
    for number, line in enumerate(file.data.decode("utf-8-sig").split("\n"), start=1):
        if line.count('"') == 1 or line.rstrip().endswith(_CURVED):
            found = _STRAY_QUOTE.match(line)
            if found and number not in wrong:
                column = found.start(found.lastindex or 0) + 1
                yield Problem(path=file.path, line=number, column=column, code="stray-quote")


_CURVED: Final = ("\u201c", "\u201d", "\u201e", "\u201f")


class DueRecord(Struct, frozen=True, kw_only=True):
    """A record that somebody has to check again."""

    ref: str
    name: str
    assurer: str
    """Empty where nobody has taken it on."""
    assured_date: date | None
    """None where nobody has ever vouched for it."""
    due: date | None
    """The last day on which it counts as checked."""


def due_records(knowledge: Knowledge, until: date) -> list[DueRecord]:
    """What has to be checked again by the day `until`: by assurer, the longest overdue first."""
    found = []
    for record in knowledge.entries():
        if isinstance(record, SharedFields):
            assured = record.assured_date
            last = assured + timedelta(days=record.review_interval) if assured else None
            if last is None or last < until:
                found.append(
                    DueRecord(
                        ref=record.ref,
                        name=record.name,
                        assurer=record.assurer,
                        assured_date=assured,
                        due=last,
                    )
                )
    return sorted(found, key=lambda due: (due.assurer.casefold(), due.due or date.min, due.ref))


Warning_ = tuple[KeyPath, str, dict[str, str]]


def _record_warnings(record: Record, house: Municipality, now: datetime) -> Iterator[Warning_]:
    path = path_of(record)
    if isinstance(record, SharedFields):
        yield from _assurance(record, now.date(), is_example=house.placeholder)
    if isinstance(record, SharedFields | Term):
        for index, code in superfluous_keywords(record.name, record.keywords).items():
            yield (*path, "keywords", index), code, {"keyword": record.keywords[index]}
    if isinstance(record, ContactPoint):
        yield from _hours_warnings(record, now.date())
    if isinstance(record, Service):
        for field, missing in _EXPECTED:
            is_dead_end = field == "contact_points" and not record.guides
            if not getattr(record, field) and not is_dead_end:
                details = {"ref": record.ref, "field": field, "missing": missing}
                yield path, "incomplete", details
    if isinstance(record, Notice):
        if record.ends_at < now.replace(tzinfo=None):
            yield (*path, "until"), "notice-ended", {"ref": record.ref, "until": record.until}
        elif not record.is_current(record.ends_at):
            yield (*path, "from"), "notice-backwards", {"ref": record.ref}
    yield from _uneven_translations(record)
    for language in house.languages[1:]:
        yield from _translation(record, language)


def _hours_warnings(contact: ContactPoint, today: date) -> Iterator[Warning_]:
    """Hours that mean something else than they seem to."""
    for field in ("opening_hours", "phone_hours"):
        hours = read_hours(getattr(contact, field))
        if isinstance(hours, Hours):
            for advice in advice_on(hours, today):
                details = {"part": advice.part, "other": advice.other}
                if advice.code == "hours-spaces":
                    details["near"] = mended(hours.text) or ""
                yield (*path_of(contact), field), advice.code, details


def open_on_half_holidays(knowledge: Knowledge) -> list[str]:
    """The contact points that are closed on public holidays, and not on 5 June and 24 December."""
    found = []
    for contact in knowledge.contact_points.values():
        read = [read_hours(text) for text in (contact.opening_hours, contact.phone_hours)]
        if any(isinstance(hours, Hours) and forgets_half_holidays(hours) for hours in read):
            found.append(contact.ref)
    return sorted(found)


def superfluous_keywords(name: str, keywords: Sequence[str]) -> dict[int, str]:
    """The places of keywords that add nothing, each with its code."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    own = name.casefold()
    for index, keyword in enumerate(keywords):
        said = keyword.casefold()
        if said == own:
            found[index] = "keyword-is-name"
        elif said in seen:
            found[index] = "duplicate-keyword"
        seen.add(said)
    return found


def _assurance(record: SharedFields, today: date, *, is_example: bool) -> Iterator[Warning_]:
    """How old the last check is; nobody of a town that does not exist can have checked anything."""
    path = path_of(record)
    if record.assured_date is None:
        if not is_example:
            yield path, "never-assured", {"ref": record.ref}
    elif record.assured_date > today:
        details = {"ref": record.ref, "date": record.assured_date.isoformat()}
        yield (*path, "assured_date"), "assured-in-future", details
    elif record.is_stale(today):
        details = {
            "ref": record.ref,
            "date": record.assured_date.isoformat(),
            "days": str(record.review_interval),
        }
        yield (*path, "assured_date"), "stale", details


_LISTS: Final = ("questions", "required_documents", "next_steps", "steps")
_TRANSLATED: Final = ("name", "description", "explanation", "text")


def _translation(record: Record, language: str) -> Iterator[Warning_]:
    """The fields without which a translation cannot be shown, as far as the record has them."""
    needed = [field for field in _TRANSLATED if getattr(record, field, "")]
    translation = getattr(record, "translations", {}).get(language)
    missing = [field for field in needed if not getattr(translation, field, "")]
    if missing:
        details = {"ref": record.ref, "language": language, "fields": ", ".join(missing)}
        yield path_of(record), "missing-translation", details


def _uneven_translations(record: Record) -> Iterator[Warning_]:
    """Lists that are shorter or longer in translation: the desk shows line beside line."""
    for language, translation in getattr(record, "translations", {}).items():
        for field in _LISTS:
            lines, translated = getattr(record, field, ()), getattr(translation, field, ())
            if translated and len(lines) != len(translated):
                details = {
                    "ref": record.ref,
                    "field": field,
                    "language": language,
                    "count": str(len(lines)),
                    "translated": str(len(translated)),
                }
                path = (*path_of(record), "translations", language, field)
                yield path, "translation-length", details


def _shared_keywords(files: list[SourceFile]) -> Iterator[ReferenceFault]:
    owners: dict[str, str] = {}
    for index, file in enumerate(files):
        for service in file.content.services.values():
            for position, keyword in enumerate(service.keywords):
                owner = owners.setdefault(keyword.casefold(), service.ref)
                if owner != service.ref and service.ref not in file.content.damaged:
                    path = (*path_of(service), "keywords", position)
                    details = {"keyword": keyword, "ref": owner}
                    yield ReferenceFault((index, path), "shared-keyword", details)


def _unreferenced(files: list[SourceFile]) -> Iterator[ReferenceFault]:
    named = {
        ref for file in files for record in file.content.records() for _, ref in references(record)
    }
    named |= {f"contact:{m.main_contact}" for f in files if (m := f.content.municipality)}
    for index, file in enumerate(files):
        for record in (*file.content.contact_points.values(), *file.content.guides.values()):
            if record.ref not in named:
                yield ReferenceFault((index, path_of(record)), "unreferenced", {"ref": record.ref})
