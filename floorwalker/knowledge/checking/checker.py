"""What an editor should look at: what the loader refuses, and what has grown old or is thin."""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from floorwalker.i18n import mark
from floorwalker.knowledge.checking.authorities import authority_findings
from floorwalker.knowledge.checking.closures import (
    CHRISTMAS_EVE,
    closure_findings,
    half_holidays_in_closures,
    repeated_by,
)
from floorwalker.knowledge.checking.keyword_clashes import keyword_clashes
from floorwalker.knowledge.checking.personal_data import personal_data
from floorwalker.knowledge.hours.advice import advice_on, forgets_half_holidays, forgets_holidays
from floorwalker.knowledge.hours.grammar import HoursError, read_hours
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.hours.rules import Hours
from floorwalker.knowledge.layers.bases import is_starter
from floorwalker.knowledge.layers.laying import MUNICIPALITY, Laid, place_of, ref_at
from floorwalker.knowledge.layers.placeholders import placeholders
from floorwalker.knowledge.loading.loader import Loaded, problems_hide_records
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.loading.references import house_file, path_of, placed, references
from floorwalker.knowledge.model.as_of import (
    MEANT_AS_RATE,
    changed,
    misspelt_rates,
    rates_in,
)
from floorwalker.knowledge.model.contents import SourceFile
from floorwalker.knowledge.model.records import (
    Change,
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Notice,
    Record,
    Service,
    SharedFields,
    Term,
)
from floorwalker.knowledge.model.translation import fingerprint, translations_of
from floorwalker.knowledge.owners import owner_of
from floorwalker.knowledge.problems.problem import KeyPath, Problem, RecordFault
from floorwalker.knowledge.problems.texts import WARNINGS
from floorwalker.plain_yaml.comments import cuts
from floorwalker.plain_yaml.flaws import RefusedError

Warning_ = tuple[KeyPath, str, dict[str, str]]
"""Where in a file, the code, and the details."""

_EXPECTED: Final = (
    ("contact_points", mark("whom to contact")),
    ("cost", mark("what it costs")),
    ("processing_time", mark("how long it takes")),
    ("required_documents", mark("what to bring")),
    ("next_steps", mark("what happens next")),
)
"""What EU rules want a visitor to see first: Regulation (EU) 2018/1724, annex I and article 10."""


def check(loaded: Loaded, now: datetime, progress: Progress = nobody) -> list[Problem]:
    """Every error and warning, sorted by place. `now` is local: staleness and notices need it.

    Of the base that ships with the program only errors are told, and what is still to be replaced
    in it: the rest is for those who keep it.
    """
    laid = loaded.laid
    house = loaded.knowledge.municipality
    contacts = loaded.knowledge.contact_points
    shipped = _shipped(loaded)
    findings: list[RecordFault] = [*_shared_keywords(loaded), *_rates_due(laid, now.date())]
    findings += [*_stray_rates(laid), *_still_invented(laid), *_overtaken(laid)]
    is_whole = not problems_hide_records(laid.files, loaded.problems)
    findings += [fault for fault in laid.faults if _is_known(fault, whole=is_whole)]
    for held in laid.records:
        record = held.record
        if record.ref in laid.damaged or held.index in shipped:
            continue
        found = [*_record_warnings(record, house, now), *_door_findings(record, contacts)]
        found += _change_findings(record, contacts, now.date())
        found += _closure_warnings(record, loaded.knowledge, now.date())
        findings += [RecordFault((held.index, path), code, more) for path, code, more in found]
    if laid.municipality is not None:
        findings += [
            RecordFault((house_file(laid), path), code, more)
            for path, code, more in _house_warnings(laid.municipality)
        ]
    if is_whole:
        findings += _unreferenced(laid)
    findings = [_where_it_was_made(laid, each) for each in findings]
    told = [
        each for each in findings if each.code in _OF_THE_BASE or _is_theirs(laid, each, shipped)
    ]
    files = [file for index, file in enumerate(laid.files) if index not in shipped]
    quotes = [problem for file in files for problem in _stray_quotes(file)]
    read = [file for file in files if not file.content.unreadable]
    cut = [problem for file in read for problem in cut_short(file.path, file.data)]
    personal = [problem for file in read for problem in personal_data(file.path, file.data)]
    short = [problem for file in read for problem in _short_numbers(file)]
    placed_findings = placed(laid, told, progress)
    found_all = [*loaded.problems, *quotes, *cut, *personal, *short, *placed_findings]
    return sorted(found_all, key=Problem.sort_key)


def errors_between(loaded: Loaded, now: datetime) -> list[RecordFault]:
    """The errors that loading does not find, not placed in their lines: doors, amounts, changes.

    For whoever asks before something is written; `check` tells all of it.
    """
    contacts = loaded.knowledge.contact_points
    shipped = _shipped(loaded)
    findings = [*_stray_rates(loaded.laid)]
    for held in loaded.laid.records:
        record = held.record
        if record.ref not in loaded.laid.damaged and held.index not in shipped:
            found = [*_door_findings(record, contacts)]
            found += _change_findings(record, contacts, now.date())
            findings += [RecordFault((held.index, path), code, more) for path, code, more in found]
    return [each for each in findings if each.code not in WARNINGS]


def _is_known(fault: RecordFault, *, whole: bool) -> bool:
    """Whether it is a warning that holds although not everything could be read."""
    return fault.code in WARNINGS and (whole or fault.code != "nothing-below")


def _is_theirs(laid: Laid, fault: RecordFault, shipped: set[int]) -> bool:
    """Whether those whose folder it is can mend it.

    That nobody here has checked an entry of a base is no warning: `stale` counts those.
    """
    index = laid.file_with(fault)
    is_own = laid.files[index].layer == 0
    return index not in shipped and (is_own or fault.code != "never-assured")


_OF_THE_BASE: Final = ("still-placeholder",)
"""What is told wherever it stands: it is for the municipality to do."""


def _where_it_was_made(laid: Laid, fault: RecordFault) -> RecordFault:
    """A translation of the base that an own text made old is told at that text."""
    index, path = fault.place
    ref = ref_at(path)
    if fault.code != "translation-old" or ref not in laid.parts or path[-1] != "of":
        return fault
    layer = laid.files[laid.file_of(index, path)].layer
    base = place_of(ref)
    for part in laid.parts[ref]:
        if laid.files[part.index].layer < layer:
            for field in part.fields:
                rendered = (*path[:-1], field)
                if laid.files[laid.file_of(index, rendered)].layer == layer:
                    return RecordFault((part.index, (*base, field)), fault.code, fault.details)
    return fault


def _shipped(loaded: Loaded) -> set[int]:
    """The files of a base that ships with the program, by index."""
    layers = {layer for layer, folder in enumerate(loaded.folders) if layer and is_starter(folder)}
    return {index for index, file in enumerate(loaded.files) if file.layer in layers}


def _still_invented(laid: Laid) -> Iterator[RecordFault]:
    """What is invented for the example town, in a folder that is somebody's."""
    for each in placeholders(laid):
        index = house_file(laid) if each.ref == MUNICIPALITY else each.index
        place = (index, (*place_of(each.ref), "placeholder"))
        yield RecordFault(place, "still-placeholder", {"ref": each.ref})


def _overtaken(laid: Laid) -> Iterator[RecordFault]:
    """Own texts where the base says something else from a day on, and own changes without it."""
    for ref, below in laid.below.items():
        said = laid.parts[ref][0]
        if said.fields.get("withdrawn"):
            continue
        with_changes = "changes" in said.fields
        told = {*said.fields, *_left_out_or_set(said.fields)}
        for change in getattr(below, "changes", ()):
            for field in change.set:
                details = {"ref": ref, "field": field, "date": change.starts.isoformat()}
                if field in said.fields and not with_changes:
                    place = (said.index, (*place_of(ref), field))
                    yield RecordFault(place, "base-will-change", details)
                if with_changes and field not in told and field != "translations":
                    place = (said.index, (*place_of(ref), "changes"))
                    yield RecordFault(place, "base-change-lost", details)


def _left_out_or_set(fields: Mapping[str, object]) -> Iterator[str]:
    """The fields that a part leaves out, and those that its own changes set."""
    without, changes = fields.get("without"), fields.get("changes")
    yield from without if isinstance(without, list | tuple) else ()
    for change in changes if isinstance(changes, list | tuple) else ():
        yield from change.get("set", ())


SHORT_WITH_CODE: Final = re.compile(r"(\+45[ -]?(1[0-9]{2,3}|11[0-9][ -]?[0-9]{3}))(?![ -]?[0-9])")
"""A short number behind a country code; its groups are the whole, and the number as dialled."""
_COMMENT: Final = re.compile(r"(?:\A|[ ])#")


def _short_numbers(file: SourceFile) -> Iterator[Problem]:
    """Such numbers wherever they stand; of a field the loader reads them as they are dialled."""
    wrong = {fault.line for fault in file.content.faults}
    for number, line in enumerate(file.data.decode("utf-8-sig").split("\n"), start=1):
        for found in SHORT_WITH_CODE.finditer(line) if "+45" in line else ():
            if number in wrong or _COMMENT.search(line, 0, found.start()):
                continue
            yield Problem(
                path=file.path,
                line=number,
                column=found.start(1) + 1,
                code="short-number",
                details={"value": found[1], "near": found[2]},
            )


def _rates_due(laid: Laid, today: date) -> Iterator[RecordFault]:
    """From December on: the amounts of which next year's is not known."""
    if today.month < _DECEMBER:
        return
    for index, rate in laid.rates:
        if str(today.year + 1) not in rate.values:
            details = {"ref": rate.ref, "year": str(today.year + 1)}
            yield RecordFault((index, ("rates", rate.id, "values")), "rate-missing", details)


_DECEMBER: Final = 12


def _stray_rates(laid: Laid) -> Iterator[RecordFault]:
    """What is meant to stand for an amount, and would be shown as it is written."""
    house = laid.municipality
    places: list[tuple[int, KeyPath, Record | Municipality]] = [
        (held.index, path_of(held.record), held.record) for held in laid.records
    ]
    if house is not None:
        places.append((house_file(laid), (MUNICIPALITY,), house))
    for index, path, record in places:
        for place, said in misspelt_rates(record):
            yield RecordFault((index, (*path, *place)), "rate-misspelt", {"value": said})
    for index, rate in laid.rates:
        for year, amount in rate.values.items():
            if MEANT_AS_RATE.search(amount):
                place = ("rates", rate.id, "values", year)
                yield RecordFault((index, place), "rate-in-rate", {"value": amount})


def _change_findings(
    record: Record, contacts: Mapping[str, ContactPoint], today: date
) -> Iterator[Warning_]:
    """What is wrong with the changes themselves, and with what they will make of the record."""
    if not isinstance(record, SharedFields):
        return
    base = path_of(record)
    told: set[tuple[date, str]] = set()
    for index, change in enumerate(record.changes):
        path = (*base, "changes", index)
        if not change.note and not change.set:
            yield path, "change-empty", {}
        for field in change.set:
            if (change.starts, field) in told:
                details = {"field": field, "date": change.starts.isoformat()}
                yield (*path, "set", field), "change-twice", details
            told.add((change.starts, field))
        if change.set:
            later = changed(record, change.starts)
            found = [*_door_findings(later, contacts)]
            if isinstance(later, ContactPoint):
                found += _hours_warnings(later, max(today, change.starts))
            for place, code, details in found:
                if place[len(base)] in change.set:
                    yield (*path, "set", *place[len(base) :]), code, details
            yield from _old_in_change((*path, "set"), change, later)


def _closure_warnings(record: Record, knowledge: Knowledge, today: date) -> Iterator[Warning_]:
    """Closing days that stand elsewhere than in the house's `closures`."""
    path = path_of(record)
    if isinstance(record, ContactPoint):
        for field, code, details in closure_findings(record, knowledge, today):
            yield (*path, field), code, details
    if isinstance(record, Notice):
        closure = repeated_by(record, knowledge.municipality.closures)
        if closure is not None:
            yield path, "notice-repeats-closure", {"ref": record.ref}


def _house_warnings(house: Municipality) -> Iterator[Warning_]:
    for index, closure in enumerate(house.closures):
        if closure.last_day < closure.starts:
            yield ("municipality", "closures", index, "from"), "closure-backwards", {}
    yield from _listed_twice(("municipality", "quick"), house.quick)
    yield from _old_translations(("municipality",), house)


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
    owner: str = ""
    """The name of the contact point that keeps it; empty where nobody does."""
    owner_id: str = ""


class ComingChange(Struct, frozen=True, kw_only=True):
    """What will be different in an entry."""

    ref: str
    name: str
    changes: date
    """The first day on which it is."""
    note: str


def coming_changes_of(knowledge: Knowledge, today: date, days: int) -> list[ComingChange]:
    """What changes after `today` within so many days, the next first."""
    found = [
        ComingChange(ref=record.ref, name=record.name, changes=change.starts, note=change.note)
        for record in knowledge.entries()
        if isinstance(record, SharedFields)
        for change in record.changes
        if 0 < (change.starts - today).days <= days
    ]
    return sorted(found, key=lambda coming: (coming.changes, coming.ref))


def due_records(knowledge: Knowledge, until: date) -> list[DueRecord]:
    """What has to be checked by the day `until`: by owner and assurer, longest overdue first."""
    found = []
    for record in knowledge.entries():
        if isinstance(record, SharedFields):
            assured = record.assured_date
            last = assured + timedelta(days=record.review_interval) if assured else None
            if last is None or last < until:
                owner = owner_of(knowledge, record.ref)
                found.append(
                    DueRecord(
                        ref=record.ref,
                        name=record.name,
                        assurer=record.assurer,
                        assured_date=assured,
                        due=last,
                        owner=owner.name if owner else "",
                        owner_id=owner.id if owner else "",
                    )
                )
    return sorted(found, key=_by_keeper)


def _by_keeper(due: DueRecord) -> tuple[str, str, date, str]:
    return due.owner.casefold(), due.assurer.casefold(), due.due or date.min, due.ref


def _door_findings(record: Record, contacts: Mapping[str, ContactPoint]) -> Iterator[Warning_]:
    """Where a visitor would be sent to nobody, or to a page that begins nothing."""
    path = path_of(record)
    if isinstance(record, Service):
        for code, details in authority_findings(record, contacts):
            yield (*path, "competent_authority"), code, details
        best = contacts.get(record.contact_points[0]) if record.contact_points else None
        if best is not None and not best.usable:
            yield (*path, "contact_points", 0), "door-unusable", {"ref": best.ref}
        if record.danger and not record.urgent:
            yield (*path, "danger"), "danger-not-urgent", {"ref": record.ref}
        for field in ("contact_points", "help_here", "guides"):
            yield from _listed_twice((*path, field), getattr(record, field))
    if isinstance(record, Guide) and _is_front_page(record):
        yield (*path, "url"), "front-page", {"ref": record.ref}
    if isinstance(record, ContactPoint):
        for index, phone in enumerate(record.phones):
            if phone.hours and isinstance(read_hours(phone.hours), HoursError):
                details = {"value": phone.hours, "near": mended(phone.hours) or ""}
                yield (*path, "phones", index, "hours"), "phone-hours", details


def _listed_twice(path: KeyPath, values: Sequence[str]) -> Iterator[Warning_]:
    """What stands in a list again, whatever its letters."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value.casefold() in seen:
            yield (*path, index), "listed-twice", {"value": value}
        seen.add(value.casefold())


_FRONT_PAGE: Final = re.compile(r"https?://[^/?#]+/?\Z")


def _is_front_page(guide: Guide) -> bool:
    """Whether it leads to a front page where nobody has read that the errand begins there."""
    is_read = guide.source_date is not None and guide.source == guide.url
    return _FRONT_PAGE.match(guide.url) is not None and not is_read


def _old_translations(path: KeyPath, record: Record | Municipality) -> Iterator[Warning_]:
    """Translations of texts that have changed since."""
    for language, rendering in translations_of(record).items():
        now = fingerprint(record, rendering)
        if rendering.of and rendering.of != now:
            details = {"language": language, "fingerprint": now}
            yield (*path, "translations", language, "of"), "translation-old", details


def _old_in_change(path: KeyPath, change: Change, later: SharedFields) -> Iterator[Warning_]:
    """Translations that a change sets, of other texts than the record will have."""
    told = change.set.get("translations")
    for place, code, details in _old_translations(path, later):
        if isinstance(told, dict) and "of" in told.get(details["language"], {}):
            yield place, code, details


def _record_warnings(record: Record, house: Municipality, now: datetime) -> Iterator[Warning_]:
    path = path_of(record)
    if isinstance(record, SharedFields):
        yield from _assurance(record, now.date(), is_example=bool(house.placeholder))
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
    yield from _old_translations(path, record)
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


class OpenHalfHolidays(Struct, frozen=True):
    """The contact points that are open on public holidays, or on days that only seem so."""

    both: list[str]
    """Refs of those that are open on 5 June and on 24 December."""
    june_only: list[str]
    """Of those that the house's closures close on 24 December."""
    every_holiday: list[str]
    """Refs of those whose hours say nothing of public holidays at all."""


def open_on_half_holidays(loaded: Loaded) -> OpenHalfHolidays:
    """Who is open on holidays, or on 5 June and 24 December, because nobody wrote otherwise.

    Those of the base that ships with the program are left to those who keep it.
    """
    both, june_only, every_holiday = [], [], []
    shipped = _shipped(loaded)
    for held in loaded.laid.records:
        contact = held.record
        if not isinstance(contact, ContactPoint) or held.index in shipped:
            continue
        read = [read_hours(text) for text in (contact.opening_hours, contact.phone_hours)]
        if any(isinstance(hours, Hours) and forgets_holidays(hours) for hours in read):
            every_holiday.append(contact.ref)
        if any(isinstance(hours, Hours) and forgets_half_holidays(hours) for hours in read):
            closed = half_holidays_in_closures(contact, loaded.knowledge)
            if not closed:
                both.append(contact.ref)
            elif closed == {CHRISTMAS_EVE}:
                june_only.append(contact.ref)
    return OpenHalfHolidays(sorted(both), sorted(june_only), sorted(every_holiday))


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
        details = {"ref": record.ref, "language": language, "fields": "`, `".join(missing)}
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


def _shared_keywords(loaded: Loaded) -> Iterator[RecordFault]:
    """Words that lead to two services, at the keywords of the later one.

    Nothing is said of services that were not read whole: the question may be what is missing.
    """
    laid = loaded.laid
    services = loaded.knowledge.services
    whole = {id_: each for id_, each in services.items() if each.ref not in laid.damaged}
    files = {held.record.ref: held.index for held in reversed(laid.records)}
    for clash in keyword_clashes(whole):
        path = (*path_of(clash.at), "keywords", clash.position)
        details = {
            "keyword": clash.keyword,
            "ref": clash.at.ref,
            "other": clash.other.ref,
            "questions": " ".join(f"{ref}: “{asked}”" for ref, asked in clash.questions),
        }
        yield RecordFault((files[clash.at.ref], path), "shared-keyword", details)


def _unreferenced(laid: Laid) -> Iterator[RecordFault]:
    named = {ref for held in laid.records for _, ref in references(held.record)}
    if laid.municipality is not None:
        named.add(f"contact:{laid.municipality.main_contact}")
    for held in laid.records:
        record = held.record
        if isinstance(record, ContactPoint | Guide) and record.ref not in named:
            place = (held.index, path_of(record))
            yield RecordFault(place, "unreferenced", {"ref": record.ref})
    told = _rates_told(laid)
    for index, rate in laid.rates:
        if rate.id not in told and rate.ref not in laid.damaged:
            yield RecordFault((index, ("rates", rate.id)), "rate-unused", {"ref": rate.ref})


def _rates_told(laid: Laid) -> set[str]:
    """The ids of the rates that stand in texts."""
    told: set[str] = set()
    records: list[Record | Municipality] = [held.record for held in laid.records]
    if laid.municipality is not None:
        records.append(laid.municipality)
    for record in records:
        told.update(id_ for _path, id_ in rates_in(record))
    return told
