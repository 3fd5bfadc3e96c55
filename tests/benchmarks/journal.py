"""What the journal costs: `python -m tests.benchmarks.journal [ENCOUNTERS …]`.

For logs of 0, 100,000 and 1,000,000 encounters: the time until an insert is acknowledged, beside a
bare SQLite insert with the same durability in the same run, and the time to open the log's view.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from floorwalker.journal.encounter import Encounter, Revision, iso_week, new_id, timestamp
from floorwalker.journal.rows import revision_row
from floorwalker.journal.store import Journal

SIZES: Final = (0, 100_000, 1_000_000)
SAMPLES: Final = 200
_START: Final = datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


def encounters(count: int) -> Iterator[Encounter]:
    """Invented encounters, one a minute."""
    for number in range(count):
        moment = _START + timedelta(minutes=number)
        yield Encounter(
            encounter_id=new_id(moment),
            desk="desk",
            started_at=timestamp(moment),
            week=iso_week(moment.date()),
            ref=f"service:s{number % 170}",
            name=f"Ydelse {number % 170}",
            theme="Tema",
            outcome="answered",
        )


def fill(path: Path, count: int) -> None:
    """A log of `count` encounters, put there in one go: only its size matters here."""
    Journal.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        rows = (revision_row(Revision(encounter=each)) for each in encounters(count))
        first = next(rows, None)
        if first is None:
            return
        places = ", ".join(f":{name}" for name in first)
        statement = f"INSERT INTO encounters ({', '.join(first)}) VALUES ({places})"
        connection.execute(statement, first)
        connection.executemany(statement, rows)
        connection.commit()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def bare(path: Path) -> list[float]:
    """Milliseconds of each insert into a table of one text, as durable as the journal's."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("CREATE TABLE bare (text TEXT) STRICT")
        insert = "INSERT INTO bare VALUES (?)"
        return [timed(lambda: connection.execute(insert, ("x" * 200,))) for _ in range(SAMPLES)]


def said(label: str, figures: list[float]) -> str:
    """Median and 95th percentile."""
    return f"  {label:<32}{median(figures):>9.2f}{quantiles(figures, n=20)[-1]:>9.2f}"


def main() -> None:
    """Print a block of figures for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    template = next(encounters(1))
    for size in sizes:
        with TemporaryDirectory() as name:
            path = Path(name) / "encounters.db"
            fill(path, size)
            with Journal.open(path) as journal:
                inserts = [
                    timed(
                        lambda: journal.encounters.record(replace(template, encounter_id=new_id()))
                    )
                    for _ in range(SAMPLES)
                ]
                view = [timed(lambda: journal.days.newest(limit=50)) for _ in range(20)]
                count = [timed(lambda: journal.days.count(_START.date())) for _ in range(20)]
            print(f"{size:,} encounters, {path.stat().st_size // 1024 // 1024} MB")
            print(f"  {'milliseconds':<32}{'median':>9}{'p95':>9}")
            print(said("acknowledged insert", inserts))
            print(said("bare SQLite insert", bare(Path(name) / "bare.db")))
            print(said("log view, newest 50", view))
            print(said("count of a day", count))


if __name__ == "__main__":
    main()
