"""What is said to differ between two states of a base is what differs, all of it, in order."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields as fields_of
from msgspec.structs import replace

from floorwalker.knowledge.comparing.areas import AREAS, FIELDS, Area
from floorwalker.knowledge.comparing.differences import Difference, compare
from floorwalker.knowledge.comparing.wording import Wording, group_of
from floorwalker.knowledge.hours.in_words import hours_in_words
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import (
    LAYING,
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Notice,
    Rate,
    Service,
    Term,
)
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, sound, write

STARTER = Path(__file__).parents[2] / "knowledge"


def found(tmp_path: Path, old: str, new: str, file: str = "services") -> list[Difference]:
    """The differences where `old` has become `new` in one of the files."""
    texts = {"services": SERVICES, "contacts": CONTACTS, "house": MUNICIPALITY}
    assert old in texts[file]
    before = sound(tmp_path / "before")
    after = write(sound(tmp_path / "after"), **{file: texts[file].replace(old, new)})
    return compare(load(before).knowledge, load(after).knowledge)


def said(tmp_path: Path, old: str, new: str, file: str = "services") -> list[str]:
    differences = found(tmp_path, old, new, file)
    before, after = (load(tmp_path / name).knowledge for name in ("before", "after"))
    return [Wording(before, after).line(each) for each in differences]


def test_the_same_base_has_no_difference() -> None:
    knowledge = load(STARTER).knowledge
    assert compare(knowledge, knowledge) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("services", "Se prislisten", "920 kr.", "price: Se prislisten → 920 kr."),
        ("services", "10 hverdage", "15 hverdage", "typisk 10 hverdage → typisk 15 hverdage"),
        ("services", "name: Pas", "name: Rejsepas", "name: Pas → Rejsepas"),
        ("services", "response_days: 14", "response_days: 21", "days until an answer: 14 → 21"),
        ("services", "[rejsepas, fornye pas]", "[fornye pas]", "search words: - rejsepas"),
        ("services", "[rejsepas,", "[rødt pas, rejsepas,", "search words: + rødt pas"),
        ("services", "    response_days: 14\n", "", "days until an answer: - 14"),
        ("services", "2026-10-01", "2026-11-01", "1 October 2026 → 1 November 2026"),
        (
            "services",
            "[borgerservice]",
            "[omstilling, borgerservice]",
            "where to go: + Omstillingen (first: Omstillingen)",
        ),
        ("contacts", "34 50 00", "34 50 01", "telephone: +45 12 34 50 00 → +45 12 34 50 01"),
        (
            "contacts",
            "Mo-Fr 09:00-15:00",
            "Mo-Th 09:00-15:00",
            "Mon-Fri 09:00-15:00; public holidays closed → "
            "Mon-Thu 09:00-15:00; public holidays closed",
        ),
        (
            "house",
            "  languages: [da]",
            "  closures: [{from: 2026-12-24, until: 2027-01-03, text: Jul}]\n  languages: [da]",
            "closing days of the house: + 24 December 2026 - 3 January 2027: Jul",
        ),
        (
            "house",
            "  languages: [da]",
            "  closures: [{from: 2027-05-14, until: 2027-05-14}]\n  languages: [da]",
            "closing days of the house: + 14 May 2027",
        ),
        (
            "contacts",
            "    phone_hours",
            '    phones: [{number: "+45 12 34 50 02", name: Pas}]\n    phone_hours',
            "further numbers: + +45 12 34 50 02, Pas",
        ),
    ],
)
def test_a_change_is_said_in_one_line(
    tmp_path: Path, file: str, old: str, new: str, line: str
) -> None:
    (only,) = said(tmp_path, old, new, file)
    assert line in only


def test_a_new_order_of_doors_is_a_change(tmp_path: Path) -> None:
    before = SERVICES.replace("[borgerservice]", "[borgerservice, omstilling]")
    old = load(write(sound(tmp_path / "old"), services=before)).knowledge
    after = SERVICES.replace("[borgerservice]", "[omstilling, borgerservice]")
    new = load(write(sound(tmp_path / "new"), services=after)).knowledge
    (only,) = compare(old, new)
    line = Wording(old, new).line(only)
    assert line == "where to go: another order, now Omstillingen, Borgerservice"


def test_of_a_long_text_the_words_around_the_difference_remain(tmp_path: Path) -> None:
    long = " ".join(f"ord{number}" for number in range(60))
    before = SERVICES.replace("Nyt pas til voksne.", long)
    after = before.replace("ord30", "andet")
    old = load(write(sound(tmp_path / "old"), services=before)).knowledge
    new = load(write(sound(tmp_path / "new"), services=after)).knowledge
    (only,) = compare(old, new)
    assert Wording(old, new).line(only) == (
        "description: … ord27 ord28 ord29 ord30 ord31 ord32 ord33 … → "
        "… ord27 ord28 ord29 andet ord31 ord32 ord33 …"
    )


def test_translations_are_told_by_language_with_the_fields(tmp_path: Path) -> None:
    there = "    response_days: 14\n    translations:\n      en: {name: Passport, cost: Free}\n"
    before = write(
        sound(tmp_path / "old"), services=SERVICES.replace("    response_days: 14\n", there)
    )
    after = there.replace("Passport, cost: Free", "Passports") + "      de: {name: Reisepass}\n"
    later = write(
        sound(tmp_path / "new"), services=SERVICES.replace("    response_days: 14\n", after)
    )
    differences = compare(load(before).knowledge, load(later).knowledge)
    assert [(d.language, d.added, d.removed) for d in differences] == [
        ("de", ("name",), ()),
        ("en", ("name",), ("cost",)),
    ]


def test_an_entry_with_a_new_id_is_the_same_entry(tmp_path: Path) -> None:
    (only,) = found(tmp_path, "  pas:", "  pas-til-voksne:")
    assert (only.change, only.field, only.old, only.new) == (
        "changed",
        "id",
        "pas",
        "pas-til-voksne",
    )


def test_a_new_entry_of_another_name_is_new_and_the_old_one_gone(tmp_path: Path) -> None:
    new = "  rejsekort:\n    name: Rejsekort"
    differences = found(tmp_path, "  pas:\n    name: Pas", new)
    assert [(each.change, each.ref) for each in differences] == [
        ("gone", "service:pas"),
        ("new", "service:rejsekort"),
    ]


def test_what_matters_most_comes_first(tmp_path: Path) -> None:
    changed = (
        SERVICES.replace("[borgerservice]", "[omstilling]")
        .replace("Se prislisten", "920 kr.")
        .replace("[rejsepas,", "[rødt pas,")
        .replace("typisk 10", "typisk 12")
    )
    hours = CONTACTS.replace("Th 10:00-17:00", "Th 10:00-16:00").replace("50 00", "50 01")
    before = load(sound(tmp_path / "old")).knowledge
    after = load(write(sound(tmp_path / "new"), services=changed, contacts=hours)).knowledge
    assert [each.area for each in compare(before, after)] == [
        "doors", "numbers", "hours", "deadlines", "prices", "keywords",
    ]  # fmt: skip


def test_every_area_has_a_heading_and_every_field_of_the_format_a_name() -> None:
    assert list(AREAS) == list(get_args(Area))
    structs = (Service, ContactPoint, Guide, Term, Notice, Rate, Municipality)
    fields = {field.encode_name for struct in structs for field in fields_of(struct)}
    assert fields - set(FIELDS) - set(LAYING) == set()  # what a record says of the one below it


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("Mo-We 10:00-14:00; PH off", "Mon-Wed 10:00-14:00; public holidays closed"),
        ("Mo,We,Fr 10:00-12:00,13:00-15:00", "Mon, Wed, Fri 10:00-12:00 13:00-15:00"),
        ("24/7", "always open"),
        ("Dec 24-31 off", "24 Dec - 31 Dec closed"),
        ("Apr-Sep Mo-Fr 10:00-19:00", "Apr - Sept, Mon-Fri 10:00-19:00"),
        ('Mo-Fr 10:00-14:00 || "efter aftale"', 'Mon-Fri 10:00-14:00, otherwise "efter aftale"'),
        ("Mo[1] 10:00-14:00", "Mo[1] 10:00-14:00"),
        ("efter aftale med os", "efter aftale med os"),
        ("Fr 22:00-26:00", "Fri 22:00-02:00"),
    ],
)
def test_hours_are_put_in_words_and_stay_as_written_where_words_would_say_less(
    hours: str, words: str
) -> None:
    assert hours_in_words(hours) == words


BASE = load(STARTER).knowledge
SOME = sorted(BASE.services)[:40]
EDITS = {
    "name": st.just("Noget andet"),
    "cost": st.sampled_from(["", "10 kr.", "Gratis"]),
    "keywords": st.lists(st.sampled_from(["a", "b", "c"]), max_size=3).map(tuple),
    "alert": st.sampled_from(["", "Pas på"]),
    "response_days": st.sampled_from([None, 0, 3]),
    "contact_points": st.permutations(["borgerservice", "omstilling"]).map(tuple),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[Knowledge, dict[tuple[str, str], object]]:
    """The starter with some services edited or taken out, and what was really changed."""
    services = dict(BASE.services)
    done: dict[tuple[str, str], object] = {}
    for id_ in draw(st.lists(st.sampled_from(SOME), unique=True, max_size=6)):
        if draw(st.booleans()):
            field = draw(st.sampled_from(sorted(EDITS)))
            value = draw(EDITS[field])
            if value != getattr(services[id_], field):
                done[f"service:{id_}", field] = value
            services[id_] = replace(services[id_], **{field: value})
        else:
            del services[id_]
            done[f"service:{id_}", ""] = None
    return replace(BASE, services=services), done


@settings(deadline=None, max_examples=60)
@given(edits())
def test_exactly_what_was_edited_is_told_and_can_be_said(
    edited: tuple[Knowledge, dict[tuple[str, str], object]],
) -> None:
    after, done = edited
    differences = compare(BASE, after)
    assert {(each.ref, each.field or "") for each in differences} == set(done)
    back = {(each.ref, each.field or "") for each in compare(after, BASE)}
    assert back == set(done)
    wording = Wording(BASE, after)
    for each in differences:
        assert group_of(each)
        assert each.field is None or "\n" not in wording.line(each)


def test_the_wording_of_a_record_that_is_no_service_names_its_kind() -> None:
    contact = Difference(change="new", area="new", ref="contact:a", name="A")
    assert group_of(contact) == "Contact points"
