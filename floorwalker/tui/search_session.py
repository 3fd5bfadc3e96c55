"""A search at the desk: words → lines, an entry → its page, a choice → what may be registered.

Holds the filters and the last answer; knows no widget. Imported after the first paint only.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

from floorwalker.door_text import authority_text
from floorwalker.i18n import _, language, ngettext
from floorwalker.journal.encounter import Encounter
from floorwalker.knowledge.model.records import Entry, Knowledge, Notice, Service
from floorwalker.knowledge.model.translation import knowledge_in
from floorwalker.labels import KINDS, label_of
from floorwalker.routing import route
from floorwalker.search.result import Hit, SearchResult
from floorwalker.tui.loaded import LoadedKnowledge
from floorwalker.tui.registration.options import RegistrationOption, option_for, unknown_option
from floorwalker.tui.search_filters import UNFILTERED, SearchFilters
from floorwalker.tui.views.entry import detail
from floorwalker.tui.views.home import browse, browse_line, welcome
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import CLOSED, MUTED, STRONG, styled

MOST_HITS: Final = 50
"""Hits that are listed; whoever needs the next one types another letter."""
MOST_BROWSED: Final = 200
"""Entries that are listed while the box is empty."""
_NEIGHBOUR: Final = 0.75
"""A second hit with this much of the first one's score makes the questions worth asking first."""
_ALTERNATIVES: Final = 3
"""Hits that are offered for registration where search does not trust its answer."""


class HiddenHits(NamedTuple):
    """How many hits the words have with the filters, and without."""

    shown: int
    without: int

    def describe(self, *, has_room: bool = True) -> str:
        """The two numbers in words; the list ends at `MOST_HITS`."""
        without = f"{self.without}+" if self.without >= MOST_HITS else str(self.without)
        if not has_room:
            return _("{count} of {total}").format(count=self.shown, total=without)
        text = ngettext(
            "{count} hit with the filter, {without} without",
            "{count} hits with the filter, {without} without",
            self.shown,
        )
        return text.format(count=self.shown, without=without)


class SearchSession:
    """The desk's memory of what was asked last."""

    def __init__(self, loaded: LoadedKnowledge) -> None:
        self.loaded = loaded
        self.filters = UNFILTERED
        """What hits must be, for this visitor."""
        self.hidden: HiddenHits | None = None
        """What the filters hide of the hits for the words searched last; None for nothing."""
        self._result: SearchResult | None = None

    @property
    def loaded(self) -> LoadedKnowledge:
        """What is searched; may be replaced at any time."""
        return self._loaded

    @loaded.setter
    def loaded(self, loaded: LoadedKnowledge) -> None:
        self._loaded = loaded
        self.shown: Knowledge = knowledge_in(loaded.knowledge, language())
        """The knowledge in the interface language; what is registered is named by `knowledge`."""
        self._browsable = list(islice(browse(self.shown, loaded.usage), MOST_BROWSED))

    @property
    def knowledge(self) -> Knowledge:
        return self._loaded.knowledge

    def welcome(
        self, now: datetime, owed: Sequence[Encounter], *, follow_ups_key: str, down_key: str
    ) -> Iterable[Section]:
        return welcome(
            self.shown,
            now,
            owed,
            follow_ups_key=follow_ups_key,
            down_key=down_key,
            invented=self._loaded.placeholders,
        )

    def search(self, words: str, *, also: str = "") -> Sequence[ListRow]:
        """The hits for `words`, best first; for no words what there is, by use and by theme.

        Where the entry `also` is not among them, it comes before them.
        """
        self.hidden = None
        if not words.strip():
            self._result = None
            return self._browsable
        self._result = self._find(words, self.filters)
        self.hidden = self._count_hidden(words)
        is_guess = not self._result.confident
        lines = [self._line(hit, is_guess=is_guess) for hit in self._result.hits]
        entry = self.entry(also) if all(line.ref != also for line in lines) else None
        return [browse_line(entry, self.shown), *lines] if entry is not None else lines

    def _find(self, words: str, filters: SearchFilters) -> SearchResult:
        return self._loaded.index.search(
            words.strip(),
            limit=MOST_HITS,
            kind=filters.kind or None,
            audience=filters.audience or None,
        )

    def _count_hidden(self, words: str) -> HiddenHits | None:
        if not self.filters or self._result is None:
            return None
        hidden = HiddenHits(len(self._result.hits), len(self._find(words, UNFILTERED).hits))
        return hidden if hidden.without > hidden.shown else None

    def entry(self, ref: str) -> Entry | None:
        found = self.shown.entry(ref)
        return None if isinstance(found, Notice) else found

    def page_alone(self, ref: str, now: datetime, *, in_danger: bool = False) -> Iterable[Section]:
        """The page of an entry that was not searched for; short where somebody is in danger."""
        entry = self.entry(ref)
        return detail(route(self.shown, entry, now), now, in_danger=in_danger) if entry else ()

    def page(self, ref: str, now: datetime) -> Iterable[Section]:
        """The page of a hit, beside its neighbours."""
        entry = self.entry(ref)
        if entry is None:
            return ()
        return detail(
            route(self.shown, entry, now),
            now,
            has_neighbours=self._has_neighbours(),
            is_guess=self._result is not None and not self._result.confident,
        )

    def nothing_found(self, register_key: str) -> Iterable[Section]:
        yield section("", styled(_("Nothing in the knowledge base fits these words."), STRONG))
        if self.filters:
            text = _("A filter is set: {filters}.").format(filters=", ".join(self.filters.words))
            yield section("", styled(text, CLOSED), self.hidden.describe() if self.hidden else "")
        unanswered = _("{key} registers the question as one without an answer.")
        yield section("", styled(unanswered.format(key=register_key), MUTED))

    def options(
        self, words: str, selected: str | None, *, is_chosen: bool, now: datetime
    ) -> Sequence[RegistrationOption]:
        """What may be registered, the likeliest first.

        Where search does not trust its answer, that is "not in the knowledge base", unless a person
        has chosen an entry.
        """
        confident = self._result.confident if self._result else None
        entries = self._candidates(selected)
        found = [
            option_for(route(self.shown, entry, now), now, query=words, confident=confident)
            for entry in entries
        ]
        is_sensitive = any(option.is_sensitive for option in found)
        nowhere = unknown_option(words, confident, is_sensitive=is_sensitive)
        return [*found, nowhere] if found and (confident or is_chosen) else [nowhere, *found]

    def may_be_sensitive(self, selected: str | None) -> bool:
        """Whether the words searched last may be about a sensitive entry."""
        return any(self.is_sensitive(entry.ref) for entry in self._candidates(selected))

    def is_sensitive(self, ref: str | None) -> bool:
        entry = self.entry(ref) if ref else None
        return isinstance(entry, Service) and entry.sensitive

    def _candidates(self, selected: str | None) -> list[Entry]:
        """The entry selected, and where search does not trust its answer, the best others."""
        refs = [selected] if selected else []
        if self._result is not None and not self._result.confident:
            refs += [hit.ref for hit in self._result.hits[:_ALTERNATIVES]]
        return [entry for ref in dict.fromkeys(refs) if (entry := self.entry(ref))]

    def _line(self, hit: Hit, *, is_guess: bool) -> ListRow:
        entry = self.entry(hit.ref)
        authority = authority_text(self.shown, entry) if isinstance(entry, Service) else ""
        aside = "" if hit.kind == "service" else label_of(KINDS, hit.kind)
        return ListRow(
            ref=hit.ref,
            name=entry.name if entry else hit.name,
            aside=authority or aside,
            is_guess=is_guess,
        )

    def _has_neighbours(self) -> bool:
        hits = self._result.hits if self._result else ()
        return len(hits) > 1 and hits[1].score >= _NEIGHBOUR * hits[0].score
