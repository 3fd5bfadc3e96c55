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
from floorwalker.door_text import door_line, door_lines, door_links, example_word
from floorwalker.i18n import _, language, mark, text_in
from floorwalker.knowledge.model.as_of import coming_changes
from floorwalker.knowledge.model.records import (
    Closure,
    ContactPoint,
    Entry,
    Guide,
    Service,
    Term,
)
from floorwalker.knowledge.model.translation import caveat
from floorwalker.labels import KINDS, REQUIREMENTS, label_of
from floorwalker.phrases import Line, Tone, beside, phrase
from floorwalker.routing import Door, Route


class Part(Enum):
    """What a section of the page answers."""

    GUESS = auto()
    TITLE = auto()
    WARNINGS = auto()
    DESK_NOTE = auto()
    AUTHORITY = auto()
    ABOUT = auto()
    WHERE = auto()
    DEADLINE = auto()
    ASK = auto()
    BRING = auto()
    COST = auto()
    TAKES = auto()
    AFTERWARDS = auto()
    NO_REPLY = auto()
    SELF_SERVICE = auto()
    STEPS = auto()
    WHO = auto()
    COMPLAINT = auto()
    LAW = auto()
    SEE_ALSO = auto()
    COMING = auto()
    CHECKED = auto()
    SOURCE = auto()
    TRANSLATION = auto()


LABELS: Final = {
    Part.DESK_NOTE: mark("Only here"),
    Part.WHERE: mark("Where"),
    Part.DEADLINE: mark("Deadline"),
    Part.ASK: mark("Ask"),
    Part.BRING: mark("Bring"),
    Part.COST: mark("Cost"),
    Part.TAKES: mark("Takes"),
    Part.AFTERWARDS: mark("Afterwards"),
    Part.NO_REPLY: mark("No reply"),
    Part.SELF_SERVICE: mark("Self-service"),
    Part.STEPS: mark("Steps"),
    Part.WHO: mark("Who"),
    Part.COMPLAINT: mark("Complaint"),
    Part.LAW: mark("Law"),
    Part.SEE_ALSO: mark("See also"),
    Part.COMING: mark("Soon"),
    Part.CHECKED: mark("Checked"),
}
"""The other parts say what they are themselves."""
_NOT_IN_DANGER: Final = frozenset({Part.BRING, Part.COST, Part.TAKES})


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
    in_danger: bool = False,
) -> Iterator[Section]:
    """The page of an entry.

    `whole` shows every door and every guide in full, not only the one to choose. `has_neighbours`
    says that other entries fit the words almost as well: then the questions that tell them apart
    come right after the door. `is_guess` says that nothing fits for certain: then the page says so
    first, and shows no alert as if it were the answer. `in_danger` leaves out what nobody asks for
    who is in danger: what to bring, what it costs, how long it takes.
    """
    parts = _parts(route, now, whole=whole, has_neighbours=has_neighbours, is_guess=is_guess)
    left_out = _NOT_IN_DANGER if in_danger else frozenset()
    return (part for part in parts if part.lines and part.part not in left_out)


def _parts(
    route: Route, now: datetime, *, whole: bool, has_neighbours: bool, is_guess: bool
) -> Iterator[Section]:
    entry = route.entry
    is_urgent = getattr(entry, "urgent", False)
    if is_guess:
        yield _section(Part.GUESS, phrase(_("No certain answer. The nearest may be:"), Tone.ALERT))
    yield _title(entry, is_guess=is_guess)
    if not is_guess:
        yield _warnings(route, now)
    has_alert = not is_guess and not _is_urgent_contact(entry)
    doors = _doors(route, now, whole=whole, has_alert=has_alert)
    where = _section(Part.WHERE, *doors, is_tight=bool(route.authority))
    if route.authority:
        yield _authority(route, is_urgent=is_urgent)
        yield where
    yield _about(entry, is_tight=not route.authority)
    yield _section(Part.DESK_NOTE, phrase(getattr(entry, "desk_note", ""), Tone.MUTED))
    if isinstance(entry, Guide):
        yield _section(Part.SELF_SERVICE, phrase(entry.url), _needed(entry))
        yield _steps(entry)
    if not isinstance(entry, Term) and not route.authority:
        yield where
    yield _section(Part.DEADLINE, phrase(getattr(entry, "deadline", ""), Tone.ALERT))
    questions = _items(Part.ASK, getattr(entry, "questions", ()))
    if has_neighbours:
        yield questions
    if isinstance(entry, Service):
        yield from _service(entry)
        yield from _guides(route.guides, whole=whole)
    if not has_neighbours:
        yield questions
    if isinstance(entry, Service):
        yield from _background(entry)
    yield _related(route.related)
    yield _section(Part.COMING, *_coming(entry, now.date()))
    yield _checked(entry, now)
    yield _translation(route)


def _section(part: Part, *lines: Line, is_tight: bool = False) -> Section:
    return Section(part=part, lines=tuple(filter(None, lines)), is_tight=is_tight)


def _items(part: Part, texts: Iterable[str]) -> Section:
    lines = tuple(phrase(text) for text in texts if text)
    return Section(part=part, lines=lines, layout=Layout.ITEMS)


def _title(entry: Entry, *, is_guess: bool) -> Section:
    theme = getattr(entry, "theme", "")
    about = phrase(theme or label_of(KINDS, entry.kind), Tone.MUTED)
    name = phrase(entry.name, Tone.MUTED if is_guess else Tone.STRONG)
    is_door = isinstance(entry, ContactPoint)  # it says so itself
    line = beside(beside(name, () if is_door else example_word(entry), gap=" "), about, gap="   ")
    return Section(part=Part.TITLE, lines=(line,), refs=(entry.ref,), is_tight=is_guess)


def _warnings(route: Route, now: datetime) -> Section:
    """What staff must see before anything else."""
    alert = getattr(route.entry, "alert", "")
    if isinstance(route.entry, ContactPoint) and not route.entry.urgent:
        alert = ""  # it stands with the door
    different = [notice.text for notice in route.notices]
    different += [closure_text(closure, now.date()) for closure in route.closures]
    texts = dict.fromkeys([alert, *different])
    lines = (phrase(f"! {text}", Tone.ALERT) for text in texts if text)
    return _section(Part.WARNINGS, *lines, is_tight=True)


def closure_text(closure: Closure, today: date) -> str:
    """What is said of a closure: with its days while it is to come, and until when it lasts."""
    first, last = format_date(closure.starts), format_date(closure.last_day)
    if not closure.text:
        return _closed_days_text(closure, today)
    if closure.last_day == today:
        return closure.text
    if closure.starts <= today:
        return _("Until {last}: {text}").format(last=last, text=closure.text)
    if first == last:
        return _("{day}: {text}").format(day=first, text=closure.text)
    return _("{first} to {last}: {text}").format(first=first, last=last, text=closure.text)


def _closed_days_text(closure: Closure, today: date) -> str:
    """That the house is closed, of a closure that has no words of its own."""
    first, last = format_date(closure.starts), format_date(closure.last_day)
    if closure.last_day == today:
        return _("The house is closed today.")
    if closure.starts <= today:
        return _("The house is closed until {last}.").format(last=last)
    if first == last:
        return _("The house is closed on {day}.").format(day=first)
    return _("The house is closed from {first} to {last}.").format(first=first, last=last)


def _is_urgent_contact(entry: Entry) -> bool:
    """Whether an entry is a line to ring in danger: its alert stands above everything else."""
    return isinstance(entry, ContactPoint) and entry.urgent


def _about(entry: Entry, *, is_tight: bool) -> Section:
    about = entry.explanation if isinstance(entry, Term) else entry.description
    return _section(Part.ABOUT, phrase(about), is_tight=is_tight)


def _authority(route: Route, *, is_urgent: bool) -> Section:
    """Whose the errand is; who helps a person in danger, who asks nobody that."""
    if is_urgent:
        said = phrase(_("{authority} helps.").format(authority=route.authority), Tone.STRONG)
    elif route.kind == "help_here":
        helps = _("{authority} decides this, and we help here.").format(authority=route.authority)
        said = phrase(helps, Tone.STRONG)
    else:
        decides = _("Not here: {authority} decides this.").format(authority=route.authority)
        said = phrase(decides, Tone.ALERT)
    return _section(Part.AUTHORITY, said, is_tight=True)


def _doors(route: Route, now: datetime, *, whole: bool, has_alert: bool) -> Iterator[Line]:
    """What can be done where all is closed; then the doors, each with its own ways under it.

    In full are those that the visitor is to turn to, and who decides; the others on a line each.
    Links come last, so that the next door's number is in view; on the `whole` page with their door.
    """
    is_urgent = getattr(route.entry, "urgent", False)
    if route.is_all_closed and not isinstance(route.entry, Guide):
        yield from _all_closed(route, is_urgent=is_urgent)
    main = [door for door in route.doors if whole or _is_main(door, route)]
    for door in route.doors:
        if door in main:
            yield from door_lines(
                door,
                now,
                has_alert=has_alert,
                is_taken_over=route.is_taken_over and door == route.go_to,
                is_urgent=is_urgent,
                has_all_numbers=whole or isinstance(route.entry, ContactPoint),
            )
            if whole:
                yield from door_links(door.contact)
        else:
            yield door_line(door, now, is_urgent=is_urgent)
    if not whole:
        for door in main:
            name = door.contact.name if len(route.doors) > 1 else ""
            yield from (
                beside(phrase(name, Tone.MUTED), line) for line in door_links(door.contact) if line
            )


def _is_main(door: Door, route: Route) -> bool:
    return door in (route.doors[0], route.best) or door.contact.ref == route.authority_ref


def _all_closed(route: Route, *, is_urgent: bool) -> Iterator[Line]:
    """What can be done at once; the doors below say when they open and how to book."""
    for action in route.actions:
        if action.do == "urgent":
            yield phrase(_("Ring {name}").format(name=action.value), Tone.ALERT)
    said = _("Everything is closed right now.")
    if route.guides and not is_urgent:
        names = ", ".join(guide.name for guide in route.guides)
        said = _("Everything is closed right now. Online: {guides}").format(guides=names)
    yield phrase(said, Tone.CLOSED)


def _service(service: Service) -> Iterator[Section]:
    """What to bring, what it costs and what follows."""
    yield _items(Part.BRING, service.required_documents)
    yield _section(Part.COST, phrase(service.cost))
    yield _section(Part.TAKES, phrase(service.processing_time), is_tight=bool(service.cost))
    yield _items(Part.AFTERWARDS, service.next_steps)
    yield _section(Part.NO_REPLY, phrase(service.if_no_reply))


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
    name = beside(phrase(guide.name, Tone.STRONG), example_word(guide), gap=" ")
    yield beside(name, _needed(guide), gap="  ")
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
    named = {other.ref: with_kind(other) for other in others}
    return Section(
        part=Part.SEE_ALSO,
        lines=tuple(named.values()),
        layout=Layout.LINKS,
        refs=tuple(named),
    )


def with_kind(entry: Entry) -> Line:
    """The name, and the kind of what is no service: a line to ring may be named as the help is."""
    kind = "" if isinstance(entry, Service) else f"({label_of(KINDS, entry.kind).lower()})"
    return beside(entry.name, phrase(kind, Tone.MUTED), gap=" ")


def _checked(entry: Entry, now: datetime) -> Section:
    if isinstance(entry, Term):
        return _section(Part.CHECKED)
    part = Part.SOURCE if entry.assured_date is None else Part.CHECKED
    return _section(part, assurance_line(entry, now.date()))


def _translation(route: Route) -> Section:
    """That what is read in another language is older than the Danish, or unchecked."""
    contacts = (door.contact for door in route.doors)
    found = caveat((route.entry, *contacts, *route.guides, *route.notices), language())
    said = _(_CAVEATS[found]) if found else ""
    is_tight = not isinstance(route.entry, Term)
    return _section(Part.TRANSLATION, phrase(said, Tone.MUTED), is_tight=is_tight)


_CAVEATS: Final = {
    "outdated": mark("This translation is older than the Danish text."),
    "unreviewed": mark("This translation has not been checked by a reader of the language."),
}


def _coming(entry: Entry, today: date) -> Iterator[Line]:
    """What will be different soon, for staff."""
    for change in coming_changes(entry, today):
        said = _("From {date}: {note}").format(date=format_date(change.starts), note=change.note)
        yield phrase(said)
