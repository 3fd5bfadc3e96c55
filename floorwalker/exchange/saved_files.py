"""Files that somebody saved from elsewhere → text and XML, or one sentence why not.

Danish programs still write Windows-1252, and Excel's "Unicode text" is UTF-16: a text that is no
UTF-8 is read as what it then must be.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason
from floorwalker.plain_text import printable

MAX_BYTES: Final = 100 * 1024 * 1024
_BOM: Final = "\ufeff"
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_ZIP: Final = b"PK\x03\x04"
"""How a zip file begins, and so a workbook."""
_PACKED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
"""How gzip, bzip2, xz, 7-Zip and RAR begin."""
_DEEPEST: Final = 100
"""Elements of XML within each other: ours have ten."""


class SavedFile(Struct, frozen=True):
    """The bytes of a file, and what to do where they are not what was expected."""

    path: Path
    data: bytes
    hint: str
    """A sentence in the interface language."""

    def refuse(self, reason: str) -> NoReturn:
        """Say that the file cannot be read, and why.

        Raises:
            FloorwalkerError: always.
        """
        raise FloorwalkerError(
            _("{path} cannot be read: {reason}.").format(path=self.path, reason=reason), self.hint
        )


def read_saved(path: Path, hint: str) -> SavedFile:
    """The file, whole.

    Raises:
        FloorwalkerError: it cannot be read, is too large, or is packed.
    """
    nothing = SavedFile(path, b"", hint)
    try:
        data = read_regular(path, MAX_BYTES + 1)
    except OSError as error:
        nothing.refuse(os_reason(error))
    except ValueError:
        nothing.refuse(_("the name is not allowed"))
    if len(data) > MAX_BYTES:
        nothing.refuse(_("it is larger than {size} MB").format(size=MAX_BYTES // 1024 // 1024))
    if data.startswith(_PACKED):
        nothing.refuse(_("it is packed; unpack it first"))
    return SavedFile(path, data, hint)


def text_of(file: SavedFile) -> str:
    """The text, without its byte-order mark.

    Raises:
        FloorwalkerError: it is no text.
    """
    if is_zip(file):
        file.refuse(_("it is packed; unpack it first"))
    if file.data.startswith(_WIDE_MARKS):
        encoding = "utf-16"
    else:
        encoding = "utf-8" if _is_utf8(file.data) else "cp1252"
    try:
        text = file.data.decode(encoding)
    except UnicodeDecodeError as error:
        file.refuse(_no_text(file.data, error.start))
    if "\x00" in text:
        file.refuse(_no_text(file.data, file.data.index(b"\x00")))
    return text.removeprefix(_BOM)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _no_text(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return _("it is no text (line {line})").format(line=line)


def is_zip(file: SavedFile) -> bool:
    """Whether the file is packed as a workbook is."""
    return file.data.startswith(_ZIP)


def is_xml(file: SavedFile) -> bool:
    """Whether the file begins as XML does."""
    return text_beginning(file).startswith("<")


def text_beginning(file: SavedFile) -> str:
    """How the file begins, without what stands before the first sign."""
    return file.data[:200].decode("utf-8", "ignore").replace("\x00", "").lstrip("\ufeff \t\r\n")


class _RefusedError(Exception):
    """XML that is not taken; the message is for the user."""


def xml_of(file: SavedFile) -> Element:
    """The root element; names are without their namespace.

    A document type is refused: it can name other files, and make a small file endless.

    Raises:
        FloorwalkerError: it is no XML.
    """
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _RefusedError(_("it is nested too deeply"))
        builder.start(name.rpartition("|")[2], {**attributes})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name.rpartition("|")[2])

    def doctype(*_declared: object) -> None:
        raise _RefusedError(_("it declares a document type"))

    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(file.data, True)
        return builder.close()
    except _RefusedError as error:
        file.refuse(str(error))
    except expat.ExpatError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.offset + 1)
        detail = f"{expat.ErrorString(error.code)}, {place}"
        file.refuse(_("no XML ({detail})").format(detail=detail))
    except (LookupError, ValueError):  # an encoding that Python does not know
        file.refuse(_("no XML ({detail})").format(detail=printable(text_beginning(file))[:60]))


def all_texts(element: Element, path: str) -> list[str]:
    """The texts of the elements at `path`, each on one line; empty ones are left out."""
    found = (" ".join("".join(each.itertext()).split()) for each in element.iterfind(path))
    return [text for text in found if text]


def first_text(element: Element, path: str) -> str:
    """The first of `all_texts`; empty where there is none."""
    return next(iter(all_texts(element, path)), "")
