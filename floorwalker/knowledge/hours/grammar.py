"""The grammar of opening hours: from the text to rules, or to the part that cannot be read.

After OpenStreetMap's specification of `opening_hours`, version 0.7. Letters may be large or small,
and spaces may stand where the meaning stays certain; `Hours.loose` tells where others may differ.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from floorwalker.knowledge.hours.rules import (
    DAY,
    MONTHS,
    WEEKDAYS,
    Clock,
    Dates,
    Day,
    Event,
    Holiday,
    Hours,
    Joint,
    Months,
    Numbered,
    Offset,
    Rule,
    Span,
    State,
    Weeks,
    Years,
)

LONGEST: Final = 4000
"""Characters; OpenStreetMap itself stops at 255."""

ORDINAL: Final = re.compile(r"(?<![:.\d])(\d{1,2})(?:st|nd|rd|th)\b")
"""`24th`, in small letters: a day of the month, of which the grammar has the number alone."""
_TOKEN: Final = re.compile(
    r'(?P<comment>"[^"]*")|(?P<word>[^\W\d_]+)|(?P<number>[0-9]+)|(?P<bars>\|\|)|(?P<sign>[^\s])'
)
_WEEKDAY_OF: Final = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_MONTH_OF: Final = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_DAYS_IN: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EVENTS: Final[dict[str, Event]] = {
    "dawn": "dawn",
    "sunrise": "sunrise",
    "sunset": "sunset",
    "dusk": "dusk",
}
_STATES: Final[dict[str, State]] = {
    "open": "open",
    "off": "closed",
    "closed": "closed",
    "unknown": "unknown",
}
_HOLIDAYS: Final = {"ph": False, "sh": True}
_OTHER_WORDS: Final = ("easter", "week", "day", "days")
KNOWN_WORDS: Final = frozenset(
    [*_WEEKDAY_OF, *_MONTH_OF, *_EVENTS, *_STATES, *_HOLIDAYS, *_OTHER_WORDS]
)
"""Every word of the grammar, in small letters."""

_AFTER_TIMES: Final = (";", ",", *_STATES)
_AHEAD: Final = 12
"""No rule of the grammar looks further ahead, or takes more than is there."""
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 9998
_WEEKS: Final = 53
_MOST_NTH: Final = 5
_YEAR_DIGITS: Final = 4
_HOUR: Final = 60
T = TypeVar("T")


class HoursError(ValueError):
    """What cannot be read: why, and which part of the text."""

    def __init__(self, reason: str, start: int, end: int) -> None:
        super().__init__(reason)
        self.reason = reason
        """A key of `texts.REASONS`."""
        self.start = start
        self.end = end


class Token(Struct, frozen=True):
    """A word, a number, a comment or a sign of the text."""

    kind: str
    """`comment`, `word`, `number`, `bars`, `sign`; `end` after the last."""
    said: str
    """In small letters."""
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The text in tokens, of which the last is empty, of the kind `end`."""
    found = [
        Token(match.lastgroup or "", match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
    return [*found, Token("end", "", len(text), len(text))]


def parse(text: str) -> Hours:
    """The rules of `text`.

    Raises:
        HoursError: it is no opening hours.
    """
    if len(text) > LONGEST:
        raise HoursError("too-long", 0, len(text))
    return _Reading(text).hours()


@lru_cache(maxsize=4096)
def read_hours(text: str) -> Hours | HoursError:
    """The rules of `text`, or why there are none; the same hours are read once."""
    try:
        return parse(text)
    except HoursError as error:
        return error.with_traceback(None)


class _Reading:
    """Goes through the tokens once, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        tokens = tokens_of(text)
        self._tokens = [*tokens, *tokens[-1:] * _AHEAD]
        self._at = 0
        self._loose: list[tuple[int, int]] = []

    # Tokens

    def _peek(self, ahead: int = 0) -> Token:
        return self._tokens[self._at + ahead]

    def _is(self, said: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token.said == said and token.kind != "comment"

    def _is_number(self, ahead: int = 0) -> bool:
        return self._peek(ahead).kind == "number"

    def _take(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _took(self, said: str) -> bool:
        if self._is(said):
            self._at += 1
            return True
        return False

    def _last(self) -> Token:
        return self._tokens[self._at - 1]

    def _fault(self, reason: str, first: Token, last: Token | None = None) -> HoursError:
        return HoursError(reason, first.start, (last or first).end)

    def _gap(self) -> str:
        """What stands between the last token and the next one."""
        return self._text[self._last().end : self._peek().start]

    def _expect_gap(self, *allowed: str) -> None:
        """Note the place, unless what stands before the next token is as the grammar has it."""
        if self._gap() not in allowed:
            self._loose.append((self._last().start, self._peek().end))

    # Rules

    def hours(self) -> Hours:
        if self._peek().kind == "end":
            raise HoursError("empty", 0, len(self._text))
        if self._text != self._text.strip(" "):
            self._loose.append((0, len(self._text)))
        rules = [self._rule("normal")]
        while self._peek().kind != "end":
            rules.append(self._rule(self._joint(rules[-1])))
        return Hours(self._text, tuple(rules), tuple(self._loose))

    def _joint(self, before: Rule) -> Joint:
        """What stands between two rules."""
        token = self._peek()
        if token.said == "," and not (before.spans or before.explicit):
            following = self._peek(1)
            is_lone = following.kind == "end" or following.said in (",", ";", "||")
            reason = "lone-comma" if is_lone else "mixed-list"
            raise HoursError(reason, token.start if is_lone else before.start, following.end)
        if token.said == ";":
            self._take()
            if self._peek().kind == "end":
                raise self._fault("trailing-semicolon", token)
            return "normal"
        if token.kind == "bars":
            self._expect_gap(" ")
            self._take()
            self._expect_gap(" ")
            return "fallback"
        if token.said == ",":
            self._take()
            self._expect_gap(" ")
            return "additional"
        raise self._unexpected()

    def _rule(self, joint: Joint) -> Rule:
        first, at = self._peek(), self._at
        if first.kind in ("end", "bars") or first.said in (";", ","):
            raise self._empty_rule(joint, first)
        rule = Rule(start=first.start, end=first.end, joint=joint)
        if self._is("24") and self._is("/", 1) and self._is("7", 2):
            self._at += 3
            rule = replace(rule, explicit=True)
        else:
            rule = self._wide(rule)
            rule = self._weekdays(rule)
            rule = replace(rule, spans=self._spans())
        rule = self._modified(rule)
        if self._at == at:
            raise self._unexpected()
        return replace(rule, end=self._last().end)

    def _empty_rule(self, joint: Joint, token: Token) -> HoursError:
        if token.said == ",":
            return self._fault("lone-comma", token)
        if joint == "fallback" or token.kind == "bars":
            return self._fault("half-fallback", token if token.kind == "bars" else self._last())
        return self._fault("empty-rule", token)

    def _modified(self, rule: Rule) -> Rule:
        """The rule with its state and comment, which come last."""
        token = self._peek()
        if token.kind == "word" and token.said in _STATES:
            self._space_before()
            self._take()
            rule = replace(rule, state=_STATES[token.said], explicit=True)
            if self._peek().kind == "comment":
                self._space_before()
                rule = replace(rule, comment=self._comment())
        elif token.kind == "comment":
            self._space_before()
            rule = replace(rule, state="unknown", comment=self._comment(), explicit=True)
        return rule

    def _comment(self) -> str:
        token = self._take()
        return self._text[token.start + 1 : token.end - 1].strip()

    def _space_before(self) -> None:
        """The grammar has one space between the parts of a rule."""
        if self._at and self._last().said not in (";", ",", "||"):
            self._expect_gap(" ")

    # Years, dates, weeks

    def _wide(self, rule: Rule) -> Rule:
        start = self._at
        rule = replace(rule, years=self._years())
        rule = replace(rule, dates=self._dates())
        rule = replace(rule, weeks=self._weeks())
        if self._at > start and self._is(":"):
            self._take()
        return rule

    def _is_year(self, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return (
            token.kind == "number"
            and len(token.said) == _YEAR_DIGITS
            and not (self._is(":", ahead + 1) and self._is_number(ahead + 2))
        )

    def _year(self) -> int:
        token = self._take()
        if token.kind != "number" or len(token.said) != _YEAR_DIGITS:
            raise self._fault("bad-year", token)
        year = int(token.said)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise self._fault("bad-year", token)
        return year

    def _years(self) -> tuple[Years, ...]:
        if not self._is_year() or self._begins_date(1):
            return ()
        return self._list(self._year_range, self._is_year)

    def _year_range(self) -> Years:
        first_token = self._peek()
        if self._is("-", 1) and self._is_number(2) and self._is("-", 3):
            raise self._fault("iso-date", first_token, self._peek(4))
        first = self._year()
        if self._took("+"):
            return Years(first, None)
        if not self._took("-"):
            return Years(first, first)
        last = self._year()
        if last < first:
            raise self._fault("backwards", first_token, self._last())
        return Years(first, last, self._step())

    def _step(self) -> int:
        if not self._took("/"):
            return 1
        token = self._take()
        if token.kind != "number" or not int(token.said[:_YEAR_DIGITS]):
            raise self._fault("bad-step", token)
        return int(token.said[:_YEAR_DIGITS])

    def _begins_date(self, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token.kind == "word" and (token.said in _MONTH_OF or token.said == "easter")

    def _dates(self) -> tuple[Dates | Months, ...]:
        if not (self._begins_date() or (self._is_year() and self._begins_date(1))):
            return ()
        self._space_before()
        found: list[Dates | Months] = []
        while True:
            found.append(self._date_range(found[-1] if found else None))
            if not self._is(","):
                return tuple(found)
            if not (self._begins_date(1) or self._is_year(1) or self._is_day_number(1)):
                return tuple(found)
            self._take()
            self._expect_gap("")

    def _is_day_number(self, ahead: int) -> bool:
        """Whether a number stands there that is no time: `31` in `Dec 24,31`."""
        return (
            self._is_number(ahead)
            and len(self._peek(ahead).said) < _YEAR_DIGITS
            and not (self._is(":", ahead + 1) and self._is_number(ahead + 2))
            and not self._is(".", ahead + 1)
        )

    def _date_range(self, before: Dates | Months | None) -> Dates | Months:
        first_token = self._peek()
        if self._is_day_number(0):
            if not isinstance(before, Dates) or before.last.day == 0:
                raise self._fault("lone-number", first_token)
            month, year = before.last.month, before.last.year
            first = self._offset_day(Day(month, self._day_of(month, year), year))
        else:
            year = self._year() if self._is_year() else None
            if self._is_whole_month():
                return self._months(year)
            first = self._offset_day(self._day(year))
        if self._is("+") and not self._is_number(1):
            self._take()
            return Dates(first, first, endless=True)
        if not self._is("-"):
            return Dates(first, first)
        self._take()
        last = self._last_day(first)
        if first.year is None and last.year is not None:
            raise self._fault("year-at-end", first_token, self._last())
        if _is_backwards(first, last):
            raise self._fault("backwards", first_token, self._last())
        return Dates(first, last)

    def _is_whole_month(self) -> bool:
        """Whether a month stands here without a day; `Dec Mo[-1]` is a day where a range begins."""
        if self._is("easter") or self._is_day_number(1):
            return False
        return self._peek(1).said not in _WEEKDAY_OF or not self._counted_day()

    def _counted_day(self) -> bool:
        """Whether `Dec Mo[-1]` goes on as a range of dates, which a month cannot begin."""
        at = self._at
        try:
            self._day(None)
            return self._is("-") and (self._begins_date(1) or self._is_year(1))
        except HoursError:
            return False
        finally:
            self._at = at

    def _months(self, year: int | None) -> Months:
        first_token = self._take()
        first = _MONTH_OF[first_token.said]
        if not self._took("-"):
            return Months(first, first, year)
        last_year = self._year() if self._is_year() else None
        token = self._take()
        if token.said not in _MONTH_OF:
            raise self._fault("half-range", first_token, token)
        last = _MONTH_OF[token.said]
        if last_year is not None and (year is None or (last_year, last) < (year, first)):
            raise self._fault("backwards", first_token, token)
        return Months(first, last, year, last_year)

    def _day(self, year: int | None) -> Day:
        """`Dec 24`, `easter`, `Dec Mo[-1]`."""
        token = self._take()
        if token.said == "easter":
            return Day(0, year=year)
        if token.said not in _MONTH_OF:
            raise self._fault("unknown-word" if token.kind == "word" else "half-range", token)
        month = _MONTH_OF[token.said]
        weekday = _WEEKDAY_OF.get(self._peek().said)
        if weekday is None:
            return Day(month, self._day_of(month, year), year)
        self._take()
        nths = self._nths()
        if len(nths) != 1:
            raise self._fault("bad-nth", token, self._last())
        return Day(month, year=year, weekday=weekday, nth=nths[0])

    def _day_of(self, month: int, year: int | None) -> int:
        """The number of a day that the month has."""
        name, token = self._last(), self._take()
        if token.kind != "number":
            raise self._fault("half-range", name, token)
        day = int(token.said[:_YEAR_DIGITS])
        most = 28 if month == 2 and year is not None and not _is_leap(year) else _DAYS_IN[month]  # noqa: PLR2004
        if not 1 <= day <= most:
            raise self._fault("no-such-day", name if name.kind == "word" else token, token)
        if self._is("th") and not self._gap():
            raise self._fault("ordinal", token, self._peek())
        return day

    def _last_day(self, first: Day) -> Day:
        if self._is_day_number(0):
            month = first.month
            if not month:
                raise self._fault("half-range", self._peek())
            return self._offset_day(Day(month, self._day_of(month, first.year), first.year))
        year = self._year() if self._is_year() else None
        if not self._begins_date():
            raise self._fault("half-range", self._last(), self._peek())
        return self._offset_day(self._day(year))

    def _offset_day(self, day: Day) -> Day:
        """The day with what moves it: `easter -2 days`, `Dec 25-Su`."""
        if not (self._is("+") or self._is("-")):
            return day
        sign = -1 if self._is("-") else 1
        if self._is_number(1) and self._peek(2).said in ("day", "days"):
            return replace(day, offset=Offset(self._moved_days()))
        weekday = _WEEKDAY_OF.get(self._peek(1).said)
        is_apart = self._peek().end < self._peek(1).start
        if weekday is not None and not is_apart:
            self._at += 2
            return replace(day, offset=Offset(sign, weekday))
        return day

    def _moved_days(self) -> int:
        """`+1 day`, `-2 days`."""
        sign = -1 if self._take().said == "-" else 1
        number = int(self._take().said[:_YEAR_DIGITS])
        self._take()
        return sign * number

    def _weeks(self) -> tuple[Weeks, ...]:
        if not self._is("week"):
            return ()
        self._space_before()
        self._take()
        if not self._is_number():
            raise self._fault("bad-week", self._last(), self._peek())
        return self._list(self._week_range, self._is_day_number)

    def _week_range(self) -> Weeks:
        token = self._peek()
        first = self._week()
        if not self._took("-"):
            return Weeks(first, first)
        last = self._week()
        if last < first:
            raise self._fault("backwards", token, self._last())
        return Weeks(first, last, self._step())

    def _week(self) -> int:
        token = self._take()
        number = int(token.said[:_YEAR_DIGITS]) if token.kind == "number" else 0
        if not 1 <= number <= _WEEKS:
            raise self._fault("bad-week", token)
        return number

    def _list(self, item: Callable[[], T], goes_on: Callable[[int], bool]) -> tuple[T, ...]:
        """Items between commas."""
        found = [item()]
        while self._is(",") and goes_on(1):
            self._take()
            self._expect_gap("")
            found.append(item())
        return tuple(found)

    # Weekdays and holidays

    def _names_weekday(self, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token.kind == "word" and (token.said in _WEEKDAY_OF or token.said in _HOLIDAYS)

    def _weekdays(self, rule: Rule) -> Rule:
        if not self._names_weekday():
            return rule
        self._space_before()
        weekdays: set[int] = set()
        numbered: list[Numbered] = []
        holidays: list[Holiday] = []
        spaced = 0
        while True:
            was_holiday = self._peek().said in _HOLIDAYS
            if was_holiday:
                holidays.append(self._holiday())
            else:
                self._weekday_range(weekdays, numbered)
            if self._is(",") and self._names_weekday(1):
                self._take()
                self._expect_gap("")
            elif self._names_weekday():
                if was_holiday == (self._peek().said in _HOLIDAYS) or spaced:
                    raise self._fault("missing-comma", self._last(), self._peek())
                spaced += 1
            else:
                break
        return replace(
            rule,
            weekdays=frozenset(weekdays),
            numbered=tuple(numbered),
            holidays=tuple(holidays),
            both=bool(spaced),
        )

    def _holiday(self) -> Holiday:
        school = _HOLIDAYS[self._take().said]
        return Holiday(school, self._shift())

    def _shift(self) -> int:
        """The days by which a weekday or holiday is moved: `PH -1 day`."""
        is_time = self._is(":", 2)
        if (self._is("+") or self._is("-")) and self._is_number(1) and not is_time:
            if self._peek(2).said not in ("day", "days"):
                raise self._fault("bad-offset", self._peek(), self._peek(1))
            return self._moved_days()
        return 0

    def _weekday_range(self, weekdays: set[int], numbered: list[Numbered]) -> None:
        token = self._take()
        first = _WEEKDAY_OF[token.said]
        if self._is("["):
            numbered.append(Numbered(first, self._nths(), self._shift()))
            return
        shift = self._shift()
        if shift:
            weekdays.add((first + shift) % 7)
            return
        if not self._is("-"):
            weekdays.add(first)
            return
        self._expect_gap("")
        self._take()
        self._expect_gap("")
        end = self._take()
        if end.said not in _WEEKDAY_OF:
            reason = "unknown-word" if end.kind == "word" else "half-range"
            raise self._fault(reason, end if end.kind == "word" else token, end)
        last = _WEEKDAY_OF[end.said]
        weekdays.update((first + number) % 7 for number in range((last - first) % 7 + 1))
        if self._is("-"):
            raise self._fault("two-dashes", token, self._peek(1))

    def _nths(self) -> tuple[int, ...]:
        """`[1]`, `[1-2,-1]`."""
        opening = self._take()
        if opening.said != "[":
            raise self._fault("bad-nth", opening)
        nths: list[int] = []
        while True:
            sign = -1 if self._took("-") else 1
            first = self._nth()
            last = first
            if sign == 1 and self._took("-"):
                last = self._nth()
            if last < first:
                raise self._fault("backwards", opening, self._last())
            nths += [sign * number for number in range(first, last + 1)]
            if not self._took(","):
                break
        if not self._took("]"):
            raise self._fault("bad-nth", opening, self._peek())
        return tuple(nths)

    def _nth(self) -> int:
        token = self._take()
        number = int(token.said[:_YEAR_DIGITS]) if token.kind == "number" else 0
        if not 1 <= number <= _MOST_NTH:
            raise self._fault("bad-nth", token)
        return number

    # Times

    def _begins_time(self, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        if token.kind == "number":
            return self._is(":", ahead + 1)
        return token.said in ("(", *_EVENTS) and token.kind != "comment"

    def _spans(self) -> tuple[Span, ...]:
        if not self._begins_time():
            return ()
        self._space_before()
        found = [self._span()]
        while self._is(",") and self._begins_time(1):
            self._take()
            found.append(self._span())
        return tuple(found)

    def _span(self) -> Span:
        token = self._peek()
        start = self._clock()
        if start.event is None and start.minutes >= DAY:
            raise self._fault("late-start", token, self._last())
        if self._took("+"):
            return Span(start, None, open_end=True)
        if not self._took("-"):
            if self._peek().kind in ("sign", "word") and self._peek().said not in _AFTER_TIMES:
                raise self._unexpected()
            raise self._fault("lone-time", token, self._last())
        if not self._begins_time():
            raise self._half_time(token)
        end = self._clock()
        if start.event is None and end.event is None and end.minutes <= start.minutes:
            end = Clock(end.minutes + DAY)
        if end.event is None and end.minutes > 2 * DAY:
            raise self._fault("late-end", token, self._last())
        open_end = self._took("+")
        if self._is("/"):
            raise self._fault("points", token, self._peek(1))
        return Span(start, end, open_end)

    def _half_time(self, first: Token) -> HoursError:
        """What is wrong with the end of a time; a word or a number there is blamed itself."""
        if self._is_number() or self._peek().kind == "word":
            return self._unexpected()
        return self._fault("half-range", first, self._last())

    def _clock(self) -> Clock:
        if self._took("("):
            return self._moved_event()
        token = self._take()
        if token.said in _EVENTS:
            return Clock(0, _EVENTS[token.said])
        return Clock(self._minutes(token))

    def _minutes(self, hour: Token) -> int:
        """The minutes of `10:00`, of which the hour is taken already."""
        self._take()
        minute = self._take()
        if minute.kind != "number":
            raise self._fault("half-time", hour, self._tokens[self._at - 2])
        if len(minute.said) != 2 or int(minute.said) >= _HOUR:  # noqa: PLR2004
            raise self._fault("bad-minutes", hour, minute)
        if len(hour.said) > 2:  # noqa: PLR2004
            raise self._fault("late-end", hour, minute)
        return int(hour.said) * _HOUR + int(minute.said)

    def _moved_event(self) -> Clock:
        """`(sunset-00:30)`, of which the bracket is taken already."""
        opening, token = self._last(), self._take()
        if token.said not in _EVENTS:
            raise self._fault("bad-event", opening, token)
        sign = {"+": 1, "-": -1}.get(self._take().said)
        if sign is None or not (self._is_number() and self._is(":", 1)):
            raise self._fault("bad-event", opening, self._last())
        minutes = self._minutes(self._take())
        if not self._took(")"):
            raise self._fault("bad-event", opening, self._last())
        return Clock(sign * minutes, _EVENTS[token.said])

    # What cannot be read

    def _unexpected(self) -> HoursError:
        """Why the next token cannot stand there."""
        token = self._peek()
        if token.kind == "sign":
            return self._wrong_sign()
        if token.kind == "number":
            return self._wrong_number()
        if token.said in _MONTH_OF and self._last().said in _MONTH_OF:
            return self._fault("missing-comma", self._last(), token)
        return self._fault(self._why_no_word(token), token)

    def _why_no_word(self, token: Token) -> str:
        if token.kind == "comment":
            return "two-comments"
        if token.kind == "word" and token.said not in KNOWN_WORDS:
            return self._why_unknown(token.said)
        if token.said in _STATES:
            return "two-states"
        return "missing-semicolon" if self._follows_times_of_days() else "wrong-order"

    def _why_unknown(self, said: str) -> str:
        if said == "store" and self._peek(1).said in _PRAYER_DAY:
            return "prayer-day"
        return _NAMED.get(said, "unknown-word")

    def _follows_times_of_days(self) -> bool:
        """Whether the rule so far has days and times: then another one begins here."""
        said = []
        for token in reversed(self._tokens[: self._at]):
            if token.said in (";", "||"):
                break
            said.append(token.said)
        return ":" in said and any(word in _WEEKDAY_OF or word in _MONTH_OF for word in said)

    def _wrong_sign(self) -> HoursError:
        token = self._peek()
        reason = next((reason for signs, reason in _SIGNS if token.said in signs), "unexpected")
        if reason == "open-comment":
            return HoursError(reason, token.start, len(self._text))
        return self._fault(reason, token)

    def _wrong_number(self) -> HoursError:
        token, after, number = self._peek(), self._peek(1), self._peek(2)
        reason, last = "lone-number", token
        if after.said == ".":
            reason, last = "dot-in-time", number
            if number.kind != "number":
                is_named = _NAMED.get(number.said) == "named-holiday"
                reason = "named-holiday" if is_named else "day-before-month"
            elif _is_day_and_month(token.said, number.said) and not self._is("-", 3):
                reason = "slashes"
        elif after.said in _MONTH_OF:
            reason, last = "day-before-month", after
        elif after.said in _AFTER_NUMBERS and number.kind == "number":
            reason, last = _AFTER_NUMBERS[after.said], number
            is_late = int(token.said[:_YEAR_DIGITS]) >= _HOURS_OF_DAY
            if after.said == "-" and is_late and _is_day_and_month(token.said, number.said):
                reason = "slashes"
        elif after.said in ("am", "pm"):
            reason, last = "am-pm", after
        return self._fault(reason, token, last)


_PRAYER_DAY: Final = frozenset({"bededag", "bededagen"})
_NAMED: Final = {
    word: reason
    for reason, words in (
        (
            "named-holiday",
            "påske påsken påskedag skærtorsdag langfredag pinse pinsen pinsedag himmelfart"
            " himmelfartsdag kristi juledag juledagene julen nytår nytårsdag",
        ),
        ("prayer-day", "bededag bededagen"),
        ("nth-in-words", "første anden tredje fjerde femte sidste hver"),
    )
    for word in words.split()
}
"""Words that mean days, and what to say of them."""
_AFTER_NUMBERS: Final = {"-": "no-minutes", "/": "slashes", ":": "wrong-order"}
"""What stands between two numbers, and what is wrong with it."""
_SIGNS: Final = (
    ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "long-dash"),
    ("\u201c\u201d\u201e\u201f\u00ab\u00bb'\u2018\u2019", "curly-quote"),
    ('"', "open-comment"),
    ("|", "single-bar"),
    (".", "stray-dot"),
    (":", "stray-colon"),
    ("-", "stray-dash"),
    ("&/+", "no-list-sign"),
)
"""Signs that are typed for others, each with the reason."""


_HOURS_OF_DAY: Final = 24


def _is_day_and_month(day: str, month: str) -> bool:
    """Whether `24.12` may be a date as Danes write it."""
    return (
        len(day) <= 2  # noqa: PLR2004
        and len(month) <= 2  # noqa: PLR2004
        and 1 <= int(day) <= 31  # noqa: PLR2004
        and 1 <= int(month) <= 12  # noqa: PLR2004
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _is_backwards(first: Day, last: Day) -> bool:
    """Whether a range ends before it begins; without a year it may go over New Year."""
    if first.year is not None and last.year is not None and first.month and last.month:
        return (last.year, last.month, last.day) < (first.year, first.month, first.day)
    return bool(0 < last.day < first.day) and first.month == last.month
