"""Doors in words: open until when, closed until when, and how to get in touch."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from floorwalker.dates import format_date, format_moment
from floorwalker.i18n import _
from floorwalker.knowledge.hours import Opening
from floorwalker.knowledge.model.records import ContactPoint, Knowledge, Record, Service
from floorwalker.labels import APPOINTMENTS, label_of
from floorwalker.phone_lines import PhoneLine
from floorwalker.phrases import Line, Tone, beside, phrase
from floorwalker.routing import Door, door_kind


def opening_text(opening: Opening, now: datetime) -> Line:
    """`● Open until 17.00`, `○ Closed, opens tomorrow 10.00`; sign, word and tone say the same.

    What the hours add in words stands behind: `Opening hours not known: efter aftale`.
    """
    if opening.open is None:
        return phrase(_with_comment(_unknown(opening, now), opening), Tone.MUTED)
    if opening.open:
        said = _("Open")
        if opening.until is not None:
            said = _("Open until {time}").format(time=format_moment(opening.until, now))
        return phrase(_with_comment("● " + said, opening), Tone.OPEN)
    said = _("Closed")
    if opening.opens_next is not None:
        said = _("Closed, opens {time}").format(time=format_moment(opening.opens_next, now))
    return phrase(_with_comment("○ " + said, opening), Tone.CLOSED)


def _unknown(opening: Opening, now: datetime) -> str:
    if opening.opened is None:
        return _("Opening hours not known")
    opened = format_moment(opening.opened, now)
    return _("Opened {time}, closing time not known").format(time=opened)


def _with_comment(said: str, opening: Opening) -> str:
    return f"{said}: {opening.comment}" if opening.comment else said


def authority_text(knowledge: Knowledge, service: Service) -> str:
    """Who decides, for a list: `→ Politiet` for a wrong door; empty where the house does."""
    name = knowledge.authority_name(service)
    if door_kind(knowledge, service) == "help_here":
        return _("{authority}, help here").format(authority=name)
    return f"→ {name}" if name else ""


def state_text(door: Door, now: datetime, lines: Iterable[PhoneLine] | None = None) -> Line:
    """Whether a door is open; the telephone first, where that alone is answered.

    `lines` are the numbers that are told of it, otherwise those for the errand.
    """
    told = shown_lines(door) if lines is None else lines
    line = next((line for line in told if line.opening.open), None)
    if door.in_person is None or door.opening.open is not False or line is None:
        return opening_text(door.opening, now)
    said = _("Telephone open")
    if line.opening.until is not None:
        moment = format_moment(line.opening.until, now)
        said = _("Telephone open until {time}").format(time=moment)
    return beside(phrase("● " + said, Tone.OPEN), opening_text(door.opening, now))


def door_line(door: Door, now: datetime, *, is_urgent: bool = False) -> Line:
    """A door on one line: its name, and whether it is open; of danger the number to ring first."""
    ringing = _ringing(door, shown_lines(door), is_urgent=is_urgent)
    first = _ring(ringing[0]) if ringing else ()
    return beside(first, named(door.contact), state_text(door, now), gap="  ")


def named(contact: ContactPoint, said: str = "", tone: Tone = Tone.PLAIN) -> Line:
    """The name of a contact point, or what is `said` of it; with a word where it is invented."""
    return beside(phrase(said or contact.name, tone), example_word(contact), gap=" ")


def example_word(record: Record) -> Line:
    """That what the record says is invented for the example town; nothing of any other."""
    return phrase(_("(example)"), Tone.MUTED) if record.placeholder else ()


def door_lines(
    door: Door,
    now: datetime,
    *,
    has_alert: bool = True,
    is_taken_over: bool = False,
    is_urgent: bool = False,
    has_all_numbers: bool = True,
) -> Iterator[Line]:
    """A door: name and state, where it is, and its numbers; those first where nobody can walk up.

    Args:
        door: shown as it is at `now`.
        now: a local time.
        has_alert: false where the door is only a guess, and its alert would be no answer.
        is_taken_over: it stands in for one that is closed.
        is_urgent: somebody is in danger: the numbers stand first.
        has_all_numbers: those for other errands as well.
    """
    contact = door.contact
    name = named(contact, _sent_to(door) if is_taken_over else "", Tone.STRONG)
    lines = door.lines if has_all_numbers else shown_lines(door)
    ringing = _ringing(door, lines, is_urgent=is_urgent)
    first = _ring(ringing[0]) if ringing else ()
    yield beside(first, name, state_text(door, now, lines), gap="  ")
    for line in ringing[1:]:
        yield beside(_ring(line), *_about_line(line, door, now), gap="  ")
    if has_alert:
        yield phrase(contact.alert, Tone.ALERT)
    numbers = [_number(line, door, now) for line in lines if line not in ringing]
    place = [phrase(contact.directions), phrase(contact.address), _appointment(contact)]
    yield from numbers + place if door.in_person is None else place + numbers
    if contact.is_stale(now.date()) and contact.assured_date is not None:
        checked = format_date(contact.assured_date)
        yield phrase(_("Last checked {date}: ring first.").format(date=checked), Tone.CLOSED)


def door_links(contact: ContactPoint) -> Iterator[Line]:
    """What else there is to know of a door: its links, and whether everybody can get in."""
    yield beside(phrase(contact.email, Tone.MUTED), phrase(contact.url, Tone.MUTED))
    yield phrase(contact.accessibility, Tone.MUTED)


def _number(line: PhoneLine, door: Door, now: datetime) -> Line:
    number = phrase(_("Tel. {number}").format(number=line.number))
    return beside(beside(number, line.name), *_about_line(line, door, now), gap="  ")


def _sent_to(door: Door) -> str:
    """Where a visitor is sent instead: on foot where somebody can be met, by telephone else."""
    can_walk = door.in_person is not None and door.in_person.open is not False
    said = _("Go to {name}") if can_walk or not door.lines else _("Ring {name}")
    return "→ " + said.format(name=door.contact.name)


def _ringing(door: Door, lines: Iterable[PhoneLine], *, is_urgent: bool) -> list[PhoneLine]:
    """The numbers that somebody in danger is told to ring: of an open door, those answered."""
    is_answered = is_urgent and door.is_open is not False
    return [line for line in lines if is_answered and line.opening.open is not False]


def _ring(line: PhoneLine) -> Line:
    """The number to ring, and what it is for."""
    return beside(phrase(_("Ring {name}").format(name=line.number), Tone.ALERT), line.name)


def _about_line(line: PhoneLine, door: Door, now: datetime) -> tuple[Line, ...]:
    """When a number is answered, where that is another time than the door's."""
    state = () if line.opening == door.opening else opening_text(line.opening, now)
    return (phrase(line.words, Tone.MUTED) or state,)


def shown_lines(door: Door) -> tuple[PhoneLine, ...]:
    """The numbers for the errand, and the contact point's own; all where none is named for it."""
    if not any(line.name for line in door.meant):
        return door.lines
    own = tuple(line for line in door.lines if not line.name and line not in door.meant)
    return door.meant + own


def _appointment(contact: ContactPoint) -> Line:
    booked_at = phrase(contact.appointment_url, Tone.MUTED)
    return beside(label_of(APPOINTMENTS, contact.appointment), booked_at)
