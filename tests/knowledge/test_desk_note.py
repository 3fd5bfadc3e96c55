"""What is for the person at the desk alone never leaves the desk."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.cli.entry import describe
from floorwalker.exchange.cpsv_export import Cpsv
from floorwalker.exchange.hsds_export import Hsds
from floorwalker.handout.slip import Promise, slip
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Entry, Knowledge, Notice
from floorwalker.knowledge.model.translation import knowledge_in
from floorwalker.routing import route
from floorwalker.tui.views.contact_links import contact_links
from tests.knowledge.base import MUNICIPALITY, write

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
CANARY = "Kanariefugl"
TOWN = f"""
contact_points:
  omstilling:
    name: Omstilling
    description: Omstillingen.
    telephone: +45 12 34 50 00
    desk_note: {CANARY} ét
    translations: {{en: {{name: Switchboard, desk_note: {CANARY} to}}}}
guides:
  net:
    name: Net
    description: Nettet.
    url: https://net.example/start
    steps: [Vælg]
    desk_note: {CANARY} tre
services:
  pas:
    name: Pas
    description: Nyt pas.
    contact_points: [omstilling]
    guides: [net]
    next_steps: [Vent]
    desk_note: {CANARY} fire
    changes: [{{from: 2026-12-01, note: {CANARY} fem, set: {{desk_note: {CANARY} seks}}}}]
    translations: {{en: {{name: Passport, desk_note: {CANARY} syv}}}}
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, h=MUNICIPALITY, t=TOWN)).knowledge


def entry(knowledge: Knowledge, ref: str) -> Entry:
    found = knowledge.entry(ref)
    assert found is not None
    assert not isinstance(found, Notice)
    return found


REFS = ("service:pas", "contact:omstilling", "guide:net")


@pytest.mark.parametrize("ref", REFS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_slip_and_no_link_has_it(knowledge: Knowledge, ref: str, language: str) -> None:
    shown = knowledge_in(knowledge, language)
    way = route(shown, entry(shown, ref), NOW)
    for promise in (None, Promise(text="Vi ringer", code="K7QD")):
        page = slip(way, house="By", now=NOW, language=language, promise=promise)
        assert entry(shown, ref).name in page
        assert CANARY not in page
    assert CANARY not in str(contact_links(way))


@pytest.mark.parametrize("export", [Hsds, Cpsv])
def test_no_export_has_it_and_it_is_listed_as_left_out(
    knowledge: Knowledge, export: type[Hsds] | type[Cpsv]
) -> None:
    made = export(knowledge)
    assert CANARY not in json.dumps(made.document(), ensure_ascii=False)
    left = {(each.field, each.where) for each in made.omissions}
    assert {("service.desk_note", "service:pas"), ("service.changes", "service:pas")} <= left
    assert ("contact.desk_note", "contact:omstilling") in left


@pytest.mark.parametrize("ref", REFS)
def test_whoever_serves_reads_it(knowledge: Knowledge, ref: str) -> None:
    lines = list(describe(route(knowledge, entry(knowledge, ref), NOW), NOW))
    assert any(CANARY in line for line in lines)


def test_staff_are_told_of_a_change_before_its_day(knowledge: Knowledge) -> None:
    lines = list(describe(route(knowledge, entry(knowledge, "service:pas"), NOW), NOW))
    assert f"Soon: From 1 December 2026: {CANARY} fem" in lines
    assert "Not checked by us yet" in lines
