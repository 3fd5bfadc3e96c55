"""`NO_COLOR`: the terminal's own two colours, and where a background told something, their reverse.

Textual would paint greys instead, which are colours to a terminal that has chosen its own.
"""

from typing import Final

from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_REVERSE: Final = Style(reverse=True)


class Colourless(LineFilter):
    """Takes colours out of what is painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours; what stood on another background stands out reversed."""
        plain = background.rich_color.get_truecolor()
        return [
            Segment(text, _without(style, plain) if style else style, control)
            for text, style, control in segments
        ]


def _without(style: Style, plain: ColorTriplet) -> Style:
    stands_out = style.bgcolor is not None and style.bgcolor.get_truecolor() != plain
    bare = style.without_color
    return bare + _REVERSE if stands_out else bare
