"""The report in the terminal and as a page: its text, and what must never be in it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.errors import FloorwalkerError
from floorwalker.week.report.weekly_report import Figures, terminal_lines, write_page
from tests.week.weeks import HOSTILE, figures

BUSY = (150, 140, 160, 155, 170)
KINDS = {"busy": BUSY, "first": (60,), "one": (1,), "empty": (0,), "empty after busy": (150, 0)}


def page_of(folder: Path, shown: Figures) -> str:
    write_page(folder / "page.html", shown)
    return (folder / "page.html").read_text(encoding="utf-8")


class Page(HTMLParser):
    """Tags, the links in attributes, and the text that a reader sees."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "xlink:href")
        ]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and data.strip():
            self.text.append(data.strip())


@pytest.mark.parametrize("kind", KINDS)
def test_the_terminal_answers_seven_questions_in_order(kind: str) -> None:
    lines = terminal_lines(figures(*KINDS[kind]), 80)
    questions = [line for line in lines if re.match(r"\d\. ", line)]
    assert [line[0] for line in questions] == list("1234567")
    assert lines[0] == "Week 47 at the desk"
    for place, line in enumerate(lines):
        if line in questions:
            assert lines[place + 1].startswith("   ")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_terminal_lines_are_plain_and_no_wider_than_asked(width: int) -> None:
    lines = terminal_lines(figures(*BUSY), width)
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) <= width


def test_every_bar_of_the_terminal_has_its_own_line_with_its_figure() -> None:
    shown = figures(*BUSY)
    text = "\n".join(terminal_lines(shown, 100))
    for label in ("Answered", "Self-service", "Handed over", "Referred", "Appointment"):
        code = label.lower().replace("-", "_").replace(" ", "_")
        assert re.search(rf"^ *{label} +{shown.week.outcomes[code]} ┤", text, re.MULTILINE)
    assert "┃ goal 80%" in text
    assert "│ average of the weeks before" in text


def test_the_heat_map_of_the_terminal_shows_each_hour_exactly() -> None:
    shown = figures(40)
    lines = terminal_lines(shown, 100)
    (monday,) = [line for line in lines if line.lstrip().startswith("Mon┤")]
    counts = [shown.week.hours[0, hour] for hour in range(8, 18) if shown.week.hours[0, hour]]
    assert [int(number) for number in re.findall(r"\d+", monday)] == counts


def test_the_page_needs_nothing_but_itself(tmp_path: Path) -> None:
    markup = page_of(tmp_path, figures(*BUSY))
    page = Page(markup)
    assert "script" not in page.tags
    assert page.links == ["data:,"]
    assert "url(" not in markup
    assert "@import" not in markup
    assert "default-src 'none'" in markup
    assert page.tags.count("svg") == 7


def test_texts_of_people_are_text_on_the_page(tmp_path: Path) -> None:
    markup = page_of(tmp_path, figures(*BUSY))
    page = Page(markup)
    assert "alert" in "".join(page.text)
    assert "script" not in page.tags
    assert "\x1b" not in markup
    assert HOSTILE not in markup


@pytest.mark.parametrize("kind", KINDS)
def test_no_small_count_is_on_the_page(tmp_path: Path, kind: str) -> None:
    page = Page(page_of(tmp_path, figures(*KINDS[kind])))
    plotted = [text for text in page.text if re.fullmatch(r"<?\d+", text)]
    hours = {str(hour) for hour in range(24)}
    assert not [text for text in plotted if text in "1234" and text not in hours]
    if kind in ("busy", "one"):
        assert "<5" in plotted
    assert any("<5" in text for text in page.text)


def test_the_page_speaks_the_language_of_the_interface(tmp_path: Path) -> None:
    i18n.use("da")
    markup = page_of(tmp_path, figures(*BUSY))
    page = Page(markup)
    assert '<html lang="da">' in markup
    assert "Uge 47 i skranken" in page.text
    assert any(text.startswith("170 henvendelser, 19 flere end") for text in page.text)
    assert "16. november 2026 – 22. november 2026" in " ".join(page.text)


def test_a_page_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FloorwalkerError):
        write_page(tmp_path / "file" / "page.html", figures(1))
