"""The settings that a desk may change by itself: what they are now, and keeping others."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from floorwalker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from floorwalker.config import Config
    from floorwalker.tui.appearance import Appearance
    from floorwalker.tui.screens.settings import Values
    from floorwalker.tui.session import Session


class SettingsCommand:
    """Shows the settings and keeps what is changed."""

    def __init__(
        self, session: Session, appearance: Appearance, *, set_up: Callable[[Config], None]
    ) -> None:
        self._session = session
        self._set_up = set_up
        self._appearance = appearance
        self.handlers: Mapping[str, Callable[[], None]] = {"app.settings": self.open}

    def open(self) -> None:
        from floorwalker.tui.screens.settings import SettingsScreen

        session = self._session
        if session.search is None or isinstance(session.app.screen, SettingsScreen):
            return
        locations = session.search.knowledge.municipality.locations
        houses = [(id_, each.name) for id_, each in locations.items()]
        screen = SettingsScreen(
            self._values,
            path=session.config_file,
            houses=houses or [("", "–")],
            themes=self._appearance.options,
            keep=self._keep,
        )
        session.app.push_screen(screen, session.report)

    @property
    def _values(self) -> Values:
        config, search = self._session.config, self._session.search
        houses = list(search.knowledge.municipality.locations) if search else []
        return {
            "desk": config.desk,
            "location": config.location or next(iter(houses), ""),
            "language": config.language or "",
            "theme": self._session.app.theme,
            "exports": config.exports,
        }

    async def _keep(self, values: Values) -> str:
        """Keep what was changed, and work with it from now on."""
        from floorwalker.config_file import save_settings

        session = self._session
        before = self._values
        is_new = not session.config_file.exists()
        changed = {
            name: value or None
            for name, value in values.items()
            if value != before[name] or (is_new and name == "desk")
        }
        if changed:
            save = partial(save_settings, session.config_file, changed)
            session.config = await asyncio.to_thread(save)
        self._set_up(session.config)
        await self._appearance.choose(values["theme"])
        if values["language"] != before["language"]:
            return _("Settings kept. The language changes at the next start.")
        return _("Settings kept.")
