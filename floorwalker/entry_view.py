"""An entry's page, told once: its parts, their labels, and the order in which a visitor asks.

Is it here, where do I go and is it open, what do I bring, what does it cost and how long does it
take, what happens next, can I do it myself, what else. Empty parts are left out.

Pure: a route and a moment in, sections out. The desk, the command line and the slip each lay them
out in their own way, and leave out what has no place there.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from floorwalker.assurance import assurance_line
from floorwalker.dates import format_date
from floorwalker.door_text import door_line, door_lines, opening_text
from floorwalker.i18n import _, mark, text_in
from floorwalker.knowledge.hours import UNKNOWN
from floorwalker.knowledge.model.as_of import coming_changes
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Guide,
    Service,
    SharedFields,
    Term,
)
from floorwalker.labels import KINDS, REQUIREMENTS, label_of
from floorwalker.phrases import Line, Tone, beside, phrase
from floorwalker.routing import Door, Route


class Part(Enum):
    """What a section of the page answers."""

    GUESS = auto()
    TITLE = auto()
    WARNINGS = auto()
    AUTHORITY = auto()
    ABOUT = auto()
    WHERE = auto()
    ASK = auto()
    BRING = auto()
    COST = auto()
    TAKES = auto()
    AFTERWARDS = auto()
    SELF_SERVICE = auto()
    STEPS = auto()
    WHO = auto()
    COMPLAINT = auto()
    LAW = auto()
    SEE_ALSO = auto()
    DESK_NOTE = auto()
    COMING = auto()
    CHECKED = auto()
    SOURCE = auto()


LABELS: Final = {
    Part.WHERE: mark("Where"),
    Part.ASK: mark("Ask"),
    Part.BRING: mark("Bring"),
    Part.COST: mark("Cost"),
    Part.TAKES: mark("Takes"),
    Part.AFTERWARDS: mark("Afterwards"),
    Part.SELF_SERVICE: mark("Self-service"),
    Part.STEPS: mark("Steps"),
    Part.WHO: mark("Who"),
    Part.COMPLAINT: mark("Complaint"),
    Part.LAW: mark("Law"),
    Part.SEE_ALSO: mark("See also"),
    Part.DESK_NOTE: mark("Only here"),
    Part.COMING: mark("Soon"),
    Part.CHECKED: mark("Checked"),
}
"""The other parts say what they are themselves."""


def label(part: Part, language: str | None = None) -> str:
    """What stands before a part, in an interface language; nothing where nothing needs to."""
    if part not in LABELS:
        return ""
    return text_in(language, LABELS[part]) if language else _(LABELS[part])


class Layout(Enum):
    """How the lines of a section belong together."""

    TEXT = auto()
    ITEMS = auto()
    STEPS = auto()
    """Items in their order, to be numbered."""
    LINKS = auto()
    """Names of other entries, which may stand side by side."""


class Section(Struct, frozen=True, kw_only=True):
    """One part of the page, with at least one line."""

    part: Part
    lines: tuple[Line, ...]
    layout: Layout = Layout.TEXT
    refs: tuple[str, ...] = ()
    """The entries that the lines name, one a line, where they name any."""
    is_tight: bool = False
    """Whether it belongs with the section before it."""


def sections(
    route: Route,
    now: datetime,
    *,
    whole: bool = False,
    has_neighbours: bool = False,
    is_guess: bool = False,
) -> Iterator[Section]:
    """The page of an entry.

    `whole` shows every door and every guide in full, not only the one to choose. `has_neighbours`
    says that other entries fit the words almost as well: then the questions that tell them apart
    come right after the door. `is_guess` says that nothing fits for certain: then the page says so
    first, and shows no alert as if it were the answer.
    """
    parts = _parts(route, now, whole=whole, has_neighbours=has_neighbours, is_guess=is_guess)
    return (part for part in parts if part.lines)


def _parts(
    route: Route, now: datetime, *, whole: bool, has_neighbours: bool, is_guess: bool
) -> Iterator[Section]:
    entry = route.entry
    is_urgent = getattr(entry, "urgent", False)
    if is_guess:
        yield _section(Part.GUESS, phrase(_("No certain answer. The nearest may be:"), Tone.ALERT))
    yield _title(entry, is_guess=is_guess)
    if not is_guess:
        yield _warnings(route)
    yield _authority(route, now, is_urgent=is_urgent)
    about = entry.explanation if isinstance(entry, Term) else entry.description
    yield _section(Part.ABOUT, phrase(about), is_tight=not route.wrong_door)
    if isinstance(entry, SharedFields):
        yield _section(Part.DESK_NOTE, phrase(entry.desk_note))
    if isinstance(entry, Guide):
        yield _section(Part.SELF_SERVICE, phrase(entry.url), _needed(entry))
        yield _steps(entry)
    if not isinstance(entry, Term):
        has_alert = not is_guess and not _is_urgent_contact(entry)
        yield _section(Part.WHERE, *_doors(route, now, whole=whole, has_alert=has_alert))
    questions = _items(Part.ASK, getattr(entry, "questions", ()))
    if has_neighbours:
        yield questions
    if isinstance(entry, Service):
        yield from _service(entry, is_urgent=is_urgent)
        yield from _guides(route.guides, whole=whole)
    if not has_neighbours:
        yield questions
    if isinstance(entry, Service):
        yield from _background(entry)
    yield _related(route.related)
    yield _section(Part.COMING, *_coming(entry, now.date()))
    yield _checked(entry, now)


def _section(part: Part, *lines: Line, is_tight: bool = False) -> Section:
    return Section(part=part, lines=tuple(filter(None, lines)), is_tight=is_tight)


def _items(part: Part, texts: Iterable[str]) -> Section:
    lines = tuple(phrase(text) for text in texts if text)
    return Section(part=part, lines=lines, layout=Layout.ITEMS)


def _title(entry: Entry, *, is_guess: bool) -> Section:
    theme = getattr(entry, "theme", "")
    about = phrase(theme or label_of(KINDS, entry.kind), Tone.MUTED)
    name = phrase(entry.name, Tone.MUTED if is_guess else Tone.STRONG)
    line = beside(name, about, gap="   ")
    return Section(part=Part.TITLE, lines=(line,), refs=(entry.ref,), is_tight=is_guess)


def _warnings(route: Route) -> Section:
    """What staff must see before anything else."""
    alert = getattr(route.entry, "alert", "")
    if isinstance(route.entry, ContactPoint) and not route.entry.urgent:
        alert = ""  # it stands with the door
    texts = [alert, *(notice.text for notice in route.notices)]
    lines = (phrase(f"! {text}", Tone.ALERT) for text in texts if text)
    return _section(Part.WARNINGS, *lines, is_tight=True)


def _is_urgent_contact(entry: Entry) -> bool:
    """Whether an entry is a line to ring in danger: its alert stands above everything else."""
    return isinstance(entry, ContactPoint) and entry.urgent


def _authority(route: Route, now: datetime, *, is_urgent: bool) -> Section:
    """Who decides where the house does not; who helps a person in danger, who asks nobody that."""
    if not route.wrong_door:
        return _section(Part.AUTHORITY)
    if is_urgent:
        said = phrase(_("{authority} helps.").format(authority=route.wrong_door), Tone.STRONG)
    else:
        decides = _("Not here: {authority} decides this.").format(authority=route.wrong_door)
        said = phrase(decides, Tone.ALERT)
    return _section(Part.AUTHORITY, said, *_in_touch(route, now), is_tight=True)


def _in_touch(route: Route, now: datetime) -> Iterator[Line]:
    """How to reach the first door."""
    for door in route.doors[:1]:
        said = _("How to get in touch: {ways}").format(ways=_reach(door))
        is_known = bool(door.contact.telephone) and door.phone != UNKNOWN
        state = opening_text(door.phone, now) if is_known else ()
        yield beside(phrase(said, Tone.STRONG), state, gap="  ")


def _reach(door: Door) -> str:
    contact = door.contact
    ways = (contact.telephone, contact.url, contact.email, contact.address, contact.directions)
    said = [way for way in ways if way][:2]
    return " · ".join(said) if said else contact.name


def _doors(route: Route, now: datetime, *, whole: bool, has_alert: bool) -> Iterator[Line]:
    """The door to send the visitor to first, in full; the others on a line each."""
    best = route.best
    shown = next((door for door in route.doors if door is best), None)
    if shown is None and route.doors:
        shown = route.doors[0]
    if shown is not None:
        yield from door_lines(shown, now, has_alert=has_alert)
    for door in route.doors:
        if door is shown:
            continue
        if whole:
            yield from door_lines(door, now, has_alert=has_alert)
        else:
            yield door_line(door, now)


def _service(service: Service, *, is_urgent: bool) -> Iterator[Section]:
    """What to bring, what it costs and what follows; of danger only what follows."""
    if not is_urgent:
        yield _items(Part.BRING, service.required_documents)
        yield _section(Part.COST, phrase(service.cost))
        yield _section(Part.TAKES, phrase(service.processing_time), is_tight=bool(service.cost))
    yield _items(Part.AFTERWARDS, service.next_steps)


def _guides(guides: Iterable[Guide], *, whole: bool) -> Iterator[Section]:
    """All in one section, or each with its steps."""
    if not whole:
        lines = (line for guide in guides for line in _guide_lines(guide))
        yield _section(Part.SELF_SERVICE, *lines)
        return
    for guide in guides:
        yield _section(Part.SELF_SERVICE, *_guide_lines(guide))
        yield _steps(guide)


def _guide_lines(guide: Guide) -> Iterator[Line]:
    yield beside(phrase(guide.name, Tone.STRONG), _needed(guide), gap="  ")
    yield phrase(guide.url)


def _needed(guide: Guide) -> Line:
    needed = ", ".join(label_of(REQUIREMENTS, one) for one in guide.requires)
    needs = _("Needs {things}").format(things=needed) if needed else ""
    return beside(phrase(needs, Tone.MUTED), phrase(guide.duration, Tone.MUTED))


def _steps(guide: Guide) -> Section:
    lines = tuple(phrase(step) for step in guide.steps if step)
    return Section(part=Part.STEPS, lines=lines, layout=Layout.STEPS)


def _background(service: Service) -> Iterator[Section]:
    texts = {
        Part.WHO: service.eligibility,
        Part.COMPLAINT: service.redress,
        Part.LAW: service.legal_basis,
    }
    is_tight = False
    for part, text in texts.items():
        yield _section(part, phrase(text), is_tight=is_tight)
        is_tight = is_tight or bool(text)


def _related(others: Iterable[Entry]) -> Section:
    named = {other.ref: _named(other) for other in others}
    return Section(
        part=Part.SEE_ALSO,
        lines=tuple(named.values()),
        layout=Layout.LINKS,
        refs=tuple(named),
    )


def _named(other: Entry) -> Line:
    kind = "" if isinstance(other, Service) else f"({label_of(KINDS, other.kind).lower()})"
    return beside(other.name, phrase(kind, Tone.MUTED), gap=" ")


def _checked(entry: Entry, now: datetime) -> Section:
    if isinstance(entry, Term):
        return _section(Part.CHECKED)
    part = Part.SOURCE if entry.assured_date is None else Part.CHECKED
    return _section(part, assurance_line(entry, now.date()))


def _coming(entry: Entry, today: date) -> Iterator[Line]:
    """What will be different soon, for staff."""
    for change in coming_changes(entry, today):
        said = _("From {date}: {note}").format(date=format_date(change.starts), note=change.note)
        yield phrase(said)
