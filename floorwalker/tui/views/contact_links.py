"""What a visitor can be given in hand: links, telephone numbers and addresses of an entry."""

from floorwalker.knowledge.model.records import ContactPoint, Guide
from floorwalker.routing import Route


def contact_links(route: Route) -> list[str]:
    """The best way first: a guide's link, then a door's numbers for the errand, links, address.

    Where somebody is in danger, the numbers of all doors stand before anything else.
    """
    found: list[str] = []
    if getattr(route.entry, "urgent", False):
        found += [line.number for door in route.doors for line in door.meant]
    found += [guide.url for guide in route.guides]
    doors = [route.best, *route.doors] if route.best else list(route.doors)
    for door in doors:
        contact = door.contact
        found += [line.number for line in door.lines]
        found += [contact.appointment_url, contact.url, contact.address]
    if isinstance(route.entry, Guide | ContactPoint):
        found.append(getattr(route.entry, "url", ""))
    return list(dict.fromkeys(way for way in found if way))


def fits_qr_code(way: str) -> bool:
    """Whether a telephone can do something with `way` when it scans it."""
    return way.startswith(("https://", "http://")) or is_number(way)


def is_number(way: str) -> bool:
    """Whether `way` can be dialled: in international form, or a short number such as 112."""
    return way.startswith("+") or way.isdecimal()
