"""Counts a week of a million encounters: `python -m tests.benchmarks.week [ENCOUNTERS]`.

Prints how long the report's figures take, beside reading the same encounters one by one, and how
much memory they need on top; 1 where that is more than `LIMIT_MB`.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from floorwalker.journal.encounter import Revision, iso_week
from floorwalker.journal.rows import revision_row
from floorwalker.journal.store import Journal
from floorwalker.week.figures import summarise, summarise_sums
from tests.benchmarks.export import peak_mb, year

MONDAY: Final = date(2026, 6, 8)
SUNDAY: Final = MONDAY + timedelta(days=6)
LIMIT_MB: Final = 150


def fill(path: Path, encounters: int) -> None:
    """A log with so many encounters, all of them in one week."""
    start = datetime(2026, 6, 8, 8, tzinfo=UTC)
    with Journal.open(path) as journal, journal._connection.writing():
        for number, one in enumerate(year(encounters)):
            moment = start + timedelta(seconds=number * 5 * 86_400 // encounters)
            text = moment.isoformat(timespec="seconds")
            row = revision_row(
                Revision(encounter=replace(one, started_at=text, week=iso_week(moment.date())))
            )
            places = ", ".join(f":{name}" for name in row)
            journal._connection.db.conn.execute(
                f"INSERT INTO encounters ({', '.join(row)}) VALUES ({places})", row
            )


def measure(path: Path, way: str) -> None:
    """Print what one way costs in this process."""
    before, began = peak_mb(), time.perf_counter()
    with Journal.open(path, read_only=True) as journal:
        if way == "sums":
            week = summarise_sums("2026-W24", journal.days.sums(MONDAY, SUNDAY, SUNDAY))
        else:
            week = summarise("2026-W24", journal.days.between(MONDAY, SUNDAY), today=SUNDAY)
    seconds = time.perf_counter() - began
    print(json.dumps({"visits": week.visits, "seconds": seconds, "mb": peak_mb() - before}))


def main() -> int:
    """Measure each way in a process of its own."""
    if len(sys.argv) == 3:
        measure(Path(sys.argv[1]), sys.argv[2])
        return 0
    encounters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    failed = False
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "encounters.db"
        fill(path, encounters)
        for way in ("sums", "one-by-one"):
            command = [sys.executable, "-m", "tests.benchmarks.week", str(path), way]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            found = json.loads(done.stdout)
            print(f"{way:12}{found['seconds']:8.1f} s  {found['mb']:6.0f} MB more")
            failed |= found["visits"] != encounters
            failed |= way == "sums" and found["mb"] > LIMIT_MB
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
