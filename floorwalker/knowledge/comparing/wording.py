"""A difference in words, short enough that an editor reads a hundred of them.

What both states say alike is left out: of a long text the few words around what differs remain.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from floorwalker import labels
from floorwalker.dates import format_date
from floorwalker.i18n import _, language_name, mark
from floorwalker.knowledge.comparing.areas import FIELDS
from floorwalker.knowledge.comparing.differences import HOUSE, LEXICON, Difference
from floorwalker.knowledge.hours.in_words import hours_in_words
from floorwalker.knowledge.model.records import Knowledge

_AROUND: Final = 3
"""Words that stay on either side of what differs."""
_LONGEST: Final = 120
"""Letters of one value."""
_REFS: Final[Mapping[str, str]] = {
    "competent_authority": "contact:", "help_here": "contact:", "contact_points": "contact:",
    "main_contact": "contact:", "fallback": "contact:", "help": "contact:", "owner": "contact:",
    "guides": "guide:", "related": "", "about": "", "quick": "",
}  # fmt: skip
"""Fields that name other entries, and what stands before the id there."""
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "audience": labels.AUDIENCES,
    "appointment": labels.APPOINTMENTS,
    "requires": labels.REQUIREMENTS,
    "severity": {"info": mark("for information"), "warning": mark("as a warning")},
}


class Wording:
    """Says differences between `old` and `new`, with the names that the two have for entries."""

    def __init__(self, old: Knowledge, new: Knowledge) -> None:
        self._old, self._new = old, new

    def line(self, found: Difference) -> str:
        """What differs in one field: `price: 890 kr. → 920 kr.`."""
        field = field_name(found)
        if found.field == "translations":
            return f"{field}: {self._translated(found)}"
        was, now = self._say(found, self._old), self._say(found, self._new)
        if found.removed or found.added:
            return f"{field}: {self._taken_and_added(found, was, now)}"
        if isinstance(found.old, list | tuple) and isinstance(found.new, list | tuple):
            order = _("another order, now {list}").format(list=_joined(found.new, now))
            return f"{field}: {order}"
        old = was(found.old) if found.old is not None else ""
        new = now(found.new) if found.new is not None else ""
        return f"{field}: {_changed(old, new)}"

    def sides(self, found: Difference) -> tuple[list[str], list[str]]:
        """All that the field says, in the old state and in the new one; a line for each item."""
        if found.field == "translations":
            return _texts_of(found.old), _texts_of(found.new)
        was, now = self._say(found, self._old), self._say(found, self._new)
        return _each(found.old, was), _each(found.new, now)

    def _taken_and_added(
        self, found: Difference, was: Callable[[object], str], now: Callable[[object], str]
    ) -> str:
        gone, came = [was(each) for each in found.removed], [now(each) for each in found.added]
        if not set(gone).isdisjoint(came):  # two of one name: their ids tell them apart
            gone, came = [str(each) for each in found.removed], [str(each) for each in found.added]
        if len(gone) == len(came) == 1:
            return _changed(gone[0], came[0])
        said = [f"- {_cut(each)}" for each in gone] + [f"+ {_cut(each)}" for each in came]
        return ", ".join(said) + self._now_first(found, now)

    def _now_first(self, found: Difference, now: Callable[[object], str]) -> str:
        """Which door is the best from now on, where another was."""
        if found.field != "contact_points" or not found.old or not found.new:
            return ""
        first, before = _first(found.new), _first(found.old)
        return "" if first == before else " " + _("(first: {name})").format(name=now(first))

    def _translated(self, found: Difference) -> str:
        language = language_name(found.language or "")
        fields = ", ".join(
            [f"+ {named(str(key))}" for key in found.added]
            + [f"- {named(str(key))}" for key in found.removed]
        )
        return f"{language} ({fields})"

    def _say(self, found: Difference, knowledge: Knowledge) -> Callable[[object], str]:
        """How one value of the field is put into words."""
        field = found.field or ""
        if field in _REFS:
            return lambda value: _name(knowledge, f"{_REFS[field]}{value}")
        if field in _CODES and not isinstance(found.new or found.old, Mapping):
            return lambda value: labels.label_of(_CODES[field], str(value))
        return _SAID.get(field, _plain)


def field_name(found: Difference) -> str:
    """What the field is called."""
    return named(found.field or "")


def named(field: str) -> str:
    """What a field of the format is called."""
    return _(FIELDS[field]) if field in FIELDS else field


def _each(value: object, say: Callable[[object], str]) -> list[str]:
    """What stands in a field, in words, item by item."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [say({key: said}) for key, said in value.items()]
    return [say(each) for each in value] if isinstance(value, list | tuple) else [say(value)]


def _texts_of(value: object) -> list[str]:
    """The texts of a translation, each with the name of its field."""
    said = value if isinstance(value, Mapping) else {}
    return [f"{named(str(field))}: {_plain(text)}" for field, text in said.items()]


def _name(knowledge: Knowledge, ref: str) -> str:
    """What the entry is called; where it is none, the id or the name that stands there."""
    entry = knowledge.entry(ref)
    known = getattr(entry, "name", "") or getattr(entry, "text", "")
    return known or ref.partition(":")[2] or ref


def _plain(value: object) -> str:
    """Text, a flag, a number, or a few fields: `{number, name, hours}`."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        parts = (f"{_prefix(str(key))}{_plain(said)}" for key, said in value.items())
        return ", ".join(filter(None, parts))
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value)


def _days(value: object) -> str:
    """What begins on a day: a closure, a change, a notice; days and times as people write them."""
    if not isinstance(value, Mapping):
        return _moment(str(value))
    told = {key: said for key, said in value.items() if key not in ("from", "until")}
    ends = dict.fromkeys(_moment(str(value[key])) for key in ("from", "until") if key in value)
    return ": ".join(filter(None, [" - ".join(ends), _plain(told)]))


def _moment(text: str) -> str:
    """`2027-01-06T17:00` with its day in words."""
    day, time = text[:_DAY], text[_DAY + 1 :]
    return f"{format_date(date.fromisoformat(day))} {time}".rstrip()


_DAY: Final = len("2027-01-06")


def _hours(value: object) -> str:
    return hours_in_words(str(value))


def _language(value: object) -> str:
    return language_name(str(value))


_SAID: Final[Mapping[str, Callable[[object], str]]] = {
    "opening_hours": _hours, "phone_hours": _hours, "languages": _language,
    "closures": _days, "changes": _days, "from": _days, "until": _days,
    "assured_date": _days, "source_date": _days,
}  # fmt: skip
"""How the values of fields are said that are no plain text."""


def _prefix(key: str) -> str:
    """A year, or the id of a house, stands before what it says; a field's name adds nothing."""
    return "" if key in _OF_PARTS else f"{named(key)}: "


_OF_PARTS: Final = ("number", "name", "hours", "text", "note", "address", "set")


def _first(value: object) -> object:
    return next(iter(value), None) if isinstance(value, list | tuple) else value


def _joined(values: Iterable[object], say: Callable[[object], str]) -> str:
    return _cut(", ".join(say(each) for each in values))


def _changed(old: str, new: str) -> str:
    """`old → new`, without most of what both say."""
    if not old or not new:
        return f"+ {_cut(new)}" if new else f"- {_cut(old)}"
    if len(old) + len(new) <= _LONGEST:
        return f"{_cut(old)} → {_cut(new)}"
    before, after = old.split(), new.split()
    first = _same(before, after)
    last = _same(before[first:][::-1], after[first:][::-1])
    return f"{_around(before, first, last)} → {_around(after, first, last)}"


def _same(one: list[str], other: list[str]) -> int:
    """How many words the two begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _around(words: list[str], first: int, last: int) -> str:
    """The words that differ, `first` and `last` of them alike, with a few on either side."""
    start = max(first - _AROUND, 0)
    end = min(len(words) - last + _AROUND, len(words))
    said = " ".join(words[start:end])
    return f"{'… ' if start else ''}{_cut(said)}{' …' if end < len(words) else ''}"


def _cut(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1].rstrip()}…"


def group_of(found: Difference) -> str:
    """What stands above the entry within its area: a theme, or what kind of entry it is."""
    return found.theme or kind_name(found.ref)


def kind_name(ref: str) -> str:
    """What kind of entry a ref names, in the plural."""
    return _(_KINDS[ref.partition(":")[0]])


_KINDS: Final = {
    "service": mark("Without a theme"),
    "contact": mark("Contact points"),
    "guide": mark("Guides"),
    "term": mark("Words"),
    "notice": mark("Notices"),
    "rate": mark("Amounts"),
    HOUSE: mark("The house"),
    LEXICON: mark("Own words for the search"),
}
