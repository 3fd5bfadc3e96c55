"""Every text of the interface is in both catalogues, and what ships is what stands there."""

import re

import pytest

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
    path = catalogues.po_file(language)
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.read(language))


def test_translations_fill_in_the_same_values() -> None:
    for message in catalogues.read("da"):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            names = {name for text in ids for name in re.findall(r"{(\w+)", str(text))}
            assert all(set(re.findall(r"{(\w+)", str(text))) <= names for text in texts)
