"""How the desk is fitted out: themes, the palette, and the settings; the app's half for these."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from floorwalker.i18n import _
from floorwalker.tui import appearance, state
from floorwalker.tui.keys import key_of, live_keys
from floorwalker.tui.slips import Handing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.filter import LineFilter

    from floorwalker.config import Config
    from floorwalker.tui.loaded import LoadedKnowledge
    from floorwalker.tui.screens.settings import Values
    from floorwalker.tui.widgets.choice import Option


class Fittings(Handing):
    """Changes how the desk looks and what it is called."""

    config_file: Path
    _colourless: LineFilter | None = None

    # Themes

    def on_mount(self) -> None:
        """Choose the theme: as chosen last, as configured, else our own dark one."""
        for theme in appearance.OWN:
            self.register_theme(theme)
        remembered = state.remembered_theme(self.data_dir, self.config.theme)
        wanted = (remembered, self.config.theme, appearance.DEFAULT)
        self.theme = next(name for name in wanted if name in self.available_themes)

    async def choose_theme(self, name: str) -> None:
        """Look like `name` from now on, and at the next start."""
        self.theme = name
        await asyncio.to_thread(state.remember_theme, self.data_dir, name, self.config.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is painted passes these; `NO_COLOR` takes every colour out."""
        if not self.no_color:
            return super().get_line_filters()
        if self._colourless is None:
            from floorwalker.tui.colourless import Colourless

            self._colourless = Colourless()
        return [self._colourless]

    # The palette

    def action_palette(self) -> None:
        """Every command, and the themes."""
        from floorwalker.tui.screens.palette import PaletteScreen

        if isinstance(self.screen, PaletteScreen):
            return
        commands = live_keys(self.screen)
        self.push_screen(
            PaletteScreen(commands, list(self.available_themes), self.theme), self._obey
        )

    async def _obey(self, chosen: str | None) -> None:
        """Do what was chosen in the palette: a command by its id, or a theme."""
        if chosen is None:
            return
        kind, _colon, name = chosen.partition(":")
        if kind == "theme":
            await self.choose_theme(name)
            return
        command = next((each for each in live_keys(self.screen) if each.id == name), None)
        if command is not None:
            await self.run_action(command.action, command.node)

    # Settings

    def first_steps(self, desk: LoadedKnowledge) -> str:
        """For whoever has set up nothing yet: where the settings are, how to bring own knowledge.

        An empty text once there is a configuration.
        """
        if not desk.is_starter or self.config_file.exists():
            return ""
        said = _("{key} settings · your own knowledge: floorwalker init")
        return said.format(key=key_of(self.desk_screen, "app.settings"))

    def action_settings(self) -> None:
        """What this desk may set by itself."""
        from floorwalker.tui.screens.settings import SettingsScreen

        if self.lookup is None or isinstance(self.screen, SettingsScreen):
            return
        locations = self.lookup.knowledge.municipality.locations
        houses = [(id_, each.name) for id_, each in locations.items()]
        screen = SettingsScreen(
            self._settings,
            path=self.config_file,
            houses=houses or [("", "–")],
            themes=self._theme_options(),
            keep=self._keep_settings,
        )
        self.push_screen(screen, lambda said: self.tell(said) if said else None)

    @property
    def _settings(self) -> Values:
        """The settings as they are in use."""
        config = self.config
        houses = list(self.lookup.knowledge.municipality.locations) if self.lookup else []
        return {
            "desk": config.desk,
            "location": config.location or next(iter(houses), ""),
            "language": config.language or "",
            "theme": self.theme,
            "exports": config.exports,
        }

    def _theme_options(self) -> list[Option]:
        own = [(name, _(said)) for name, said in appearance.NAMES.items()]
        return own if self.theme in appearance.NAMES else [*own, (self.theme, self.theme)]

    async def _keep_settings(self, values: Values) -> str:
        """Keep what was changed, and work with it from now on."""
        from floorwalker.tui.settings_file import save_settings

        before = self._settings
        is_new = not self.config_file.exists()
        changed = {
            name: value or None
            for name, value in values.items()
            if value != before[name] or (is_new and name == "desk")
        }
        save = partial(save_settings, self.config_file, changed)
        config = await asyncio.to_thread(save) if changed else self.config
        self.set_up(config)
        await self.choose_theme(values["theme"])
        if values["language"] != before["language"]:
            return _("Settings kept. The language changes at the next start.")
        return _("Settings kept.")

    def set_up(self, config: Config) -> None:
        """Work with `config` from now on."""
        self.config = config
        self.desk_screen.set_up(config)
