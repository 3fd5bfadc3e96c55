"""A week's figures, from its encounters alone: nothing here reads a disk or a clock.

What concerns the knowledge base as well, feedback and records past their review, is handed in.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from floorwalker.journal.encounter import Encounter, Feedback, has_follow_up, is_sensitive

if TYPE_CHECKING:
    from floorwalker.journal.retention import WeeklyCount
    from floorwalker.journal.sums import Sums

GapKind = Literal["search", "feedback", "stale"]

FIRST_DOOR: Final = ("answered", "self_service", "handed_over")
"""Outcomes of which the visitor need not go to another door."""
NO_REVIEW: Final[Collection[str]] = frozenset()


class Gap(Struct, frozen=True, kw_only=True):
    """Something that the knowledge base could not answer, or should not have."""

    kind: GapKind
    text: str
    """What was searched, what was reported, or the name of the stale record."""
    visitors: int
    """How many it concerned in the week."""


class Promises(Struct, frozen=True, kw_only=True):
    """What became of the promises made in the week, as things stand today."""

    on_time: int = 0
    late: int = 0
    waiting: int = 0
    """Open, and not due yet."""
    overdue: int = 0

    @property
    def made(self) -> int:
        return self.on_time + self.late + self.waiting + self.overdue


class Week(Struct, frozen=True, kw_only=True):
    """The figures of one ISO week."""

    week: str
    visits: int
    hours: Mapping[tuple[int, int], int]
    """By weekday (Monday is 0) and local hour."""
    channels: Mapping[str, int]
    audiences: Mapping[str, int]
    outcomes: Mapping[str, int]
    unmet_reasons: Mapping[str, int]
    wrong_doors: int
    authorities: Mapping[str, int]
    """Wrong doors by the authority that people came for."""
    avoidable: int
    challenges: Mapping[tuple[str, str], int]
    """By theme, empty where there is none, and challenge."""
    unanswered: int
    """Visits for which the knowledge base had no answer that it trusted."""
    gaps: tuple[Gap, ...]
    """Most visitors first."""
    promises: Promises
    timed: int
    median_s: int | None
    """Seconds to register one; None where nothing was timed."""
    closed: Mapping[str, int]
    """Contact points, or what people came for, by how often closed when needed."""

    @property
    def first_door(self) -> int:
        """Visits that were solved, or warmly handed over, where they came in."""
        return sum(self.outcomes.get(outcome, 0) for outcome in FIRST_DOOR)


class KnownNames(Struct, frozen=True, kw_only=True):
    """What the knowledge base and its readers add."""

    feedback: Sequence[Feedback] = ()
    stale: Collection[str] = NO_REVIEW
    """Refs of records past their review."""
    names: Mapping[str, str] = {}
    """Names of entries by ref."""


def summarise(
    week: str,
    encounters: Iterable[Encounter],
    *,
    today: date,
    known: KnownNames | None = None,
    purged: Iterable["WeeklyCount"] = (),
) -> Week:
    """The figures of `week`; `today` decides which promises are overdue.

    Args:
        week: ISO week, `2026-W47`.
        encounters: those of the week, in any order, read once.
        today: the local day.
        known: feedback of the week, and what is stale.
        purged: counts kept of encounters of the week that were deleted since.
    """
    tally = _Tally()
    for encounter in encounters:
        tally.add(encounter, today)
    for kept in purged:
        tally.add_purged(kept)
    return tally.week(week, known or KnownNames())


def summarise_sums(
    week: str,
    sums: "Sums",
    *,
    known: KnownNames | None = None,
    purged: Iterable["WeeklyCount"] = (),
) -> Week:
    """The figures of `week` as `summarise` gives them, from what its encounters add up to."""
    tally = _Tally()
    tally.add_sums(sums)
    for kept in purged:
        tally.add_purged(kept)
    return tally.week(week, known or KnownNames())


class _Tally:
    """The sums while the encounters pass."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()
        self.hours: Counter[tuple[int, int]] = Counter()
        self.columns: dict[str, Counter[str]] = {
            name: Counter() for name in ("channel", "audience", "outcome", "unmet_reason")
        }
        self.authorities: Counter[str] = Counter()
        self.challenges: Counter[tuple[str, str]] = Counter()
        self.searches: Counter[str] = Counter()
        self.refs: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self.promises: Counter[str] = Counter()
        self.durations: Counter[int] = Counter()
        self.closed: Counter[str] = Counter()

    def add(self, encounter: Encounter, today: date) -> None:
        """Count one encounter in all that it belongs to."""
        self.sums["visits"] += 1
        day = date.fromisoformat(encounter.started_at[:10])
        self.hours[day.weekday(), int(encounter.started_at[11:13])] += 1
        for column, counts in self.columns.items():
            value = getattr(encounter, column)
            if value is not None:
                counts[value] += 1
        if encounter.competent_authority is not None:
            self.sums["wrong_doors"] += 1
            self.authorities[encounter.competent_authority] += 1
        self.sums["avoidable"] += bool(encounter.challenges)
        self.challenges.update((encounter.theme or "", code) for code in encounter.challenges)
        if encounter.duration_s is not None:
            self.durations[encounter.duration_s] += 1
        if encounter.unmet_reason == "closed":
            where = encounter.contact_name or encounter.name or encounter.theme
            self.closed[where or ""] += 1
        if has_follow_up(encounter):
            self.promises[_state(encounter, today)] += 1
        self._add_knowledge(encounter)

    def _add_knowledge(self, encounter: Encounter) -> None:
        if encounter.ref is not None:
            self.refs[encounter.ref] += 1
            self.names[encounter.ref] = encounter.name or encounter.ref
        missing = encounter.ref is None and not is_sensitive(encounter)
        if missing or encounter.confident is False:
            self.sums["unanswered"] += 1
            if encounter.query:
                self.searches[" ".join(encounter.query.casefold().split())] += 1

    def add_sums(self, sums: "Sums") -> None:
        """Count many at once."""
        self.sums["visits"] += sums.hours.total()
        for moment, number in sums.hours.items():
            day = date.fromisoformat(moment[:10])
            self.hours[day.weekday(), int(moment[11:13])] += number
        for column, counts in sums.columns.items():
            self.columns[column] += counts
        self.sums["wrong_doors"] += sums.authorities.total()
        self.authorities += sums.authorities
        for (theme, codes), number in sums.challenges.items():
            self.sums["avoidable"] += number
            for code in codes.split(";"):
                self.challenges[theme, code] += number
        self.durations += sums.seconds
        self.closed += sums.closed
        self.promises += sums.promises
        self.sums["unanswered"] += sums.unanswered
        for words, number in sums.searches.items():
            self.searches[" ".join(words.casefold().split())] += number
        self.refs += sums.refs
        self.names |= sums.names

    def add_purged(self, kept: "WeeklyCount") -> None:
        """Count what is left of encounters that were deleted."""
        sums = {"total": "visits", "wrong_door": "wrong_doors", "avoidable": "avoidable"}
        if kept.dimension in sums:
            self.sums[sums[kept.dimension]] += kept.count
        elif kept.dimension in self.columns:
            self.columns[kept.dimension][kept.value] += kept.count

    def week(self, week: str, known: KnownNames) -> Week:
        return Week(
            week=week,
            visits=self.sums["visits"],
            hours=self.hours,
            channels=self.columns["channel"],
            audiences=self.columns["audience"],
            outcomes=self.columns["outcome"],
            unmet_reasons=self.columns["unmet_reason"],
            wrong_doors=self.sums["wrong_doors"],
            authorities=self.authorities,
            avoidable=self.sums["avoidable"],
            challenges=self.challenges,
            unanswered=self.sums["unanswered"],
            gaps=tuple(sorted(self._gaps(known), key=lambda gap: (-gap.visitors, gap.text))),
            promises=Promises(**self.promises),
            timed=self.durations.total(),
            median_s=_median_low(self.durations),
            closed=self.closed,
        )

    def _gaps(self, known: KnownNames) -> Iterable[Gap]:
        for text, visitors in self.searches.items():
            yield Gap(kind="search", text=text, visitors=visitors)
        names = {**known.names, **self.names}
        reported = Counter(one.ref for one in known.feedback if one.ref)
        for ref, reports in reported.items():
            visitors = max(reports, self.refs[ref])
            yield Gap(kind="feedback", text=names.get(ref, ref), visitors=visitors)
        for one in known.feedback:
            if one.ref is None and one.comment:  # its words may have been deleted
                yield Gap(kind="feedback", text=one.comment, visitors=1)
        for ref, visitors in self.refs.items():
            if ref in known.stale:
                yield Gap(kind="stale", text=names[ref], visitors=visitors)


def _median_low(counts: Counter[int]) -> int | None:
    """The lower median of values that come so often; None of none."""
    middle = (counts.total() + 1) // 2
    for value in sorted(counts):
        middle -= counts[value]
        if middle <= 0:
            return value
    return None


def _state(encounter: Encounter, today: date) -> str:
    """Under which of `Promises` a promise counts."""
    due = encounter.follow_up_due
    if encounter.follow_up_closed_at is not None:
        closed = date.fromisoformat(encounter.follow_up_closed_at[:10])
        return "on_time" if due is None or closed <= due else "late"
    return "waiting" if due is None or due >= today else "overdue"
