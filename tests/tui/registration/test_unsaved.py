"""An errand is a visitor's: what was entered for one of them never reaches the next."""

import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.events import Key, Paste

from floorwalker.errors import JournalError
from floorwalker.journal.encounters import Encounters
from floorwalker.tui.screens.confirm import ConfirmScreen
from floorwalker.tui.screens.desk import DeskScreen
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow


async def open_with(desk: Running, words: str, **texts: str) -> None:
    """Search, open the registration, and fill in promise and note."""
    await desk.type(words)
    await desk.press("enter")
    await fill(desk, **texts)


async def fill(desk: Running, **texts: str) -> None:
    for field, text in texts.items():
        desk.strip.add_class("-more")
        await desk.pilot.pause()
        desk.strip.query_one(f"#{field}").focus()
        await desk.pilot.pause()
        await desk.type(text)


async def saved(desk: Running, house: House, count: int) -> None:
    await desk.until(lambda: len(house.encounters()) == count)
    await desk.until(lambda: not desk.strip.is_open)


async def empty_with_escape(desk: Running) -> None:
    await desk.press("escape", "escape")


async def empty_with_control_u(desk: Running) -> None:
    await desk.press("escape", "ctrl+u")


async def empty_letter_by_letter(desk: Running) -> None:
    await desk.press("escape", *["backspace"] * len(desk.box.value))


async def select_all_and_cut(desk: Running) -> None:
    await desk.press("escape")
    desk.box.select_all()
    await desk.press("ctrl+x")


async def select_all_and_type(desk: Running) -> None:
    await desk.press("escape")
    desk.box.select_all()


Empty = Callable[[Running], Awaitable[None]]
WAYS_TO_EMPTY: list[Empty] = [
    empty_with_escape,
    empty_with_control_u,
    empty_letter_by_letter,
    select_all_and_cut,
    select_all_and_type,
]


@pytest.mark.parametrize("empty", WAYS_TO_EMPTY, ids=lambda each: str(each.__name__))
async def test_a_note_and_a_language_stay_with_their_visitor(house: House, empty: Empty) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="dame med hund")
        await desk.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "2")
        assert desk.strip.form.language
        await empty(desk)
        await desk.register("nødpas")
        await saved(desk, house, 1)
        (kept,) = house.encounters()
        assert (kept.ref, kept.note, kept.visitor_language) == ("service:noedpas", None, None)
        assert "1 set aside" in desk.head
        await desk.press("f7")
        assert desk.strip.is_open
        assert desk.strip.has_class("-more")
        assert desk.strip.form.note == "dame med hund"
        assert desk.strip.form.language
        assert desk.box.value == "pas"
        assert "set aside" not in desk.head
        await desk.press("enter")
        await saved(desk, house, 2)
        first = next(each for each in house.encounters() if each.ref == "service:pas")
        assert first.note == "dame med hund"
        assert first.visitor_language


@pytest.mark.parametrize("empty", WAYS_TO_EMPTY, ids=lambda each: str(each.__name__))
async def test_a_promise_stays_with_its_visitor(house: House, empty: Empty) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", promise="vi ringer", due="+3")
        await empty(desk)
        await desk.register("nødpas")
        await saved(desk, house, 1)
        (kept,) = house.encounters()
        assert (kept.promise, kept.promise_code, kept.follow_up_due) == (None, None, None)
        await desk.press("f7", "enter")
        await saved(desk, house, 2)
        first = next(each for each in house.encounters() if each.ref == "service:pas")
        assert (first.promise, str(first.follow_up_due)) == ("vi ringer", "2026-11-22")


async def test_every_field_is_taken_along_and_comes_back(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+o")
        await open_with(desk, "pas", promise="vi ringer", due="+3", note="høje sko")
        await desk.press("shift+tab", "shift+tab", "shift+tab", "1", "shift+tab", "2")
        await desk.press("shift+tab", "3", "shift+tab", "2", "shift+tab", "2")
        desk.strip.query_one("#outcome").focus()
        await desk.press("5")
        before = desk.strip.form
        await desk.type("nødpas")
        assert desk.box.value == "nødpas"
        assert desk.text("#filters") == ""
        await desk.press("enter")
        between = desk.strip.form
        assert not desk.strip.has_class("-more")
        assert (between.note, between.promise, between.due) == ("", "", "")
        assert (between.language, between.audience, between.challenges) == ("", "", ())
        assert (between.channel, between.outcome) == ("in_person", "referred")
        await desk.press("escape", "escape", "f7")
        assert desk.strip.form == before
        assert desk.text("#filters") == "Citizen"
        assert desk.box.value == "pas"
        assert desk.selected == "Pas"


async def test_letters_typed_over_an_open_registration_set_it_aside(house: House) -> None:
    async with running(house) as desk:
        await desk.register("partshøring")
        await desk.type("pas")
        await desk.press("enter")
        await desk.type("nødpas")
        assert desk.box.value == "nødpas"
        assert desk.status == "Set aside: Pas · F7 brings it back"
        assert "1 set aside" in desk.head
        await desk.press("enter", "enter")
        await saved(desk, house, 2)
        refs = {each.ref for each in house.encounters()}
        assert refs == {"term:partshoering", "service:noedpas"}
        await desk.press("f7")
        assert desk.strip.is_open
        assert desk.strip.option is not None
        assert desk.strip.option.ref == "service:pas"
        await desk.press("enter")
        await saved(desk, house, 3)


async def test_what_is_pasted_over_an_open_registration_sets_it_aside(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas")
        desk.app.post_message(Paste("har mistet\nsit pas"))
        await desk.until(lambda: desk.box.value == "har mistet sit pas")
        assert not desk.strip.is_open
        assert "1 set aside" in desk.head


async def test_a_space_over_an_open_registration_is_nobody_else(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas")
        await desk.press("space")
        assert desk.strip.is_open
        assert desk.box.value == "pas"


async def test_words_alone_that_are_taken_back_are_not_set_aside(house: House) -> None:
    async with running(house) as desk:
        for way in (["escape"], ["ctrl+u"], ["backspace"] * 3):
            await desk.type("pas")
            await desk.press(*way)
            assert "set aside" not in desk.head
        await desk.type("pas")
        await desk.press("enter", "escape", "escape")
        assert "set aside" not in desk.head
        await desk.press("f7")
        assert desk.status == "Nothing is set aside."


async def test_an_outcome_that_was_chosen_is_worth_keeping(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "1", "escape", "escape")
        assert "1 set aside" in desk.head
        await desk.press("f7")
        assert desk.strip.form.outcome == "answered"


async def test_several_are_set_aside_and_come_back_one_after_the_other(house: House) -> None:
    async with running(house) as desk:
        for words, note in (("pas", "et"), ("nødpas", "to"), ("næringsbrev", "tre")):
            await open_with(desk, words, note=note)
            await desk.press("escape", "escape")
        assert "3 set aside" in desk.head
        seen = []
        for _time in range(4):
            await desk.press("f7")
            seen.append(desk.strip.form.note)
            assert "2 set aside" in desk.head
        assert seen == ["tre", "to", "et", "tre"]


async def test_what_is_half_typed_changes_places_with_what_comes_back(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("escape", "escape")
        await desk.type("nødpas")
        await desk.press("f7")
        assert desk.strip.form.note == "et"
        assert "1 set aside" in desk.head
        await desk.press("enter")
        await saved(desk, house, 1)
        await desk.press("f7")
        assert not desk.strip.is_open
        assert (desk.box.value, desk.selected) == ("nødpas", "Nødpas")
        assert "set aside" not in desk.head


async def test_a_slip_of_the_finger_leaves_nothing_behind(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas")
        await desk.press("x", "f7")
        assert desk.strip.is_open
        assert desk.box.value == "pas"
        assert "set aside" not in desk.head


async def test_an_errand_is_thrown_away_on_purpose_only(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("escape", "escape", "f7", "delete")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        await desk.press("escape")
        assert desk.strip.form.note == "et"
        await desk.press("delete")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        await desk.press("delete")
        await desk.until(lambda: not desk.strip.is_open)
        assert desk.box.value == ""
        assert "set aside" not in desk.head
        await desk.until(lambda: house.drafts() == [])
        await desk.register("nødpas")
        assert house.encounters()[0].note is None


async def test_what_was_typed_for_the_same_visitor_is_seen_before_it_is_saved(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("escape", "home")
        await desk.type("nød")
        assert desk.box.value == "nødpas"
        await desk.press("enter")
        assert desk.strip.has_class("-more")
        assert desk.strip.form.note == "et"
        await desk.press("enter")
        await saved(desk, house, 1)
        assert (house.encounters()[0].ref, house.encounters()[0].note) == ("service:noedpas", "et")


async def test_an_outcome_that_was_chosen_stays_when_the_entry_is_corrected(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "1", "escape", "home")
        await desk.type("nød")
        await desk.press("enter")
        assert desk.strip.form.outcome == "answered"
        assert desk.strip.form.contact == "contact:politiet"


async def test_filters_go_with_their_visitor(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+o", "ctrl+o", "ctrl+t")
        await desk.type("næringsbrev")
        assert desk.text("#filters") == "Business · Service"
        await desk.press("enter", "enter")
        await saved(desk, house, 1)
        assert desk.text("#filters") == ""
        await desk.press("ctrl+o", "ctrl+o")
        await desk.type("pas")
        assert desk.text("#filters") == "Business"
        await desk.press("escape")
        assert desk.text("#filters") == ""
        await desk.register("pas")
        assert "service:pas" in {each.ref for each in house.encounters()}


async def test_a_filter_over_an_empty_box_is_taken_back_by_escape(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+o", "ctrl+t", "escape")
        assert desk.text("#filters") == ""


async def test_a_filter_that_hides_hits_says_how_many(house: House) -> None:
    async with running(house) as desk:
        await desk.type("pas")
        everything = len(desk.hits)
        await desk.press("ctrl+o", "ctrl+o")
        shown = len(desk.hits)
        assert shown < everything
        said = "hit" if shown == 1 else "hits"
        assert desk.text("#hidden") == f"{shown} {said} with the filter, {everything} without"
        await desk.press("escape")
        assert desk.text("#hidden") == ""
        await desk.type("næringsbrev")
        await desk.press("ctrl+o")
        assert "0 hits with the filter, 1 without" in desk.page


async def test_a_filter_that_hides_nothing_says_nothing(house: House) -> None:
    async with running(house) as desk:
        await desk.type("aftenhjælp")
        everything = len(desk.hits)
        await desk.press("ctrl+t")
        if len(desk.hits) == everything:
            assert desk.text("#hidden") == ""
        assert desk.text("#filters") == "Service"


async def test_a_filter_set_over_an_open_registration_goes_back_to_the_search(
    house: House,
) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("ctrl+o")
        assert not desk.strip.is_open
        await desk.press("enter")
        assert desk.strip.form.note == "et"


@pytest.mark.parametrize("keys", [["ctrl+z"], ["enter"], ["ctrl+y"]])
async def test_what_was_said_goes_with_the_next_errands_first_key(
    house: House, keys: list[str]
) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        assert desk.status.startswith("Registered")
        await desk.press(*keys)
        await desk.until(lambda: not desk.status.startswith("Registered"))
        assert desk.status
        await desk.type("n")
        assert desk.status == ""


@pytest.mark.parametrize("key", ["n", "down", "ctrl+o", "f9"])
async def test_a_receipt_goes_with_whatever_comes_first(house: House, key: str) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.press(key)
        if key == "f9":
            await desk.press("enter")
            await desk.until(lambda: isinstance(desk.app.screen, DeskScreen))
        assert desk.status == ""


async def test_undoing_during_an_errand_is_said_until_its_next_key(house: House) -> None:
    async with running(house) as desk:
        await desk.register("pas")
        await desk.type("nød")
        await desk.press("ctrl+z")
        await desk.until(lambda: "Undone" in desk.status)
        await desk.type("p")
        assert desk.status == ""


async def test_a_choice_among_the_frequent_is_forgotten_when_letters_are_typed(
    house: House,
) -> None:
    async with running(house) as desk:
        await desk.press("down")
        assert desk.selected == "Aftenhjælp"
        await desk.type("a")
        await desk.press("escape")
        await desk.press("down", "enter", "1", "escape")
        await desk.type("pas")
        assert desk.box.value == "pas"
        assert desk.selected == "Pas"
        assert "1 set aside" in desk.head
        await desk.press("enter")
        assert desk.strip.form.outcome == "referred"


@pytest.mark.parametrize("key", ["f9", "f6"])
async def test_an_entry_taken_from_a_list_begins_another_errand(house: House, key: str) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et", promise="vi ringer")
        await desk.press(key)
        if key == "f6":
            await desk.type("partshøring")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, DeskScreen))
        assert not desk.strip.is_open
        assert desk.selected in ("Krisecenter", "Partshøring")
        assert "1 set aside" in desk.head
        await desk.press("enter", "enter")
        await saved(desk, house, 1)
        assert (house.encounters()[0].note, house.encounters()[0].promise) == (None, None)
        await desk.press("f7")
        assert desk.strip.form.note == "et"


async def test_an_entry_taken_from_a_list_is_shown_whatever_was_filtered(house: House) -> None:
    async with running(house) as desk:
        await desk.press("ctrl+o", "ctrl+o", "ctrl+t", "ctrl+t")
        await desk.press("f9", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, DeskScreen))
        assert desk.selected == "Krisecenter"
        assert desk.text("#filters") == ""


async def test_other_screens_and_dialogs_leave_the_errand_as_it_is(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        for keys in (["f3", "escape"], ["f4", "f2"], ["f10", "x"], ["f1", "escape"], ["f5", "f2"]):
            await desk.press(*keys)
            await desk.until(lambda: isinstance(desk.app.screen, DeskScreen))
        assert desk.strip.is_open
        assert desk.strip.form.note == "et"
        assert "set aside" not in desk.head


async def test_going_to_the_box_by_mouse_leaves_the_registration_as_escape_does(
    house: House,
) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.pilot.click("#search")
        await desk.until(lambda: not desk.strip.is_open)
        await desk.press("end")
        await desk.type(" x")
        await desk.press("enter")
        assert desk.strip.form.note == "et"
        assert desk.strip.form.query == "pas x"


async def test_another_hit_chosen_by_mouse_is_what_enter_then_registers(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas")
        other = desk.hits.index("Nødpas  → Politiet")
        await desk.pilot.click("#hits", offset=(2, other))
        await desk.until(lambda: not desk.strip.is_open)
        assert desk.selected == "Nødpas"
        await desk.press("enter", "enter")
        await saved(desk, house, 1)
        assert house.encounters()[0].ref == "service:noedpas"


async def test_an_errand_keeps_the_moment_of_its_first_key(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("escape", "escape")
        house.now += timedelta(minutes=20)
        await desk.register("nødpas")
        await desk.press("f7")
        house.now += timedelta(minutes=10)
        await desk.press("enter")
        await saved(desk, house, 2)
        times = {each.ref: each for each in house.encounters()}
        assert times["service:pas"].started_at[11:19] == "10:42:00"
        assert times["service:pas"].duration_s == 30 * 60
        assert times["service:noedpas"].started_at[11:19] == "11:02:00"


async def test_a_due_day_is_seen_from_the_day_it_was_typed(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", promise="vi ringer", due="+7")
        await desk.press("escape", "escape")
        house.now += timedelta(days=1)
        await desk.press("f7", "enter")
        await saved(desk, house, 1)
        assert str(house.encounters()[0].follow_up_due) == "2026-11-26"


async def test_a_save_that_fails_while_the_next_visitor_speaks_is_set_aside(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_fail = threading.Event()

    def full(_encounters: Encounters, _encounter: object) -> None:
        may_fail.wait(20)
        raise JournalError("The disk is full.", "Make room and try again.")

    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        with monkeypatch.context() as disk:
            disk.setattr(Encounters, "record", full)
            await desk.press("enter")
            await desk.type("nødpas")
            may_fail.set()
            await desk.until(lambda: "The disk is full" in desk.status)
        assert (desk.box.value, desk.strip.is_open) == ("nødpas", False)
        assert "1 set aside" in desk.head
        await desk.press("enter", "enter")
        await saved(desk, house, 1)
        assert (house.encounters()[0].ref, house.encounters()[0].note) == ("service:noedpas", None)
        await desk.press("f7", "enter")
        await saved(desk, house, 2)
        assert {each.note for each in house.encounters()} == {"et", None}


async def test_a_save_that_fails_brings_words_and_filters_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_encounters: Encounters, _encounter: object) -> None:
        raise JournalError("The disk is full.", "Make room and try again.")

    async with running(house) as desk:
        await desk.press("ctrl+o")
        await open_with(desk, "pas", note="et")
        with monkeypatch.context() as disk:
            disk.setattr(Encounters, "record", full)
            await desk.press("enter")
            await desk.until(lambda: "The disk is full" in desk.text("#strip-message"))
        assert (desk.box.value, desk.text("#filters")) == ("pas", "Citizen")
        await desk.press("escape", "escape", "f7", "enter")
        await saved(desk, house, 1)
        assert house.encounters()[0].note == "et"


async def test_quitting_names_what_is_set_aside(house: House) -> None:
    async with running(house) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("escape", "escape", "ctrl+q")
        await desk.until(lambda: isinstance(desk.app.screen, ConfirmScreen))
        await desk.press("enter")
    async with running(house) as desk:
        assert desk.status == "A registration was not saved · F7 takes it up"
        await desk.press("f7")
        assert desk.strip.form.note == "et"


async def test_copying_begins_with_the_first_way_for_each_visitor(house: House) -> None:
    async with running(house) as desk:
        for _visitor in range(2):
            await desk.type("pas")
            await desk.press("ctrl+y")
            assert "(1 of 3)" in desk.status
            await desk.press("ctrl+y")
            assert "(2 of 3)" in desk.status
            await desk.press("escape")


async def test_an_entry_that_is_gone_comes_back_as_not_in_the_knowledge_base(
    house: House,
) -> None:
    async with running(house) as desk:
        await desk.until(lambda: desk.app.loading.is_watching)
        await open_with(desk, "partshøring", note="et")
        await desk.press("escape", "escape")
        town = house.knowledge / "town.yaml"
        text = town.read_text("utf-8")
        town.write_text(text[: text.index("terms:")] + text[text.index("notices:") :], "utf-8")
        await desk.until(lambda: "Knowledge updated" in desk.status)
        await desk.press("f7")
        assert desk.strip.option is not None
        assert desk.strip.option.ref is None
        assert desk.strip.form.note == "et"


async def test_fields_that_are_cut_off_are_named_in_the_title(house: House) -> None:
    async with running(house, size=(60, 16)) as desk:
        await open_with(desk, "pas", note="et")
        await desk.press("escape", "escape", "f7")
        assert desk.text("#strip-title") == "Register: Pas · Filled in: Note"


async def test_a_burst_over_open_registrations_mixes_no_visitors(house: House) -> None:
    async with running(house) as desk:
        for key in [*"pas", "enter", *"nødpas", "enter", *"n12", "space", "p"]:
            desk.app.post_message(_key(key))
        await desk.until(lambda: desk.box.value == "n12 p")
        aside = list(desk.errands.parked)
        assert [each.words for each in aside] == ["pas", "nødpas"]
        assert not any(each.is_filled_in for each in aside)
        assert house.encounters() == []


def _key(name: str) -> Key:
    return Key(name, {"enter": "\r", "space": " "}.get(name, name))
