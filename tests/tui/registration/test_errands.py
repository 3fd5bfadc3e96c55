"""The list of errands set aside, and which errand is under way; no screen, no disk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.tui.registration.errands import Errand, ErrandTracker, ParkedErrands
from floorwalker.tui.registration.form import RegistrationForm

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=UTC)


class Desk:
    """A surface without a screen: what stands on it is a value."""

    def __init__(self) -> None:
        self.now = NOW
        self.shown: Errand | None = None
        self.errands = ErrandTracker(self, clock=lambda: self.now, monotonic=self.seconds)

    def seconds(self) -> float:
        return self.now.timestamp()

    def shown_errand(self) -> Errand | None:
        return self.shown

    def show_errand(self, errand: Errand) -> None:
        self.shown = errand

    def clear_errand(self) -> None:
        self.shown = None

    def type(self, words: str, *, note: str = "") -> None:
        """The first key of an errand, and all that follow."""
        self.errands.begin()
        form = RegistrationForm(ref=None, query=words, confident=None, outcome="unmet", note=note)
        self.shown = Errand(words=words, form=form if note else None, is_filled_in=bool(note))


def notes(errands: ParkedErrands) -> list[str]:
    return [each.form.note if each.form else each.words for each in errands]


def test_the_newest_comes_back_first() -> None:
    aside = ParkedErrands()
    for words in ("a", "b", "c"):
        aside.add(Errand(words=words))
    assert [aside.exchange(None) for _time in range(3)] == [
        Errand(words="c"),
        Errand(words="b"),
        Errand(words="a"),
    ]
    assert aside.exchange(Errand(words="d")) is None
    assert len(aside) == 0


@given(st.integers(1, 6))
@settings(deadline=None)
def test_going_on_shows_each_of_them_once(number: int) -> None:
    aside = ParkedErrands()
    for each in range(number):
        aside.add(Errand(key=each))
    present = aside.exchange(None)
    seen = []
    for _time in range(number):
        assert present is not None
        seen.append(present.key)
        assert len(aside) == number - 1
        present = aside.exchange(present) or present
    assert sorted(seen) == list(range(number))


def test_words_that_are_given_up_are_gone_and_what_was_filled_in_is_not() -> None:
    desk = Desk()
    desk.type("pas")
    assert desk.errands.give_up() is None
    desk.type("pas", note="et")
    given_up = desk.errands.give_up()
    assert given_up is not None
    assert given_up.words == "pas"
    assert notes(desk.errands.parked) == ["et"]
    assert desk.shown is None
    assert not desk.errands.is_under_way


def test_words_that_must_make_room_are_set_aside_unless_they_are_a_slip() -> None:
    desk = Desk()
    desk.type("pas")
    assert desk.errands.put_aside() is not None
    desk.type("x")
    assert desk.errands.put_aside() is None
    assert notes(desk.errands.parked) == ["pas"]


def test_an_errand_comes_back_whole_with_the_moment_it_began() -> None:
    desk = Desk()
    desk.type("pas", note="et")
    key = desk.errands.number
    desk.errands.put_aside()
    desk.now += timedelta(hours=2)
    desk.type("mitid", note="to")
    assert desk.errands.started_at.hour == 12
    back = desk.errands.bring_back()
    assert back is not None
    assert desk.shown == back
    assert (back.key, desk.errands.number) == (key, key)
    assert desk.errands.started_at == back.started_at
    assert desk.errands.started_at.hour == 10
    assert notes(desk.errands.parked) == ["to"]


def test_nothing_changes_places_with_nothing() -> None:
    desk = Desk()
    desk.type("pas", note="et")
    assert desk.errands.bring_back() is None
    assert desk.shown is not None
    assert desk.errands.is_under_way


def test_what_is_thrown_away_is_gone() -> None:
    desk = Desk()
    desk.type("pas", note="et")
    desk.errands.discard()
    assert (desk.shown, len(desk.errands.parked)) == (None, 0)


def test_what_others_left_is_told_apart_from_what_was_begun_here() -> None:
    desk = Desk()
    desk.type("pas")
    desk.errands.adopt([Errand(key=1, words="før"), Errand(key=1, words="igen")])
    keys = [desk.errands.number, *(each.key for each in desk.errands.parked)]
    assert len(set(keys)) == 3


def test_a_registration_that_nobody_touched_is_no_more_than_its_words() -> None:
    desk = Desk()
    desk.type("pas", note="et")
    assert desk.shown is not None
    assert desk.shown.as_draft == desk.shown
    assert replace(desk.shown, is_filled_in=False).as_draft.form is None
