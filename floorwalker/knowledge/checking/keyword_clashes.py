"""Words that lead to two services, and the question at the desk that may tell the two apart."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.model.records import Service

_STEM: Final = 5
"""Letters in which two words have to agree: `pas` and `passet`, `boligstøtte` and `boligen`."""
_FEW: Final = 5
"""Services with the same keyword that are told two by two."""
_TELLING: Final = 3
"""Letters that a word needs to tell anything."""


class Clash(Struct, frozen=True):
    """A keyword of one service that is also a keyword, or the name, of another."""

    keyword: str
    at: Service
    """The later of the two in whose keywords it stands."""
    position: int
    other: Service
    questions: tuple[tuple[str, str], ...]
    """What is asked at the desk: the ref of the service that asks, and the question."""


def keyword_clashes(services: Mapping[str, Service]) -> Iterator[Clash]:
    """Every keyword that two services share, once for each two, in the order of the services.

    A word of more than a few services is a word of everybody: each is told once, with the first.
    """
    owners: dict[str, dict[str, None]] = {}
    for service in services.values():
        for word in (service.name, *service.keywords):
            owners.setdefault(_said(word), {})[service.id] = None
    for word, ids in owners.items():
        pairs = combinations(ids, 2) if len(ids) <= _FEW else product([*ids][:1], [*ids][1:])
        for first, second in pairs:
            yield from _clash(word, services[first], services[second])


def _clash(word: str, first: Service, second: Service) -> Iterator[Clash]:
    """The clash at the keyword of the later one; of two names that are alike there is none."""
    for at, other in ((second, first), (first, second)):
        for position, keyword in enumerate(at.keywords):
            if _said(keyword) == word:
                questions = (*_question(at, other), *_question(other, at))
                yield Clash(keyword, at, position, other, questions)
                return


def _question(service: Service, other: Service) -> tuple[tuple[str, str], ...]:
    """The question of `service` that says most of what `other` is called; the first otherwise."""
    if not service.questions:
        return ()
    name = _stems(other.name)
    best = max(service.questions, key=lambda question: len(_stems(question) & name))
    return ((service.ref, best),)


def _stems(text: str) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return {word[:_STEM] for word in words if len(word) >= _TELLING}


def _said(word: str) -> str:
    return " ".join(word.casefold().split())
