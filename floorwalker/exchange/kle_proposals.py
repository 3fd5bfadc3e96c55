"""Which task of KLE each service may be: by the exact words of its name and keywords."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from floorwalker.exchange.kle_list import KleList, KleSubject
from floorwalker.knowledge.model.records import Service

_GENERAL: Final = " i almindelighed"
"""How KLE's titles of what has no subject of its own end."""
_TASK_LENGTH: Final = len("NN.NN.NN")


class Candidate(Struct, frozen=True, kw_only=True):
    """A subject that shares words with a service."""

    number: str
    title: str
    matched: tuple[str, ...]
    """The service's words that are the subject's title or keywords."""
    fits: bool
    """Whether it lies within the number that the service has; true where that has none."""


class Proposal(Struct, frozen=True, kw_only=True):
    """What the list says of one service."""

    ref: str
    name: str
    kle: str
    """The number that the service has."""
    state: str
    """`no-task`: names no task yet; `retired`: its task goes out of KLE; `unknown`: the list does
    not have its task."""
    retired: str
    candidates: tuple[Candidate, ...]
    """The nearest first."""
    only: str
    """The number, where one is clearly meant: what replaces a number that went out, or the one
    candidate that the service's own name names. Else empty: a keyword by itself leads astray."""


def propose(services: Iterable[Service], subjects: KleList) -> list[Proposal]:
    """For each service without a task that holds, what the list has for it.

    Subjects that go out of KLE are not proposed.
    """
    index = _index(subjects)
    found = (_proposal(service, subjects, index) for service in services)
    return [proposal for proposal in found if proposal is not None]


def _index(subjects: KleList) -> dict[str, dict[str, None]]:
    """The numbers that each title and each keyword names."""
    index: dict[str, dict[str, None]] = {}
    for subject in subjects.values():
        if not subject.retired:
            for word in (*_titles(subject), *subject.keywords):
                index.setdefault(_plain(word), {})[subject.number] = None
    return index


def _titles(subject: KleSubject) -> Iterator[str]:
    if subject.title:
        yield subject.title
        yield subject.title.removesuffix(_GENERAL)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def _proposal(
    service: Service, subjects: KleList, index: dict[str, dict[str, None]]
) -> Proposal | None:
    known = subjects.get(service.kle)
    if known is not None and not known.retired:
        return None
    state = "no-task"
    if len(service.kle) == _TASK_LENGTH:
        state = "retired" if known is not None else "unknown"
    candidates = _candidates(service, known, subjects, index)
    return Proposal(
        ref=service.ref,
        name=service.name,
        kle=service.kle,
        state=state,
        retired=known.retired if known is not None else "",
        candidates=candidates,
        only=_only(service, known, candidates),
    )


def _only(service: Service, known: KleSubject | None, candidates: Sequence[Candidate]) -> str:
    if known is not None and known.replaced_by:
        meant = [each for each in candidates if each.number in known.replaced_by]
    else:
        name = _plain(service.name)
        named = [each for each in candidates if name in map(_plain, each.matched)]
        titled = [each for each in named if _plain(each.title).removesuffix(_GENERAL) == name]
        meant = titled or [each for each in named if each.fits]
    return meant[0].number if len(meant) == 1 and meant[0].fits else ""


def _candidates(
    service: Service,
    known: KleSubject | None,
    subjects: KleList,
    index: dict[str, dict[str, None]],
) -> tuple[Candidate, ...]:
    matched: dict[str, list[str]] = {
        number: [] for number in (known.replaced_by if known else ()) if number in subjects
    }
    weights = dict.fromkeys(matched, float(len(index)))
    for word in dict.fromkeys([service.name, *service.keywords]):
        numbers = index.get(_plain(word), {})
        for number in numbers:
            matched.setdefault(number, []).append(word)
            # a word that few subjects have says more than one that many have
            weights[number] = weights.get(number, 0) + 1 / len(numbers)
    within = service.kle if len(service.kle) < _TASK_LENGTH else service.kle[:2]
    candidates = [
        Candidate(
            number=number,
            title=subjects[number].title,
            matched=tuple(words),
            fits=f"{number}.".startswith(f"{within}.") or not within,
        )
        for number, words in matched.items()
    ]
    return tuple(
        sorted(candidates, key=lambda each: (not each.fits, -weights[each.number], each.number))
    )
