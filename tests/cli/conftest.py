"""The command line as a user runs it: a process of its own, its bytes and its exit code."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WRONG_DOOR = """
services:
  straffeattest:
    name: Straffeattest
    description: Politiet udsteder straffeattester.
    keywords: [ren attest]
    theme: Attester
    competent_authority: Politiet
    contact_points: [politiet]
    cost: Gratis
  krise:
    name: Krisecenter
    description: Et sikkert sted at være.
    theme: Akut
    kle: "27"
    sensitive: true
    contact_points: [omstilling]

contact_points:
  politiet:
    name: Politiet
    description: Ikke akut.
    telephone: +45 114
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A small knowledge base with a wrong door and a sensitive entry."""
    return write(tmp_path / "knowledge", h=MUNICIPALITY, c=CONTACTS, s=SERVICES, w=WRONG_DOOR)


@pytest.fixture
def run(tmp_path: Path, knowledge: Path) -> Run:
    """Run one command line; `stdin` is what it reads, `lang` the interface language."""

    def run_(
        *arguments: str, stdin: str = "", lang: str = "en", knowledge: Path = knowledge
    ) -> "subprocess.CompletedProcess[str]":
        environment = {
            **os.environ,
            "FLOORWALKER_KNOWLEDGE": str(knowledge),
            "FLOORWALKER_DATA": str(tmp_path / "data"),
            "FLOORWALKER_LANG": lang,
        }
        return subprocess.run(
            [sys.executable, "-m", "floorwalker", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=60,
            check=False,
        )

    return run_


@pytest.fixture
def run_here(
    tmp_path: Path,
    knowledge: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str]]:
    """Run one command line in this process, in `tmp_path`: its exit code and all that it said."""
    from floorwalker.cli.main import run as run_command

    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.yaml").write_text("desk: Skranke 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "FLOORWALKER_KNOWLEDGE": knowledge,
        "FLOORWALKER_DATA": tmp_path / "data",
        "FLOORWALKER_CONFIG": tmp_path / "config" / "config.yaml",
        "FLOORWALKER_CACHE": tmp_path / "cache",
        "FLOORWALKER_LANG": "en",
        "XDG_STATE_HOME": tmp_path / "state",
    }.items():
        monkeypatch.setenv(name, str(value))

    def run_(*arguments: str) -> tuple[int, str]:
        code = run_command(arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run_
