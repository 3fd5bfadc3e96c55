"""`import kle` and `import borgerdk` as an editor runs them. The files are invented."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, knowledge, run

pytestmark = pytest.mark.slow

__all__ = ["knowledge", "run"]

KLE = """\
KLENummer='91.01.00':KLETitel='Attester i almindelighed':Keywords[Weight]=attest[5];
KLENummer='91.01.04':KLETitel='Straffeattester':Keywords[Weight]=Straffeattest[5];ren attest[5];
KLENummer='91.02.00':KLETitel='Akut':Keywords[Weight]=krisecenter[5];
"""
PAGE = "https://www.borger.dk/attester/straffeattest"
DEEP = "https://www.borger.dk/handlingsside?selfserviceId=1"
ARTICLE = {
    "ArticleTitle": "Straffeattest",
    "ArticleUrl": PAGE,
    "LastUpdated": "2026-02-08T10:55:45",
    "Content": f"<div id='selvbetjeningslinks'><a href='{DEEP}'>Bestil attest</a></div>"
    "<div id='lovgivning'><a href='https://r.example/1'>Attestloven</a></div>",
}
ENTRIES = f"""
services:
  bestil:
    name: Bestil attest
    description: Attest på nettet.
    source: {PAGE}
    source_date: 2026-01-01
    guides: [attest]
guides:
  attest:
    name: Attest
    description: Attest på nettet.
    url: {PAGE}
    source_date: 2026-03-01
    steps: [Tryk på Bestil.]
"""


@pytest.fixture
def kle(tmp_path: Path) -> str:
    path = tmp_path / "OS2KLE.txt"
    path.write_text(KLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def articles(tmp_path: Path, knowledge: Path) -> str:
    (knowledge / "attest.yaml").write_text(ENTRIES, encoding="utf-8")
    path = tmp_path / "articles.json"
    path.write_text(json.dumps([ARTICLE]), encoding="utf-8")
    return str(path)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_numbers_are_proposed_and_nothing_is_written(run: Run, knowledge: Path, kle: str) -> None:
    before = contents(knowledge)
    done = run("import", "kle", kle)
    assert done.returncode == 0
    assert (
        "service:straffeattest  Straffeattest\n"
        "  91.01.04  Straffeattester  ← Straffeattest, ren attest\n"
    ) in done.stdout
    assert "service:krise  Krisecenter  (27)\n  91.02.00  Akut  ← Krisecenter\n" in done.stdout
    assert contents(knowledge) == before


def test_proposals_are_an_object_a_line(run: Run, kle: str) -> None:
    lines = [json.loads(line) for line in run("import", "kle", kle, "--json").stdout.splitlines()]
    found = {line["ref"]: line for line in lines}
    assert found["service:straffeattest"] == {
        "ref": "service:straffeattest",
        "name": "Straffeattest",
        "kle": "",
        "state": "no-task",
        "retired": "",
        "candidates": [
            {
                "number": "91.01.04",
                "title": "Straffeattester",
                "matched": ["Straffeattest", "ren attest"],
                "fits": True,
            }
        ],
        "only": "91.01.04",
    }
    assert found["service:krise"]["only"] == ""


@pytest.mark.parametrize(
    "command", [("import", "kle"), ("import", "borgerdk"), ("stale", "--source")]
)
@pytest.mark.parametrize("text", [None, "no list", "<a>", "[]"])
def test_a_bad_file_is_one_line(
    run: Run, tmp_path: Path, command: tuple[str, str], text: str | None
) -> None:
    path = tmp_path / "bad"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = run(*command, str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert str(path) in done.stderr


def test_articles_propose_deep_links_and_law(run: Run, knowledge: Path, articles: str) -> None:
    before = contents(knowledge)
    done = run("import", "borgerdk", articles)
    assert done.stdout == (
        "service:bestil  Bestil attest  ← Straffeattest (2026-02-08)\n"
        "  legal_basis: Attestloven\n"
        "guide:attest  Attest  ← Straffeattest (2026-02-08)\n"
        f"  url: {DEEP}  Bestil attest\n"
    )
    assert contents(knowledge) == before


def test_stale_lists_what_changed_after_it_was_read(run: Run, articles: str) -> None:
    done = run("stale", "--source", articles)
    assert done.stdout == (
        f"changed 2026-02-08, read 2026-01-01  service:bestil  Bestil attest  {PAGE}\n"
    )
    assert json.loads(run("stale", "--source", articles, "--json").stdout) == {
        "ref": "service:bestil",
        "name": "Bestil attest",
        "url": PAGE,
        "updated": "2026-02-08",
        "read": "2026-01-01",
    }
