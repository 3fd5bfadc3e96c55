"""What a slip is about, and where it goes, without the desk."""

from datetime import timedelta
from pathlib import Path

from floorwalker.tui.registration.form import RegistrationForm
from floorwalker.tui.screens.slip import SlipScreen
from floorwalker.tui.slips import Begun, Slips
from tests.journal.world import encounter_at
from tests.tui.alone import alone
from tests.tui.desk import House


async def test_a_registration_under_way_comes_before_the_entry_selected(house: House) -> None:
    shown: list[Path] = []
    form = RegistrationForm(
        ref="service:aftenhjaelp",
        query="",
        confident=True,
        outcome="answered",
        contact="contact:borgerservice",
        promise="ringer til 150385-1234",
        due="+1",
    )

    def browser(page: Path) -> bool:
        shown.append(page)
        return True

    house.data.mkdir(parents=True)  # whoever opens the log makes it
    async with alone(house) as it:
        it.select("service:pas")
        slips = Slips(
            it.session, begun=lambda: Begun(form, house.now.date()), is_idle=lambda: False
        )
        slips.open_page = browser
        await it.do(slips.offer)
        await it.on(SlipScreen)
        await it.pilot.press("enter")
        await it.until(lambda: bool(shown) and it.session.app.screen is it.first)
    text = shown[0].read_text("utf-8")
    assert "Aftenhjælp" in text
    assert "Borgerservice" in text
    assert "Aftenkontoret" not in text
    assert "150385" not in text


async def test_what_was_registered_last_is_meant_where_the_desk_is_idle(house: House) -> None:
    with house.open_journal() as journal:
        journal.encounters.record(encounter_at(house.now - timedelta(minutes=5)))
    is_idle = False
    async with alone(house) as it:
        slips = Slips(it.session, begun=lambda: None, is_idle=lambda: is_idle)
        await it.do(slips.offer)
        await it.until(lambda: it.said == "Choose an entry first: the slip is about it.")
        is_idle = True
        await it.do(slips.offer)
        await it.on(SlipScreen)
        await it.pilot.pause()
        assert "Pas" in it.session.app.export_screenshot()
