"""What the documents for contributors name is there, and is as they say."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests import architecture

TOP = architecture.TOP
DOCUMENTS = ("CONTRIBUTING.md", "SECURITY.md", "README.md", "floorwalker/README.md")
_PATH = re.compile(r"`((?:floorwalker|tests|knowledge|\.ci|\.github)/[^`\s:]*)")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_MODULE = re.compile(r"python -m ((?:tests|floorwalker)[\w.]*)")


def text_of(document: str) -> str:
    return (TOP / document).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document: str) -> None:
    text = text_of(document)
    named = [TOP / path for path in _PATH.findall(text)]
    linked = [(TOP / document).parent / path for path in _LINK.findall(text)]
    assert [str(path) for path in named + linked if not path.exists()] == []


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "floorwalker/README.md"])
def test_the_documents_name_paths(document: str) -> None:
    assert len(_PATH.findall(text_of(document))) > 10


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_run_exists(document: str) -> None:
    named = {name.rstrip(".") for name in _MODULE.findall(text_of(document))}
    assert [name for name in sorted(named) if importlib.util.find_spec(name) is None] == []


def test_the_drawing_of_the_layers_is_that_of_the_contract() -> None:
    text = text_of("floorwalker/README.md")
    assert text == architecture.written(text), "run python -m tests.architecture"


def test_every_module_of_the_package_has_its_layer() -> None:
    package = TOP / "floorwalker"
    found = {f"floorwalker.{path.stem}" for path in package.glob("*.py")}
    found |= {f"floorwalker.{path.parent.name}" for path in package.glob("*/__init__.py")}
    apart = {"floorwalker.__init__", "floorwalker.__main__", "floorwalker.config_schema"}
    listed = {module for layer in architecture.layers() for module in layer}
    assert found - apart - listed == set()


def test_a_path_that_is_gone_would_be_noticed() -> None:
    assert _PATH.findall("see `floorwalker/none.py` and `tests/none/`") == [
        "floorwalker/none.py",
        "tests/none/",
    ]
    assert not Path(TOP, "floorwalker/none.py").exists()
