"""How fast a knowledge base is read and checked: `python -m tests.benchmarks.knowledge`.

Folders of growing size, and ten thousand records of fifty municipalities in fifty folders, their
ids told apart by a prefix: how long a first load takes, a second one with everything in the cache,
one after a single file has changed, and a check of everything. And ten thousand in three layers
beside one folder that says the same.
"""

import argparse
import itertools
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Final, TypeVar

import msgspec
import yaml
from msgspec.structs import replace

from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.loading.loader import Loaded, load
from floorwalker.knowledge.model.records import ContactPoint, Service
from floorwalker.search.index import Index
from floorwalker.search.lexicon import Lexicon
from tests.benchmarks.generate import knowledge_base

SIZES: Final = ((300, 1), (2_000, 1), (10_000, 1), (10_000, 50))
"""Records, and the municipalities that they belong to."""
RECORDS_PER_FILE: Final = 100
TODAY: Final = date(2026, 11, 22)
_NOW: Final = datetime(2026, 11, 22, 12, tzinfo=UTC).replace(tzinfo=None)

T = TypeVar("T")


def write_folder(folder: Path, records: int, municipalities: int = 1, seed: int = 1) -> Path:
    """A sound knowledge base of so many records, a hundred to a file, a folder a municipality."""
    _write(folder / "municipality.yaml", _house(municipalities))
    for number in range(municipalities):
        prefix = f"k{number:02}-" if municipalities > 1 else ""
        _write_records(folder / f"k{number:02}", records // municipalities, prefix, seed + number)
    return folder


def _house(municipalities: int) -> dict[str, object]:
    contact = "k00-c0" if municipalities > 1 else "c0"
    return {"municipality": {"name": "Prøvekøbing", "main_contact": contact}}


def _write_records(folder: Path, records: int, prefix: str, seed: int) -> None:
    knowledge = knowledge_base(records, seed)
    random = Random(seed)
    contacts = [f"{prefix}{id_}" for id_ in knowledge.contact_points]
    services = [_service(s, prefix, contacts, random) for s in knowledge.services.values()]
    points = [_contact(c, prefix) for c in knowledge.contact_points.values()]
    _write_section(folder, "services", services)
    _write_section(folder, "contact_points", points)


def _service(service: Service, prefix: str, contacts: list[str], random: Random) -> Service:
    return replace(
        service,
        id=f"{prefix}{service.id}",
        contact_points=tuple(random.sample(contacts, min(2, len(contacts)))),
        cost="Gratis (2026)",
        processing_time="typisk 10 hverdage",
        response_days=14,
        assured_date=TODAY - timedelta(days=random.randrange(300)),
        assurer="Borgerservice, faglig koordinator",
    )


def _contact(contact: ContactPoint, prefix: str) -> ContactPoint:
    hours = "Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00; PH off"
    return replace(contact, id=f"{prefix}{contact.id}", opening_hours=hours, assured_date=TODAY)


def _write_section(folder: Path, section: str, records: list[Service] | list[ContactPoint]) -> None:
    for first in range(0, len(records), RECORDS_PER_FILE):
        some = records[first : first + RECORDS_PER_FILE]
        mappings = {record.id: _mapping(record) for record in some}
        _write(folder / f"{section}-{first // RECORDS_PER_FILE:03}.yaml", {section: mappings})


def _mapping(record: Service | ContactPoint) -> dict[str, object]:
    mapping: dict[str, object] = msgspec.json.decode(msgspec.json.encode(record))
    del mapping["id"]
    return mapping


def _write(path: Path, content: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(content, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8")


def timed(name: str, work: Callable[[], T]) -> T:
    """Do it, say how long it took, and how much of that this process was at work."""
    begun, worked = time.perf_counter(), time.process_time()
    result = work()
    taken, worked = time.perf_counter() - begun, time.process_time() - worked
    print(f"  {name:<34}{taken * 1000:>9.0f} ms{worked * 1000:>9.0f} ms of work")
    return result


def measure(records: int, municipalities: int) -> None:
    """Print everything about one size."""
    print(f"\n{records} records of {municipalities}")
    with tempfile.TemporaryDirectory() as temporary:
        folder, cache = Path(temporary, "knowledge"), Path(temporary, "cache")
        write_folder(folder, records, municipalities)
        timed("load, no cache", lambda: load(folder))
        load(folder, cache)
        loaded = timed("load, all in the cache", lambda: load(folder, cache))
        changed = folder / "k00" / "services-000.yaml"
        changed.write_text(changed.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
        timed("load, one file changed", lambda: load(folder, cache))
        problems = timed("check, loaded", lambda: check(loaded, _NOW))
        later = _NOW + timedelta(days=1000)
        stale = timed("check, everything stale", lambda: check(loaded, later))
        index = timed("index", lambda: Index.build(loaded.knowledge, lexicon=Lexicon()))
        timed("search", lambda: index.search("rejsepas"))
        print(f"  {len(problems)} problems, {len(stale)} when stale")


LAYERS: Final = ("own", "region", "base")
OVERLAID: Final = 5
"""Of so many records of the base each layer above says something of one."""


def write_layers(root: Path, records: int, seed: int = 1) -> Path:
    """So many records in three layers, two thirds of them in the lowest; the topmost folder."""
    knowledge = knowledge_base(records, seed)
    services = list(knowledge.services.values())
    contacts = [*knowledge.contact_points]
    random = Random(seed)
    lowest = len(services) * 2 // 3
    shares = {
        "base": services[:lowest],
        "region": services[lowest : (lowest + len(services)) // 2],
        "own": services[(lowest + len(services)) // 2 :],
    }
    for name, share in shares.items():
        whole = [_service(service, "", contacts, random) for service in share]
        _write_section(root / name, "services", whole)
    points = [_contact(contact, "") for contact in knowledge.contact_points.values()]
    _write_section(root / "base", "contact_points", points)
    _write(
        root / "base" / "municipality.yaml", {"municipality": {"name": "B", "main_contact": "c0"}}
    )
    for name, below in itertools.pairwise(LAYERS):
        _write(root / name / "municipality.yaml", {"municipality": {"base": f"../{below}"}})
        said = shares["base"][LAYERS.index(name) :: OVERLAID]
        laid_over = {service.id: {"cost": f"Hos os ({name})"} for service in said}
        _write(root / name / "over.yaml", {"services": laid_over})
    return root / "own"


def measure_layers(records: int) -> None:
    """Print how long three layers take beside one folder that says the same."""
    print(f"\n{records} records in three layers")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        folder, cache = write_layers(root, records), root / "cache"
        timed("load, no cache", lambda: load(folder))
        load(folder, cache)
        loaded = timed("load, all in the cache", lambda: load(folder, cache))
        changed = folder / "over.yaml"
        changed.write_text(changed.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
        timed("load, one file changed", lambda: load(folder, cache))
        alone = _alone(root / "alone", loaded)
        assert load(alone).knowledge.services.keys() == loaded.knowledge.services.keys()
        three, one = (_least(partial(load, each)) for each in (folder, alone))
        print(f"  three layers take {three / one:.2f} times as long as one")
        load(alone, cache)
        three, one = (_least(partial(load, each, cache)) for each in (folder, alone))
        print(f"  with all in the cache {three / one:.2f} times as long")


def _alone(folder: Path, loaded: Loaded) -> Path:
    """One folder that says what the layers say together."""
    _write_section(folder, "services", list(loaded.knowledge.services.values()))
    _write_section(folder, "contact_points", list(loaded.knowledge.contact_points.values()))
    _write(folder / "municipality.yaml", {"municipality": {"name": "B", "main_contact": "c0"}})
    return folder


def _least(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds of this process's work."""
    taken = []
    for _time in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("records", nargs="?", type=int, help="instead of the usual sizes")
    asked = options.parse_args()
    for records, municipalities in ((asked.records, 1),) if asked.records else SIZES:
        measure(records, municipalities)
    measure_layers(asked.records or SIZES[-1][0])


if __name__ == "__main__":
    main()
