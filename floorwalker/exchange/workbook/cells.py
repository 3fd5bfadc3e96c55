r"""Values of fields as texts of cells, and back: what is read is what was written.

A list has an item a line; a thing with parts stands on one line, ` | ` between them. What a line
end or a bar within an item would break is written `\n` and `\|`, and a backslash `\\`.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.workbook.columns import Column, Form
from floorwalker.i18n import _
from floorwalker.knowledge.model.fields import as_dialled
from floorwalker.plain_yaml import Value, parse
from floorwalker.plain_yaml.editing import scalar
from floorwalker.plain_yaml.flaws import is_invisible

MOST_CHARACTERS: Final = 32_767
MOST_LINE_ENDS: Final = 253
"""What a cell of Excel holds."""
_SPACES: Final = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u202f", " "))
_BAR: Final = re.compile(r"(?:(?<=\s)|\A)\|(?=\s|\Z)")
_ESCAPED: Final = re.compile(r"\\([\\n|])")
_ESCAPES: Final = {"\\": "\\", "n": "\n", "|": "|"}
_DANISH_DATE: Final = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_YES: Final = ("true", "sand", "ja", "yes", "x", "1")
_NO: Final = ("false", "falsk", "nej", "no", "0")
_SET: Final = "set"


class CellError(FloorwalkerError):
    """A cell cannot be read: what is wrong with it, and what to do."""


def tidied(text: str) -> str:
    """`text` as programs agree on it: one kind of line end and of space, none at a line's end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
    if not text.isprintable():
        text = "".join(
            c
            for c in text
            if c == "\n" or not (is_invisible(c) or unicodedata.category(c) in ("Cc", "Zl", "Zp"))
        )
    lines = [line.rstrip() for line in text.split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines).strip())


def fits(text: str) -> bool:
    """Whether a cell can hold `text`."""
    return len(text) <= MOST_CHARACTERS and text.count("\n") <= MOST_LINE_ENDS


def stand_in(text: str) -> str:
    """What stands in the cell of a text that does not fit, in any language."""
    return f"… ({len(text)})"


def cell_text(value: Value | None, column: Column) -> str:
    """What stands in the cell of a value; nothing for no value."""
    if not value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(_keyed_line(key, said, column) for key, said in value.items())
    if column.form is Form.CODES:
        return ", ".join(map(str, value))
    return "\n".join(_line(item, column) for item in value)


def _line(item: Value, column: Column) -> str:
    if isinstance(item, dict):
        return _joined([*_parts(item, column)])
    return _escaped(str(item))


def _parts(item: Mapping[str, Value], column: Column) -> list[str]:
    parts = [_escaped(str(item.get(part, ""))) for part in column.parts if part != _SET]
    changed = item.get(_SET)
    if isinstance(changed, dict):
        parts += [_escaped(f"{key}: {_in_line(said)}") for key, said in changed.items()]
    return parts


def _keyed_line(key: str, said: Value, column: Column) -> str:
    if isinstance(said, dict):
        return _joined([key, *_parts(said, column)])
    return _joined([key, _escaped(str(said))])


def _joined(parts: list[str]) -> str:
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return _BAR.sub(r"\\|", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[1]], text)


def _in_line(value: Value) -> str:
    """A value that a change sets, as YAML on one line; a text as it is where nothing is lost."""
    if isinstance(value, list):
        return f"[{', '.join(map(_in_line, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_in_line(said)}' for key, said in value.items())}}}"
    return scalar(value)


def cell_value(text: str, column: Column) -> Value | None:
    """The value of a cell that was edited; None where it is empty.

    Args:
        text: what stands in it, tidied.
        column: where it stands.

    Raises:
        CellError: it cannot be told what is meant.
    """
    if not text:
        return None
    return _READERS.get(column.form, _as_it_is)(text, column)


def _as_it_is(text: str, _column: Column) -> Value:
    return text


def _on_one_line(text: str, _column: Column) -> Value:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _list(text: str, _column: Column) -> Value:
    return [_unescaped(line) for line in _lines(text)]


def _codes(text: str, column: Column) -> Value:
    return [_code(code, column) for code in re.split(r"[,;\s]+", text) if code]


def _code(text: str, column: Column) -> str:
    """A code however its letters are written; what is none is told by the checker."""
    return next((code for code in column.codes if code == text.casefold()), text)


def _flag(text: str, column: Column) -> Value | None:
    if text.casefold() in _YES:
        return "true"
    if text.casefold() in _NO:
        return "false" if "false" in column.codes else None
    raise CellError(
        _("`{text}` is neither yes nor no.").format(text=text[:_SHOWN]),
        _("Choose from the list: {codes}.").format(codes=", ".join(column.codes)),
    )


def _date(text: str, _column: Column) -> Value:
    day = _DANISH_DATE.fullmatch(text)
    return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else text


def _moment(text: str, column: Column) -> Value:
    day, _space, time = text.replace("T", " ").partition(" ")
    return f"{_date(day, column)} {time}".strip()


def _telephone(text: str, _column: Column) -> Value:
    number = " ".join(text.split())
    if re.fullmatch(r"[1-9](?: ?\d){7}", number):
        number = f"+45 {' '.join(re.findall('..', number.replace(' ', '')))}"
    return as_dialled(re.sub(r"^00(?=[1-9])", "+", number))


_PART_READERS: Final = {"from": _date, "until": _date, "number": _telephone}


def _number(text: str, _column: Column) -> Value:
    return str(int(text)) if text.isascii() and text.isdigit() and len(text) < _SHOWN else text


def _things(text: str, column: Column) -> Value:
    return [_thing(line, column, column.parts) for line in _lines(text)]


def _split(line: str) -> list[str]:
    parts, start = [], 0
    for bar in _BAR.finditer(line):
        if line[bar.start() - 1 : bar.start()] != "\\":
            parts.append(line[start : bar.start()])
            start = bar.end()
    return [_unescaped(part.strip()) for part in [*parts, line[start:]]]


def _thing(line: str, column: Column, names: tuple[str, ...]) -> dict[str, Value]:
    said = _split(line)
    plain = [name for name in names if name != _SET]
    if len(said) > len(plain) and _SET not in names:
        raise CellError(
            _("A line has {count} parts, and at most {most} are known: {names}.").format(
                count=len(said), most=len(plain), names=" | ".join(plain)
            ),
            _("Write one thing a line, with ` | ` between its parts."),
        )
    thing: dict[str, Value] = {name: part for name, part in zip(plain, said, strict=False) if part}
    if said[len(plain) :]:
        thing[_SET] = dict(_set_field(part) for part in said[len(plain) :] if part)
    return {
        name: _PART_READERS[name](part, column)
        if name in _PART_READERS and isinstance(part, str)
        else part
        for name, part in thing.items()
    }


def _set_field(part: str) -> tuple[str, Value]:
    """`cost: 10 kr.`: a field that a change sets, and what it will say."""
    name, colon, said = part.partition(":")
    name, said = name.strip(), said.strip()
    if not colon or not re.fullmatch("[a-z_]+", name) or not said:
        raise CellError(
            _("`{text}` is no field with what it will say.").format(text=part[:_SHOWN]),
            _("Write the field's name, a colon and the text: `cost: 10 kr.`"),
        )
    document = parse(f"f: {said}\n".encode())
    if said[0] in "[{\"'" and not document.flaws and isinstance(document.value, dict):
        return name, document.value["f"]
    return name, said


def _keyed(text: str, column: Column) -> Value:
    result: dict[str, Value] = {}
    for line in _lines(text):
        key, *said = _split(line)
        if key in result:
            raise CellError(
                _("`{text}` stands in two lines.").format(text=key[:_SHOWN]),
                _("Write one line for each."),
            )
        if column.parts:
            rest = line.partition("|")[2].strip()
            result[key] = _thing(rest, column, column.parts) if rest else {}
        else:
            result[key] = said[0] if said else ""
            if len(said) != 1:
                raise CellError(
                    _("`{text}` is no year with its amount.").format(text=line[:_SHOWN]),
                    _("Write the year, ` | ` and the amount: `2027 | 290 kr.`"),
                )
    return result


_SHOWN: Final = 40
_READERS: Final = {
    Form.LINES: _list,
    Form.CODE: _code,
    Form.CODES: _codes,
    Form.FLAG: _flag,
    Form.DATE: _date,
    Form.MOMENT: _moment,
    Form.NUMBER: _number,
    Form.URL: _on_one_line,
    Form.HTTPS: _on_one_line,
    Form.HOURS: _on_one_line,
    Form.TELEPHONE: _telephone,
    Form.KLE: _on_one_line,
    Form.CONTACT: _on_one_line,
    Form.PARTS: _things,
    Form.KEYED: _keyed,
}
