"""Draws every screen at three sizes in both languages: `python -m tests.pictures [FOLDER [PART]]`.

With a part of a name, only the pictures that have it in their names; without a folder, README's
pictures anew. PNG where CairoSVG is installed, else SVG. The clock stands still, so the same
screens give the same pictures.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from floorwalker import i18n
from tests.pictures.scenes import SCENES
from tests.pictures.stage import draw

_SCALE: Final = 15 / 12.2
"""Makes a cell of 12.2 pixels a whole number of them, else every letter is moved a little."""
SIZES: Final = ((80, 24), (120, 40), (200, 60))
README: Final = ("desk", "wrong-door")
_README_SIZE: Final = (120, 36)
_FONT: Final = "DejaVu Sans Mono"
"""Has every sign that the desk writes, at a size that fills Textual's cells; the font that Textual
names would be fetched from the network."""


def save(path: Path, picture: str) -> Path:
    """Keep the picture as PNG, or as SVG where CairoSVG is not installed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        from cairosvg import svg2png
    except (ImportError, OSError):
        svg = path.with_suffix(".svg")
        svg.write_text(picture, encoding="utf-8")
        return svg
    png = path.with_suffix(".png")
    fitting = picture.replace("Fira Code", _FONT).replace("font-size: 20px", "font-size: 20.26px")
    svg2png(bytestring=fitting.encode(), write_to=str(png), scale=_SCALE)
    return png


def wanted(folder: Path | None, part: str = "") -> Iterator[tuple[Path, str, str, tuple[int, int]]]:
    """Each picture to draw: its file without ending, its scene, its language, its size."""
    if folder is None:
        for scene in README:
            yield Path(__file__).parent / scene, scene, "da", _README_SIZE
        return
    for scene, language, size in product(SCENES, i18n.LANGUAGES, SIZES):
        name = f"{scene}-{language}-{size[0]}x{size[1]}"
        if part in name:
            yield folder / name, scene, language, size


def main() -> None:
    """Draw what is wanted and name each file."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for path, scene, language, size in wanted(folder, *sys.argv[2:3]):
        print(save(path, asyncio.run(draw(SCENES[scene], language, size))))


if __name__ == "__main__":
    main()
