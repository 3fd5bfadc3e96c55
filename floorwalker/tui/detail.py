"""An entry as the desk answers with it, in the order in which a visitor asks.

Is it here, where do I go and is it open, what do I bring, what does it cost and how long does it
take, what happens next, can I do it myself, what else. Empty parts are left out.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from textual.content import Content

from floorwalker.dates import format_date
from floorwalker.i18n import _
from floorwalker.knowledge.hours import UNKNOWN
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide, Service, Term
from floorwalker.labels import KINDS, REQUIREMENTS, say
from floorwalker.routing import Door, Route
from floorwalker.tui.ink import ALERT, CLOSED, MUTED, STRONG, ink, row
from floorwalker.tui.opening import say_door, say_door_briefly, say_state
from floorwalker.tui.sheet import Section, section


def detail(
    route: Route, now: datetime, *, has_neighbours: bool = False, is_guess: bool = False
) -> Iterator[Section]:
    """The page of an entry.

    `has_neighbours` says that other entries fit the words almost as well: then the questions that
    tell them apart come right after the door. `is_guess` says that nothing fits for certain: then
    the page says so first, and shows no alert as if it were the answer.
    """
    entry = route.entry
    is_urgent = getattr(entry, "urgent", False)
    if is_guess:
        yield section("", ink(_("No certain answer. The nearest may be:"), ALERT))
    yield _title(entry, is_guess=is_guess)
    if not is_guess:
        yield _warnings(route)
    if is_urgent:
        yield _helper(route, now)
    else:
        yield _wrong_door(route, now)
    yield _about(entry, tight=not route.wrong_door)
    if isinstance(entry, Guide):
        yield from _steps(entry)
    if not isinstance(entry, Term):
        yield section(_("Where"), *_doors(route, now, is_guess=is_guess))
    questions = section(_("Ask"), *_items(getattr(entry, "questions", ())))
    if has_neighbours:
        yield questions
    if isinstance(entry, Service):
        yield from _service(entry, is_urgent=is_urgent)
        yield _guides(route.guides)
    if not has_neighbours:
        yield questions
    if isinstance(entry, Service):
        yield from _background(entry)
    yield section(_("See also"), row(*map(_related, route.related)))
    yield _review(entry, now)


def _title(entry: Entry, *, is_guess: bool) -> Section:
    theme = getattr(entry, "theme", "")
    about = ink(theme or say(KINDS, entry.kind), MUTED)
    name = ink(entry.name, MUTED if is_guess else STRONG)
    return section("", row(name, about, gap="   "), tight=is_guess)


def _about(entry: Entry, *, tight: bool) -> Section:
    text = entry.explanation if isinstance(entry, Term) else entry.description
    return section("", text, tight=tight)


def _warnings(route: Route) -> Section:
    """What staff must see before anything else."""
    alert = getattr(route.entry, "alert", "")
    if isinstance(route.entry, ContactPoint):
        alert = ""  # it stands with the door
    texts = [alert, *(notice.text for notice in route.notices)]
    return section("", *(ink(f"! {text}", ALERT) for text in texts if text), tight=True)


def _wrong_door(route: Route, now: datetime) -> Section:
    if not route.wrong_door:
        return section("")
    said = _("Not here: {authority} decides this.").format(authority=route.wrong_door)
    return section("", ink(said, ALERT), *_in_touch(route, now), tight=True)


def _helper(route: Route, now: datetime) -> Section:
    """Who helps a person in danger, and how: nobody asks them who decides."""
    if not route.wrong_door:
        return section("")
    said = _("{authority} helps.").format(authority=route.wrong_door)
    return section("", ink(said, STRONG), *_in_touch(route, now), tight=True)


def _in_touch(route: Route, now: datetime) -> Iterator[Content]:
    """How to reach the first door."""
    for door in route.doors[:1]:
        ways = ink(_("How to get in touch: {ways}").format(ways=_reach(door)), STRONG)
        is_known = bool(door.contact.telephone) and door.phone != UNKNOWN
        state = say_state(door.phone, now) if is_known else ink("")
        yield row(ways, state, gap="  ")


def _reach(door: Door) -> str:
    contact = door.contact
    ways = (contact.telephone, contact.url, contact.email, contact.address, contact.directions)
    said = [way for way in ways if way][:2]
    return " · ".join(said) if said else contact.name


def _doors(route: Route, now: datetime, *, is_guess: bool) -> Iterator[Content]:
    """The door to send the visitor to in full, the others on a line each."""
    best = route.best
    shown = next((door for door in route.doors if door is best), None)
    if shown is None and route.doors:
        shown = route.doors[0]
    if shown is not None:
        yield from say_door(shown, now, has_alert=not is_guess)
    for door in route.doors:
        if door is not shown:
            yield say_door_briefly(door, now)


def _service(service: Service, *, is_urgent: bool) -> Iterator[Section]:
    """What to bring, what it costs and what follows; of danger only what follows."""
    if not is_urgent:
        yield section(_("Bring"), *_items(service.required_documents))
        yield section(_("Cost"), service.cost)
        yield section(_("Takes"), service.processing_time, tight=bool(service.cost))
    yield section(_("Afterwards"), *_items(service.next_steps))


def _guides(guides: Iterable[Guide]) -> Section:
    return section(_("Self-service"), *(line for guide in guides for line in _guide_lines(guide)))


def _guide_lines(guide: Guide) -> Iterator[Content]:
    yield row(ink(guide.name, STRONG), _needed(guide), gap="  ")
    yield ink(guide.url)


def _needed(guide: Guide) -> Content:
    needed = ", ".join(say(REQUIREMENTS, one) for one in guide.requires)
    needs = _("Needs {things}").format(things=needed) if needed else ""
    return row(ink(needs, MUTED), ink(guide.duration, MUTED))


def _steps(guide: Guide) -> Iterator[Section]:
    yield section(_("Self-service"), guide.url, _needed(guide))
    numbered = (
        f"{number}.\N{NO-BREAK SPACE}{step}" for number, step in enumerate(guide.steps, start=1)
    )
    yield section(_("Steps"), *numbered)


def _background(service: Service) -> Iterator[Section]:
    texts = (
        (_("Who"), service.eligibility),
        (_("Complaint"), service.redress),
        (_("Law"), service.legal_basis),
    )
    tight = False
    for label, text in texts:
        yield section(label, text, tight=tight)
        tight = tight or bool(text)


def _related(other: Entry) -> Content:
    kind = "" if isinstance(other, Service) else f"({say(KINDS, other.kind).lower()})"
    return row(ink(other.name), ink(kind, MUTED), gap=" ")


def _review(entry: Entry, now: datetime) -> Section:
    if isinstance(entry, Term) or entry.assured_date is None:
        return section("")
    date = format_date(entry.assured_date)
    if entry.is_stale(now.date()):
        text = _("Last checked {date}, past its review date: ring first.").format(date=date)
        return section(_("Checked"), ink(text, CLOSED))
    return section(_("Checked"), row(ink(date, MUTED), ink(entry.assurer, MUTED)))


def _items(texts: Iterable[str]) -> Iterator[str]:
    return (f"– {text}" for text in texts)
