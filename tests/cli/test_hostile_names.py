"""Names that nobody means, for every command that takes a path: a sentence, never a crash."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX names")

NAMES = (
    "two\nlines",
    "\x1b[31mred\x07",
    "lone-\udc80",
    "half-\ud800",
    "nul-\x00",
    "-leading",
    "trailing. ",
    "n" * 255,
    "n" * 256,
    "..",
    ".",
    "",
    "loop",
    "/dev/full",
    "/dev/null",
    "no/such/folder/file",
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("backup", "--", "NAME"),
    ("backup", "--force", "--", "NAME"),
    ("restore", "--", "NAME"),
    ("restore", "--replace", "--", "NAME"),
    ("check", "--", "NAME"),
    ("check", "--fix", "--", "NAME"),
    ("init", "--", "NAME"),
    ("export", "--week", "2026-W47", "--to", "NAME"),
    ("merge", "--to", "NAME", "data/exports"),
    ("merge", "--to", "merged.csv", "--force", "--", "NAME"),
    ("report", "--week", "2026-W47", "--html", "NAME"),
    ("report", "--week", "2026-W47", "--html", "NAME.html", "--force"),
    ("show", "--", "NAME"),
    ("search", "--", "NAME"),
    ("new", "service", "--file", "NAME", "telt"),
    ("new", "service", "--", "NAME"),
    ("assure", "--", "NAME"),
    ("import", "hsds", "--to", "NAME", "missing.json"),
    ("import", "hsds", "--to", "imported", "--", "NAME"),
    ("export-knowledge", "--format", "hsds", "--to", "NAME"),
    ("log", "void", "--reason", "x", "--", "NAME"),
    ("log", "purge-text", "--", "NAME"),
    ("followups", "close", "--", "NAME"),
    ("feedback", "close", "--", "NAME"),
    ("--data", "NAME", "log", "add", "--outcome", "answered"),
    ("--data", "NAME", "doctor"),
    ("--config", "NAME", "search", "pas"),
    ("--knowledge", "NAME", "search", "pas"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_name_that_nobody_means_is_answered_in_a_sentence(
    run_here: Callable[..., tuple[int, str]], tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    run_here("export", "--week", "2026-W47")
    for name in NAMES:
        code, said = run_here(*(part.replace("NAME", name) for part in command))
        assert code in (0, 1, 2), (name, said)
        assert "Traceback" not in said, name
        assert code != 2 or said.strip(), name
        assert "\x1b" not in said, name
