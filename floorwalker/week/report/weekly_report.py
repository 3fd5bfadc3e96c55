"""The week as a manager reads it: in the terminal, and as one page.

`gather` reads the journal; the rest makes text of its figures.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from floorwalker.dates import format_date
from floorwalker.files import whole_file
from floorwalker.i18n import _
from floorwalker.plain_text import printable
from floorwalker.week.figures import KnownNames, Week, summarise_sums
from floorwalker.week.files.export import Period, week_of
from floorwalker.week.report.sections import WEEKS_BEFORE, answer

if TYPE_CHECKING:
    from floorwalker.journal.store import Journal
    from floorwalker.knowledge.model.records import Knowledge

_INDENT = "   "


class Figures(Struct, frozen=True, kw_only=True):
    """A week and those it is compared with."""

    desk: str
    period: Period
    today: date
    week: Week
    before: tuple[Week, ...]
    """Oldest first; from the log's first week on, at most four."""

    @property
    def unfinished(self) -> bool:
        """Whether the week still goes on."""
        return self.period.last >= self.today


def default_week(journal: "Journal", today: date) -> date:
    """The Monday of the last finished week; of this one where the log began in it."""
    this = today - timedelta(days=today.weekday())
    earlier = next(journal.days.between(date.min, this - timedelta(days=1)), None)
    return this if earlier is None else this - timedelta(days=7)


def gather(
    journal: "Journal",
    knowledge: "Knowledge",
    monday: date,
    *,
    desk: str,
    today: date,
    progress: Callable[[float], None] | None = None,
) -> Figures:
    """The figures of the week that begins on `monday`, and of the four before.

    `progress` hears which share of the work is done, from 0 to 1; what it raises ends it.

    Raises:
        JournalError: the log cannot be read.
    """
    periods = [week_of(monday - timedelta(weeks=weeks)) for weeks in range(WEEKS_BEFORE, -1, -1)]
    weeks = []
    for number, period in enumerate(periods):

        def count(done: int, total: int, number: int = number) -> None:
            if progress is not None:
                progress((number + done / max(total, 1)) / len(periods))

        weeks.append(_week(journal, knowledge, period, today, count))
    *earlier, week = weeks
    while earlier and not earlier[0].visits:
        earlier.pop(0)
    return Figures(desk=desk, period=periods[-1], today=today, week=week, before=tuple(earlier))


def _week(
    journal: "Journal",
    knowledge: "Knowledge",
    period: Period,
    today: date,
    progress: Callable[[int, int], None],
) -> Week:
    on = min(period.last, today)
    shared = (knowledge.services, knowledge.contact_points, knowledge.guides)
    known = KnownNames(
        feedback=journal.feedback.between(period.first, period.last),
        stale={one.ref for entries in shared for one in entries.values() if one.is_stale(on)},
        names={entry.ref: entry.name for entry in knowledge.entries()},
    )
    return summarise_sums(
        period.name,
        journal.days.sums(period.first, period.last, today, progress),
        known=known,
        purged=journal.retention.weekly_counts(period.name),
    )


def title(figures: Figures) -> str:
    """`Uge 47 i skranken`."""
    return _("Week {number} at the desk").format(number=int(figures.week.week[-2:]))


def subtitle(figures: Figures) -> str:
    """The days, the desk, and what the week is compared with, on one line."""
    first, last = format_date(figures.period.first), format_date(figures.period.last)
    parts = [f"{first} – {last}", figures.desk, _compared(figures.before)]
    if figures.unfinished:
        parts.append(_("the week is not over"))
    return " · ".join(parts)


def _compared(before: Sequence[Week]) -> str:
    if not before:
        return _("nothing to compare with yet")
    first, last = int(before[0].week[-2:]), int(before[-1].week[-2:])
    if len(before) == 1:
        return _("compared with week {first}").format(first=first)
    return _("compared with weeks {first}–{last}").format(first=first, last=last)


def terminal_lines(figures: Figures, width: int) -> list[str]:
    """The report in plain lines of at most `width` characters, every count as it is."""
    import textwrap

    from floorwalker.week.report.terminal_plots import lines

    said = [title(figures), *textwrap.wrap(printable(subtitle(figures)), width)]
    answers = answer(figures.week, figures.before, exact=True)
    for number, one in enumerate(answers, start=1):
        said += ["", f"{number}. {one.question}"]
        said += textwrap.wrap(
            printable(one.sentence), width, initial_indent=_INDENT, subsequent_indent=_INDENT
        )
        if one.chart is not None:
            said += ["", *(_INDENT + line for line in lines(one.chart, width - len(_INDENT)))]
    return [line.rstrip() for line in said]


def write_page(path: Path, figures: Figures, *, replacing: bool = True) -> None:
    """Write the report as one page that needs nothing else; counts from 1 to 4 are hidden.

    Raises:
        FloorwalkerError: the file cannot be written.
    """
    from floorwalker.week.report.page import page

    answers = answer(figures.week, figures.before, exact=False)
    with whole_file(path, replacing=replacing) as file:
        file.write(page(title(figures), subtitle(figures), answers).encode("utf-8"))
