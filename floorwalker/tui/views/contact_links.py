"""What a visitor can be given in hand: links, telephone numbers and addresses of an entry."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from floorwalker.knowledge.model.records import ContactPoint, Guide
from floorwalker.phone_lines import PhoneLine
from floorwalker.routing import Route


class ContactLink(NamedTuple):
    """A link, a number or an address."""

    value: str
    label: str = ""
    """What a number is for."""

    @property
    def said(self) -> str:
        """The value and what it is for: `+45 12 34 56 78, boligstøtte`."""
        return f"{self.value}, {self.label}" if self.label else self.value


def contact_links(route: Route) -> list[ContactLink]:
    """The best way first: a guide's link, then a door's numbers for the errand, links, address.

    Where somebody is in danger, the numbers of all doors stand before anything else.
    """
    found: dict[str, ContactLink] = {}
    for link in _links(route):
        if link.value:
            found.setdefault(link.value, link)
    return list(found.values())


def _links(route: Route) -> Iterator[ContactLink]:
    """Every link, some more than once."""
    if getattr(route.entry, "urgent", False):
        for door in route.doors:
            yield from _numbers(door.meant)
    for guide in route.guides:
        yield ContactLink(guide.url)
    for door in [route.best, *route.doors] if route.best else route.doors:
        contact = door.contact
        yield from _numbers(door.lines)
        for value in (contact.appointment_url, contact.url, contact.address):
            yield ContactLink(value)
    if isinstance(route.entry, Guide | ContactPoint):
        yield ContactLink(route.entry.url)


def _numbers(lines: Iterable[PhoneLine]) -> Iterator[ContactLink]:
    for line in lines:
        yield ContactLink(line.number, line.name)


def fits_qr_code(link: ContactLink) -> bool:
    """Whether a telephone can do something with `link` when it scans it."""
    return link.value.startswith(("https://", "http://")) or is_number(link.value)


def is_number(value: str) -> bool:
    """Whether `value` can be dialled: in international form, or a short number such as 112."""
    return value.startswith("+") or value.isdecimal()
