"""The screens around an errand: help, log, palette, filters, quitting, and windows too small."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.config import Config
from floorwalker.crash import EXIT_CRASH
from floorwalker.tui.app import DeskApp
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.confirm import ConfirmScreen
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.help import HelpScreen
from floorwalker.tui.screens.log import LogScreen
from floorwalker.tui.screens.palette import PaletteScreen
from floorwalker.tui.search_session import SearchSession
from floorwalker.tui.widgets.frame import TooSmall
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow


async def test_help_names_the_keys_as_they_are_bound(tmp_path: Path) -> None:
    house = House(tmp_path, config=Config(keys={"desk.undo": "shift+f7"}))
    async with running(house) as desk:
        await desk.press("f1")
        assert isinstance(desk.app.screen, HelpScreen)
        assert any("Undo  Withdraw the encounter" in line for line in desk.page.splitlines())
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)
        await desk.register("pas")
        assert desk.status == "Registered · 1 today · Shift+F7 undoes"
        await desk.press("shift+f7")
        await desk.until(lambda: house.encounters() == [])


async def test_keys_that_clash_or_name_nothing_are_reported(tmp_path: Path) -> None:
    house = House(tmp_path, config=Config(keys={"desk.undo": "ctrl+o", "desk.typo": "shift+f7"}))
    async with running(house) as desk:
        await desk.until(lambda: "desk.typo" in desk.status)
        assert "1 more: F1" in desk.status
        await desk.press("f1")
        assert "`desk.undo` and `desk.audience` would have the same key" in desk.page


async def test_the_log_lists_the_day_and_finds_in_it(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        house.now += timedelta(minutes=3)
        await desk.register("partshøring")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 2)
        assert desk.selected.endswith("Partshøring")
        await desk.type("borgerservice")
        await desk.until(lambda: len(desk.hits) == 1)
        assert desk.selected.endswith("Pas")
        assert "Borgerservice" in desk.page
        await desk.press("escape", "escape")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_the_log_turns_to_the_day_before_and_not_past_today(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("left")
        await desk.until(lambda: desk.hits == [])
        await desk.press("right", "right")
        await desk.until(lambda: len(desk.hits) == 1)


async def test_an_encounter_is_corrected_from_the_keyboard(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter", "6", "tab", "5", "tab")
        await desk.type("ingen tider")
        await desk.press("enter")
        await desk.until(lambda: house.encounters()[0].revision == 2)
        (kept,) = house.encounters()
        assert (kept.outcome, kept.unmet_reason, kept.note) == (
            "unmet",
            "no_capacity",
            "ingen tider",
        )
        await desk.until(lambda: desk.status == "Corrected")


async def test_a_correction_with_personal_data_is_kept_masked_only(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter", "tab")
        await desk.type("ring 12345678")
        await desk.press("enter")
        await desk.until(lambda: "masked" in desk.text("#amend-message"))
        assert house.encounters()[0].revision == 1
        await desk.press("enter")
        await desk.until(lambda: house.encounters()[0].revision == 2)
        assert house.encounters()[0].note == "ring ** ** ** **"


async def test_an_encounter_is_withdrawn_with_a_reason(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter", "ctrl+x", "enter")
        assert isinstance(desk.app.screen, AmendScreen)
        assert len(house.encounters()) == 1
        await desk.type("prøve")
        await desk.press("enter")
        await desk.until(lambda: house.encounters() == [])
        await desk.until(lambda: isinstance(desk.app.screen, LogScreen) and desk.hits == [])


async def test_the_palette_runs_a_command(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+p")
        await desk.type("log")
        await desk.until(lambda: desk.selected == "Log")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, LogScreen))


async def test_the_palette_offers_themes_and_the_choice_is_kept(house: House) -> None:
    async with running(house) as desk:
        assert desk.app.theme == "floorwalker-dark"
        await desk.press("ctrl+p")
        await desk.type("theme floorwalker-light")
        await desk.press("enter")
        await desk.until((house.data / "desk.json").exists)
        assert desk.app.theme == "floorwalker-light"
    async with running(house) as desk:
        assert desk.app.theme == "floorwalker-light"


async def test_the_palette_has_no_command_that_writes_the_screen_to_a_file(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+p")
        assert isinstance(desk.app.screen, PaletteScreen)
        assert not any("creenshot" in line for line in desk.hits)


async def test_the_audience_filter_leaves_out_entries_for_others(house: House) -> None:
    async with running(house) as desk:
        await desk.type("næringsbrev")
        assert desk.selected == "Næringsbrev"
        await desk.press("ctrl+o")
        assert "Næringsbrev" not in desk.hits
        assert desk.text("#filters") == "Citizen"
        await desk.press("ctrl+o")
        assert desk.selected == "Næringsbrev"
        await desk.press("ctrl+o", "ctrl+o")
        assert desk.text("#filters") == ""


async def test_the_kind_filter_leaves_out_other_kinds(house: House) -> None:
    async with running(house) as desk:
        await desk.type("borgerservice")
        await desk.press("ctrl+t", "ctrl+t")
        assert desk.selected == "Borgerservice"
        assert all(line.endswith("Contact point") for line in desk.hits)


async def test_ctrl_c_never_quits_and_says_how_to(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+c")
        assert desk.app.is_running
        notes = [note.message for note in desk.app._notifications]
        assert notes == ["Ctrl+Q quits."]


async def test_ctrl_q_quits_at_once_where_nothing_is_lost(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.return_code == 0


async def test_ctrl_q_asks_where_a_registration_is_open(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "ctrl+q")
        assert isinstance(desk.app.screen, ConfirmScreen)
        await desk.press("escape")
        assert desk.strip.is_open
        await desk.press("ctrl+q", "enter")
        await desk.until(lambda: not desk.app.is_running)


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (10, 3)])
async def test_a_window_too_small_says_so(house: House, size: tuple[int, int]) -> None:
    async with running(house, size=size) as desk:
        assert desk.screen.query_one(TooSmall).display
        await desk.register("pas")
        assert len(house.encounters()) == 1


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
async def test_the_answer_is_on_the_screen_in_every_size(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("enter")
        assert not desk.screen.query_one(TooSmall).display
        shown = _shown(desk)
        assert "Open until 17:00" in shown
        assert "Referred" in shown


async def test_markup_in_knowledge_and_words_is_shown_and_not_obeyed(house: House) -> None:
    async with running(house) as desk:
        await desk.type("opmærket")
        assert desk.selected == "[red]Opmærket[/x] ydelse"
        assert "[@click=app.quit]luk[/]" in _shown(desk)
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        assert "[red]Opmærket[/x] ydelse" in _shown(desk)
        await desk.press("f2")
        await desk.type("[red] [/x] [b")
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 2)


async def test_control_characters_of_a_paste_never_reach_the_screen(house: House) -> None:
    from textual.events import Paste

    async with running(house) as desk:
        desk.app.post_message(Paste("pas\r\nog\x1b]0;titel\x07 mere"))
        await desk.until(lambda: "mere" in desk.box.value)
        await desk.press("enter")
        assert "\x1b" not in _shown(desk)
        assert "\x07" not in _shown(desk)
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)


async def test_a_query_of_ten_thousand_characters_is_cut_to_what_fits(house: House) -> None:
    from textual.events import Paste

    async with running(house) as desk:
        desk.app.post_message(Paste("pas " * 2500))
        await desk.until(lambda: desk.box.value.startswith("pas pas"))
        assert len(desk.box.value) <= 200


async def test_an_unexpected_fault_ends_with_one_sentence_and_no_values(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        secret = "150385-1234"
        raise RuntimeError(secret)

    app = await _crash(house, lambda: monkeypatch.setattr(SearchSession, "options", fail))
    assert app.return_code == EXIT_CRASH
    assert "Something went wrong" in app.last_words
    log = (house.data / "errors.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "150385" not in log + app.last_words


async def test_the_desk_speaks_danish(house: House) -> None:
    i18n.use("da")
    async with running(house) as desk:
        assert "torsdag den 19. november kl. 10.42 · uge 47" in _shown(desk)
        await desk.type("pas")
        assert "● Åbent til kl. 17.00" in desk.page
        await desk.register("")
        assert desk.status == "Registreret · 1 i dag · Ctrl+Z fortryder"


async def _crash(house: House, break_it: Callable[[], None]) -> DeskApp:
    """The app after a fault while it registers; the fault itself is Textual's to report here."""
    crashed = None
    with contextlib.suppress(RuntimeError):
        async with running(house) as desk:
            crashed = desk.app
            await desk.type("pas")
            break_it()
            await desk.press("enter")
            await desk.until(lambda: not desk.app.is_running)
    assert crashed is not None
    return crashed


def _shown(desk: Running) -> str:
    """The screen as it is painted, line by line."""
    strips = desk.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
