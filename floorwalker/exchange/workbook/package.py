"""Whether a file is a workbook that may be opened: nothing in it is unpacked that is not checked.

A workbook is a zip of XML. Before a library reads it, its size, the number and unpacked size of its
parts and what they declare are looked at: no file makes this program fill memory or run anything.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

MOST_BYTES: Final = 32 * 1024 * 1024
_MOST_UNPACKED: Final = 256 * 1024 * 1024
_MOST_PARTS: Final = 2000
_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0"
"""How a file begins that is protected by a password, or of the format before 2007."""
_BOOK: Final = "xl/workbook.xml"
_IS_ENCRYPTED: Final = 0x1
_CHUNK: Final = 1024 * 1024
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")


FAULTS: Final = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    LookupError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the library raises on a file that is not as it expects."""


def read_package(path: Path, hint: str = "") -> bytes:
    """The bytes of a workbook that may be opened.

    Args:
        path: the file.
        hint: what to do where it is none, a sentence; else one of all workbooks.

    Raises:
        FloorwalkerError: it cannot be read, is no workbook, or is none that is safe to open.
    """
    try:
        data = read_regular(path, MOST_BYTES + 1)
        reason = _flaw(data)
    except OSError as error:
        raise FloorwalkerError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=os_reason(error)),
            _("Close it in other programs, and check its name."),
        ) from None
    except FAULTS:
        reason = _("it is no Excel workbook, or a damaged one")
    if reason:
        message = _("{path} is not taken in: {reason}.").format(path=path, reason=reason)
        raise FloorwalkerError(message, hint or _save_again())
    return data


def _save_again() -> str:
    return _("Save it as an Excel workbook (.xlsx) without a password and without macros.")


def _flaw(data: bytes) -> str:
    """Why a file is not opened; nothing where it may be."""
    if len(data) > MOST_BYTES:
        return _("it is larger than {size} MB").format(size=MOST_BYTES // 1024 // 1024)
    if data.startswith(_ENCRYPTED):
        return _("it is protected by a password, or in Excel's old format")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _flaw_of_parts(package, package.infolist())


def _flaw_of_parts(package: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> str:
    names = {part.filename for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return _("it unpacks to more than a workbook holds")
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        return _("it is protected by a password, or in Excel's old format")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return _("it holds macros")
    if _BOOK not in names:
        return _("it is no Excel workbook")
    texts = (part for part in parts if part.filename.endswith((".xml", ".rels")))
    if any(_declares(package, part) for part in texts):
        return _("it declares what no workbook needs")
    return ""


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities, or is written so that nobody can tell."""
    with package.open(part) as content:
        before = b""
        while chunk := content.read(_CHUNK):
            if not before and chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
                return True
            if any(word in before + chunk for word in _DECLARATIONS):
                return True
            before = chunk[-16:]
    return False
