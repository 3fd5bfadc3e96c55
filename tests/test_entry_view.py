"""An entry's page is told once: the desk, the command line and the slip say it alike."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker import i18n
from floorwalker.cli.entry import describe
from floorwalker.entry_view import LABELS, Part, closure_text, label, sections
from floorwalker.handout.slip import slip
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Closure, Notice, NoticeTranslation
from floorwalker.knowledge.model.translation import fingerprint, knowledge_in
from floorwalker.phrases import words
from floorwalker.routing import Route, route
from floorwalker.tui.views.entry import detail
from tests.knowledge.base import MUNICIPALITY, write

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
WHOLE = """
services:
  pas:
    name: Pas
    description: Nyt pas.
    theme: Legitimation
    alert: Fotoautomaten er i stykker
    competent_authority: Politiet
    contact_points: [borgerservice, omstilling]
    guides: [bestil]
    questions: [Er det til et barn?]
    eligibility: Danske statsborgere
    required_documents: [Det gamle pas]
    cost: 893 kr.
    processing_time: 10 hverdage
    next_steps: [Passet kommer med posten]
    redress: Politiet
    legal_basis: Pasloven
    related: [term:statsborger]
    assured_date: 2026-10-01
contact_points:
  borgerservice: {name: Borgerservice, description: Stuen, opening_hours: "Mo-Fr 10:00-17:00"}
  omstilling: {name: Telefonen, description: Alle, directions: Loftet, telephone: "+45 12345678"}
guides:
  bestil:
    name: Bestil tid
    description: På nettet
    url: https://tid.example/
    steps: [Vælg pas, Vælg dag]
terms:
  statsborger: {name: Statsborger, explanation: En med indfødsret}
"""
LABELLED = [
    Part.WHERE,
    Part.BRING,
    Part.COST,
    Part.TAKES,
    Part.AFTERWARDS,
    Part.SELF_SERVICE,
    Part.ASK,
    Part.WHO,
    Part.COMPLAINT,
    Part.LAW,
    Part.SEE_ALSO,
    Part.CHECKED,
]
ON_A_SLIP = LABELLED[:6]


@pytest.fixture(params=["da", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.use(request.param)
    yield str(request.param)
    i18n.use(before)


@pytest.fixture
def way(tmp_path: Path) -> Route:
    loaded = load(write(tmp_path, h=MUNICIPALITY, a=WHOLE))
    assert not [each for each in loaded.problems if each.severity == "error"]
    return _way(tmp_path, "service:pas")


def _way(folder: Path, ref: str) -> Route:
    knowledge = load(folder).knowledge
    entry = knowledge.entry(ref)
    assert entry is not None
    assert not isinstance(entry, Notice)
    return route(knowledge, entry, NOW)


def test_the_desk_and_the_command_line_have_the_same_parts_in_the_same_order(
    way: Route, language: str
) -> None:
    expected = [label(part) for part in LABELLED]
    assert [part.label for part in detail(way, NOW) if part.label] == expected
    with_steps = [*expected[:6], label(Part.STEPS), *expected[6:]]
    labels = {label(part) for part in LABELS}
    heads = [line.partition(":")[0] for line in describe(way, NOW)]
    assert [head for head in heads if head in labels] == with_steps


def test_the_slip_has_fewer_parts_under_the_same_labels(way: Route, language: str) -> None:
    page = slip(way, house="Huset", now=NOW, language=language)
    assert re.findall(r"<h2>(.*?)</h2>", page) == [label(part) for part in ON_A_SLIP]


def test_a_slip_in_another_language_than_the_interface_has_that_languages_labels(
    way: Route, language: str
) -> None:
    other = "en" if language == "da" else "da"
    page = slip(way, house="Huset", now=NOW, language=other)
    assert f"<h2>{label(Part.BRING, other)}</h2>" in page
    assert label(Part.BRING, other) != label(Part.BRING)


def test_the_command_line_reads_as_the_desk_does_and_names_refs(way: Route) -> None:
    assert list(describe(way, NOW)) == [
        "Pas (service:pas)",
        "! Fotoautomaten er i stykker",
        "Not here: Politiet decides this.",
        "Where:",
        "  Borgerservice  ● Open until 17:00",
        "  Telefonen  Opening hours not known",
        "  Loftet",
        "  Tel. +45 12345678",
        "",
        "Nyt pas.",
        "",
        "Bring:",
        "  - Det gamle pas",
        "",
        "Cost: 893 kr.",
        "Takes: 10 hverdage",
        "",
        "Afterwards:",
        "  - Passet kommer med posten",
        "",
        "Self-service:",
        "  Bestil tid",
        "  https://tid.example/",
        "",
        "Steps:",
        "  1. Vælg pas",
        "  2. Vælg dag",
        "",
        "Ask:",
        "  - Er det til et barn?",
        "",
        "Who: Danske statsborgere",
        "Complaint: Politiet",
        "Law: Pasloven",
        "",
        "See also:",
        "  - Statsborger (word) (term:statsborger)",
        "",
        "Checked: 1 October 2026",
    ]


@pytest.mark.parametrize(("reviewed", "times"), [("", 1), (", reviewed_date: 2026-11-01", 0)])
def test_a_translation_that_nobody_checked_says_so_in_one_line(
    tmp_path: Path, reviewed: str, times: int
) -> None:
    words = f"    translations: {{en: {{name: Passport{reviewed}}}}}\n"
    text = WHOLE.replace("    assured_date: 2026-10-01\n", words)
    folder = write(tmp_path, h=MUNICIPALITY, a=text)
    knowledge = load(folder).knowledge
    shown = knowledge_in(knowledge, "en")
    way = route(shown, shown.services["pas"], NOW)
    said = "This translation has not been checked by a reader of the language."
    assert next(describe(way, NOW)) == "Passport (service:pas)"
    assert list(describe(way, NOW)).count(said) == times
    assert sum(said in str(part) for part in detail(way, NOW)) == times


@pytest.mark.parametrize("reviewed", ["", ", reviewed_date: 2026-11-01"])
def test_a_translation_that_is_older_than_its_text_says_so_instead(
    tmp_path: Path, reviewed: str
) -> None:
    words = f"    translations: {{en: {{name: Passport, of: abcdefghijkl{reviewed}}}}}\n"
    text = WHOLE.replace("    assured_date: 2026-10-01\n", words)
    knowledge = load(write(tmp_path, h=MUNICIPALITY, a=text)).knowledge
    shown = knowledge_in(knowledge, "en")
    way = route(shown, shown.services["pas"], NOW)
    said = [line for line in describe(way, NOW) if line.startswith("This translation")]
    assert said == ["This translation is older than the Danish text."]
    assert sum(said[0] in str(part) for part in detail(way, NOW)) == 1


@pytest.mark.parametrize(("of", "old"), [("abcdefghijkl", True), ("", False)])
def test_a_notice_whose_translation_is_old_says_so_on_the_page(
    tmp_path: Path, of: str, old: bool
) -> None:
    notice = f"""
notices:
  lukket:
    text: Lukket i dag
    until: 2099-01-01
    translations: {{en: {{text: Closed, of: "{of or "ingen"}", reviewed_date: 2026-11-01}}}}
"""
    folder = write(tmp_path, h=MUNICIPALITY, a=WHOLE, n=notice)
    if not of:
        rendering = NoticeTranslation(text="Closed")
        known = load(folder).knowledge.notices["lukket"]
        write(folder, n=notice.replace("ingen", fingerprint(known, rendering)))
    shown = knowledge_in(load(folder).knowledge, "en")
    lines = list(describe(route(shown, shown.services["pas"], NOW), NOW))
    assert "! Closed" in lines
    assert ("This translation is older than the Danish text." in lines) is old


def test_a_page_in_the_houses_own_language_says_nothing_of_translations(tmp_path: Path) -> None:
    words = "    translations: {en: {name: Passport}}\n"
    text = WHOLE.replace("    assured_date: 2026-10-01\n", words)
    write(tmp_path, h=MUNICIPALITY, a=text)
    before = i18n.language()
    i18n.use("da")
    try:
        said = "\n".join(describe(_way(tmp_path, "service:pas"), NOW))
    finally:
        i18n.use(before)
    assert "Pas (service:pas)" in said
    assert "versættelse" not in said


def test_no_part_is_empty_or_comes_twice(way: Route) -> None:
    parts = list(sections(way, NOW))
    assert all(part.lines for part in parts)
    assert len({part.part for part in parts}) == len(parts)


def test_a_slip_about_a_word_names_the_door_the_visitor_is_sent_to(
    way: Route, tmp_path: Path
) -> None:
    about = _way(tmp_path, "term:statsborger")
    page = slip(about, house="H", now=NOW, language="en")
    assert "Telefonen" in page


TOLD = """
services:
  bolig:
    name: Boligstøtte
    description: Tilskud til huslejen.
    competent_authority: udbetaling
    help_here: [hjaelp]
    contact_points: [udbetaling]
    deadline: senest den 15.
    if_no_reply: Ring til os.
    desk_note: Spørg om kontrakten.
    source: https://www.borger.dk/bolig
    source_date: 2026-11-12
  lukket: {name: Lukket, description: D, contact_points: [aften], guides: [soeg]}
  fare:
    name: Fare
    description: D
    urgent: "true"
    alert: Tal roligt.
    competent_authority: udbetaling
    contact_points: [aften, alarm]
    required_documents: [Intet]
    cost: Gratis
contact_points:
  udbetaling:
    name: Udbetaling
    description: D
    phones:
      - {number: "+45 70 00 00 01", name: pension, hours: "Mo-Fr 08:00-16:00"}
      - {number: "+45 70 00 00 02", name: boligstøtte, hours: "Mo-Fr 12:00-16:00"}
      - {number: "+45 70 00 00 03", name: barsel, hours: hverdage 9-10}
  hjaelp:
    name: Digital hjælp
    description: D
    directions: Stuen
    telephone: "+45 12 34 50 11"
    opening_hours: "Mo-Fr 11:00-14:00"
    phone_hours: "Mo-Fr 09:00-15:00"
  aften: {name: Aften, description: D, opening_hours: "Mo-Fr 16:00-20:00", telephone: "+45 12 34 50 14"}
  alarm: {name: Alarm, description: D, telephone: "112", phone_hours: 24/7}
guides:
  soeg: {name: Søg på nettet, description: D, url: "https://soeg.example/", steps: [En]}
notices:
  jul: {text: Julelukket, until: 2026-12-01}
"""  # noqa: E501


@pytest.fixture
def told(tmp_path: Path) -> Path:
    loaded = load(write(tmp_path, h=MUNICIPALITY, a=WHOLE, t=TOLD))
    assert not [each for each in loaded.problems if each.severity == "error"]
    return tmp_path


def test_who_helps_here_is_told_before_who_decides_with_the_number_for_the_errand(
    told: Path,
) -> None:
    assert list(describe(_way(told, "service:bolig"), NOW))[:11] == [
        "Boligstøtte (service:bolig)",
        "! Julelukket",
        "Udbetaling decides this, and we help here.",
        "Where:",
        "  Digital hjælp  ● Telephone open until 15:00 · ○ Closed, opens 11:00",
        "  Stuen",
        "  Tel. +45 12 34 50 11  ● Open until 15:00",
        "  Udbetaling  ○ Closed, opens 12:00",
        "  Tel. +45 70 00 00 02 · boligstøtte",
        "  Tel. +45 70 00 00 01 · pension  ● Open until 16:00",
        "  Tel. +45 70 00 00 03 · barsel  hverdage 9-10",
    ]


def test_a_deadline_and_a_note_for_the_desk_stand_where_the_desk_reads(told: Path) -> None:
    lines = list(describe(_way(told, "service:bolig"), NOW))
    assert "Only here: Spørg om kontrakten." in lines
    assert "Deadline: senest den 15." in lines
    assert "No reply: Ring til os." in lines
    assert lines[-1] == "Source: borger.dk, November 2026; not checked by us yet"


def test_when_all_is_closed_it_is_said_first_what_can_be_done(told: Path) -> None:
    lines = list(describe(_way(told, "service:lukket"), NOW))
    assert lines[4:8] == [
        "Where:",
        "  Everything is closed right now. Online: Søg på nettet",
        "  Aften  ○ Closed, opens 16:00",
        "  Tel. +45 12 34 50 14",
    ]


def test_of_danger_its_own_alert_and_the_number_to_ring_come_first(
    told: Path, language: str
) -> None:
    lines = list(describe(_way(told, "service:fare"), NOW))
    ring, helps = {
        "en": ("Ring", "Udbetaling helps."),
        "da": ("Ring til", "Det er Udbetaling, der hjælper."),
    }[language]
    assert lines[1:4] == ["! Tal roligt.", "! Julelukket", helps]
    assert lines[5].startswith(f"  {ring} +45 70 00 00 01")
    assert any(line.startswith(f"  {ring} 112  Alarm") for line in lines)
    assert not any(line.startswith(f"  {ring} +45 12 34 50 14") for line in lines)
    assert not any("decides" in line or "afgør" in line for line in lines)


def test_a_number_to_ring_says_what_it_is_for(told: Path, language: str) -> None:
    ring = {"en": "Ring", "da": "Ring til"}[language]
    lines = list(describe(_way(told, "service:fare"), NOW))
    assert any(line.startswith(f"  {ring} +45 70 00 00 01 · pension  Udbetaling") for line in lines)


VAGT = """
services:
  kloak: {name: Kloak, description: D, contact_points: [forsyning]}
  snavs: {name: Snavset vand, description: D, contact_points: [forsyning]}
contact_points:
  forsyning:
    name: Forsyning
    description: D
    telephone: "+45 12 34 50 61"
    opening_hours: "Mo-Fr 12:00-14:00"
    phones:
      - {number: "+45 12 34 50 62", name: døgnvagt, hours: 24/7}
      - {number: "+45 12 34 50 63", name: kloak}
"""


def test_the_desk_lists_every_number_of_a_closed_door_where_none_is_named_for_the_errand(
    told: Path,
) -> None:
    (told / "vagt.yaml").write_text(VAGT, encoding="utf-8")
    ends = {"service:snavs": {"61", "62", "63"}, "service:kloak": {"61", "63"}}
    for ref, expected in ends.items():
        (where,) = [part for part in sections(_way(told, ref), NOW) if part.part is Part.WHERE]
        said = "\n".join(words(line) for line in where.lines)
        assert {end for end in ("61", "62", "63") if f"+45 12 34 50 {end}" in said} == expected
        assert ("Telephone open" in said) is ("62" in expected), said


def test_in_danger_nobody_is_told_what_to_bring_or_what_it_costs(told: Path) -> None:
    way = _way(told, "service:fare")
    left_out = {Part.BRING, Part.COST}
    shown = {part.part for part in sections(way, NOW)}
    assert left_out < shown  # on its own page and on the slip, where there is time to read
    assert {part.part for part in sections(way, NOW, in_danger=True)} == shown - left_out


def test_a_slip_about_what_is_urgent_says_what_to_bring(told: Path) -> None:
    page = slip(_way(told, "service:fare"), house="H", now=NOW, language="en")
    assert "<li>Intet</li>" in page
    assert "Gratis" in page


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 12, 1), "5 December 2026 to 7 December 2026: Moving"),
        (date(2026, 12, 5), "Until 7 December 2026: Moving"),
        (date(2026, 12, 7), "Moving"),
    ],
)
def test_a_closure_says_its_days_while_they_are_to_come(today: date, told: str) -> None:
    closure = Closure(starts=date(2026, 12, 5), until=date(2026, 12, 7), text="Moving")
    assert closure_text(closure, today) == told


def test_a_slip_never_has_the_note_for_the_desk_and_has_the_deadline(
    told: Path, language: str
) -> None:
    page = slip(_way(told, "service:bolig"), house="H", now=NOW, language=language)
    assert "kontrakten" not in page
    assert "senest den 15." in page
    assert "Ring til os." in page


def test_a_slip_says_each_way_once_and_under_its_own_door(told: Path, language: str) -> None:
    page = slip(_way(told, "service:bolig"), house="H", now=NOW, language=language)
    assert page.count("+45 70 00 00 02") == page.count("+45 12 34 50 11") == 1
    assert "+45 70 00 00 01" not in page
    helps, decides = page.index("Digital hjælp"), page.index(">Udbetaling")
    assert helps < page.index("+45 12 34 50 11") < decides < page.index("+45 70 00 00 02")


@pytest.mark.parametrize(
    ("today", "until", "told"),
    [
        (1, 7, "The house is closed from 5 December 2026 to 7 December 2026."),
        (1, 5, "The house is closed on 5 December 2026."),
        (5, 7, "The house is closed until 7 December 2026."),
        (7, 7, "The house is closed today."),
    ],
)
def test_a_closure_without_words_of_its_own_is_told_by_its_days(
    today: int, until: int, told: str
) -> None:
    closure = Closure(starts=date(2026, 12, 5), until=date(2026, 12, until))
    assert closure_text(closure, date(2026, 12, today)) == told
