"""Plays a scene in the real app on the starter knowledge and hands over the screen as SVG."""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

from floorwalker import i18n, paths
from floorwalker.config import Config
from floorwalker.i18n import _
from floorwalker.journal.store import Journal
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.search.index import Index
from floorwalker.search.lexicon import load_lexicon
from floorwalker.tui.app import DeskApp
from floorwalker.tui.loaded import LoadedKnowledge
from tests.pictures.scenes import Scene, past

_PATIENCE = 60.0
"""Seconds after which what is waited for counts as never coming."""


async def draw(scene: Scene, language: str, size: tuple[int, int]) -> str:
    """The screen at the end of `scene`, as SVG."""
    i18n.use(language)
    knowledge, index = _starter(scene.now.date())
    desk = LoadedKnowledge(
        knowledge=knowledge,
        index=index,
        source=_("Starter knowledge"),
        problems=scene.problems,
        is_starter=scene.is_starter,
    )
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        if scene.has_log:
            with Journal.open(paths.database(data)) as journal:
                for encounter in past(knowledge, scene.now):
                    journal.encounters.record(encounter)
        app = DeskApp(
            config=Config(desk="Skranke 1", theme=scene.theme),
            load=lambda: desk,
            open_journal=lambda _waiting: Journal.open(paths.database(data)),
            clock=lambda: scene.now,
            config_file=Path.home() / ".config/floorwalker/config.yaml",
            data_dir=data,
        )
        try:
            return await _play(app, scene, size)
        finally:
            app.close_journal()


async def _play(app: DeskApp, scene: Scene, size: tuple[int, int]) -> str:
    async with app.run_test(size=size) as pilot:
        await _until(pilot, lambda: app.session.search is not None)
        for key in scene.keys:
            await pilot.press(key)
            await pilot.pause()
        await _until(pilot, lambda: not any(each.is_running for each in app.workers))
        await pilot.pause()
        return app.export_screenshot(title="Floorwalker")


async def _until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > limit:
            raise TimeoutError("the scene never came to rest")
        await pilot.pause(0.01)


@cache
def _starter(day: date) -> tuple[Knowledge, Index]:
    knowledge = as_of(load(paths.starter_knowledge_dir()).knowledge, day)
    return knowledge, Index.build(knowledge, lexicon=load_lexicon().lexicon)
