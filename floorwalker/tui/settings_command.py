"""The settings that a desk may change by itself: what they are now, and keeping others."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Protocol

from floorwalker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from floorwalker.config import Config
    from floorwalker.tui.appearance import Appearance
    from floorwalker.tui.screens.settings import Values
    from floorwalker.tui.session import Session


class Configured(Protocol):
    """What works with the configuration."""

    def set_up(self, config: Config) -> None:
        """Work with `config` from now on."""


class SettingsCommand:
    """Shows the settings and keeps what is changed."""

    def __init__(self, session: Session, desk: Configured, appearance: Appearance) -> None:
        self._session = session
        self._desk = desk
        self._appearance = appearance

    @property
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What does the commands, by their ids."""
        return {"app.settings": self.open}

    def open(self) -> None:
        """Show what this desk may set by itself."""
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
        session.app.push_screen(screen, lambda said: session.set_status(said) if said else None)

    @property
    def _values(self) -> Values:
        """The settings as they are in use."""
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
        self._desk.set_up(session.config)
        await self._appearance.choose(values["theme"])
        if values["language"] != before["language"]:
            return _("Settings kept. The language changes at the next start.")
        return _("Settings kept.")
