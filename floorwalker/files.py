"""How every file is written: whole or not at all, under a secret name first, for its owner alone.

A draft beside the place, which nobody can guess and no link can stand in for, is filled, synced and
then moved. What a killed writer left is swept by the next one in the same folder. Nothing here
follows a link that stands where a file is to be, and no file brings its folder along.
"""

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import IO, Final, Literal

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

Access = Literal["private", "shared"]
"""Who may read: the owner alone, or whoever the umask lets. Nobody but the owner ever writes."""
Reason = Literal[
    "exists",
    "link",
    "folder",
    "device",
    "no-folder",
    "not-a-folder",
    "no-room",
    "read-only",
    "no-permission",
    "long-name",
    "no-name",
    "changed",
    "other",
]

_FILE_MODES: Final[dict[Access, int]] = {"private": 0o600, "shared": 0o644}
_FOLDER_MODES: Final[dict[Access, int]] = {"private": 0o700, "shared": 0o755}
_NEW: Final = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)  # without it Windows would turn line ends into its own
)
_DRAFT: Final = re.compile(r"\.floorwalker-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{16}\.tmp")
_DRIVES: Final = re.compile("/mnt|/Volumes|(/run)?/media(/[^/]+)?")
"""Where systems put the drives that come and go."""
_ABANDONED_AFTER_S: Final = 3600
_PATIENCE_S: Final = 5.0
_MOMENT_S: Final = 0.01
_REASONS: Final[dict[int, Reason]] = {
    errno.ENOSPC: "no-room",
    errno.EDQUOT: "no-room",
    errno.EFBIG: "no-room",
    errno.EROFS: "read-only",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ENAMETOOLONG: "long-name",
    errno.EILSEQ: "no-name",
}
_NO_SYNC: Final = frozenset({errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.EPERM})
"""What file systems say that cannot sync a folder; its names are as durable as they get there."""

_swept: set[Path] = set()
"""Folders that this process has looked through already."""


class FileError(FloorwalkerError):
    """A file was not written; what was there before is as it was."""

    def __init__(self, path: Path, reason: Reason, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.path = path
        self.reason = reason


@contextlib.contextmanager
def whole_file(
    path: Path, *, replacing: bool, access: Access = "private", durable: bool = True
) -> Iterator[IO[bytes]]:
    """A file to write to; it gets its name when everything is on disk, else it is gone.

    Args:
        path: in a folder that is there already.
        replacing: whether a file of that name may be replaced. It keeps who may read it, except
            that a private one is its owner's alone afterwards.
        access: who may read it.
        durable: whether to wait for the disk; not for what can be made again.

    Raises:
        FileError: it cannot be written, or something stands in the way.
    """
    with (
        _draft(path, replacing=replacing, access=access, durable=durable) as (_name, descriptor),
        os.fdopen(descriptor, "w+b", closefd=False) as file,
    ):
        yield file


def write_whole(
    path: Path, data: bytes, *, replacing: bool, access: Access = "private", durable: bool = True
) -> None:
    """Write `data` to `path` as `whole_file` does.

    Raises:
        FileError: it cannot be written, or something stands in the way.
    """
    with whole_file(path, replacing=replacing, access=access, durable=durable) as file:
        file.write(data)


@contextlib.contextmanager
def draft_of(path: Path, *, replacing: bool) -> Iterator[Path]:
    """An empty file for a library that wants a name to write to; else as `whole_file`.

    Raises:
        FileError: it cannot be written, or something stands in the way.
    """
    with _draft(path, replacing=replacing, access="private", durable=True) as (name, _descriptor):
        yield name


@contextlib.contextmanager
def whole_folder(path: Path, access: Access = "private") -> Iterator[Path]:
    """A folder to fill; it gets its name when everything in it is on disk, else it is gone.

    Args:
        path: where nothing stands yet, or an empty folder, which gives its rights to the new one.
        access: who may read a folder that was not there.

    Raises:
        FileError: it cannot be made, or something else stands there by now.
    """
    draft = path.with_name(_draft_name())
    try:
        _sweep_once(path.parent)
        draft.mkdir(mode=_FOLDER_MODES[access])
        final = draft.stat()
        draft.chmod(_FOLDER_MODES["private"])
        yield draft
        _sync_tree(draft)
        with contextlib.suppress(FileNotFoundError):
            final = path.stat()
            if sys.platform != "win32":
                os.chown(draft, final.st_uid, final.st_gid)
            else:
                path.rmdir()  # Windows gives no folder the name of another
        draft.chmod(stat.S_IMODE(final.st_mode))
        draft.rename(path)  # it takes the place of an empty folder, and of nothing else
        sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    for inside, _folders, names in os.walk(folder):
        for name in names:
            descriptor = os.open(Path(inside, name), os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_folder(Path(inside))


@contextlib.contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """A folder for drafts inside `folder`, its owner's alone; gone afterwards.

    Raises:
        FileError: it cannot be made.
    """
    inside = folder / _draft_name()
    try:
        _sweep_once(folder)
        inside.mkdir(mode=_FOLDER_MODES["private"])
    except OSError as error:
        raise explain(error, inside) from None
    try:
        yield inside
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def make_folder(folder: Path, access: Access = "private") -> None:
    """Make a folder of the program's own, and those above it; one that is there stays as it is.

    For a folder that the user named: `make_named_folder`.

    Raises:
        FileError: it cannot be made, or something else stands there.
    """
    try:
        make_folders(folder, access)
    except (OSError, ValueError) as error:
        raise _no_such_folder_made(error, folder) from None
    require_folder(folder)


def make_folders(folder: Path, access: Access = "private") -> None:
    """As `make_folder`, for whoever says in words of its own what the system refused.

    Raises:
        OSError: it cannot be made.
    """
    missing = takewhile(lambda each: not each.exists(), (folder, *folder.parents))
    for each in reversed(list(missing)):
        each.mkdir(mode=_FOLDER_MODES[access], exist_ok=True)


def make_named_folder(folder: Path, access: Access = "private") -> bool:
    """Make a folder that the user named, in one that is there; whether it had to be made.

    No more than that: where a path is missing above it, or a drive itself, the path is wrong or its
    drive is not connected, and what is written there would be in another place than meant.

    Raises:
        FileError: it cannot be made, or something else stands there.
    """
    try:
        if folder.exists() or folder.is_symlink():
            require_folder(folder)
            return False
        if _is_drive(folder):
            raise _no_folder(folder)
        require_folder(folder.parent)
        folder.mkdir(mode=_FOLDER_MODES[access], exist_ok=True)
    except (OSError, ValueError) as error:
        raise _no_such_folder_made(error, folder) from None
    return True


def _is_drive(folder: Path) -> bool:
    """Whether a drive's own folder has this name: it is there as long as the drive is."""
    above = Path(os.path.abspath(folder)).parent.as_posix()  # noqa: PTH100 - links stay as named
    return _DRIVES.fullmatch(above) is not None


def _no_such_folder_made(error: OSError | ValueError, folder: Path) -> FileError:
    if isinstance(error, FileExistsError):
        return _not_a_folder(folder)
    return explain(error, folder)


def require_folder(folder: Path) -> None:
    """Refuse a folder that is not there: it may lie on a drive that is not connected.

    Raises:
        FileError: it is not there, or is no folder.
    """
    try:
        found = folder.stat()
    except FileNotFoundError:
        raise _no_folder(folder) from None
    except NotADirectoryError:
        raise _not_a_folder(folder) from None
    except (OSError, ValueError) as error:
        raise explain(error, folder) from None
    if not stat.S_ISDIR(found.st_mode):
        raise _not_a_folder(folder)


def check_target(path: Path, *, replacing: bool) -> None:
    """Refuse to write to `path` before any work is done for it.

    Raises:
        FileError: its folder is not there, or something stands in the way that is no file, or one
            that may not be replaced.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        require_folder(path.parent)
        return
    except NotADirectoryError:
        raise _not_a_folder(path.parent) from None
    except (OSError, ValueError) as error:
        raise explain(error, path) from None
    if stat.S_ISLNK(found.st_mode):
        why = _("it is a link to another place")
        raise _refused(path, "link", why, _("Name the file itself, or remove the link."))
    if stat.S_ISDIR(found.st_mode):
        raise _refused(path, "folder", _("it is a folder"), _("Name a file."))
    if not stat.S_ISREG(found.st_mode):
        raise _refused(path, "device", _("it is a device or a pipe"), _("Name a file."))
    if not replacing:
        raise _exists(path)


def sync_folder(folder: Path) -> None:
    """Make new and renamed names in `folder` durable, where the system can.

    Raises:
        OSError: the disk failed.
    """
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other processes that ask for the same out of `folder` for a moment, where that works.

    For a file that is read, changed and written whole again. A lock that does not come within
    `_PATIENCE_S` is done without: the file stays whole all the same.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with contextlib.ExitStack() as opened:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            opened.callback(os.close, descriptor)
            give_up = time.monotonic() + _PATIENCE_S
            while time.monotonic() < give_up:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    time.sleep(_MOMENT_S)
        yield


def sweep(folder: Path) -> None:
    """Remove drafts whose writers were killed: those gone, or an hour without a sign of life."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for each in found:
            written_by = _DRAFT.fullmatch(each.name)
            if written_by is None:
                continue
            with contextlib.suppress(OSError):
                age = time.time() - each.stat(follow_symlinks=False).st_mtime
                if not _is_abandoned(written_by[1], int(written_by[2]), age):
                    continue
                if each.is_dir(follow_symlinks=False):
                    shutil.rmtree(each.path)
                else:
                    Path(each.path).unlink()


def explain(error: OSError | ValueError, path: Path) -> FileError:
    """The error to show where `path` could not be written."""
    if isinstance(error, FileExistsError):
        return _exists(path)
    if isinstance(error, NotADirectoryError):
        return _not_a_folder(path.parent)
    if not isinstance(error, OSError):
        return _refused(path, "no-name", _("no file can have this name"), _("Choose another name."))
    reason = _REASONS.get(error.errno or 0, "other")
    hints: dict[Reason, str] = {
        "no-room": _("Make room on the disk and try again."),
        "read-only": _("Choose another folder."),
        "no-permission": _(
            "Close the file if it is open in another program, or choose another folder."
        ),
        "long-name": _("Choose a shorter name."),
    }
    otherwise = _("Check that the disk has room and that the folder may be written.")
    return _refused(path, reason, os_reason(error), hints.get(reason, otherwise))


def _refused(path: Path, reason: Reason, why: str, hint: str) -> FileError:
    message = _("{path} cannot be written: {reason}.").format(path=path, reason=why)
    return FileError(path, reason, message, hint)


def _exists(path: Path) -> FileError:
    return FileError(
        path,
        "exists",
        _("{path} exists already; nothing was written.").format(path=path),
        _("Name another file, or replace it with --force."),
    )


def _no_folder(folder: Path) -> FileError:
    return FileError(
        folder,
        "no-folder",
        _("The folder {folder} is not there; nothing was written.").format(folder=folder),
        _("Make it first, or check that its drive is connected."),
    )


def _not_a_folder(folder: Path) -> FileError:
    return _refused(folder, "not-a-folder", _("it is no folder"), _("Name a folder."))


def _draft_name() -> str:
    return f".floorwalker-{_computer()}-{os.getpid()}-{secrets.token_hex(8)}.tmp"


def _computer() -> str:
    """What tells this computer's process numbers from those of others that share a folder."""
    if sys.platform != "win32":
        return f"{zlib.crc32(f'{os.uname().nodename} {_process_space()}'.encode()):08x}"
    return f"{zlib.crc32(os.environ.get('COMPUTERNAME', '').encode()):08x}"


def _process_space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _is_abandoned(computer: str, process: int, age: float) -> bool:
    if computer == _computer() and os.name == "posix":
        if process == os.getpid():
            return False
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return True
        except PermissionError:
            pass
    return age > _ABANDONED_AFTER_S


def _sweep_once(folder: Path) -> None:
    """Sweep `folder` unless this process has done so: it may hold many files, and get many."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - resolving links would cost a look at each
    if place not in _swept:
        _swept.add(place)
        sweep(folder)


@contextlib.contextmanager
def _draft(
    path: Path, *, replacing: bool, access: Access, durable: bool
) -> Iterator[tuple[Path, int]]:
    """The draft's name and descriptor; it takes the name `path` when the block has been left."""
    check_target(path, replacing=replacing)
    draft = path.with_name(_draft_name())
    try:
        _sweep_once(path.parent)
        descriptor = os.open(draft, _NEW, _FILE_MODES[access])
        try:
            mode = _final_mode(descriptor, path, access)
            yield draft, descriptor
            _settle(descriptor, mode, durable=durable)
            _require_same(draft, descriptor)
        finally:
            os.close(descriptor)
        _publish(draft, path, replacing=replacing)
        if durable:
            sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _final_mode(descriptor: int, path: Path, access: Access) -> int | None:
    """Take the empty draft from everybody else; the rights it is to have in the end."""
    if sys.platform == "win32":
        return None
    mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
    os.fchmod(descriptor, _FILE_MODES["private"])
    if access == "shared":
        with contextlib.suppress(FileNotFoundError):
            mode = stat.S_IMODE(path.lstat().st_mode) & _FOLDER_MODES["shared"] | 0o600
    return mode


def _settle(descriptor: int, mode: int | None, *, durable: bool) -> None:
    """Give the draft its rights, and see it on disk."""
    if mode is not None and sys.platform != "win32":
        os.fchmod(descriptor, mode)
    if durable:
        os.fsync(descriptor)


def _require_same(draft: Path, descriptor: int) -> None:
    """Refuse a draft that somebody else has put in the place of ours meanwhile."""
    if os.name == "posix" and not os.path.samestat(draft.lstat(), os.fstat(descriptor)):
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))


def _publish(draft: Path, path: Path, *, replacing: bool) -> None:
    """Give the draft its name in one step; a name taken meanwhile is left to whoever took it."""
    if replacing:
        draft.replace(path)
    elif os.name == "posix":
        _publish_new(draft, path)
    else:
        draft.rename(path)  # Windows refuses a name that is taken


def _publish_new(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # no hard links here
        check_target(path, replacing=False)
        draft.replace(path)
    else:
        draft.unlink()
