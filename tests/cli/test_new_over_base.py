"""`new` for an entry of the base begins one's own over it, with the base's fields to take over."""

from pathlib import Path

import pytest

from floorwalker.knowledge.loading.loader import load
from tests.cli.conftest import Run
from tests.crash.commands import contents
from tests.knowledge.layers.stacks import stack


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return stack(tmp_path / "stack", "")


def uncommented(text: str) -> str:
    return "\n".join(line.replace("    # ", "    ", 1) for line in text.splitlines()) + "\n"


def test_it_stands_over_the_base_with_its_fields_as_comments(run: Run, own: Path) -> None:
    before, said = contents(own), load(own).knowledge
    done = run("new", "service", "pas", knowledge=own)
    path, _, line = done.stdout.strip().rpartition(":")
    assert Path(path) == own / "services.yaml"
    text = Path(path).read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=knowledge.schema.json\n")
    assert text.splitlines()[int(line) - 1] == "  pas:"
    assert contents(own) == {**before, "services.yaml": text.encode()}
    loaded = load(own)
    assert loaded.knowledge == said
    assert loaded.problems == ()
    assert "service:pas" in loaded.laid.below
    for shown in (
        "# cost: 900 kr.",
        "# keywords: [rejsepas]",
        "#     description: A new passport.",
    ):
        assert shown in text


def test_whoever_takes_all_of_it_over_says_what_the_base_says(run: Run, own: Path) -> None:
    said = load(own).knowledge.services["pas"]
    run("new", "service", "pas", knowledge=own)
    path = own / "services.yaml"
    first, _hint, rest = path.read_text("utf-8").partition("    # Take")
    path.write_text(first + uncommented("    # " + rest.partition("\n")[2][6:]), "utf-8")
    loaded = load(own)
    assert loaded.problems == ()
    assert loaded.knowledge.services["pas"] == said


def test_what_is_invented_is_not_there_to_be_taken_over(run: Run, own: Path) -> None:
    run("new", "contact", "borgerservice", knowledge=own)
    text = (own / "contacts.yaml").read_text("utf-8")
    assert "    # telephone:\n    # opening_hours:\n" in text
    assert "12 34 50 10" not in text
    assert "# description: Pas og kørekort." in text


def test_other_records_of_the_file_stay_as_they_are(run: Run, own: Path) -> None:
    file = own / "mine.yaml"
    file.write_bytes(b"services:  # mine\r\n  telt: {withdrawn: true}\r\n\r\n# end\r\n")
    before = file.read_bytes()
    assert run("new", "service", "vielse", "--file", "mine.yaml", knowledge=own).returncode == 0
    after = file.read_bytes()
    assert after.startswith(before.partition(b"\r\n\r\n# end")[0])
    assert after.endswith(b"# end\r\n")
    assert b"\n" not in after.replace(b"\r\n", b"")
    again = run("new", "service", "vielse", knowledge=own)
    assert (again.returncode, file.read_bytes()) == (2, after)
    assert "mine.yaml" in again.stderr
