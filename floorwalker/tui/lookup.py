"""What the desk looks up: words → lines, an entry → its page, a choice → what may be registered.

Holds the filters and the last answer; knows no widget. Imported after the first paint only.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from floorwalker.i18n import _, language
from floorwalker.journal.encounter import Encounter
from floorwalker.knowledge.records import Entry, Knowledge, Notice
from floorwalker.knowledge.translating import knowledge_in
from floorwalker.labels import AUDIENCES, KINDS, say
from floorwalker.routing import route
from floorwalker.search.result import Hit, SearchResult
from floorwalker.tui.desk import Desk
from floorwalker.tui.detail import detail
from floorwalker.tui.ink import MUTED, STRONG, ink
from floorwalker.tui.line import Line
from floorwalker.tui.overview import browse, welcome
from floorwalker.tui.sheet import Section, section
from floorwalker.tui.subject import Subject, subject_of, unknown

MOST_HITS: Final = 50
"""Hits that are listed; whoever needs the next one types another letter."""
MOST_BROWSED: Final = 200
"""Entries that are listed while the box is empty."""
_NEIGHBOUR: Final = 0.75
"""A second hit with this much of the first one's score makes the questions worth asking first."""
_ALTERNATIVES: Final = 3
"""Hits that are offered for registration where search does not trust its answer."""


class Lookup:
    """The desk's memory of what was asked last."""

    def __init__(self, desk: Desk) -> None:
        self.replace(desk)
        self._audience: str | None = None
        self._kind: str | None = None
        self._result: SearchResult | None = None

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base in use."""
        return self._desk.knowledge

    @property
    def shown(self) -> Knowledge:
        """The same in the interface language; what is registered is named by `knowledge`."""
        return self._shown

    @property
    def filters(self) -> Sequence[str]:
        """The filters that are set, in words."""
        said = (say(AUDIENCES, self._audience), say(KINDS, self._kind))
        return [words for words in said if words]

    @property
    def desk(self) -> Desk:
        """What is looked things up in."""
        return self._desk

    def replace(self, desk: Desk) -> None:
        """Look things up in `desk` from now on."""
        self._desk = desk
        self._shown = knowledge_in(desk.knowledge, language())
        self._browsable = list(islice(browse(self._shown, desk.usage), MOST_BROWSED))

    def welcome(
        self, now: datetime, owed: Sequence[Encounter], follow_ups_key: str
    ) -> Iterable[Section]:
        """The page while nobody has asked anything."""
        return welcome(self.shown, now, owed, follow_ups_key)

    def cycle_audience(self) -> None:
        """Admit entries for the next audience only, at last for all."""
        self._audience = _next(self._audience, AUDIENCES)

    def cycle_kind(self) -> None:
        """Admit entries of the next kind only, at last of all."""
        self._kind = _next(self._kind, KINDS)

    def search(self, words: str) -> Sequence[Line]:
        """The hits for `words`, best first; for no words what there is, by use and by theme."""
        if not words.strip():
            self._result = None
            return self._browsable
        self._result = self._desk.index.search(
            words.strip(), limit=MOST_HITS, kind=self._kind, audience=self._audience
        )
        is_guess = not self._result.confident
        return [self._line(hit, is_guess=is_guess) for hit in self._result.hits]

    def entry(self, ref: str) -> Entry | None:
        """The entry named `ref`."""
        found = self.shown.entry(ref)
        return None if isinstance(found, Notice) else found

    def page(self, ref: str, now: datetime) -> Iterable[Section]:
        """The page of the entry `ref`."""
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
        """The page for words that nothing fits."""
        yield section("", ink(_("Nothing in the knowledge base fits these words."), STRONG))
        if self.filters:
            yield section(
                "", _("A filter is set: {filters}.").format(filters=", ".join(self.filters))
            )
        unanswered = _("{key} registers the question as one without an answer.")
        yield section("", ink(unanswered.format(key=register_key), MUTED))

    def subjects(
        self, words: str, selected: str | None, *, is_chosen: bool, now: datetime
    ) -> Sequence[Subject]:
        """What may be registered, the likeliest first.

        Where search does not trust its answer, that is "not in the knowledge base", unless a person
        has chosen an entry.
        """
        confident = self._result.confident if self._result else None
        refs = [selected] if selected else []
        if not confident and self._result:
            refs += [hit.ref for hit in self._result.hits[:_ALTERNATIVES]]
        entries = [entry for ref in dict.fromkeys(refs) if (entry := self.entry(ref))]
        found = [
            subject_of(route(self.shown, entry, now), now, query=words, confident=confident)
            for entry in entries
        ]
        nowhere = unknown(words, confident)
        return [*found, nowhere] if found and (confident or is_chosen) else [nowhere, *found]

    def _line(self, hit: Hit, *, is_guess: bool) -> Line:
        entry = self.entry(hit.ref)
        authority = getattr(entry, "competent_authority", "") if hit.competent_authority else ""
        aside = "" if hit.kind == "service" else say(KINDS, hit.kind)
        return Line(
            ref=hit.ref,
            name=entry.name if entry else hit.name,
            aside=f"→ {authority}" if authority else aside,
            is_guess=is_guess,
        )

    def _has_neighbours(self) -> bool:
        hits = self._result.hits if self._result else ()
        return len(hits) > 1 and hits[1].score >= _NEIGHBOUR * hits[0].score


def _next(code: str | None, labels: Mapping[str, str]) -> str | None:
    codes = [None, *labels]
    return codes[(codes.index(code) + 1) % len(codes)]
