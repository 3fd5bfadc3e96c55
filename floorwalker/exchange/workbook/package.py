"""Whether a file is a workbook that may be opened: nothing in it is unpacked that is not checked.

A workbook is a zip of XML. Before a library reads it, its size, the number and unpacked size of its
parts and what they declare are looked at: no file makes this program fill memory or run anything.
"""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Final

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
_CHUNK: Final = 1024 * 1024
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")


def read_package(path: Path) -> bytes:
    """The bytes of a workbook that may be opened.

    Raises:
        FloorwalkerError: it cannot be read, is no workbook, or is none that is safe to open.
    """
    try:
        data = read_regular(path, MOST_BYTES + 1)
    except OSError as error:
        raise FloorwalkerError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=os_reason(error)),
            _("Close it in other programs, and check its name."),
        ) from None
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // 1024 // 1024
        raise _refused(path, _("it is larger than {size} MB").format(size=size))
    if data.startswith(_ENCRYPTED):
        raise _refused(path, _("it is protected by a password, or in Excel's old format"))
    _require_workbook(path, data)
    return data


def _require_workbook(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > _MOST_UNPACKED:
                raise _refused(path, _("it unpacks to more than a workbook holds"))
            names = {part.filename for part in parts}
            if any(part.flag_bits & 0x1 for part in parts):
                raise _refused(path, _("it is protected by a password, or in Excel's old format"))
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise _refused(path, _("it holds macros"))
            if _BOOK not in names:
                raise _refused(path, _("it is no Excel workbook"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares(package, part):
                    raise _refused(path, _("it declares what no workbook needs"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _refused(path, _("it is no Excel workbook, or a damaged one")) from None


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


def _refused(path: Path, reason: str) -> FloorwalkerError:
    return FloorwalkerError(
        _("{path} is not taken in: {reason}.").format(path=path, reason=reason),
        _("Save it as an Excel workbook (.xlsx) without a password and without macros."),
    )
