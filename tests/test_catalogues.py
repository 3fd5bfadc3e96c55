"""Every text of the interface is in both catalogues, and what ships is what stands there."""

import re
from collections.abc import Iterable

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from floorwalker.i18n import LANGUAGES
from tests import catalogues


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lacks_a_translation(language: str) -> None:
    catalogue = catalogues.read(language)
    missing = [m.id for m in catalogues.template() if m.id and m.id not in catalogue]
    assert missing == []
    assert catalogues.untranslated(catalogue) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_texts(language: str) -> None:
    with catalogues.po_file(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert _texts(compiled) == _texts(catalogues.read(language))


def _texts(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {_forms(m.id): _forms(m.string) for m in catalogue if m.id}


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", [".po", ".mo"])
def test_no_catalogue_names_the_version_of_the_tool_that_wrote_it(
    language: str, suffix: str
) -> None:
    assert b"Generated-By" not in catalogues.po_file(language).with_suffix(suffix).read_bytes()


def test_translations_fill_in_the_same_values() -> None:
    for message in catalogues.read("da"):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            names = {name for text in ids for name in re.findall(r"{(\w+)", str(text))}
            assert all(set(re.findall(r"{(\w+)", str(text))) <= names for text in texts)
