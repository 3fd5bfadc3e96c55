"""The slip: what the visitor needs, in their language, and nothing that the page could run."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.handout.slip import PAPERS, Paper, Promise, slip
from floorwalker.knowledge.loader import load
from floorwalker.knowledge.records import Knowledge, Service
from floorwalker.routing import route
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
TRANSLATED = (
    SERVICES
    + """
    translations:
      en:
        name: Passport
        required_documents: [The old passport]
      ar:
        name: جواز سفر
"""
)
PROMISE = Promise(text="Vi ringer <b>", code="K7QD", due=date(2026, 11, 26))


class _Text(HTMLParser):
    """Collects what a reader sees, and the elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        assert not any(name in {"src", "href"} or name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, s=TRANSLATED)).knowledge


def page(knowledge: Knowledge, language: str, paper: Paper = "a6") -> _Text:
    entry = knowledge.entry("service:pas")
    assert isinstance(entry, Service)
    parser = _Text()
    parser.feed(
        slip(
            route(knowledge, entry, NOW),
            house=knowledge.municipality.name,
            now=NOW,
            language=language,
            paper=paper,
            promise=PROMISE,
        )
    )
    return parser


def test_the_slip_says_where_what_to_bring_what_next_and_the_code(knowledge: Knowledge) -> None:
    seen = page(knowledge, "da").seen
    for text in ("Borgerservice", "Det gamle pas", "Passet sendes med posten", "K7QD"):
        assert text in seen
    assert "26. november 2026" in seen


def test_the_slip_is_in_the_visitors_language_as_far_as_the_knowledge_is(
    knowledge: Knowledge,
) -> None:
    seen = page(knowledge, "en").seen
    assert "Passport" in seen
    assert "Bring" in seen
    assert "The old passport" in seen
    assert "Passet sendes med posten" in seen


def test_arabic_runs_from_right_to_left(knowledge: Knowledge) -> None:
    entry = knowledge.entry("service:pas")
    assert isinstance(entry, Service)
    html = slip(route(knowledge, entry, NOW), house="H", now=NOW, language="ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert "جواز سفر" in html


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_is_self_contained_and_runs_nothing(knowledge: Knowledge, paper: Paper) -> None:
    parsed = page(knowledge, "da", paper)
    assert not parsed.elements & {"script", "link", "img", "iframe", "b"}
    assert any("Vi ringer <b>" in text for text in parsed.seen)


def test_paper_decides_the_page_size(knowledge: Knowledge) -> None:
    entry = knowledge.entry("service:pas")
    assert isinstance(entry, Service)
    way = route(knowledge, entry, NOW)
    sizes = [
        re.findall("@page{size:([^;]+)", slip(way, house="H", now=NOW, language="da", paper=paper))
        for paper in PAPERS
    ]
    assert sizes == [["105mm 148mm"], ["80mm 297mm"]]
