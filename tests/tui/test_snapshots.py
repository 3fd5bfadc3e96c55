"""A dozen screens as they are painted, each kept for what only the whole of it shows.

A snapshot is the text of the screen and, below it, where words are bold: `**` stands under them.
When a screen has changed on purpose, look at it, then write them anew with
`SNAPSHOTS=write python -m pytest tests/tui/test_snapshots.py`.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from rich.segment import Segment

from floorwalker import i18n
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

FOLDER: Final = Path(__file__).parent / "snapshots"
_WRITE: Final = os.environ.get("SNAPSHOTS") == "write"


class Scene(NamedTuple):
    """How to get to a screen, and why it is kept."""

    why: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    language: str = "da"
    prepared: tuple[str, ...] = ()
    """Errands registered before, and promised where they begin with a plus."""


SCENES: Final = {
    "hit": Scene("the answers stand in the order in which visitors ask", (*"pas",)),
    "hit-narrow": Scene("80 × 24: the list stands above the answer", (*"pas",), (80, 24)),
    "hit-wide": Scene("200 × 60: list, answer and day side by side", (*"pas",), (200, 60)),
    "wrong-door": Scene("who does it comes before anything else", (*"nødpas",)),
    "closed": Scene("closed says until when, and who takes over", (*"aftenhjælp",)),
    "markup": Scene("markup in the knowledge stands there letter by letter", (*"opmærket",)),
    "strip": Scene("the registration is filled, its outcomes numbered", (*"pas", "enter")),
    "strip-fields": Scene("every optional field has a label", (*"pas", "enter", "tab", "tab")),
    "unknown": Scene("what nobody knows is said so", (*"rumrejser", "enter")),
    "empty": Scene("a shift begins with what is owed", prepared=("+pas", "nødpas")),
    "follow-ups": Scene("promises, what was promised, and the code", ("f4",), prepared=("+pas",)),
    "palette": Scene("commands with the keys that do the same", ("ctrl+p",), (80, 24)),
    "english": Scene("nothing is left in Danish but the knowledge", (*"nødpas",), language="en"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="paths and line drawing differ")
@pytest.mark.parametrize("name", SCENES)
async def test_a_screen_looks_as_it_did(name: str, house: House) -> None:
    scene = SCENES[name]
    i18n.use(scene.language)
    if scene.prepared:
        async with running(house) as desk:
            for words in scene.prepared:
                await _register(desk, words)
        house.now += timedelta(days=30)
    async with running(house, size=scene.size) as desk:
        await desk.press(*scene.keys)
        await desk.until(lambda: not desk.strip.is_open or bool(desk.text("#strip-title")))
        painted = _painted(desk)
    for encounter in house.encounters():
        if encounter.promise_code:
            painted = painted.replace(encounter.promise_code, "CODE")
    kept = FOLDER / f"{name}.txt"
    if _WRITE:
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(f"{scene.why}\n\n{painted}", encoding="utf-8")
    assert f"{scene.why}\n\n{painted}" == kept.read_text(encoding="utf-8")


def test_every_snapshot_is_one_of_these() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SCENES)


async def _register(desk: Running, words: str) -> None:
    if not words.startswith("+"):
        await desk.register(words)
        return
    await desk.type(words[1:])
    await desk.press("enter", *["tab"] * 7)
    await desk.type("ringer tilbage")
    await desk.press("enter")
    await desk.until(lambda: not desk.strip.is_open and not desk.box.value)


def _painted(desk: Running) -> str:
    lines: list[str] = []
    for strip in desk.app.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip).rstrip()
        bold = "".join(_marks(segment) for segment in strip).rstrip()
        lines += [text, bold] if bold else [text]
    return "\n".join(lines).rstrip() + "\n"


def _marks(segment: Segment) -> str:
    is_bold = segment.style is not None and segment.style.bold
    return "".join("*" if is_bold and letter != " " else " " for letter in segment.text)
