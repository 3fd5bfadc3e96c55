"""Every option that takes a text, and every other word of a command: no personal data gets in.

The table is the inventory of the command line's doors to the log and to the knowledge base.
"""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

PERSONAL: Final = {
    "a CPR number": "ring til 150385-1234",
    "a telephone number": "ring tolv fireogtredive seksoghalvtreds otteoghalvfjerds",
    "an e-mail address": "skriv til kari snabel-a x punktum dk",
}
ADD: Final = ("log", "add", "--outcome", "unmet")
# The command, up to the option whose text is the door; the last word of a name is the field.
DOORS: Final = {
    "note": (*ADD, "--note"),
    "query": (*ADD, "--query"),
    "promise": (*ADD, "--promise"),
    "amended note": ("log", "amend", "ID", "--note"),
    "amended query": ("log", "amend", "ID", "--query"),
    "amended promise": ("log", "amend", "ID", "--promise"),
    "reason": ("log", "void", "ID", "--reason"),
    "closing note": ("followups", "close", "ID", "--note"),
    "comment": ("feedback", "add", "--kind", "wrong", "--comment"),
}
FIELDS: Final = {
    "note": "The note", "query": "The query", "promise": "The promise", "reason": "The reason",
    "comment": "The comment",
}  # fmt: skip
NEEDLES: Final = ("1503851234", "fireogtredive", "xpunktumdk", "snabel", "karix")


def traces(folder: Path) -> list[str]:
    """What was typed and lies in any file below `folder`, whatever stands in between."""
    data = b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    squeezed = re.sub(r"[\W_]", "", data.decode("utf-8", "replace")).lower()
    return [needle for needle in NEEDLES if needle in squeezed]


def with_id(run: Run, command: tuple[str, ...]) -> tuple[str, ...]:
    """The command, with the id of a promise that is owed for `ID`."""
    if "ID" not in command:
        return command
    owed = run(*ADD, "--promise", "vi skriver", "--follow-up", "2030-01-07").stdout.strip()
    return tuple(owed if word == "ID" else word for word in command)


@pytest.mark.parametrize("door", DOORS)
def test_a_text_with_personal_data_is_refused_at_every_door(
    run: Run, tmp_path: Path, door: str
) -> None:
    command = with_id(run, DOORS[door])
    before = run("log", "list", "--json").stdout
    for kind, text in PERSONAL.items():
        done = run(*command, text)
        assert (done.returncode, done.stdout) == (2, ""), kind
        assert done.stderr.count("\n") == 1
        assert kind in done.stderr
        assert FIELDS[door.rpartition(" ")[2]] in done.stderr
        assert "--mask" in done.stderr
        assert not re.search(r"1234|fireogtredive|kari", done.stderr)
    assert run("log", "list", "--json").stdout == before
    assert traces(tmp_path) == []


@pytest.mark.parametrize("door", DOORS)
def test_masked_it_is_taken_in_at_every_door(run: Run, tmp_path: Path, door: str) -> None:
    command = with_id(run, DOORS[door])
    done = run(*command, "; ".join(PERSONAL.values()), "--mask")
    assert done.returncode == 0, done.stderr
    run("export", "--from", "2026-01-01", "--until", "2099-12-31", "--to", str(tmp_path / "out"))
    assert traces(tmp_path) == []


@pytest.mark.parametrize("lang", ["en", "da"])
def test_the_refusal_names_field_kind_and_way_out_in_both_languages(run: Run, lang: str) -> None:
    said = {
        "en": ("The note", "a CPR number", "or use --mask"),
        "da": ("Noten", "et CPR-nummer", "eller brug --mask"),
    }[lang]
    done = run(*ADD, "--note", PERSONAL["a CPR number"], lang=lang)
    assert done.returncode == 2
    assert all(words in done.stderr for words in said)


def test_a_birthday_in_one_field_and_the_last_four_in_another_are_refused(
    run: Run, tmp_path: Path
) -> None:
    texts = ("--note", "født 120571", "--promise", "sidste fire 2345")
    done = run(*ADD, *texts)
    assert done.returncode == 2
    assert "The promise and the note together" in done.stderr
    assert "2345" not in done.stderr
    assert run(*ADD, *texts, "--mask").returncode == 0
    kept = run("log", "list", "--json").stdout
    assert "120571" not in kept
    assert '"promise":"sidste fire 2345"' not in kept
    assert run(*ADD, "--note", "kom 22-11-2026", "--promise", "1500 kr retur").returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        ("log", "add", "TEXT", "--outcome", "answered"),
        ("log", "add", "service:TEXT", "--outcome", "answered"),
        ("log", "add", "--outcome", "TEXT"),
        (*ADD, "--contact", "TEXT"),
        (*ADD, "--channel", "TEXT"),
        (*ADD, "--unmet-reason", "TEXT"),
        (*ADD, "--challenge", "TEXT"),
        (*ADD, "--visitor-language", "TEXT"),
        (*ADD, "--follow-up", "TEXT"),
        (*ADD, "--at", "TEXT"),
        (*ADD, "--note", "x", "TEXT", "TEXT"),
        ("log", "amend", "TEXT", "--note", "x"),
        ("log", "void", "TEXT", "--reason", "x"),
        ("followups", "TEXT"),
        ("followups", "close", "TEXT"),
        ("feedback", "add", "TEXT", "--kind", "wrong", "--comment", "x"),
        ("feedback", "close", "TEXT"),
        ("show", "TEXT"),
        ("new", "service", "TEXT"),
        ("assure", "TEXT"),
        ("assure", "service:pas", "--by", "TEXT"),
        ("TEXT",),
    ],
    ids=" ".join,
)
def test_a_number_in_the_wrong_place_is_neither_kept_nor_repeated(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*(word.replace("TEXT", "kari 150385-1234") for word in command))
    assert done.returncode != 0
    assert "1234" not in done.stdout + done.stderr
    assert traces(tmp_path) == []


def test_words_that_are_searched_leave_nothing(run: Run, tmp_path: Path) -> None:
    run("search", PERSONAL["a CPR number"])
    run("search", "--batch", "--json", stdin="\n".join(PERSONAL.values()))
    assert traces(tmp_path) == []


def test_a_desk_is_not_named_by_a_number(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    for name in ("Kari 150385-1234", "Skranke 20 20 30 40"):
        config.write_text(f"location: raadhus\ndesk: {name}\n", encoding="utf-8")
        done = run("--config", str(config), *ADD)
        assert done.returncode == 2
        assert f"{config}:2:1" in done.stderr
        assert name not in done.stderr
    config.write_text("desk: Skranke 2\n", encoding="utf-8")
    assert run("--config", str(config), *ADD).returncode == 0


def test_knowledge_that_holds_a_number_fails_its_check(run: Run, knowledge: Path) -> None:
    (knowledge / "x.yaml").write_text(
        "terms:\n  x:\n    name: X\n    explanation: Ring til 150385-1234\n", encoding="utf-8"
    )
    done = run("check")
    assert done.returncode == 1
    assert re.search(r"x\.yaml:4:\d+: error\[personal-data\]", done.stdout)
    assert "1234" not in done.stdout + done.stderr
