"""Errands on disk until they are saved: each process its own, and a dead one's for the next."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from floorwalker.config import Config
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.registration.form import RegistrationForm
from tests.tui.desk import House, drafts_in, running

pytestmark = pytest.mark.slow

WRITER = """
import signal, sys
from pathlib import Path
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand
for name in {"SIGHUP"} & set(dir(signal)):
    signal.signal(getattr(signal, name), signal.SIG_DFL)  # whoever began the tests may ignore it
drafts = Drafts(Path(sys.argv[1]), desk=sys.argv[2])
drafts.keep([Errand(key=1, words=sys.argv[3])])
print("kept", flush=True)
sys.stdin.read()
"""


def errand(words: str, *, key: int = 1, note: str = "") -> Errand:
    entered = RegistrationForm(ref=None, query=words, confident=None, outcome="unmet", note=note)
    return Errand(key=key, words=words, form=entered if note else None, is_filled_in=bool(note))


def words_left(drafts: Drafts) -> list[tuple[str, list[str]]]:
    """What ended processes left, without taking it."""
    found = drafts.left_over()
    for each in found:
        each.leave()
    return [(each.desk, [kept.words for kept in each.errands]) for each in found]


@contextmanager
def another_process(data: Path, desk: str, words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A desk of that name that has typed `words`."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data), desk, words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"kept\n"
        yield process
    finally:
        process.kill()
        process.communicate(timeout=60)


def test_what_a_living_process_types_is_offered_to_nobody(tmp_path: Path) -> None:
    with another_process(tmp_path, "Skranke 1", "pas") as other:
        drafts = Drafts(tmp_path, desk="Skranke 1")
        assert words_left(drafts) == []
        drafts.keep([errand("mitid")])
        drafts.keep([])
        drafts.close()
        assert [each["words"] for each in drafts_in(tmp_path)] == ["pas"]
        other.kill()
        other.wait(60)
        assert words_left(Drafts(tmp_path, desk="Skranke 1")) == [("Skranke 1", ["pas"])]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL", "SIGHUP"])
def test_a_killed_process_leaves_what_it_typed_once(tmp_path: Path, name: str) -> None:
    with another_process(tmp_path, "desk", "pas") as other:
        os.kill(other.pid, getattr(signal, name))
        other.wait(60)
    drafts = Drafts(tmp_path, desk="desk")
    (left,) = drafts.left_over()
    assert words_left(Drafts(tmp_path, desk="desk")) == []  # it is being taken over
    assert drafts.keep(left.errands)
    left.forget()
    assert words_left(Drafts(tmp_path, desk="desk")) == []
    drafts.close()
    assert words_left(Drafts(tmp_path, desk="desk")) == [("desk", ["pas"])]


def test_the_desk_of_that_name_comes_first(tmp_path: Path) -> None:
    for desk in ("Skranke 1", "Skranke 2", "Skranke 1"):
        drafts = Drafts(tmp_path, desk=desk)
        drafts.keep([errand(desk)])
        drafts.close()
    found = words_left(Drafts(tmp_path, desk="Skranke 2"))
    assert [desk for desk, _words in found] == ["Skranke 2", "Skranke 1", "Skranke 1"]


def test_nothing_typed_leaves_no_file(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, desk="desk")
    drafts.keep([])
    drafts.close()
    assert not (tmp_path / "drafts").exists()
    drafts = Drafts(tmp_path, desk="desk")
    drafts.keep([errand("pas")])
    drafts.keep([])
    drafts.close()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        drafts = Drafts(tmp_path / "data", desk="desk")
        drafts.keep([errand("pas")])
    finally:
        os.umask(before)
    if sys.platform != "win32":
        for path in (tmp_path / "data").rglob("*"):
            assert path.stat().st_mode & 0o077 == 0
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    drafts.close()


def test_an_errand_with_a_number_in_it_stays_as_it_was_and_the_others_are_kept(
    tmp_path: Path,
) -> None:
    drafts = Drafts(tmp_path, desk="desk")
    drafts.keep([errand("pas", key=1, note="hun har"), errand("mitid", key=2)])
    drafts.keep([errand("pas", key=1, note="hun har 150385-1234"), errand("mitid igen", key=2)])
    first, second = drafts_in(tmp_path)
    assert first["entered"]["note"] == "hun har"
    assert second["words"] == "mitid igen"
    drafts.close()


def test_a_private_errand_is_never_written(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, desk="desk")
    drafts.keep([errand("kri")])
    drafts.keep([replace(errand("krisecenter"), is_private=True)])
    assert drafts_in(tmp_path) == []
    drafts.close()


def test_what_cannot_be_read_is_none_and_goes(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "1-ab.json").write_text("[half", encoding="utf-8")
    (folder / "2-ab.lock").write_bytes(b"")
    half = folder / ".floorwalker-00000000-1-0123456789abcdef.tmp"
    half.write_text("half", encoding="utf-8")
    os.utime(half, (0, 0))
    assert Drafts(tmp_path, desk="desk").left_over() == []
    assert list(folder.iterdir()) == []


def test_a_disk_that_refuses_is_no_fault_of_typing(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    drafts = Drafts(tmp_path / "data", desk="desk")
    assert not drafts.keep([errand("pas")])
    assert drafts.left_over() == []
    drafts.close()


async def test_two_desks_on_one_folder_leave_each_others_drafts_alone(tmp_path: Path) -> None:
    first = House(tmp_path, config=Config(desk="Skranke 1"))
    async with running(first) as one:
        await one.type("pas")
        await one.press("enter", *["tab"] * 9)
        await one.type("et")
        await one.until(lambda: "'et'" in str(first.drafts()))
        second = House.beside(first, config=Config(desk="Skranke 2"))
        async with running(second) as two:
            assert "set aside" not in two.head
            assert "unsaved" not in two.status
            await two.register("nødpas")
            await two.type("aften")
            await two.press("escape", "f7")
            await two.until(lambda: two.status == "Nothing is set aside.")
        assert "'et'" in str(first.drafts())
    assert [each["entered"]["note"] for each in first.drafts()] == ["et"]


async def test_another_desks_errand_is_offered_by_name_and_taken_when_asked_for(
    tmp_path: Path,
) -> None:
    first = House(tmp_path, config=Config(desk="Skranke 1"))
    async with running(first) as one:
        await one.type("pas")
        await one.press("enter", *["tab"] * 9)
        await one.type("et")
        await one.until(lambda: "'et'" in str(first.drafts()))
    second = House.beside(first, config=Config(desk="Skranke 2"))
    async with running(second) as two:
        assert two.status == "The desk “Skranke 1” has left an errand unsaved · F7 takes it up"
        assert "set aside" not in two.head
        await two.press("f7")
        await two.until(lambda: two.strip.is_open)
        assert two.strip.form.note == "et"
        await two.press("enter")
        await two.until(lambda: len(second.encounters()) == 1)
        await two.until(lambda: second.drafts() == [])


async def test_a_desk_that_starts_later_still_takes_its_own(tmp_path: Path) -> None:
    first = House(tmp_path, config=Config(desk="Skranke 1"))
    async with running(first) as one:
        await one.type("pas")
        await one.until(lambda: [each["words"] for each in first.drafts()] == ["pas"])
    async with running(House.beside(first, config=Config(desk="Skranke 2"))) as two:
        await two.register("nødpas")
    async with running(House.beside(first, config=Config(desk="Skranke 1"))) as one:
        assert one.status == "Words from last time: “pas” · F7 takes them up"
        assert "1 set aside" in one.head
        await one.press("f7")
        assert one.box.value == "pas"


async def test_everything_that_was_set_aside_is_offered_after_a_kill(house: House) -> None:
    async with running(house) as desk:
        for words, note in (("pas", "et"), ("nødpas", "to")):
            await desk.type(words)
            await desk.press("enter", *["tab"] * 9)
            await desk.type(note)
            await desk.press("escape", "escape")
        await desk.type("aften")
        await desk.until(lambda: len(house.drafts()) == 3)
    async with running(house) as desk:
        said = "3 errands were not saved · F7 takes them up, one after the other"
        assert desk.status == said
        assert "3 set aside" in desk.head
        await desk.press("f7")
        assert desk.box.value == "aften"
        await desk.press("escape", "f7")
        assert desk.strip.form.note == "to"


async def test_nothing_about_a_sensitive_entry_is_written(house: House) -> None:
    async with running(house) as desk:
        await desk.type("krisecenter")
        await desk.press("enter", *["tab"] * 9)
        await desk.type("helt hemmelig")
        await desk.press("escape", "escape")
        assert "1 set aside" in desk.head
        await desk.type("pas")
        await desk.until(lambda: [each["words"] for each in house.drafts()] == ["pas"])
        await desk.press("f7")
        assert desk.strip.form.note == "helt hemmelig"
        await desk.until(lambda: [each["words"] for each in house.drafts()] == ["pas"])
    kept = b"".join(path.read_bytes() for path in house.data.rglob("*") if path.is_file())
    assert b"hemmelig" not in kept
    assert b"krise" not in kept


async def test_no_draft_file_ever_holds_anything_of_a_sensitive_errand(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at after each write: under way, folded away, set aside, taken up, and saved."""
    seen: list[bytes] = []
    keep = Drafts.keep

    def keep_and_look(drafts: Drafts, errands: Sequence[Errand]) -> bool:
        is_kept = keep(drafts, errands)
        files = (path for path in (house.data / "drafts").glob("*") if path.is_file())
        seen.append(b"".join(path.read_bytes() for path in files))
        return is_kept

    monkeypatch.setattr(Drafts, "keep", keep_and_look)
    async with running(house) as desk:
        for keys in (
            ["k", "r", "i", "s", "e", "c", "e", "n", "t", "e", "r"],
            ["enter"],
            ["tab"] * 9,
            [*"hemmelig"],
            ["escape", "end", "x", "backspace"],
            ["enter", "2"],
            ["escape", "escape"],
            ["f7"],
            ["1"],
            ["enter"],
        ):
            before = len(seen)
            await desk.press(*keys)
            if keys[0] not in ("enter", "tab") or keys == ["enter", "2"]:
                await desk.until(lambda before=before: len(seen) > before)  # type: ignore[misc]
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.until(lambda: not desk.strip.is_open)
    assert len(seen) > 5
    assert not [kept for kept in seen if b"krise" in kept or b"hemmelig" in kept]


async def test_a_registration_that_leads_away_from_a_sensitive_entry_writes_nothing(
    house: House,
) -> None:
    async with running(house) as desk:
        await desk.type("krisecenter")
        await desk.press("enter", "tab", "2")
        assert desk.strip.option is not None
        assert desk.strip.option.ref is None
        desk.strip.query_one("#note").focus()
        await desk.type("hemmelig")
        assert desk.strip.form.note == "hemmelig"
        await desk.press("escape", "escape")
        await desk.type("pas")
        await desk.until(lambda: [each["words"] for each in house.drafts()] == ["pas"])
    kept = b"".join(path.read_bytes() for path in house.data.rglob("*.json"))
    assert b"hemmelig" not in kept


async def test_what_was_taken_for_a_sensitive_entry_keeps_no_words_as_unknown_either(
    house: House,
) -> None:
    async with running(house) as desk:
        await desk.type("krisecenter")
        await desk.press("enter", "tab", "2")
        assert desk.strip.option is not None
        assert desk.strip.option.ref is None
        assert "may be sensitive: only outcome and hour" in desk.text("#strip-title")
        desk.strip.query_one("#note").focus()
        await desk.type("hemmelig")
        await desk.press("enter")
        await desk.until(lambda: bool(house.encounters()))
    (kept,) = house.encounters()
    assert (kept.outcome, kept.ref, kept.query, kept.note) == ("unmet", None, None, None)
    assert kept.started_at.endswith(":00:00+01:00")
    on_disk = b"".join(path.read_bytes() for path in house.data.rglob("*") if path.is_file())
    assert b"hemmelig" not in on_disk
    assert b"krise" not in on_disk


async def test_an_errand_that_was_saved_before_the_kill_is_not_offered_again(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
    (saved,) = house.encounters()
    killed = Drafts(house.data, desk=house.config.desk)
    killed.keep([replace(errand("pas"), encounter_id=saved.encounter_id)])
    killed.close()
    async with running(house) as desk:
        assert "set aside" not in desk.head
        assert house.drafts() == []
    (again,) = house.encounters()
    assert again == saved


async def test_an_errand_that_the_kill_kept_from_being_saved_is_offered(house: House) -> None:
    killed = Drafts(house.data, desk=house.config.desk)
    killed.keep([replace(errand("pas"), encounter_id="0193-not-there")])
    killed.close()
    async with running(house) as desk:
        assert "1 set aside" in desk.head
        assert [each["words"] for each in house.drafts()] == ["pas"]


def test_masking_tells_the_draft_what_it_is_saved_as(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, desk="desk")
    drafts.keep([errand("pas", note="hun har")])
    drafts.keep([replace(errand("pas", note="hun har 150385-1234"), encounter_id="x")])
    (kept,) = drafts_in(tmp_path)
    assert (kept["encounter_id"], kept["entered"]["note"]) == ("x", "hun har")
    drafts.close()


def test_a_month_later_an_errand_is_neither_offered_nor_kept(tmp_path: Path) -> None:
    begun = datetime(2026, 11, 1, 10, tzinfo=UTC)
    now = begun
    drafts = Drafts(tmp_path, desk="desk", clock=lambda: now)
    old = replace(errand("pas"), started_at=begun)
    young = replace(errand("mitid", key=2), started_at=begun + timedelta(days=20))
    drafts.keep([old, young])
    now = begun + timedelta(days=31)
    drafts.keep([old, young])
    assert [each["words"] for each in drafts_in(tmp_path)] == ["pas", "mitid"]
    now += timedelta(seconds=1)
    drafts.keep([old, young])
    assert [each["words"] for each in drafts_in(tmp_path)] == ["mitid"]
    drafts.close()
    now = begun + timedelta(days=52)
    assert Drafts(tmp_path, desk="desk", clock=lambda: now).left_over() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
