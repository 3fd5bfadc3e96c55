"""Danger is heard: over the starter knowledge, and how a phrase is said and not said."""

from functools import cache

import pytest
from msgspec.structs import replace

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import ServiceTranslation
from floorwalker.search.index import Index
from floorwalker.search.lexicon import Lexicon
from tests.search.base import SERVICES, knowledge, service
from tests.search.evaluate import STARTER
from tests.search.evaluate_danger import DANGER, EVERYDAY, Ear, half
from tests.search.visitors import Row, is_held, load_rows

FIRST = 0.97
SELDOM = 0.06
PHRASES = (
    "han slår mig",
    "hjælp/brand.",
    "he/she is choking.",
    "він знепритомнів.",
    "sover i bilen",
    "han/hun/jeg bløder.",
    "на допомогу.",
    "hun trækker ikke vejret",
    "jeg kan ikke mere",
    "jeg har taget alle mine piller",
    "min søn er væk.",
    "har ingen penge til mad",
    "selvmord",
    "mand/dame faldet om",
    "чоловік мене б'є",
    "زوجي يضربني",
)


@cache
def _starter() -> Ear:
    return Ear(load(STARTER).knowledge)


@cache
def _rows(half_of: str) -> list[Row]:
    rows = load_rows(DANGER if half_of == "danger" else EVERYDAY)
    return half(rows, "tune")


@cache
def _small() -> Index:
    urgent = replace(
        service("noed", "Nødhjælp", "krisehjælp"),
        urgent=True,
        danger=PHRASES,
        audience=("citizen",),
        translations={"es": ServiceTranslation(danger=("mi marido me pega",))},
    )
    return Index.build(knowledge(services=(*SERVICES, urgent)), lexicon=Lexicon(()))


def _first(query: str, *, audience: str | None = None) -> str:
    hits = _small().search(query, audience=audience).hits
    return hits[0].ref if hits else ""


@pytest.mark.parametrize(
    "query",
    [
        *("jeg har taget piller", "hun har taget piller", "min mor har fået et slag"),
        *("she is bleeding", "he is bleeding", "hun bløder", "han bløder", "der er en der bløder"),
        *("brand", "fire", "hjælp", "Hilfe", "help me", "допоможіть", "النجدة"),
    ],
)
def test_few_words_are_enough_where_life_is_in_danger(query: str) -> None:
    assert _starter().three(query)[0] == "service:livsfare"


def test_who_is_not_safe_at_home_is_heard() -> None:
    assert _starter().three("i feel unsafe at home")[0] == "service:vold-i-hjemmet"


def test_another_language_lends_no_word_to_danger() -> None:
    first, *_ = _starter().three("min datter er indlagt og misser undervisningen")
    assert first not in _starter().urgent


def test_what_people_in_danger_say_comes_first() -> None:
    heard = _starter().heard(_rows("danger"))
    assert heard.first >= FIRST
    assert heard.third == 1.0


def test_no_urgent_entry_leads_on_any_other_day() -> None:
    assert _starter().false_alarms(_rows("everyday")) == []


def test_the_tables_set_half_aside_by_a_rule() -> None:
    for table, least in ((DANGER, 300), (EVERYDAY, 500)):
        rows = load_rows(table)
        assert len(rows) >= least
        assert len({row.query for row in rows}) == len(rows)
        assert all((row.set == "held") == is_held(row.query, 2) for row in rows)


def test_every_entry_of_the_table_is_one_that_is_urgent() -> None:
    expected = {ref for row in load_rows(DANGER) for ref in row.expect}
    assert expected <= _starter().urgent


def test_every_urgent_service_of_the_starter_is_told_of_in_five_languages() -> None:
    for entry in load(STARTER).knowledge.services.values():
        if entry.urgent:
            said = " ".join(entry.danger)
            assert any("а" <= letter <= "я" for letter in said), entry.ref
            assert any("\u0600" <= letter <= "\u06ff" for letter in said), entry.ref


@pytest.mark.parametrize(
    "query",
    [
        "han slår mig",
        "min kæreste slog mig i går",
        "HAN SLÅR MIG!",
        "i går slog han mig igen",
        "jeg skal have nyt pas men han slår mig",
        "hun trækker ikke vejret",
        "min mor trækker ikke vejret",
        "hun traekker ikke vejret",
        "hun trækker ikke vejet",
        "jeg kan ikke mere",
        "jeg kan ikke mere og jeg vil hjem",
        "ved du hvad, jeg kan ikke mere.",
        "jeg har lige taget alle mine piller",
        "min datter er væk",
        "vi har ikke nogen penge til mad",
        "selvmord",
        "sælvmord",
        "der er en dame faldet om",
        "Мій чоловік мене б'є",
        "чоловік мене бʼє",
        "ضربني زوجي",
        "han slår mig ikke kun i dag",
        "hjælp",
        "hjælp mig nu!",
        "HJÆLP hjælp",
        "brand",
        "han bløder",
        "nu bløder hun",
        "jeg bløder meget",
        "he's choking",
        "She’s choking!",
        "my flatmate is choking",
        "мій дідусь знепритомнів",
        "на допомогу",
    ],
)
def test_a_phrase_is_heard(query: str) -> None:
    assert _first(query) == "service:noed"


@pytest.mark.parametrize(
    "query",
    [
        "han slår græs",
        "han slår mig ikke",
        "jeg slog mig på knæet",
        "slå mit pas op",
        "han slår mig i skak",
        "hun trækker vejret",
        "jeg kan ikke mere huske mit kørekort",
        "jeg har taget alle mine papirer og mit pas",
        "min søns pas er væk",
        "min søn er væk på ferie med sit pas",
        "mit pas er væk",
        "penge til pension",
        "en film om selvmord på biblioteket og et pas",
        "selvmord og pas",
        "lampen er faldet om og gadelys",
        "hjælp til mit pas",
        "brandtilsyn og pas",
        "hjælp mig med mit pas",
        "допомогу на дитину",
        "sove billigt i byen med pas",
        "",
        "?!",
    ],
)
def test_what_only_sounds_like_it_is_not(query: str) -> None:
    assert _first(query) != "service:noed"


def test_danger_is_heard_at_the_end_of_a_long_story_and_for_any_audience() -> None:
    story = "jeg skal bare høre om pas og kørekort og pension og vuggestue " * 5
    assert _first(f"{story} og han slår mig") == "service:noed"
    assert _first("han slår mig", audience="business") == "service:noed"


def test_what_a_translation_says_of_danger_is_heard_too() -> None:
    assert _first("socorro, mi marido me pega") == "service:noed"


def test_a_word_of_an_urgent_entry_leads_no_more_than_another() -> None:
    hits = _small().search("krisehjælp pas").hits
    assert hits[0].ref == "service:pas"
    assert "service:noed" in [hit.ref for hit in hits]
    assert _first("krisehjælp") == "service:noed"


@pytest.mark.parametrize("phrases", [(), ("!",), ("han slår\nmig",), ("/", "...", "a/b/c")])
def test_an_urgent_entry_may_say_anything_or_nothing(phrases: tuple[str, ...]) -> None:
    urgent = replace(service("noed", "Nødhjælp", "krisehjælp"), urgent=True, danger=phrases)
    index = Index.build(knowledge(services=(*SERVICES, urgent)), lexicon=Lexicon(()))
    assert index.search("krisehjælp").hits[0].ref == "service:noed"
    assert index.search("pas").hits[0].ref == "service:pas"


HALF_HEARD = (
    "pas og kørekort, og så er der alle de piller han tog",
    "pas og kørekort, der er en der trækker vejret så sært",
)


@pytest.mark.parametrize("query", HALF_HEARD)
def test_what_is_half_heard_is_third_and_nothing_else_changes(query: str) -> None:
    quiet = Index.build(knowledge(services=SERVICES), lexicon=Lexicon(())).search(query)
    found = _small().search(query)
    others = [hit for hit in found.hits if hit.ref != "service:noed"]
    assert found.hits[2].ref == "service:noed"
    assert [hit.ref for hit in others] == [hit.ref for hit in quiet.hits]
    assert found.confident == quiet.confident
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)


def test_behind_a_single_hit_what_is_half_heard_is_second_and_alone_it_is_not_shown() -> None:
    found = _small().search("pas og alle de piller han tog", kind="service")
    assert [hit.ref for hit in found.hits] == ["service:pas", "service:noed"]
    assert _small().search("alle de piller han tog").hits == ()


def test_what_is_half_heard_says_which_words_speak_for_it() -> None:
    query = HALF_HEARD[0]
    hit = next(hit for hit in _small().search(query).hits if hit.ref == "service:noed")
    assert "piller" in hit.matched
    third = _small().explain(query)[2]
    assert any("danger half heard: " in line for line in third.lines())


def test_what_is_half_heard_is_of_the_kind_that_was_asked_for() -> None:
    refs = [hit.ref for hit in _small().search(HALF_HEARD[0], kind="contact").hits]
    assert "service:noed" not in refs


@pytest.mark.parametrize(
    "query",
    [
        "pas og kørekort til en film om piller",
        "pas og kørekort, jeg har ikke taget piller",
        "mit pas er væk og kørekort",
    ],
)
def test_a_word_of_danger_beside_other_errands_is_not_half_heard(query: str) -> None:
    refs = [hit.ref for hit in _small().search(query).hits]
    assert "service:noed" not in refs


def test_what_is_half_heard_takes_the_third_place_on_few_other_days() -> None:
    ear = _starter()
    rows = _rows("everyday")
    assert sum(ear.half_hears(row.query) for row in rows) <= SELDOM * len(rows)


def test_what_was_heard_is_shown_and_explained() -> None:
    found = _small().search("min kone slog mig, og pas")
    assert found.confident
    assert found.hits[0].matched == ("han slår mig",)
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)
    explained = _small().explain("min kone slog mig, og pas")[0]
    assert any("danger: han slår mig" in line for line in explained.lines())
