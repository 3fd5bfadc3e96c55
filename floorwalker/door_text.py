"""Doors in words: open until when, closed until when, who takes over, and the way there."""

from collections.abc import Iterator
from datetime import datetime

from floorwalker.dates import format_date, format_moment
from floorwalker.i18n import _
from floorwalker.knowledge.hours import Opening
from floorwalker.knowledge.model.records import ContactPoint
from floorwalker.labels import APPOINTMENTS, label_of
from floorwalker.phrases import Line, Phrase, Tone, beside, phrase
from floorwalker.routing import Door


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


def door_line(door: Door, now: datetime) -> Line:
    """A door on one line: its name, and whether it is open."""
    return beside(door.contact.name, opening_text(door.opening, now), gap="  ")


def door_lines(door: Door, now: datetime, *, has_alert: bool = True) -> Iterator[Line]:
    """A door in full: name and state, the fallback where it is closed, and the ways to get in.

    `has_alert` is false where the door is only a guess, and its alert would be no answer.
    """
    contact = door.contact
    yield beside(phrase(contact.name, Tone.STRONG), opening_text(door.opening, now), gap="  ")
    if door.fallback is not None and door.fallback.is_reachable:
        yield from _take_over(door.fallback, now)
    if has_alert:
        yield phrase(contact.alert, Tone.ALERT)
    yield from _ways(door, now)
    if contact.is_stale(now.date()) and contact.assured_date is not None:
        checked = format_date(contact.assured_date)
        yield phrase(_("Last checked {date}: ring first.").format(date=checked), Tone.CLOSED)


def _take_over(fallback: Door, now: datetime) -> Iterator[Line]:
    name = phrase(_("Go to {name}").format(name=fallback.contact.name), Tone.STRONG)
    yield beside((Phrase("→ "), *name), opening_text(fallback.opening, now), gap="  ")
    way = fallback.contact.directions or fallback.contact.address
    ways = beside(way, fallback.contact.telephone)
    if ways:
        yield (Phrase("  "), *ways)


def _ways(door: Door, now: datetime) -> Iterator[Line]:
    contact = door.contact
    yield phrase(contact.directions)
    yield phrase(contact.address)
    yield _appointment(contact)
    yield _telephone(door, now)
    yield beside(phrase(contact.email, Tone.MUTED), phrase(contact.url, Tone.MUTED))
    yield phrase(contact.accessibility, Tone.MUTED)


def _telephone(door: Door, now: datetime) -> Line:
    """The number, with its hours where they are other than the door's."""
    contact = door.contact
    if not contact.telephone:
        return ()
    number = phrase(_("Tel. {number}").format(number=contact.telephone))
    if not contact.phone_hours or door.phone == door.opening:
        return number
    return beside(number, opening_text(door.phone, now), gap="  ")


def _appointment(contact: ContactPoint) -> Line:
    booked_at = phrase(contact.appointment_url, Tone.MUTED)
    return beside(label_of(APPOINTMENTS, contact.appointment), booked_at)
