"""Through the knowledge format and back, as files on disk, and what of it survives."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from floorwalker.exchange.fields import one_line
from floorwalker.exchange.hsds_export import Hsds
from floorwalker.exchange.hsds_import import Known, import_services
from floorwalker.exchange.hsds_input import read_source
from floorwalker.exchange.omissions import Omission
from floorwalker.exchange.yaml_writing import file_text
from floorwalker.knowledge.loading.loader import Loaded, load

ALONE = Known(municipality=None, ids={})
SINGULAR = {"addresses": "address", "accessibility": "accessibility"}


def come_in(source: Path, folder: Path) -> tuple[Loaded, tuple[Omission, ...]]:
    """The source as a knowledge base of its own, with the directory's ids."""
    imported = import_services(read_source(source).services, ALONE, keep_ids=True)
    folder.mkdir()
    (folder / "all.yaml").write_text(file_text(imported.content, "A test"), encoding="utf-8")
    return load(folder), imported.omissions


def go_out(loaded: Loaded) -> dict[str, object]:
    """The knowledge as a page of HSDS, as its reader has it."""
    page: dict[str, object] = json.loads(json.dumps(Hsds(loaded.knowledge).document()))
    return page


def lost(before: object, after: object, omissions: tuple[Omission, ...]) -> list[str]:
    """Values that neither came back anywhere nor are listed as left out."""
    listed = {omission.field for omission in omissions} - {"service"}
    kept = {text.casefold() for _field, text in leaves(after, "")}
    everything = "\n".join(kept)
    return [
        f"{field}: {text}"
        for field, text in leaves(before, "service")
        if not any(name in listed for name in prefixes(field))
        and text.strip("\"' ").casefold() not in everything
    ]


def prefixes(field: str) -> Iterator[str]:
    """`a.b.c` may be listed as the field it is, or as one of the objects that it is in."""
    steps = field.split("/")
    for kind, key in pairwise(steps):
        yield kind
        yield f"{kind}.{key}"
        singular = SINGULAR.get(kind, kind.removesuffix("s"))
        yield from (singular, f"{singular}.{key}")


def leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every value that is content, with the keys that lead to it; ids are structure."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "id" and not key.endswith("_id"):
                yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif isinstance(value, str):
        for line in value.splitlines():
            yield path, one_line(line)
    elif value is not None and not isinstance(value, bool):
        yield path, f"{value:.15g}"
