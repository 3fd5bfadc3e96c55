"""Opening hours taken apart: rules, the days that each names, its times, and what it says of them.

The words are those of OpenStreetMap's specification of `opening_hours`. Weekdays count from 0,
Monday; minutes count from the midnight at which the day begins, and go past 1440 into the night.
"""

from typing import Final, Literal

from msgspec import Struct

State = Literal["open", "closed", "unknown"]
Joint = Literal["normal", "additional", "fallback"]
"""How a rule stands to those before it: after `;` it takes their place on its days, after `, ` it
adds to them, after `||` it holds where they leave the place closed."""
Event = Literal["dawn", "sunrise", "sunset", "dusk"]

DAY: Final = 24 * 60
"""The minutes of a day."""
WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


class Years(Struct, frozen=True):
    """`2026`, `2026-2028`, `2026-2034/2`, `2026+`."""

    first: int
    last: int | None
    """None where it never ends."""
    step: int = 1


class Offset(Struct, frozen=True):
    """`+1 day`, `-2 days`; `-Su` is the Sunday on or before, `+Su` the one on or after."""

    days: int = 0
    weekday: int | None = None


class Day(Struct, frozen=True):
    """One day of a year: `Dec 24`, `2026 Dec 24`, `easter`, `Dec Mo[-1]`."""

    month: int
    """From 1; 0 is Easter Sunday."""
    day: int = 0
    """The day of the month; 0 where a weekday is counted."""
    year: int | None = None
    weekday: int = 0
    nth: int = 0
    """Which of the month's weekdays; negative from the end."""
    offset: Offset | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is the same day of the same month in every year."""
        return self.month > 0 and self.day > 0 and self.year is None and self.offset is None


class Dates(Struct, frozen=True):
    """`Dec 24`, `Dec 24-31`, `2026 Dec 24+`."""

    first: Day
    last: Day
    endless: bool = False
    """Whether it goes on after `first`: to the end of the year, for ever where a year is named."""


class Months(Struct, frozen=True):
    """`Jun`, `Nov-Feb`, `2026 Nov-Feb`."""

    first: int
    last: int
    year: int | None = None
    last_year: int | None = None


class Weeks(Struct, frozen=True):
    """`week 10`, `week 1-53/2`: ISO weeks."""

    first: int
    last: int
    step: int = 1


class Numbered(Struct, frozen=True):
    """`Th[1]`, `Th[1-2,-1] +1 day`."""

    weekday: int
    nths: tuple[int, ...]
    days_later: int = 0


class Holiday(Struct, frozen=True):
    """`PH`, `PH -1 day`, `SH`."""

    school: bool
    days_later: int = 0


class Clock(Struct, frozen=True):
    """`10:00`, `sunset`, `(sunset-00:30)`."""

    minutes: int
    """From midnight; from the event where there is one."""
    event: Event | None = None


class Span(Struct, frozen=True):
    """`10:00-14:00`, `10:00+`, `10:00-14:00+`."""

    start: Clock
    end: Clock | None
    """None where only the beginning is known."""
    open_end: bool = False

    @property
    def may_pass_midnight(self) -> bool:
        """Whether it can go on into the next day."""
        if self.start.event or self.end is None or self.end.event or self.open_end:
            return True
        return self.end.minutes > DAY


class Rule(Struct, frozen=True, kw_only=True):
    """One rule: on which days, at which times, what holds."""

    start: int
    end: int
    """Where it stands in the text."""
    joint: Joint = "normal"
    years: tuple[Years, ...] = ()
    dates: tuple[Dates | Months, ...] = ()
    weeks: tuple[Weeks, ...] = ()
    weekdays: frozenset[int] = frozenset()
    numbered: tuple[Numbered, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    both: bool = False
    """Whether a day has to be holiday and weekday at once: `PH Mo`, not `PH,Mo`."""
    spans: tuple[Span, ...] = ()
    """None: the whole day."""
    state: State = "open"
    comment: str = ""
    explicit: bool = False
    """Whether the rule says its state: a word, a comment, `24/7`."""

    @property
    def names_days(self) -> bool:
        """Whether it holds on some days only."""
        return bool(self.years or self.dates or self.weeks or self.names_weekdays)

    @property
    def names_weekdays(self) -> bool:
        """Whether it holds on some weekdays or holidays only."""
        return bool(self.weekdays or self.numbered or self.holidays)

    @property
    def passes_midnight(self) -> bool:
        """Whether a time of it can go on into the next day."""
        return any(span.may_pass_midnight for span in self.spans)


class Hours(Struct, frozen=True):
    """Opening hours taken apart."""

    text: str
    rules: tuple[Rule, ...]
    loose: tuple[tuple[int, int], ...] = ()
    """Where spaces stand that others may read differently, or where one is missing."""

    @property
    def selectors(self) -> int:
        """How much there is to look at for a day."""
        return sum(
            1 + len(rule.dates) + len(rule.weeks) + len(rule.numbered) for rule in self.rules
        )

    def part(self, rule: Rule) -> str:
        """The rule as it stands in the text."""
        return self.text[rule.start : rule.end]
