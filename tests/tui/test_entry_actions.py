"""What is done with the entry selected, without the desk."""

from floorwalker.handout.qr import half_block_lines
from floorwalker.tui.entry_actions import EntryActions, selected_route
from floorwalker.tui.screens.guide import GuideScreen
from floorwalker.tui.screens.note import ReportScreen
from floorwalker.tui.screens.qr_code import QrCodeScreen
from floorwalker.tui.widgets.qr_code import QrCode
from tests.tui.alone import alone
from tests.tui.desk import House

LINES = """
contact_points:
  linje:
    name: Linjen
    description: Flere numre.
    telephone: "+45 112"
    phones:
      - {number: "+45 12 34 60 01", name: boligstøtte}
      - {number: "1813", name: om natten}
"""


async def test_copying_again_gives_the_next_for_the_same_visitor_only(house: House) -> None:
    visitor = 1
    async with alone(house) as it:
        actions = EntryActions(it.session, visitor=lambda: visitor)
        it.select("service:pas")
        await it.do(actions.copy_contact)
        assert it.session.app.clipboard == "https://tid.example/"
        await it.do(actions.copy_contact)
        assert it.session.app.clipboard == "+45 12 34 56 78"
        assert "2 of" in it.said
        visitor = 2
        await it.do(actions.copy_contact)
        assert it.session.app.clipboard == "https://tid.example/"


async def test_without_an_entry_every_command_says_what_is_missing(house: House) -> None:
    async with alone(house) as it:
        actions = EntryActions(it.session, visitor=lambda: 1)
        assert selected_route(it.session) is None
        await it.do(actions.show_guide)
        assert it.said == "There is no guide here."
        await it.do(actions.show_code)
        assert it.said == "There is no link and no number here."
        await it.do(actions.copy_contact)
        assert it.said == "There is nothing to copy here."


async def test_guide_and_code_open_over_the_screen(house: House) -> None:
    async with alone(house) as it:
        actions = EntryActions(it.session, visitor=lambda: 1)
        it.select("service:pas")
        await it.do(actions.show_guide)
        await it.on(GuideScreen)
        await it.close()
        await it.until(lambda: it.session.app.screen is it.first)
        await it.do(actions.show_code)
        await it.on(QrCodeScreen)


async def test_a_report_is_kept_with_its_entry(house: House) -> None:
    async with alone(house) as it:
        it.select("service:pas")
        await it.do(EntryActions(it.session, visitor=lambda: 1).report)
        await it.on(ReportScreen)
        await it.pilot.press(*"forkert", "enter")
        await it.until(lambda: "Reported to the editors" in it.said)
    with house.open_journal() as journal:
        kept = [(each.ref, each.comment) for each in journal.feedback.listed()]
    assert kept == [("service:pas", "forkert")]


async def test_copy_and_code_offer_every_number_with_what_it_is_for(house: House) -> None:
    (house.knowledge / "line.yaml").write_text(LINES, encoding="utf-8")
    offered = {}
    async with alone(house) as it:
        actions = EntryActions(it.session, visitor=lambda: 1)
        it.select("contact:linje")
        for _each in range(3):
            await it.do(actions.copy_contact)
            offered[it.session.app.clipboard] = it.said
        assert list(offered) == ["112", "+45 12 34 60 01", "1813"]
        assert "112 (1 of 3)" in offered["112"]
        assert "+45 12 34 60 01, boligstøtte (2 of 3)" in offered["+45 12 34 60 01"]
        await it.do(actions.show_code)
        await it.on(QrCodeScreen)
        code = it.session.app.screen
        assert isinstance(code, QrCodeScreen)
        scanned = {}
        for _each in range(3):
            said = str(code.query_one("#code-text").render())
            scanned[said] = str(code.query_one(QrCode).render())
            await code.action_turn(1)
    links = {
        "112": "tel:112",
        "+45 12 34 60 01, boligstøtte": "tel:+4512346001",
        "1813, om natten": "tel:1813",
    }
    assert scanned == {said: "\n".join(half_block_lines(link)) for said, link in links.items()}
