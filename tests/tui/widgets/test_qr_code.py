"""Codes as they stand on the screen: read by a real decoder, in every kind of theme."""

import pytest
import zxingcpp
from PIL import Image
from textual.geometry import Offset, Region
from textual.screen import Screen

from floorwalker.handout.qr import QUIET_ZONE
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.widgets.qr_code import QrCode
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

CELL = (6, 12)
"""Pixels of a cell."""
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
LINK = "https://tid.example/"
NUMBER = "+45 12 34 56 78"
THEMES = ["floorwalker-light", "floorwalker-dark", "floorwalker-contrast", "textual-light"]
SIZES = [(80, 24), (120, 40)]
_UPPER = {"▀", "█"}
_LOWER = {"▄", "█"}

Rgb = tuple[int, int, int]


def photographed(screen: Screen[object]) -> Image.Image:
    """The cells of `screen` in their colours; of their characters only blocks are drawn."""
    wide, high = CELL
    image = Image.new("RGB", (screen.size.width * wide, screen.size.height * high))
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            assert style is not None
            ink, paper = (_rgb(style.color), _rgb(style.bgcolor))
            for character in text:
                for half, blocks in enumerate((_UPPER, _LOWER)):
                    top = y * high + half * high // 2
                    colour = ink if character in blocks else paper
                    image.paste(colour, (x * wide, top, (x + 1) * wide, top + high // 2))
                x += 1
    return image


def _rgb(colour: object) -> Rgb:
    triplet = getattr(colour, "triplet", None)
    return (triplet.red, triplet.green, triplet.blue) if triplet else (128, 128, 128)


def read(desk: Running) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(photographed(desk.app.screen))]


@pytest.mark.parametrize("size", SIZES)
async def test_the_links_code_is_read_from_the_screen_in_every_theme(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("ctrl+r")
        assert isinstance(desk.app.screen, QrCodeScreen)
        for theme in THEMES:
            desk.app.theme = theme
            await desk.pilot.pause()
            assert read(desk) == [LINK], theme
            assert desk.text("#code-text") == LINK
            assert_quiet_zone_is_white(desk)
        await desk.press("right")
        assert read(desk) == ["tel:+4512345678"]
        assert desk.text("#code-text") == NUMBER


@pytest.mark.parametrize("size", SIZES)
async def test_the_guides_code_is_read_from_the_screen_in_every_theme(
    house: House, size: tuple[int, int]
) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("ctrl+g")
        assert isinstance(desk.app.screen, GuideScreen)
        for theme in THEMES:
            desk.app.theme = theme
            await desk.pilot.pause()
            assert read(desk) == [LINK], theme
            assert desk.text("#guide-url") == LINK
            assert_quiet_zone_is_white(desk)


async def test_no_code_is_read_where_none_is_shown(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        assert read(desk) == []


def assert_quiet_zone_is_white(desk: Running) -> None:
    """Four modules on each side, a cell wide and half a cell high each; black within."""
    image = photographed(desk.app.screen)
    code = desk.app.screen.query_one(QrCode).region
    inner = code.shrink((QUIET_ZONE // 2, QUIET_ZONE, QUIET_ZONE // 2, QUIET_ZONE))
    whole = {image.getpixel(at) for at in _pixels(code)}
    edge = {image.getpixel(at) for at in set(_pixels(code)) - set(_pixels(inner))}
    assert edge == {WHITE}
    assert whole == {WHITE, BLACK}


def _pixels(region: Region) -> list[Offset]:
    wide, high = CELL
    return [
        Offset(x, y)
        for y in range(region.y * high, region.bottom * high, 3)
        for x in range(region.x * wide, region.right * wide, 3)
    ]
