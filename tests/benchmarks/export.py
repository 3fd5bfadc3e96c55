"""Writes a year of encounters to every format, beside pandas: `python -m tests.benchmarks.export`.

Each way runs in a process of its own, from the same journal, and tells its time and the most memory
that it used. pandas reads the same rows and writes them with `to_csv`; its reading is not counted,
ours is: `reading` is what of our times goes into the journal alone.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from floorwalker.journal.encounter import CHALLENGES, CHANNELS, OUTCOMES, Encounter, Revision
from floorwalker.journal.rows import revision_row
from floorwalker.journal.store import Journal
from floorwalker.paths import database
from tests.week.samples import encounter

FIRST: Final = date(2026, 1, 1)
LAST: Final = date(2026, 12, 31)
OURS: Final = ("csv", "jsonl", "komhen", "parquet", "xlsx")
LIMIT_MB: Final = 300


def year(rows: int, seed: int = 1) -> Iterator[Encounter]:
    """`rows` encounters, evenly over 2026 at the hours of a town hall."""
    random = Random(seed)
    start = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for number in range(rows):
        day, rest = divmod(number * 365, rows)
        moment = start + timedelta(days=day, seconds=rest * 6 * 3600 // rows)
        yield encounter(
            number,
            moment.isoformat(timespec="seconds"),
            duration_s=random.randrange(10, 200),
            channel=random.choice(CHANNELS),
            audience="citizen",
            ref="service:pas",
            name="Pas til voksne",
            theme="Legitimation",
            kle="23",
            contact_ref="contact:borgerservice",
            contact_name="Borgerservice",
            outcome=random.choice(OUTCOMES),
            challenges=tuple(random.sample(CHALLENGES, random.choice((0, 0, 0, 1, 2)))),
            query="forny pas til mit barn" if random.random() < 0.3 else None,
            confident=random.random() < 0.8,
            note="Bad om svar på skrift; kommer igen i morgen" if random.random() < 0.2 else None,
        )


def fill(data: Path, rows: int) -> None:
    """A journal of `rows` encounters, inserted at once: recording one is made to be durable."""
    with Journal.open(database(data)) as journal:
        table = journal._connection.db.table("encounters")
        table.insert_all(
            (revision_row(Revision(encounter=one)) for one in year(rows)), batch_size=1000
        )


def export_ours(data: Path, table_format: str) -> float:
    """Seconds that the command takes, from opening the journal to the manifest."""
    from floorwalker.week.files.export import DueFile, ExportTarget, days, export

    due = DueFile(period=days(FIRST, LAST), format=table_format, reason="asked")
    began = time.perf_counter()
    with Journal.open(database(data), read_only=True) as journal:
        list(export(journal, ExportTarget(folder=data, desk="d"), [due]))
    return time.perf_counter() - began


def read_only(data: Path) -> float:
    """Seconds to read every encounter and do nothing with it."""
    began = time.perf_counter()
    with Journal.open(database(data), read_only=True) as journal:
        for _encounter in journal.days.between(FIRST, LAST):
            pass
    return time.perf_counter() - began


def export_pandas(data: Path) -> float:
    """Seconds that `to_csv` takes once the rows are in a data frame."""
    import sqlite3

    import pandas as pd

    with sqlite3.connect(database(data)) as connection:
        frame = pd.read_sql_query(
            "SELECT * FROM current_encounters ORDER BY started_utc, encounter_id", connection
        )
    began = time.perf_counter()
    frame.to_csv(data / "pandas.csv", sep=";", index=False, encoding="utf-8-sig")
    return time.perf_counter() - began


def measure(data: Path, way: str) -> dict[str, float]:
    """Run one way in a process of its own: seconds, and megabytes at most."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.export", "--data", str(data), "--way", way],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rows_in(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter=";")) - 1


def run_one(data: Path, way: str) -> None:
    """What the process of one way prints."""
    others = {"pandas": export_pandas, "reading": read_only}
    seconds = others[way](data) if way in others else export_ours(data, way)
    print(json.dumps({"seconds": seconds, "mb": peak_mb()}))


def peak_mb() -> float:
    """The most memory this process had, where the system tells it without its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [ln for ln in status.read_text("ascii").splitlines() if ln.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0  # it has no such figure
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> int:
    """Print a table; 1 where a format needs more memory than it may, or loses a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--formats", nargs="*", default=["reading", *OURS, "pandas"])
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        run_one(options.data, options.way)
        return 0
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        fill(data, options.rows)
        failed = False
        print(f"{'':10}{'seconds':>10}{'rows/s':>12}{'MB at most':>12}")
        for way in options.formats:
            found = measure(data, way)
            seconds, peak = found["seconds"], found["mb"]
            print(f"{way:10}{seconds:10.1f}{options.rows / seconds:12,.0f}{peak:12.0f}", flush=True)
            failed |= way != "pandas" and peak > LIMIT_MB
        path = data / f"floorwalker-d-{FIRST}--{LAST}.csv"
        failed |= path.exists() and rows_in(path) != options.rows
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
