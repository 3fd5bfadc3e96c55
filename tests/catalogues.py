"""Brings the message catalogues up to date: `python -m tests.catalogues`.

Extracts every text of the interface from the sources, merges it into each catalogue, compiles it,
and names what still lacks a translation. The English catalogue repeats the message ids.
"""

import io
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import floorwalker
from floorwalker.i18n import LANGUAGES

PACKAGE = Path(floorwalker.__file__).parent
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Catalogues change when texts change, not when they are compiled."""
_TOOL = "Generated-By"
"""The header in which Babel names its version: with it every release of Babel changes the files."""
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "mark": None,
    "ngettext": (1, 2),
    "mark_plural": (1, 2),
}


class _ToolFreeCatalog(Catalog):
    """A catalogue whose header does not say which version of Babel wrote it."""

    @property  # type: ignore[misc]  # Babel's can be set too, this one is only read
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, text) for name, text in super().mime_headers if name != _TOOL]


def template() -> Catalog:
    """Every text that the sources mark."""
    catalogue = Catalog(project="floorwalker", fuzzy=False)
    for _name, _line, message, comments, context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def po_file(language: str) -> Path:
    """The catalogue that translators edit."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "floorwalker.po"


def read(language: str) -> Catalog:
    """The catalogue of `language` as it stands in its file."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, _without_tool(catalogue))
    return buffer.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The catalogue as translators edit it."""
    buffer = io.BytesIO()
    write_po(buffer, _without_tool(catalogue), width=100, sort_output=True)
    return buffer.getvalue()


def _without_tool(catalogue: Catalog) -> Catalog:
    copy = _ToolFreeCatalog(
        locale=catalogue.locale,
        header_comment=catalogue.header_comment,
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )
    for message in catalogue:
        if message.id:
            copy[message.id] = message
    return copy


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts that lack a translation, or have one that is only a guess: it is not compiled."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not _is_translated(message.string))
    ]


def _is_translated(text: str | Iterable[str] | None) -> bool:
    return bool(text) if isinstance(text, str) or text is None else all(text)


def update(language: str) -> Catalog:
    """Merge the sources' texts into the catalogue, write and compile it."""
    catalogue = read(language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if language == "en":
        for message in catalogue:
            if message.id:
                message.string = message.id
                message.flags.discard("fuzzy")
    catalogue.header_comment = f"# Floorwalker's texts: {catalogue.locale}"
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def main() -> int:
    """Update all catalogues; 1 where a translation is missing."""
    missing = [(lang, text) for lang in LANGUAGES for text in untranslated(update(lang))]
    for language, text in missing:
        print(f"{language}: {text}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
