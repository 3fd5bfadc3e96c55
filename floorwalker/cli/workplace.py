"""What a command works with: where things live, the configuration, the clock; loaded when asked."""

import os
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from floorwalker import i18n, paths
from floorwalker.cli.language import use
from floorwalker.cli.log_access import LogAccess
from floorwalker.cli.output import clean_text, print_aside
from floorwalker.config import Config, load_config
from floorwalker.errors import JournalError, KnowledgeError
from floorwalker.i18n import _

if TYPE_CHECKING:
    from floorwalker.knowledge.loading.loader import Loaded
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.search.index import Index


_LATELY_DAYS: Final = 90
"""How far back registrations count for the order of equal hits."""
_MOMENT: Final = 0.1
"""Seconds that the order of equal hits is worth waiting for a log that another program has."""


class Workplace:
    """The composition root: builds each object at most once, and only when a command needs it."""

    def __init__(
        self,
        *,
        config: Config,
        knowledge: Path | None,
        data: Path,
        config_file: Path,
        language_chosen: bool,
    ) -> None:
        self.config = config
        self.config_file = config_file
        self.knowledge_named = knowledge is not None or bool(config.knowledge)
        self.knowledge_dir = knowledge or _knowledge_dir(config, data)
        self.data_dir = data
        self.log = LogAccess(data)
        self._language_chosen = language_chosen
        self._zone: ZoneInfo | None = None
        self._folders: tuple[Path, ...] = ()

    @classmethod
    def from_options(
        cls,
        *,
        knowledge: Path | None,
        data: Path | None,
        config_file: Path | None,
        config_must_exist: bool,
        language: str | None,
    ) -> "Workplace":
        """Resolve each place: the option, the configuration, the user's own, what is shipped.

        Raises:
            ConfigError: the configuration is not what it should be.
        """
        path = config_file or paths.config_file()
        config = load_config(path, required=config_must_exist)
        data_dir = data or paths.data_dir()
        for place in (data_dir, knowledge):
            if place is not None:
                paths.require_possible(place)
        chosen = language or config.language
        if chosen is not None:
            use(chosen)
        return cls(
            config=config,
            knowledge=knowledge,
            data=data_dir,
            config_file=path,
            language_chosen=chosen is not None,
        )

    @cached_property
    def loaded(self) -> "Loaded":
        """The knowledge base; says on standard error if parts of it were left out.

        Raises:
            KnowledgeError: there is nothing to work with.
        """
        loaded = self.load()
        if loaded.problems:
            # how many there are only the checker knows: it looks at more than is loaded
            said = _("The knowledge base {folder} has faults; the rest is in use. See: {command}")
            command = "floorwalker check"
            print_aside(said.format(folder=self.knowledge_dir, command=command))
        return loaded

    def load(self, folder: Path | None = None, before: "Loaded | None" = None) -> "Loaded":
        """The knowledge base as its files are now; `folder` is another one to use instead.

        A file that has become faulty, or a base that has gone, says what it said `before`.

        Raises:
            KnowledgeError: there is nothing to work with.
        """
        from floorwalker.knowledge.loading.loader import load_usable

        return self._adopted(load_usable(folder or self.knowledge_dir, paths.cache_dir(), before))

    def last_good(self) -> "Loaded | None":
        """What the knowledge folder held when it was last usable, where that is known."""
        from floorwalker.knowledge.loading.loader import load_last_good

        last = load_last_good(self.knowledge_dir, paths.cache_dir())
        return self._adopted(last) if last else None

    def _adopted(self, loaded: "Loaded") -> "Loaded":
        """`loaded`, whose language and time zone are the house's from now on."""
        self._folders = loaded.folders
        municipality = loaded.knowledge.municipality
        first = municipality.languages[0]
        if not self._language_chosen and first in i18n.LANGUAGES:
            use(first)
        self._zone = ZoneInfo(municipality.timezone)
        return loaded

    @cached_property
    def at_hand(self) -> "Loaded":
        """The knowledge as far as there is any: to log and to care for the log needs none.

        Where the folder cannot be used it is the last good copy, or nothing; that is said.
        """
        try:
            return self.loaded
        except KnowledgeError as error:
            last = self.last_good()
            then = _("The last good copy is used.") if last else _("It is done without.")
            print_aside(f"{error.message} {then}")
            return last or _nothing()

    @cached_property
    def knowledge_today(self) -> "Knowledge":
        """The knowledge base as it reads today.

        Raises:
            KnowledgeError: there is nothing to work with.
        """
        return _as_of(self.loaded, self.now())

    @cached_property
    def knowledge_at_hand(self) -> "Knowledge":
        """The knowledge as far as there is any, as it reads today."""
        return _as_of(self.at_hand, self.now())

    def usage(self) -> dict[str, int]:
        """How often each entry was registered lately; nothing where that is not wanted or known."""
        if not self.config.usage_ranking or not os.path.lexists(self.log.database):
            return {}
        from floorwalker.journal.store import Journal

        since = datetime.now(UTC).date() - timedelta(days=_LATELY_DAYS)
        try:
            with Journal.open(self.log.database, read_only=True, timeout=_MOMENT) as journal:
                return journal.days.usage(since)
        except JournalError:  # the desk opens the journal itself, and says what is wrong with it
            return {}

    @cached_property
    def index(self) -> "Index":
        """The search index over the knowledge base, as the desk has it."""
        return self.build_index(self.knowledge_today, self.usage())

    def build_index(self, knowledge: "Knowledge", usage: dict[str, int]) -> "Index":
        """An index over `knowledge`, with the editors' own words."""
        from floorwalker.knowledge.loading.discovery import usable_lexicon
        from floorwalker.search.index import Index
        from floorwalker.search.lexicon import load_lexicon

        folders = self._folders or (self.knowledge_dir,)
        own = [path for folder in folders if (path := usable_lexicon(folder))]
        try:
            words = load_lexicon(*own)
        except OSError:  # the loader has said so
            words = load_lexicon()
        return Index.build(knowledge, lexicon=words.lexicon, usage=usage)

    def knowledge_to_log(self, *refs: str | None) -> "Knowledge":
        """What the log copies names from; `refs` are the entries that are named.

        Raises:
            KnowledgeError: an entry is named, and there is nothing that could hold it.
        """
        knowledge = self.knowledge_at_hand
        named = next(filter(None, refs), None)
        if named is not None and not self.has_entries:
            raise KnowledgeError(
                _("`{ref}` cannot be looked up, since the knowledge base cannot be read.").format(
                    ref=clean_text(named)
                ),
                _("Log it without an entry; a note can say what it was about."),
            )
        return knowledge

    @property
    def has_entries(self) -> bool:
        return any(True for _entry in self.at_hand.knowledge.entries())

    @property
    def zone(self) -> ZoneInfo:
        """The municipality's time zone, Denmark's where it is not known."""
        return self._zone or ZoneInfo(self.at_hand.knowledge.municipality.timezone)

    def now(self) -> datetime:
        return datetime.now(self.zone)


def _as_of(loaded: "Loaded", moment: datetime) -> "Knowledge":
    from floorwalker.knowledge.model.as_of import as_of

    return as_of(loaded.knowledge, moment.date())


def _knowledge_dir(config: Config, data: Path) -> Path:
    if config.knowledge:
        return Path(config.knowledge).expanduser()
    own = paths.own_knowledge_dir(data)
    return own if own.is_dir() else paths.starter_knowledge_dir()


def _nothing() -> "Loaded":
    """A knowledge base without an entry, of nobody."""
    from floorwalker.knowledge.layers.laying import lay
    from floorwalker.knowledge.loading.loader import Loaded
    from floorwalker.knowledge.loading.references import resolve

    laid = lay([])
    return Loaded(knowledge=resolve(laid), problems=(), laid=laid)
