"""Every command that writes: what is there stays, and no path is made that was not there."""

from collections.abc import Callable
from pathlib import Path

import pytest

RunHere = Callable[..., tuple[int, str]]

WEEK = ("--week", "2026-W47")
FILES: dict[str, tuple[str, ...]] = {
    "backup": ("backup", "PLACE.db"),
    "merge": ("merge", "weeks", "--to", "PLACE.csv"),
    "report": ("report", *WEEK, "--html", "PLACE.html"),
    "import": ("import", "hsds", "source.json", "--to", "PLACE.yaml"),
    "hsds": ("export-knowledge", "--format", "hsds", "--to", "PLACE.json"),
    "cpsv": ("export-knowledge", "--format", "cpsv-ap", "--to", "PLACE.json"),
    "xlsx": ("export-knowledge", "--format", "xlsx", "--to", "PLACE.xlsx"),
}
FOLDERS: dict[str, tuple[str, ...]] = {
    "export": ("export", *WEEK, "--to", "PLACE"),
    "init": ("init", "PLACE"),
    "new": ("new", "term", "telt", "--file", "PLACE/ord.yaml"),
}


def at(command: tuple[str, ...], place: str) -> tuple[str, ...]:
    return tuple(part.replace("PLACE", place) for part in command)


@pytest.fixture(autouse=True)
def _source(run_here: RunHere) -> None:
    assert run_here("log", "add", "--outcome", "answered", "--at", "2026-11-16T10:00")[0] == 0
    assert run_here("export", *WEEK, "--to", "weeks")[0] == 0
    assert run_here("export-knowledge", "--format", "hsds", "--to", "source.json")[0] == 0


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_there_is_replaced_with_force_alone(
    run_here: RunHere, tmp_path: Path, name: str
) -> None:
    (tmp_path / "out").mkdir()
    command = at(FILES[name], "out/new")
    path = tmp_path / next(part for part in command if part.startswith("out/new"))
    path.write_bytes(b"mine")
    code, said = run_here(*command)
    assert (code, path.read_bytes()) == (2, b"mine")
    assert "exists already; nothing was written" in said
    assert "--force" in said
    assert run_here(*command, "--force")[0] == 0
    assert path.read_bytes() != b"mine"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_the_folders_of_a_path_that_is_not_there_are_not_made(
    run_here: RunHere, tmp_path: Path, name: str
) -> None:
    command = {**FILES, **FOLDERS}[name]
    below = tmp_path / "knowledge" if name == "new" else tmp_path
    code, said = run_here(*at(command, "not/there/new"))
    assert code == 2
    assert "is not there" in said
    assert not (below / "not").exists()


def test_a_folder_with_something_in_it_is_not_filled(run_here: RunHere, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.txt").write_bytes(b"mine")
    assert run_here("init", "own")[0] == 2
    assert [each.name for each in (tmp_path / "own").iterdir()] == ["mine.txt"]


def test_the_file_of_another_is_not_exported_over(run_here: RunHere, tmp_path: Path) -> None:
    (exported,) = (tmp_path / "weeks").glob("*.csv")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / exported.name).write_bytes(b"mine")
    run_here("export", *WEEK, "--to", "out")
    assert (tmp_path / "out" / exported.name).read_bytes() == b"mine"
