"""A text read as it was meant: numbers in words, words between numbers, letters for digits.

`tolv nul fem 71 bindestreg 2345` and `2O 2O 3O 4O` are numbers to whoever reads them. This gives
the recognisers a second reading, in which they are numbers to them too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from floorwalker.privacy import exclusions as innocent
from floorwalker.privacy.normalised_text import Change, NormalisedText, reread
from floorwalker.privacy.number_words import AMBIGUOUS, ORDINALS, TENS, UNITS, figures_of

# As it comes from a scanner, an old typist, or one who knows that there is a guard.
_LOOKALIKES: Final = re.compile(
    r"(?<![^\W\d])[OIl](?=\d)|(?<=\d)[OoIl](?![^\W\d_])|(?<=\d)[OoIl]{1,3}(?=\d)"
)
_MONTH_NAMES: Final = (
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip
_SAME_MONTHS: Final = {"may": "maj", "mai": "maj", "mär": "mar", "oct": "okt", "dez": "dec"}
_MONTH: Final = rf"(?P<name>{'|'.join([*_MONTH_NAMES, *_SAME_MONTHS])})[a-z]{{0,6}}"
_MONTH_WORD: Final = re.compile(_MONTH)
_MONTH_AFTER_DAY: Final = re.compile(
    rf"(?<=\d)(?:st|nd|rd|th)?[\s.-]{{0,3}}(?:of\s|i\s)?{_MONTH}[\s.,'-]{{0,3}}(?=\d)",
    re.IGNORECASE,
)
_MONTH_BEFORE_DAY: Final = re.compile(
    rf"(?<![^\W_]){_MONTH}[\s.]{{1,3}}(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[\s,]{{1,3}}(?=\d{{2}}(?:\d{{2}})?(?![\d:.]))",
    re.IGNORECASE,
)

_LETTER: Final = re.compile(r"[^\W\d_]")
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_WIDEST_GAP: Final = 8
"""Signs between two numbers that hang together."""
_SIGNS: Final = {
    "bindestreg": "-", "bindestregen": "-", "tankestreg": "-", "streg": "-", "minus": "-",
    "dash": "-", "hyphen": "-", "bindestrek": "-", "bindestreck": "-", "strich": "-",
    "underscore": "_", "understreg": "_", "skråstreg": "/", "slash": "/", "punktum": ".",
    "prik": ".", "dot": ".", "point": ".", "komma": ",", "comma": ",", "kolon": ":",
    "mellemrum": " ", "space": " ", "blank": " ", "pause": " ",
}  # fmt: skip
_AND: Final = "&"
_PLUS: Final = "+"
_LINKS: Final = frozenset("og så and then und derefter bagefter plus".split())  # noqa: SIM905 -- a word list
# 14.05.26 og 1030: a time or a room may well follow a date of these years.
_RECENT_DATE: Final = re.compile(r"\d[-./]\d{1,2}[-./](?:20)?[2-4]\d\Z")
_GLUE: Final = frozenset("./:")
"""Between digits of one date, time or version."""
_COMPOUND_AND: Final = frozenset({"og", "und"})
_TWICE: Final = frozenset({"double", "dobbelt", "dobbelte"})
_OF_THE_MONTH: Final = "i"
_OPENING_SIGNS: Final = {"plus": _PLUS} | dict.fromkeys(_TWICE, _AND)
_TENS_BEFORE_UNITS: Final = frozenset(
    "twenty thirty forty fifty sixty seventy eighty ninety tjue tretti".split()  # noqa: SIM905 -- a word list
)
_FEWEST_DIGITS: Final = 4
_FEWEST_APART: Final = 8
"""From here on digits of words stand apart, as any grouping of them may be meant."""
_CARD_LENGTH: Final = 16
_CARD_GROUP: Final = 4
_DATE: Final = re.compile(r"(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?:19|20)\d\d")
_BEFORE_A_COUNT: Final = frozenset({"sidste", "første", "last", "first", "siste", "letzten"})
"""Before `fire` in *the last four*, which is no digit of the number."""
_FEWEST_OF_A_LIST: Final = 3


class _Item(NamedTuple):
    """A number, or a word between two."""

    start: int
    end: int
    figures: str
    """Of a number; empty for a word between."""
    sign: str = ""
    """What a word between stands for."""
    word: str = ""
    """As it was written; empty for a number in digits."""


def read_as_meant(reading: NormalisedText) -> NormalisedText:
    """`reading` with everything in digits that stands for digits; the same where nothing does."""
    reading = reread(reading, _letters_for_digits(reading.text))
    reading = reread(reading, _month_names(reading.text))
    reading = reread(reading, _days_before_months(reading.text))
    return reread(reading, _words(reading.text))


def _letters_for_digits(text: str) -> Iterator[Change]:
    for match in _LOOKALIKES.finditer(text):
        for place in range(*match.span()):
            yield Change(place, place + 1, "0" if text[place] in "Oo" else "1")


def _month_names(text: str) -> Iterator[Change]:
    for match in _MONTH_AFTER_DAY.finditer(text):
        yield Change(*match.span(), f".{_month(match)}.")


def _days_before_months(text: str) -> Iterator[Change]:
    for match in _MONTH_BEFORE_DAY.finditer(text):
        yield Change(*match.span(), f"{match['day']}.{_month(match)}.")


def _month(match: re.Match[str]) -> str:
    name = match["name"].casefold()
    return f"{_MONTH_NAMES.index(_SAME_MONTHS.get(name, name)) + 1:02}"


def _words(text: str) -> Iterator[Change]:
    if _LETTER.search(text) is None:
        return
    for run in _runs(text):
        if any(item.word for item in run):
            for part in _without_strays(text, run):
                yield from _meant(text, part)


def _runs(text: str) -> Iterator[list[_Item]]:
    """Numbers one after the other, with at most one word or two between them."""
    run: list[_Item] = []
    before = ""
    others = innocent.places(text)
    for token in _TOKEN.finditer(text):
        if run and token.start() - run[-1].end > _WIDEST_GAP:
            yield run
            run = []
        is_count = before in _BEFORE_A_COUNT and not run
        item = None if is_count or others[token.start()] else _item(text, token, run)
        before = token[0].lower()
        if item is not None:
            _append(run, item, text)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _item(text: str, token: re.Match[str], run: list[_Item]) -> _Item | None:
    start, end = token.span()
    if "0" <= text[start] <= "9":
        return _Item(start, end, token[0])
    word = token[0].casefold()
    if figures := figures_of(word):
        return _Item(start, end, figures, word=word)
    if run and run[-1].word and (name := _MONTH_WORD.fullmatch(word)):
        return _Item(start, end, _month(name), word=word)
    sign = _sign(word, text, start, run[-1]) if run else _OPENING_SIGNS.get(word)
    return _Item(start, end, "", sign, word) if sign else None


def _sign(word: str, text: str, start: int, last: _Item) -> str | None:
    """What `word` stands for, where it begins at `start` after `last`."""
    if word == _OF_THE_MONTH:
        return "." if last.word in ORDINALS or text[last.end : start].startswith(".") else None
    if word in _LINKS:
        return None if _RECENT_DATE.search(text, max(0, last.end - 10), last.end) else _AND
    return _AND if word in _TWICE else _SIGNS.get(word)


def _append(run: list[_Item], item: _Item, text: str) -> None:
    """Put `item` at the end of `run`, as one number with what it belongs to."""
    last = run[-1] if run else None
    if last and item.figures and last.word in _TWICE:
        run[-1] = _Item(last.start, item.end, item.figures * 2, word=item.word)
    elif last and last.word in _TENS_BEFORE_UNITS and _is_small(item) and item.start - last.end < 2:  # noqa: PLR2004 -- one sign between
        run[-1] = _Item(last.start, item.end, last.figures[0] + item.figures, word="tens-unit")
    elif (
        item.word in TENS
        and len(run) > 1
        and run[-1].word in _COMPOUND_AND
        and _is_small(run[-2])
        and "," not in text[run[-2].end : item.start]
    ):
        unit = run[-2]
        run[-2:] = [_Item(unit.start, item.end, item.figures[0] + unit.figures, word="unit-tens")]
    else:
        run.append(item)


def _is_small(item: _Item) -> bool:
    return item.word in UNITS and item.figures != "0"


def _without_strays(text: str, run: list[_Item]) -> Iterator[list[_Item]]:
    """`run` in pieces, without the words that here are no digits: `en`, `to`, `one`."""
    part: list[_Item] = []
    numbers = [item for item in run if item.figures]
    at = -1
    for item in run:
        at += bool(item.figures)
        beside = numbers[max(0, at - 1) : at] + numbers[at + 1 : at + 2]
        if item.word in AMBIGUOUS and not any(_is_single(text, other) for other in beside):
            yield part
            part = []
        else:
            part.append(item)
    yield part


def _is_single(text: str, item: _Item) -> bool:
    """Whether it is one digit, and not the day or the minute of more: `13/4`."""
    around = text[max(0, item.start - 1) : item.start] + text[item.end : item.end + 1]
    return len(item.figures) == 1 and (bool(item.word) or _GLUE.isdisjoint(around))


def _pieces(text: str, numbers: list[_Item]) -> Iterator[list[_Item]]:
    """Numbers that may be one; those of `3.7.0` or `10:15` are their own, not the next word's."""
    piece: list[_Item] = []
    for item in numbers:
        if (
            piece
            and not (item.word or piece[-1].word)
            and text[piece[-1].end : item.start] in _GLUE
        ):
            yield piece
            piece = []
        piece.append(item)
    yield piece


def _meant(text: str, run: list[_Item]) -> Iterator[Change]:
    while run and not run[-1].figures:
        run.pop()
    while run and not run[0].figures and run[0].sign != _PLUS:
        run.pop(0)
    numbers = [item for item in run if item.figures]
    if sum(len(item.figures) for item in numbers) < _FEWEST_DIGITS:
        return
    if run[0].sign == _PLUS:
        yield Change(run[0].start, run.pop(0).end, _PLUS)
    if not any(item.word for item in numbers):
        yield from _signs(run)
    elif not _is_a_list(text, run, numbers):
        for piece in _pieces(text, numbers):
            if any(item.word for item in piece):
                yield from _figures(piece)


def _is_a_list(text: str, run: list[_Item], numbers: list[_Item]) -> bool:
    """Whether it goes up and up with commas between: `tolv, tretten, fjorten og femten`."""
    gaps = [
        "," in text[one.end : other.start] or other.sign == _AND for one, other in pairwise(run)
    ]
    values = [int(item.figures) for item in numbers]
    return (
        len(values) >= _FEWEST_OF_A_LIST
        and any(gaps)
        and all(one < other for one, other in pairwise(values))
    )


def _signs(run: list[_Item]) -> Iterator[Change]:
    """The words between two numbers made signs, with the space around them."""
    end = 0
    signs: list[str] = []
    for item in run:
        if not item.figures:
            signs.append(item.sign)
            continue
        if signs:
            yield Change(end, item.start, next((each for each in signs if each != _AND), _AND))
        end = item.end
        signs = []


def _figures(numbers: Sequence[_Item]) -> Iterator[Change]:
    """Every number made digits, apart where there are enough of them for a number of some kind."""
    figures = "".join(item.figures for item in numbers)
    if len(figures) == _CARD_LENGTH:
        yield from _card(numbers)
        return
    between = "" if len(figures) < _FEWEST_APART or _DATE.fullmatch(figures) else " "
    end: int | None = None
    for item in numbers:
        meant = between.join(item.figures)
        if end == item.start:
            meant = between + meant
        elif end is not None:
            yield Change(end, item.start, between)
        yield Change(item.start, item.end, meant)
        end = item.end


def _card(numbers: Sequence[_Item]) -> Iterator[Change]:
    """Sixteen digits in fours, wherever the words for them end."""
    said = 0
    end = numbers[0].start
    for item in numbers:
        if end < item.start:
            yield Change(end, item.start, "")
        meant = [
            f" {figure}" if (said + at) and (said + at) % _CARD_GROUP == 0 else figure
            for at, figure in enumerate(item.figures)
        ]
        yield Change(item.start, item.end, "".join(meant))
        said += len(item.figures)
        end = item.end
