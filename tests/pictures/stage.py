"""Plays a scene in the real app on the starter knowledge and hands over the screen as SVG."""

import tempfile
from functools import cache
from pathlib import Path

from floorwalker import i18n, paths
from floorwalker.config import Config
from floorwalker.i18n import _
from floorwalker.journal.store import Journal
from floorwalker.knowledge.loader import load
from floorwalker.knowledge.records import Knowledge
from floorwalker.search.index import Index
from floorwalker.tui.app import DeskApp
from floorwalker.tui.loaded import LoadedKnowledge
from tests.pictures.scenes import Scene, past


async def draw(scene: Scene, language: str, size: tuple[int, int]) -> str:
    """The screen at the end of `scene`, as SVG."""
    i18n.use(language)
    knowledge, index = _starter()
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
                    journal.record(encounter)
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
        while app.lookup is None:
            await pilot.pause(0.01)
        for key in scene.keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.3)  # the disk's answers
        await pilot.pause()
        return app.export_screenshot(title="Floorwalker")


@cache
def _starter() -> tuple[Knowledge, Index]:
    knowledge = load(paths.starter_knowledge_dir()).knowledge
    return knowledge, Index.build(knowledge)
