"""How fast the search is: `python -m tests.benchmarks.search [300 2000 10000 50000]`.

On generated knowledge bases of growing size: the time to build the index, the memory it takes, and
the time a key takes while a hundred misspelt names are typed; and the same for other ways to
search, on the same records and keys, in the same run. Slow peers get a sample of the keys.
"""

import argparse
import gc
import shutil
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from textual.fuzzy import Matcher

from floorwalker.knowledge.model.records import Knowledge
from floorwalker.search.index import Index
from floorwalker.search.lexicon import load_lexicon
from floorwalker.search.synonyms import synonyms_of
from floorwalker.search.text import fold
from tests.benchmarks.generate import knowledge_base, misspelt_names, prefixes
from tests.search.peers import WholeRecords, trigrams

SIZES: Final = (300, 2_000, 10_000, 50_000)
_SAMPLE: Final = 120
"""Keys that a peer is asked: enough for its 95th percentile, and the run ends today."""
_FZF_SAMPLE: Final = 20


class Keys(NamedTuple):
    """Milliseconds that a key took."""

    number: int
    median: float
    p95: float
    p99: float
    longest: float

    def line(self, name: str) -> str:
        """For the table."""
        return (
            f"  {name:<24}{self.number:>6} keys"
            f"{self.median:>10.2f}{self.p95:>10.2f}{self.p99:>10.2f}{self.longest:>10.2f}"
        )


def measure(ask: Callable[[str], object], keys: Sequence[str]) -> Keys:
    """Ask for every key in turn and time each."""
    taken: list[float] = []
    for key in keys:
        begun = time.perf_counter()
        ask(key)
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    count = len(taken)
    return Keys(
        count,
        taken[count // 2],
        taken[count * 95 // 100],
        taken[count * 99 // 100],
        taken[-1],
    )


def measure_size(records: int, *, alone: bool) -> None:
    """Print everything about one size of knowledge base."""
    knowledge = knowledge_base(records)
    keys = prefixes(misspelt_names(knowledge))
    lexicon = load_lexicon().lexicon
    gc.collect()
    synonyms_of.cache_clear()
    begun = time.perf_counter()
    index = Index.build(knowledge, lexicon=lexicon)
    built = time.perf_counter() - begun
    gc.freeze()  # as the desk does when it has loaded
    print(f"\n{records} records, {index.vocabulary_size} words: built in {built:.2f} s", end="")
    print(f", {_memory(knowledge):.0f} MB")
    print(f"  {'':<24}{'':>11}{'median':>10}{'p95':>10}{'p99':>10}{'max':>10}  ms a key")
    own = measure(index.search, keys)
    print(own.line("floorwalker"))
    long = measure(index.search, [_long_query(keys)] * 20)
    print(long.line("  10,000 characters"))
    if alone:
        return
    sample = Random(3).sample(keys, min(_SAMPLE, len(keys)))
    for name, ask in _peers(knowledge):
        theirs = measure(ask, sample)
        print(theirs.line(name) + f"   {theirs.p95 / own.p95:>6.1f} times")
    if shutil.which("fzf"):
        print(measure(_fzf(knowledge), sample[:_FZF_SAMPLE]).line("fzf, a process a key"))


def _peers(knowledge: Knowledge) -> Sequence[tuple[str, Callable[[str], object]]]:
    ratio = WholeRecords(knowledge, "WRatio", fuzz.WRatio)
    return (
        ("SQLite FTS5 trigrams", trigrams(knowledge).ask),
        ("rapidfuzz WRatio", ratio.ask),
        ("Textual's matcher", _textual(knowledge)),
    )


def _textual(knowledge: Knowledge) -> Callable[[str], object]:
    """Textual's own fuzzy matcher, as its command palette uses it: over the names."""
    names = [entry.name for entry in knowledge.entries()]

    def ask(query: str) -> object:
        matcher = Matcher(query)
        return sorted(((matcher.match(name), name) for name in names), reverse=True)[:10]

    return ask


def _fzf(knowledge: Knowledge) -> Callable[[str], object]:
    listed = "\n".join(fold(entry.name) for entry in knowledge.entries())
    path = Path(tempfile.mkdtemp()) / "names"
    path.write_text(listed, encoding="utf-8")

    def ask(query: str) -> object:
        with path.open(encoding="utf-8") as names:
            return subprocess.run(
                ["fzf", "--filter", fold(query)], stdin=names, capture_output=True, check=False
            ).stdout[:2000]

    return ask


def _memory(knowledge: Knowledge) -> float:
    """Megabytes that an index keeps, apart from the records and the lexicon."""
    lexicon = load_lexicon().lexicon
    gc.collect()
    tracemalloc.start()
    index = Index.build(knowledge, lexicon=lexicon)
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del index
    return kept / 1e6


def _long_query(keys: Sequence[str]) -> str:
    return (" ".join(keys) * 10)[:10_000]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--alone", action="store_true", help="leave the peers out")
    asked = options.parse_args()
    for records in asked.sizes:
        measure_size(records, alone=asked.alone)


if __name__ == "__main__":
    main()
