"""`import kle`, `borgerdk` and `contacts` as an editor runs them. The files are invented."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, knowledge, run
from tests.knowledge.base import write

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


def check(run: Run) -> None:
    assert run("check").returncode == 0


def shown(run: Run, ref: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", ref, "--json").stdout)
    return found


def test_one_number_is_accepted_and_no_other_byte_is_changed(
    run: Run, knowledge: Path, kle: str
) -> None:
    before = contents(knowledge)
    done = run("import", "kle", kle, "--accept", "service:straffeattest")
    assert (done.returncode, done.stdout) == (0, "service:straffeattest: kle: 91.01.04\n")
    after = contents(knowledge)
    (changed,) = [path for path in after if after[path] != before.get(path)]
    lines = after[changed].decode().splitlines(keepends=True)
    assert (
        "".join(line for line in lines if "kle: 91.01.04" not in line) == before[changed].decode()
    )
    check(run)
    assert shown(run, "service:straffeattest")["kle"] == "91.01.04"


def test_what_is_clear_is_accepted_at_once_and_another_number_by_name(run: Run, kle: str) -> None:
    done = run("import", "kle", kle, "--accept-all", "--accept", "service:krise=91.02.00")
    assert done.stdout == ("service:straffeattest: kle: 91.01.04\nservice:krise: kle: 91.02.00\n")
    assert shown(run, "service:krise")["kle"] == "91.02.00"
    again = run("import", "kle", kle, "--accept-all")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        ("service:krise", "No single value is clear for `service:krise`"),
        ("service:krise=91.99.99", "`91.99.99` is not among what `service:krise` can be given"),
        ("service:ukendt", "There is no entry `service:ukendt`"),
        ("contact:omstilling=91.01.04", "is not among what `contact:omstilling` can be given"),
        ("krise", "`krise` does not name an entry"),
    ],
)
def test_what_cannot_be_accepted_writes_nothing(
    run: Run, knowledge: Path, kle: str, accept: str, said: str
) -> None:
    before = contents(knowledge)
    done = run("import", "kle", kle, "--accept", "service:straffeattest", "--accept", accept)
    assert done.returncode != 0
    assert done.stdout == ""
    assert said in done.stderr
    assert contents(knowledge) == before


def test_what_was_taken_already_is_said_and_the_rest_is_taken(run: Run, kle: str) -> None:
    assert run("import", "kle", kle, "--accept", "service:straffeattest").returncode == 0
    accept = ("--accept", "service:straffeattest", "--accept", "service:krise=91.02.00")
    done = run("import", "kle", kle, *accept)
    assert (done.returncode, done.stdout) == (0, "service:krise: kle: 91.02.00\n")
    assert "There is no proposal for `service:straffeattest`; it stays as it is." in done.stderr


def test_deep_link_and_law_are_accepted(run: Run, articles: str) -> None:
    done = run("import", "borgerdk", articles, "--accept", "service:bestil")
    assert done.stdout == "service:bestil: legal_basis: Attestloven\n"
    done = run("import", "borgerdk", articles, "--accept", f"guide:attest={DEEP}")
    assert done.stdout == f"guide:attest: url: {DEEP}\n"
    check(run)
    assert shown(run, "service:bestil")["legal_basis"] == "Attestloven"
    assert shown(run, "guide:attest")["url"] == DEEP


def test_what_is_taken_for_an_entry_of_the_base_stands_in_the_own_layer(
    run: Run, tmp_path: Path, knowledge: Path, kle: str, table: str
) -> None:
    own = write(
        tmp_path / "own",
        h="""
        municipality:
          base: ../knowledge
          name: Aadal Kommune
          main_contact: omstilling
        """,
    )
    base = contents(knowledge)
    done = run("import", "kle", kle, "--accept", "service:straffeattest", knowledge=own)
    assert (done.returncode, done.stderr) == (0, "")
    assert run("import", "contacts", table, knowledge=own).returncode == 1
    assert contents(knowledge) == base
    assert run("check", knowledge=own).returncode == 0
    found = json.loads(run("show", "service:straffeattest", "--json", knowledge=own).stdout)
    assert (found["kle"], found["name"]) == ("91.01.04", "Straffeattest")
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(own.rglob("*.yaml")))
    assert "12 34 50 77" in written
    assert "Tager telefonen" not in written
    assert written.count("based_on:") == 2


TABLE = """\
id;Navn;Telefon;Åbningstider;Kontaktperson;E-mail
;Omstillingen;12 34 50 77;man-fre 9-15;;
;Vej og Park;12 34 50 88;når vi kan;;vej@aadal.example
;;12 34 50 89;;;
;Signe Testesen;12 34 50 90;;Signe Testesen;signe.testesen@aadal.example
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "kontakter.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return str(path)


def test_a_table_of_contact_points_is_tried_first(run: Run, knowledge: Path, table: str) -> None:
    before = contents(knowledge)
    done = run("import", "contacts", table, "--dry-run")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "contact:omstilling  telephone, opening hours",
        "new: contact:vej-og-park  Vej og Park",
    ]
    assert done.stderr.splitlines() == [
        f"{table}:1: people change, functions stay: column “kontaktperson” is left out",
        f"{table}:3: opening hours could not be read and is left out",
        f"{table}:4: it has neither name nor id",
        f"{table}:5: a person is no contact point: name the function",
        "1 new, 1 changed, 0 as before, 2 rows left out. Nothing was written.",
    ]
    assert contents(knowledge) == before


def test_a_table_of_contact_points_comes_in_once(run: Run, knowledge: Path, table: str) -> None:
    assert run("import", "contacts", table).returncode == 1
    check(run)
    found = shown(run, "contact:vej-og-park")
    assert (found["telephone"], found["email"]) == ("+45 12 34 50 88", "vej@aadal.example")
    assert shown(run, "contact:omstilling")["opening_hours"] == "Mo-Fr 09:00-15:00"
    assert "Testesen" not in "".join(map(str, contents(knowledge).values()))
    after = contents(knowledge)
    done = run("import", "contacts", table)
    assert done.stdout == ""
    assert "0 new, 0 changed, 2 as before, 2 rows left out." in done.stderr
    assert contents(knowledge) == after


def test_nothing_is_written_into_the_starter(run: Run, table: str) -> None:
    starter = Path(__file__).parent.parent.parent / "floorwalker"
    before = contents(starter)
    done = run("--knowledge", str(starter), "import", "contacts", table)
    assert done.returncode == 2
    assert contents(starter) == before
