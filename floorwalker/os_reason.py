"""Why the system refused a file, in the interface language: its own words are always English."""

import errno
from typing import Final

from floorwalker.file_reading import IrregularFileError
from floorwalker.i18n import _, mark

_REASONS: Final = {
    errno.EACCES: mark("access is denied"),
    errno.EPERM: mark("access is denied"),
    errno.ENOENT: mark("it does not exist"),
    errno.EEXIST: mark("it exists already"),
    errno.ENOTDIR: mark("a part of the path is a file, not a folder"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTEMPTY: mark("the folder is not empty"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk quota is used up"),
    errno.EFBIG: mark("the file is too large"),
    errno.EROFS: mark("the disk can only be read"),
    errno.EIO: mark("the disk fails"),
    errno.ELOOP: mark("its links run in a circle"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.EINVAL: mark("the name is not allowed"),
    errno.EMFILE: mark("too many files are open"),
    errno.ENFILE: mark("too many files are open"),
    errno.EBUSY: mark("another program has it"),
    errno.ETXTBSY: mark("another program has it"),
    errno.EXDEV: mark("it is on another disk"),
    errno.ENODEV: mark("there is no such device"),
    errno.ENXIO: mark("there is no such device"),
    errno.EBADF: mark("it is closed"),
    errno.EPIPE: mark("whoever read it has gone"),
    errno.ESTALE: mark("the network folder is gone"),
    errno.ETIMEDOUT: mark("it does not answer"),
    errno.EHOSTDOWN: mark("it does not answer"),
    errno.EHOSTUNREACH: mark("it does not answer"),
}
_WINDOWS: Final = {
    32: mark("another program has it"),
    33: mark("another program has it"),
    53: mark("the network folder is gone"),
    64: mark("the network folder is gone"),
    123: mark("the name is not allowed"),
}
"""What Windows tells apart and the standard numbers do not: sharing, network paths, bad names."""


def os_reason(error: OSError) -> str:
    """What hindered, as half a sentence: `the disk is full`.

    A fault that has no words of ours is named by its number, for whoever looks it up.
    """
    if isinstance(error, IrregularFileError):
        said = error.strerror or type(error).__name__
        return _(said)
    known = _WINDOWS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    if known:
        return _(known)
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return _("the system says {name}").format(name=name)
