"""A log that is damaged, gone or replaced: what is asked at the desk, and what then is done.

Nothing is overwritten, nothing is begun anew without asking, and what stood in the way is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from floorwalker import paths
from floorwalker.errors import JournalError
from floorwalker.i18n import _
from floorwalker.journal import faults, log_file, recovery, restoring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from floorwalker.journal.restoring import Backup
    from floorwalker.journal.store import Journal

    Work = Callable[[Journal | None], str]
    """Does something about the log, which the desk may still have open, and says what was done."""


class Remedy(NamedTuple):
    """One thing that can be done."""

    words: str
    do: Work


class Trouble(NamedTuple):
    """What is wrong with the log, as it is asked at the desk."""

    question: str
    remedies: Sequence[Remedy]
    """The first one harms nothing."""


def can_be_asked(error: JournalError) -> bool:
    """Whether there is anything that the desk could do about it."""
    return isinstance(
        error, faults.DamagedJournalError | faults.MissingJournalError | faults.ReplacedJournalError
    )


def trouble_with(
    error: JournalError, data_dir: Path, now: datetime, journal: Journal | None
) -> Trouble:
    """What to ask about `error`; `journal` is the log that the desk still has open, if it has."""
    log = paths.database(data_dir)
    backup = _newest_backup(data_dir)
    if isinstance(error, faults.DamagedJournalError):
        question = f"{_('The log is damaged.')} {restoring.say_backup(backup)}"
        return Trouble(question, tuple(_for_damage(log, backup, now)))
    if isinstance(error, faults.ReplacedJournalError):
        return _replaced(log, now)
    if journal is not None:
        question = _(
            "The log's file was deleted or moved while the desk was open. The desk still has "
            "everything that was in it."
        )
        return Trouble(question, tuple(_for_loss(log)))
    return Trouble(f"{error.message} {error.hint}", tuple(_for_absence(log, backup, now)))


def _for_damage(log: Path, backup: Backup | None, now: datetime) -> Iterator[Remedy]:
    def afresh(_open: Journal | None) -> str:
        aside = recovery.set_aside(log, now)
        restoring.start_new(log)
        return _("The damaged log is kept as {path}.").format(path=aside)

    if backup is not None:
        yield Remedy(_("Set it aside, and go on with the backup"), _restore(log, backup, now))
    yield Remedy(_("Set it aside under a new name, and go on with a fresh one"), afresh)


def _for_loss(log: Path) -> Iterator[Remedy]:
    def put_back(journal: Journal | None) -> str:
        if journal is None:
            raise faults.gone(log)
        return restoring.say_restored(restoring.put_back(journal))

    yield Remedy(_("Put it back as it was"), put_back)
    yield Remedy(_("Look again: it is in its place now"), _look_again(log))
    yield _begin_new(log)


def _for_absence(log: Path, backup: Backup | None, now: datetime) -> Iterator[Remedy]:
    if backup is not None:
        yield Remedy(_("Put the backup in its place"), _restore(log, backup, now))
    yield Remedy(_("Look again: it is in its place now"), _look_again(log))
    yield _begin_new(log)


def _replaced(log: Path, now: datetime) -> Trouble:
    """Another file has the log's name: a sound log, or none."""

    def change_over(journal: Journal | None) -> str:
        if journal is None:
            return _look_again(log)(None)
        aside = restoring.keep_replaced(journal, now)
        return _("The desk goes on with the other log; its own is kept as {path}.").format(
            path=aside
        )

    def put_back(journal: Journal | None) -> str:
        if journal is None:
            raise faults.replaced(log)
        aside = restoring.set_present_aside(log, now)
        done = restoring.say_restored(restoring.put_back(journal))
        kept = _("What was in its place is kept as {path}.").format(path=aside)
        return f"{done} {kept}"

    back = Remedy(_("Set it aside, and put back the log that the desk has"), put_back)
    question = _("Another file was put in the log's place while the desk was open.")
    try:
        found = restoring.inspect(log)
    except JournalError as error:
        return Trouble(f"{question} {error.message}", (back,))
    go_on = Remedy(_("Go on with it, and keep the desk's own beside it"), change_over)
    return Trouble(f"{question} {restoring.say_contents(found)}", (go_on, back))


def _newest_backup(data_dir: Path) -> Backup | None:
    try:
        return restoring.newest_sound_backup(paths.backups_dir(data_dir))
    except JournalError:  # doctor says what is wrong with the folder
        return None


def _restore(log: Path, backup: Backup, now: datetime) -> Work:
    return lambda _open: restoring.say_restored(restoring.restore(log, backup.path, now))


def _look_again(log: Path) -> Work:
    def look(_open: Journal | None) -> str:
        if not log_file.exists(log):
            raise faults.still_missing(log)
        return _("The log is in its place again.")

    return look


def _begin_new(log: Path) -> Remedy:
    def begin(_open: Journal | None) -> str:
        restoring.start_new(log)
        return _("A new log was begun: {path}").format(path=log)

    return Remedy(_("Begin a new log"), begin)
