"""What changes daily, edited one entry at a time: into the own folder, tried before, taken back."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker import paths
from floorwalker.errors import FloorwalkerError, KnowledgeError
from floorwalker.exchange.telephone import international
from floorwalker.files import FileError
from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.editing.daily_edits import ChangedMeanwhileError, DailyEdits, Saved
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide, Notice
from floorwalker.knowledge.model.translation import in_language, is_outdated
from tests.knowledge.layers.stacks import stack, write_folder
from tests.tui.town import write_town

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
BORGERSERVICE = "contact:borgerservice"


def edits_in(folder: Path) -> DailyEdits:
    return DailyEdits(folder, cache=None, clock=lambda: NOW, international=international)


def edit(folder: Path, ref: str, **values: str) -> Saved:
    """Open, change and save, as one person at one desk does it."""
    edits = edits_in(folder)
    draft = edits.open(ref)
    return edits.save(ref, draft.values, {**draft.values, **values})


def now(folder: Path, ref: str) -> Entry | Notice:
    record = load(folder).knowledge.entry(ref)
    assert record is not None
    return record


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return write_town(tmp_path / "town")


def test_one_line_changes_and_no_other_byte(town: Path) -> None:
    before = (town / "town.yaml").read_text(encoding="utf-8")
    saved = edit(town, BORGERSERVICE, opening_hours="Mo-Fr 10:00-15:00; PH off")
    after = (town / "town.yaml").read_text(encoding="utf-8")
    assert after == before.replace("Mo-Fr 10:00-17:00; PH off", "Mo-Fr 10:00-15:00; PH off")
    assert (saved.name, saved.fields) == ("Borgerservice", ("opening_hours",))


def test_what_is_emptied_is_gone(town: Path) -> None:
    edit(town, BORGERSERVICE, directions="")
    assert "Stuen, lige frem" not in (town / "town.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("ref", ["service:pas", "guide:bestil-tid"])
def test_an_alert_comes_and_goes_to_the_byte(town: Path, ref: str) -> None:
    before = contents(town)
    edit(town, ref, alert="Lukket i dag: systemet er nede")
    record = now(town, ref)
    assert getattr(record, "alert", "") == "Lukket i dag: systemet er nede"
    edit(town, ref, alert="")
    assert contents(town) == before


def test_only_the_own_folder_is_written_with_what_differs(tmp_path: Path) -> None:
    own = stack(tmp_path, "")
    base = contents(tmp_path / "base")
    edit(own, BORGERSERVICE, telephone="+45 87 65 43 21")
    written = (own / "contacts.yaml").read_text(encoding="utf-8")
    assert 'telephone: "+45 87 65 43 21"' in written or "telephone: +45 87 65 43 21" in written
    assert "based_on:" in written
    assert "description" not in written
    assert contents(tmp_path / "base") == base
    record = now(own, BORGERSERVICE)
    assert isinstance(record, ContactPoint)
    assert (record.telephone, record.opening_hours) == ("+45 87 65 43 21", "Mo-Fr 10:00-14:00")


def test_the_starter_is_nobodys_to_edit() -> None:
    starter = paths.starter_knowledge_dir()
    before = contents(starter)
    with pytest.raises(KnowledgeError, match="starter knowledge") as caught:
        edits_in(starter).open("service:pas")
    assert caught.value.hint == "Make it your own first: floorwalker init"
    assert contents(starter) == before


def test_somebody_else_s_change_of_the_same_field_is_not_written_over(town: Path) -> None:
    edits, other = edits_in(town), edits_in(town)
    draft = edits.open(BORGERSERVICE)
    edit(town, BORGERSERVICE, directions="2. sal")
    before = contents(town)
    with pytest.raises(ChangedMeanwhileError, match="somebody else") as caught:
        edits.save(BORGERSERVICE, draft.values, {**draft.values, "directions": "1. sal"})
    assert (caught.value.field, caught.value.value) == ("directions", "2. sal")
    assert contents(town) == before
    known = other.open(BORGERSERVICE).values
    other.save(BORGERSERVICE, known, {**known, "directions": "1. sal"})
    assert getattr(now(town, BORGERSERVICE), "directions", "") == "1. sal"


def test_somebody_else_s_change_of_another_field_stays(town: Path) -> None:
    edits = edits_in(town)
    draft = edits.open(BORGERSERVICE)
    edit(town, BORGERSERVICE, alert="Kort bemanding")
    edits.save(BORGERSERVICE, draft.values, {**draft.values, "directions": "1. sal"})
    record = now(town, BORGERSERVICE)
    assert isinstance(record, ContactPoint)
    assert (record.alert, record.directions) == ("Kort bemanding", "1. sal")


def test_what_was_saved_is_taken_back_to_the_byte(tmp_path: Path) -> None:
    own = stack(tmp_path, "")
    before = contents(own)
    saved = edit(own, BORGERSERVICE, alert="Lukket")
    assert contents(own) != before
    edits_in(own).put_back(saved)
    assert contents(own) == before


@pytest.mark.parametrize("is_new", [True, False])
def test_nothing_is_taken_back_from_a_file_that_was_changed_since(
    tmp_path: Path, is_new: bool
) -> None:
    own = stack(tmp_path, "contact_points: {borgerservice: {alert: A}}\n" if not is_new else "")
    saved = edit(own, BORGERSERVICE, alert="Lukket")
    path = saved.changes[0].path
    path.write_bytes(path.read_bytes() + b"# mere\n")
    before = contents(own)
    with pytest.raises(FileError, match="somebody else"):
        edits_in(own).put_back(saved)
    assert contents(own) == before


DEAD_END = """
services:
  noedpas:
    name: Nødpas
    description: Et pas i dag.
    competent_authority: politiet
    contact_points: [politiet]
contact_points:
  politiet:
    name: Politiet
    description: Pasvagten.
    telephone: "114"
"""


def test_what_the_checker_would_call_an_error_is_not_saved(tmp_path: Path) -> None:
    own = stack(tmp_path, DEAD_END)
    before = contents(own)
    with pytest.raises(KnowledgeError):
        edit(own, "contact:politiet", telephone="")
    with pytest.raises(KnowledgeError, match="rate"):
        edit(own, "service:noedpas", alert="Det koster {rates:pas}")
    with pytest.raises(FloorwalkerError, match="personal data"):
        edit(own, "service:noedpas", alert="Ring til Jens på 22 33 44 55")
    with pytest.raises(FloorwalkerError, match="together"):
        edit(own, "contact:politiet", directions="Spørg efter 070770", alert="1236 ved døren")
    assert contents(own) == before


def test_an_error_that_is_there_already_keeps_nobody_from_editing(tmp_path: Path) -> None:
    own = stack(tmp_path, f"{DEAD_END}    email: nobody\n")
    edit(own, "contact:politiet", alert="Lukket")
    assert getattr(now(own, "contact:politiet"), "alert", "") == "Lukket"


CHANGED = """
contact_points:
  borgerservice:
    changes:
      - {from: 2026-11-01, set: {opening_hours: Mo-Fr 09:00-12:00}}
"""


def test_what_a_change_in_force_says_is_not_said_to_be_edited(tmp_path: Path) -> None:
    own = stack(tmp_path, CHANGED)
    before = contents(own)
    assert edits_in(own).open(BORGERSERVICE).values["opening_hours"] == "Mo-Fr 09:00-12:00"
    with pytest.raises(KnowledgeError, match="2026-11-01"):
        edit(own, BORGERSERVICE, opening_hours="Mo-Fr 10:00-12:00")
    assert contents(own) == before


TRANSLATED = """
contact_points:
  borgerservice:
    alert: Lukket
    directions: Stuen
    translations:
      en: {alert: Closed, directions: Ground floor}
"""


def test_a_translation_tells_that_it_is_of_an_older_text(tmp_path: Path) -> None:
    own = stack(tmp_path, TRANSLATED)
    saved = edit(own, BORGERSERVICE, directions="1. sal")
    assert saved.outdated == ("en",)
    assert is_outdated(now(own, BORGERSERVICE), "en")


def test_an_alert_that_is_gone_is_gone_in_every_language(tmp_path: Path) -> None:
    own = stack(tmp_path, TRANSLATED)
    edit(own, BORGERSERVICE, alert="")
    record = now(own, BORGERSERVICE)
    assert isinstance(record, ContactPoint)
    assert (record.alert, record.translations["en"].alert) == ("", "")
    assert record.translations["en"].directions == "Ground floor"


def test_an_alert_of_the_base_that_is_left_out_is_shown_in_no_language(
    tmp_path: Path,
) -> None:
    own = stack(tmp_path, "")
    write_folder(
        tmp_path / "base",
        {
            "mere": "guides:\n  tid:\n    name: Tid\n    description: Bestil.\n    alert: Nede\n"
            "    url: https://tid.example/x\n    steps: [Vælg]\n"
            "    translations: {en: {name: Time, alert: Down}}\n"
        },
    )
    edit(own, "guide:tid", alert="")
    record = now(own, "guide:tid")
    assert isinstance(record, Guide)
    shown = in_language(record, "en")
    assert (record.alert, shown.alert, shown.name) == ("", "", "Time")


# Notices


def test_a_notice_is_written_with_an_id_of_its_own(town: Path) -> None:
    edits = edits_in(town)
    values = {
        "text": "Vi lukker kl. 14 på grund af møde i huset",
        "from": "",
        "until": "2026-11-20",
    }
    first = edits.add_notice(values, (BORGERSERVICE,))
    second = edits.add_notice(values, ())
    assert (first.ref, second.ref) == (
        "notice:vi-lukker-kl-14-paa-grund",
        "notice:vi-lukker-kl-14-paa-grund-2",
    )
    written = now(town, first.ref)
    assert isinstance(written, Notice)
    assert (written.text, written.until, written.about) == (
        values["text"],
        "2026-11-20",
        (BORGERSERVICE,),
    )
    assert [p for p in check(load(town), NOW) if p.severity == "error"] == []


@pytest.mark.parametrize(
    "values",
    [
        {"text": "", "from": "", "until": "2026-11-20"},
        {"text": "Lukket", "from": "", "until": ""},
        {"text": "Lukket", "from": "", "until": "2026-11-18"},
        {"text": "Lukket", "from": "2026-11-22", "until": "2026-11-21"},
        {"text": "Ring til Jens, 22 33 44 55", "from": "", "until": "2026-11-20"},
    ],
)
def test_a_notice_that_is_not_sound_is_not_written(town: Path, values: dict[str, str]) -> None:
    before = contents(town)
    with pytest.raises(FloorwalkerError):
        edits_in(town).add_notice(values, ())
    assert contents(town) == before


@pytest.mark.parametrize("starts", ["", "2026-11-01", "2026-12-01 08:00"])
def test_a_notice_that_is_ended_holds_no_more(town: Path, starts: str) -> None:
    edits = edits_in(town)
    values = {"text": "Lukket", "from": starts, "until": "2026-12-24"}
    ref = edits.add_notice(values, ()).ref
    saved = edits.end_notice(ref)
    ended = now(town, ref)
    assert isinstance(ended, Notice)
    assert not ended.is_current(NOW)
    assert ended.ends_at < NOW.replace(tzinfo=None)
    assert [p for p in check(load(town), NOW) if p.code == "notice-backwards"] == []
    edits.put_back(saved)
    assert getattr(now(town, ref), "until", "") == "2026-12-24"


def test_what_is_no_entry_or_is_not_edited_here_says_so(town: Path) -> None:
    for ref in ("contact:nobody", "term:partshoering", "notice:nothing", "municipality", "rate:x"):
        with pytest.raises(FloorwalkerError):
            edits_in(town).open(ref)
