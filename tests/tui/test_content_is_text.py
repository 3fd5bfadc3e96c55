"""Whatever stands in the knowledge base is shown: never obeyed, never wider than its place.

The loader refuses some of it. The desk must not depend on that, so these records are made past it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace as with_fields

import pytest
from msgspec.structs import replace

from floorwalker.knowledge.model.records import Knowledge
from floorwalker.search.index import Index
from floorwalker.tui.loaded import LoadedKnowledge
from floorwalker.tui.screens.entries import KnowledgeScreen
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.help import HelpScreen
from floorwalker.tui.screens.log import LogScreen
from floorwalker.tui.screens.palette import PaletteScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.screens.slip import SlipScreen
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

LONGEST = 5000
CONTENTS = {
    "markup": "[bold]fed[/bold] [red on blue]x[/] [link=https://x.example]y[/link]",
    "action": "[@click=app.quit]luk[/] [@click='app.bell']klik[/]",
    "unbalanced": "[/] [b [[x]] ] [/nothing] \\[ {x} %s $text-error [not closed",
    "controls": "a\x1b[31mrød\x1b]0;titel\x07b\x00c\x08d\x9b31m\x7fe\rf\ng\th",
    "bidi": "pas \u202egnp.exe\u202c \u2066x\u2069 \u200fy \u061cz",
    "emoji": "👩‍👩‍👧‍👦 🇩🇰 👍🏽 ✈️ 🧑🏿‍🚀 " * 4,
    "zero width": "p\u200ba\u200bs\ufeff \u2060pas \u200d\u200c x",
    "combining": "e\u0301 Z" + "\u0335\u0321\u0334" * 40 + "algo å",
    "wide": "漢字カナ한글" * 30,
    "right to left": "مركز المساعدة ٢٤ ساعة · מרכז",
    "long": ("langt " * LONGEST)[:LONGEST],
    "one long word": "æ" * LONGEST,
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "private": "\ue000\udbff".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
}
_HARMLESS = "\u200c\u200d"


def knowledge_of(house: House, said: str) -> Knowledge:
    """The town with `said` in every field of text that the desk shows."""
    town = house.load().knowledge
    pas, guide = town.services["pas"], town.guides["bestil-tid"]
    contact, term = town.contact_points["borgerservice"], town.terms["partshoering"]
    shared = {"name": f"Pas {said}", "description": said, "assurer": said}
    return replace(
        town,
        municipality=replace(town.municipality, name=said),
        services={
            **town.services,
            "pas": replace(
                pas,
                **shared,
                theme=said,
                alert=said,
                cost=said,
                processing_time=said,
                eligibility=said,
                redress=said,
                legal_basis=said,
                questions=(said, said),
                required_documents=(said,),
                next_steps=(said,),
                competent_authority=said,
            ),
        },
        contact_points={
            **town.contact_points,
            "borgerservice": replace(
                contact, **shared, directions=said, address=said, accessibility=said, alert=said
            ),
        },
        guides={"bestil-tid": replace(guide, **shared, duration=said, steps=(said, said))},
        terms={"partshoering": replace(term, name=said, explanation=said)},
        notices={key: replace(one, text=said) for key, one in town.notices.items()},
    )


def desk_of(house: House, said: str) -> LoadedKnowledge:
    knowledge = knowledge_of(house, said)
    return with_fields(
        house.load(), knowledge=knowledge, index=Index.build(knowledge), folder=None, source=said
    )


def lines_of(desk: Running) -> Sequence[str]:
    """The screen as the terminal gets it, each line checked for its width and its meaning."""
    screen = desk.app.screen
    lines = []
    for strip in screen._compositor.render_strips():
        assert strip.cell_length == screen.size.width
        for segment in strip:
            style = segment.style
            assert style is None or not (style.link or {"@click", "click"} & set(style.meta))
        lines.append(strip.text)
    for character in "".join(lines):
        category = unicodedata.category(character)
        assert character in _HARMLESS or category not in {"Cc", "Cf", "Cs", "Zl", "Zp", "Co"}
    return lines


@pytest.mark.parametrize("name", CONTENTS)
async def test_every_screen_shows_it_as_text(house: House, name: str) -> None:
    size = (80, 24) if len(name) % 2 else (160, 50)
    said = CONTENTS[name]
    async with running(house, size=size, load=lambda: desk_of(house, said)) as desk:
        pages: dict[object, str] = {}
        desk.app.slips.open_page = lambda page: bool(
            pages.setdefault(page, page.read_text("utf-8"))
        )
        lines_of(desk)
        await desk.type("pas")
        assert desk.selected.startswith("Pas")
        lines_of(desk)
        for key, screen in {
            "ctrl+g": GuideScreen,
            "ctrl+r": QrCodeScreen,
            "ctrl+p": PaletteScreen,
            "f1": HelpScreen,
            "f6": KnowledgeScreen,
        }.items():
            await desk.press(key)
            assert isinstance(desk.app.screen, screen)
            lines_of(desk)
            await desk.press("escape")
        await desk.press("f10")
        lines_of(desk)
        await desk.press("x", "f2", "ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, SlipScreen))
        lines_of(desk)
        await desk.press("enter")
        await desk.until(lambda: bool(pages))
        assert all("<h1>Pas" in page for page in pages.values())
        await desk.until(lambda: desk.app.screen is desk.screen)
        await desk.press("enter")
        lines_of(desk)
        await desk.press("enter")
        await desk.until(lambda: not desk.strip.is_open)
        await desk.press("f3")
        await desk.until(lambda: isinstance(desk.app.screen, LogScreen))
        lines_of(desk)
        assert desk.app.is_running


@pytest.mark.parametrize("name", ["markup", "action", "unbalanced"])
async def test_markup_stands_there_letter_by_letter(house: House, name: str) -> None:
    said = CONTENTS[name]
    async with running(house, size=(160, 50), load=lambda: desk_of(house, said)) as desk:
        await desk.type("pas")
        assert said in desk.page
        assert any(said in line for line in lines_of(desk))
        await desk.press("ctrl+g")
        assert said in desk.text("#guide-text")


async def test_a_control_character_is_seen_and_not_obeyed(house: House) -> None:
    said = CONTENTS["controls"]
    async with running(house, size=(160, 50), load=lambda: desk_of(house, said)) as desk:
        await desk.type("pas")
        assert "a␛[31mrød␛]0;titel␇b␀c␈d" in desk.page


async def test_a_text_turned_round_is_not_turned_on_the_screen(house: House) -> None:
    said = CONTENTS["bidi"]
    async with running(house, size=(160, 50), load=lambda: desk_of(house, said)) as desk:
        await desk.type("pas")
        assert "pas \ufffdgnp.exe\ufffd" in desk.page


async def test_a_click_on_markup_runs_nothing(house: House) -> None:
    said = CONTENTS["action"]
    async with running(house, size=(160, 50), load=lambda: desk_of(house, said)) as desk:
        await desk.type("pas")
        found = [(line.index("luk"), y) for y, line in enumerate(lines_of(desk)) if "luk" in line]
        assert found
        for at in found:
            await desk.pilot.click(offset=at)
        await desk.pilot.pause()
        assert desk.app.is_running
        assert desk.app._exit is False
