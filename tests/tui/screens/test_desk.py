"""One errand, key by key, down to the row in the database."""

import threading
from pathlib import Path

import pytest
from textual.events import Key

from floorwalker.config import Config
from floorwalker.errors import JournalError
from floorwalker.journal.encounters import Encounters
from floorwalker.tui.loaded import LoadedKnowledge
from floorwalker.tui.registration.fields import RegistrationStrip
from tests.tui.desk import House, running

pytestmark = pytest.mark.slow


async def test_letters_enter_enter_leave_one_encounter(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "enter")
        await desk.until(lambda: "Registered" in desk.status)
        (encounter,) = house.encounters()
        assert encounter.ref == "service:pas"
        assert encounter.contact_ref == "contact:borgerservice"
        assert encounter.outcome == "referred"
        assert (encounter.started_at, encounter.duration_s) == ("2026-11-19T10:42:00+01:00", 0)
        assert desk.status == "Registered · 1 today · Ctrl+Z undoes"
        assert desk.box.value == ""
        assert desk.box.has_focus


async def test_keys_typed_before_loading_is_done_are_not_lost(house: House) -> None:
    may_load = threading.Event()

    def slowly() -> LoadedKnowledge:
        may_load.wait(20)
        return house.load()

    async with running(house, load=slowly, wait=False) as desk:
        await desk.type("pas")
        await desk.press("enter", "enter")
        assert desk.box.value == "pas"
        assert house.encounters() == []
        may_load.set()
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].ref == "service:pas"


async def test_each_letter_searches_and_selects_the_first_hit(house: House) -> None:
    async with running(house) as desk:
        await desk.type("p")
        assert desk.hits
        await desk.type("as")
        assert desk.selected == "Pas"
        assert desk.page.startswith("Pas")


async def test_arrows_move_through_hits_without_leaving_the_box(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        first = desk.selected
        await desk.press("down")
        assert desk.selected != first
        assert desk.page.startswith(desk.selected)
        assert desk.box.has_focus
        await desk.press("up")
        assert desk.selected == first


async def test_a_chosen_entry_stays_selected_when_hits_move(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pa")
        await desk.until(lambda: "Nødpas  → Politiet" in desk.hits)
        await desk.press(*["down"] * desk.hits.index("Nødpas  → Politiet"))
        assert desk.selected == "Nødpas"
        await desk.type("s")
        assert desk.selected == "Nødpas"


async def test_escape_empties_the_box(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("escape")
        assert desk.box.value == ""
        assert desk.selected == ""
        await desk.until(lambda: "Type a few letters" in desk.page)


async def test_digits_choose_the_outcome(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "1", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].outcome == "answered"


async def test_keys_in_one_burst_keep_their_order(house: House) -> None:
    async with running(house) as desk:
        for key in ("p", "a", "s", "enter", "2", "enter"):
            desk.app.post_message(_key(key))
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].outcome == "self_service"


async def test_the_optional_fields_are_reached_by_tab(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "tab", "tab", "2")
        assert desk.strip.form.contact == "contact:omstilling"
        await desk.press("tab", "2", "tab", "2", "tab", "tab", "1", "3")
        await desk.press("tab")
        await desk.type("ringer tilbage")
        await desk.press("tab")
        await desk.type("+7")
        await desk.press("tab")
        await desk.type("vil have en ny tid")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        (kept,) = house.encounters()
        assert kept.contact_ref == "contact:omstilling"
        assert kept.audience == "citizen"
        assert kept.channel == "telephone"
        assert kept.challenges == ("no_follow_up", "hard_to_navigate")
        assert kept.promise == "ringer tilbage"
        assert str(kept.follow_up_due) == "2026-11-26"
        assert kept.note == "vil have en ny tid"
        assert f"Code {kept.promise_code}" in desk.status


async def test_tabs_that_come_faster_than_the_screen_each_step_one_field(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter")
        for name in (*["tab"] * 7, *"brev", "enter"):
            desk.app.post_message(_key(name))
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].promise == "brev"


async def test_a_promise_without_a_date_is_due_after_the_response_days(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 7)
        await desk.type("svar")
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert str(house.encounters()[0].follow_up_due) == "2026-12-03"


async def test_escape_in_the_strip_goes_back_and_loses_nothing(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "5", *["tab"] * 7)
        await desk.type("vi ringer")
        await desk.press("escape")
        assert not desk.strip.is_open
        assert desk.box.value == "pas"
        assert desk.box.has_focus
        await desk.press("enter")
        assert desk.strip.form.outcome == "appointment"
        assert desk.strip.form.promise == "vi ringer"


async def test_a_letter_typed_in_the_strips_choices_begins_a_new_search(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "t")
        assert desk.box.value == "t"
        assert not desk.strip.is_open


async def test_undo_withdraws_what_was_registered_last(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.register("partshøring")
        assert len(house.encounters()) == 2
        await desk.press("ctrl+z")
        await desk.until(lambda: "Undone" in desk.status)
        assert [each.ref for each in house.encounters()] == ["service:pas"]
        assert desk.status.startswith("Undone: Partshøring")
        assert "1 today" in desk.status
        await desk.press("ctrl+z")
        await desk.until(lambda: house.encounters() == [])
        await desk.press("ctrl+z")
        assert desk.status == "Nothing to undo."


@pytest.mark.parametrize("typed", ["", "ringer i morgen"])
async def test_undo_within_a_registration_takes_nothing_back_and_names_what_it_would(
    house: House, typed: str
) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.type("partshøring")
        await desk.press("enter", *["tab"] * 7)
        await desk.type(typed)
        await desk.press("ctrl+z")
        await desk.until(lambda: "would take back Pas" in desk.status)
        assert len(house.encounters()) == 1
        assert desk.strip.is_open
        assert desk.strip.form.promise == typed
        await desk.press("escape", "ctrl+z")
        await desk.until(lambda: desk.status.startswith("Undone: Pas"))
        assert house.encounters() == []


async def test_undo_names_a_sensitive_errand_by_its_theme_alone(house: House) -> None:
    async with running(house) as desk:
        await desk.register("krisecenter")
        [kept] = house.encounters()
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.status.startswith(f"Undone: {kept.theme} · 0 today"))


async def test_words_without_an_answer_are_registered_as_unmet(house: House) -> None:
    async with running(house) as desk:
        await desk.type("xyzzy plugh")
        await desk.press("enter")
        assert desk.strip.option is not None
        assert desk.strip.option.name == "Not in the knowledge base"
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        (kept,) = house.encounters()
        assert (kept.ref, kept.outcome) == (None, "unmet")
        assert kept.query == "xyzzy plugh"
        assert kept.confident is False


async def test_an_unmet_errand_may_say_why(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "6", "tab", "2", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].unmet_reason == "closed"


async def test_an_empty_box_registers_nothing(house: House) -> None:
    async with running(house) as desk:
        await desk.press("enter", "enter")
        assert not desk.strip.is_open
        assert house.encounters() == []
        assert "Type what the visitor says" in desk.status


async def test_a_failed_write_keeps_the_strip_and_says_what_failed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 7)
        await desk.type("vi ringer")
        with monkeypatch.context() as disk:
            disk.setattr(Encounters, "record", _full)
            await desk.press("enter")
            await desk.until(lambda: "The disk is full" in _message(desk.strip))
        assert desk.strip.is_open
        assert desk.strip.form.promise == "vi ringer"
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].promise == "vi ringer"


async def test_a_data_folder_that_may_not_be_written_is_named(house: House) -> None:
    house.root.joinpath("data").write_text("a file stands in the way", encoding="utf-8")
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "enter")
        await desk.until(lambda: bool(_message(desk.strip)))
        assert str(house.database) in _message(desk.strip)
        assert desk.strip.is_open


async def test_personal_data_is_shown_and_kept_masked_only(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", *["tab"] * 9)
        await desk.type("ring 150385-1234")
        await desk.press("enter")
        await desk.until(lambda: bool(_message(desk.strip)))
        assert house.encounters() == []
        assert "150385-1234" in _message(desk.strip)
        assert "******-****" in _message(desk.strip)
        await desk.press("enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        assert house.encounters()[0].note == "ring ******-****"


async def test_a_sensitive_entry_leaves_its_theme_only(house: House) -> None:
    async with running(house) as desk:
        await desk.register("krisecenter")
        (kept,) = house.encounters()
        assert (kept.ref, kept.name, kept.theme) == (None, None, "Tryghed")


async def test_typing_goes_on_while_the_disk_is_slow(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_write = threading.Event()
    record = Encounters.record

    def slowly(encounters: Encounters, encounter: object) -> None:
        may_write.wait(20)
        record(encounters, encounter)  # type: ignore[arg-type]

    monkeypatch.setattr(Encounters, "record", slowly)
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "enter")
        await desk.type("nødpas")
        assert desk.box.value == "nødpas"
        assert desk.selected == "Nødpas"
        await desk.press("enter", "enter")
        may_write.set()
        await desk.until(lambda: len(house.encounters()) == 2)
        assert {each.ref for each in house.encounters()} == {"service:pas", "service:noedpas"}


async def test_the_desks_name_and_house_are_kept(tmp_path: Path) -> None:
    house = House(tmp_path, config=Config(desk="Skranke 2", location="raadhuset"))
    async with running(house) as desk:
        await desk.register("pas")
        (kept,) = house.encounters()
        assert (kept.desk, kept.location) == ("Skranke 2", "raadhuset")


def _message(strip: RegistrationStrip) -> str:
    return str(strip.query_one("#strip-message").render())


def _key(name: str) -> Key:
    return Key(name, "\r" if name == "enter" else name)


def _full(_encounters: Encounters, _encounter: object) -> None:
    raise JournalError("The disk is full.", "Make room and try again.")
