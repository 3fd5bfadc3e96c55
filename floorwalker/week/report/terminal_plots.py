"""Plots as lines of text, with plotext: no colour, since a terminal may have none.

plotext draws on one canvas for the whole process: draw in one thread at a time.
"""

from typing import Final

import plotext

from floorwalker.plain_text import printable
from floorwalker.week.report.charts import Bars, Chart, HeatMap

_NARROWEST: Final = 40
_LABEL: Final = 34
_SHADES: Final = (" ", "░", "▒", "▒", "▓", "█")
"""By a cell's level."""
_MARK: Final = "│"
_GOAL: Final = "┃"
_TWO: Final = 2
"""plotext has no axis from a number to itself."""
_AXIS: Final = 2
"""Lines of an axis with its ticks."""


def lines(chart: Chart, width: int) -> list[str]:
    """The plot in lines of at most `width` characters."""
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.limit_size(False, False)
    plotext.frame(False)
    plotext.yaxes(True, False)
    drawn = max(width, _NARROWEST)
    legend = _draw_bars(chart, drawn) if isinstance(chart, Bars) else _draw_cells(chart, drawn)
    text = plotext.uncolorize(plotext.build())
    return [line.rstrip() for line in (*text.splitlines(), *legend)]


def _draw_bars(chart: Bars, width: int) -> list[str]:
    """Draw, and give the lines that explain the marks."""
    count = len(chart.bars)
    plotext.plotsize(width, count)
    plotext.xaxes(False, False)
    plotext.xticks([], [])
    plotext.xlim(0, 1)
    plotext.ylim(1, max(count, _TWO))
    plotext.yticks(range(count, 0, -1), _labels(chart))
    for place, bar in zip(range(count, 0, -1), chart.bars, strict=True):
        if bar.length:
            plotext.plot([0, bar.length], [place, place], marker="▇")
        if bar.mark is not None:
            plotext.scatter([bar.mark], [place], marker=_MARK)
    if chart.goal is not None:
        plotext.scatter([chart.goal], [count], marker=_GOAL)
    legend = [f"{_MARK} {chart.mark_label}"] if chart.mark_label else []
    return [*legend, f"{_GOAL} {chart.goal_label}"] if chart.goal is not None else legend


def _labels(chart: Bars) -> list[str]:
    """Names and figures in two columns."""
    names = [_fitted(bar.label, _LABEL) for bar in chart.bars]
    wide = max(map(len, names))
    digits = max(len(bar.text) for bar in chart.bars)
    return [
        f"{name.ljust(wide)} {bar.text.rjust(digits)} "
        for name, bar in zip(names, chart.bars, strict=True)
    ]


def _draw_cells(chart: HeatMap, width: int) -> list[str]:
    rows, columns = len(chart.rows), len(chart.columns)
    plotext.plotsize(width, rows + _AXIS)
    plotext.xaxes(True, False)
    plotext.xlim(0.5, columns + 0.5)
    plotext.ylim(1, max(rows, _TWO))
    names = [_fitted(row, _LABEL) for row in chart.rows]
    room = max(2, (width - max(map(len, names))) // columns - 2)
    plotext.xticks(range(1, columns + 1), [_fitted(head, room) for head in chart.columns])
    plotext.yticks(range(rows, 0, -1), names)
    for place, cells in zip(range(rows, 0, -1), chart.cells, strict=True):
        for column, cell in enumerate(cells, start=1):
            text = f"{_SHADES[cell.level]}{cell.text}"
            plotext.text(text, column, place, alignment="center")
    return []


def _fitted(text: str, room: int) -> str:
    shown = printable(text)
    return shown if len(shown) <= room else f"{shown[: room - 1].rstrip()}…"
