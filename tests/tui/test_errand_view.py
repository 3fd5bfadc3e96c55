"""Whatever is done at the desk, in whatever order: each row holds one visitor's errand, whole.

The person at the desk is played by their eyes: what stands in the box says whose errand it is, and
every text that is typed names that visitor. A row, a screen or an errand set aside in which two
visitors are named is a mistake; so is a text that is nowhere any more and was not taken back.

`ERRAND_SECONDS` gives the search more time than the minute it takes by itself.
"""

import asyncio
import os
import re
import string
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.events import Paste
from textual.widgets import Input

from floorwalker import i18n
from floorwalker.config import Config
from floorwalker.journal.encounter import Encounter
from floorwalker.tui.registration.form import RegistrationForm
from floorwalker.tui.screens.confirm import ConfirmScreen
from floorwalker.tui.screens.desk import DeskScreen
from floorwalker.tui.widgets.choice import Choice
from tests.tui.desk import House, Running, running

pytestmark = pytest.mark.slow

SECONDS: Final = float(os.environ.get("ERRAND_SECONDS", "60"))
"""After so long no new desk is opened; the one that is open finishes."""
EXAMPLES: Final = max(10, int(SECONDS / 2))
_NAMED: Final = re.compile(r"vis([a-j]{3})")
_TEXTS: Final = ("note", "promise")
_CHOICES: Final = ("language", "audience", "channel", "challenges")
_NOTHING: Final = {"language": "", "audience": "", "channel": "in_person", "challenges": ()}


def name_of(visitor: int) -> str:
    """What names a visitor in a text: letters only, and no word that a search could know."""
    return "vis" + "".join(string.ascii_lowercase[int(digit)] for digit in f"{visitor:03}")


def named_in(*texts: str | None) -> set[int]:
    """The visitors that are named in these texts."""
    found = (code for text in texts for code in _NAMED.findall((text or "").casefold()))
    return {int("".join(str(string.ascii_lowercase.index(each)) for each in c)) for c in found}


def named_in_fields(entered: RegistrationForm | None) -> set[int]:
    return named_in(entered.query, entered.promise, entered.note) if entered else set()


class Person:
    """Whoever is at the desk, with a memory of what was said by whom."""

    def __init__(self, house: House, desk: Running) -> None:
        self.house = house
        self.desk = desk
        self.visitor = 0
        self._visitors = 0
        self.typed: dict[int, set[str]] = {}
        """Texts of each visitor that must still be somewhere: fields, or the words."""
        self.chosen: dict[int, dict[str, object]] = {}
        self.saved: list[tuple[int, str]] = []
        """Visitor and id of each row, in the order in which they were saved."""

    # What is done

    async def greet(self, words: str, way: str, *, is_pasted: bool) -> None:
        """Another visitor speaks."""
        if self.desk.strip.is_open and isinstance(self.desk.app.focused, Input):
            await self.desk.press("escape")
        is_another = bool(self.desk.strip.is_open or self.desk.box.value)
        if not self.desk.strip.is_open and self.desk.box.value:
            if way == "select":
                self.desk.box.select_all()
                self._note_taken_back()
            else:
                await self.empty(way)
        self._new_visitor()
        said = f"{words} {name_of(self.visitor)}"
        if is_pasted:
            self.desk.app.post_message(Paste(said.replace(" ", "\n")))
            await self.desk.until(lambda: self.desk.box.value == said)
        else:
            await self.desk.type(said)
        await self.desk.pilot.pause()
        assert self.desk.box.value == said
        assert not is_another or self.desk.text("#filters") == ""
        assert not self.desk.strip.is_open
        self.typed[self.visitor] = {"words"}

    async def empty(self, way: str) -> None:
        """Take the words back, by one of the keys that do."""
        if self.desk.strip.is_open:
            await self.desk.press("escape")
        self._note_taken_back()
        letters = ["end", *["backspace"] * len(self.desk.box.value)]
        keys = {"line": ["end", "ctrl+u"], "letters": letters} if self.desk.box.value else {}
        await self.desk.press(*keys.get(way, ["escape"]))
        assert self.desk.box.value == ""
        assert self.desk.text("#filters") == ""
        self.visitor = 0

    async def register(self) -> None:
        if not self.desk.strip.is_open and self.desk.box.value:
            self.desk.box.focus()
            await self.desk.press("enter")
            assert self.desk.strip.is_open

    async def write(self, field: str) -> None:
        await self.register()
        if not self.desk.strip.is_open:
            return
        await self._focus(field)
        await self.desk.type(name_of(self.visitor))
        await self.desk.pilot.pause()
        self.typed.setdefault(self.visitor, set()).add(field)

    async def choose(self, field: str, digit: str) -> None:
        await self.register()
        if not self.desk.strip.is_open:
            return
        await self._focus(field)
        await self.desk.press(digit)
        chosen = self.chosen.setdefault(self.visitor, dict(_NOTHING))
        chosen[field] = getattr(self.desk.strip.form, field)

    async def decide(self, digit: str) -> None:
        """Another outcome."""
        await self.register()
        if self.desk.strip.is_open:
            self.desk.strip.query_one("#outcome", Choice).focus()
            await self.desk.pilot.pause()
            await self.desk.press(digit)
            self.chosen.setdefault(self.visitor, dict(_NOTHING))

    async def fold(self) -> None:
        if self.desk.strip.is_open:
            await self.desk.press("escape")

    async def bring_back(self) -> None:
        aside = len(self.desk.errands.parked)
        await self.desk.press("f7")
        if aside:
            self._look()
        else:
            await self.desk.until(lambda: self.desk.status == "Nothing is set aside.")

    async def save(self) -> None:
        await self.register()
        if not self.desk.strip.is_open:
            return
        before = len(self.house.encounters())
        option = self.desk.strip.option
        is_sensitive = option is not None and option.is_sensitive
        await self.desk.press("enter")
        await self.desk.until(lambda: len(self.house.encounters()) == before + 1)
        await self.desk.until(lambda: not self.desk.strip.is_open)
        known = {each for _visitor, each in self.saved}
        (row,) = (each for each in self.house.encounters() if each.encounter_id not in known)
        self._check(row, is_sensitive=is_sensitive)
        self.saved.append((self.visitor, row.encounter_id))
        assert self.desk.box.value == ""
        assert self.desk.text("#filters") == ""
        self.visitor = 0

    async def throw_away(self) -> None:
        if not self.desk.strip.is_open or isinstance(self.desk.app.focused, Input):
            return
        await self.desk.press("delete")
        if isinstance(self.desk.app.screen, ConfirmScreen):
            await self.desk.press("delete")
        await self.desk.until(lambda: not self.desk.strip.is_open)
        self.typed.pop(self.visitor, None)
        self.visitor = 0

    async def undo(self) -> None:
        if not self.saved:
            return
        if self.desk.strip.is_open:
            await self.desk.press("ctrl+z")
            assert len(self.house.encounters()) == len(self.saved)
            return
        visitor, _id = self.saved.pop()
        await self.desk.press("ctrl+z")
        await self.desk.until(lambda: len(self.house.encounters()) == len(self.saved))
        self.typed.pop(visitor, None)

    async def filter(self, key: str) -> None:
        await self.desk.press(key)

    async def go(self, keys: tuple[str, ...]) -> None:
        """To another screen or dialog, and back."""
        await self.desk.press(*keys)
        await self.desk.until(lambda: isinstance(self.desk.app.screen, DeskScreen))

    async def take_from_list(self, key: str) -> None:
        """An entry from a list: whoever it is for has not said a word yet."""
        await self.desk.press(key)
        await self.desk.press("enter")
        await self.desk.until(lambda: isinstance(self.desk.app.screen, DeskScreen))
        self._new_visitor()
        assert not self.desk.strip.is_open

    # What is seen

    def look_around(self) -> None:
        """No two visitors in one place, and nobody's text is nowhere."""
        present = self.desk.errands.present
        under_way = [present] if present is not None else []
        places = [
            named_in(each.words) | named_in_fields(each.form)
            for each in (*self.desk.errands.parked, *under_way)
        ]
        assert all(len(place) <= 1 for place in places), places
        texts = list(self._texts())
        for visitor, fields in self.typed.items():
            for field in fields:
                assert any(visitor in named_in(texts_of.get(field)) for texts_of in texts), (
                    f"{field} of {name_of(visitor)} is nowhere: {texts}"
                )
        aside = len(self.desk.errands.parked)
        assert (f"{aside} set aside" in self.desk.head) == bool(aside)

    def _texts(self) -> Iterable[dict[str, str | None]]:
        """What stands in each row, in each errand set aside, and on the screen."""
        for row in self.house.encounters():
            yield {"words": row.query, "note": row.note, "promise": row.promise}
        present = self.desk.errands.present
        for errand in (*self.desk.errands.parked, *([present] if present else [])):
            entered = errand.form
            yield {
                "words": errand.words,
                "note": entered.note if entered else None,
                "promise": entered.promise if entered else None,
            }

    def _look(self) -> None:
        """Whose errand is it that came back?"""
        present = self.desk.errands.present
        assert present is not None
        seen = named_in(self.desk.box.value) | named_in_fields(present.form)
        assert len(seen) <= 1
        if seen:
            self.visitor = seen.pop()
        else:
            self._new_visitor()
            if present.form is not None:
                self.chosen[self.visitor] = {
                    field: getattr(present.form, field) for field in _CHOICES
                }

    def _check(self, row: Encounter, *, is_sensitive: bool) -> None:
        """The row says what this visitor said, and nothing else."""
        visitor, fields = self.visitor, self.typed.get(self.visitor, set())
        named = named_in(row.query, row.note, row.promise)
        assert named <= {visitor}, (name_of(visitor), row)
        if is_sensitive:
            self.typed.pop(visitor, None)  # what may be about a sensitive entry keeps no text
            assert not any(getattr(row, field) for field in (*_TEXTS, "ref", "query")), row
        else:
            kept = {field for field in _TEXTS if getattr(row, field)}
            assert kept == fields - {"words"}, (fields, row)
            if "words" in fields:
                assert visitor in named_in(row.query), row
        chosen = self.chosen.get(visitor, _NOTHING)
        assert (row.visitor_language or "") == chosen["language"], row
        assert (row.audience or "") == chosen["audience"], row
        assert row.channel == chosen["channel"], row
        assert row.challenges == chosen["challenges"], row

    def _note_taken_back(self) -> None:
        """Words that a person deletes are theirs to delete, unless more was entered."""
        if not self.desk.strip.is_filled_in:
            self.typed.pop(self.visitor, None)
        self.visitor = 0

    def _new_visitor(self) -> None:
        self._visitors += 1
        self.visitor = self._visitors

    async def _focus(self, field: str) -> None:
        self.desk.strip.add_class("-more")
        await self.desk.pilot.pause()
        self.desk.strip.query_one(f"#{field}").focus()
        await self.desk.pilot.pause()


@dataclass(frozen=True)
class Step:
    """Something that is done, and how to write it down."""

    said: str
    do: Callable[[Person], Awaitable[None]]

    def __repr__(self) -> str:
        """For the list of steps that led to a mistake."""
        return self.said


AWAY: Final = (
    ("f3", "escape"),
    ("f4", "f2"),
    ("f5", "f2"),
    ("f6", "escape"),
    ("f9", "escape"),
    ("f10", "x"),
    ("f1", "escape"),
    ("ctrl+l", "escape"),
    ("ctrl+p", "escape"),
)


def steps() -> st.SearchStrategy[Step]:
    """Everything that is done at the desk; what happens all day comes more often."""
    words = ["pas", "nødpas", "næringsbrev", "aftenhjælp", "partshøring", "rumrejse"]
    ways = ["escape", "line", "letters", "select"]
    greet = [
        Step(f"greet({said}, {way}, {pasted})", partial(_greet, said, way, pasted))
        for said, way, pasted in product(words, ways, [False, True])
    ]
    write = [Step(f"write({field})", partial(_write, field)) for field in _TEXTS]
    choose = [
        Step(f"choose({field}, {digit})", partial(_choose, field, digit))
        for field, digit in product(_CHOICES, "123")
    ]
    empty = [Step(f"empty({way})", partial(_empty, way)) for way in ways[:3]]
    go = [Step(f"go{keys}", partial(_go, keys)) for keys in AWAY]
    often = [
        Step("register()", Person.register),
        Step("fold()", Person.fold),
        Step("bring_back()", Person.bring_back),
        Step("save()", Person.save),
        Step("save() ", Person.save),
        Step("throw_away()", Person.throw_away),
        Step("undo()", Person.undo),
        Step("filter(ctrl+o)", lambda person: person.filter("ctrl+o")),
        Step("filter(ctrl+t)", lambda person: person.filter("ctrl+t")),
        Step("decide(1)", lambda person: person.decide("1")),
        Step("take_from_list(f9)", lambda person: person.take_from_list("f9")),
        Step("take_from_list(f6)", lambda person: person.take_from_list("f6")),
    ]
    kinds = (greet, greet, write, write, choose, empty, go, often, often)
    return st.one_of(*map(st.sampled_from, kinds))


async def _greet(words: str, way: str, is_pasted: bool, person: Person) -> None:
    await person.greet(words, way, is_pasted=is_pasted)


async def _write(field: str, person: Person) -> None:
    await person.write(field)


async def _choose(field: str, digit: str, person: Person) -> None:
    await person.choose(field, digit)


async def _empty(way: str, person: Person) -> None:
    await person.empty(way)


async def _go(keys: tuple[str, ...], person: Person) -> None:
    await person.go(keys)


async def follow(done: list[Step], folder: Path) -> None:
    """Open a desk, do everything, and look around after each step."""
    house = House(folder, config=Config(keep_queries="all"))
    async with running(house) as desk:
        person = Person(house, desk)
        for step in done:
            await step.do(person)
            await desk.pilot.pause()
            person.look_around()
        aside = [each for each in desk.errands.parked if not each.is_private]
        await desk.screen.pane.drafts.keep_now(desk.errands.unsaved)
        on_disk = [each["words"] for each in house.drafts()]
        assert [each.words for each in aside] == on_disk[: len(aside)]


STARTED: list[float] = []
MISTAKES: list[AssertionError] = []
"""Once there is one, it is played again however late it is."""


@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(steps(), min_size=12, max_size=28))
def test_every_row_holds_one_visitors_errand_and_nothing_is_lost(
    done: list[Step],
) -> None:
    if not STARTED:
        STARTED.append(time.monotonic())
    if time.monotonic() - STARTED[0] > SECONDS and not MISTAKES:
        return
    i18n.use("en")
    with TemporaryDirectory() as name:
        try:
            asyncio.run(follow(done, Path(name)))
        except AssertionError as mistake:
            MISTAKES.append(mistake)
            raise
