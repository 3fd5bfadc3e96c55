"""How the desk looks: its own themes, which one was chosen last, and no colours where none may be.

Paper and ink by day, the same by night, and high contrast. The theme that was chosen is kept beside
the journal, with the one that was configured at the time: a theme that somebody writes into
`config.yaml` afterwards counts for more than what was chosen before.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.theme import Theme

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.files import make_folder, write_whole
from floorwalker.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.color_triplet import ColorTriplet
    from textual.color import Color

    from floorwalker.tui.session import Session

_COLOURS: Final = {
    "primary": ("#1f5f8b", "#7fb2d6", "#ffe14d"),
    "secondary": ("#5b6b7a", "#8fa0ae", "#ffffff"),
    "success": ("#1d7a46", "#7cc796", "#5cff8f"),
    "warning": ("#9a5b00", "#e5b567", "#ffc14d"),
    "error": ("#b3261e", "#ef8d82", "#ff8f85"),
    "foreground": ("#1c2329", "#dfe3e6", "#ffffff"),
    "background": ("#fbfaf7", "#15191c", "#000000"),
    "surface": ("#f2f0ea", "#1c2226", "#000000"),
    "panel": ("#e8e5dd", "#262d32", "#1a1a1a"),
}
"""Light, dark and high contrast."""
_VARIABLES: Final = {
    "block-cursor-background": ("#d9e6ef", "#2b3d4a", "#ffe14d"),
    "block-cursor-foreground": ("#10212e", "#f2f5f7", "#000000"),
    "block-cursor-blurred-background": ("#d9e6ef", "#2b3d4a", "#ffe14d"),
    "block-cursor-blurred-foreground": ("#10212e", "#f2f5f7", "#000000"),
    "input-selection-background": ("#1f5f8b 25%", "#7fb2d6 30%", "#ffe14d 50%"),
    "border": ("#1f5f8b", "#7fb2d6", "#ffffff"),
    "border-blurred": ("#d5d1c7", "#333c42", "#ffffff"),
    "scrollbar": ("#c9c5ba", "#3a444b", "#ffffff"),
    "scrollbar-background": ("#fbfaf7", "#15191c", "#000000"),
    "scrollbar-corner-color": ("#fbfaf7", "#15191c", "#000000"),
    "text-muted": ("#5c6670", "#95a1aa", "#e6e6e6"),
    "text-success": ("#156338", "#86d3a2", "#5cff8f"),
    "text-warning": ("#854d00", "#edc07a", "#ffc14d"),
    "text-error": ("#a31f18", "#f59d93", "#ff8f85"),
    "text-accent": ("#1a5379", "#93c1e2", "#ffe14d"),
}
"""The same, for what Textual has no name for."""


def _theme(name: str, column: int, *, dark: bool) -> Theme:
    colours = {key: each[column] for key, each in _COLOURS.items()}
    variables = {key: each[column] for key, each in _VARIABLES.items()}
    return Theme(
        name=name,
        primary=colours["primary"],
        secondary=colours["secondary"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        accent=colours["primary"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        dark=dark,
        variables={**variables, "block-cursor-blurred-text-style": "bold"},
    )


LIGHT: Final = _theme("floorwalker-light", 0, dark=False)
DARK: Final = _theme("floorwalker-dark", 1, dark=True)
CONTRAST: Final = _theme("floorwalker-contrast", 2, dark=True)
"""At least seven to one between every ink and what it stands on."""

OWN: Final = (LIGHT, DARK, CONTRAST)
NAMES: Final = {
    LIGHT.name: mark("Light"),
    DARK.name: mark("Dark"),
    CONTRAST.name: mark("High contrast"),
}
DEFAULT: Final = DARK.name

_NAME: Final = "desk.json"
_MOST: Final = 64 * 1024
_REVERSE: Final = Style(reverse=True)


class Appearance:
    """Chooses and remembers the theme."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._app = session.app
        self._filters: Sequence[LineFilter] = [Colourless()]

    def begin(self) -> None:
        """Look as chosen last, otherwise as configured, otherwise dark."""
        for theme in OWN:
            self._app.register_theme(theme)
        configured = self._session.config.theme
        remembered = remembered_theme(self._session.data_dir, configured)
        wanted = (remembered, configured, DEFAULT)
        self._app.theme = next(name for name in wanted if name in self._app.available_themes)

    async def choose(self, name: str) -> None:
        self._app.theme = name
        configured = self._session.config.theme
        await asyncio.to_thread(remember_theme, self._session.data_dir, name, configured)

    @property
    def options(self) -> list[tuple[str, str]]:
        """The themes to choose from, with their names: our own, and one more that is in use."""
        own = [(name, _(label)) for name, label in NAMES.items()]
        present = self._app.theme
        return own if present in NAMES else [*own, (present, present)]

    def line_filters(self, usual: Sequence[LineFilter]) -> Sequence[LineFilter]:
        """What is painted passes these; `NO_COLOR` takes every colour out."""
        return self._filters if self._app.no_color else usual


def remembered_theme(data_dir: Path, configured: str) -> str:
    """The theme chosen last; an empty text where another one has been `configured` since."""
    import json

    try:
        kept = json.loads(read_regular(data_dir / _NAME, _MOST))
    except (OSError, ValueError):
        return ""
    if not isinstance(kept, dict) or kept.get("configured", "") != configured:
        return ""
    theme = kept.get("theme", "")
    return theme if isinstance(theme, str) else ""


def remember_theme(data_dir: Path, theme: str, configured: str) -> None:
    """Keep `theme`; where that is not possible, the next start has the default again."""
    import json

    kept = json.dumps({"theme": theme, "configured": configured}).encode()
    with contextlib.suppress(FloorwalkerError):
        make_folder(data_dir)
        write_whole(data_dir / _NAME, kept, replacing=True, durable=False)


class Colourless(LineFilter):
    """`NO_COLOR`: the terminal's own two colours; where a background told something, their reverse.

    Textual would paint greys, which are colours to a terminal that has chosen its own.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours; what stood on another background stands out reversed."""
        plain = background.rich_color.get_truecolor()
        return [
            Segment(text, _without(style, plain) if style else style, control)
            for text, style, control in segments
        ]


def _without(style: Style, plain: ColorTriplet) -> Style:
    stands_out = style.bgcolor is not None and style.bgcolor.get_truecolor() != plain
    bare = style.without_color
    return bare + _REVERSE if stands_out else bare
