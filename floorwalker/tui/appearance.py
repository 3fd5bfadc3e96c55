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

LIGHT: Final = Theme(
    name="floorwalker-light",
    primary="#1f5f8b",
    secondary="#5b6b7a",
    accent="#1f5f8b",
    success="#1d7a46",
    warning="#9a5b00",
    error="#b3261e",
    foreground="#1c2329",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e8e5dd",
    dark=False,
    variables={
        "block-cursor-background": "#d9e6ef",
        "block-cursor-foreground": "#10212e",
        "block-cursor-blurred-background": "#d9e6ef",
        "block-cursor-blurred-foreground": "#10212e",
        "block-cursor-blurred-text-style": "bold",
        "input-selection-background": "#1f5f8b 25%",
        "border": "#1f5f8b",
        "border-blurred": "#d5d1c7",
        "scrollbar": "#c9c5ba",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-corner-color": "#fbfaf7",
        "text-muted": "#5c6670",
        "text-success": "#156338",
        "text-warning": "#854d00",
        "text-error": "#a31f18",
        "text-accent": "#1a5379",
    },
)
DARK: Final = Theme(
    name="floorwalker-dark",
    primary="#7fb2d6",
    secondary="#8fa0ae",
    accent="#7fb2d6",
    success="#7cc796",
    warning="#e5b567",
    error="#ef8d82",
    foreground="#dfe3e6",
    background="#15191c",
    surface="#1c2226",
    panel="#262d32",
    dark=True,
    variables={
        "block-cursor-background": "#2b3d4a",
        "block-cursor-foreground": "#f2f5f7",
        "block-cursor-blurred-background": "#2b3d4a",
        "block-cursor-blurred-foreground": "#f2f5f7",
        "block-cursor-blurred-text-style": "bold",
        "input-selection-background": "#7fb2d6 30%",
        "border": "#7fb2d6",
        "border-blurred": "#333c42",
        "scrollbar": "#3a444b",
        "scrollbar-background": "#15191c",
        "scrollbar-corner-color": "#15191c",
        "text-muted": "#95a1aa",
        "text-success": "#86d3a2",
        "text-warning": "#edc07a",
        "text-error": "#f59d93",
        "text-accent": "#93c1e2",
    },
)

CONTRAST: Final = Theme(
    name="floorwalker-contrast",
    primary="#ffe14d",
    secondary="#ffffff",
    accent="#ffe14d",
    success="#5cff8f",
    warning="#ffc14d",
    error="#ff8f85",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={
        "block-cursor-background": "#ffe14d",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#ffe14d",
        "block-cursor-blurred-foreground": "#000000",
        "block-cursor-blurred-text-style": "bold",
        "input-selection-background": "#ffe14d 50%",
        "border": "#ffffff",
        "border-blurred": "#ffffff",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-corner-color": "#000000",
        "text-muted": "#e6e6e6",
        "text-success": "#5cff8f",
        "text-warning": "#ffc14d",
        "text-error": "#ff8f85",
        "text-accent": "#ffe14d",
    },
)
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
        """Look like `name` from now on, and at the next start."""
        self._app.theme = name
        configured = self._session.config.theme
        await asyncio.to_thread(remember_theme, self._session.data_dir, name, configured)

    @property
    def options(self) -> list[tuple[str, str]]:
        """The themes to choose from, with their names: our own, and one more that is in use."""
        own = [(name, _(said)) for name, said in NAMES.items()]
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
