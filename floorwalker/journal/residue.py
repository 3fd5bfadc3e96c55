"""What a deletion leaves behind in the file, until the file is rewritten.

Moving rows between pages leaves pieces of them, so a file from which anything was deleted is
rewritten; one that cannot be just now remembers that it is to be.
"""

import sqlite3
from typing import Final

from floorwalker.journal import faults
from floorwalker.journal.database import Connection

_RESIDUE: Final = 1
"""What the file's `user_version` is from a deletion until the file is rewritten; 0 otherwise."""


def note_residue(connection: Connection) -> None:
    """Remember, in the transaction that deletes, that the file is to be rewritten."""
    connection.execute(f"PRAGMA user_version={_RESIDUE}")


def has_residue(connection: Connection) -> bool:
    """Whether something was deleted since the file was rewritten last."""
    return connection.number("PRAGMA user_version") == _RESIDUE


def compact(connection: Connection) -> bool:
    """Rewrite the file; not now if another process uses it or the disk has no room for it."""
    connection.require_in_place()
    with faults.explained(connection.path):
        try:
            connection.patiently(lambda: connection.db.execute("VACUUM"))
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_FULL")):
                raise
            return False
    with connection.writing():
        connection.execute("PRAGMA user_version=0")
    return True
