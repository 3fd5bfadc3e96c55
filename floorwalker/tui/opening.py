"""Doors in words: open until when, closed until when, who takes over, and the way there."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from floorwalker.dates import format_date, format_moment
from floorwalker.i18n import _
from floorwalker.knowledge.hours import Opening
from floorwalker.knowledge.model.records import ContactPoint
from floorwalker.labels import APPOINTMENTS, say
from floorwalker.routing import Door
from floorwalker.tui.ink import ALERT, CLOSED, MUTED, OPEN, STRONG, ink, row


def say_state(opening: Opening, now: datetime) -> Content:
    """`● Open until 17.00`, `○ Closed, opens tomorrow 10.00`; sign, word and ink say the same.

    What the hours add in words stands behind: `Opening hours not known: efter aftale`.
    """
    if opening.open is None:
        return ink(_with_comment(_unknown(opening, now), opening), MUTED)
    if opening.open:
        said = _("Open")
        if opening.until is not None:
            said = _("Open until {time}").format(time=format_moment(opening.until, now))
        return ink(_with_comment("● " + said, opening), OPEN)
    said = _("Closed")
    if opening.opens_next is not None:
        said = _("Closed, opens {time}").format(time=format_moment(opening.opens_next, now))
    return ink(_with_comment("○ " + said, opening), CLOSED)


def _unknown(opening: Opening, now: datetime) -> str:
    if opening.opened is None:
        return _("Opening hours not known")
    return _("Opened {time}, closing time not known").format(
        time=format_moment(opening.opened, now)
    )


def _with_comment(said: str, opening: Opening) -> str:
    return f"{said}: {opening.comment}" if opening.comment else said


def say_door(door: Door, now: datetime, *, has_alert: bool = True) -> Iterator[Content]:
    """A door in full: name and state, the fallback where it is closed, and the ways to get in.

    `has_alert` is false where the door is only a guess, and its alert would be no answer.
    """
    contact = door.contact
    yield row(ink(contact.name, STRONG), say_state(door.opening, now), gap="  ")
    if door.fallback is not None and door.fallback.is_reachable:
        yield from _take_over(door.fallback, now)
    if has_alert:
        yield ink(contact.alert, ALERT)
    yield from _ways(door, now)
    if contact.is_stale(now.date()) and contact.assured_date is not None:
        yield ink(
            _("Last checked {date}: ring first.").format(date=format_date(contact.assured_date)),
            CLOSED,
        )


def say_door_briefly(door: Door, now: datetime) -> Content:
    """A further door on one line."""
    return row(door.contact.name, say_state(door.opening, now), gap="  ")


def _take_over(fallback: Door, now: datetime) -> Iterator[Content]:
    name = ink(_("Go to {name}").format(name=fallback.contact.name), STRONG)
    yield row(Content("→ ") + name, say_state(fallback.opening, now), gap="  ")
    way = fallback.contact.directions or fallback.contact.address
    ways = row(way, fallback.contact.telephone)
    if ways.plain:
        yield Content("  ") + ways


def _ways(door: Door, now: datetime) -> Iterator[Content]:
    contact = door.contact
    yield ink(contact.directions)
    yield ink(contact.address)
    yield _appointment(contact)
    yield _telephone(door, now)
    yield row(ink(contact.email, MUTED), ink(contact.url, MUTED))
    yield ink(contact.accessibility, MUTED)


def _telephone(door: Door, now: datetime) -> Content:
    """The number, with its hours where they are other than the door's."""
    contact = door.contact
    if not contact.telephone:
        return Content()
    number = ink(_("Tel. {number}").format(number=contact.telephone))
    if not contact.phone_hours or door.phone == door.opening:
        return number
    return row(number, say_state(door.phone, now), gap="  ")


def _appointment(contact: ContactPoint) -> Content:
    return row(say(APPOINTMENTS, contact.appointment), ink(contact.appointment_url, MUTED))
