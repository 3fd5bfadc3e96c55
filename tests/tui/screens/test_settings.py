"""The first start, and the settings that a desk makes by itself."""

import os
import sys
from pathlib import Path

import pytest

from floorwalker.config import Config, load_config
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.settings import SettingsScreen
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

FILE = "config.yaml"


def started_anew(house: House) -> House:
    """A house whose knowledge is the starter's."""
    house.is_starter = True
    return house


async def test_the_first_start_says_in_one_line_where_to_go_on(house: House) -> None:
    async with running(started_anew(house)) as desk:
        assert desk.status == (
            "Starter knowledge · F12 settings · your own knowledge: floorwalker init"
        )
        await desk.register("pas")
        assert house.encounters()[0].desk == "desk"


@pytest.mark.parametrize("has_config", [True, False])
async def test_the_line_goes_once_there_is_a_configuration_or_own_knowledge(
    house: House, has_config: bool
) -> None:
    if has_config:
        started_anew(house).root.joinpath(FILE).write_text("desk: A\n", encoding="utf-8")
    async with running(house) as desk:
        assert desk.status == "Starter knowledge"


async def test_settings_are_kept_and_work_at_once(house: House) -> None:
    async with running(house) as desk:
        await fill_in(desk, "Skranke 2")
        await desk.press("tab", "tab", "tab", "3", "tab")
        await desk.type("/tmp/uger")
        await desk.press("enter")
        await desk.until(lambda: desk.status == "Settings kept.")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.app.theme == "floorwalker-contrast"
        await desk.register("pas")
    assert house.encounters()[0].desk == "Skranke 2"
    kept = load_config(house.root / FILE)
    assert kept == Config(desk="Skranke 2", theme="floorwalker-contrast", exports="/tmp/uger")
    first, *_others = (house.root / FILE).read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=config.schema.json"
    assert (house.root / "config.schema.json").is_file()


async def test_the_theme_kept_is_there_at_the_next_start_until_the_file_names_another(
    house: House,
) -> None:
    async with running(house) as desk:
        await fill_in(desk, "A")
        await desk.press("tab", "tab", "tab", "1", "enter")
        await desk.until(lambda: desk.status == "Settings kept.")
    house.config = load_config(house.root / FILE)
    async with running(house) as desk:
        assert desk.app.theme == "floorwalker-light"
    house.config = Config(theme="floorwalker-contrast")
    async with running(house) as desk:
        assert desk.app.theme == "floorwalker-contrast"


async def test_a_bad_value_is_refused_beside_its_field_and_nothing_is_written(
    house: House,
) -> None:
    async with running(house) as desk:
        await fill_in(desk, "../etc")
        await desk.press("shift+tab")
        await desk.type("uger")
        await desk.press("enter")
        assert isinstance(desk.app.screen, SettingsScreen)
        assert desk.text("#fault-desk") == "A short name of letters, digits, spaces and hyphens."
        assert desk.text("#fault-exports") == "Write the whole path of the folder."
        assert desk.app.focused is desk.app.screen.query_one("#set-desk")
    assert not (house.root / FILE).exists()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
async def test_a_folder_that_may_not_be_written_keeps_the_form(house: House) -> None:
    async with running(house) as desk:
        await fill_in(desk, "A")
        house.root.chmod(0o500)
        await desk.press("enter")
        await desk.until(lambda: "cannot be written" in desk.text("#settings-message"))
        house.root.chmod(0o700)


async def test_a_file_in_the_way_keeps_the_form_and_says_why(house: House) -> None:
    async with running(house) as desk:
        await fill_in(desk, "A")
        (house.root / FILE).mkdir()
        await desk.press("enter")
        await desk.until(lambda: str(house.root / FILE) in desk.text("#settings-message"))
        await desk.until(lambda: "cannot" in desk.text("#settings-message"))
        assert isinstance(desk.app.screen, SettingsScreen)
        assert desk.app.session.config.desk == "desk"


async def test_escape_changes_nothing(house: House) -> None:
    async with running(house) as desk:
        await fill_in(desk, "A")
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)
    assert not (house.root / FILE).exists()


async def fill_in(desk: Running, name: str) -> None:
    """Open the settings and write another name for the desk."""
    await desk.press("f12")
    assert isinstance(desk.app.screen, SettingsScreen)
    await desk.press("ctrl+u")
    await desk.type(name)


def test_no_setting_file_is_made_by_reading(tmp_path: Path) -> None:
    load_config(tmp_path / FILE)
    assert not (tmp_path / FILE).exists()
