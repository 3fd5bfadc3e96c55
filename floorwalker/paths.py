"""The only module that knows where things live.

`FLOORWALKER_DATA`, `FLOORWALKER_CONFIG` and `FLOORWALKER_KNOWLEDGE` relocate single places (the
command line reads them); `FLOORWALKER_CACHE` the cache of parsed knowledge.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import platformdirs

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

_APP = "floorwalker"


class HomelessError(FloorwalkerError):
    """Whoever runs the program has no home folder, and did not say where else things live."""


def data_dir() -> Path:
    """Where `encounters.db`, exports and backups live. Never roaming: SQLite needs a local disk.

    Raises:
        HomelessError: nobody knows where.
    """
    return _in_home(lambda: platformdirs.user_data_path(_APP, appauthor=False, roaming=False))


def config_file() -> Path:
    """The user's `config.yaml`; it need not exist.

    Raises:
        HomelessError: nobody knows where it would be.
    """
    folder = _in_home(lambda: platformdirs.user_config_path(_APP, appauthor=False))
    return folder / "config.yaml"


def cache_dir() -> Path | None:
    """Where parsed knowledge is kept between starts; may be deleted at any time.

    None where there is no place for it: everything works without.
    """
    relocated = os.environ.get("FLOORWALKER_CACHE")
    if relocated:
        return Path(relocated)
    try:
        return _in_home(lambda: platformdirs.user_cache_path(_APP, appauthor=False))
    except HomelessError:
        return None


def _in_home(find: Callable[[], Path]) -> Path:
    """What `find` gives, which must not depend on where the program was started."""
    try:
        found = find()
    except RuntimeError:  # no HOME, and no entry in the password file
        found = Path()
    if not found.is_absolute():
        raise HomelessError(
            _("Your home folder is not known: HOME holds no whole path."),
            _(
                "Set HOME, or say where things lie with --data and --config, or with "
                "FLOORWALKER_DATA and FLOORWALKER_CONFIG."
            ),
        )
    return found


def is_possible_name(name: str) -> bool:
    """Whether something can stand under such a name: neither a NUL nor half a character is in it.

    Bytes that are no text may be, as systems hand them over.
    """
    try:
        return b"\0" not in name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False


def require_possible(path: Path) -> None:
    """Refuse a path that nothing can ever stand at: too long a name, or links in a circle.

    Raises:
        FloorwalkerError: with the reason.
    """
    try:
        path.stat()
    except OSError as error:
        if error.errno in _IMPOSSIBLE:
            raise FloorwalkerError(
                _("{path} cannot be used: {reason}.").format(path=path, reason=os_reason(error)),
                _("Check the path, and that you may read and write there."),
            ) from None


_IMPOSSIBLE: Final = (errno.ENAMETOOLONG, errno.ELOOP)


def own_knowledge_dir(data: Path) -> Path:
    """The municipality's own knowledge, begun by `init`."""
    return data / "knowledge"


def starter_knowledge_dir() -> Path:
    """The starter knowledge: inside the installed package, or at the top of a source checkout."""
    installed = Path(__file__).parent / "starter"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "knowledge"


def database(data: Path) -> Path:
    """The journal's file."""
    return data / "encounters.db"


def exports_dir(data: Path) -> Path:
    """Where weekly files go unless the user says otherwise."""
    return data / "exports"


def chosen_exports_dir(chosen: str, data: Path) -> Path:
    """The folder `chosen` for weekly files; where none was, the one in the data folder."""
    return Path(chosen).expanduser() if chosen else exports_dir(data)


def slips_dir(data: Path) -> Path:
    """Where slips lie for the browser to show, for a day."""
    return data / "slips"


def backups_dir(data: Path) -> Path:
    """Where backups of the journal go unless the user says otherwise."""
    return data / "backups"


def real_path(path: Path) -> Path:
    """Where the links lead; links in a circle stay as they are."""
    return Path(os.path.realpath(path))
