"""`check --fix` on hours: what people type is written as it was meant, and nothing else changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.knowledge.editing.fixes import fix
from floorwalker.knowledge.hours import is_valid_hours, opening_at
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.hours.rules import WEEKDAYS
from floorwalker.plain_yaml import parse
from tests.knowledge.test_hours import EDITED

WEEK = "Mo-Fr 10:00-14:00"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10.00-14.00", "10:00-14:00"),
        ("10,00-14,00", "10:00-14:00"),
        ("Mo-Fr 8,30-12,15, 13,00-15,30", "Mo-Fr 08:30-12:15,13:00-15:30"),
        ("Mo-Fr 8-12,15-17", "Mo-Fr 08:00-12:00,15:00-17:00"),
        ("10-14", "10:00-14:00"),
        ("10.30-14", "10:30-14:00"),
        ("kl. 10-14", "10:00-14:00"),
        ("kl 10 til 14", "10:00-14:00"),
        ("fra kl. 10.00 til kl. 14.00", "10:00-14:00"),
        ("mo-fr 10:00-14:00", WEEK),
        ("MO-FR 10:00-14:00", WEEK),
        ("man-fre 10-14", WEEK),
        ("man.-fre. kl. 10-14", WEEK),
        ("Mandag-fredag: 10.00-14.00", WEEK),
        ("mandag til fredag 10-14", WEEK),
        ("Ma-Fr 10:00-14:00", WEEK),
        ("Monday-Friday 10:00-14:00", WEEK),
        ("Mo\u2013Fr 10:00\u201414:00", WEEK),
        ("Mo - Fr 10:00 - 14:00", WEEK),
        ("Mo-Fr10:00-14:00", WEEK),
        ("  Mo-Fr  10:00-14:00 ", WEEK),
        ("Mo-Fr 10:00-14:00;", WEEK),
        ("Mo-Fr 10:00-14:00 ; ", WEEK),
        (";Mo-Fr 10:00-14:00", WEEK),
        ("Mo-Fr 10:00-14:00.", WEEK),
        ("tirsdage 9-12", "Tu 09:00-12:00"),
        ("Mo-Fr 9:00-14:00", "Mo-Fr 09:00-14:00"),
        ("Mo, Tu, Th 10:00-14:00", "Mo,Tu,Th 10:00-14:00"),
        ("Mo og We 10-14", "Mo,We 10:00-14:00"),
        ("Mo & We 10-14", "Mo,We 10:00-14:00"),
        ("ti,to 10-14", "Tu,Th 10:00-14:00"),
        ("Mo-Th 10:00-14:00,Fr 10:00-12:00", "Mo-Th 10:00-14:00, Fr 10:00-12:00"),
        ("Mo-Th 10:00-14:00 Fr 10:00-12:00", "Mo-Th 10:00-14:00; Fr 10:00-12:00"),
        ("Mo-Th 10-14;; Fr 10-12", "Mo-Th 10:00-14:00; Fr 10:00-12:00"),
        ("Mo-Fr 10-12 og 13-15", "Mo-Fr 10:00-12:00,13:00-15:00"),
        ("Mo-Fr 22-02", "Mo-Fr 22:00-02:00"),
        ("Mo-Fr 10-14; lørdag lukket", f"{WEEK}; Sa off"),
        ("Mo-Fr 10-14; helligdage lukket", f"{WEEK}; PH off"),
        ("Mo-Fr 10-14, lukket på helligdage", f"{WEEK}; PH off"),
        ("Mo-Fr 10-14; PH, Jun 05, Dec 24,31 off", f"{WEEK}; PH off; Jun 05,Dec 24,31 off"),
        ("Mo-Fr 10-14; Dec 24th off", f"{WEEK}; Dec 24 off"),
        ("Mo-Fr 10-14; December 1st closed", f"{WEEK}; Dec 1 closed"),
        ("Mo-Fr 10-14; 24. december lukket", f"{WEEK}; Dec 24 off"),
        ("Mo-Fr 10-14; 24.-26. dec. lukket", f"{WEEK}; Dec 24-26 off"),
        ("Mo-Fr 10-14; 24. og 31. dec lukket", f"{WEEK}; Dec 24,31 off"),
        ("Mo-Fr 10-14; 24. dec - 2. jan lukket", f"{WEEK}; Dec 24-Jan 02 off"),
        ("Mo-Fr 10-14; 24. december 2026 lukket", f"{WEEK}; 2026 Dec 24 off"),
        ("Mo-Fr 10-14; 2026-12-24 lukket", f"{WEEK}; 2026 Dec 24 off"),
        ("Mo-Fr 10-14; uge 29-31 lukket", f"{WEEK}; week 29-31 off"),
        ("Mo-Fr 10-14; grundlovsdag og juleaften lukket", f"{WEEK}; Jun 05,Dec 24 off"),
        ("24. december 10-12", "Dec 24 10:00-12:00"),
        ("Dec 24-31 10-12", "Dec 24-31 10:00-12:00"),
        ("week 29-31 10-12", "week 29-31 10:00-12:00"),
        ("alle dage 10-14", "Mo-Su 10:00-14:00"),
        ("døgnåbent", "24/7"),
        ("lukket", "off"),
        ("efter aftale", '"efter aftale"'),
        ("Mo-Fr 10-14; Sa efter aftale", f'{WEEK}; Sa "efter aftale"'),
        ("Mo-Fr 10-14 \u201dring først\u201d", f'{WEEK} "ring først"'),
        ('Mo-Fr 10:00-14:00||"Efter  aftale"', f'{WEEK} || "Efter  aftale"'),
        ("åbent man-fre 10-14", f"{WEEK} open"),
    ],
)
def test_what_people_type_is_written_as_it_was_meant(typed: str, meant: str) -> None:
    assert mended(typed) == meant
    assert mended(meant) is None
    assert is_valid_hours(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "hverdage 8-16",
        "Mo 8-4",
        "Mo 1-2",
        "05.06-10.06 lukket",
        "05.10-10.10 lukket",
        "01.05-30.09 Mo 10-14",
        "24/12 lukket",
        "Mo 1000-1400",
        "Mo/We 10-14",
        "Mo-Fr 10-14; ellers lukket",
        "Mo-Fr 10-14; lukket",
        "Mo 10-12, lukket",
        "10 to 14",
        "closed on Monday",
        "Mo-Fr 10-14; closed on PH",
        "Mo-Fr 10-14; jul lukket",
        "Mo-Fr 10:00-14:00; jul off",
        "Feb 30 off",
        "Mo 10:00",
        "Mo-Fr 10-14 måske",
        "Di-Do 10-14",
        "9",
        "",
        "²-³",
        "１０-１４",
        "Mo-Fr 10:00-14:00; PH off",
        'Mo-Fr 10:00-14:00 "9.00 - kl. 10"',
    ],
)
def test_what_has_two_meanings_or_one_already_stays(typed: str) -> None:
    assert mended(typed) is None


DANISH = {
    "Mo": ("mandag", "man.", "Ma", "MAN"),
    "Tu": ("tirsdag", "tirs.", "ti", "Tir"),
    "We": ("onsdag", "ons.", "on", "ONS"),
    "Th": ("torsdag", "tors.", "to", "Tor"),
    "Fr": ("fredag", "fre.", "Fr", "fre"),
    "Sa": ("lørdag", "lør.", "lø", "Lør"),
    "Su": ("søndag", "søn.", "sø", "SØN"),
}


@st.composite
def sloppy(draw: st.DrawFn) -> tuple[str, str]:
    """Hours as somebody types them, and as the format has them."""
    first, last = sorted(draw(st.lists(st.integers(0, 6), min_size=2, max_size=2, unique=True)))
    start = draw(st.integers(6, 12)) * 60 + draw(st.sampled_from([0, 15, 30]))
    end = start + draw(st.integers(1, 9)) * 60 + draw(st.sampled_from([0, 15, 45]))
    days = [draw(st.sampled_from(DANISH[WEEKDAYS[day]])) for day in (first, last)]
    dash = draw(st.sampled_from(["-", " - ", "\u2013", " \u2014 ", " til "]))
    typed = f"{days[0]}{dash}{days[1]}{draw(st.sampled_from([' ', ': ', ' kl. ', ' fra ']))}"
    typed += draw(st.sampled_from(["-", " - ", "\u2013", " til "])).join(
        _clock(minutes, draw(st.sampled_from([".", ":"]))) for minutes in (start, end)
    )
    meant = f"{WEEKDAYS[first]}-{WEEKDAYS[last]} {_padded(start)}-{_padded(end)}"
    off = draw(st.sampled_from(["", "; helligdage lukket", ", lukket på helligdage", " ; PH off;"]))
    return typed + off, meant + ("; PH off" if off else "")


def _clock(minutes: int, sign: str) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}{sign}{minute:02}" if minute or sign == ":" else str(hour)


def _padded(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@settings(deadline=None, max_examples=200)
@given(hours=sloppy())
def test_sloppy_hours_are_what_they_were_meant_to_be(hours: tuple[str, str]) -> None:
    typed, meant = hours
    assert (mended(typed) or typed) == meant


@settings(deadline=None, max_examples=400)
@given(text=st.one_of(EDITED, st.text(max_size=40), sloppy().map(lambda pair: pair[0])))
def test_mending_is_done_once_and_changes_no_meaning(text: str) -> None:
    found = mended(text)
    if found is None:
        return
    assert is_valid_hours(found)
    assert mended(found) is None
    if is_valid_hours(text):
        now = datetime(2026, 12, 18, tzinfo=UTC)
        for number in range(60):
            moment = now + timedelta(hours=7 * number)
            assert opening_at(found, moment) == opening_at(text, moment)


FILE = """\
# 10.00-14.00 stays in comments
contact_points:
  a:
    name: "kl. 10-14"
    opening_hours: {a}  # fast
    phone_hours:   {b}
  b: {{name: B, opening_hours: {c}, directions: 10-14}}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_bytes_of_the_value_change(newline: str) -> None:
    before = FILE.format(a="man-fre 10-14", b="'Mo-Fr 9:00-14:00;'", c='"Sa efter aftale"')
    after = FILE.format(a="Mo-Fr 10:00-14:00", b="'Mo-Fr 09:00-14:00'", c='"Sa \\"efter aftale\\""')
    text, done = fix(before.replace("\n", newline), frozenset())
    assert text == after.replace("\n", newline)
    assert [(f.line, f.code, f.detail) for f in done] == [
        (5, "bad-hours", "Mo-Fr 10:00-14:00"),
        (6, "bad-hours", "Mo-Fr 09:00-14:00"),
        (7, "bad-hours", 'Sa "efter aftale"'),
    ]
    assert fix(text, frozenset()) == (text, [])


def test_hours_that_need_marks_get_them() -> None:
    text, _done = fix(FILE.format(a="efter aftale", b="'24/7'", c="lukket"), frozenset())
    value = parse(text.encode()).value
    assert isinstance(value, dict)
    assert value["contact_points"] == {
        "a": {"name": "kl. 10-14", "opening_hours": '"efter aftale"', "phone_hours": "24/7"},
        "b": {"name": "B", "opening_hours": "off", "directions": "10-14"},
    }


def test_hours_elsewhere_and_in_blocks_are_left_alone() -> None:
    text = "services:\n  a: {opening_hours: 10-14}\ncontact_points:\n  a:\n    name: A\n"
    text += "    opening_hours: |\n      man-fre 10-14\n"
    assert fix(text, frozenset()) == (text, [])
