"""How danger is heard: `python -m tests.search.evaluate_danger [--misses]`.

Prints, for the tuned and the held half, the share of phrases whose urgent entry comes first and
among three, by language, and how many everyday queries an urgent entry leads.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean
from typing import Final, NamedTuple

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.search.half_heard import HalfHeard
from floorwalker.search.index import Index
from tests.search.evaluate import STARTER
from tests.search.measures import rank
from tests.search.visitors import Row, Set, load_rows

DANGER: Final = Path(__file__).parent / "danger.yaml"
EVERYDAY: Final = Path(__file__).parent / "everyday.yaml"
ALONE: Final = "alone_"
AMONG: Final = "among_"


class Heard(NamedTuple):
    """How some phrases of danger were answered. Shares between 0 and 1."""

    rows: int
    first: float
    third: float


class Ear:
    """The search over a knowledge base, asked for its first three answers."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._index = Index.build(knowledge)
        self.urgent = {e.ref for e in knowledge.entries() if getattr(e, "urgent", False)}

    def three(self, query: str) -> tuple[str, ...]:
        """The refs of the first three hits."""
        return tuple(hit.ref for hit in self._index.search(query, limit=3).hits)

    def half_hears(self, query: str) -> bool:
        """Whether one of the first three is there because danger was half heard."""
        return any(
            isinstance(each.heard, HalfHeard) for each in self._index.explain(query, limit=3)
        )

    def misses(self, rows: Iterable[Row]) -> list[tuple[Row, tuple[str, ...]]]:
        """The phrases whose entry is not first (not among three, said among other things)."""
        asked = [(row, self.three(row.query)) for row in rows]
        return [
            (row, refs)
            for row, refs in asked
            if not 1 <= rank(row, refs) <= (3 if row.category.startswith(AMONG) else 1)
        ]

    def false_alarms(self, rows: Iterable[Row]) -> list[tuple[Row, tuple[str, ...]]]:
        """The everyday queries that an urgent entry leads."""
        asked = [(row, self.three(row.query)) for row in rows]
        return [(row, refs) for row, refs in asked if refs and refs[0] in self.urgent]

    def heard(self, rows: Iterable[Row]) -> Heard:
        """How the phrases are answered."""
        ranks = [rank(row, self.three(row.query)) for row in rows]
        return Heard(len(ranks), mean(r == 1 for r in ranks), mean(1 <= r <= 3 for r in ranks))


def half(rows: Iterable[Row], chosen: Set) -> list[Row]:
    """The rows of one half."""
    return [row for row in rows if row.set == chosen]


def _by_category(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.category].append(row)
    return dict(sorted(found.items()))


def _print_heard(ear: Ear, danger: Sequence[Row]) -> None:
    groups = {
        **_by_category(danger),
        "alone, all": [row for row in danger if row.category.startswith(ALONE)],
        "all": list(danger),
    }
    print(f"{'':<12}" + "".join(f"{name:>8}{'@1':>7}{'@3':>7}" for name in ("tune", "held")))
    for name, rows in groups.items():
        halves = [half(rows, "tune"), half(rows, "held")]
        print(f"{name:<12}" + "".join(_cells(ear, rows) for rows in halves))


def _cells(ear: Ear, rows: Sequence[Row]) -> str:
    if not rows:
        return f"{0:>8}{'-':>7}{'-':>7}"
    figures = ear.heard(rows)
    return f"{figures.rows:>8}{figures.first:>7.3f}{figures.third:>7.3f}"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--misses", action="store_true", help="name the tuned rows that went wrong"
    )
    options.add_argument("--knowledge", type=Path, default=STARTER)
    asked = options.parse_args()
    ear = Ear(load(asked.knowledge).knowledge)
    danger, everyday = load_rows(DANGER), load_rows(EVERYDAY)
    _print_heard(ear, danger)
    tune, held = half(everyday, "tune"), half(everyday, "held")
    print(
        f"\neveryday queries led by an urgent entry: {len(ear.false_alarms(tune))} of {len(tune)}"
        f" tuned, {len(ear.false_alarms(held))} of {len(held)} held"
    )
    half_heard = [sum(ear.half_hears(row.query) for row in rows) for rows in (tune, held)]
    print(f"an urgent entry among their first three as half heard: {half_heard}")
    if asked.misses:
        for row, refs in ear.misses(half(danger, "tune")):
            print(f"{row.category}: {row.query!r} → {refs}, not {row.expect}")
        for row, refs in ear.false_alarms(tune):
            print(f"everyday {row.category}: {row.query!r} → {refs[0]}")


if __name__ == "__main__":
    main()
