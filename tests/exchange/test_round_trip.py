"""Out, in and out again: nothing has changed, and nothing was invented on the way."""

import json
import unicodedata
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from floorwalker.exchange.hsds_export import Hsds
from floorwalker.exchange.hsds_import import Known, import_services
from floorwalker.exchange.hsds_input import read_source
from floorwalker.exchange.yaml_writing import file_text
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.fields import AUDIENCES
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Phone,
    Service,
)
from floorwalker.knowledge.model.translation import is_id
from tests.exchange.round_trip import ALONE, go_out

pytestmark = pytest.mark.slow

STARTER = Path(__file__).parent.parent.parent / "knowledge"
ANY = st.characters(exclude_categories=["C", "Zl", "Zp"])
TELLING = [
    "Pas", "pas", "<b>Pas</b>", "Børn & unge", "&amp;", "&lt;p&gt;", "<dit navn>", "3 < 4",
    "linje 1\nlinje 2", "to  mellemrum", "a;b", "Voksne: 890.5 DKK", "A: 10 DKK · B", "10 DKK",
    "Ring på 12 34 50 10", "Politiet",
]  # fmt: skip
TEXT = st.sampled_from(TELLING) | st.text(ANY, min_size=1, max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
).filter(str.strip)
MAYBE = st.just("") | TEXT
HOURS = st.sampled_from([
    "", "Mo-Fr 10:00-14:00", "Mo-Fr 10:00-14:00; PH off", "24/7", "10:00-14:00", "PH off",
    "Mo 22:00-08:00", "Apr-Sep Mo-Fr 10:00-19:00", '"efter aftale"', "Mo-Su 00:00-24:00",
    'Mo-Fr 10:00-14:00 || "ring"', "2020 Jan 01-2020 Mar 31 Mo 10:00-12:00", "open",
    "2026 Jan 01+ Mo-Fr 10:00-12:00", "Mo[1] 09:00-15:00", "Sa-Su,PH 09:00-13:00",
    "Mo-Fr 09:00-15:00; Fr 09:00-12:00", "Mo 09:00-12:00, Mo[1] 14:00-15:00",
])  # fmt: skip


T = TypeVar("T")


def some(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def points(id_: str) -> st.SearchStrategy[ContactPoint]:
    return st.builds(
        ContactPoint,
        id=st.just(id_),
        name=TEXT,
        description=TEXT.map(lambda text: f"{id_}: {text}"),
        keywords=some(TEXT),
        organization=MAYBE,
        telephone=st.sampled_from(["", "+45 12 34 50 10", "+4512345011", "+45-12-34-50-12", "114"]),
        phones=some(
            st.builds(
                Phone,
                number=st.sampled_from(["+45 12 34 50 10", "+45 12 34 50 13", "1812"]),
                name=MAYBE,
                hours=st.sampled_from(["", "Mo-Fr 08:00-16:00", "24/7", "hverdage 8-16"]),
            )
        ),
        email=st.sampled_from(["", "post@aadal.example", "o'hara@aadal.example"]),
        url=st.sampled_from(["", "https://aadal.example/a?b=1&c=2", "https://aadal.example/(y)"]),
        address=MAYBE | st.sampled_from(["Torvet 2, 9998 Ådal", "Torvet 2, 1. sal, 9998 Ådal"]),
        directions=MAYBE,
        opening_hours=HOURS,
        phone_hours=HOURS,
        languages=some(st.sampled_from(["da", "dan", "en-GB", "zh-Hant", "so"])),
        accessibility=MAYBE,
        fallback=st.none(),
    )


def services(id_: str) -> st.SearchStrategy[Service]:
    return st.builds(
        Service,
        id=st.just(id_),
        name=TEXT,
        description=TEXT,
        keywords=some(TEXT),
        audience=some(st.sampled_from(AUDIENCES)),
        alert=MAYBE,
        assured_date=st.none() | st.dates(),
        assurer=MAYBE | st.just("post@aadal.example"),
        source=st.sampled_from(["", "http://aadal.example/a", "https://aadal.example/b?c=d"]),
        theme=MAYBE,
        competent_authority=MAYBE.filter(lambda name: not is_id(name)),  # such a one is a reference
        contact_points=st.lists(st.sampled_from("abc"), max_size=3, unique=True).map(tuple),
        guides=st.lists(st.sampled_from("gh"), max_size=2, unique=True).map(tuple),
        eligibility=MAYBE,
        required_documents=some(TEXT),
        cost=MAYBE,
        processing_time=MAYBE,
        next_steps=st.just(("x",)),
        kle=st.sampled_from(["", "23.05"]),
    )


def guides(id_: str) -> st.SearchStrategy[Guide]:
    urls = st.sampled_from(["https://aadal.example/g", "https://aadal.example/h?x=y&z=1"])
    return st.builds(
        Guide, id=st.just(id_), name=TEXT, description=TEXT, url=urls, steps=st.just(("x",))
    )


@st.composite
def bases(draw: st.DrawFn) -> Knowledge:
    found = [draw(services("s")), draw(services("t"))]
    return Knowledge(
        municipality=Municipality(name="Ådal Kommune", main_contact="a"),
        services={s.id: s for s in found if s.contact_points or s.guides},
        contact_points={id_: draw(points(id_)) for id_ in "abc"},
        guides={id_: draw(guides(id_)) for id_ in "gh"},
        terms={},
        notices={},
    )


@settings(deadline=None)
@given(bases(), st.booleans())
def test_knowledge_that_went_out_and_came_in_goes_out_as_before(
    base: Knowledge, keep_ids: bool
) -> None:
    first = json.loads(json.dumps(Hsds(base).document()))
    with TemporaryDirectory() as name:
        source, folder = Path(name, "out.json"), Path(name, "knowledge")
        source.write_text(json.dumps(first), encoding="utf-8")
        if not base.services:
            return
        # Words that are a contact's name, or its organisation's, come in as its id, and it is a
        # door from then on.
        contacts = base.contact_points.values()
        names = {letters(name) for each in contacts for name in (each.name, each.organization)}
        told = [each.competent_authority for each in base.services.values()]
        assume(names.isdisjoint(letters(each) for each in told if each))
        imported = import_services(read_source(source).services, ALONE, keep_ids=keep_ids)
        folder.mkdir()
        text = file_text(imported.content, "A test")
        (folder / "all.yaml").write_text(text, encoding="utf-8")
        loaded = load(folder)
    assert loaded.problems == ()
    assert {point.fallback for point in loaded.knowledge.contact_points.values()} <= {None}
    second = go_out(loaded)
    assert second == first if keep_ids else without_ids(second) == without_ids(first)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def without_ids(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_ids(v) for k, v in value.items() if k != "id" and not k.endswith("_id")}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def test_what_was_exported_changes_nothing_in_the_folder_it_comes_from(tmp_path: Path) -> None:
    knowledge = as_of(load(STARTER).knowledge, date(2026, 11, 28))
    source = tmp_path / "out.json"
    source.write_text(json.dumps(Hsds(knowledge).document()), encoding="utf-8")
    imported = import_services(read_source(source).services, known_of(knowledge))
    assert imported.content.services == ()
    assert imported.content.contact_points == ()
    assert {(o.field, o.reason) for o in imported.omissions} == {("service", "is there already")}


def known_of(knowledge: Knowledge) -> Known:
    ids = {"contact": set(knowledge.contact_points), "service": set(knowledge.services)}
    return Known(municipality=knowledge.municipality, ids=ids)


def test_a_new_service_joins_the_contact_point_that_is_there(tmp_path: Path) -> None:
    knowledge = as_of(load(STARTER).knowledge, date(2026, 11, 28))
    document = Hsds(knowledge).document()
    contents = document["contents"]
    assert isinstance(contents, list)
    service = next(s for s in contents if s["service_at_locations"])
    new = msgspec.json.decode(msgspec.json.encode(service)) | {"id": "new", "name": "Ny ydelse"}
    imported = import_services([new], known_of(knowledge))
    assert imported.content.contact_points == ()
    assert set(imported.content.services[0].contact_points) <= set(knowledge.contact_points)
