"""What is killed: a desk that writes without end and notes what was acknowledged.

A line in the diary is written before each write (`try`) and after it returned (`kept`).
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from multiprocessing.connection import Connection as PipeEnd
from pathlib import Path

import msgspec
from msgspec import Struct

from floorwalker.errors import JournalError
from floorwalker.journal.database import Connection
from floorwalker.journal.encounter import Encounter
from floorwalker.journal.store import Journal
from tests.journal.world import NOW, amended, encounter_at

BREATH = 0.003
"""Seconds between two encounters, so that the other desk has its turn too."""


class Line(Struct, frozen=True):
    """One line of a diary."""

    word: str
    """`try` or `kept`."""
    deed: str
    """`record`, `amend` or `void`."""
    encounter: Encounter
    """As it was, or is to be, after the deed."""


class Diary:
    """A file that a killed process leaves as it was after its last whole line."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, word: str, deed: str, encounter: Encounter) -> None:
        line = msgspec.json.encode(Line(word, deed, encounter)) + b"\n"
        os.write(self._handle, line)


def write_without_end(path: Path, diary_path: Path) -> None:
    """Record, amend and withdraw until killed."""
    diary = Diary(diary_path)
    with Journal.open(path, timeout=60) as journal:
        for number in count():
            time.sleep(BREATH)
            encounter = encounter_at(NOW + timedelta(seconds=number), note="x" * (number % 500))
            diary.note("try", "record", encounter)
            journal.encounters.record(encounter)
            diary.note("kept", "record", encounter)
            if number % 3 == 0:
                diary.note("try", "amend", encounter)
                changes = {"note": f"rettet {'y' * (number % 400)}"}
                changed = journal.encounters.amend(
                    encounter.encounter_id, partial(amended, changes=changes), NOW
                )
                diary.note("kept", "amend", changed)
            if number % 7 == 0:
                diary.note("try", "void", encounter)
                voided = journal.encounters.void(encounter.encounter_id, "fejl", NOW)
                diary.note("kept", "void", voided.encounter)


class Uncommitted(Connection):
    """The negative control: it acknowledges what is not on disk."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        if not self.db.conn.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")
        yield


def write_and_never_commit(path: Path, diary_path: Path) -> None:
    """Record until killed, through a journal that does not keep its promise."""
    diary = Diary(diary_path)
    opened = Journal.open(path)._connection
    with Journal(Uncommitted(path, opened.db, opened.timeout, None)) as journal:
        for number in count():
            encounter = encounter_at(NOW + timedelta(seconds=number))
            journal.encounters.record(encounter)
            diary.note("kept", "record", encounter)


def start_first(path: Path, ready: Callable[[], object], diary_path: Path) -> None:
    """One of several first starts: open the journal that is not there yet, and use it."""
    ready()
    with Journal.open(path, timeout=60) as journal:
        encounter = encounter_at(NOW)
        journal.encounters.record(encounter)
        Diary(diary_path).note("kept", "record", encounter)


def fill_the_disk(path: Path, room: int, answer: PipeEnd) -> None:
    """Write until the file has grown by `room` bytes; answer what was kept, and what was said."""
    if sys.platform == "win32":
        raise OSError("POSIX only")
    import resource

    kept: list[Encounter] = []
    with Journal.open(path) as journal:
        limit = path.stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for number in count():
            encounter = encounter_at(NOW + timedelta(seconds=number), note="x" * 499)
            try:
                journal.encounters.record(encounter)
            except JournalError as error:
                answer.send((kept, type(error).__name__, str(error)))
                return
            kept.append(encounter)
