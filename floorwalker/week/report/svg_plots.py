"""Plots as inline SVG, without script, colour or font of their own: the page's style sheet rules.

So one picture is right in light, in dark and on paper. svg.py writes text as it is given, so every
text goes through `_text`, which escapes it.
"""

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Final, Literal

import svg

from floorwalker.plain_text import printable
from floorwalker.week.report.charts import Bar, Bars, Chart, HeatMap

Anchor = Literal["start", "middle", "end"]

_WIDTH: Final = 640
"""Of every plot, in its own units; the page shows them no wider than that many pixels."""
_LABEL: Final = 224
_ROW: Final = 24
_BAR: Final = 15
_BASELINE: Final = 16.5
"""Of a text in a row, from the row's top."""
_CELL: Final = 24
_LINE: Final = 14
"""Height of a line in a column's head."""
_CHARACTER: Final = 7.4
"""Width of a character on average in a wide font; what does not fit is cut."""
_WIDEST_CELL: Final = 110


def draw(chart: Chart, title: str) -> str:
    """The plot as an `<svg>` element; `title` is its name for those who do not see it."""
    elements, height = _bars(chart) if isinstance(chart, Bars) else _heat_map(chart)
    return str(
        svg.SVG(
            viewBox=svg.ViewBoxSpec(0, 0, _WIDTH, height),
            class_=["plot"],
            extra={"role": "img", "aria-label": escape(f"{title} {spoken(chart)}")},
            elements=elements,
        )
    )


def spoken(chart: Chart) -> str:
    """The figures of a plot in words, for whoever cannot see it."""
    if isinstance(chart, Bars):
        return printable(", ".join(f"{bar.label}: {bar.text}" for bar in chart.bars))
    return printable(
        ", ".join(
            f"{row} {column}: {cell.text}"
            for row, cells in zip(chart.rows, chart.cells, strict=True)
            for column, cell in zip(chart.columns, cells, strict=True)
            if cell.text
        )
    )


def _bars(chart: Bars) -> tuple[list[svg.Element], int]:
    room = _WIDTH - _LABEL - round(max(len(bar.text) for bar in chart.bars) * _CHARACTER) - 12
    elements: list[svg.Element] = []
    for number, bar in enumerate(chart.bars):
        goal = chart.goal if number == 0 else None
        elements += _bar(bar, number * _ROW, room, goal)
    height = len(chart.bars) * _ROW
    if chart.goal is not None:
        x = _LABEL + chart.goal * room
        elements.append(svg.Line(x1=x, x2=x, y1=0, y2=_ROW, class_=["goal"]))
        elements.append(_text(x + 4, 2 * _ROW - 9, chart.goal_label, "goal-label"))
    if chart.mark_label:
        elements += _legend(chart.mark_label, height)
        height += _ROW
    return elements, height


def _bar(bar: Bar, top: int, room: int, goal: float | None) -> list[svg.Element]:
    kind = "few" if bar.hidden else "strong" if bar.strong else "bar"
    length = round(bar.length * room, 1)
    label = _fitted(bar.label, _LABEL - 10)
    elements: list[svg.Element] = [
        _text(_LABEL - 8, top + _BASELINE, label, kind, anchor="end"),
        svg.Rect(x=_LABEL, y=top + 4, width=length, height=_BAR, class_=[kind]),
    ]
    lines = [] if goal is None else [goal * room]
    if bar.mark is not None:
        x = round(_LABEL + bar.mark * room, 1)
        elements.append(svg.Line(x1=x, x2=x, y1=top + 2, y2=top + _BAR + 6, class_=["mark"]))
        lines.append(bar.mark * room)
    end = _behind(length, sorted(lines), len(bar.text) * _CHARACTER)
    elements.append(_text(_LABEL + end + 6, top + _BASELINE, bar.text, "figure"))
    return elements


def _behind(end: float, lines: Sequence[float], wide: float) -> float:
    """Where a figure that is `wide` stands behind its bar without being struck by a line."""
    for line in lines:
        if end - 2 < line < end + wide + 8:
            end = line
    return end


def _legend(label: str, top: int) -> list[svg.Element]:
    return [
        svg.Line(x1=_LABEL, x2=_LABEL, y1=top + 4, y2=top + _BAR + 4, class_=["mark"]),
        _text(_LABEL + 8, top + _BASELINE, label, "legend"),
    ]


def _heat_map(chart: HeatMap) -> tuple[list[svg.Element], int]:
    longest = max(len(row) for row in chart.rows)
    left = min(_LABEL, round(longest * _CHARACTER) + 16)
    width = min(_WIDEST_CELL, (_WIDTH - left) / len(chart.columns))
    heads = [_lines(column, width) for column in chart.columns]
    top = max(map(len, heads)) * _LINE + 4
    elements: list[svg.Element] = []
    for number, lines in enumerate(heads):
        middle = round(left + (number + 0.5) * width, 1)
        first = top - 6 - (len(lines) - 1) * _LINE
        for line, text in enumerate(lines):
            elements.append(_text(middle, first + line * _LINE, text, "head", anchor="middle"))
    for number, (row, cells) in enumerate(zip(chart.rows, chart.cells, strict=True)):
        y = top + number * _CELL
        elements.append(_text(left - 8, y + _BASELINE, _fitted(row, left), "bar", anchor="end"))
        for place, cell in enumerate(cells):
            x = round(left + place * width, 1)
            size = round(width - 2, 1)
            level = f"level-{cell.level}"
            elements.append(svg.Rect(x=x, y=y, width=size, height=_CELL - 2, class_=[level]))
            if cell.text:
                middle = round(x + size / 2, 1)
                elements.append(_text(middle, y + _BASELINE - 1, cell.text, level, anchor="middle"))
    return elements, top + len(chart.rows) * _CELL


def _text(x: float, y: float, text: str, style: str, *, anchor: Anchor = "start") -> svg.Element:
    return svg.Text(
        x=round(x, 1), y=y, text=escape(printable(text)), class_=[style], text_anchor=anchor
    )


def _fitted(text: str, width: float) -> str:
    room = int(width / _CHARACTER)
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _lines(text: str, width: float) -> Sequence[str]:
    """`text` on up to three lines, for a column's head."""
    room = max(2, int(width / _CHARACTER))
    wrapped = textwrap.wrap(text, room, max_lines=3, placeholder="…", break_long_words=False)
    return [_fitted(line, width) for line in wrapped] or [""]
