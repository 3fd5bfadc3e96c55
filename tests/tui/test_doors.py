"""Every field of the desk that takes a text: no personal data comes to rest on the disk."""

import re
from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Input

from floorwalker.config import Config
from floorwalker.tui.screens.amend import AmendScreen
from floorwalker.tui.screens.slip import SlipScreen
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

TYPED: Final = "ring 150385-1234, 20 20 30 40 el kari@x.dk"
MASKED: Final = "ring ******-****, ** ** ** ** el ***@***"
NEEDLES: Final = ("1503851234", "20203040", "karixdk")


def traces(house: House) -> list[str]:
    """What was typed and lies in any file of the house, whatever stands in between."""
    files = [path for path in house.root.rglob("*") if path.is_file()]
    data = b"\0".join(path.read_bytes() for path in files)
    squeezed = re.sub(r"[\W_]", "", data.decode("utf-8", "replace"))
    return [needle for needle in NEEDLES if needle in squeezed]


def message(desk: Running, id_: str) -> str:
    return str(desk.app.screen.query_one(id_).render())


async def enter(desk: Running, field: str, text: str) -> None:
    """Put `text` into a field as a paste does."""
    desk.app.screen.query_one(field, Input).value = text
    await desk.pilot.pause()


async def test_note_promise_and_words_typed_are_kept_masked_only(house: House) -> None:
    house.config = Config(keep_queries="all")
    async with running(house) as desk:
        await desk.type("zzz kari@x.dk")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.is_open)
        await enter(desk, "#promise", TYPED)
        await enter(desk, "#note", TYPED)
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#strip-message"))
        said = message(desk, "#strip-message")
        assert all(field in said for field in ("Words typed", "Promise", "Note"))
        assert house.encounters() == []
        assert traces(house) == []
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        (kept,) = house.encounters()
        assert (kept.query, kept.promise, kept.note) == ("zzz ***@***", MASKED, MASKED)
    assert traces(house) == []


async def test_an_offer_to_mask_ends_when_the_text_is_edited(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.is_open)
        await enter(desk, "#note", "ring 150385-1234")
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#strip-message"))
        await enter(desk, "#note", "skriv til kari@x.dk")
        await desk.press("enter")
        await desk.until(lambda: "kari@x.dk" in message(desk, "#strip-message"))
        assert house.encounters() == []


async def test_what_only_its_label_tells_is_shown_as_it_will_be_kept(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.is_open)
        await enter(desk, "#note", "konto 1234567")
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#strip-message"))
        assert "“1234567” would be kept as “**** **********”" in message(desk, "#strip-message")


async def test_a_birthday_and_the_last_four_in_two_fields_are_shown(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.is_open)
        await enter(desk, "#promise", "sidste fire 2345")
        await enter(desk, "#note", "født 120571")
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#strip-message"))
        assert "Note: “120571” would be kept as “******-****”" in message(desk, "#strip-message")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        (kept,) = house.encounters()
        assert not re.search(r"\d", f"{kept.note}{kept.promise}")


async def test_a_slip_of_an_errand_not_yet_saved_is_masked(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.is_open)
        await enter(desk, "#promise", TYPED)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, SlipScreen))
        await desk.press("s")
        await desk.until(lambda: "kept in" in message(desk, "#slip-message"))
        pages = [path.read_text(encoding="utf-8") for path in house.root.rglob("slip*.html")]
        assert len(pages) == 1
        assert "***@***" in pages[0]
        assert traces(house) == []


async def test_a_report_is_offered_masked(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f8")
        await enter(desk, "#note-text", TYPED)
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#note-message"))
        assert "150385-1234" in message(desk, "#note-message")
        assert traces(house) == []
        await desk.press("enter")
        await desk.until(lambda: "Thank you" in desk.status)
        with house.open_journal() as journal:
            assert [each.comment for each in journal.feedback.listed()] == [MASKED]
    assert traces(house) == []


async def test_a_closing_note_is_offered_masked(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        await desk.until(lambda: desk.strip.is_open)
        await enter(desk, "#promise", "sender brevet")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.press("f4")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter")
        await enter(desk, "#note-text", TYPED)
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#note-message"))
        assert house.encounters()[0].follow_up_closed_at is None
        await desk.press("enter")
        await desk.until(lambda: house.encounters()[0].follow_up_closed_at is not None)
        assert house.encounters()[0].note == MASKED
    assert traces(house) == []


async def test_why_it_is_withdrawn_is_offered_masked(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press("f3")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter", "ctrl+x")
        assert isinstance(desk.app.screen, AmendScreen)
        await enter(desk, "#amend-why", TYPED)
        await desk.press("enter")
        await desk.until(lambda: "masked" in message(desk, "#amend-message"))
        assert len(house.encounters()) == 1
        await desk.press("enter")
        await desk.until(lambda: house.encounters() == [])
    assert traces(house) == []


async def test_the_desk_is_not_named_by_a_number(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f12")
        await enter(desk, "#set-desk", "Kari 20 20 30 40")
        await desk.press("enter")
        await desk.until(lambda: bool(message(desk, "#fault-desk")))
        assert not Path(house.root / "config.yaml").exists()
    assert traces(house) == []


async def test_words_only_searched_leave_nothing(house: House) -> None:
    async with running(house) as desk:
        await desk.type("150385-1234 kari@x.dk")
        await desk.until(lambda: bool(desk.box.value))
        await desk.press("escape")
    assert traces(house) == []
