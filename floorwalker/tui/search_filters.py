"""The filters of the search: for one audience only, of one kind only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from floorwalker.labels import AUDIENCES, KINDS, label_of


@dataclass(frozen=True)
class SearchFilters:
    """What hits must be; an empty text admits everything. False where no filter is set."""

    audience: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.audience or self.kind)

    def with_next_audience(self) -> "SearchFilters":
        """The next audience, after the last one everybody."""
        return replace(self, audience=_next(self.audience, AUDIENCES))

    def with_next_kind(self) -> "SearchFilters":
        """The next kind, after the last one every kind."""
        return replace(self, kind=_next(self.kind, KINDS))

    @property
    def words(self) -> Sequence[str]:
        words = (label_of(AUDIENCES, self.audience), label_of(KINDS, self.kind))
        return [each for each in words if each]


UNFILTERED: Final = SearchFilters()
"""What every errand begins with."""


def _next(code: str, labels: Mapping[str, str]) -> str:
    codes = ["", *labels]
    return codes[(codes.index(code) + 1) % len(codes)]
