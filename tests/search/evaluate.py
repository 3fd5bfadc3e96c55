"""How good the search is: `python -m tests.search.evaluate [--set tune|held] [--misses]`.

Prints hit@1, hit@3 and MRR@10 by category for Floorwalker and its peers, over the visitor table
and the starter knowledge. In the category `nonsense` hit@1 is the share called not confident.
Rows of the set `held` are only ever totalled.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Final, NamedTuple

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.search.index import Index
from tests.search.peers import Answer, Engine, Floorwalker, engines
from tests.search.visitors import Row, load_rows

STARTER: Final = Path(__file__).parents[2] / "knowledge"
NONSENSE: Final = "nonsense"
HARD: Final = frozenset({"unshared", "english_unshared"})
"""Categories whose queries share no word with the entry: reported, but not in the mean."""


class Figures(NamedTuple):
    """How well an engine answers some rows. Shares between 0 and 1."""

    rows: int
    first: float
    """hit@1"""
    third: float
    """hit@3"""
    mrr: float
    """Mean of 1/rank within ten."""
    confident: float


def measure(engine: Engine, rows: Iterable[Row]) -> dict[str, Figures]:
    """Figures by category."""
    answers: dict[str, list[tuple[Row, Answer]]] = defaultdict(list)
    for row in rows:
        answers[row.category].append((row, engine.ask(row.query)))
    return {category: _figures(found) for category, found in sorted(answers.items())}


def average(figures: Mapping[str, Figures]) -> Figures:
    """The mean of the categories that share a word with what is looked for."""
    counted = [f for category, f in figures.items() if category not in {*HARD, NONSENSE}]
    return Figures(
        sum(f.rows for f in counted),
        mean(f.first for f in counted),
        mean(f.third for f in counted),
        mean(f.mrr for f in counted),
        mean(f.confident for f in counted),
    )


def rank(row: Row, refs: Sequence[str]) -> int:
    """The place of the first right ref, from 1; 0 where there is none."""
    return next((at for at, ref in enumerate(refs, start=1) if ref in row.expect), 0)


def keystrokes(knowledge: Knowledge) -> tuple[int, int]:
    """Letters of a service's name until it is first: of the median service, and of 90 %."""
    index = Index.build(knowledge)
    needed = sorted(_letters(index, s.name, s.ref) for s in knowledge.services.values())
    return needed[len(needed) // 2], needed[len(needed) * 9 // 10]


def doubted(engine: Engine, rows: Iterable[Row]) -> float:
    """The share of the answerable rows that the engine does not trust itself with."""
    answerable = [row for row in rows if row.expect]
    return mean(not engine.ask(row.query).confident for row in answerable)


def _letters(index: Index, name: str, ref: str) -> int:
    for length in range(1, len(name) + 1):
        hits = index.search(name[:length], limit=1).hits
        if hits and hits[0].ref == ref:
            return length
    return len(name) + 1


def _figures(answers: Sequence[tuple[Row, Answer]]) -> Figures:
    confident = mean(answer.confident for _, answer in answers)
    if not answers[0][0].expect:
        return Figures(len(answers), 1 - confident, 1 - confident, 1 - confident, confident)
    ranks = [rank(row, answer.refs) for row, answer in answers]
    return Figures(
        len(ranks),
        mean(place == 1 for place in ranks),
        mean(1 <= place <= 3 for place in ranks),
        mean(1 / place if 1 <= place <= 10 else 0.0 for place in ranks),
        confident,
    )


def _print_table(found: Sequence[tuple[str, Mapping[str, Figures]]]) -> None:
    print(f"{'':>22}" + "".join(f"{name:>21}" for name, _ in found))
    print(f"{'category':<17}{'rows':>5}" + f"{'@1':>9}{'@3':>6}{'mrr':>6}" * len(found))
    own = found[0][1]
    for category in own:
        _print_line(category, [figures[category] for _, figures in found])
    _print_line("mean of the shared", [average(figures) for _, figures in found])


def _print_line(label: str, figures: Sequence[Figures]) -> None:
    cells = "".join(f"{f.first:>9.3f}{f.third:>6.2f}{f.mrr:>6.2f}" for f in figures)
    print(f"{label[:17]:<17}{figures[0].rows:>5}{cells}")


def _print_misses(engine: Engine, rows: Iterable[Row]) -> None:
    for row in rows:
        answer = engine.ask(row.query)
        wrong = answer.confident if not row.expect else rank(row, answer.refs) != 1
        if wrong:
            print(f"{row.category}: {row.query!r} → {answer.refs[:3]}, not {row.expect}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=("tune", "held"), default="tune", dest="chosen")
    options.add_argument("--misses", action="store_true", help="name the rows that went wrong")
    options.add_argument("--alone", action="store_true", help="leave the peers out")
    options.add_argument("--knowledge", type=Path, default=STARTER)
    asked = options.parse_args()
    knowledge = load(asked.knowledge).knowledge
    rows = [row for row in load_rows() if row.set == asked.chosen]
    own = Floorwalker(knowledge)
    compared: Sequence[Engine] = (own,) if asked.alone else engines(knowledge)
    _print_table([(engine.name, measure(engine, rows)) for engine in compared])
    print(f"\nanswerable, called not confident: {doubted(own, rows):.1%}")
    median, ninth = keystrokes(knowledge)
    print(f"letters until a service is first: median {median}, 90 % within {ninth}")
    if asked.misses and asked.chosen == "tune":
        _print_misses(own, rows)


if __name__ == "__main__":
    main()
