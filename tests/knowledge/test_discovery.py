"""Which files are read: nothing that looks like knowledge is passed over in silence."""

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest

from floorwalker.cli.knowledge import lexicon_problems
from floorwalker.knowledge.loading.discovery import find_files
from floorwalker.knowledge.loading.loader import load
from tests.knowledge.base import SERVICES, sound

LINKS = pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")


def found(folder: Path) -> list[tuple[str, str]]:
    return [(problem.where, problem.code) for problem in load(folder).problems]


def test_a_file_that_windows_has_renamed_is_named(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "services.yaml").rename(folder / "Services.YAML.txt")
    assert found(folder) == [("Services.YAML.txt:1:1", "not-read")]


def test_notes_and_copies_that_nobody_takes_for_knowledge_are_left_alone(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    for name in ("noter.txt", "services.yaml~", "services.yaml.bak", ".services.yaml.swp"):
        (folder / name).write_text("services: [", encoding="utf-8")
    assert found(folder) == []


def test_a_folder_with_a_file_s_name_is_a_folder(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "pas.yaml").mkdir()
    (folder / "services.yaml").rename(folder / "pas.yaml" / "services.yaml")
    assert found(folder) == []
    assert "pas" in load(folder).knowledge.services


@LINKS
def test_links_that_lead_in_a_circle_or_nowhere_are_named(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")
    (folder / "c.yaml").symlink_to("nothing.yaml")
    (folder / "again").symlink_to(".")
    assert found(folder) == [(f"{name}.yaml:1:1", "unreadable") for name in "abc"]
    reasons = [problem.details["reason"] for problem in load(folder).problems]
    assert reasons == ["the links lead in a circle"] * 2 + ["the link leads to nothing"]


@LINKS
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    folder = sound(tmp_path)
    os.mkfifo(folder / "x.yaml")
    assert found(folder) == [("x.yaml:1:1", "not-read")]


def test_a_folder_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root every folder can be read, so the refusal is played."""
    folder = sound(tmp_path)
    (folder / "lukket").mkdir()
    (folder / "lukket" / "services.yaml").write_text(SERVICES, encoding="utf-8")
    (folder / "services.yaml").unlink()
    scan = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "lukket":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    [problem] = find_files(folder).problems
    assert (problem.where, problem.code) == ("lukket:1:1", "unreadable")
    assert problem.message == "The file cannot be read: you may not read it."


def test_what_is_not_read_is_not_missed_by_others(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "contacts.yaml").rename(folder / "contacts.yaml.txt")
    assert found(folder) == [("contacts.yaml.txt:1:1", "not-read")]


def test_a_lexicon_that_nobody_reads_is_named(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    words = "lexicon:\n  krykker: [hjælpemidler]\n"
    (folder / "lexicon.yaml").write_text(words, encoding="utf-8")
    (folder / "fritid").mkdir()
    shutil.copy(folder / "lexicon.yaml", folder / "fritid")
    assert found(folder) == []
    [problem] = lexicon_problems(folder)
    assert (problem.where, problem.code) == ("fritid/lexicon.yaml:1:1", "lexicon-place")
    assert problem.severity == "warning"
