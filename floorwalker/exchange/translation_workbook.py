"""A translator's workbook: the Danish text beside its translation, a row a field.

What a translator leaves as it is stays as it is. What is changed, or marked as read, is taken back
together with the fingerprint of the Danish text *that stood beside it*: where that has changed in
the meantime, the translation is visibly of the older text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlsxwriter
from msgspec import Struct
from msgspec.structs import replace

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.xlsx_reading import Cell, Sheet, read_sheets
from floorwalker.files import write_whole
from floorwalker.i18n import _, language_name, mark
from floorwalker.knowledge.checking.translation_tasks import (
    TranslationTask,
    fields_to_offer,
    record_of,
    rendering_of,
    translatable,
)
from floorwalker.knowledge.comparing.areas import FIELDS
from floorwalker.knowledge.model.as_of import RATE
from floorwalker.knowledge.model.fingerprints import digest_of
from floorwalker.knowledge.model.records import Knowledge, Municipality, Record
from floorwalker.knowledge.model.translation import fingerprint, rendered
from floorwalker.plain_text import is_control
from floorwalker.privacy import NOBODYS, find_personal_data

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Texts = str | tuple[str, ...]
"""A text, or a list of texts, which stands in a cell with an item a line."""
_SIGN: Final = "floorwalker translations"
"""Stands in the heading of the hidden column, with the language: it is known again by that."""
_ENTRY, _FIELD, _DANISH, _TRANSLATION, _STATE, _READ, _NAME, _MARKS = range(8)
"""The columns."""
_HEADINGS: Final = (
    mark("Entry"),
    mark("Field"),
    mark("Danish"),
    "",
    mark("State"),
    mark("Right as it is: x"),
)
_WIDTHS: Final = (30, 20, 60, 60, 24, 16)
_HEADING_ROW: Final = 1
_STATES: Final = {
    "missing": mark("missing"),
    "outdated": mark("older than the Danish text"),
    "undated": mark("not marked as of this Danish text"),
    "unreviewed": mark("not checked"),
}
_LONGEST: Final = 32_767
"""Characters that a cell holds."""
_NO_DATE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - as a workbook keeps it
"""A workbook changes when what it says changes, not when it is written."""


def write_translations(
    path: Path,
    tasks: Iterable[TranslationTask],
    knowledge: Knowledge,
    language: str,
    *,
    replacing: bool,
) -> int:
    """Write the workbook for `tasks` to `path`, whole or not at all; the number of rows.

    Args:
        path: the file.
        tasks: what is to be translated, in the order in which it is to stand.
        knowledge: as the files say it: an amount stands as `{rate:ID}`.
        language: that of the translation.
        replacing: whether a file of that name may be replaced.

    Raises:
        FloorwalkerError: the file cannot be written, or a text is longer than a cell may be.
    """
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _NO_DATE})
    count = _Writer(book, language).write(tasks, knowledge)
    book.close()
    write_whole(path, held.getvalue(), replacing=replacing, access="shared")
    return count


class _Writer:
    """Writes one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, language: str) -> None:
        self._language = language
        self._sheet: Worksheet = book.add_worksheet(language)
        shown = {"text_wrap": True, "valign": "top", "quote_prefix": True}
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._given = book.add_format({**shown, "font_color": "#595959"})
        order = {"reading_order": 2} if _runs_leftwards(language) else {}
        self._open = book.add_format({**shown, **order, "locked": False, "border": 1})

    def write(self, tasks: Iterable[TranslationTask], knowledge: Knowledge) -> int:
        self._begin()
        row = _HEADING_ROW
        for task in tasks:
            record = record_of(knowledge, task.ref)
            fields = fields_to_offer(record, self._language, knowledge) if record else ()
            for field in fields if record else ():
                row += 1
                self._write_row(row, task, record, field)
        self._finish(row)
        return row - _HEADING_ROW

    def _begin(self) -> None:
        said = _(
            "Write the translation beside the Danish text, a line for a line; what stands in"
            " braces stays as it is. With a new text or an x, all texts of the entry count as"
            " fitting the Danish. The other cells are locked."
        )
        self._sheet.merge_range(0, 0, 0, _READ, said, self._bold)
        self._sheet.set_row(0, 32)
        headings = [_(each) if each else language_name(self._language) for each in _HEADINGS]
        for column, heading in enumerate(headings):
            self._sheet.write_string(_HEADING_ROW, column, heading, self._bold)
            self._sheet.set_column(column, column, _WIDTHS[column])
        sign = f"{_SIGN}: {self._language}"
        self._sheet.write_string(_HEADING_ROW, _MARKS, sign, self._given)
        self._sheet.set_column(_NAME, _MARKS, None, None, {"hidden": True})
        self._sheet.freeze_panes(_HEADING_ROW + 1, 2)

    def _write_row(
        self, row: int, task: TranslationTask, record: Record | Municipality | None, field: str
    ) -> None:
        danish: Texts = getattr(record, field)
        rendering = rendering_of(record, self._language) if record else None
        translation: Texts = getattr(rendering, field, "")
        cells = {
            _ENTRY: (f"{task.ref}\n{task.name}", self._given),
            _FIELD: (_(FIELDS[field]) if field in FIELDS else field, self._given),
            _DANISH: (in_cell(danish), self._given),
            _TRANSLATION: (in_cell(translation), self._open),
            _STATE: (_state(task, translation), self._given),
            _READ: ("", self._open),
            _NAME: (field, self._given),
            _MARKS: (_marks(danish, translation), self._given),
        }
        for column, (text, style) in cells.items():
            if len(text) > _LONGEST:
                raise FloorwalkerError(
                    _("The field `{field}` of `{ref}` is too long for a cell.").format(
                        field=field, ref=task.ref
                    ),
                    _("Translate it in the file."),
                )
            if text:
                self._sheet.write_string(row, column, text, style)
            else:
                self._sheet.write_blank(row, column, None, style)

    def _finish(self, last: int) -> None:
        if last > _HEADING_ROW:
            first = _HEADING_ROW + 1
            choices = {"validate": "list", "source": ["x"]}
            self._sheet.data_validation(first, _READ, last, _READ, choices)
        self._sheet.protect("", {"format_columns": True, "format_rows": True})


def _runs_leftwards(language: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale.parse(language, sep="-").character_order == "right-to-left")
    except (ValueError, UnknownLocaleError):
        return False


def in_cell(texts: Texts) -> str:
    """How a field stands in a cell: an item a line."""
    return "\n".join((texts,) if isinstance(texts, str) else texts)


def _state(task: TranslationTask, translation: Texts) -> str:
    if not translation:
        return _(_STATES["missing"])
    if task.outdated:
        return _(_STATES["outdated"])
    if task.undated:
        return _(_STATES["undated"])
    return _(_STATES["unreviewed"]) if task.unreviewed else ""


def _marks(danish: Texts, translation: Texts) -> str:
    """By which it is seen afterwards which of the two has changed, and where."""
    return f"{digest_of(_lines(in_cell(danish)))} {digest_of(_lines(in_cell(translation)))}"


def _lines(cell: str) -> list[str]:
    """The lines of a cell, however its program broke and padded them."""
    return [said for line in cell.split("\n") if (said := " ".join(line.split()))]


class TranslatedRow(Struct, frozen=True, kw_only=True):
    """One row of a workbook that came back."""

    number: int
    """As the spreadsheet counts, from 1."""
    ref: str
    field: str
    danish: Cell
    translation: Cell
    is_read: bool
    """Whether the translator says that the entry is right as it stands."""
    danish_mark: str
    translation_mark: str

    @property
    def is_changed(self) -> bool:
        """Whether the translation says something else than when the workbook was written."""
        return digest_of(_lines(self.translation.text)) != self.translation_mark


def read_translations(path: Path, language: str) -> list[TranslatedRow]:
    """The rows of a translator's workbook.

    Raises:
        FloorwalkerError: it cannot be read, or is no such workbook for this language.
    """
    hint = _("Write one with: floorwalker translations --language {language} --to FILE.xlsx")
    hint = hint.format(language=language)
    sheets = read_sheets(path, hint)
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows):
            sign = cells[_MARKS].text if len(cells) > _MARKS else ""
            if sign.startswith(_SIGN):
                _require_language(path, sign, language)
                return list(_rows(sheet, row + 1))
    raise FloorwalkerError(
        _("{path} is no translator's workbook, or its columns were moved.").format(path=path), hint
    )


def _require_language(path: Path, sign: str, language: str) -> None:
    written = sign.rpartition(": ")[2]
    if written != language:
        raise FloorwalkerError(
            _("{path} is a workbook for {written}, not for {language}.").format(
                path=path, written=language_name(written), language=language_name(language)
            ),
            _("Name its language: --language {written}").format(written=written),
        )


def _rows(sheet: Sheet, first: int) -> Iterator[TranslatedRow]:
    for row in range(first, len(sheet.rows)):
        marks = sheet.cell(row, _MARKS).text.split()
        if len(marks) != _PAIR:
            continue  # a line of somebody's own
        yield TranslatedRow(
            number=row + 1,
            ref=sheet.cell(row, _ENTRY).text.split("\n")[0].strip(),
            field=sheet.cell(row, _NAME).text,
            danish=sheet.cell(row, _DANISH),
            translation=sheet.cell(row, _TRANSLATION),
            is_read=bool(sheet.cell(row, _READ).text.strip()),
            danish_mark=marks[0],
            translation_mark=marks[1],
        )


_PAIR: Final = 2


class BadCell(Struct, frozen=True):
    """A row that cannot be taken, and why."""

    row: int
    ref: str
    field: str
    reason: str
    """In the interface language."""


class TakenEntry(Struct, frozen=True, kw_only=True):
    """What is taken of one entry."""

    ref: str
    texts: Mapping[str, Texts]
    """The translations that are new, by field."""
    of: str
    """The fingerprint of the Danish text that stood beside them."""
    moved: tuple[str, ...] = ()
    """The fields whose Danish text has changed since the workbook was written."""


class Taken(Struct, frozen=True, kw_only=True):
    """What a workbook that came back says."""

    entries: tuple[TakenEntry, ...]
    gone: tuple[str, ...]
    """Entries and fields that were translated and are no longer there."""
    bad: tuple[BadCell, ...]


def take(rows: Iterable[TranslatedRow], knowledge: Knowledge, language: str) -> Taken:
    """What is new in a workbook, compared with what it said and with what the knowledge says."""
    entries: list[TakenEntry] = []
    gone: list[str] = []
    bad: list[BadCell] = []
    for ref, group in groupby(sorted(rows, key=_by_ref), key=_by_ref):
        told = list(group)
        touched = [row for row in told if row.is_changed or row.is_read]
        record = record_of(knowledge, ref)
        if record is None:
            gone += [ref] if touched else []
            continue
        kept = [row for row in told if _has_field(record, row.field)]
        gone += [f"{ref} {row.field}" for row in touched if row not in kept]
        if not any(row in kept for row in touched):
            continue
        wrong = [*_twice(kept), *(found for row in kept if (found := _flaw(row, record, language)))]
        bad += wrong
        entry = None if wrong else _entry(record, ref, kept, language)
        if entry is not None:
            entries.append(entry)
    bad.sort(key=lambda each: each.row)
    return Taken(entries=tuple(entries), gone=tuple(gone), bad=tuple(bad))


def _by_ref(row: TranslatedRow) -> str:
    return row.ref


def _twice(rows: Sequence[TranslatedRow]) -> Iterator[BadCell]:
    counts = Counter(row.field for row in rows)
    for row in rows:
        if counts[row.field] > 1:
            said = _("the same field stands in several rows; leave one of them")
            yield BadCell(row.number, row.ref, row.field, said)


def _has_field(record: Record | Municipality, field: str) -> bool:
    return field in translatable(record) and bool(getattr(record, field))


def _entry(
    record: Record | Municipality, ref: str, rows: Sequence[TranslatedRow], language: str
) -> TakenEntry | None:
    """What is taken of an entry; None where there is no translation that could be right."""
    before = rendering_of(record, language)
    told = {
        row.field: _texts(row.translation.text, getattr(record, row.field))
        for row in rows
        if row.is_changed
    }
    texts = {field: said for field, said in told.items() if said != getattr(before, field)}
    after = replace(before, **texts)
    if not any(rendered(record, after)):
        return None
    moved = tuple(
        row.field for row in rows if row.field in rendered(record, after) and _is_moved(row, record)
    )
    then = {row.field: _texts(row.danish.text, getattr(record, row.field)) for row in rows}
    beside = replace(record, **{field: then[field] for field in moved})
    return TakenEntry(ref=ref, texts=texts, of=fingerprint(beside, after), moved=moved)


def _is_moved(row: TranslatedRow, record: Record | Municipality) -> bool:
    """Whether the Danish text has changed since the workbook was written."""
    return digest_of(_lines(in_cell(getattr(record, row.field)))) != row.danish_mark


def _texts(cell: str, like: Texts) -> Texts:
    lines = _lines(cell)
    return " ".join(lines) if isinstance(like, str) else tuple(lines)


def _flaw(row: TranslatedRow, record: Record | Municipality, language: str) -> BadCell | None:
    """Why a row cannot be taken, where it was changed."""
    reason = next(_reasons(row, record, language), "")
    return BadCell(row.number, row.ref, row.field, reason) if reason else None


def _reasons(row: TranslatedRow, record: Record | Municipality, language: str) -> Iterator[str]:
    if digest_of(_lines(row.danish.text)) != row.danish_mark:
        yield _("the Danish text was changed here; it is written in the knowledge base alone")
    if not row.is_changed:
        return
    if row.translation.kind != "text":
        yield _(_NO_TEXT[row.translation.kind])
    text, danish = row.translation.text, row.danish.text
    if not _lines(text):
        yield _("the translation was emptied; put it back, or take it out of the file")
    now = getattr(rendering_of(record, language), row.field)
    is_same = _lines(in_cell(now)) == _lines(text)
    if digest_of(_lines(in_cell(now))) != row.translation_mark and not is_same:
        yield _("the translation has been changed in the file, too; compare the two")
    if any(is_control(sign) for sign in text if sign != "\n"):
        yield _("it holds a sign that cannot be seen; type the text anew")
    if any(found.kind in NOBODYS for line in _lines(text) for found in find_personal_data(line)):
        yield _("it holds a number of a person")
    if not isinstance(getattr(record, row.field), str):
        lines, told = len(_lines(danish)), len(_lines(text))
        if lines != told:
            yield _("{told} lines, where the Danish has {lines}").format(told=told, lines=lines)
    if sorted(RATE.findall(text)) != sorted(RATE.findall(danish)):
        yield _("an amount in braces is not as in the Danish text")


_NO_TEXT: Final = {
    "formula": mark("it is a formula; write text"),
    "date": mark("it is a date; write text"),
    "flag": mark("it is a yes or no; write text"),
    "error": mark("it is an error of the spreadsheet; write text"),
}
