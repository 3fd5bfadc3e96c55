"""QR codes for the screen: half blocks, dark on white, a quiet zone of four modules.

The colours are the screen's business: each line says which of its cells are dark above and below.
Source: ISO/IEC 18004, whose quiet zone is four modules wide.
"""

from typing import Final

import segno

QUIET_ZONE: Final = 4
"""Light modules around the code; a scanner needs them."""

_HALF_BLOCKS: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def matrix(content: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the code for `content`, quiet zone included; True is dark."""
    code = segno.make(content, micro=False, error="m", boost_error=False)
    return tuple(
        tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET_ZONE)
    )


def half_block_lines(content: str) -> list[str]:
    """The code for `content` as lines of text, two rows of modules each.

    To be shown black on white: a blank is two light modules, a full block two dark ones.
    """
    rows = matrix(content)
    if len(rows) % 2:
        rows = (*rows, (False,) * len(rows[0]))
    return [
        "".join(
            _HALF_BLOCKS[int(above), int(below)] for above, below in zip(upper, lower, strict=True)
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def svg(content: str, *, modules_mm: float = 0.6) -> str:
    """The code for `content` as an inline SVG element, dark on white, for the slip."""
    code = segno.make(content, micro=False, error="m", boost_error=False)
    return code.svg_inline(
        scale=modules_mm, unit="mm", border=QUIET_ZONE, dark="#000", light="#fff", omitsize=False
    )


def telephone_link(number: str) -> str:
    """What a telephone dials when it scans the code: `tel:+4512345678`."""
    return f"tel:{number.replace(' ', '').replace('-', '')}"
