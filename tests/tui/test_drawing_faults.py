"""What cannot be drawn is left blank and said in one line; the desk goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest
from textual.containers import Vertical
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Digits, Input, Static

from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.widgets import page as page_module
from floorwalker.tui.widgets.choice import Choice
from floorwalker.tui.widgets.frame import Head, KeyLine
from floorwalker.tui.widgets.hit_list import HitList
from floorwalker.tui.widgets.page import Page, PageLines
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

SECRET: Final = "150385-1234"
PLACES: Final = (
    (HitList, "painted"),
    (HitList, "render_line"),
    (HitList, "on_resize"),
    (Page, "painted"),
    (PageLines, "key"),
    (page_module, "lay_out"),
    (KeyLine, "render"),
    (Head, "render"),
    (Choice, "render"),
    (Choice, "get_content_height"),
    (Static, "render"),
    (Static, "get_content_width"),
    (Static, "get_content_height"),
    (Input, "render_line"),
    (Digits, "render"),
    (Vertical, "get_content_height"),
    (ScrollBar, "render"),
    (DeskScreen, "_on_resize"),
    (DeskScreen, "on_screen_resume"),
    (DeskScreen, "arrange"),
    (DeskScreen, "get_line_filters"),
    (Screen, "_compositor_refresh"),
    (Screen, "_screen_resized"),
    (Widget, "_size_updated"),
    (Widget, "render_lines"),
    (Widget, "_get_box_model"),
)


@contextmanager
def failing(owner: type | ModuleType, name: str, times: int) -> Iterator[Callable[[], int]]:
    """Let a method raise so often; gives how often it did."""
    original = getattr(owner, name)
    left = times

    def fail(*arguments: object, **options: object) -> object:
        nonlocal left
        if left:
            left -= 1
            secret = SECRET
            raise RuntimeError(secret)
        return original(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, fail)
        yield lambda: times - left


async def use(desk: Running) -> None:
    """Do what draws everything: another size, a strip, a dialog, screens and the cover."""
    await desk.pilot.resize_terminal(80, 24)
    await desk.type("pas")
    await desk.press("enter", "tab", "ctrl+p")
    await desk.pilot.resize_terminal(100, 30)
    await desk.press("escape", "escape", "f6", "f10", "escape", "f2")
    await desk.pilot.resize_terminal(120, 40)
    await desk.press("escape", "escape")


def numbers(house: House) -> list[str]:
    """The numbers of the faults in the log of errors."""
    log = house.data / "errors.log"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    assert SECRET not in "\n".join(lines)
    return [line.split()[1] for line in lines if not line.startswith(" ")]


@pytest.mark.parametrize("times", [1, 10_000], ids=["once", "always"])
@pytest.mark.parametrize(("owner", "name"), PLACES)
async def test_a_fault_of_drawing_never_ends_the_desk(
    house: House, owner: type | ModuleType, name: str, times: int
) -> None:
    said: list[str] = []
    async with running(house) as desk:
        with pytest.MonkeyPatch.context() as patch, failing(owner, name, times) as failed:
            patch.setattr(desk.app.session, "set_status", lambda text, **_how: said.append(text))
            await use(desk)
            await desk.until(lambda: desk.app.screen is desk.screen)
            assert failed()
        await desk.register("nødpas")
        await desk.until(lambda: len(house.encounters()) == 1)
    kept = numbers(house)
    assert kept
    faults = [text for text in said if "could not be drawn" in text]
    assert [text.split("(error ")[1].split(")")[0] for text in faults] == kept
    assert len(kept) <= 5


async def test_the_line_that_failed_is_blank_and_drawn_again(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        with failing(Page, "painted", 1):
            desk.screen.query_one("#detail", Page).refresh()
            await desk.until(lambda: "could not be drawn" in desk.status)
        assert len(numbers(house)) == 1
        assert numbers(house)[0] in desk.status
        page = desk.screen.query_one("#detail", Page)
        await desk.until(lambda: "Pas" in page.render_lines(page.size.region)[0].text)


async def test_a_fault_elsewhere_still_ends_the_desk(tmp_path: Path) -> None:
    house = House(tmp_path)
    with pytest.raises(RuntimeError), failing(DeskScreen, "action_do", 1):
        async with running(house) as desk:
            await desk.press("ctrl+t")
    assert len(numbers(house)) == 1
