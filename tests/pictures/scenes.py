"""The scenes that are drawn: what stands in the log, what is pressed, at which hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo

from floorwalker.journal.encounter import Encounter, Outcome
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.tui import appearance
from tests.week.samples import encounter

MORNING: Final = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
"""A Thursday on which nearly every door is open."""
EVENING: Final = MORNING.replace(hour=18, minute=20)
"""The same day when most are closed."""
_TO_CHALLENGES: Final = [*["tab"] * 5]
_LOG: Final[tuple[tuple[str, Outcome, int], ...]] = (
    ("service:pas", "appointment", 9),
    ("service:flytning", "answered", 4),
    ("service:mitid", "handed_over", 7),
    ("service:folkepension", "referred", 3),
    ("service:boligstoette", "self_service", 4),
    ("service:pas", "answered", 2),
    ("", "unmet", 2),
)
"""What a day brings: entry, outcome, and how often."""
_PROMISES: Final = (
    ("service:boligstoette", "Ydelse ringer tilbage om ansøgningen", -2),
    ("service:flytning", "Vi sender kvittering for flytningen", 0),
    ("service:pas", "Borgerservice skriver, når passet er klar", 4),
)
"""What was promised: entry, words, and in how many days it is due."""


@dataclass(frozen=True)
class Scene:
    """One picture: how one gets there, and what the desk has behind it."""

    keys: tuple[str, ...] = ()
    now: datetime = MORNING
    has_log: bool = False
    """Whether a week and this morning are in the log, with promises."""
    theme: str = appearance.DEFAULT
    problems: tuple[Problem, ...] = ()
    is_starter: bool = False


def _scene(words: str, *keys: str, **rest: object) -> Scene:
    letters = ("space" if letter == " " else letter for letter in words)
    return Scene(keys=(*letters, *keys), **rest)  # type: ignore[arg-type]


SCENES: Final = {
    "desk": _scene("pas", has_log=True),
    "wrong-door": _scene("folkepension", has_log=True),
    "closed": _scene("flytning", now=EVENING),
    "urgent-hit": _scene("voldelig mand"),
    "unknown": _scene("drageopdræt"),
    "unknown-strip": _scene("drageopdræt", "enter"),
    "empty": _scene("", has_log=True),
    "first-start": _scene("", is_starter=True),
    "fault": _scene(
        "",
        problems=(
            Problem(
                path="pas.yaml", line=12, column=5, code="missing-colon", details={"detail": "cost"}
            ),
        ),
    ),
    "strip": _scene("pas", "enter"),
    "strip-fields": _scene("pas", "enter", *_TO_CHALLENGES, has_log=True),
    "help": _scene("", "f1"),
    "log": _scene("", "f3", has_log=True),
    "amend": _scene("", "f3", "enter", has_log=True),
    "follow-ups": _scene("", "f4", has_log=True),
    "week": _scene("", "f5", has_log=True),
    "knowledge": _scene("", "f6"),
    "knowledge-stale": _scene("", "f6", now=MORNING.replace(year=2028)),
    "urgent": _scene("", "f9"),
    "guide": _scene("pas", "ctrl+g"),
    "guide-step": _scene("pas", "ctrl+g", "right"),
    "code": _scene("pas", "ctrl+r"),
    "slip": _scene("pas", "ctrl+s"),
    "report": _scene("pas", "f8"),
    "cover": _scene("pas", "f10"),
    "palette": _scene("", "ctrl+p"),
    "jump": _scene("pas", "ctrl+l", has_log=True),
    "settings": _scene("", "f12"),
    "quit": _scene("pas", "enter", "ctrl+q"),
    "light": _scene("pas", has_log=True, theme=appearance.LIGHT.name),
    "light-wrong-door": _scene("folkepension", has_log=True, theme=appearance.LIGHT.name),
    "light-strip": _scene("pas", "enter", "tab", theme=appearance.LIGHT.name),
    "contrast": _scene("pas", has_log=True, theme=appearance.CONTRAST.name),
    "contrast-strip": _scene("pas", "enter", "tab", theme=appearance.CONTRAST.name),
}
"""A name for each picture."""


def past(knowledge: Knowledge, now: datetime) -> Iterator[Encounter]:
    """What the log holds before the scene begins: last week, this week, and promises."""
    number = 0
    for back in range(10, -1, -1):
        day = now - timedelta(days=back)
        if day.isoweekday() > 5:
            continue
        start = day.replace(hour=10, minute=1)
        for turn, (ref, outcome, often) in product(range(9), _LOG):
            if turn >= max(1, often - back % 4):
                continue
            number += 1
            start += timedelta(minutes=2 if back == 0 else 9)
            if start < now:
                yield _kept(knowledge, number, start, ref, outcome)
    for ref, words, days in _PROMISES:
        number += 1
        due = (now + timedelta(days=days)).date()
        yield _kept(
            knowledge,
            number,
            now - timedelta(days=3, minutes=number % 50),
            ref,
            "handed_over",
            promise=words,
            promise_code=f"K7R{'XMN'[number % 3]}",
            follow_up_due=due,
        )


def _kept(
    knowledge: Knowledge,
    number: int,
    start: datetime,
    ref: str,
    outcome: Outcome,
    **fields: object,
) -> Encounter:
    service = knowledge.services.get(ref.partition(":")[2])
    return encounter(
        number,
        start.isoformat(timespec="seconds"),
        duration_s=45 + number % 7 * 20,
        ref=ref or None,
        name=service.name if service else None,
        theme=service.theme if service else None,
        outcome=outcome,
        query=None if ref else "drageopdræt",
        unmet_reason=None if ref else "no_such_service",
        **fields,
    )
