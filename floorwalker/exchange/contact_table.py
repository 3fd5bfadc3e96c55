"""A table of contact points, as a municipality keeps one in a spreadsheet → records and changes.

The columns are known by their names, Danish or English. An empty cell changes nothing. What cannot
be read is left out and said with its line; people have no place in a knowledge base.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.exchange.fields import accepted
from floorwalker.exchange.identity import slug
from floorwalker.exchange.languages import language_code
from floorwalker.exchange.personal import Personal
from floorwalker.exchange.saved_files import read_saved
from floorwalker.exchange.tables import Row, Table, table_of
from floorwalker.exchange.telephone import numbers_in
from floorwalker.exchange.web_addresses import mail_addresses, web_addresses
from floorwalker.i18n import _
from floorwalker.knowledge.comparing.wording import named
from floorwalker.knowledge.hours import is_valid_hours
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.model.fields import HttpsUrl, Slug
from floorwalker.knowledge.model.records import ContactPoint

Value = str | list[str]
"""What a field of a contact point says, as it is written in a knowledge file."""

_PERSON: Final = "person"
_NAMES: Final = {
    "id": "id, kode, code",
    "name": "name, navn, kontaktpunkt, contact point, sted, enhed, titel",
    "description": "description, beskrivelse",
    "keywords": "keywords, søgeord, stikord, nøgleord",
    "organization": "organization, organisation, afdeling, forvaltning, myndighed, department",
    "telephone": "telephone, telefon, telefonnummer, telefonnr, telefonnr., tlf, tlf., phone",
    "email": "email, e-mail, mail, e-post, epost, mailadresse",
    "url": "url, hjemmeside, web, website, link, webadresse",
    "appointment_url": "appointment_url, tidsbestilling, bestil tid, booking",
    "address": "address, adresse, vejadresse, gadeadresse, street",
    "postcode": "postnr, postnr., postnummer, postal code, postcode, zip",
    "town": "by, bynavn, postdistrikt, city, town",
    "directions": "directions, vejvisning, find vej, vej, lokale",
    "opening_hours": "opening_hours, opening hours, åbningstid, åbningstider, hours",
    "phone_hours": "phone_hours, phone hours, telefontid, telefontider",
    "languages": "languages, sprog",
    "accessibility": "accessibility, tilgængelighed",
    _PERSON: (
        "kontaktperson, kontakt, person, medarbejder, leder, chef, ansvarlig, fornavn, efternavn, "
        "contact person, contact, manager, employee, first name, last name"
    ),
}
_COLUMNS: Final = {name: field for field, names in _NAMES.items() for name in names.split(", ")}
_LISTS: Final = re.compile(r"[;,|]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS: Final = 3
"""Letters of a word that tells one name from another."""
_FEWEST_NAMES: Final = 2
_MOST_NAMES: Final = 4
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


class ContactChange(Struct, frozen=True, kw_only=True):
    """What one row brings."""

    line: int
    id: str
    name: str
    is_new: bool
    found_by: str
    """`id`, `name` or `number`: how the contact point was known again; empty for a new one."""
    fields: dict[str, Value]
    """The fields that say something else than before."""


class Remark(Struct, frozen=True):
    """What did not come in, in one sentence."""

    line: int
    text: str


class ContactRows(Struct, frozen=True):
    """A table of contact points, read."""

    changes: tuple[ContactChange, ...]
    unchanged: int
    refused: tuple[Remark, ...]
    """Rows that stayed out."""
    left_out: tuple[Remark, ...]
    """Fields and columns that stayed out."""


def read_contacts(path: Path, contacts: Mapping[str, ContactPoint]) -> ContactRows:
    """What the table changes in `contacts`, and adds to them.

    Raises:
        FloorwalkerError: it cannot be read, or has no column for a name or an id.
    """
    file = read_saved(
        path,
        _("Name a CSV or a workbook: a row for each contact point, the columns' names on top."),
    )
    table = table_of(file)
    if not {"id", "name"} & {_COLUMNS.get(column) for column in table.columns}:
        file.refuse(_("no column is called name (`navn`) or id"))
    return _Reading(contacts).read(table)


class _RefusedError(Exception):
    """A row that stays out; the message says why."""


class _Reading:
    """One table while it is read."""

    def __init__(self, contacts: Mapping[str, ContactPoint]) -> None:
        self._contacts = contacts
        self._taken = set(contacts)
        self._personal = Personal()
        self._lines: dict[str, int] = {}
        self._numbers: Counter[str] = Counter()
        """How many rows have a number."""
        self._left_out: list[Remark] = []

    def read(self, table: Table) -> ContactRows:
        """Every row, the bad ones as remarks."""
        for column in table.columns:
            field = _COLUMNS.get(column)
            if column and field in {None, _PERSON}:
                why = (
                    _("people change, functions stay: column “{column}” is left out")
                    if field
                    else _("column “{column}” is not known and is left out")
                )
                self._left_out.append(Remark(1, why.format(column=column)))
        self._note_people([_cells(row) for row in table.rows])
        self._numbers.update(
            _digits(_telephone(_cells(row).get("telephone", ""))) for row in table.rows
        )
        changes: list[ContactChange] = []
        refused: list[Remark] = []
        unchanged = 0
        for row in table.rows:
            try:
                change = self._change(row)
            except _RefusedError as error:
                refused.append(Remark(row.line, str(error)))
                continue
            if change.is_new or change.fields:
                changes.append(change)
            else:
                unchanged += 1
        return ContactRows(tuple(changes), unchanged, tuple(refused), tuple(self._left_out))

    def _change(self, row: Row) -> ContactChange:
        cells = _cells(row)
        _require_function(cells)
        read = self._read_fields(row, cells)
        known, found_by = self._known(row, cells, read)
        id_ = known.id if known else self._new_id(cells)
        if id_ in self._lines:
            raise _RefusedError(
                _("`{id}` stands in line {line} already").format(id=id_, line=self._lines[id_])
            )
        self._lines[id_] = row.line
        if known is None:
            read.setdefault("description", read.get("organization", read["name"]))
        fields = {
            field: value
            for field, value in read.items()
            if known is None or not _says(known, field, value)
        }
        name = read.get("name", known.name if known else "")
        return ContactChange(
            line=row.line,
            id=id_,
            name=str(name),
            is_new=known is None,
            found_by=found_by,
            fields=fields,
        )

    def _note_people(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Mail that is named after a person of the table is that person's, wherever it stands."""
        functions = {each.name.casefold() for each in self._contacts.values()}
        people = []
        for cells in rows:
            functions |= {cells.get(field, "").casefold() for field in ("name", "organization")}
            people.append(cells.get(_PERSON, ""))
        for person in people:
            if person and person.casefold() not in functions:
                self._personal.note(person, (), ())

    def _read_fields(self, row: Row, cells: Mapping[str, str]) -> dict[str, Value]:
        """The fields that could be read, in the order of the format."""
        found: dict[str, Value] = {}
        for field, read in _READERS.items():
            written = cells.get(field, "")
            if not written:
                continue
            if field == "email" and self._is_persons(written):
                self._leave(row, field, _("is a person's own"))
            elif self._personal.masked(written).reason:
                self._leave(row, field, _("holds personal data"))
            elif value := read(written):
                found[field] = value
                if field == "telephone" and len(_to_talk_on(written)) > 1:
                    self._left_out.append(Remark(row.line, _("only the first number is taken")))
            else:
                self._leave(row, field, _("could not be read"))
        return found

    def _is_persons(self, written: str) -> bool:
        mail = mail_addresses(written)
        return bool(mail) and self._personal.owns_email(mail[0])

    def _leave(self, row: Row, field: str, why: str) -> None:
        text = _("{field} {reason} and is left out").format(field=named(field), reason=why)
        self._left_out.append(Remark(row.line, text))

    def _known(
        self, row: Row, cells: Mapping[str, str], read: Mapping[str, Value]
    ) -> tuple[ContactPoint | None, str]:
        """The contact point that the row is about: by its id, else by name, else by number."""
        if id_ := cells.get("id", ""):
            return self._contacts.get(id_), "id" if id_ in self._contacts else ""
        name = str(read.get("name", ""))
        same = self._called(name) if name else []
        if len(same) == 1:
            return same[0], "name"
        if same:
            ids = ", ".join(f"`{each.id}`" for each in same)
            raise _RefusedError(_("several have that name: add the id ({ids})").format(ids=ids))
        known = self._with_number(row, str(read.get("telephone", "")), name)
        if known is not None:
            return known, "number"
        if not name:
            raise _RefusedError(_("it has neither name nor id"))
        return None, ""

    def _called(self, name: str) -> list[ContactPoint]:
        """Those of this name; else the one whose id it makes, or whose keyword it is."""
        said, everyone = name.casefold(), self._contacts.values()
        same = [each for each in everyone if each.name.casefold() == said]
        if same:
            return same
        by_id = self._contacts.get(slug(name, set()))
        if by_id is not None:
            return [by_id]
        heard = [each for each in everyone if said in {word.casefold() for word in each.keywords}]
        return heard if len(heard) == 1 else []

    def _with_number(self, row: Row, number: str, name: str) -> ContactPoint | None:
        """The contact point with this number, where nothing speaks against its being the one.

        A switchboard's number stands behind many names: it tells who is meant only where one row
        has it, and the two names have a word in common.
        """
        digits = _digits(number)
        same = [each for each in self._contacts.values() if digits == _digits(each.telephone) != ""]
        if len(same) != 1:
            return None
        is_alone = self._numbers[digits] == 1
        if is_alone and (not name or not _words_of(name).isdisjoint(_words_of_contact(same[0]))):
            return same[0]
        text = _("`{id}` has this number as well; if it is meant, add its id")
        self._left_out.append(Remark(row.line, text.format(id=same[0].id)))
        return None

    def _new_id(self, cells: Mapping[str, str]) -> str:
        id_ = cells.get("id", "")
        if not cells.get("name"):
            raise _RefusedError(_("there is no contact point `{id}`").format(id=id_))
        if not id_:
            return slug(cells["name"], self._taken)
        if not accepted(Slug, id_):
            raise _RefusedError(
                _("“{id}” is no id: use a-z, digits and hyphens").format(id=id_[:40])
            )
        self._taken.add(id_)
        return id_


def _cells(row: Row) -> dict[str, str]:
    """The row's cells by what they are; the first of several columns for one field counts."""
    cells: dict[str, str] = {}
    for column, cell in row.cells.items():
        field = _COLUMNS.get(column)
        if field == _PERSON and _PERSON in cells:
            cells[_PERSON] += f" {cell}"
        elif field is not None:
            cells.setdefault(field, cell)
    town = " ".join(filter(None, (cells.pop("postcode", ""), cells.pop("town", ""))))
    if town and cells.get("address") and town not in cells["address"]:
        cells["address"] += f", {town}"
    return cells


def _require_function(cells: Mapping[str, str]) -> None:
    """Refuse a row that is a person: one named as its person is, or whose mail bears its name."""
    name = cells.get("name", "")
    words = _WORD.findall(name)
    person = cells.get(_PERSON, "")
    is_person = bool(person) and person.casefold() == name.casefold()
    is_like_one = _FEWEST_NAMES <= len(words) <= _MOST_NAMES and all(w.istitle() for w in words)
    mail = mail_addresses(cells.get("email", ""))
    if mail and is_like_one:
        local = mail[0].partition("@")[0].casefold()
        plain = [word.casefold().translate(_LETTERS) for word in words]
        is_person |= any(local == sign.join(plain) for sign in "._-")
    if is_person:
        raise _RefusedError(_("a person is no contact point: name the function"))


def _says(contact: ContactPoint, field: str, value: Value) -> bool:
    """Whether the field says `value` already; a number may be written in other groups."""
    said = getattr(contact, field)
    if field == "telephone":
        return _digits(str(said)) == _digits(str(value))
    return (list(said) if isinstance(said, tuple) else str(said)) == value


def _words_of(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _LEAST_LETTERS}


def _words_of_contact(contact: ContactPoint) -> set[str]:
    """What it is called, as far as a name may have it too."""
    return _words_of(" ".join((contact.name, contact.id, *contact.keywords)))


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdecimal())


def _as_it_is(written: str) -> Value:
    return written


def _telephone(written: str) -> str:
    """The first number to talk on."""
    return next(iter(_to_talk_on(written)), "")


def _to_talk_on(written: str) -> list[str]:
    found = (each.number for each in numbers_in(written) if each.use != "other")
    return list(dict.fromkeys(number for number in found if number))


def _email(written: str) -> Value:
    return next(iter(mail_addresses(written)), "")


def _page(written: str) -> Value:
    return next((page for page in web_addresses(written) if accepted(HttpsUrl, page)), "")


def _hours(written: str) -> Value:
    """Hours in the syntax of OpenStreetMap, as they are or as Danes write them."""
    if is_valid_hours(written):
        return written
    found = mended(written) or ""
    return found if is_valid_hours(found) else ""


def _words(written: str) -> Value:
    return list(dict.fromkeys(filter(None, (word.strip() for word in _LISTS.split(written)))))


def _languages(written: str) -> Value:
    codes = [language_code(word) for word in _words(written)]
    return codes if all(codes) else ""


_READERS: Final[dict[str, Callable[[str], Value]]] = {
    "name": _as_it_is,
    "description": _as_it_is,
    "keywords": _words,
    "organization": _as_it_is,
    "telephone": _telephone,
    "email": _email,
    "url": _page,
    "appointment_url": _page,
    "address": _as_it_is,
    "directions": _as_it_is,
    "opening_hours": _hours,
    "phone_hours": _hours,
    "languages": _languages,
    "accessibility": _as_it_is,
}
"""How each field is read, in the order of the format; what cannot be read is empty."""


def remarks_in_order(rows: ContactRows) -> Iterable[Remark]:
    """What did not come in, in the order of the lines."""
    return sorted((*rows.refused, *rows.left_out), key=lambda remark: remark.line)
