"""From what people say to the words that officials use."""

from pathlib import Path

import pytest

from floorwalker.plain_yaml import parse
from floorwalker.search.index import Index
from floorwalker.search.lexicon import Lexicon, Synonym, load_lexicon, read_entries
from floorwalker.search.synonyms import SynonymFinder
from tests.search.base import index, knowledge

FOLDER = Path(__file__).parents[2] / "floorwalker" / "search" / "lexicon"


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("krykker", "service:hjaelpemidler"),
        ("krykkerne", "service:hjaelpemidler"),
        ("jeg skal aflevere mine krykker", "service:hjaelpemidler"),
        ("lampen er gået i sort", "service:gadelys"),
        ("jeg har ingen penge", "service:pension"),
        ("wheelchair", "service:hjaelpemidler"),
        ("the street light is out", "service:gadelys"),
    ],
)
def test_an_expression_leads_to_the_official_word(query: str, ref: str) -> None:
    assert index().search(query).hits[0].ref == ref


def test_a_word_in_the_query_weighs_more_than_a_synonym() -> None:
    hits = index(Synonym("pas", ("kørekort",), "da")).search("pas").hits
    assert hits[0].ref == "service:pas"


def test_a_negation_belongs_to_its_expression() -> None:
    synonyms = SynonymFinder(Lexicon((Synonym("ingen penge", ("nødhjælp",), "da"),)))
    assert list(synonyms.find(["ingen", "penge"]))
    assert not list(synonyms.find(["mange", "penge"]))


def test_words_far_from_each_other_are_no_expression() -> None:
    synonyms = SynonymFinder(Lexicon((Synonym("bøde på ruden", ("parkeringsafgift",), "da"),)))
    assert list(synonyms.find(["bøde", "på", "min", "rude"]))
    far = ["bøde", "fordi", "hunden", "gøede", "af", "naboens", "kat", "i", "ruden"]
    assert not list(synonyms.find(far))


def test_english_is_not_heard_in_a_plainly_danish_question() -> None:
    found = index(Synonym("gift", ("kørekort",), "en"))
    assert [hit.ref for hit in found.search("a gift for you").hits] == ["service:koerekort"]
    assert not found.search("vi vil gerne være gift").hits


def test_english_words_do_not_end_danish_compounds() -> None:
    danish, english = (Synonym("sling", ("kørekort",), language) for language in ("da", "en"))
    assert index(danish).search("tarzansling").hits
    assert not index(english).search("tarzansling").hits


def test_an_expression_that_leads_nowhere_is_silent() -> None:
    assert index(Synonym("krykker", ("rumrejse",), "da")).search("krykker").hits == ()


def test_the_editors_file_adds_to_the_products_lexicon(tmp_path: Path) -> None:
    own = tmp_path / "lexicon.yaml"
    own.write_text("lexicon:\n  det runde hus: [borgerservice]\n", encoding="utf-8")
    loaded = load_lexicon(own)
    assert not loaded.flaws
    assert Synonym("det runde hus", ("borgerservice",), "da") in loaded.lexicon.synonyms
    assert len(loaded.lexicon.synonyms) > len(load_lexicon(own, own=None).lexicon.synonyms)


def test_a_file_that_is_not_there_is_no_flaw(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "lexicon.yaml", own=None).lexicon == Lexicon()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("lexicon:\n  a b: kørekort\n", "lexicon-targets", 2),
        ("lexicon:\n  good: [pas]\n  bad: []\n", "lexicon-targets", 3),
        ("lexicon:\n  bad: [{a: b}]\n", "lexicon-targets", 2),
        ("lexicon:\n  a b c d e f g h i: [pas]\n", "lexicon-expression", 2),
        ("lexicon:\n  '!': [pas]\n", "lexicon-expression", 2),
        ("words:\n  a: [pas]\n", "lexicon-shape", 1),
        ("- a\n", "lexicon-shape", 1),
        ("lexicon:\n  a: [pas]\n  a: [kort]\n", "duplicate-key", 3),
        ("lexicon:\n\ta: [pas]\n", "tab", 2),
    ],
)
def test_every_flaw_of_a_lexicon_has_its_place(text: str, code: str, line: int) -> None:
    _, flaws = read_entries(text.encode())
    assert [(flaw.code, flaw.line) for flaw in flaws] == [(code, line)]


def test_what_is_sound_beside_a_flaw_is_kept() -> None:
    entries, flaws = read_entries(b"lexicon:\n  good: [pas]\n  bad: []\n")
    assert entries == {"good": ("pas",)}
    assert len(flaws) == 1


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_the_products_files_read_fast_as_they_read_as_yaml(path: Path) -> None:
    data = path.read_bytes()
    document = parse(data)
    assert not document.flaws
    entries, flaws = read_entries(data)
    assert not flaws
    assert isinstance(document.value, dict)
    assert document.value == {"lexicon": {said: list(targets) for said, targets in entries.items()}}


def test_synonyms_of_the_product_lead_to_words_not_to_entries() -> None:
    for synonym in load_lexicon().lexicon.synonyms:
        assert all(":" not in target for target in synonym.targets)


def test_the_index_reads_the_products_lexicon_unless_it_is_given_one() -> None:
    assert Index.build(knowledge()).search("rullestol").query == "rullestol"
