"""The main job without a screen: search → route → record → export, with a fixed clock."""

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from floorwalker.config import Config
from floorwalker.journal.registration import Registration, register
from floorwalker.journal.store import Journal
from floorwalker.knowledge.hours import is_working_day
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Service
from floorwalker.paths import starter_knowledge_dir
from floorwalker.routing import route
from floorwalker.search.index import Index
from tests.week.samples import write_week

THURSDAY = datetime(2026, 11, 19, 16, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


def test_a_visitor_is_heard_routed_recorded_and_exported(tmp_path: Path) -> None:
    knowledge = load(starter_knowledge_dir()).knowledge
    found = Index.build(knowledge).search("passet er udløbet")
    assert found.confident
    entry = knowledge.entry(found.hits[0].ref)
    assert isinstance(entry, Service)
    assert entry.ref == "service:pas"

    way = route(knowledge, entry, THURSDAY)
    assert way.best is not None
    assert way.best.opening.open

    encounter = register(
        Registration(
            ref=entry.ref,
            contact_ref=way.best.contact.ref,
            outcome="handed_over",
            query=found.query,
            confident=found.confident,
        ),
        knowledge=knowledge,
        config=Config(desk="Skranke 1"),
        now=THURSDAY,
        is_working_day=is_working_day,
    )
    with Journal.open(tmp_path / "encounters.db") as journal:
        journal.encounters.record(encounter)
        monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
        (path,) = write_week(
            tmp_path, "Skranke 1", "2026-W47", journal.days.between(monday, sunday), []
        )
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert row["name"] == "Pas"
    assert row["contact_name"] == way.best.contact.name
    assert row["query"] == ""
