"""`check`, `schema`, `init`, `new`, `assure`, `stale` and `gaps`, as editors run them."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from floorwalker.knowledge.loading.file_reader import read_file
from tests.cli.conftest import Run
from tests.knowledge.base import write
from tests.knowledge.whole import SERVICES, write_whole

pytestmark = pytest.mark.slow

STARTER = Path(__file__).parents[2] / "knowledge"
OTHERS = (
    "service:overfald",
    "guide:bestil-tid",
    "contact:borgerservice",
    "contact:omstilling",
    "contact:politiet",
)
"""What has to be checked again some day, beside the first two services."""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return write_whole(tmp_path / "knowledge")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_names_path_line_column_severity_code_and_advice(run: Run, knowledge: Path) -> None:
    write(knowledge, x="services:\n  y: {name: Y, guide: [bestil-tid]}\n")
    done = run("check")
    assert done.returncode == 1
    assert (
        f"{knowledge / 'x.yaml'}:2:16: error[unknown-key]: There is no field `guide` here. "
        "Did you mean `guides`?"
    ) in done.stdout
    assert "error" in done.stderr


def test_check_as_json_is_one_object_a_line(run: Run, knowledge: Path) -> None:
    write(knowledge, x="terms: {Y: {name: Ø, explanation: E}}\n")
    done = run("check", "--json")
    [line] = [json.loads(line) for line in done.stdout.splitlines() if "x.yaml" in line]
    assert list(line) == ["path", "line", "column", "severity", "code", "message", "hint"]
    assert (line["line"], line["column"], line["code"]) == (1, 9, "bad-slug")
    assert line["severity"] == "error"


def test_days_that_only_seem_holidays_are_told_once_and_fail_nothing(
    run: Run, knowledge: Path
) -> None:
    done = run("check")
    notes = [line for line in done.stderr.splitlines() if "5 June" in line]
    assert len(notes) == 1
    assert "contact:borgerservice" in notes[0]
    assert "24 December" not in notes[0]  # the house closes then
    assert "5 June" not in done.stdout
    house = knowledge / "house.yaml"
    closed = house.read_text("utf-8")
    text = "".join(line for line in closed.splitlines(True) if "closures" not in line)
    house.write_text(text, encoding="utf-8")
    (note,) = [line for line in run("check").stderr.splitlines() if "24 December" in line]
    assert "contact:borgerservice" in note
    for path in knowledge.glob("*.yaml"):
        text = path.read_text("utf-8").replace("PH off", "PH off; Jun 05,Dec 24 off")
        path.write_text(text, encoding="utf-8")
    assert "5 June" not in run("check").stderr


def test_check_speaks_danish(run: Run, knowledge: Path) -> None:
    write(knowledge, x="terms: {y: {name: Y}}\n")
    assert "Feltet `explanation` mangler." in run("check", lang="da").stdout


def next_year() -> str:
    return f'"{date.today().year + 1}"'  # noqa: DTZ011 - the command's own clock


def test_warnings_fail_only_when_strict(run: Run, knowledge: Path) -> None:
    run("assure", "service:pas", "service:sundhedskort", *OTHERS)
    (knowledge / "notices.yaml").unlink()
    rates = knowledge / "more.yaml"
    rates.write_text(rates.read_text("utf-8").replace('"2027"', next_year()), encoding="utf-8")
    assert run("check", "--strict").returncode == 0
    lines = "contact_points: {x: {name: X, description: D}}\n"
    write(knowledge, x=lines)
    done = run("check")
    assert done.returncode == 0
    assert "warning[unreferenced]" in done.stdout
    assert run("check", "--strict").returncode == 1


def test_the_lexicon_of_the_folder_is_checked_too(run: Run, knowledge: Path) -> None:
    write(knowledge, lexicon="lexicon:\n  krykker: hjælpemidler\n")
    done = run("check")
    assert done.returncode == 1
    assert f"{knowledge / 'lexicon.yaml'}:2:3: error[lexicon-targets]" in done.stdout


def test_another_folder_can_be_checked(run: Run, tmp_path: Path) -> None:
    other = write(tmp_path / "other", x="services: [")
    done = run("check", str(other))
    assert f"{other / 'x.yaml'}:2:1: error[yaml]" in done.stdout


def test_fix_mends_says_what_and_leaves_the_rest(run: Run, knowledge: Path) -> None:
    text = SERVICES.replace("[rejsepas, fornye pas]", "[rejsepas, PAS, fornye pas]  # ord ")
    (knowledge / "services.yaml").write_text("\ufeff" + text, encoding="utf-8", newline="")
    before = contents(knowledge)
    done = run("check", "--fix")
    assert f"{knowledge / 'services.yaml'}:5:26: fixed[keyword-is-name]" in done.stdout
    assert "warning[keyword-is-name]" not in done.stdout
    expected = SERVICES.replace("[rejsepas, fornye pas]", "[rejsepas, fornye pas]  # ord")
    assert contents(knowledge) == {
        **before,
        "services.yaml": ("\ufeff" + expected).encode(),
    }
    again = run("check", "--fix", "--json")
    assert '"severity":"fixed"' not in again.stdout


def test_fix_as_json_is_the_same_object(run: Run, knowledge: Path) -> None:
    write(knowledge, x="terms:\n\ty:\n\t\tname: Y\n\t\texplanation: E\n")
    first = json.loads(run("check", "--fix", "--json").stdout.splitlines()[0])
    assert list(first) == ["path", "line", "column", "severity", "code", "message", "hint"]
    assert (first["severity"], first["code"], first["line"]) == ("fixed", "tab", 2)


def test_schema_prints_the_file_that_ships(run: Run) -> None:
    assert run("schema", lang="da").stdout == (STARTER / "knowledge.schema.json").read_text("utf-8")


def test_new_writes_an_entry_to_fill_in_and_says_where(run: Run, knowledge: Path) -> None:
    before = contents(knowledge)
    done = run("new", "guide", "laan-et-telt")
    path, _, line = done.stdout.strip().rpartition(":")
    assert Path(path) == knowledge / "guides.yaml"
    text = Path(path).read_text("utf-8")
    assert text.splitlines()[int(line) - 1] == "  laan-et-telt:"
    assert text.encode().startswith(before["guides.yaml"])
    assert contents(knowledge) == {**before, "guides.yaml": text.encode()}
    assert "empty-field" in run("check").stdout


def test_new_makes_the_file_that_is_named_and_points_it_to_the_schema(
    run: Run, knowledge: Path
) -> None:
    run("new", "term", "telt", "--file", "fritid/ord.yaml")
    text = (knowledge / "fritid" / "ord.yaml").read_text("utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../knowledge.schema.json\nterms:\n  telt:\n"
    )


def test_new_chooses_a_file_of_its_own_where_several_hold_such_entries(
    run: Run, knowledge: Path
) -> None:
    write(knowledge, fritid="services: {x: {name: X, description: D, guides: [bestil-tid]}}\n")
    (knowledge / "services.yaml").rename(knowledge / "by.yaml")
    assert run("new", "service", "telt").stdout.strip() == f"{knowledge / 'services.yaml'}:3"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("service", "Lån af Telt!"), "laan-af-telt"),
        (("service", "!!!"), "a-z"),
        (("service", "pas"), "services.yaml"),
        (("ydelse", "telt"), "service"),
        (("service", "telt", "--file", "../ude.yaml"), "ude.yaml"),
        (("service", "telt", "--file", "x.txt"), "x.txt"),
    ],
)
def test_new_refuses_in_one_line_and_writes_nothing(
    run: Run, knowledge: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(knowledge)
    done = run("new", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
    assert contents(knowledge) == before
    assert not (knowledge.parent / "ude.yaml").exists()


def test_assure_sets_the_date_and_the_role_and_no_other_byte(run: Run, knowledge: Path) -> None:
    before = contents(knowledge)
    done = run("assure", "service:pas", "contact:borgerservice", "--by", "Vagten")
    assert done.returncode == 0
    after = contents(knowledge)
    assert {name for name in after if after[name] != before[name]} == {
        "services.yaml",
        "contacts.yaml",
    }
    for name, ref in (("services.yaml", "pas"), ("contacts.yaml", "borgerservice")):
        old, new = before[name].splitlines(keepends=True), after[name].splitlines(keepends=True)
        changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
        assert len(changed) == 2
        content = read_file(after[name])
        record = {**content.services, **content.contact_points}[ref]
        assert record.assurer == "Vagten"
        assert record.assured_date is not None
        assert (date.today() - record.assured_date).days <= 1  # noqa: DTZ011 - whoever runs it


@pytest.mark.parametrize(
    ("ref", "code", "said"),
    [
        ("service:pass", 1, "service:pas"),
        ("term:fuldmagt", 2, "guides"),
        ("pas", 2, "KIND:ID"),
    ],
)
def test_assure_writes_nothing_unless_it_can_write_all(
    run: Run, knowledge: Path, ref: str, code: int, said: str
) -> None:
    before = contents(knowledge)
    done = run("assure", "service:pas", ref)
    assert done.returncode == code
    assert said in done.stderr.splitlines()[-1]
    assert contents(knowledge) == before


def test_stale_lists_what_is_due_by_assurer_the_longest_overdue_first(
    run: Run, knowledge: Path
) -> None:
    text = SERVICES.replace(
        "2026-10-01\n    assurer: Leder af", "2020-01-01\n    assurer: Leder af"
    )
    text = text.replace("    assured_date: 2026-10-01\n    translations", "    translations")
    (knowledge / "services.yaml").write_text(text, encoding="utf-8")
    run("assure", *OTHERS)
    lines = run("stale").stdout.splitlines()
    assert lines[0] == "Leder af Borgerservice"
    assert lines[1].split() == ["due", "since", "2020-06-29", "service:pas", "Pas"]
    assert lines[2:] == ["1 entry is not checked by us yet.", "  1  nobody keeps them"]
    first = json.loads(run("stale", "--json").stdout.splitlines()[-1])
    assert first == {
        "ref": "service:pas",
        "name": "Pas",
        "assurer": "Leder af Borgerservice",
        "assured_date": "2020-01-01",
        "due": "2020-06-29",
        "owner": "",
        "owner_id": "",
    }
    soon = run("stale", "--within", "61", "--json").stdout
    assert "contact:borgerservice" in soon


CHANGING = """
services:
  sygepleje:
    name: Sygepleje
    description: D
    contact_points: [omstilling]
    owner: omstilling
    changes: [{from: {DAY}, note: Regionen overtager.}]
"""


def test_stale_names_what_changes_next(run: Run, knowledge: Path) -> None:
    day = date.today() + timedelta(days=59)  # noqa: DTZ011 - the commands' own clock
    text = CHANGING.replace("{DAY}", day.isoformat())
    (knowledge / "changing.yaml").write_text(text, encoding="utf-8")
    lines = run("stale").stdout.splitlines()
    assert lines[-2:] == [
        "What changes:",
        f"  {day}  service:sygepleje  Sygepleje: Regionen overtager.",
    ]
    assert "  1  Omstillingen" in lines
    told = json.loads(run("stale", "--json").stdout.splitlines()[-1])
    assert (told["ref"], told["changes"]) == ("service:sygepleje", day.isoformat())


def test_stale_says_so_when_nothing_is_due(run: Run) -> None:
    run("assure", "service:pas", "service:sundhedskort", *OTHERS)
    done = run("stale")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("\n") == 1


def test_gaps_come_from_the_log_most_visitors_first(run: Run) -> None:
    for query in ("min hest er væk", "hesten væk"):
        arguments = ("--outcome", "unmet", "--unmet-reason", "no_such_service", "--query", query)
        assert run("log", "add", *arguments).returncode == 0
    run("log", "add", "service:sundhedskort", "--outcome", "unmet", "--unmet-reason", "closed")
    run("feedback", "add", "service:pas", "--kind", "wrong", "--comment", "Forkert pris")
    gaps = [json.loads(line) for line in run("gaps", "--json").stdout.splitlines()]
    assert [gap["kind"] for gap in gaps][:3] == ["unanswered", "closed", "feedback"]
    assert (gaps[0]["visitors"], sorted(gaps[0]["words"])) == (2, ["hesten væk", "min hest er væk"])
    assert gaps[1]["ref"] == "contact:borgerservice"
    assert gaps[2]["words"] == ["Forkert pris"]
    assert "hest" in run("gaps").stdout.splitlines()[0]


def test_gaps_of_an_empty_log_are_none(run: Run) -> None:
    done = run("gaps")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("\n") == 1


def test_the_schema_is_valid_json_for_whoever_reads_it(run: Run) -> None:
    assert "$defs" in msgspec.json.decode(run("schema").stdout)


@pytest.mark.parametrize("mode", [(), ("--json",), ("--strict",), ("--fix",)])
def test_a_folder_without_knowledge_is_no_sound_one(
    run: Run, tmp_path: Path, mode: tuple[str, ...]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "noter.txt").touch()
    for name, said in (("empty", "holds no knowledge files"), ("none", "does not exist")):
        done = run("check", str(tmp_path / name), *mode)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_lexicon_that_cannot_be_read_is_named(run: Run, knowledge: Path) -> None:
    (knowledge / "lexicon.yaml").unlink(missing_ok=True)
    (knowledge / "lexicon.yaml").symlink_to("/etc/passwd")
    done = run("check")
    assert done.returncode == 1
    assert "lexicon.yaml:1:1: error[link-outside]" in done.stdout
    assert run("search", "pas").returncode == 0
