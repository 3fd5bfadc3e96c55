"""`floorwalker` without a command: the desk, in a terminal."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from floorwalker import paths
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import FloorwalkerError, JournalError, KnowledgeError
from floorwalker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.journal.store import Journal
    from floorwalker.knowledge.loading.loader import Loaded
    from floorwalker.knowledge.problems.problem import Problem
    from floorwalker.tui.loaded import LoadedKnowledge


def open_desk(workplace: Workplace) -> int:
    """Run the desk until it is closed.

    Raises:
        FloorwalkerError: this is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FloorwalkerError(
            _("The desk needs a terminal."), _("Without one, use: floorwalker search WORDS.")
        )
    from floorwalker.tui.run import run_desk

    return run_desk(
        config=workplace.config,
        load=KnowledgeAtDesk(workplace).load,
        open_journal=lambda waiting: open_with_backup(workplace, waiting),
        clock=workplace.now,
        data_dir=workplace.data_dir,
        config_file=workplace.config_file,
    )


def open_with_backup(workplace: Workplace, waiting: "Callable[[], None]") -> "Journal":
    """The journal, with today's backup made; a backup that fails never keeps the desk closed.

    `waiting` is called where another program's lock holds up what is asked of it.
    """
    from floorwalker.journal import copies
    from floorwalker.journal.recovery import back_up_daily

    journal = workplace.log.open(waiting)
    with suppress(JournalError):  # doctor says what is wrong with the folder
        copies.sweep(workplace.log.database, workplace.log.backups)
        back_up_daily(journal, workplace.log.backups, workplace.now().date())
    return journal


def _without_base(fault: "Problem | None", loaded: "Loaded") -> str:
    """What the desk says as long as the base cannot be read."""
    if fault is None:
        return ""
    said = (
        _("The base cannot be read; the desk works with what it read last. {why}")
        if loaded.laid.has_base
        else _("The base cannot be read; what it holds is missing. {why}")
    )
    return said.format(why=fault.message)


class KnowledgeAtDesk:
    """Loads what the desk needs to answer, and remembers the last good state of every file."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._before: Loaded | None = None
        self._is_first = True

    def load(self) -> "LoadedKnowledge":
        """The knowledge as it is now; runs beside the screen, and again when files have changed.

        The first time there is always something: the last good copy, or the starter knowledge.

        Raises:
            KnowledgeError: there is nothing to work with any more.
        """
        from floorwalker.knowledge.loading.loader import lacking_base, with_last_good

        workplace = self._workplace
        is_first, self._is_first = self._is_first, False
        try:
            loaded = workplace.load(before=self._before)
            fault = lacking_base(loaded)
            if is_first and fault:
                loaded = with_last_good(loaded, workplace.last_good())
            self._before = loaded
        except KnowledgeError as error:
            if not is_first:
                raise
            return self._without_the_folder(error)
        return self._desk(loaded, workplace.knowledge_dir, _without_base(fault, loaded))

    def _without_the_folder(self, error: KnowledgeError) -> "LoadedKnowledge":
        """A desk for a folder that cannot be used today."""
        last = self._before = self._workplace.last_good()
        if last is not None:
            said = _("The knowledge cannot be read; the desk works with the last good copy. {why}")
            return self._desk(last, self._workplace.knowledge_dir, said.format(why=error.message))
        starter = paths.starter_knowledge_dir()
        said = _("The knowledge cannot be read; the desk works with the starter knowledge. {why}")
        loaded = self._workplace.load(starter)
        return self._desk(loaded, starter, said.format(why=error.message))

    def _desk(self, loaded: "Loaded", source: "Path", standing: str = "") -> "LoadedKnowledge":
        from floorwalker.knowledge.layers.placeholders import placeholders
        from floorwalker.knowledge.model.as_of import as_of
        from floorwalker.tui.loaded import LoadedKnowledge

        workplace = self._workplace
        usage = workplace.usage()
        today = workplace.now().date()
        knowledge = as_of(loaded.knowledge, today)
        starter = source == paths.starter_knowledge_dir()
        return LoadedKnowledge(
            knowledge=knowledge,
            day=today,
            index=workplace.build_index(knowledge, usage),
            problems=loaded.problems,
            source=_("Starter knowledge") if starter else str(source),
            standing=standing,
            is_starter=starter,
            folder=workplace.knowledge_dir,
            bases=() if starter else loaded.folders[1:],
            layers=loaded if loaded.laid.has_base else None,
            placeholders=tuple(each.ref for each in placeholders(loaded.laid)),
            usage=tuple(sorted(usage, key=lambda ref: (-usage[ref], ref))),
        )
