"""The slip: what the visitor needs, in their language, and nothing that the page could run."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from floorwalker.entry_view import Part
from floorwalker.handout.headings import LANGUAGES, Heading, heading
from floorwalker.handout.slip import PAPERS, Paper, Promise, languages_of, slip
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import ContactPoint, Knowledge, Service
from floorwalker.knowledge.model.translation import knowledge_in
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
ON_PAPER = (
    Part.WHERE,
    Part.DEADLINE,
    Part.BRING,
    Part.COST,
    Part.TAKES,
    Part.AFTERWARDS,
    Part.NO_REPLY,
    Part.SELF_SERVICE,
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


@pytest.mark.parametrize(
    ("language", "hour", "said"),
    [
        ("da", 10, "kl. 17.00"),
        ("da", 20, "fredag den 20. november kl. 10.00"),
        ("en", 20, "20 November 2026 10:00"),
        ("de", 20, "Freitag, 20. November 2026 10:00"),
        ("xx", 20, "2026-11-20 10:00"),
    ],
)
def test_times_are_said_in_the_visitors_language(
    knowledge: Knowledge, language: str, hour: int, said: str
) -> None:
    entry = knowledge.entry("contact:borgerservice")
    assert isinstance(entry, ContactPoint)
    now = NOW.replace(hour=hour)
    shown = slip(route(knowledge, entry, now), house="H", now=now, language=language)
    assert f"{said}</bdi>" in shown


def test_a_number_and_a_code_run_from_left_to_right_in_any_language(knowledge: Knowledge) -> None:
    entry = knowledge.entry("contact:omstilling")
    assert isinstance(entry, ContactPoint)
    way = route(knowledge, entry, NOW)
    shown = slip(way, house="H", now=NOW, language="ar", promise=PROMISE)
    assert '<bdi dir="ltr">K7QD</bdi>' in shown
    assert '<bdi dir="ltr">+45 12 34 50 00</bdi>' in shown


def test_a_promise_about_something_unknown_still_has_a_slip() -> None:
    shown = slip(None, house="H", now=NOW, language="en", promise=PROMISE)
    for said in ("Your enquiry", "Vi ringer", "26 November 2026", "K7QD"):
        assert said in shown


def test_a_slip_is_to_be_had_in_the_houses_language_first(knowledge: Knowledge) -> None:
    assert languages_of(knowledge.services["pas"], "da") == ("da", "en", "ar")
    assert languages_of(None, "da") == ("da",)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_arabic_and_persian_run_from_right_to_left(knowledge: Knowledge, language: str) -> None:
    entry = knowledge.entry("service:pas")
    assert isinstance(entry, Service)
    html = slip(route(knowledge, entry, NOW), house="H", now=NOW, language=language)
    assert f'<html lang="{language}" dir="rtl">' in html


def test_a_slip_in_arabic_has_the_arabic_name(knowledge: Knowledge) -> None:
    assert "جواز سفر" in page(knowledge, "ar").seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_told_in_every_language_of_the_slip(language: str) -> None:
    shown = [heading(name, language) for name in get_args(Heading)]
    shown += [heading(part, language) for part in ON_PAPER]
    assert all(shown)
    if language != "en":
        english = [heading(name, "en") for name in get_args(Heading)]
        assert not set(english) & set(shown)
        assert [set(re.findall("{.*?}", each)) for each in shown[: len(english)]] == [
            set(re.findall("{.*?}", each)) for each in english
        ]


UNREVIEWED = {
    "en": "This translation has not been checked by a reader of the language.",
    "de": "Diese Übersetzung wurde von niemandem geprüft, der die Sprache spricht.",
    "uk": "Цей переклад не перевіряла людина, яка володіє мовою.",
    "ar": "لم يراجع هذه الترجمة أحد ممن يتقنون اللغة.",
    "pl": "Tego tłumaczenia nie sprawdził nikt, kto zna ten język.",
    "ro": "Această traducere nu a fost verificată de un vorbitor al limbii.",
    "tr": "Bu çeviri, dili bilen biri tarafından kontrol edilmedi.",
    "fa": "این ترجمه را کسی که زبان را می\u200cداند بررسی نکرده است.",
    "so": "This translation has not been checked by a reader of the language.",
}


@pytest.mark.parametrize("language", UNREVIEWED)
def test_a_translation_that_nobody_checked_says_so_in_its_language(
    tmp_path: Path, language: str
) -> None:
    for reviewed in ("", ", reviewed_date: 2026-11-01"):
        names = f"{{{language}: {{name: A name{reviewed}}}}}"
        services = f"{SERVICES}    translations: {names}\n"
        folder = tmp_path / (reviewed[-10:] or "never")
        known = load(write(folder, h=MUNICIPALITY, c=CONTACTS, s=services)).knowledge
        shown = page(known, language).seen
        assert "A name" in shown
        assert (UNREVIEWED[language] in shown) is (not reviewed)
        assert not set(UNREVIEWED.values()) & set(page(known, "da").seen)


def test_an_unchecked_translation_of_the_door_is_told_too(tmp_path: Path) -> None:
    contacts = f"{CONTACTS}    translations: {{pl: {{name: Okienko}}}}\n"
    known = load(write(tmp_path, h=MUNICIPALITY, c=contacts, s=SERVICES)).knowledge
    shown = page(known, "pl").seen
    assert "Okienko" in shown
    assert UNREVIEWED["pl"] in shown


def test_the_letters_of_persian_are_joined_as_they_were_written(tmp_path: Path) -> None:
    services = f"{SERVICES}    translations: {{fa: {{name: کمک می\u200cکنیم}}}}\n"
    known = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, s=services)).knowledge
    assert "کمک می\u200cکنیم" in page(known, "fa").seen


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


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("da", "Har du ikke hørt fra os senest den 26. november 2026, så", "ring til "),
        ("en", "If you have heard nothing by 26 November 2026, ", "call "),
        ("de", "Wenn Sie bis zum 26. November 2026 nichts gehört haben, ", "rufen Sie "),
        ("uk", "Якщо до 26 листопада 2026", "зателефонуйте за номером "),
        ("ar", "إذا لم يصلك رد حتى 26", "فاتصل بالرقم "),
        ("pl", "Jeśli do 26 listopada 2026", "zadzwoń pod "),
        ("ro", "Dacă nu primiți răspuns până la 26 noiembrie 2026", "sunați la "),
        ("tr", "26 Kasım 2026 tarihine kadar haber almazsanız ", ""),
        ("fa", "اگر تا 26", "به "),
    ],
)
def test_a_promise_says_whom_to_ring_when_nothing_is_heard(
    language: str, day: str, number: str
) -> None:
    telephone = "+45 12 34 50 00"
    parser = _Text()
    parser.feed(
        slip(None, house="H", now=NOW, language=language, promise=PROMISE, telephone=telephone)
    )
    said = "".join(parser.seen)
    assert day in said
    assert number + telephone in said
    assert said.count("K7QD") == 2, "in the sentence, and large beside it"


def test_a_promise_without_a_day_or_a_number_says_no_more_than_is_known() -> None:
    undated = Promise(text="Vi ringer", code="K7QD")
    for promise, telephone in ((undated, "+45 12 34 50 00"), (PROMISE, "")):
        shown = slip(None, house="H", now=NOW, language="en", promise=promise, telephone=telephone)
        assert "heard nothing" not in shown


OUTDATED = {
    "en": "This translation is older than the Danish text.",
    "de": "Diese Übersetzung ist älter als der dänische Text.",
    "uk": "Цей переклад старіший за данський текст.",
    "ar": "هذه الترجمة أقدم من النص الدنماركي.",
    "pl": "To tłumaczenie jest starsze niż tekst duński.",
    "ro": "Această traducere este mai veche decât textul danez.",
    "tr": "Bu çeviri Danca metinden daha eski.",
    "fa": "این ترجمه از متن دانمارکی قدیمی\u200cتر است.",
}


@pytest.mark.parametrize("language", OUTDATED)
@pytest.mark.parametrize("desk", ["da", "en"])
def test_a_translation_that_is_older_than_its_text_says_so_in_its_language(
    tmp_path: Path, language: str, desk: str
) -> None:
    names = "{name: A name, of: abcdefghijkl, reviewed_date: 2026-11-01}"
    words = f"    translations: {{{', '.join(f'{each}: {names}' for each in OUTDATED)}}}\n"
    folder = write(tmp_path, h=MUNICIPALITY, c=CONTACTS, s=SERVICES + words)
    known = knowledge_in(load(folder).knowledge, desk)
    shown = page(known, language).seen
    assert shown.count(OUTDATED[language]) == 1
    assert not set(UNREVIEWED.values()) & set(shown)
    assert not set(OUTDATED.values()) & set(page(known, "da").seen)


def test_an_old_translation_of_the_door_is_told_too(tmp_path: Path) -> None:
    contacts = f"{CONTACTS}    translations: {{pl: {{name: Okienko, of: abcdefghijkl}}}}\n"
    known = load(write(tmp_path, h=MUNICIPALITY, c=contacts, s=SERVICES)).knowledge
    shown = page(known, "pl").seen
    assert OUTDATED["pl"] in shown
    assert UNREVIEWED["pl"] not in shown
