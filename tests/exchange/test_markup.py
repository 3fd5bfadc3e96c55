"""HTML in foreign texts becomes plain text; what only looks like it stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.exchange.fields import tidy
from floorwalker.exchange.markup import as_markup, plain_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Hej &amp; velkommen</p><p>til</p>", "Hej & velkommen\ntil"),
        ("<ul><li>Pas</li><li>Foto</li></ul>", "Pas\nFoto"),
        ("<UL>\n  <LI>Pas\n  <LI>Foto\n</UL>", "Pas\nFoto"),
        ("Første<br>anden<br/>tredje", "Første\nanden\ntredje"),
        ("<b>Fed</b> og <a href='https://x.example?a=1&gt;2'>link</a>", "Fed og link"),
        ("a<script>alert('</p>')</script>b<STYLE>p {}</STYLE>c", "abc"),
        ("<script>aldrig lukket", ""),
        ("<!-- skjult -->Vist", "Vist"),
        ("<p title='1 > 0'>Hej</p>", "Hej"),
        ("<p>a\nb</p>", "a b"),
        ("Linje 1\nLinje <i>2</i>", "Linje 1\nLinje 2"),
        ("<td>a</td><td>b</td>", "a b"),
        ("B&oslash;rn&nbsp;&#38;&#x20;unge", "Børn & unge"),
        ("&lt;p&gt;Hej&lt;/p&gt;", "Hej"),
        ("Brug <i>&lt;p&gt;</i>", "Brug <p>"),
    ],
)
def test_markup_becomes_text(written: str, read: str) -> None:
    assert tidy(plain_text(written)) == read


@pytest.mark.parametrize(
    "text",
    ["3 < 4 > 2", "skriv <dit navn>", "x<b and c>d", "AT&T", "R&D;", "?a=1&copy=2", "<", "&", "<3"],
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert plain_text(text) == text


@given(st.text() | st.sampled_from(["<b>x</b>", "&amp;", "<p>", "&lt;i&gt;", "a\n<br>"]))
def test_any_text_survives_a_reader_of_html(text: str) -> None:
    assert tidy(plain_text(as_markup(tidy(text)))) == tidy(text)


@pytest.mark.parametrize(
    "part", ["<p ", '<p x="', "<!--", "<p x='<p x=\"", "<b x=", "&lt;p&gt;", "<script>", "<"]
)
def test_a_text_made_to_be_slow_is_not(part: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        plain_text(text)
        return time.process_time() - start

    assert seconds(part * 80_000) < 40 * seconds(part * 8_000) + 0.5
