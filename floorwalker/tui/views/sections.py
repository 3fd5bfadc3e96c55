"""A page of labelled sections, laid out for a width: labels in a margin, texts hanging beside it.

Pure: values in, lines out. The widget that shows a page knows nothing of what is on it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from textual.content import Content

from floorwalker.tui.views.styled_text import MUTED, styled

MARGIN: Final = 16
"""Cells of the margin that labels stand in."""
NARROW: Final = 36
"""Below this width labels stand on a line of their own."""

_MARK: Final = re.compile(" *(?:[–→!○●] |\\d+\\.\N{NO-BREAK SPACE}|\\d\\d[.:]\\d\\d  )?")


class Section(NamedTuple):
    """One part of a page. Without a label it takes the whole width."""

    label: str
    lines: tuple[Content, ...]
    tight: bool = False
    """Whether it follows the section before it without an empty line."""


def section(label: str, *lines: Content | str, tight: bool = False) -> Section:
    """A section of the lines that say something."""
    contents = [line if isinstance(line, Content) else styled(line) for line in lines]
    return Section(label, tuple(line for line in contents if line.plain), tight)


def lay_out(sections: Iterable[Section], width: int) -> list[Content]:
    """The lines of a page, none wider than `width` cells. Empty sections are left out."""
    lines: list[Content] = []
    for part in sections:
        if not part.lines:
            continue
        if lines and not part.tight:
            lines.append(Content())
        lines += _part(part, max(width, 10))
    return lines


def _part(part: Section, width: int) -> Iterator[Content]:
    if not part.label:
        for line in part.lines:
            yield from _wrapped(line, width)
        return
    label = styled(part.label, MUTED)
    if width < NARROW:
        yield label.truncate(width, ellipsis=True)
        margin = Content("  ")
    else:
        margin = Content(" " * MARGIN)
    first = margin if width < NARROW else _padded(label)
    for line in part.lines:
        for piece in _wrapped(line, width - len(margin)):
            yield first + piece
            first = margin


def _padded(label: Content) -> Content:
    fitting = label.truncate(MARGIN - 1, ellipsis=True)
    return fitting.pad_right(MARGIN - fitting.cell_length)


def _wrapped(line: Content, width: int) -> Iterator[Content]:
    """`line` in pieces; what follows a mark, a number or a time hangs beside it."""
    found = _MARK.match(line.plain)
    hang = found.end() if found and found.end() < width // 2 else 0
    if not hang:
        yield from line.wrap(width) or [Content()]
        return
    first, indent = line[:hang], Content(" " * hang)
    for piece in line[hang:].wrap(width - hang):
        yield first + piece
        first = indent
