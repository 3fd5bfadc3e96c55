"""Hours as they are typed, written as the grammar has them: only where the meaning is certain.

What is understood is how Danes write hours: `man-fre kl. 10.00–14.00, lukket på helligdage`. A text
that the grammar reads keeps its meaning to the last rule; what has two meanings stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from floorwalker.knowledge.hours.advice import is_like_christmas
from floorwalker.knowledge.hours.grammar import (
    LONGEST,
    ORDINAL,
    HoursError,
    Token,
    parse,
    tokens_of,
)
from floorwalker.knowledge.hours.rules import MONTHS, WEEKDAYS, Hours, Rule

Items = list[str]
"""The words, numbers and signs of a text."""

_PROPER: Final = {
    word.lower(): word
    for word in (*WEEKDAYS, *MONTHS, "PH", "SH", "open", "off", "closed", "unknown", "easter")
}
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_QUOTED: Final = re.compile(
    '\u201c([^\u201c\u201d"]*)\u201d|\u201e([^\u201c\u201d"]*)[\u201c\u201d]'
    '|\u201d([^\u201c\u201d"]*)\u201d|\u00bb([^\u00ab\u00bb"]*)\u00ab|\u00ab([^\u00ab\u00bb"]*)\u00bb'
)
_WORD_FORMS: Final = {
    "Mo": "ma man mandag mandage mandagen mon monday mondays",
    "Tu": "ti tir tirs tirsdag tirsdage tirsdagen tue tues tuesday tuesdays",
    "We": "on ons onsdag onsdage onsdagen wed wednesday wednesdays",
    "Th": "to tor tors torsdag torsdage torsdagen thu thur thurs thursday thursdays",
    "Fr": "fre fredag fredage fredagen fri friday fridays",
    "Sa": "lø lør lørdag lørdage lørdagen sat saturday saturdays",
    "Su": "sø søn søndag søndage søndagen sun sunday sundays",
    "Jan": "januar january",
    "Feb": "februar february",
    "Mar": "marts march",
    "Apr": "april",
    "May": "maj",
    "Jun": "juni june",
    "Jul": "juli july",
    "Aug": "august",
    "Sep": "sept september",
    "Oct": "okt oktober october",
    "Nov": "november",
    "Dec": "december",
    "PH": "helligdag helligdage helligdagene",
    "off": "lukket lukkede",
    "open": "åben åbent åbne",
    "week": "uge uger ugerne",
    "-": "til",
    ",": "og samt &",
    "": "kl klokken fra den på i",
}
_WORDS: Final = {form: word for word, forms in _WORD_FORMS.items() for form in forms.split()}
_PHRASES: Final[tuple[tuple[str, str], ...]] = (
    ("kun efter aftale", '"kun efter aftale"'),
    ("efter nærmere aftale", '"efter nærmere aftale"'),
    ("efter aftale", '"efter aftale"'),
    ("efter tidsbestilling", '"efter tidsbestilling"'),
    ("døgnet rundt", "24 / 7"),
    ("hele døgnet", "24 / 7"),
    ("døgnåbent", "24 / 7"),
    ("alle ugens dage", "Mo - Su"),
    ("alle dage", "Mo - Su"),
    ("hver dag", "Mo - Su"),
    ("dagligt", "Mo - Su"),
    ("weekender", "Sa , Su"),
    ("weekenden", "Sa , Su"),
    ("weekend", "Sa , Su"),
    ("grundlovsdag", "Jun 05"),
    ("juleaftensdag", "Dec 24"),
    ("juleaften", "Dec 24"),
    ("nytårsaftensdag", "Dec 31"),
    ("nytårsaften", "Dec 31"),
)
_MINUTES: Final = frozenset(["00", "15", "20", "25", "30", "35", "40", "45", "50", "55"])
"""After a dot; `05.10` may also be the fifth of October."""
_QUARTERS: Final = frozenset(["00", "15", "30", "45"])
"""After a comma, which elsewhere parts days or times."""
_STATES: Final = ("open", "off", "closed", "unknown")
_MIDNIGHT: Final = 24
_NIGHT: Final = (16, 6)
"""Bare hours that go into the night begin after the first and end before the second."""
_EARLIEST: Final = 5
"""Bare hours before it may be meant for the afternoon."""
_MOST_DAYS: Final = 31


def mended(text: str) -> str | None:
    """The hours as the grammar has them; None where they are so already, or mean nothing certain.

    `parse(mended(text))` never fails, and what is mended needs no mending.
    """
    if len(text) > LONGEST or is_like_christmas(text):
        return None
    try:
        hours = parse(text)
    except HoursError:
        rewritten = _rewritten(text)
        if rewritten is None:
            return None
        hours = rewritten
    written = _written(hours)
    try:
        again = parse(written)
    except HoursError:
        return None
    if _meaning(again) != _meaning(hours) or again.loose or written == text:
        return None
    return written


def _meaning(hours: Hours) -> list[Rule]:
    return [replace(rule, start=0, end=0) for rule in hours.rules]


def _rewritten(text: str) -> Hours | None:
    """What a text means that the grammar refuses."""
    plain = _QUOTED.sub(lambda found: f'"{"".join(filter(None, found.groups()))}"', text)
    items = _items(_DASHES.sub("-", plain))
    for step in _STEPS:
        items = step(items)
    try:
        hours = parse(" ".join(items))
    except HoursError:
        return None
    is_doubtful = any(rule.both or _leaves_nothing(rule, hours) for rule in hours.rules)
    return None if is_doubtful else hours


def _leaves_nothing(rule: Rule, hours: Hours) -> bool:
    """Whether a word such as `lukket` stands for itself beside hours: nobody closes for ever."""
    is_bare = not (rule.names_days or rule.spans) and rule.joint != "fallback"
    return is_bare and len(hours.rules) > 1 and "/" not in hours.part(rule)


def _items(text: str) -> Items:
    comments = re.split(r'("[^"]*")', text)
    found: Items = []
    for number, stretch in enumerate(comments):
        if number % 2:
            found.append(stretch)
            continue
        said = ORDINAL.sub(r"\1", stretch.lower())
        for phrase, meaning in _PHRASES:
            said = re.sub(rf"\b{phrase}\b", f" {meaning} ", said)
        found += [
            stretch_[token.start : token.end]
            for stretch_, token in ((said, each) for each in tokens_of(said)[:-1])
        ]
    return found


def _translated(items: Items) -> Items:
    """Danish and English words as words of the grammar; words that add nothing are gone."""
    found: Items = []
    for item in items:
        if item == "." and found and not _is_number(found[-1]):
            continue
        word = _WORDS.get(item, item)
        if word:
            found.append(_PROPER.get(word.lower(), word))
        else:
            found.append(_GONE)
    return [
        item
        for index, item in enumerate(found)
        if item != _GONE and not (item == "." and index and found[index - 1] == _GONE)
    ]


_GONE: Final = "\0"


def _with_dates(items: Items) -> Items:
    """`24. december`, `24.-26. dec. 2026` and `2026-12-24`, the month first."""
    found: Items = []
    at = 0
    while at < len(items):
        iso = _iso_date(items, at)
        if iso:
            found += iso
            at += 5
            continue
        end, days = _days_before_month(items, at)
        if not days:
            found.append(items[at])
            at += 1
            continue
        month, year = items[end], items[end + 1 : end + 2]
        if year and _is_year(year[0]) and items[end + 2 : end + 3] not in (["-"], [":"]):
            found.append(year[0])
            end += 1
        found += [month, *days]
        at = end + 1
    return found


def _iso_date(items: Items, at: int) -> Items:
    year, *rest = [*items[at : at + 5], "", "", "", "", ""][:5]
    if not (_is_year(year) and rest[0] == rest[2] == "-" and len(rest[1]) == len(rest[3]) == 2):  # noqa: PLR2004
        return []
    if not (_is_number(rest[1]) and _is_number(rest[3]) and 1 <= int(rest[1]) <= len(MONTHS)):
        return []
    return [year, MONTHS[int(rest[1]) - 1], rest[3]]


def _days_before_month(items: Items, at: int) -> tuple[int, Items]:
    """The days that stand before a month, and where it stands; none where none do."""
    days: Items = []
    while at < len(items) and _is_day(items[at]):
        days.append(items[at].zfill(2))
        at += 1
        if items[at : at + 1] == ["."]:
            at += 1
        if at < len(items) and items[at] in ("-", ",") and items[at + 1 : at + 2] != []:
            days.append(items[at])
            at += 1
        else:
            break
    if not days or days[-1] in ("-", ",") or at >= len(items) or items[at] not in MONTHS:
        return at, []
    return at, days


def _is_number(item: str) -> bool:
    return item.isascii() and item.isdigit()


def _is_day(item: str) -> bool:
    return _is_number(item) and len(item) <= 2 and 1 <= int(item) <= _MOST_DAYS  # noqa: PLR2004


def _is_year(item: str) -> bool:
    return _is_number(item) and len(item) == 4 and item[:2] in ("19", "20", "21")  # noqa: PLR2004


def _with_times(items: Items) -> Items:
    """`10.00` and bare hours as `10:00`; not what may be a date or a week."""
    found: Items = []
    at = 0
    is_date = False
    while at < len(items):
        span, end = _span(items, at, is_date=is_date)
        if span:
            found += span
            at, is_date = end, False
            continue
        is_date = _goes_on_as_date(items, at, is_date=is_date)
        found.append(items[at])
        at += 1
    return found


def _span(items: Items, at: int, *, is_date: bool) -> tuple[Items, int]:
    """The times of a span that begins at `at`, and where it ends; nothing where none does."""
    if not is_date and _has_commas(items[at : at + _WITH_MINUTES]):
        dotted = ["." if item == "," else item for item in items[at : at + _WITH_MINUTES]]
        span, length = _span(dotted, 0, is_date=False)
        return span, at + length
    first, after_first = _time(items, at)
    if first is None or items[after_first : after_first + 1] != ["-"]:
        return [], at
    second, end = _time(items, after_first + 1)
    is_bare = end - at == _BARE
    if second is None or (is_bare and is_date) or not _is_span(first, second, bare=is_bare):
        return [], at
    return [first, "-", second], end


def _has_commas(items: Items) -> bool:
    """Whether both ends of a span have a comma before the minutes: `10,00-14,30`."""
    if len(items) < _WITH_MINUTES:
        return False
    return items[1::2] == [",", "-", ","] and {items[2], items[6]} <= _QUARTERS


_WITH_MINUTES: Final = len(("10", ",", "00", "-", "14", ",", "30"))
_BARE: Final = len(("10", "-", "14"))
"""The items of a span without minutes, which may be days of a month as well."""


def _goes_on_as_date(items: Items, at: int, *, is_date: bool) -> bool:
    """Whether bare numbers after this item are days or weeks: `Dec 24,25`, not `Dec 24 10-14`."""
    item, following = items[at], items[at + 1 : at + 2]
    if item in MONTHS or item == "week":
        return True
    if _is_number(item):
        return is_date and not (following and _is_number(following[0]))
    return is_date and item in ("-", ",", ".", "/")


def _time(items: Items, at: int) -> tuple[str | None, int]:
    """The time that stands at `at`, `10`, `10.00` or `10:00`, and where it ends."""
    if at >= len(items) or not _is_number(items[at]) or len(items[at]) > 2:  # noqa: PLR2004
        return None, at
    hour = items[at].zfill(2)
    sign, minutes = [*items[at + 1 : at + 3], "", ""][:2]
    if sign in (".", ":") and _is_number(minutes):
        if sign == "." and minutes not in _MINUTES:
            return None, at
        return f"{hour}:{minutes}", at + 3
    return f"{hour}:00", at + 1


def _is_span(first: str, second: str, *, bare: bool) -> bool:
    """Whether the two are surely hours of a day, and of the 24 of a day."""
    start, end = int(first[:2]), int(second[:2])
    if start >= _MIDNIGHT or end > _MIDNIGHT:
        return False
    if not bare:
        return True
    return (start >= _EARLIEST or not start) and (
        end > start or (start >= _NIGHT[0] and end <= _NIGHT[1])
    )


def _parted(items: Items) -> Items:
    """A `;` between rules where one is missing, none where there is one too many."""
    found: Items = []
    for index, item in enumerate(items):
        before = found[-1] if found else ";"
        if item == ";" and (before == ";" or index == len(items) - 1):
            continue
        if (item == ":" and before in (*WEEKDAYS, "PH")) or (item in ".," and before == ";"):
            continue
        if item in _STATES and before == "," and items[index + 1 : index + 2] not in ([], [";"]):
            found[-1] = ";"
        if item in (*WEEKDAYS, "PH") and _ends_rule(found):
            found.append(";")
        found.append(item)
    while found and found[-1] in (";", ",", "."):
        found.pop()
    return found


def _ends_rule(found: Items) -> bool:
    """Whether a rule with days is complete, so that the next day begins another."""
    if not found or not (":" in found[-1] or found[-1] in _STATES):
        return False
    return any(item in (*WEEKDAYS, "PH") for item in _last_rule(found))


def _last_rule(found: Items) -> Items:
    start = max((index + 1 for index, item in enumerate(found) if item == ";"), default=0)
    return found[start:]


def _ordered(items: Items) -> Items:
    """A state that stands before its days comes after them; mixed lists are rules of their own."""
    found: Items = []
    for rule in _rules(items):
        state = rule[0] if rule and rule[0] in _STATES and len(rule) > 1 else ""
        plain = not any(":" in item or item in _STATES or item[0] == '"' for item in rule[1:])
        times = state == "open" and not any(item in _STATES or item[0] == '"' for item in rule[1:])
        moved = [*rule[1:], state] if state and (plain or times) else rule
        for part in _unmixed(moved):
            found += [*([";"] if found else []), *part]
    return found


def _rules(items: Items) -> Iterator[Items]:
    rule: Items = []
    for item in [*items, ";"]:
        if item != ";":
            rule.append(item)
            continue
        yield rule
        rule = []


def _unmixed(rule: Items) -> list[Items]:
    """`PH , Jun 05 off` as `PH off` and `Jun 05 off`."""
    if not rule or rule[-1] not in ("off", "closed") or any(":" in item for item in rule):
        return [rule]
    groups: list[tuple[str, Items]] = []
    for part in _split(rule[:-1]):
        kind = _kind(part, groups[-1][0] if groups else "")
        if groups and groups[-1][0] == kind:
            groups[-1] = (kind, [*groups[-1][1], ",", *part])
        else:
            groups.append((kind, part))
    if len(groups) < 2 or not all(part for _kind_, part in groups):  # noqa: PLR2004
        return [rule]
    return [[*part, rule[-1]] for _kind_, part in groups]


def _split(items: Items) -> list[Items]:
    parts: list[Items] = [[]]
    for item in items:
        if item == ",":
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def _kind(part: Items, before: str) -> str:
    """Whether a part of a list names dates, weeks or weekdays; a bare number goes on."""
    if not part or (_is_number(part[0]) and not _is_year(part[0])):
        return before
    if part[0] in MONTHS or part[0] == "easter" or _is_year(part[0]):
        return "dates"
    return "weeks" if part[0] == "week" else "weekdays"


_STEPS: Final[tuple[Callable[[Items], Items], ...]] = (
    _translated,
    _with_dates,
    _with_times,
    _parted,
    _ordered,
)


def _written(hours: Hours) -> str:
    """The text as the grammar writes it: its spaces and letters, hours of two digits."""
    tokens = tokens_of(hours.text)[:-1]
    begins = {rule.start for rule in hours.rules if rule.joint == "additional"}
    written = ""
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        following = tokens[index + 1 : index + 3]
        if before is not None:
            written += _gap(before, token, following, new_rule=token.start in begins)
        written += _spelt(hours.text, token, following)
    return written


def _spelt(text: str, token: Token, following: list[Token]) -> str:
    if token.kind == "comment":
        return text[token.start : token.end]
    is_hour = [other.said for other in following[:1]] == [":"] and following[-1].kind == "number"
    if token.kind == "number" and is_hour:
        return token.said.zfill(2)
    return _PROPER.get(token.said, token.said)


def _gap(before: Token, token: Token, following: list[Token], *, new_rule: bool) -> str:
    """What stands between two tokens: nothing or one space."""
    if before.said == "," and before.kind == "sign":
        is_apart = new_rule
    elif before.said == ";" or "bars" in (before.kind, token.kind):
        is_apart = True
    elif token.kind == "sign" and token.said in "+-":
        is_apart = [other.said for other in following[1:]] in (["day"], ["days"])
    elif token.said == "(":
        is_apart = before.said != "-"
    elif before.said == ":":
        is_apart = token.kind != "number"
    else:
        is_apart = token.kind != "sign" and not _holds_on(before, token)
    return " " if is_apart else ""


def _holds_on(before: Token, token: Token) -> bool:
    """Whether a sign joins what follows it: `Mo-Fr`, `+1 day`; not `10:00+ off`."""
    if before.said == "+":
        return token.kind == "number"
    return before.kind == "sign" and before.said not in ("]", ")")
