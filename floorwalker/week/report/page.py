"""The report as one HTML page: no script, nothing fetched, static pictures, its own style sheet."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from floorwalker.i18n import _, language
from floorwalker.plain_text import printable
from floorwalker.week.report.charts import Answer
from floorwalker.week.report.disclosure import SMALL
from floorwalker.week.report.svg_plots import draw

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A page that could fetch nothing even if it wanted to."""


def page(title: str, subtitle: str, answers: Sequence[Answer]) -> str:
    """The whole page. Texts are plain and become markup here only."""
    style = files("floorwalker.week.report").joinpath("page.css").read_text(encoding="utf-8")
    sections = "\n".join(_section(number, answer) for number, answer in enumerate(answers, start=1))
    hidden = _("Counts from 1 to {most} are shown as <{least}. No figure is about staff.").format(
        most=SMALL - 1, least=SMALL
    )
    return f"""<!doctype html>
<html lang="{language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_text(title)}</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<header>
<h1>{_text(title)}</h1>
<p>{_text(subtitle)}</p>
</header>
<main>
{sections}
</main>
<footer><p>{_text(hidden)}</p></footer>
</body>
</html>
"""


def _section(number: int, answer: Answer) -> str:
    plot = draw(answer.chart, answer.question) if answer.chart is not None else ""
    return (
        f"<section>\n<h2>{number}. {_text(answer.question)}</h2>\n"
        f"<p>{_text(answer.sentence)}</p>\n{plot}\n</section>"
    )


def _text(text: str) -> str:
    return escape(printable(text))
