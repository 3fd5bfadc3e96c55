"""What an answer is worth: the measures by which engines are compared, row by row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import mean
from typing import Final, NamedTuple

from tests.search.peers import Answer, Engine
from tests.search.visitors import Row

HARD: Final = frozenset({"unshared", "english_unshared"})
"""Categories whose queries share no word with the entry: reported, but not in the mean."""


class Outcome(NamedTuple):
    """A row and what an engine answered."""

    row: Row
    answer: Answer

    @property
    def place(self) -> int:
        """The place of the first right ref, from 1; 0 where there is none."""
        return rank(self.row, self.answer.refs)


Measure = Callable[[Outcome], float]

RANKED: Final[Mapping[str, Measure]] = {
    "@1": lambda outcome: outcome.place == 1,
    "@3": lambda outcome: 1 <= outcome.place <= 3,
    "@5": lambda outcome: 1 <= outcome.place <= 5,
    "mrr": lambda outcome: 1 / outcome.place if 1 <= outcome.place <= 10 else 0.0,
}
"""How near the top a right answer comes; `mrr` is 1/rank within ten."""


def is_wrong_and_sure(outcome: Outcome) -> bool:
    """What costs most at the desk: the first is wrong, and nothing says so."""
    return outcome.place != 1 and outcome.answer.certainty == "sure"


def is_doubted(outcome: Outcome) -> bool:
    """Whether the engine says that nothing is certain."""
    return not outcome.answer.confident


class Figures(NamedTuple):
    """How well an engine answers some rows. Shares between 0 and 1; 0 of nothing."""

    rows: int
    """Those that have a right answer; `first` and `third` are of them."""
    first: float
    third: float
    silent: float
    """The share of the rows without a right answer that are doubted."""


def ask(engine: Engine, rows: Iterable[Row]) -> list[Outcome]:
    """What an engine answers."""
    return [Outcome(row, engine.ask(row.query)) for row in rows]


def by_category(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes by the category of their row."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.row.category].append(outcome)
    return dict(sorted(found.items()))


def parted(outcomes: Iterable[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Those of rows that have a right answer, and those of rows that have none."""
    found: tuple[list[Outcome], list[Outcome]] = ([], [])
    for outcome in outcomes:
        found[not outcome.row.expect].append(outcome)
    return found


def measure(engine: Engine, rows: Iterable[Row]) -> dict[str, Figures]:
    """Figures by category."""
    return {category: _figures(found) for category, found in by_category(ask(engine, rows)).items()}


def average(figures: Mapping[str, Figures]) -> Figures:
    """The mean of the categories that share a word with what is looked for."""
    shared = [f for category, f in figures.items() if f.rows and category not in HARD]
    silent = [f.silent for f in figures.values() if not f.rows]
    return Figures(
        sum(f.rows for f in shared),
        mean(f.first for f in shared),
        mean(f.third for f in shared),
        mean(silent) if silent else 0.0,
    )


def doubted(engine: Engine, rows: Iterable[Row]) -> float:
    """The share of the answerable rows that the engine does not trust itself with."""
    answerable, _ = parted(ask(engine, rows))
    return mean(is_doubted(outcome) for outcome in answerable)


def rank(row: Row, refs: Sequence[str]) -> int:
    """The place of the first right ref, from 1; 0 where there is none."""
    return next((at for at, ref in enumerate(refs, start=1) if ref in row.expect), 0)


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    answerable, nothing = parted(outcomes)
    return Figures(
        len(answerable),
        _mean([RANKED["@1"](outcome) for outcome in answerable]),
        _mean([RANKED["@3"](outcome) for outcome in answerable]),
        _mean([is_doubted(outcome) for outcome in nothing]),
    )


def _mean(values: Sequence[float]) -> float:
    return mean(values) if values else 0.0
