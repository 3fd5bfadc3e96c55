"""Draws every screen at three sizes in both languages: `python -m tests.pictures [FOLDER]`.

Without a folder only README's pictures are drawn anew. PNG where CairoSVG is installed, else SVG.
The clock stands at a Thursday morning, so the same screens give the same pictures.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from floorwalker import i18n, paths
from floorwalker.config import Config
from floorwalker.journal.store import Journal
from floorwalker.knowledge.loader import load
from floorwalker.search.index import Index
from floorwalker.tui.desk import Desk
from floorwalker.tui.shell import DeskApp

NOW: Final = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
SIZES: Final = ((80, 24), (120, 40), (200, 60))
SCREENS: Final = {
    "desk": [*"pas"],
    "wrong-door": [*"folkepension"],
    "strip": [*"pas", "enter", "tab", "tab"],
    "unknown": [*"drageopdræt", "enter"],
    "empty": [],
    "help": ["f1"],
    "log": [*"pas", "enter", "enter", *"flytning", "enter", "1", "enter", "f3"],
}
"""A name for each picture, and the keys that lead there."""
README: Final = {"desk": ("desk", "da", (120, 36)), "wrong-door": ("wrong-door", "da", (120, 36))}


async def draw(keys: list[str], language: str, size: tuple[int, int]) -> str:
    """The screen after `keys`, as SVG."""
    i18n.use(language)
    loaded = load(paths.starter_knowledge_dir())
    desk = Desk(
        knowledge=loaded.knowledge, index=Index.build(loaded.knowledge), source="Fjordkøbing"
    )
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        app = DeskApp(
            config=Config(desk="Skranke 1"),
            load=lambda: desk,
            open_journal=lambda _waiting: Journal.open(paths.database(data)),
            clock=lambda: NOW,
            config_file=Path(folder) / "config.yaml",
            data_dir=data,
        )
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
            picture = app.export_screenshot(title="Floorwalker")
        app.close_journal()
    return picture


def save(path: Path, picture: str) -> None:
    """Keep the picture as PNG, or as SVG where CairoSVG is not installed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        from cairosvg import svg2png

        fixed_width = picture.replace("Fira Code", "DejaVu Sans Mono")
        svg2png(bytestring=fixed_width.encode(), write_to=str(path.with_suffix(".png")))
    except (ImportError, OSError):
        path.with_suffix(".svg").write_text(picture, encoding="utf-8")


def wanted(folder: Path | None) -> Iterator[tuple[Path, str, str, tuple[int, int]]]:
    """Each picture to draw: its file, its screen, its language, its size."""
    if folder is None:
        for name, (screen, language, size) in README.items():
            yield Path(__file__).parent / name, screen, language, size
        return
    for screen, language, size in product(SCREENS, i18n.LANGUAGES, SIZES):
        yield folder / f"{screen}-{language}-{size[0]}x{size[1]}", screen, language, size


def main() -> None:
    """Draw what is wanted and name each file."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for path, screen, language, size in wanted(folder):
        save(path, asyncio.run(draw(SCREENS[screen], language, size)))
        print(path)


if __name__ == "__main__":
    main()
