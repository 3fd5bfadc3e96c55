"""KLE, the key by which Danish municipalities file their work: subjects with their keywords.

Read are KL's XML, KLE-Emneplan (version 2.0, and REST 1.3 which has the keywords in it) and
KLE-Stikord 2.0; OS2KLE's text file; and a table with columns for number, title and keywords.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from msgspec import Struct

from floorwalker.exchange.saved_files import (
    SavedFile,
    all_texts,
    first_text,
    is_xml,
    read_saved,
    text_beginning,
    text_of,
    xml_of,
)
from floorwalker.exchange.tables import column_named, table_of
from floorwalker.i18n import _

_NUMBER: Final = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
_ANY_LEVEL: Final = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){0,2}")
_OS2KLE: Final = re.compile(
    r"KLENummer='(?P<number>[^']*)':KLETitel='(?P<title>.*)':Keywords\[Weight\]=(?P<keywords>.*)"
)
_WEIGHTED: Final = re.compile(r"(?P<keyword>.+?)\[-?[0-9]+\](?:;|$)")
_GOES_OUT: Final = re.compile(r"\s*\[udgår (?P<year>[0-9]{4})\]\s*$")
_REMARK: Final = re.compile(r"\s*\[[^\]]*\]\s*$")
"""What KL's keywords say of themselves: `[=Emne]`, `[udgået]`."""
_GONE: Final = "[udgået]"
_SEPARATORS: Final = re.compile(r"[;|\n]")
_COLUMNS: Final = {
    **dict.fromkeys(
        ["kle", "kle-nr", "kle-nr.", "kle-nummer", "klenummer", "emnenr", "emnenr.", "nummer"],
        "number",
    ),
    **dict.fromkeys(["nr", "nr.", "number", "kle number"], "number"),
    **dict.fromkeys(["titel", "emnetitel", "kletitel", "emne", "navn", "title", "name"], "title"),
    **dict.fromkeys(
        ["stikord", "emnestikord", "søgeord", "nøgleord", "keyword", "keywords"], "keywords"
    ),
    **dict.fromkeys(["udgået", "udgåetdato", "udgaaetdato", "udgår", "retired"], "retired"),
}


class KleSubject(Struct, frozen=True, kw_only=True):
    """A subject: a task of the municipality, at KLE's third level."""

    number: str
    title: str = ""
    keywords: tuple[str, ...] = ()
    retired: str = ""
    """The day, or the year, in which it went or goes out of KLE; empty where it stays."""
    replaced_by: tuple[str, ...] = ()


KleList = dict[str, KleSubject]
"""Subjects by their numbers."""


def read_kle(paths: Iterable[Path]) -> KleList:
    """The subjects of the files laid together: keywords can stand in a file of their own.

    Raises:
        FloorwalkerError: a file cannot be read, or holds no subject.
    """
    subjects: KleList = {}
    for path in paths:
        file = read_saved(
            path,
            _("Name the KLE list from KL or OS2KLE: its XML, its text file, or a table of it."),
        )
        found = list(_subjects(file))
        if not found:
            file.refuse(_("it holds no KLE numbers of three levels"))
        for subject in found:
            known = subjects.get(subject.number)
            subjects[subject.number] = _together(known, subject) if known else subject
    return subjects


def _together(one: KleSubject, other: KleSubject) -> KleSubject:
    return KleSubject(
        number=one.number,
        title=one.title or other.title,
        keywords=tuple(dict.fromkeys([*one.keywords, *other.keywords])),
        retired=one.retired or other.retired,
        replaced_by=one.replaced_by or other.replaced_by,
    )


def _subjects(file: SavedFile) -> Iterator[KleSubject]:
    if is_xml(file):
        root = xml_of(file)
        if root.tag == "KLE-Emneplan":
            return map(_of_plan, _with_number(root.iter("Emne")))
        if root.tag == "KLE-Stikord":
            return _of_keyword_file(root)
        return file.refuse(_("it is XML, but no list of KLE"))
    if text_beginning(file).startswith("KLENummer="):
        return _of_os2kle(file)
    return _of_table(file)


def _with_number(elements: Iterable[Element]) -> Iterator[Element]:
    return (each for each in elements if _NUMBER.fullmatch(first_text(each, "EmneNr")))


def _of_plan(subject: Element) -> KleSubject:
    """A subject of KL's plan; its keywords stand in it since REST 1.3."""
    history = "EmneAdministrativInfo/Historisk"
    keywords = [
        *all_texts(subject, "EmneStikord/Tekst"),
        *all_texts(subject, "EmneOgHandlingsfacetStikord/Tekst"),
    ]
    return KleSubject(
        number=first_text(subject, "EmneNr"),
        title=first_text(subject, "EmneTitel"),
        keywords=tuple(_living(keywords)),
        retired=first_text(subject, f"{history}/UdgaaetDato")
        or first_text(subject, f"{history}/Flyttet/FlyttetDato"),
        replaced_by=tuple(all_texts(subject, f"{history}/Flyttet/AfloestAf/EmneNr")),
    )


def _of_keyword_file(root: Element) -> Iterator[KleSubject]:
    for name, keyword in (
        ("StikordTilEmne", "EmneStikord"),
        ("StikordTilEmneOgHandlingsfacet", "EmneOgHandlingsfacetStikord"),
    ):
        for each in _with_number(root.iter(name)):
            if not all_texts(each, "StikordAdministrativInfo/Historisk/UdgaaetDato"):
                yield KleSubject(
                    number=first_text(each, "EmneNr"),
                    keywords=tuple(_living(all_texts(each, keyword))),
                )


def _living(keywords: Iterable[str]) -> Iterator[str]:
    """The keywords that hold, without what they say of themselves."""
    for keyword in keywords:
        if not keyword.lower().endswith(_GONE) and (bare := _REMARK.sub("", keyword)):
            yield bare


def _of_os2kle(file: SavedFile) -> Iterator[KleSubject]:
    for number, line in enumerate(text_of(file).splitlines(), start=1):
        if not line.strip():
            continue
        found = _OS2KLE.fullmatch(line.strip())
        if found is None or not _ANY_LEVEL.fullmatch(found["number"]):
            file.refuse(_("it is no list of OS2KLE (line {line})").format(line=number))
        if _NUMBER.fullmatch(found["number"]):
            title, goes_out = found["title"], _GOES_OUT.search(found["title"])
            yield KleSubject(
                number=found["number"],
                title=title[: goes_out.start()] if goes_out else title,
                keywords=tuple(
                    keyword["keyword"].strip() for keyword in _WEIGHTED.finditer(found["keywords"])
                ),
                retired=goes_out["year"] if goes_out else "",
            )


def _of_table(file: SavedFile) -> Iterator[KleSubject]:
    table = table_of(file)
    columns = column_named(table, _COLUMNS)
    if "number" not in columns.values():
        file.refuse(_("no column is named KLE number (`kle-nr`, `emnenr`)"))
    for row in table.rows:
        cells = {columns[name]: cell for name, cell in row.cells.items() if name in columns}
        number = cells.get("number", "")
        if number and not _ANY_LEVEL.fullmatch(number):
            file.refuse(_("line {line} has no KLE number, as 23.05.10 is").format(line=row.line))
        if _NUMBER.fullmatch(number):
            keywords = _SEPARATORS.split(cells.get("keywords", ""))
            yield KleSubject(
                number=number,
                title=cells.get("title", ""),
                keywords=tuple(filter(None, (keyword.strip() for keyword in keywords))),
                retired=cells.get("retired", ""),
            )
