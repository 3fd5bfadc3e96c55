"""From the first Enter to the row in the log, without the desk's screen."""

from floorwalker.journal.store import Journal
from floorwalker.tui.registration.events import Refused
from floorwalker.tui.screens.confirm import ConfirmLossScreen
from tests.tui.desk import House
from tests.tui.parts import Parts, parts


async def save(it: Parts) -> None:
    it.registering.register()
    it.registering.register()
    await it.until(lambda: not it.screen.pane.holds_keys)


async def test_enter_opens_what_is_shown_and_a_second_one_saves_it(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.registering.register()
        assert it.screen.pane.is_open
        assert house.encounters() == []
        it.registering.register()
        await it.until(lambda: bool(it.log_changes))
        assert [each.ref for each in house.encounters()] == ["service:pas"]
        assert it.status[-1] == "Registered · 1 today · <desk.undo> undoes"
        assert (it.words, it.screen.pane.is_open) == ("", False)
        assert not it.flow.errands.is_under_way


async def test_nothing_typed_is_nothing_to_register(house: House) -> None:
    async with parts(house) as it:
        it.registering.register()
        assert it.status == ["Type what the visitor says first."]
        assert not it.screen.pane.is_open


async def test_a_command_waits_for_knowledge_and_for_the_disk(house: House) -> None:
    done: list[str] = []
    async with parts(house) as it:
        session, it.search.session = it.search.session, None
        it.registering.when_free(lambda: done.append("loaded"))
        assert done == []
        it.search.session = session
        it.registering.settle()
        assert done == ["loaded"]
        it.type("pas")
        await save(it)
        it.registering.when_free(lambda: done.append("saved"))
        await it.until(lambda: done == ["loaded", "saved"])
        assert len(house.encounters()) == 1


async def test_the_last_registration_is_undone_and_then_there_is_none(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        await save(it)
        await it.until(lambda: len(it.log_changes) == 1)
        it.registering.undo()
        await it.until(lambda: len(it.log_changes) == 2)
        assert house.encounters() == []
        assert it.status[-1] == "Undone: Pas · 0 today"
        it.registering.undo()
        assert it.status[-1] == "Nothing to undo."


async def test_what_the_disk_refuses_stays_in_the_pane(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.registering.register()
        it.flow.errands.hand_over("id")
        it.registering.follow(Refused("The disk is full."))
        assert it.flow.errands.saving is None
        assert (it.words, it.screen.pane.is_open) == ("pas", True)
        assert "The disk is full." in str(it.screen.pane.fields.message.render())


async def test_what_the_disk_refuses_is_set_aside_where_another_visitor_has_begun(
    house: House,
) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.registering.register()
        it.flow.errands.hand_over("id")
        it.search.clear()
        it.type("mitid")
        it.registering.follow(Refused("The disk is full."))
        assert it.words == "mitid"
        assert [each.words for each in it.flow.errands.parked] == ["pas"]
        assert it.status[-1] == "Pas was not saved and is set aside: The disk is full."


async def test_throwing_away_asks_where_a_person_filled_anything_in(house: House) -> None:
    async with parts(house) as it:
        for note, is_asked in (("", False), ("et", True)):
            it.type("pas")
            it.registering.register()
            it.screen.pane.fields.more.note.value = note
            it.screen.pane.fields.action_discard()
            if is_asked:
                await it.until(lambda: isinstance(it.pilot.app.screen, ConfirmLossScreen))
                assert it.words == "pas"
                it.pilot.app.screen.dismiss(True)
            await it.until(lambda: it.status[-1:] == ["Thrown away."])
            assert (it.words, it.screen.pane.is_open) == ("", False)
            it.status.clear()
        assert len(it.flow.errands.parked) == 0


async def test_what_is_set_aside_comes_back_and_what_an_ended_desk_left_too(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.flow.errands.put_aside()
        it.registering.take_up()
        assert it.words == "pas"
        assert it.status[-1] == "Taken up: pas"
        it.type("")
        it.registering.take_up()
        await it.until(lambda: it.status[-1] == "Nothing is set aside.")


async def test_a_save_tells_the_log_the_promise_and_says_its_code(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.registering.register()
        it.screen.pane.fields.more.promise.value = "vi ringer"
        it.screen.pane.fields.more.due.value = "+1"
        it.registering.register()
        await it.until(lambda: bool(it.log_changes))
        with Journal.open(house.database, read_only=True) as journal:
            (owed,) = journal.follow_ups.listed()
        assert it.status[-1].startswith(f"Code {owed.promise_code}, due tomorrow · Registered")
