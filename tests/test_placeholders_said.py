"""What is invented for the example town is never said as if it were real."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from floorwalker import i18n
from floorwalker.cli.entry import describe
from floorwalker.handout.headings import LANGUAGES
from floorwalker.handout.slip import slip
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.knowledge.model.records import Notice
from floorwalker.routing import Route, route
from tests.knowledge.layers.stacks import BASE, loaded, write_folder

NOW: Final = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
GUIDES: Final = """\
services: {telt: {name: Telt, description: T, guides: [book], placeholder: true}}
guides:
  book: {name: Book tid, description: B, url: "https://by.example/b", steps: [A], placeholder: true}
"""
FILES: Final = {**BASE, "guides": GUIDES}
OWN: Final = """\
contact_points:
  borgerservice: {telephone: "+45 11 22 33 44", opening_hours: "Mo-Fr 10:00-14:00"}
  omstilling: {telephone: "+45 11 22 33 55"}
services: {telt: {description: Lån et telt}}
guides: {book: {url: "https://byen.dk/book"}}
"""
REFS: Final = ("service:pas", "contact:borgerservice", "service:telt", "guide:book")


def way(base: Loaded, ref: str) -> Route:
    entry = base.knowledge.entry(ref)
    assert entry is not None
    assert not isinstance(entry, Notice)
    return route(base.knowledge, entry, NOW)


def printed(of: Route, language: str) -> str:
    return re.sub("<[^>]+>", "", slip(of, house="Basekøbing", now=NOW, language=language))


@pytest.fixture(autouse=True)
def _in_english() -> None:
    i18n.use("en")


@pytest.mark.parametrize("ref", REFS)
def test_the_page_says_so_in_one_word_until_it_is_one_s_own(tmp_path: Path, ref: str) -> None:
    alone = load(write_folder(tmp_path / "alone", FILES))
    assert "(example)" in "\n".join(describe(way(alone, ref), NOW))
    own = loaded(tmp_path, OWN, base=FILES)
    assert "(example)" not in "\n".join(describe(way(own, ref), NOW))


def test_a_service_s_own_title_is_not_marked_for_its_door(tmp_path: Path) -> None:
    lines = list(describe(way(loaded(tmp_path, "", base=FILES), "service:pas"), NOW))
    assert lines[0] == "Pas (service:pas)"
    assert any(line.strip().startswith("Borgerservice (example)") for line in lines)
    assert next(describe(way(loaded(tmp_path / "2", "", base=FILES), "service:telt"), NOW)) == (
        "Telt (service:telt) (example)"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ref", REFS)
def test_a_slip_says_so_in_the_visitor_s_language(tmp_path: Path, ref: str, language: str) -> None:
    own = printed(way(loaded(tmp_path, OWN, base=FILES), ref), language)
    base = printed(way(loaded(tmp_path / "2", "", base=FILES), ref), language)
    said = {"da": "opdigtet", "en": "invented", "de": "erfunden", "uk": "вигадане"}
    if language in said:
        assert said[language] in base
        assert said[language] not in own
    assert base.count("\N{MIDDLE DOT}") > own.count("\N{MIDDLE DOT}")
