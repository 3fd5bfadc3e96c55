"""QR codes: what stands on the screen is what a telephone's camera reads."""

import pytest
import zxingcpp
from PIL import Image

from floorwalker.handout.qr import QUIET_ZONE, half_block_lines, matrix, telephone_link

CONTENTS = [
    "https://www.borger.dk",
    "https://www.fjordkobing.example/kontakt/borgerservice?emne=pas&sprog=da",
    "tel:+4512345010",
    "Rådhuset, Æblevej 1",
]
_DARK = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def photographed(lines: list[str]) -> Image.Image:
    """The lines as a camera sees them: cells twice as high as wide, black on white."""
    image = Image.new("L", (len(lines[0]) * 8, len(lines) * 16), 255)
    for y, line in enumerate(lines):
        for x, character in enumerate(line):
            for half, dark in enumerate(_DARK[character]):
                if dark:
                    image.paste(0, (x * 8, y * 16 + half * 8, x * 8 + 8, y * 16 + half * 8 + 8))
    return image


@pytest.mark.parametrize("content", CONTENTS)
def test_a_camera_reads_the_code_from_the_screen(content: str) -> None:
    (code,) = zxingcpp.read_barcodes(photographed(half_block_lines(content)))
    assert code.text == content


def test_the_quiet_zone_is_four_modules_on_every_side() -> None:
    rows = matrix("https://www.borger.dk")
    edge = range(QUIET_ZONE)
    assert not any(any(rows[i]) or any(rows[-1 - i]) for i in edge)
    assert not any(row[i] or row[-1 - i] for row in rows for i in edge)


def test_a_number_becomes_a_link_that_a_telephone_dials() -> None:
    assert telephone_link("+45 12 34-50 10") == "tel:+4512345010"
    assert telephone_link("112") == "tel:112"
