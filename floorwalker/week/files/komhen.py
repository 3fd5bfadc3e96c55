"""Counts for comparison with other municipalities, as in KL's KOMHEN weeks.

An encounter is a *fejlhenvendelse* where another authority decides; else a *transaction* where
something was done for the visitor here (self-service, a warm handover, an appointment); else
*information*.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from floorwalker.journal.encounter import CHANNELS, Channel, Encounter
from floorwalker.week.files.kle import MAIN_GROUPS

Kind = Literal["information", "transaction", "fejlhenvendelse"]

_TRANSACTIONS: Final = frozenset({"self_service", "handed_over", "appointment"})
_DIGITS: Final = 2
"""Of a KLE number, those of its main group."""
_TASK_LENGTH: Final = len("NN.NN.NN")


class KomhenRow(Struct, frozen=True, kw_only=True):
    """What came in one week through one channel about one task."""

    week: str
    channel: Channel
    kle: str
    """The task, `23.05.10`; its main group, `23`, where the entry names no task; empty where the
    entry has no KLE number, or none was kept."""
    kle_name: str
    """The name of the main group."""
    information: int
    transaction: int
    fejlhenvendelse: int


def kind_of(encounter: Encounter) -> Kind:
    """What the encounter counts as."""
    if encounter.competent_authority is not None:
        return "fejlhenvendelse"
    return "transaction" if encounter.outcome in _TRANSACTIONS else "information"


def count(encounters: Iterable[Encounter]) -> Iterator[KomhenRow]:
    """One row for each week, channel and task that occurs, in this order."""
    counts = Counter(
        (e.week, CHANNELS.index(e.channel), _task(e.kle or ""), kind_of(e)) for e in encounters
    )
    for week, channel, kle in sorted({key[:3] for key in counts}):
        yield KomhenRow(
            week=week,
            channel=CHANNELS[channel],
            kle=kle,
            kle_name=MAIN_GROUPS.get(kle[:_DIGITS], ""),
            information=counts[week, channel, kle, "information"],
            transaction=counts[week, channel, kle, "transaction"],
            fejlhenvendelse=counts[week, channel, kle, "fejlhenvendelse"],
        )


def _task(kle: str) -> str:
    """The number whole where it names a task, else its main group."""
    return kle if len(kle) == _TASK_LENGTH else kle[:_DIGITS]
