"""Draws the layers of the package: `python -m tests.architecture`.

The drawing and the list beside it, in `floorwalker/README.md`, are written from the contract that
import-linter checks and from the first line of each module. A test holds them true.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).parents[1]
FILE: Final = TOP / "floorwalker" / "README.md"
BEGIN: Final = "<!-- layers: written by python -m tests.architecture -->\n"
END: Final = "<!-- /layers -->\n"


def layers() -> list[list[str]]:
    """The names of the modules of each layer, the highest first, as the contract has them."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (contract,) = [each for each in contracts if each["type"] == "layers"]
    return [
        sorted(name.strip() for name in layer.replace("|", ":").split(":"))
        for layer in contract["layers"]
    ]


def sentence(module: str) -> str:
    """The first line of what a module or package says of itself."""
    path = TOP.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0].replace("|", "\\|")


def drawing() -> Iterator[str]:
    """The lines of the drawing: a box a layer, an arrow to what it may use."""
    yield "flowchart TD"
    for number, layer in enumerate(layers()):
        yield f'  subgraph layer{number}[" "]'
        yield from (f"    {module.rpartition('.')[2]}" for module in layer)
        yield "  end"
        if number:
            yield f"  layer{number - 1} --> layer{number}"


def section() -> str:
    """What stands between the two marks."""
    rows = [f"| `{module}` | {sentence(module)} |\n" for layer in layers() for module in layer]
    lines = "".join(f"{line}\n" for line in drawing())
    table = "| module | what it says of itself |\n| --- | --- |\n" + "".join(rows)
    return f"{BEGIN}\n```mermaid\n{lines}```\n\n{table}\n{END}"


def written(text: str) -> str:
    """`text` with the section as it should be."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + section() + after


def main() -> int:
    """Write the section."""
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(written(text), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
