"""Hits and answer belong to the words in the box; what is read is kept true where it is."""

from datetime import timedelta

import pytest

from floorwalker.tui import desk_content
from floorwalker.tui.registration.errands import Errand
from floorwalker.tui.registration.form import RegistrationForm
from floorwalker.tui.search_filters import SearchFilters
from tests.tui.desk import House, running
from tests.tui.parts import parts


async def test_a_page_that_is_being_read_does_not_jump_when_the_clock_moves(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_content, "TICK", 0.02)
    async with running(house, size=(80, 24)) as desk:
        await desk.type("pas")
        await desk.press("ctrl+down")
        await desk.until(lambda: desk.screen.answer.scroll_offset.y > 0)
        read = desk.screen.answer.scroll_offset
        for _minute in range(3):
            house.now += timedelta(minutes=1)
            await desk.until(lambda: f"{house.now:%H:%M}" in desk.head)
            await desk.pilot.pause()
            assert desk.screen.answer.scroll_offset == read


async def test_another_answer_begins_at_its_top(house: House) -> None:
    async with running(house, size=(80, 24)) as desk:
        await desk.type("pas")
        await desk.press("ctrl+down")
        await desk.until(lambda: desk.screen.answer.scroll_offset.y > 0)
        await desk.press("down")
        await desk.until(lambda: desk.screen.answer.scroll_offset.y == 0)


async def test_nothing_is_shown_until_there_is_knowledge(house: House) -> None:
    async with parts(house, is_loaded=False) as it:
        it.type("pas")
        assert (it.refs, it.search.selected_entry, it.search.options()) == ([], None, ())
        assert not it.search.is_private


async def test_hits_and_answer_belong_to_the_words(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        assert it.refs[0] == "service:pas"
        assert "Nyt pas" in it.screen.answer.text
        assert it.search.chosen_ref == ""
        it.type("partshøring")
        assert it.search.selected_entry is not None
        assert it.search.selected_entry.ref == "term:partshoering"
        assert "Du må sige din mening" in it.screen.answer.text


async def test_words_that_nothing_fits_name_the_key_that_registers_them(house: House) -> None:
    async with parts(house) as it:
        it.type("zzzzzz")
        assert it.refs == []
        assert "<desk.register> registers the question" in it.screen.answer.text


async def test_a_filter_says_what_it_hides(house: House) -> None:
    async with parts(house) as it:
        it.type("pas")
        it.flow.filter(SearchFilters(kind="guide"))
        assert "service:pas" not in it.refs
        assert it.search.session is not None
        assert it.search.session.hidden is not None


async def test_an_errand_that_comes_back_has_words_filters_and_choice(house: House) -> None:
    errand = Errand(words="pas", chosen="service:noedpas", filters=SearchFilters(kind="service"))
    async with parts(house) as it:
        it.search.show(errand)
        assert (it.words, it.search.chosen_ref) == ("pas", "service:noedpas")
        assert it.search.filters == errand.filters
        assert it.search.typed.words == "pas"
        it.search.clear()
        assert (it.words, it.search.chosen_ref) == ("", "")
        assert not it.search.filters


async def test_an_entry_picked_elsewhere_is_listed_for_whatever_words(house: House) -> None:
    async with parts(house) as it:
        it.search.show(Errand(words="næringsbrev", chosen="service:pas"))
        assert it.refs[0] == "service:pas"
        assert it.search.chosen_ref == "service:pas"


async def test_words_about_a_sensitive_entry_are_private(house: House) -> None:
    async with parts(house) as it:
        it.type("krisecenter")
        assert it.search.typed == ("krisecenter", True)
        it.type("næringsbrev")
        assert not it.search.is_private


async def test_an_errand_that_may_be_about_a_sensitive_entry_by_now_is_private(
    house: House,
) -> None:
    form = RegistrationForm(ref="service:krisecenter", query="", confident=True, outcome="referred")
    async with parts(house) as it:
        assert it.search.with_privacy(Errand(form=form)).is_private
        assert it.search.with_privacy(Errand(chosen="service:krisecenter")).is_private
        assert not it.search.with_privacy(Errand(words="pas", chosen="service:pas")).is_private


async def test_options_for_an_errand_keep_whether_search_trusted_its_answer(house: House) -> None:
    form = RegistrationForm(ref="service:pas", query="pas", confident=False, outcome="referred")
    async with parts(house) as it:
        it.search.show(Errand(words="pas", form=form))
        options = it.search.options_for(Errand(words="pas", form=form))
        assert options[0].ref == "service:pas"
        assert {each.confident for each in options} == {False}
        assert it.search.options_for(Errand(words="pas")) == ()
