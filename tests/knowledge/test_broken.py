"""Many ways to break a folder: each is named once, at its place, and nothing else is."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from floorwalker import i18n
from floorwalker.cli.knowledge import lexicon_problems
from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.problems.problem import CODES, Problem
from tests.knowledge.broken import BROKEN, LEXICON, Broken
from tests.knowledge.whole import FILES, write_broken, write_whole

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 12)  # noqa: DTZ001 - local wall-clock time, as the checker takes it
SCHEMA = Path(__file__).parents[2] / "knowledge" / "knowledge.schema.json"

ELSEWHERE = {
    "unreadable",
    "encoding",
    "too-large",
    "no-municipality",
    "not-read",
    "link-outside",
    "lexicon-place",
    "rate-missing",
    "base-changed",
    "base-will-change",
    "base-change-lost",
    "not-in-base",
    "base-nested",
    "empty-over-base",
    "without-required",
    "withdrawn-door",
    "withdrawn-needed",
}
"""Codes of folders that no change of one text makes; other tests name them."""


def problems_of(folder: Path) -> list[Problem]:
    found = [*check(load(folder), NOW), *lexicon_problems(folder)]
    return sorted(found, key=Problem.sort_key)


def test_the_sound_folder_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(write_whole(tmp_path)) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_folder_has_the_one_problem(tmp_path: Path, broken: Broken) -> None:
    folder = write_broken(tmp_path, broken.file, broken.old, broken.new)
    found = [(p.path, f"{p.line}:{p.column}", p.code) for p in problems_of(folder)]
    assert found == [(broken.file, broken.place, broken.code)]


def test_every_code_has_its_broken_folder() -> None:
    assert {broken.code for broken in BROKEN} == set(CODES) - ELSEWHERE
    assert len(BROKEN) > 150
    assert len({broken.name for broken in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_problem_has_a_sentence_and_a_hint_in_the_interface_language(
    tmp_path: Path, language: str
) -> None:
    i18n.use(language)
    for number, broken in enumerate(BROKEN):
        folder = write_broken(tmp_path / str(number), broken.file, broken.old, broken.new)
        for problem in problems_of(folder):
            assert problem.message.endswith(".")
            assert problem.hint.endswith((".", "?", "…"))


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("a singular section", "services"),
        ("a misspelt field of a service", "cost"),
        ("an unknown field of a guide", "steps"),
        ("an unknown audience", "citizen"),
        ("a contact point that is not", "contact:borgerservice"),
        ("a guide that is not", "guide:bestil-tid"),
        ("a fallback that is not", "contact:omstilling"),
        ("a subject of a term that is not", "service:pas"),
        ("a Danish name of a field", "opening_hours"),
        ("a Danish name of a field that must be there", "name"),
        ("a Danish name of a section", "services"),
        ("a hyphen in a section", "contact_points"),
        ("a capital in an id that others name", "borgerservice"),
        ("a contact point among guides", "contact:borgerservice"),
        ("a country for a language", "da"),
        ("a country for the language of a translation", "uk"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(tmp_path: Path, name: str, near: str) -> None:
    broken = next(broken for broken in BROKEN if broken.name == name)
    [problem] = problems_of(write_broken(tmp_path, broken.file, broken.old, broken.new))
    assert problem.hint == f"Did you mean `{near}`?"


def test_a_section_written_twice_hides_nothing_that_others_then_miss(tmp_path: Path) -> None:
    twice = FILES["services.yaml"].replace("services:\n", "services: {}\nservices:\n")
    folder = write_whole(tmp_path)
    (folder / "services.yaml").write_text(twice, encoding="utf-8")
    assert [problem.code for problem in problems_of(folder)] == ["duplicate-key"]


def test_the_schema_accepts_what_is_sound_and_refuses_what_it_can_see(tmp_path: Path) -> None:
    """All files in one run of the validator: it is its start that takes time."""
    sound = write_whole(tmp_path / "sound")
    files = {str(path): False for path in sound.glob("*.yaml") if path.name != LEXICON}
    for number, broken in enumerate(BROKEN):
        if broken.file != LEXICON:
            path = write_broken(tmp_path / str(number), broken.file, broken.old, broken.new)
            files[str(path / broken.file)] = broken.refused
    command = ["check_jsonschema", "--schemafile", str(SCHEMA), "--output-format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", *command, *files],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    report = json.loads(done.stdout)
    refused = {found["filename"] for found in [*report["errors"], *report["parse_errors"]]}
    assert refused == {file for file, is_refused in files.items() if is_refused}


NASTY = (
    *("\t", "&a ", "*a", "!x ", "<<: ", ": ", " #", "- ", "[", "]", "{", "}", "|\n", ">-\n", "'"),
    *('"', "\\", "\n", "\r\n", "\n---\n", "\n...\n", "? ", "%TAG\n", "\x1b", "\x85", "\u2028"),
    *("\ufeff", "\u0301", "null", "~", "true", "2026-02-30", "name", "id: x\n", "\U0001f600"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_a_mutated_folder_is_checked_without_a_traceback_and_with_positions(
    tmp_path: Path, data: st.DataObject
) -> None:
    folder = write_whole(tmp_path)
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(st.sampled_from(NASTY)) + text[end:]
    (folder / name).write_text(text, encoding="utf-8", newline="")
    for problem in problems_of(folder):
        lines = (folder / problem.path).read_text(encoding="utf-8").splitlines()
        assert 1 <= problem.line <= len(lines) + 2
        assert problem.column >= 1
        assert problem.message
        assert "\x1b" not in problem.message + problem.hint
