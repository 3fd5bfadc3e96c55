"""Letters begin an errand, an empty box ends it, and nothing of it is left to the next one."""

from datetime import timedelta

from floorwalker.tui.search_filters import SearchFilters
from tests.tui.desk import House
from tests.tui.parts import Parts, parts


def fill_in(it: Parts, note: str) -> None:
    """Open the registration of what is shown, and write a note into it."""
    it.registering.register()
    it.screen.pane.fields.more.note.value = note


async def test_the_first_letter_begins_an_errand_and_the_others_do_not(house: House) -> None:
    async with parts(house) as it:
        assert not it.flow.errands.is_under_way
        it.type("p")
        number, began = it.flow.errands.number, it.flow.errands.started_at
        house.now += timedelta(minutes=5)
        it.type("pas")
        assert (it.flow.errands.number, it.flow.errands.started_at) == (number, began)


async def test_words_taken_away_by_hand_end_the_errand(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.flow.filter(SearchFilters(kind="service"))
        it.type("")
        assert not it.flow.errands.is_under_way
        assert (it.words, it.search.filters, len(it.flow.errands.parked)) == (
            "",
            SearchFilters(),
            0,
        )


async def test_what_was_filled_in_is_set_aside_with_its_whole_words(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        fill_in(it, "dame med hund")
        for rest in ("pa", "p", ""):
            it.type(rest)
        (aside,) = it.flow.errands.parked
        assert (aside.words, aside.form and aside.form.note) == ("pas", "dame med hund")
        assert it.status[-1] == "Set aside: Pas · <desk.draft> brings it back"
        assert not it.screen.pane.is_open


async def test_letters_beside_an_open_registration_are_another_visitors(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        fill_in(it, "et")
        it.flow.type_elsewhere(" ")
        assert it.screen.pane.is_open
        it.flow.type_elsewhere("m")
        assert [each.words for each in it.flow.errands.parked] == ["pas"]
        assert it.words == "m"
        assert not it.screen.pane.is_open


async def test_whoever_chooses_another_entry_has_left_the_pane(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        fill_in(it, "et")
        it.flow.choose("service:noedpas")
        assert not it.screen.pane.is_open
        assert "Et pas, der skal bruges i dag" in it.screen.answer.text
        assert len(it.flow.errands.parked) == 0
        assert it.screen.pane.fields.form.note == "et"


async def test_an_entry_picked_elsewhere_makes_room_for_itself(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.flow.pick("term:partshoering")
        assert [each.words for each in it.flow.errands.parked] == ["pas"]
        assert (it.words, it.search.chosen_ref) == ("Partshøring", "term:partshoering")
        it.flow.pick("service:none")
        assert it.words == "Partshøring"


async def test_what_stands_on_the_screen_is_the_errand(house: House) -> None:
    async with parts(house) as it:
        assert it.flow.errand_view.shown_errand() is None
        it.type("krisecenter")
        shown = it.flow.errand_view.shown_errand()
        assert shown is not None
        assert (shown.words, shown.form, shown.is_private) == ("krisecenter", None, True)
        fill_in(it, "et")
        shown = it.flow.errand_view.shown_errand()
        assert shown is not None
        assert shown.form is not None
        assert (shown.form.note, shown.is_filled_in) == ("et", True)


async def test_an_errand_is_shown_as_it_stood_and_cleared_whole(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        fill_in(it, "et")
        shown = it.flow.errand_view.shown_errand()
        assert shown is not None
        it.flow.errand_view.clear_errand()
        assert it.flow.errand_view.shown_errand() is None
        it.flow.errand_view.show_errand(shown)
        assert it.flow.errand_view.shown_errand() == shown
        assert it.screen.pane.is_open


async def test_emptying_forgets_the_choice_where_there_are_no_words(house: House) -> None:
    async with parts(house) as it:
        it.screen.hits.choose("service:pas")
        it.search.search()
        it.screen.hits.move("down")
        it.flow.choose(it.refs[0])
        assert it.search.chosen_ref
        it.flow.empty()
        assert not it.search.chosen_ref
        assert not it.flow.errands.is_under_way
