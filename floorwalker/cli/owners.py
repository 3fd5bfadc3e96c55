"""`--owner` of the editors' lists, and what is theirs under the name of each."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from floorwalker.cli.output import clean_text, print_aside, print_line
from floorwalker.errors import NotFoundError, nearest
from floorwalker.i18n import _
from floorwalker.knowledge.model.records import ContactPoint, Knowledge
from floorwalker.knowledge.owners import keeps_anything

Command = TypeVar("Command", bound=Callable[..., object])
T = TypeVar("T")


def owner_option(command: Command) -> Command:
    """The option that keeps what is one owner's."""
    return click.option(
        "--owner",
        "owner",
        metavar="ID",
        help=_("Only what this contact point keeps: the id that entries have as `owner`."),
    )(command)


def require_owner(knowledge: Knowledge, named: str | None) -> ContactPoint | None:
    """The contact point named with `--owner`; None where none is.

    That it keeps no entry is said, lest an empty list look like work done.

    Raises:
        NotFoundError: there is no such contact point.
    """
    if named is None:
        return None
    id_ = clean_text(named).strip().removeprefix("contact:")
    contact = knowledge.contact_points.get(id_)
    if contact is None:
        near = nearest(id_, knowledge.contact_points)
        raise NotFoundError(
            _("There is no contact point `{id}`, so it keeps nothing.").format(id=id_),
            _("Did you mean `{near}`?").format(near=near) if near else "",
        )
    if not keeps_anything(knowledge, contact):
        print_aside(
            _("{name} keeps no entry: no entry has `owner: {id}`.").format(
                name=contact.name, id=contact.id
            )
        )
    return contact


def print_by_owner(
    items: Iterable[T], owner: Callable[[T], ContactPoint | None], line: Callable[[T], str]
) -> None:
    """The items in their order under the name of each owner, those that nobody keeps last.

    Where nobody keeps any of them there is nothing to tell apart, and no heading.
    """
    names: dict[str, str] = {}
    groups: dict[str, list[T]] = {}
    unkept: list[T] = []
    for item in items:
        contact = owner(item)
        if contact is None:
            unkept.append(item)
        else:
            names[contact.id] = contact.name
            groups.setdefault(contact.id, []).append(item)
    for id_, kept in groups.items():
        print_line(names[id_])
        for item in kept:
            print_line(f"  {line(item)}")
    if groups and unkept:
        print_line(_("Nobody keeps these:"))
    for item in unkept:
        print_line(f"  {line(item)}" if groups else line(item))
