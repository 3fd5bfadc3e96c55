"""Floorwalker's own themes: paper and ink by day, the same by night, and high contrast."""

from typing import Final

from textual.theme import Theme

from floorwalker.i18n import mark

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
