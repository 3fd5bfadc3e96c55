"""How figures are told: exactly at the desk, and with small counts hidden on a page that travels.

A count from 1 to 4 could point to a person. On the page it reads `<5`, takes no part in a share or
an average that would give it away, and draws the same as every other small count.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from floorwalker.i18n import _, language
from floorwalker.week.figures import Week
from floorwalker.week.report.charts import HIGHEST, Bar, Bars, Cell

SMALL: Final = 5
"""Counts below it are hidden, but for none at all."""
_STUB: Final = 0.02
"""The length of a bar that hides its count."""


class Disclosure(Struct, frozen=True, kw_only=True):
    """Who reads the figures: `exact` for the desk's own screen."""

    exact: bool

    def hides(self, count: float) -> bool:
        """Whether the count is too small to be told."""
        return not self.exact and 0 < count < SMALL

    def count(self, number: int) -> str:
        """The count as it is shown: `1.204`, or `<5`."""
        from babel.numbers import format_decimal

        return f"<{SMALL}" if self.hides(number) else format_decimal(number, locale=language())

    def form(self, number: int) -> int:
        """The number whose plural form to use, which does not give a hidden one away."""
        return SMALL if self.hides(number) else number

    def share(self, part: int, whole: int) -> str | None:
        """`82 %`; None where there is no share, or where it would give a hidden count away."""
        if whole == 0 or self.hides(part) or self.hides(whole):
            return None
        return percent(part / whole)

    def listed(self, counts: Mapping[str, int], say: Callable[[str, int], str]) -> str:
        """Those that occur, most frequent first, with commas between."""
        return ", ".join(say(name, number) for name, number in ranked(counts) if number)

    def cell(self, number: int, highest: int) -> Cell:
        """A cell of a heat map in which `highest` is the largest count."""
        if number == 0:
            return Cell(text="", level=0)
        level = 1 if self.hides(number) else 1 + (HIGHEST - 1) * number // max(highest, 1)
        return Cell(text=self.count(number), level=min(level, HIGHEST))

    def bar(
        self,
        label: str,
        number: int,
        whole: int,
        *,
        average: float | None = None,
        strong: bool = False,
        text: str = "",
    ) -> Bar:
        """A bar for `number` out of `whole`, which is as long as a bar can be."""
        hidden = self.hides(number)
        told = None if average is None or self.hides(average) else average
        return Bar(
            label=label,
            text=text or self.count(number),
            length=_STUB if hidden else min(1.0, number / max(whole, 1)),
            mark=None if told is None else min(1.0, told / max(whole, 1)),
            hidden=hidden,
            strong=strong,
        )


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first; by name where they are as frequent."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def average(before: Sequence[Week], figure: Callable[[Week], int]) -> float | None:
    """The mean of `figure` over the weeks before; None for a first week."""
    return sum(map(figure, before)) / len(before) if before else None


def bars(made: Sequence[Bar], *, goal: float | None = None, goal_label: str = "") -> Bars:
    """The bars, with the words for their marks where there are any."""
    marked = any(bar.mark is not None for bar in made)
    label = _("average of the weeks before") if marked else ""
    return Bars(bars=tuple(made), mark_label=label, goal=goal, goal_label=goal_label)


def percent(share: float) -> str:
    """`82 %` for 0.82, rounded half up."""
    from babel.numbers import format_percent

    return format_percent(int(100 * share + 0.5) / 100, locale=language())


def sentence(*clauses: str | None) -> str:
    """The clauses that are said, as one sentence."""
    text = "; ".join(clause for clause in clauses if clause)
    return f"{text[:1].upper()}{text[1:]}."
