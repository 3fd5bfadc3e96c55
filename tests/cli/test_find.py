"""`search` and `show`: the contract's JSON, its exit codes, and its one line for every fault."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.knowledge.base import write
from tests.knowledge.test_translation import TOWN

pytestmark = pytest.mark.slow


def test_search_json_is_the_contract(run: Run) -> None:
    done = run("search", "forny", "pas", "--json")
    answer = json.loads(done.stdout)
    assert list(answer) == ["query", "confident", "certainty", "hits"]
    assert answer["query"] == "forny pas"
    assert (answer["confident"], answer["certainty"]) == (True, "sure")
    first = answer["hits"][0]
    assert list(first) == ["ref", "kind", "name", "score", "matched", "competent_authority"]
    assert (first["ref"], first["kind"], first["name"]) == ("service:pas", "service", "Pas")
    assert done.stdout.count("\n") == 1


def test_search_names_the_wrong_door(run: Run) -> None:
    hit = json.loads(run("search", "straffeattest", "--json").stdout)["hits"][0]
    assert (hit["ref"], hit["competent_authority"]) == ("service:straffeattest", "Politiet")
    assert "Politiet" in run("search", "straffeattest").stdout.splitlines()[0]


def test_danish_letters_are_written_as_they_are(run: Run) -> None:
    assert '"query":"børnepås æøå"' in run("search", "børnepås æøå", "--json").stdout


def test_text_output_is_one_line_for_each_hit(run: Run) -> None:
    done = run("search", "pas", "-n", "2")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split() == ["service:pas", "Pas"]


def test_nothing_found_is_exit_1_and_one_line(run: Run) -> None:
    done = run("search", "xqzptl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


def test_search_filters_by_kind(run: Run) -> None:
    hits = json.loads(run("search", "borgerservice", "--kind", "contact", "--json").stdout)["hits"]
    assert {hit["kind"] for hit in hits} == {"contact"}


def test_batch_answers_each_line_in_order_empty_ones_too(run: Run) -> None:
    done = run("search", "--batch", stdin="pas\n\nxqzptl\r\nstraffeattest\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == ["pas", "", "xqzptl", "straffeattest"]
    assert [bool(answer["hits"]) for answer in answers] == [True, False, False, True]
    assert done.returncode == 0


HOSTILE = [
    "a" * 10_000,
    "\x1b[2J\x07\x9b",
    "[red]pas[/x]",
    "[/x]",
    "\u202epas",
    "'; drop table",
    "%",
    "…",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_breaks_the_search_or_reaches_the_terminal(run: Run, query: str) -> None:
    for option in ("--json", "--explain", "-n5"):
        done = run("search", option, "--", query)
        assert done.returncode in {0, 1}
        assert "Traceback" not in done.stderr
        printed = done.stdout + done.stderr
        assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 for c in printed)


def test_show_json_resolves_contact_points_at_a_time(run: Run) -> None:
    shown = json.loads(run("show", "service:pas", "--json", "--at", "2026-11-19T16:00").stdout)
    assert (shown["ref"], shown["kind"], shown["response_days"]) == ("service:pas", "service", 14)
    assert shown["keywords"] == ["rejsepas", "fornye pas"]
    (contact,) = shown["contact_points"]
    assert contact["ref"] == "contact:borgerservice"
    assert contact["open"] is True
    assert contact["open_until"] == "2026-11-19T17:00:00+01:00"


def test_show_json_names_the_fallback_of_a_closed_contact_point(run: Run) -> None:
    shown = json.loads(
        run("show", "contact:borgerservice", "--json", "--at", "2026-11-20T12:30").stdout
    )
    assert shown["open"] is False
    assert shown["opens_next"] == "2026-11-23T10:00:00+01:00"
    assert shown["fallback"] == "contact:omstilling"


def test_unknown_hours_are_null(run: Run) -> None:
    shown = json.loads(run("show", "contact:politiet", "--json").stdout)
    assert shown["open"] is None


def test_hours_by_appointment_are_unknown_and_say_so(run: Run, knowledge: Path) -> None:
    contact = """
    contact_points:
      raadgiver:
        name: Rådgiver
        description: Taler med alle.
        opening_hours: 'Mo-Fr 10:00-14:00 open; Sa "efter aftale"'
    """
    write(knowledge, raadgiver=contact)
    shown = json.loads(
        run("show", "contact:raadgiver", "--json", "--at", "2026-11-21T03:00").stdout
    )
    assert (shown["open"], shown["open_until"]) == (None, None)
    assert shown["opens_next"] == "2026-11-23T10:00:00+01:00"
    assert shown["hours_comment"] == "efter aftale"
    said = run("show", "contact:raadgiver", "--at", "2026-11-21T03:00").stdout
    assert "Rådgiver  Opening hours not known: efter aftale" in said


def test_show_text_names_wrong_door_first(run: Run) -> None:
    lines = run("show", "service:straffeattest").stdout.splitlines()
    assert lines[1] == "Not here: Politiet decides this."


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "service:pass"), 1, "service:pas"),
        (("show", "pas"), 2, "KIND:ID"),
        (("show", "service:pas", "--at", "i morgen"), 2, "2026-11-16T10:10"),
        (("search",), 2, "WORDS"),
        (("search", "pas", "-n", "0"), 2, "floorwalker search --help"),
        (("search", "pas", "--kind", "servise"), 2, "service"),
        (("serch", "pas"), 2, "search"),
        (("--lang", "sv", "search", "pas"), 2, "da"),
        (("--config", "nowhere.yaml", "search", "pas"), 2, "nowhere.yaml"),
        ((), 2, "search"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_broken_knowledge_is_searched_as_far_as_it_is_sound(run: Run, knowledge: Path) -> None:
    (knowledge / "x.yaml").write_text("services: [", encoding="utf-8")
    done = run("search", "pas", "--json")
    assert json.loads(done.stdout)["hits"][0]["ref"] == "service:pas"
    assert "has faults; the rest is in use. See: floorwalker check" in done.stderr


def test_a_missing_or_empty_folder_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("missing", "empty"):
        done = run("search", "pas", knowledge=tmp_path / name)
        assert done.returncode == 2
        assert name in done.stderr
        assert done.stderr.count("\n") == 1


def test_terminal_escapes_in_knowledge_are_never_printed(run: Run, knowledge: Path) -> None:
    text = (
        'services:\n  ond:\n    name: "Ond\\e[2J\\u009b"\n    description: "\\a"\n    guides: []\n'
    )
    (knowledge / "x.yaml").write_text(text, encoding="utf-8")
    for arguments in (
        ("search", "ond"),
        ("search", "ond", "--json"),
        ("show", "service:ond"),
        ("check",),
    ):
        done = run(*arguments)
        assert not any(c in done.stdout + done.stderr for c in "\x1b\x07\x9b")


def test_in_english_text_is_english_and_json_is_the_record(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "k", a=TOWN)
    assert run("show", "service:pas", knowledge=folder).stdout.startswith("Passport")
    assert run("show", "service:pas", knowledge=folder, lang="da").stdout.startswith("Pas ")
    assert (
        json.loads(run("show", "service:pas", "--json", knowledge=folder).stdout)["name"] == "Pas"
    )
    assert "Passport" in run("search", "pas", knowledge=folder).stdout
    assert "Passport" not in run("search", "pas", knowledge=folder, lang="da").stdout


def test_nobody_in_danger_is_told_of_a_wrong_door(run: Run, knowledge: Path) -> None:
    (knowledge / "akut.yaml").write_text(
        "services:\n  overfald:\n    name: Overfald\n    description: Slået.\n"
        "    competent_authority: Politiet\n"
        "    urgent: true\n    contact_points: [politiet]\n"
    )
    assert "Overfald (Politiet hjælper)" in run("search", "overfald", lang="da").stdout
    assert (
        run("show", "service:overfald", lang="da").stdout.splitlines()[1]
        == "Det er Politiet, der hjælper."
    )


def test_choices_stand_on_the_line_of_the_fault(run: Run) -> None:
    said = run("feedback", "add", lang="da").stderr
    assert "Vælg mellem: wrong, missing, unclear. Hjælp: " in said


def test_words_are_not_dropped_in_silence_beside_a_batch(run: Run) -> None:
    done = run("search", "--batch", "pas")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--at", "2026-13-01"], "`2026-13-01` is not a time"),
        (["--at=2026-13-01T11:00"], "`2026-13-01T11:00` is not a time"),
        (["--at", "150385-1234"], "`******-****` is not a time"),
        (["--at", "20 20 30 40"], "`** ** ** **` is not a time"),
    ],
)
def test_a_mistyped_day_is_told_back_and_a_persons_number_is_not(
    run: Run, typed: list[str], told: str
) -> None:
    done = run("show", "service:pas", *typed)
    assert done.returncode == 2
    assert told in done.stderr
