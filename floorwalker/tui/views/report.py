"""The lines of a report as something to show: headings stand out, bars have their colour."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from textual.content import Content

from floorwalker.tui.views.styled_text import KEY, MUTED, STRONG, styled

_HEADING: Final = re.compile(r"\d+\. .*\?$")
_BAR: Final = re.compile("▇+")


def style_report(lines: Sequence[str]) -> list[Content]:
    """`lines` in style; the first and the numbered questions are headings."""
    head, *rest = lines
    under = len(list(takewhile(bool, rest)))
    muted = [styled(line, MUTED) for line in rest[:under]]
    return [styled(head, STRONG), *muted, *map(_style, rest[under:])]


def _style(line: str) -> Content:
    if _HEADING.match(line):
        return styled(line, STRONG)
    content = styled(line)
    for bar in _BAR.finditer(content.plain):
        content = content.stylize(KEY, *bar.span())
    return content
