"""What is found, in which order, and what is trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.knowledge.model.records import ContactPoint, Phone, Service
from floorwalker.search.index import Index
from floorwalker.search.lexicon import Lexicon
from floorwalker.search.numbers import Numbers
from tests.search.base import CONTACTS, GUIDES, SERVICES, index, knowledge, service


@pytest.fixture(scope="module")
def small() -> Index:
    return index()


def first(found: Index, query: str) -> str:
    hits = found.search(query).hits
    return hits[0].ref if hits else ""


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("pas", "service:pas"),
        ("KOEREKORT", "service:koerekort"),
        ("korekort", "service:koerekort"),
        ("kørek", "service:koerekort"),
        ("kørekrot", "service:koerekort"),
        ("kørekprt", "service:koerekort"),
        ("kørekortene", "service:koerekort"),
        ("kørekort duplikat", "service:koerekort"),
        ("børnehave", "service:dagtilbud"),
        ("børne have plads", "service:dagtilbud"),
        ("vuggestuerne", "service:dagtilbud"),
        ("gade belysning", "service:gadelys"),
        ("gadebleysning", "service:gadelys"),
        ("belysning", "service:gadelys"),
        ("jeg har tabt mit kørekort i havnen", "service:koerekort"),
        ("passport", "service:pas"),
        ("citizen service", "contact:borgerservice"),
        ("1234 5678", "contact:borgerservice"),
        ("76 50", "contact:jobcenter"),
        ("+45 98 76 50 00", "contact:jobcenter"),
        ("skranken@provekobing.example", "contact:borgerservice"),
        ("skranken@", "contact:borgerservice"),
        ("kultur og borgere", "contact:borgerservice"),
        ("jobcentret telefon", "contact:jobcenter"),
        ("partshøring", "term:partshoering"),
        ("pension udbetaling danmark", "service:pension"),
    ],
)
def test_what_a_visitor_types_comes_first(small: Index, query: str, ref: str) -> None:
    assert first(small, query) == ref


def test_the_first_words_of_a_name_say_more_than_a_whole_short_name() -> None:
    entries = (service("mitid", "MitID"), service("telefon", "MitID på ny telefon"))
    found = Index.build(knowledge(entries, (), (), ()), lexicon=Lexicon())
    assert first(found, "mitid") == "service:mitid"
    assert first(found, "mitid på") == "service:telefon"


def test_a_guide_does_not_bury_its_service(small: Index) -> None:
    refs = [hit.ref for hit in small.search("pas").hits]
    assert refs.index("service:pas") < refs.index("guide:bestil-pas")


def test_a_guide_called_by_its_whole_name_comes_first(small: Index) -> None:
    assert first(small, GUIDES[0].name) == "guide:bestil-pas"


def test_the_name_beats_the_keyword_and_the_keyword_the_description() -> None:
    entries = (
        service("text", "Et", description="Her står hegn i en sætning."),
        service("keyword", "To", "hegn"),
        service("name", "Hegn"),
    )
    found = Index.build(knowledge(entries, (), (), ()), lexicon=Lexicon()).search("hegn")
    assert [hit.ref for hit in found.hits] == ["service:name", "service:keyword", "service:text"]


def test_a_rare_word_decides_between_entries_that_share_a_common_one() -> None:
    entries = tuple(service(f"t{n}", f"Tilskud {word}") for n, word in enumerate("abcdefgh"))
    entries += (service("friplads", "Friplads"), service("andet", "Tilskud"))
    found = Index.build(knowledge(entries, (), (), ()), lexicon=Lexicon())
    assert first(found, "tilskud friplads") == "service:friplads"


def test_letters_that_are_typed_are_meant() -> None:
    entries = (service("road", "Kørt"), service("card", "Kort"))
    found = Index.build(knowledge(entries, (), (), ()), lexicon=Lexicon())
    assert first(found, "kørt") == "service:road"
    assert first(found, "kort") == "service:card"


def test_registrations_decide_between_equals_alone() -> None:
    entries = (service("a", "Tilladelse til hegn"), service("b", "Tilladelse til skur"))
    base = knowledge(entries, (), (), ())
    assert first(Index.build(base, lexicon=Lexicon()), "tilladelse") == "service:a"
    used = Index.build(base, lexicon=Lexicon(), usage={"service:b": 7})
    assert first(used, "tilladelse") == "service:b"
    assert first(used, "hegn") == "service:a"


def test_hits_are_of_the_kind_and_for_the_audience_asked_for(small: Index) -> None:
    kinds = {hit.kind for hit in small.search("pas", kind="guide").hits}
    assert kinds == {"guide"}
    for_business = {hit.ref for hit in small.search("pas", audience="business").hits}
    assert "service:pas" not in for_business
    assert first(small, "udskænkning") == "service:bevilling"


def test_a_wrong_door_names_who_decides(small: Index) -> None:
    assert small.search("folkepension").hits[0].competent_authority == "Udbetaling Danmark"
    assert small.search("kørekort").hits[0].competent_authority is None


def test_matched_says_what_matched_in_the_entrys_own_words(small: Index) -> None:
    assert "kørekort" in small.search("korekort").hits[0].matched
    assert "krykker ≈ hjælpemidler" in small.search("krykker").hits[0].matched


@pytest.mark.parametrize(
    "query", ["lasagne", "asdfghjkl", "aktiekurser", "qwrtplk zzx", "horoskop for vædderen"]
)
def test_another_world_is_not_trusted(small: Index, query: str) -> None:
    assert not small.search(query).confident


@pytest.mark.parametrize("query", ["pas", "kørekrot", "gadebel", "76 50", "krykker", "passport"])
def test_what_is_there_is_trusted(small: Index, query: str) -> None:
    assert small.search(query).confident


@pytest.mark.parametrize(
    "query",
    ["", " ", "\x00", "\x1b[31m", "[red]", "[/x]", "%s{}", "🙂", "'\";--", "\ud800", "-", "a" * 99],
)
def test_odd_queries_are_harmless(small: Index, query: str) -> None:
    assert small.search(query).query == query


def test_only_the_first_letters_of_an_endless_query_are_read(small: Index) -> None:
    endless = "kørekort " * 2000
    assert first(small, endless) == "service:koerekort"
    assert small.search(endless[:10_000]).hits == small.search(endless[:110]).hits


def test_explain_tells_of_the_same_hits_in_the_same_order(small: Index) -> None:
    query = "forny kørekort"
    explained = small.explain(query)
    assert tuple(found.hit for found in explained) == small.search(query).hits
    assert explained[0].lines()[0].startswith(f"{explained[0].hit.score:.4f} service:koerekort")
    assert {found.word for found in explained[0].evidence} == {"forny", "kørekort"}


TYPED = st.text(alphabet="abdefghijklmnoprstuvyæøå 0123456789-", max_size=60)


@given(TYPED)
def test_scores_fall_monotonically_between_nought_and_one(query: str) -> None:
    scores = [hit.score for hit in _small().search(query, limit=50).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(TYPED, TYPED)
def test_an_answer_does_not_depend_on_what_was_asked_before(before: str, query: str) -> None:
    used = index()
    used.search(before)
    assert used.search(query) == index().search(query)


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(query: str) -> None:
    found = _small().search(query)
    assert len({hit.ref for hit in found.hits}) == len(found.hits) <= 10


@pytest.mark.parametrize("entry", SERVICES, ids=lambda entry: entry.id)
def test_every_name_finds_its_entry_in_any_spelling(entry: object) -> None:
    assert isinstance(entry, type(SERVICES[0]))
    for spelling in (entry.name, entry.name.upper(), entry.name.replace("ø", "oe")):
        assert first(_small(), spelling) == entry.ref


_KEPT: list[Index] = []


def _small() -> Index:
    """One index for all examples of a property: hypothesis asks hundreds of times."""
    if not _KEPT:
        _KEPT.append(index())
    return _KEPT[0]


def test_a_letter_and_its_word_are_one() -> None:
    entries = [service("kasse", "Kasse"), service("dagpenge", "Dagpenge", "a-kasse")]
    found = Index.build(knowledge(entries), lexicon=Lexicon())
    assert first(found, "a-kasse") == "service:dagpenge"
    assert first(found, "kasse") == "service:kasse"


def test_a_common_word_counts_for_an_entry_that_another_word_brings_in() -> None:
    """The list of a common word is cut; what stands behind the cut counts as what is before it."""
    many = [service(f"t{number}", f"Tilskud {number}") for number in range(1600)]
    before, behind = (service(id_, "Tilskud til orgel") for id_ in ("before", "behind"))
    found = Index.build(knowledge((before, *many, behind), (), (), ()), lexicon=Lexicon())
    hits = found.search("tilskud orgel", limit=2).hits
    assert {hit.ref for hit in hits} == {"service:before", "service:behind"}
    assert hits[0].score == hits[1].score


@pytest.mark.parametrize(
    "query", ["børnehave lygtepæl", "krykker alderdom", "alkohol lygtepæl", "tid alderdom"]
)
def test_a_stranger_beside_a_known_word_makes_the_answer_unsure(small: Index, query: str) -> None:
    known, _stranger = query.split()
    assert small.search(known).hits
    assert not small.search(query).confident


@pytest.mark.parametrize("query", ["+3", "3", "32.13", "§ 13", "13", "3 13", "13.5"])
def test_figures_that_only_stand_somewhere_make_nothing_certain(query: str) -> None:
    course = Service(
        id="kursus",
        name="Kursus",
        description="Modul 3 har 13 pladser.",
        keywords=("prøve i modul 3", "hold 13"),
    )
    found = Index.build(knowledge((course,), (), (), ()), lexicon=Lexicon()).search
    assert found("kursus").confident
    assert found(query).hits
    assert not found(query).confident


@pytest.mark.parametrize("query", ["1813", "(1813)", "18 13"])
def test_a_number_that_is_a_whole_name_or_is_dialled_is_certain(query: str) -> None:
    doctor = ContactPoint(id="laege", name="Lægevagt", description="Ring.", telephone="1813")
    found = Index.build(knowledge((), (doctor,), (), ()), lexicon=Lexicon()).search
    assert found(query).hits[0].ref == "contact:laege"
    assert found(query).confident


@pytest.mark.parametrize(
    "query",
    ["1888", "70 80 90 12", "+45 70 80 90 12", "70809012", "708090", "90 12", "boligstøtte"],
)
def test_every_number_of_a_contact_point_finds_it(query: str) -> None:
    payer = ContactPoint(
        id="udbetaling",
        name="Udbetaling Danmark",
        description="Udbetaler boligstøtte.",
        telephone="+45 70 12 80 61",
        phones=(Phone(number="+45 70 80 90 12", name="boligstøtte"), Phone(number="1888")),
    )
    found = Index.build(knowledge((), (*CONTACTS, payer), (), ()), lexicon=Lexicon()).search
    assert found(query).hits[0].ref == payer.ref


def test_the_number_that_fits_best_is_what_a_contact_point_is_found_by() -> None:
    numbers = Numbers(
        [
            ContactPoint(
                id="flere",
                name="Flere",
                description="D",
                telephone="+45 98 12 12 98",
                phones=(Phone(number="+45 12 12 50 00"), Phone(number="+45 50 12 12 00")),
            ),
            ContactPoint(id="en", name="En", description="D", telephone="+45 12 12 50 00"),
        ]
    )
    found = numbers.find_telephone("1212")
    assert found[0] == found[1]
