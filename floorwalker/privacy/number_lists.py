"""Lists of numbers, dates, times, years: none of their digits belong to one long number.

Lists go up; telephone and CPR numbers do so only by chance. How surely depends on what parts the
numbers (a comma, *og*, a space), how they are called, and how far they step.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from floorwalker.privacy.luhn import passes_luhn

ALONE: Final = r"(?<![\d:])(?<!\d[-./])"
"""Nothing before that would make what follows a part of a longer number."""
_NEXT: Final = r"(?:\.?[,;]\s?(?:§{1,2}\s?)?|\.?\s|\.?\s?&\s?)"
"""Between two numbers of a list; `&` is how *og* is read."""
_PAIRS: Final = re.compile(rf"{ALONE}\d\d?(?P<in>[./:])\d\d?(?:{_NEXT}\d\d?(?P=in)\d\d?)++")
_RANGES: Final = re.compile(
    rf"{ALONE}\d{{1,4}}\s?-\s?\d{{1,4}}(?:(?:{_NEXT}|\s/\s)\d{{1,4}}\s?-\s?\d{{1,4}})++"
)
_YEARS: Final = re.compile(rf"{ALONE}(?:19|20)\d\d(?:(?:{_NEXT}|\s?[-/]\s?)(?:19|20)\d\d)++")
_FEWEST_YEARS: Final = 3
"""That are years in any order: no number is written in such groups."""
# Born 1.7.1955-1962.
_DAY_AND_YEARS: Final = re.compile(
    rf"{ALONE}[1-9]\.\s?\d\d?\.\s?(?P<years>(?:19|20)\d\d\s?-\s?(?:19|20)\d\d)(?!\d)"
)
# Post codes 4720 4733 4735, and cases 26/045678, 26/045679.
_CODES: Final = re.compile(rf"{ALONE}[1-9]\d{{3}}(?:{_NEXT}[1-9]\d{{3}}){{2,}}+")
_WIDEST_STEP_OF_CODES: Final = 100
_REGION: Final = 1000
_FOUR_CODES: Final = 4
_NO_DAYS: Final = range(32, 61)
_CASES: Final = re.compile(rf"{ALONE}(?:20)?\d\d[/-]\d{{4,6}}(?:{_NEXT}(?:20)?\d\d[/-]\d{{4,6}})++")
_COUNTED: Final = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?P<rest>(?:(?:[,;]\s(?:§{1,2}\s?)?|\s?-\s?|\s|\s?&\s?)[1-9]\d{0,2}){2,}+)"
)
# 24. 25. 26. 31. december: a month says what they are, if they go up.
_DAYS_OF_A_MONTH: Final = re.compile(
    r"(?<![\d.,])\d\d?\.(?:(?:,\s?|\s)\d\d?\.)+"
    r"(?=\s?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|o[ck]t|nov|dec)[^\W\d_]{0,6}(?!\s?\d))",
    re.IGNORECASE,
)
# 010126-311226: from a day to a later one.
_FROM_TO: Final = re.compile(r"(?<![^\W_])(?<!\d[./-])\d{6}\s?-\s?\d{6}(?![^\W_])(?![./-]\d)")
_GOES_ON: Final = re.compile(rf"\d|{_NEXT}\d|[-./:]\d")
"""After a list: it is part of more, and no list."""
_LISTED_UNIT: Final = re.compile(
    r"\s(?:år|årige|uger|dage|min|timer|stk|kr|personer|deltagere|pladser)\b", re.IGNORECASE
)
# How a list is called that goes up by any steps: times up to 24, or rooms, weeks, tickets.
_TIMES_ARE: Final = re.compile(
    r"(?<![^\W_])(?:åben|åbent|åbner|åbningstid|lukket|lukker|kl|klokken|tid|tider)[\s.:]{1,3}\Z",
    re.IGNORECASE,
)
_THINGS_ARE: Final = re.compile(
    r"(?<![^\W_])(?:rum|rummene|lokaler?|lokalerne|mødelokaler?|værelser?|skranker?|numre|numrene"
    r"|kønumre|kønummer|borde?|hylder?|skabe?|døre?|opgange?|husnr|busser?|linjer?|ruter?|uger?"
    r"|kapitel|kapitler|sider?|bilag|punkter?|alder|klasser?|\w{0,20}lov(?:en|ens)?|sel|lbk|bek|artikel|art|paragraf|§|§§|stk|rooms?|weeks?)[\s.:]{1,3}\Z",
    re.IGNORECASE,
)
_NUMBERS_OF_PEOPLE_ARE: Final = re.compile(
    r"(?<![^\W_])(?:tlf|telf?|telefon|mobil|mob|ring|sms|konto|kto|kt|reg|cpr)[^\W\d_]{0,8}"
    r"[\s.:]{1,3}(?:(?:er|på|til|nr|nummer)[\s.:]{1,2})?\Z",
    re.IGNORECASE,
)
_LABEL_LENGTH: Final = 24
_FOUR_PAIRS: Final = 4
_MORE_THAN_PAIRS: Final = 5
_MANY: Final = 6
"""So many that no number goes up all through by chance."""
_WIDEST_STEP: Final = {2: 5, 3: 10}
"""By how much an unnamed list without commas may go up, for the length of its numbers."""
_WIDEST_LIST: Final = 30
"""From first to last, where four pairs of figures could be a telephone number too."""
_WIDEST_LIST_OF_ANDS: Final = 12
"""The same, where every one is joined with *og*, as nobody does in a list but of a few."""
_ROUND_AMOUNTS: Final = re.compile(
    r"(?<![\d.,-])[1-9]\d{0,4}0(?:(?:[ ,;]{1,2}|\s?&\s?)[1-9]\d{0,4}0){2,}+"
)
_CURRENCY: Final = re.compile(r"\s?(?:kr|kroner|dkk|eur|€)", re.IGNORECASE)
_MIDNIGHT: Final = 24
_LAST_MINUTE: Final = 59
_EVENING: Final = 20
_MORNING: Final = 9
_EARLIEST: Final = 5
_MONTHS_OF_A_YEAR: Final = 12
_LAST_DAY: Final = 31
_HOURS: Final = re.compile(
    rf"{ALONE}(?<!\d\s[-./]\s)(\d\d?)\s?-\s?(\d\d?)(?!\d)(?![-./:]\d)(?!\s[-./]\s\d)"
)


def find(text: str) -> Iterator[re.Match[str]]:
    """Lists in the folded `text`."""
    if "-" in text:
        yield from (each for each in _HOURS.finditer(text) if _is_range_of_hours(each))
    for match in _DAY_AND_YEARS.finditer(text):
        if _go_up(_numbers(match["years"])):
            yield match
    for match in _DAYS_OF_A_MONTH.finditer(text):
        days = _numbers(match[0])
        if _go_up(days) and days[-1] <= _LAST_DAY:
            yield match
    for match in _FROM_TO.finditer(text):
        if _is_period(match[0]):
            yield match
    for pattern, is_list in _LISTS:
        for match in pattern.finditer(text):
            if is_list(match) and _GOES_ON.match(text, match.end()) is None:
                yield match


def _is_range_of_hours(match: re.Match[str]) -> bool:
    return int(match[1]) < int(match[2]) <= _MIDNIGHT


def _numbers(listed: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", listed)]


def _is_period(written: str) -> bool:
    """Whether both halves are days, and the later one comes last."""
    halves = re.findall(r"(\d\d)(\d\d)(\d\d)", written)
    are_days = all(
        0 < int(day) <= _LAST_DAY and 0 < int(month) <= _MONTHS_OF_A_YEAR
        for day, month, _year in halves
    )
    return are_days and _go_up([(year, month, day) for day, month, year in halves])


def _are_years(match: re.Match[str]) -> bool:
    years = _numbers(match[0])
    return len(years) >= _FEWEST_YEARS or _go_up(years)


def _are_codes(match: re.Match[str]) -> bool:
    """Whether they go up slowly or are of one region, as post codes; no birthday begins them.

    In any order they are four or more: two telephone numbers are hardly ever written so, and four
    that pass as a payment card are one.
    """
    codes = _numbers(match[0])
    if all(0 < other - one <= _WIDEST_STEP_OF_CODES for one, other in pairwise(codes)):
        return True
    are_of_one_region = len({code // _REGION for code in codes}) == 1
    day, month = divmod(codes[0], 100)
    could_be_born = 0 < month <= _MONTHS_OF_A_YEAR and day not in _NO_DAYS
    if not are_of_one_region or could_be_born:
        return False
    if _go_up(codes):
        return True
    before = match.string[max(0, match.start() - _LABEL_LENGTH) : match.start()]
    figures = "".join(map(str, codes))
    return (
        len(codes) >= _FOUR_CODES
        and not (len(codes) == _FOUR_CODES and passes_luhn(figures))
        and _NUMBERS_OF_PEOPLE_ARE.search(before) is None
    )


def _are_cases(match: re.Match[str]) -> bool:
    """Whether each begins with the same year: birth dates with what follows them do not."""
    return len(set(re.findall(r"\d+(?=[/-])", match[0]))) == 1


def _are_amounts(match: re.Match[str]) -> bool:
    return _CURRENCY.match(match.string, match.end()) is not None


def _go_up(values: Sequence[object]) -> bool:
    return all(one < other for one, other in pairwise(values))  # type: ignore[operator]


def _are_ranges(match: re.Match[str]) -> bool:
    """Ranges one after the other: rooms 101-104, 201-204; ages 30-39, 40-49; hours 7-15 15-23."""
    listed = match[0]
    numbers = _numbers(listed)
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if all(_are_hours(*pair) for pair in pairs):
        return True
    sizes = {len(each) for each in re.findall(r"\d+", listed)}
    if len(sizes) > 1 or min(sizes) == 1 or not _go_up(numbers):
        return False
    return sizes != {2} or all(end + 1 == begin for (_, end), (begin, _) in pairwise(pairs))


def _are_hours(begin: int, end: int) -> bool:
    """Of a day, or of a night."""
    by_day = _EARLIEST <= begin < end <= _MIDNIGHT
    return by_day or (_EVENING <= begin <= _MIDNIGHT and end <= _MORNING)


def _are_pairs(match: re.Match[str]) -> bool:
    """Dates (25/12, 26/12, 1/1) or times (9.15 10.30) in a list; without commas they go up."""
    listed, sign = match[0], match["in"]
    numbers = _numbers(listed)
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    has_signs = "," in listed or ";" in listed or "&" in listed
    if all(0 < a <= _LAST_DAY and 0 < b <= _MONTHS_OF_A_YEAR for a, b in pairs):
        return sign == "/" or has_signs or _go_up([(month, day) for day, month in pairs])
    are_times = all(a <= _MIDNIGHT and b <= _LAST_MINUTE for a, b in pairs)
    return sign != "/" and are_times and _go_up(pairs)


def _is_counted(match: re.Match[str]) -> bool:
    """Whether numbers go up and up as rooms, weeks and tickets do, and no telephone number does."""
    parts = re.findall(r"\d+", match[0])
    sizes = set(map(len, parts))
    values = list(map(int, parts))
    if max(sizes) - min(sizes) > 1 or not _go_up(values):
        return False
    text = match.string
    before = text[max(0, match.start() - _LABEL_LENGTH) : match.start()]
    if _NUMBERS_OF_PEOPLE_ARE.search(before):
        return False
    are_named = _THINGS_ARE.search(before) or _LISTED_UNIT.match(text, match.end())
    are_times = values[-1] <= _MIDNIGHT and _TIMES_ARE.search(before)
    return bool(are_named or are_times) or _goes_up_as_lists_do(match["rest"], values, sizes)


def _goes_up_as_lists_do(rest: str, values: list[int], sizes: set[int]) -> bool:
    """Whether commas say that it is a list, or its length, or the steps between its numbers."""
    if rest.count(", ") + rest.count("; ") + rest.count("&") > len(values) // 2:
        could_be_called = sizes == {2} and len(values) == _FOUR_PAIRS
        widest = _WIDEST_LIST if "," in rest or ";" in rest else _WIDEST_LIST_OF_ANDS
        return not could_be_called or values[-1] - values[0] <= widest
    if len(values) >= _MANY and max(sizes) > 1:
        return True
    return len(sizes) == 1 and _goes_up_evenly(values, max(sizes))


def _goes_up_evenly(values: list[int], size: int) -> bool:
    """Whether numbers of `size` digits follow closely enough to be a list without commas."""
    steps = [other - one for one, other in pairwise(values)]
    are_many = len(values) >= _MORE_THAN_PAIRS or all(
        value == at * values[0] for at, value in enumerate(values, 1)
    )
    if are_many and size > 1 and len(set(steps)) == 1:
        return True
    return max(steps) <= _WIDEST_STEP.get(size, 0) and (
        size == max(_WIDEST_STEP) or len(set(steps)) == 1
    )


_LISTS: Final = (
    (_RANGES, _are_ranges),
    (_PAIRS, _are_pairs),
    (_YEARS, _are_years),
    (_CODES, _are_codes),
    (_CASES, _are_cases),
    (_COUNTED, _is_counted),
    (_ROUND_AMOUNTS, _are_amounts),
)
"""What a list looks like, and whether it is one."""
