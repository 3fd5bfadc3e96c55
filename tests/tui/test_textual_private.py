"""Private names of Textual stand in one module, where the next release is looked at."""

import ast
from pathlib import Path

from textual.app import App
from textual.screen import Screen

from floorwalker import tui

FOLDER = Path(tui.__path__[0])
FILES = sorted(path for path in FOLDER.rglob("*.py") if path.name != "textual_private.py")
PRIVATE = {
    name
    for kind in (App, Screen)
    for each in kind.__mro__
    if each.__module__.startswith("textual")
    for name in vars(each)
    if name.startswith("_") and not name.startswith("__")
}


def uses(path: Path) -> list[str]:
    """The private names of Textual that a file imports, reads or replaces."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            names = [*(node.module or "").split("."), *(each.name for each in node.names)]
            found += [name for name in names if name.startswith("_")]
        elif isinstance(node, ast.Attribute) and node.attr in PRIVATE:
            found.append(node.attr)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in PRIVATE:
            found.append(node.name)
    return found


def test_no_other_module_knows_a_private_name_of_textual() -> None:
    assert {path.name: found for path in FILES if (found := uses(path))} == {}


def test_the_check_finds_what_it_looks_for() -> None:
    assert {"_handle_exception", "_styles_cache"} <= {*uses(FOLDER / "textual_private.py")}
