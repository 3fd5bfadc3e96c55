"""Where the function keys lead: urgent, knowledge, follow-ups, guide, codes, reports, cover."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from floorwalker.journal.store import Journal
from floorwalker.tui.registration.drafts import Drafts
from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.screens.cover import CoverScreen
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.screens.entries import KnowledgeScreen, UrgentScreen
from floorwalker.tui.screens.follow_ups import FollowUpsScreen
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.note import ReportScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.widgets.frame import KeyLine
from floorwalker.tui.widgets.qr_code import QrCode
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow


async def promise(desk: Running, text: str, due: str) -> None:
    """Register a passport errand with a promise."""
    await desk.type("pas")
    await desk.press("enter", *["tab"] * 7)
    await desk.type(text)
    await desk.press("tab")
    await desk.type(due)
    await desk.press("enter")
    await desk.until(lambda: not desk.strip.is_open)


async def test_what_is_urgent_is_one_key_away_and_goes_to_the_desk(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f3", "f9")
        assert isinstance(desk.app.screen, UrgentScreen)
        assert [line.split("  ")[0] for line in desk.hits] == ["Krisecenter"]
        await desk.press("enter")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.selected == "Krisecenter"
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].theme == "Tryghed"


async def test_the_knowledge_screen_lists_what_is_past_its_review_date_first(
    house: House,
) -> None:
    async with running(house) as desk:
        await desk.press("f6")
        assert isinstance(desk.app.screen, KnowledgeScreen)
        assert desk.hits[0].startswith("Gammel ordning")
        everything = len(desk.hits)
        await desk.press("tab")
        assert len(desk.hits) < everything
        assert desk.hits == ["Gammel ordning              past its review date"]
        await desk.press("tab")
        await desk.type("partshøring")
        await desk.until(lambda: len(desk.hits) == 1)
        assert "Du må sige din mening" in desk.page


async def test_the_knowledge_screen_names_what_is_broken(house: House) -> None:
    (house.knowledge / "broken.yaml").write_text("services:\n  a: [", encoding="utf-8")
    async with running(house) as desk:
        assert "broken.yaml" in desk.status
        await desk.press("f6")
        assert desk.hits[0].startswith("! broken.yaml:")


async def test_promises_are_listed_most_overdue_first_and_closed_by_key(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "ringer om svaret", "+9")
        await promise(desk, "sender brevet", "+2")
    house.now += timedelta(days=3)
    async with running(house) as desk:
        await desk.until(lambda: "1 promise is due today or overdue" in desk.page)
        assert "sender brevet" in desk.page
        assert "F4 Follow-ups 2" in str(desk.screen.query_one(KeyLine).render())
        await desk.press("f4")
        assert isinstance(desk.app.screen, FollowUpsScreen)
        await desk.until(lambda: len(desk.hits) == 2)
        assert desk.selected.endswith("overdue")
        assert "sender brevet" in desk.page
        await desk.press("enter")
        await desk.type("sendt i dag")
        await desk.press("enter")
        await desk.until(lambda: len(desk.hits) == 1)
        kept = next(each for each in house.encounters() if each.promise == "sender brevet")
        assert kept.follow_up_closed_at is not None
        assert kept.note == "sendt i dag"
        await desk.press("f2")
        await desk.until(lambda: "F4 Follow-ups 1" in str(desk.screen.query_one(KeyLine).render()))


async def test_a_note_with_personal_data_does_not_close_a_promise(house: House) -> None:
    async with running(house) as desk:
        await promise(desk, "ringer", "+1")
        await desk.press("f4")
        await desk.until(lambda: len(desk.hits) == 1)
        await desk.press("enter")
        await desk.type("svar til a@b.dk")
        await desk.press("enter")
        await desk.until(lambda: "personal data" in desk.text("#note-message"))
        assert house.encounters()[0].follow_up_closed_at is None


async def test_a_guide_is_shown_a_step_at_a_time_with_its_link(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+g")
        assert isinstance(desk.app.screen, GuideScreen)
        assert desk.text("#guide-text") == "Vælg Borgerservice"
        assert desk.text("#guide-url") == "https://tid.example/"
        await desk.press("right", "right", "right")
        assert desk.text("#guide-text") == "Skriv dit telefonnummer"
        await desk.press("left")
        assert desk.text("#guide-text") == "Vælg et tidspunkt"
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.selected == "Pas"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_code_is_dark_on_white_in_every_theme(house: House, size: tuple[int, int]) -> None:
    async with running(house, size=size) as desk:
        await desk.type("pas")
        await desk.press("ctrl+r")
        assert isinstance(desk.app.screen, QrCodeScreen)
        code = desk.app.screen.query_one(QrCode)
        assert code.styles.background.rgb == (255, 255, 255)
        assert code.styles.color.rgb == (0, 0, 0)
        assert desk.text("#code-text") == "https://tid.example/"
        await desk.press("right")
        assert desk.text("#code-text") == "+45 12 34 56 78"


async def test_a_code_that_would_be_cut_is_not_shown(house: House) -> None:
    async with running(house, size=(60, 16)) as desk:
        await desk.type("pas")
        await desk.press("ctrl+r")
        assert not desk.app.screen.query(QrCode)
        assert desk.text("#code-text") == "https://tid.example/"


async def test_copying_goes_through_link_number_and_address(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("ctrl+y")
        assert desk.app.clipboard == "https://tid.example/"
        assert desk.status == "Sent to the clipboard: https://tid.example/ (1 of 3)"
        await desk.press("ctrl+y")
        assert desk.app.clipboard == "+45 12 34 56 78"


async def test_an_error_in_the_knowledge_is_reported_in_one_line(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("f8")
        assert isinstance(desk.app.screen, ReportScreen)
        await desk.type("prisen er gammel")
        await desk.press("tab", "3", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, DeskScreen))
        assert desk.status == "Reported to the editors. Thank you."
    with Journal.open(house.database, read_only=True) as journal:
        (report,) = journal.feedback.listed()
    assert (report.ref, report.kind, report.comment) == (
        "service:pas",
        "unclear",
        "prisen er gammel",
    )


async def test_any_key_takes_the_cover_away_and_does_nothing_else(house: House) -> None:
    async with running(house) as desk:
        await desk.press("f10")
        assert isinstance(desk.app.screen, CoverScreen)
        assert desk.text("#cover-doors") == "Omstillingen  ● Open until 18:00"
        await desk.press("x")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.box.value == ""


async def test_an_empty_box_lists_what_is_asked_for_most_first(house: House) -> None:
    async with running(house) as desk:
        assert desk.hits[0].startswith("Aftenhjælp")
        await desk.press("down", "enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].ref == "service:aftenhjaelp"


async def test_a_registration_not_saved_is_offered_at_the_next_start(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "5", *["tab"] * 7)
        await desk.type("vi ringer")
        await desk.until(lambda: "vi ringer" in str(house.drafts()))
    async with running(house) as desk:
        assert desk.status == "A registration was not saved · F7 takes it up"
        await desk.press("f7")
        assert desk.strip.form.promise == "vi ringer"
        assert desk.strip.form.outcome == "appointment"
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].ref == "service:pas"
        await desk.until(lambda: house.drafts() == [])


async def test_a_draft_never_holds_personal_data(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Drafts.keep
    asked_for: list[str] = []

    def keep(self: Drafts, errands: Sequence[Errand]) -> bool:
        done = kept(self, errands)
        asked_for.extend(each.form.note for each in errands if each.form)
        return done

    monkeypatch.setattr(Drafts, "keep", keep)
    async with running(house) as desk:
        await desk.type("pas")
        await desk.until(lambda: [each["words"] for each in house.drafts()] == ["pas"])
        await desk.press("enter", *["tab"] * 9)
        await desk.type("150385-1234")
        await desk.until(lambda: "150385-1234" in asked_for)
    for path in house.data.rglob("*"):
        assert not path.is_file() or b"150385" not in path.read_bytes(), path


async def test_knowledge_that_changes_is_taken_in_while_one_types(house: House) -> None:
    async with running(house) as desk:
        await desk.type("kajak")
        town = house.knowledge / "town.yaml"
        text = town.read_text("utf-8").replace("name: Næringsbrev", "name: Kajakplads")
        await desk.until(lambda: desk.app.loading.is_watching)
        town.write_text(text, encoding="utf-8")
        await desk.until(lambda: desk.selected == "Kajakplads")
        assert desk.box.value == "kajak"
        assert desk.status == "Knowledge updated: Kajakplads"


async def test_a_file_that_breaks_leaves_the_last_good_state(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.until(lambda: desk.app.loading.is_watching)
        (house.knowledge / "town.yaml").write_text("services: [", encoding="utf-8")
        await desk.until(lambda: "The last good state stays." in desk.status)
        assert desk.status.startswith("town.yaml:2:")
        assert desk.selected == "Pas"
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
