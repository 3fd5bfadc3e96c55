"""Editing at the desk: the form reads back what is typed, and what is saved holds at once."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from floorwalker import i18n, paths
from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.loading.loader import load
from floorwalker.tui.screens.confirm import ConfirmLossScreen, ConfirmScreen
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.edit import EditScreen
from floorwalker.tui.screens.entries import KnowledgeScreen
from floorwalker.tui.widgets.one_line_input import OneLineInput
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow


def written(house: House) -> str:
    return (house.knowledge / "town.yaml").read_text(encoding="utf-8")


def contents(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in house.knowledge.iterdir()}


async def edit(desk: Running, words: str) -> None:
    """Open the form of what is found by `words`."""
    await desk.press("f6")
    await desk.type(words)
    await desk.press("f7")
    await desk.until(lambda: isinstance(desk.app.screen, EditScreen))


async def fill(desk: Running, text: str, *, field: int = 0) -> None:
    """Write `text` in the place of what stands in the field with this number."""
    await desk.press(*["tab"] * field, "end", "shift+home", "backspace")
    await desk.type(text)
    await desk.pilot.pause()


async def back_on_the_list(desk: Running) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, KnowledgeScreen))


async def test_hours_are_read_back_and_hold_at_once(house: House) -> None:
    before = written(house)
    async with running(house, size=(80, 24)) as desk:
        await edit(desk, "borgerservice")
        assert desk.text("#said-opening_hours") == "Mon-Fri 10:00-17:00; public holidays closed"
        assert desk.text("#said-telephone") == "Dialled as 12 34 56 78"
        await fill(desk, "Mo-Fr 10:00-11:00")
        assert desk.text("#said-opening_hours") == "Mon-Fri 10:00-11:00"
        await desk.press("enter")
        await back_on_the_list(desk)
        assert desk.status == "Saved, Ctrl+Z takes it back: Borgerservice (Opening hours)"
        assert "Open until 11:00" in desk.page
        assert written(house) == before.replace(
            'opening_hours: "Mo-Fr 10:00-17:00; PH off"', 'opening_hours: "Mo-Fr 10:00-11:00"'
        )
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.status == "Undone: Borgerservice.")
        assert "Open until 17:00" in desk.page
        assert written(house) == before
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.status.startswith("Nothing was edited here"))


async def test_what_was_meant_is_offered_shown_and_saved_only_then(house: House) -> None:
    before = written(house)
    async with running(house) as desk:
        await edit(desk, "borgerservice")
        await fill(desk, "man-fre 10-15, lukket på helligdage")
        said = desk.text("#said-opening_hours")
        assert said.startswith(
            "Meant: Mon-Fri 10:00-15:00; public holidays closed? Enter writes it so."
        )
        assert "`man`" in said
        await desk.press("enter")
        await desk.until(lambda: "Look whether" in desk.text("#edit-message"))
        assert written(house) == before
        await desk.press("enter")
        await back_on_the_list(desk)
        assert '"Mo-Fr 10:00-15:00; PH off"' in written(house)


async def test_what_is_wrong_is_named_with_its_remedy_and_nothing_is_saved(house: House) -> None:
    before = contents(house)
    async with running(house, size=(80, 24)) as desk:
        await edit(desk, "borgerservice")
        await fill(desk, "xyz")
        assert "`xyz`" in desk.text("#said-opening_hours")
        await desk.press("enter")
        assert isinstance(desk.app.screen, EditScreen)
        assert desk.app.focused is desk.app.screen.query_one("#edit-opening_hours")
    assert contents(house) == before


async def test_the_guard_refuses_as_for_notes_and_repeats_nothing(house: House) -> None:
    before = contents(house)
    async with running(house) as desk:
        await edit(desk, "borgerservice")
        await fill(desk, "Spørg efter 070770-1236", field=4)
        said = desk.text("#said-alert")
        assert "Alert holds a CPR number" in said
        assert "070770" not in said
        await desk.press("enter", "enter")
        assert isinstance(desk.app.screen, EditScreen)
    assert contents(house) == before


async def test_what_was_typed_goes_only_after_asking(house: House) -> None:
    before = contents(house)
    async with running(house) as desk:
        await edit(desk, "pas")
        await desk.press("escape")
        await back_on_the_list(desk)
        await desk.press("f7")
        await desk.until(lambda: isinstance(desk.app.screen, EditScreen))
        await fill(desk, "Systemet er nede")
        for key, screen in (("escape", EditScreen), ("enter", EditScreen), ("delete", None)):
            await desk.press("escape")
            await desk.until(lambda: isinstance(desk.app.screen, ConfirmLossScreen))
            await desk.press(key)
            if screen is not None:
                assert isinstance(desk.app.screen, EditScreen)
                alert = desk.app.screen.query_one("#edit-alert", OneLineInput)
                assert alert.value == "Systemet er nede"
        await back_on_the_list(desk)
    assert contents(house) == before


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_the_field_in_hand_and_what_is_said_of_it_are_in_view(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await edit(desk, "borgerservice")
        for name in ("opening_hours", "phone_hours", "telephone", "directions", "alert"):
            field = desk.app.screen.query_one(f"#edit-{name}")
            assert desk.app.focused is field
            await desk.type("070770-1236")
            await desk.pilot.pause()
            said = desk.app.screen.query_one(f"#said-{name}")
            for widget in (field, said):
                assert desk.app.screen.find_widget(widget).visible_region, (name, widget)
            assert "not stored" in desk.text(f"#said-{name}")
            await desk.press("tab")


async def test_what_does_not_fit_into_a_field_is_said(house: House) -> None:
    async with running(house) as desk:
        await edit(desk, "borgerservice")
        desk.app.post_message(events.Paste("a" * 501))
        said = "No more than 500 characters fit here"
        await desk.until(lambda: desk.text("#edit-message").startswith(said))
        await desk.press("backspace")
        await desk.until(lambda: desk.text("#edit-message") == "")


async def test_who_quits_is_asked_about_what_is_typed(house: House) -> None:
    async with running(house) as desk:
        await edit(desk, "borgerservice")
        await fill(desk, "Kort bemanding", field=4)
        await desk.press("ctrl+q")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        await desk.press("escape")
        alert = desk.app.screen.query_one("#edit-alert", OneLineInput)
        assert alert.value == "Kort bemanding"


async def test_another_editor_s_text_is_written_over_only_knowingly(house: House) -> None:
    async with running(house) as desk:
        await edit(desk, "borgerservice")
        await fill(desk, "1. sal", field=3)
        text = written(house).replace("Stuen, lige frem", "3. sal")
        (house.knowledge / "town.yaml").write_text(text, encoding="utf-8")
        await desk.press("enter")
        await desk.until(lambda: "somebody else" in desk.text("#edit-message"))
        assert "“3. sal”" in desk.text("#edit-message")
        assert written(house) == text
        await desk.press("enter")
        await back_on_the_list(desk)
        assert "1. sal" in written(house)


async def test_a_notice_is_written_at_the_desk_in_one_line_with_an_end(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.type("pas")
        await desk.press("insert")
        await desk.until(lambda: isinstance(desk.app.screen, EditScreen))
        await desk.type("Vi lukker kl. 14")
        await desk.press("tab", "tab")
        await desk.type("i morgen 12")
        await desk.pilot.pause()
        assert desk.text("#said-until") == "Friday 20 November 2026 12:00"
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, DeskScreen))
        await desk.until(lambda: "! Vi lukker kl. 14" in desk.page)
        assert desk.status == (
            "Saved, F6 Ctrl+Z takes it back: Vi lukker kl. 14 (until tomorrow 12:00)"
        )
    text = (house.knowledge / "notices.yaml").read_text(encoding="utf-8")
    assert "until: 2026-11-20 12:00" in text
    assert "service:pas" in text


async def test_a_notice_is_ended_now(house: House) -> None:
    async with running(house) as desk:
        await edit(desk, "fotoautomaten")
        await desk.press("ctrl+x")
        await back_on_the_list(desk)
        await desk.until(lambda: desk.hits == [])
        await desk.press("escape", "f2")
        await desk.type("pas")
        assert "Fotoautomaten" not in desk.page
    assert "until: 2026-11-19 10:41" in written(house)


async def test_a_notice_gets_another_end_from_its_row(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f6")
        await desk.type("fotoautomaten")
        assert "About Pas" in desk.page
        assert "F7 changes or ends it." in desk.page
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, EditScreen))
        await fill(desk, "fredag")
        await desk.press("enter")
        await back_on_the_list(desk)
    assert "until: 2026-11-20" in written(house)


@pytest.mark.parametrize("key", ["f7", "insert"])
async def test_without_a_folder_of_its_own_one_line_says_what_to_do(house: House, key: str) -> None:
    starter = paths.starter_knowledge_dir()
    before = {path.name: path.stat().st_mtime_ns for path in starter.iterdir()}
    house.knowledge = starter
    async with running(house) as desk:
        await desk.press("f6", "down", key)
        await desk.until(lambda: "floorwalker init" in desk.status)
        assert isinstance(desk.app.screen, KnowledgeScreen)
    assert {path.name: path.stat().st_mtime_ns for path in starter.iterdir()} == before


async def test_of_a_word_nothing_is_edited(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f6")
        await desk.type("partshøring")
        await desk.press("f7")
        await desk.until(lambda: desk.status.startswith("Nothing of this is edited here"))
        await desk.type("xyz")
        await desk.press("f7")
        await desk.until(lambda: desk.status == "Nothing is selected that can be edited.")


KEYS = [
    *("enter", "tab", "escape", "delete", "backspace", "end", "shift+home", "ctrl+z", "ctrl+x"),
    *("f7", "insert", "up", "down", "f6", "f1", "1", "2"),
    *("Lukket", "Mo-Fr 10:00-12:00", "man-fre 9-10", "i morgen 12", "070770-1236", "12345678"),
]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(keys=st.lists(st.sampled_from(KEYS), max_size=14))
async def test_whatever_is_pressed_the_folder_stays_sound_and_holds_nothing_personal(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    i18n.use("en")
    house = House(tmp_path_factory.mktemp("house"))
    errors = faults(house.knowledge, house.now)
    async with running(house, size=(80, 24)) as desk:
        await desk.press("f6")
        await desk.type("borgerservice")
        await desk.press("f7")
        for key in keys:
            if key in KEYS[:17]:
                await desk.press(key)
            else:
                await desk.type(key)
    assert faults(house.knowledge, house.now) == errors
    files = [path.read_bytes() for path in house.root.rglob("*") if path.is_file()]
    assert b"070770" not in b"".join(files)


def faults(folder: Path, now: datetime) -> list[str]:
    return [each.message for each in check(load(folder), now) if each.severity == "error"]
