r"""What the command line prints: text, JSON and errors; never a character that a terminal obeys.

The name of a file may be bytes that are no text. They are shown as `\xff`; in JSON they stay half
characters, `\udcff`, from which Python and others make the same bytes again.
"""

import json
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

import click
import msgspec

from floorwalker.cli import streams
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason
from floorwalker.plain_text import is_control

T = TypeVar("T")
_CODES = (
    *range(0x7F, 0xA0),  # DEL and C1 controls, which JSON allows in a text as they are
    *range(0x2028, 0x202F),  # line ends of their own, and marks that turn the reading direction
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),  # halves, which UTF-8 has not
)
_ESCAPED = {code: f"\\u{code:04x}" for code in _CODES}
_BYTES = range(0xDC80, 0xDD00)
"""How Python writes the bytes of a file's name that are no text."""


def print_line(text: str) -> None:
    """One line for a person; whatever a terminal would obey becomes a space."""
    print_raw(_one_line(text))


def print_raw(text: str) -> None:
    """`text` as it is, and a line end, flushed.

    Raises:
        LostOutputError: standard output does not take it.
    """
    click.echo(text)
    sys.stdout.flush()


def _one_line(text: str) -> str:
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _shown(c) for c in text)
    return text.rstrip()


def _shown(character: str) -> str:
    code = ord(character)
    return f"\\x{code - 0xDC00:02x}" if code in _BYTES else " "


def print_json(value: object) -> None:
    """One JSON object on one line, Danish letters as they are, flushed."""
    print_raw(to_json(value))


def print_each(values: Iterable[T], *, as_json: bool, line: Callable[[T], str]) -> None:
    """Each of `values` on a line, as a JSON object or as `line` puts it for a person."""
    for value in values:
        if as_json:
            print_json(value)
        else:
            print_line(line(value))


def to_json(value: object) -> str:
    """`value` as JSON in which every control character is escaped."""
    try:
        encoded = msgspec.json.encode(value).decode("utf-8")
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value)
        encoded = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return encoded.translate(_ESCAPED)


def print_done(text: str, done: str = "") -> None:
    """One line that tells what a command has done: printed, or said on standard error.

    A command whose output gets lost would be given again, and would do it twice.

    Args:
        text: the line.
        done: the sentence for standard error where the line cannot be printed.
    """
    _say_done(_one_line(text), done or _("Done: {text}.").format(text=text))


def print_done_json(value: object, done: str) -> None:
    """As `say_done`, with a JSON object as `say_json` prints it."""
    _say_done(to_json(value), done)


def _say_done(line: str, done: str) -> None:
    try:
        print_raw(line)
    except streams.LostOutputError as lost:
        if not isinstance(lost.fault, BrokenPipeError):
            why = os_reason(lost.fault)
            print_error(done, _("It could not be printed: {reason}.").format(reason=why))


def print_error(message: str, hint: str = "") -> None:
    """One line on standard error: what is wrong, and what to do about it."""
    text = _("Error: {message}").format(message=f"{message} {hint}".rstrip())
    _echo_aside(_one_line(text))


def print_aside(text: str) -> None:
    """One line on standard error that is no error: what a person may want to know besides."""
    _echo_aside(_one_line(text))


def _echo_aside(line: str) -> None:
    """What cannot be said stops nothing."""
    try:
        click.echo(line, err=True)
    except OSError:
        streams.give_up(sys.stderr)


def clean_text(text: str) -> str:
    """What a person typed, as text: undecodable bytes and control characters become spaces."""
    decodable = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(" " if is_control(character) else character for character in decodable)
