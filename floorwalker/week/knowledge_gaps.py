"""What the knowledge base should say next: what visitors asked for in vain, and what is in doubt.

Every gap counts the visitors it concerned; whatever concerned most of them comes first. All of it
comes from the journal, so nobody's name or number can be in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.journal.encounter import Encounter, Feedback
from floorwalker.knowledge.checking.checker import due_records
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.knowledge.owners import owner_of
from floorwalker.search.stopwords import FILLERS
from floorwalker.search.text import Stems, fold, words

GapKind = Literal["unanswered", "closed", "feedback", "stale"]

_IN_VAIN: Final = ("no_such_service", "unknown_answer")
"""Reasons to leave without a way forward that say that the knowledge base lacks something."""
_SHOWN: Final = 5
"""Different wordings of one gap that are repeated."""


class KnowledgeGap(Struct, frozen=True, kw_only=True):
    """One thing to write or to mend."""

    kind: GapKind
    visitors: int
    """Whom it concerned, as far as the journal knows."""
    ref: str | None = None
    """The entry that it is about; for `closed` the contact point. None where there is no entry."""
    name: str | None = None
    words: tuple[str, ...] = ()
    """What was searched for, the most frequent wording first; for feedback the comments."""
    near: str | None = None
    """The entry that may only lack a keyword."""
    owner: str | None = None
    """The id of the contact point that keeps the entry, for `unanswered` the nearest one."""
    last: str | None = None
    """The day on which it last concerned anybody; for `stale` the day of the last check."""


Near = Callable[[str], str | None]
"""The ref of the entry nearest to what was searched for, or None."""


def find_gaps(
    encounters: Iterable[Encounter],
    feedback: Iterable[Feedback],
    knowledge: Knowledge,
    today: date,
    near: Near,
) -> list[KnowledgeGap]:
    """Every gap, whatever concerned most visitors first. `feedback` is what is still open."""
    kept = tuple(encounters)
    used = Counter(encounter.ref for encounter in kept if encounter.ref)
    found = [
        *_unanswered(kept, near),
        *_closed(kept, knowledge),
        *_reported(feedback, used, knowledge),
        *_stale(used, knowledge, today),
    ]
    gaps = [replace(gap, owner=_owner(gap.ref or gap.near, knowledge)) for gap in found]
    order: tuple[GapKind, ...] = ("unanswered", "closed", "feedback", "stale")
    return sorted(
        gaps, key=lambda gap: (-gap.visitors, order.index(gap.kind), gap.ref or "", gap.words)
    )


def _unanswered(encounters: Iterable[Encounter], near: Near) -> list[KnowledgeGap]:
    """Searches without an answer, grouped by what is left of their words when folded."""
    stems = Stems()
    groups: dict[frozenset[str], list[Encounter]] = {}
    for encounter in encounters:
        if encounter.query and _is_unanswered(encounter):
            groups.setdefault(_meaning(encounter.query, stems), []).append(encounter)
    gaps = []
    for asked in groups.values():
        wordings = Counter(e.query for e in asked if e.query).most_common()
        said = tuple(query for query, _count in sorted(wordings, key=lambda w: (-w[1], w[0])))
        gaps.append(
            KnowledgeGap(
                kind="unanswered",
                visitors=len(asked),
                words=said[:_SHOWN],
                near=_chosen(asked) or near(said[0]),
                last=_last_day(asked),
            )
        )
    return gaps


def _chosen(encounters: Iterable[Encounter]) -> str | None:
    """The entry that the desk itself took most often, though the search did not trust it."""
    refs = Counter(encounter.ref for encounter in encounters if encounter.ref)
    return max(refs, key=lambda ref: (refs[ref], ref)) if refs else None


def _is_unanswered(encounter: Encounter) -> bool:
    """Whether nothing was found that deserved trust, or nobody knew the answer."""
    return (
        encounter.ref is None or encounter.confident is False or encounter.unmet_reason in _IN_VAIN
    )


def _meaning(query: str, stems: Stems) -> frozenset[str]:
    """The stems of the words that say something; of all words where none does."""
    said = words(query)
    telling = [word for word in said if word not in FILLERS] or said
    return frozenset(stems.danish(word) for word in telling) or frozenset({fold(query)})


def _last_day(encounters: Iterable[Encounter]) -> str:
    return max(encounter.started_at for encounter in encounters)[:10]


def _closed(encounters: Iterable[Encounter], knowledge: Knowledge) -> list[KnowledgeGap]:
    """Contact points that were closed when a visitor needed them."""
    turned_away: dict[str, list[Encounter]] = {}
    for encounter in encounters:
        if encounter.unmet_reason == "closed":
            ref = encounter.contact_ref or _first_contact(encounter, knowledge)
            if ref is not None:
                turned_away.setdefault(ref, []).append(encounter)
    return [
        KnowledgeGap(
            kind="closed",
            visitors=len(gone),
            ref=ref,
            name=_name(ref, knowledge) or gone[-1].contact_name,
            last=_last_day(gone),
        )
        for ref, gone in turned_away.items()
    ]


def _first_contact(encounter: Encounter, knowledge: Knowledge) -> str | None:
    """Where the visitor would have been sent: the entry itself, or its first contact point."""
    ref = encounter.ref or ""
    if ref.startswith("contact:"):
        return ref
    service = knowledge.services.get(ref.removeprefix("service:"))
    if service is None or not service.contact_points:
        return encounter.ref
    return f"contact:{service.contact_points[0]}"


def _reported(
    feedback: Iterable[Feedback], used: Mapping[str, int], knowledge: Knowledge
) -> list[KnowledgeGap]:
    """What the desk reported: an entry in doubt concerns everybody who came for it."""
    reports: dict[str, list[Feedback]] = {}
    for report in feedback:
        reports.setdefault(report.ref or report.feedback_id, []).append(report)
    return [
        KnowledgeGap(
            kind="feedback",
            visitors=max(len(given), used.get(ref, 0)),
            ref=given[0].ref,
            name=_name(ref, knowledge),
            words=tuple(report.comment for report in given)[:_SHOWN],
            last=max(report.at for report in given)[:10],
        )
        for ref, given in reports.items()
    ]


def _stale(used: Mapping[str, int], knowledge: Knowledge, today: date) -> list[KnowledgeGap]:
    """Entries past their review, as far as anybody came for them."""
    return [
        KnowledgeGap(
            kind="stale",
            visitors=used[due.ref],
            ref=due.ref,
            name=due.name,
            last=due.assured_date.isoformat() if due.assured_date else None,
        )
        for due in due_records(knowledge, today)
        if due.ref in used and due.due is not None
    ]


def _owner(ref: str | None, knowledge: Knowledge) -> str | None:
    owner = owner_of(knowledge, ref)
    return owner.id if owner else None


def _name(ref: str, knowledge: Knowledge) -> str | None:
    return getattr(knowledge.entry(ref), "name", None)
