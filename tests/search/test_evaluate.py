"""The measures count what they say, and a run is compared with an earlier one."""

from pathlib import Path

import msgspec
import pytest

from floorwalker.knowledge.model.records import Knowledge
from tests.search import embeddings
from tests.search.base import SERVICES, knowledge
from tests.search.evaluate import Remembered, main, why_missed
from tests.search.measures import RANKED, Outcome, is_doubted, is_wrong_and_sure, measure, parted
from tests.search.peers import Answer, Floorwalker
from tests.search.visitors import Row

PAS = "service:pas"
KOEREKORT = "service:koerekort"


class Scripted:
    """An engine that says what it is told to."""

    name = "scripted"

    def __init__(self, **answers: Answer) -> None:
        self._answers = answers

    def ask(self, query: str) -> Answer:
        return self._answers[query]


def _row(query: str, *expect: str, category: str = "area") -> Row:
    return Row(query, category, "tune", expect)


def test_a_right_answer_counts_by_its_place() -> None:
    third = Outcome(_row("a", PAS), Answer(("x", "y", PAS), "sure"))
    assert [worth(third) for worth in RANKED.values()] == [0, 1, 1, pytest.approx(1 / 3)]
    nowhere = Outcome(_row("a", PAS), Answer(("x",), "none"))
    assert [worth(nowhere) for worth in RANKED.values()] == [0, 0, 0, 0]


def test_only_a_wrong_answer_that_says_sure_is_wrong_and_sure() -> None:
    refs = ("x", PAS)
    row = _row("a", PAS)
    assert is_wrong_and_sure(Outcome(row, Answer(refs, "sure")))
    assert not is_wrong_and_sure(Outcome(row, Answer(refs, "several")))
    assert not is_wrong_and_sure(Outcome(row, Answer((PAS,), "sure")))
    assert is_doubted(Outcome(row, Answer(refs, "none")))
    assert not is_doubted(Outcome(row, Answer(refs, "several")))


def test_rows_without_an_answer_are_counted_apart() -> None:
    engine = Scripted(
        a=Answer((PAS,), "sure"),
        b=Answer((KOEREKORT,), "sure"),
        c=Answer((PAS,), "none"),
        d=Answer((PAS,), "several"),
    )
    rows = [_row("a", PAS), _row("b", PAS), _row("c"), _row("d")]
    assert measure(engine, rows)["area"] == (2, 0.5, 0.5, 0.5)
    answerable, nothing = parted([Outcome(row, engine.ask(row.query)) for row in rows])
    assert [each.row.query for each in answerable] == ["a", "b"]
    assert [each.row.query for each in nothing] == ["c", "d"]


def test_a_miss_names_the_word_that_would_have_been_enough() -> None:
    engine = Scripted(
        **{
            "rollator": Answer((PAS,), "sure"),
            "min": Answer((), "none"),
            "mor": Answer((), "none"),
            "min mor": Answer((), "none"),
            "mor rollator": Answer((), "none"),
        }
    )
    assert why_missed(engine, _row("min mor rollator", PAS)) == "the word rollator alone is enough"
    assert why_missed(engine, _row("min mor", PAS)) == "no part is enough"


@pytest.fixture
def small() -> Knowledge:
    return knowledge(services=SERVICES)


def test_the_answers_of_an_earlier_run_are_a_peer(small: Knowledge, tmp_path: Path) -> None:
    own = Floorwalker(small)
    file = tmp_path / "before.json"
    file.write_bytes(msgspec.json.encode({"forny pas": own.ask("forny pas")}))
    before = Remembered(file)
    assert before.ask("forny pas") == own.ask("forny pas")
    assert before.ask("forny pas").refs[0] == PAS
    assert before.ask("kørekort") == Answer((), "none")


def test_one_table_is_printed_with_its_intervals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.json"
    _run(monkeypatch, "--table", "words", "--set", "held", "--alone", "--save", str(kept))
    first = capsys.readouterr().out
    assert "words: 60 rows" in first
    assert "letters until a service is first" in first
    _run(monkeypatch, "--table", "words", "--set", "held", "--alone", "--against", str(kept))
    again = capsys.readouterr().out.splitlines()
    assert next(line for line in again if line.startswith("kept earlier")).split()[-4:] == [
        *(".000", ".00–.00"),
        *(".000", ".00–.00"),
    ]


def test_held_rows_are_never_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(monkeypatch, "--table", "words", "--set", "held", "--alone", "--misses")
    assert "→" not in capsys.readouterr().out


def test_sentence_embeddings_are_left_out_with_a_word_where_they_are_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.search.evaluate.is_installed", lambda: False)
    _run(monkeypatch, "--table", "words", "--set", "held")
    printed = capsys.readouterr().out
    assert "sentence embeddings are left out" in printed
    assert "fts5 trigrams" in printed
    assert embeddings.Embeddings.name not in printed


def _run(monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    monkeypatch.setattr("sys.argv", ["evaluate", *options])
    main()
