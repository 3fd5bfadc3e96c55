"""What libyaml's refusals mean: the place where an editor went wrong, and what it was.

libyaml notices most slips later than they happen, and says so in its own terms: a missing colon
shows as a surprise on the next line. The text around it tells more.
"""

import re
from typing import Final

import yaml

from floorwalker.plain_text import printable
from floorwalker.plain_yaml.flaws import Flaw

_CONFLICT: Final = re.compile(r"^(<{7} |={7}$|>{7} )")
_ODD_SPACE: Final = re.compile(r"(?:^ *|:)([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
"""A space that YAML does not know, where it wants one: in the indentation, or after a colon."""
_KEY: Final = re.compile(r"^ *(?:- +)?[^\s:#\"'\[\]{}]+:(?: |$)")
_OPEN_QUOTE: Final = "while scanning a quoted scalar"
_OPEN_BRACKETS: Final = ("while parsing a flow sequence", "while parsing a flow mapping")
_SECOND_DOCUMENT: Final = "did not find expected <document start>"
_NO_COLON: Final = "could not find expected ':'"
_NO_KEY: Final = "did not find expected key"
_NO_KEY_HERE: Final = "mapping values are not allowed in this context"
_SHOWN: Final = 40

SUSPECT_COMMENT: Final = re.compile(r"(?<=[^\s#])(?: #(?=[^\s#!])|[ \t]+#(?=\d))")
"""What begins a comment and may have been meant as text: one space before the sign and none after
it, or any space before it and a number after it."""


def explained(text: str, error: yaml.MarkedYAMLError) -> Flaw:
    """The flaw behind libyaml's refusal of `text`."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return (
        _conflict(lines)
        or _tab(lines, line)
        or _odd_space(lines[: line + 1])
        or _cut_off(lines, error, line)
        or _begun_earlier(lines, error, line)
        or _without_colon(lines, error, line, column)
        or Flaw(line + 1, column + 1, "yaml", printable(error.problem or ""))
    )


def _conflict(lines: list[str]) -> Flaw | None:
    """Where version control put two versions together and left the choice to a person."""
    for number, line in enumerate(lines, start=1):
        if _CONFLICT.match(line):
            return Flaw(number, 1, "conflict-marker")
    return None


def _tab(lines: list[str], line: int) -> Flaw | None:
    here = lines[line] if line < len(lines) else ""
    indentation = here[: len(here) - len(here.lstrip())]
    if "\t" not in indentation:
        return None
    return Flaw(line + 1, indentation.index("\t") + 1, "tab")


def _odd_space(lines: list[str]) -> Flaw | None:
    """The last one counts: it is the nearest to where libyaml gave up."""
    for number in range(len(lines), 0, -1):
        found = _ODD_SPACE.search(lines[number - 1])
        if found:
            detail = f"U+{ord(found.group(1)):04X}"
            return Flaw(number, found.start(1) + 1, "odd-space", detail)
    return None


def _cut_off(lines: list[str], error: yaml.MarkedYAMLError, line: int) -> Flaw | None:
    """A comment that swallowed a closing bracket, or stands within a text of several lines."""
    begun = error.context_mark
    if begun is None:
        return None
    if error.context in _OPEN_BRACKETS:
        searched = range(begun.line, min(line + 1, len(lines)))
    elif error.problem in (_NO_COLON, _NO_KEY) and _goes_on(lines, line := _at(error, line)):
        searched = range(line - 1, line)
    else:
        return None
    for number in searched:
        found = SUSPECT_COMMENT.search(lines[number]) if number >= 0 else None
        if found and not {'"', "'"} & set(lines[number][: found.start()]):
            return Flaw(number + 1, lines[number].index("#", found.start()) + 1, "cut-text")
    return None


def _at(error: yaml.MarkedYAMLError, line: int) -> int:
    """The line that libyaml took for a key and that is none."""
    begun = error.context_mark
    return begun.line if begun and error.problem == _NO_COLON else line


def _goes_on(lines: list[str], line: int) -> bool:
    """Whether a line looks like the rest of a text that the line above began."""
    here = lines[line] if line < len(lines) else ""
    return here.startswith(" ") and not _KEY.match(here) and _says_something(here)


def _begun_earlier(lines: list[str], error: yaml.MarkedYAMLError, line: int) -> Flaw | None:
    """What was begun and never ended is shown where it begins."""
    begun = error.context_mark
    if error.problem == _SECOND_DOCUMENT:
        return Flaw(line + 1, 1, "several-documents")
    if begun is None or begun.line == line:
        return None
    if error.context == _OPEN_QUOTE:
        return Flaw(begun.line + 1, begun.column + 1, "open-quote")
    if error.context in _OPEN_BRACKETS:
        return Flaw(begun.line + 1, begun.column + 1, "open-bracket")
    if error.problem == _NO_COLON:
        return _missing_colon(lines, begun.line)
    return None


def _without_colon(
    lines: list[str], error: yaml.MarkedYAMLError, line: int, column: int
) -> Flaw | None:
    """A field that cannot stand where it does, since the line above has lost its colon."""
    if error.problem != _NO_KEY_HERE or line >= len(lines):
        return None
    here = lines[line]
    key = _KEY.match(here)
    if key is None or ":" in here[:column]:
        return None
    above = next((n for n in range(line - 1, -1, -1) if _says_something(lines[n])), None)
    if above is None or _KEY.match(lines[above]) or lines[above].rstrip()[-1] in ":[{|>,":
        return None
    return _missing_colon(lines, above)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _missing_colon(lines: list[str], line: int) -> Flaw:
    here = lines[line] if line < len(lines) else ""
    column = len(here) - len(here.lstrip()) + 1
    return Flaw(line + 1, column, "missing-colon", printable(here)[:_SHOWN])
