"""CPR numbers (personnumre), in every way that people write them.

Ten digits whose first six are a date are one, whatever stands between them and whatever word
stands beside them. No checksum and no calendar clears a candidate: newer numbers fail modulus 11,
and replacement numbers add 60 to the day.
"""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.privacy.candidates import Candidate
from floorwalker.privacy.digits import Digits

_DAYS: Final = (*range(1, 32), *range(61, 92))
_MONTHS: Final = range(1, 13)
_BIRTHDAYS: Final = frozenset(f"{day:02}{month:02}" for day in _DAYS for month in _MONTHS)
_SHORTENED: Final = frozenset(f"{day}{month:02}" for day in range(1, 10) for month in _MONTHS)
_SHORTENED_OPENINGS: Final = frozenset({1, 3, 5, 7, 9, 11})
_LENGTH: Final = 10
_CENTURIES: Final = frozenset({"18", "19", "20"})
_USUAL_GROUPS: Final = (
    (10,), (6, 4), (2, 2, 2, 4), (2,) * 5, (1,) * 10,
    (12,), (8, 4), (2, 2, 4, 4),
    (9,), (5, 4), (3, 3, 3), (1, 2, 2, 4), (1, 2, 2, 2, 2), (1,) * 9, (11,), (7, 4), (1, 2, 4, 4),
)  # fmt: skip
"""How people group the digits. Nine or eleven digits are a CPR number only in these groups."""
_NUMBER_OF_A_BUSINESS: Final = 8
"""So many figures that are something else, and two beside them that only happen to stand there."""
_SMALL_GROUPS: Final = ([1, 2, 2, 2, 2], [1] * 9)
_THOUSANDS_SIGNS: Final = frozenset({".", ",", " ", "  ", "'", "-", " - ", ". ", ", "})
_USUAL_BY_START: Final = {
    (groups[0], sum(groups)): [
        list(each) for each in _USUAL_GROUPS if (each[0], sum(each)) == (groups[0], sum(groups))
    ]
    for groups in _USUAL_GROUPS
}
"""The same, by the first group and the number of digits."""

_SIGN: Final = r"(?:[^\w]|_){0,4}"
_LABEL: Final = re.compile(
    rf"(?:c\.?p\.?r|person-?n(?:umme)?r)(?:et|nr|nummer|nummeret)?{_SIGN}"
    rf"(?:(?:nr|nummer|nummeret|number|no|er|is){_SIGN}){{0,3}}(?=\d)",
    re.IGNORECASE,
)
# 150385-1234, digits or not on either side of it.
_HYPHENATED: Final = re.compile(r"(\d{4})\d\d\s?-\s?\d{4}")
# 7/7-01 1111, 1.3.1985-1234: no leading zeros, so fewer than ten digits. What follows must not be
# an amount, a place name after its postal code, or the end of a range.
_UNPADDED: Final = re.compile(
    r"(?<!\w)(?<!\d[-./])(?P<day>\d{1,2})\s?[-./]\s?(?P<month>\d{1,2})"
    r"(?:\s{0,2}[-./]\s{0,4}(?:(?P<century>\d\d))?\d\d|(?<=\d) [3-9]\d"
    r"|(?<=\d) (?:19\d\d|20[01]\d)(?=\s?[-/.,]\s?(?!19|20)\d))"
    r"[\s,:;._/-]{0,9}\d{4}(?!\d)(?!\s?-\s?\d)(?!\s?(?:kr|[A-ZÆØÅ][a-zæøå]))"
)
# 150385-xxxx: the birth date of someone, with the rest left out.
_WITHHELD: Final = re.compile(
    r"(?<!\d)(?P<day>\d\d)[-./ ]?(?P<month>\d\d)[-./ ]?\d\d\s?-?\s?(?:x{4}|\*{4}|\?{4}|#{4})(?!\w)",
    re.IGNORECASE,
)
# 150385-0UK1, of a patient or a newborn without a number: letters among the last four.
_TEMPORARY: Final = re.compile(
    r"(?<![^\W_])(?P<day>\d\d)(?P<month>\d\d)\d\d\s?-\s?\d(?=\w?[a-z])[\da-z]{2}\d(?![^\W_])",
    re.IGNORECASE,
)
# 1985-03-15-1234, 198503151234; a date of these years may have a time after it.
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?<!\d[-./])(?:(?:18|19|20(?=0|1[0-7]))\d\d|20[1-4]\d(?=\D?\d\d\D?\d\d\s?-\s?\d{4}))"
    r"(?P<sign>[-./ ]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?:\s?[-./ ,]\s?)?\d{4}(?!\d)"
)


def find(text: str, digits: Digits) -> Iterator[Candidate]:
    """CPR numbers in the folded `text`."""
    yield from _whole_numbers(digits)
    yield from _shortened(text, digits)
    yield from _run_together(digits)
    yield from _labelled(text, digits)
    yield from _patterns(text, digits)


def _whole_numbers(digits: Digits) -> Iterator[Candidate]:
    figures, begins = digits.figures, digits.begins
    dated = [group for group, at in enumerate(begins) if figures[at : at + 4] in _BIRTHDAYS]
    ten = [
        group
        for group in dated
        if digits.stands(begins[group], 10) and not digits.holds_date(begins[group], 10)
    ]
    twelve = [
        group
        for group in dated
        if figures[begins[group] + 4 : begins[group] + 6] in _CENTURIES
        and digits.stands(begins[group], 12)
    ]
    for length, groups in ((10, ten), (12, twelve)):
        usual = [group for group in groups if _is_usual(digits, group, length)]
        yield from _candidates(digits, usual, length, usual=True)
        unusual = sorted(
            group
            for group in set(groups).difference(usual)
            if digits.innocent(begins[group], length) < _NUMBER_OF_A_BUSINESS
        )
        yield from _candidates(digits, unusual, length, usual=False)


def _candidates(
    digits: Digits, groups: list[int], length: int, *, usual: bool
) -> Iterator[Candidate]:
    for group in _outermost(digits, groups, length):
        yield Candidate(*digits.span(digits.begins[group], length), "cpr", length, usual)


def _outermost(digits: Digits, groups: list[int], length: int) -> Iterator[int]:
    """The first of those that overlap, and the last one that it overlaps.

    Those between add nothing to the two, and there are many in a text of digits alone.
    """
    end = 0
    last: int | None = None
    for group in groups:
        if digits.begins[group] < end:
            last = group
            continue
        if last is not None:
            yield last
        last = None
        end = digits.begins[group] + length
        yield group
    if last is not None:
        yield last


def _shortened(text: str, digits: Digits) -> Iterator[Candidate]:
    """What a spreadsheet leaves of a number whose leading zero it dropped."""
    figures, begins = digits.figures, digits.begins
    dated = [
        group
        for group, at in enumerate(begins)
        if digits.sizes[group] in _SHORTENED_OPENINGS and figures[at : at + 3] in _SHORTENED
    ]
    with_century = [
        group for group in dated if figures[begins[group] + 3 : begins[group] + 5] in _CENTURIES
    ]
    for length, openings in ((9, dated), (11, with_century)):
        groups = [
            group
            for group in openings
            if _is_usual(digits, group, length)
            and digits.stands(begins[group], length)
            and _are_thousands(text, digits, group)
            and _are_alike(text, digits, group)
            and not digits.holds_date(begins[group], length)
        ]
        yield from _candidates(digits, groups, length, usual=True)


def _are_thousands(text: str, digits: Digits, group: int) -> bool:
    """Whether groups of three stand apart as thousands do; true of any other groups."""
    if digits.sizes[group : group + 3] != [3, 3, 3]:
        return True
    gaps = {digits.gap(text, group + 1), digits.gap(text, group + 2)}
    return len(gaps) == 1 and gaps <= _THOUSANDS_SIGNS


def _are_alike(text: str, digits: Digits, group: int) -> bool:
    """Whether one sign parts groups as small as those of hours: `We[1] 10:00-14:00`."""
    for sizes in _SMALL_GROUPS:
        if digits.sizes[group : group + len(sizes)] == sizes:
            gaps = {digits.gap(text, at) for at in range(group + 1, group + len(sizes))}
            return len(gaps) == 1
    return True


def _is_usual(digits: Digits, group: int, length: int) -> bool:
    """Whether the digits from this group on are grouped as people usually do."""
    sizes = digits.sizes
    for groups in _USUAL_BY_START.get((sizes[group], length), ()):
        if sizes[group : group + len(groups)] == groups:
            return True
    return False


def _run_together(digits: Digits) -> Iterator[Candidate]:
    for begin, size in zip(digits.begins, digits.sizes, strict=True):
        if size <= _LENGTH or size % _LENGTH:
            continue
        starts = range(begin, begin + size, _LENGTH)
        if all(digits.figures[at : at + 4] in _BIRTHDAYS for at in starts):
            for at in starts:
                yield Candidate(*digits.span(at, _LENGTH), "cpr", _LENGTH, usual=True)


def _labelled(text: str, digits: Digits) -> Iterator[Candidate]:
    """What the text itself calls a CPR number: the date alone, or nine digits in any grouping."""
    for label in _LABEL.finditer(text):
        at = digits.at_place(label.end())
        figures = digits.figures[at : at + 6]
        lengths = [9] if figures[:3] in _SHORTENED else []
        if figures[:4] in _BIRTHDAYS:
            lengths += [8, 6] if figures[4:] in _CENTURIES else [6]
        for length in lengths:
            if digits.stands(at, length) and not digits.holds_date(at, length):
                yield Candidate(*digits.span(at, length), "cpr", length, usual=True)


def _patterns(text: str, digits: Digits) -> Iterator[Candidate]:
    for match in _HYPHENATED.finditer(text):
        if match[1] in _BIRTHDAYS and not digits.are_innocent_between(*match.span()):
            yield Candidate(*match.span(), "cpr", _LENGTH, usual=True)
    for match in _UNPADDED.finditer(text):
        is_padded = len(match["day"] + match["month"]) == len("ddmm")
        is_date = _is_birthday(match) and match["century"] in {None, *_CENTURIES}
        if is_date and not is_padded and not digits.are_innocent_between(*match.span()):
            yield Candidate(*match.span(), "cpr", 9, usual=True)
    for match in _TEMPORARY.finditer(text):
        if _is_birthday(match):
            yield Candidate(*match.span(), "cpr", _LENGTH, usual=True)
    for match in _WITHHELD.finditer(text):
        if _is_birthday(match):
            yield Candidate(*match.span(), "cpr", 6, usual=True)
    for match in _YEAR_FIRST.finditer(text):
        if _is_birthday(match) and not digits.are_innocent_between(*match.span()):
            yield Candidate(*match.span(), "cpr", 12, usual=True)


def is_birthday(day: int, month: int) -> bool:
    """Whether a CPR number can begin so."""
    return day in _DAYS and month in _MONTHS


def _is_birthday(match: re.Match[str]) -> bool:
    return is_birthday(int(match["day"]), int(match["month"]))
