"""What a visitor can be given in hand: links, telephone numbers and addresses of an entry."""

from floorwalker.knowledge.model.records import ContactPoint, Guide
from floorwalker.routing import Route


def contact_links(route: Route) -> list[str]:
    """The best way first: the link of a guide, then the door's telephone, links and address."""
    found = [guide.url for guide in route.guides]
    doors = [route.best, *route.doors] if route.best else list(route.doors)
    for door in doors:
        contact = door.contact
        found += [contact.telephone, contact.appointment_url, contact.url, contact.address]
    if isinstance(route.entry, Guide | ContactPoint):
        found.append(getattr(route.entry, "url", ""))
    return list(dict.fromkeys(way for way in found if way))


def fits_qr_code(way: str) -> bool:
    """Whether a telephone can do something with `way` when it scans it."""
    return way.startswith(("https://", "http://", "+"))
