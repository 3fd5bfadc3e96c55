"""Hours that mean something else than they seem to: what `check` warns of, and what it lets be."""

from datetime import date
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.knowledge.hours.advice import advice_on, forgets_half_holidays, forgets_holidays
from floorwalker.knowledge.hours.grammar import parse
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.knowledge.problems.texts import WARNINGS
from tests.knowledge.broken import C
from tests.knowledge.test_broken import problems_of
from tests.knowledge.whole import FILES, write_whole

TODAY = date(2026, 11, 20)
STARTER = Path(__file__).parents[2] / "knowledge"


def advice(hours: str) -> list[tuple[str, str, str]]:
    return [(found.code, found.part, found.other) for found in advice_on(parse(hours), TODAY)]


@pytest.mark.parametrize(
    ("hours", "code", "part", "other"),
    [
        ("Mo, Tu, Th 10:00-14:00", "hours-spaces", "Mo, Tu, Th 10:00-14:00", ""),
        (
            "Mo-Fr 10:00-14:00,Sa 10:00-12:00",
            "hours-spaces",
            "Mo-Fr 10:00-14:00,Sa 10:00-12:00",
            "",
        ),
        ('Mo 10:00-14:00||"x"', "hours-spaces", 'Mo 10:00-14:00||"x"', ""),
        ("Mo", "hours-without-times", "Mo", ""),
        ("Mo-Fr; PH off", "hours-without-times", "Mo-Fr", ""),
        ("Jun", "hours-without-times", "Jun", ""),
        ("2025 Mo-Fr 10:00-14:00", "hours-over", "2025 Mo-Fr 10:00-14:00", ""),
        ("Mo 10:00-14:00; 2026 Jan 05 off", "hours-over", "2026 Jan 05 off", ""),
        ("Mo 10:00-14:00; 2025 Dec 24-2026 Jan 02 off", "hours-over", None, ""),
        ("Mo 10:00-14:00; 2025 Nov-Feb off", "hours-over", "2025 Nov-Feb off", ""),
        ("Jun week 1 10:00-12:00", "hours-never", "Jun week 1 10:00-12:00", ""),
        ("Mo-Fr 10:00-14:00; SH off", "hours-school-holidays", "SH off", ""),
        ("Mo-Fr 10:00-14:00; SH,PH off", "hours-school-holidays", "SH,PH off", ""),
        ("PH off; Mo-Fr 10:00-14:00", "hours-exception-first", "PH off", "Mo-Fr 10:00-14:00"),
        ("PH off, Mo-Fr 10:00-14:00", "hours-exception-first", "PH off", "Mo-Fr 10:00-14:00"),
        ("Dec 24 off; Mo-Fr 10:00-14:00", "hours-exception-first", "Dec 24 off", None),
        ("Dec 24 10:00-12:00; Mo-Fr 10:00-14:00", "hours-exception-first", None, None),
        ("Jul off; Mo-Fr 10:00-14:00", "hours-exception-first", "Jul off", None),
        ("week 29 off; Mo-Fr 10:00-14:00", "hours-exception-first", "week 29 off", None),
        ("Th[1] off; Mo-Fr 10:00-14:00", "hours-exception-first", "Th[1] off", None),
        ("Dec 25 off; Sa-Su,PH 10:00-12:00", "hours-exception-first", "Dec 25 off", None),
        ("Mo 10:00-12:00; Mo 14:00-16:00", "hours-replaced", "Mo 10:00-12:00", "Mo 14:00-16:00"),
        ("We 10:00-12:00; Mo-Fr 14:00-16:00", "hours-replaced", "We 10:00-12:00", None),
        ('Mo-Fr 10:00-14:00; "efter aftale"', "hours-replaced", "Mo-Fr 10:00-14:00", None),
        ("Mo-Fr 10:00-14:00; off", "hours-replaced", "Mo-Fr 10:00-14:00", "off"),
        ("Mo 10:00-14:00; Mo off", "hours-closed-again", "Mo 10:00-14:00", "Mo off"),
        ("Sa 10:00-12:00; Sa,Su off; PH off", "hours-closed-again", "Sa 10:00-12:00", "Sa,Su off"),
        ("Mo-Fr 10:00-14:00; Jan 1-Dec 31 off", "hours-closed-again", None, "Jan 1-Dec 31 off"),
        ("Mo-Fr 10:00-12:00; 13:00-15:00", "hours-every-day", "13:00-15:00", ""),
        ('Mo-Fr 10:00-12:00 "x", 13:00-15:00', "hours-every-day", "13:00-15:00", ""),
        ("Mo-Fr 14:00-10:00", "hours-whole-night", "Mo-Fr 14:00-10:00", ""),
        ("Mo-Fr 10:00-10:00", "hours-whole-night", "Mo-Fr 10:00-10:00", ""),
        ("Mo-Fr 10:00-04:00", "hours-whole-night", "Mo-Fr 10:00-04:00", ""),
        ("Mo-Fr 10:00-14:00; jul off", "hours-like-christmas", "jul off", ""),
        ("Fr 20:00-04:00; Sa 10:00-12:00", "hours-night-cut", "Fr 20:00-04:00", "Sa 10:00-12:00"),
        ("Fr 20:00-04:00; Sa 00:00-02:00", "hours-night-cut", "Fr 20:00-04:00", "Sa 00:00-02:00"),
        ("Mo-Fr 10:00+", "hours-open-end", "Mo-Fr 10:00+", ""),
        ("Mo-Fr 10:00-14:00+", "hours-open-end", "Mo-Fr 10:00-14:00+", ""),
        ("sunrise-sunset", "hours-by-the-sun", "sunrise-sunset", ""),
        ("Mo-Fr 10:00-14:00; 2026 Dec 24,Dec 31 off", "hours-year-once", None, ""),
    ],
)
def test_what_means_something_else_is_told(
    hours: str, code: str, part: str | None, other: str | None
) -> None:
    [(found, said, against)] = advice(hours)
    assert found == code
    assert part is None or said == part
    assert other is None or against == other


@pytest.mark.parametrize(
    "hours",
    [
        "24/7",
        "off",
        "24/7; PH off",
        '"efter aftale"',
        'Mo-Fr 10:00-14:00 || "efter aftale"',
        "Mo-Fr 10:00-14:00; PH off; Jun 05 off; Dec 24-31 off; Dec 28-30 Mo-Fr 10:00-13:00",
        "Mo-Fr 10:00-14:00; Sa,Su off",
        "Sa off; Mo-Fr 10:00-14:00; Dec 24 10:00-12:00",
        "Mo-Fr 10:00-14:00; We 12:00-16:00",
        "Mo-Fr 10:00-14:00, We 15:00-17:00",
        "Mo-Fr 10:00-14:00; Th[1] 10:00-18:00",
        "Mo-Fr 08:00-24:00; Sa,Su 10:00-02:00",
        "Fr,Sa 20:00-04:00",
        "Fr 20:00-04:00; Sa 00:00-24:00",
        "Fr 20:00-04:00; Sa 00:00-08:00,12:00-20:00",
        "Mo-Fr 00:00-08:00,16:00-24:00; Sa-Su,PH 00:00-24:00; Jun 05 00:00-24:00",
        "Mo-Fr 10:00-14:00; 2026 Dec 23 10:00-12:00",
        "Feb 29 10:00-12:00",
        "week 53 10:00-12:00",
        "Mo open",
        "mo-fr 9:00 - 14:00; ph OFF",
        "Mo 10:00-12:00, 13:00-15:00;Tu 10:00-12:00",
        "10:00-14:00; Sa,Su off",
        "Mo-Fr 10:00-14:00; 12:00-12:30 off",
        'Mo-Fr 10:00-14:00 || 15:00-17:00 "ring"',
        "Mo-Fr 10:00-14:00; Jul 10:00-12:00; Sa,Su off",
        "Sa 10:00-12:00; Jan-Jun off; Jul-Nov off",
        "2040 Mo 10:00-12:00; Tu off",
        "Mo-Su 16:00-08:00",
        "Mo-Fr 10:00-14:00; Jul off",
        "Mo-Fr 10:00-14:00; jul-aug off",
        "Mo-Fr 10:00-14:00; jul 6-31 off",
        "Mo-Fr 10:00-14:00; jul mo-fr 10:00-12:00",
        'Mo-Fr 10:00-14:00; Dec 24 off "god jul"',
    ],
)
def test_what_means_what_it_seems_is_let_be(hours: str) -> None:
    assert advice(hours) == []


def test_the_starter_means_what_it_seems() -> None:
    for point in load(STARTER).knowledge.contact_points.values():
        for hours in filter(None, (point.opening_hours, point.phone_hours)):
            assert advice(hours) == []


def with_hours(folder: Path, hours: str) -> Path:
    write_whole(folder)
    old = "opening_hours: Mo-We 10:00-14:00; PH off"
    text = FILES[C].replace(old, f"opening_hours: '{hours}'")
    (folder / C).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_checker_names_place_part_and_remedy(tmp_path: Path, language: str) -> None:
    i18n.use(language)
    [problem] = problems_of(with_hours(tmp_path, "PH off; Mo-We 10:00-14:00"))
    assert (problem.where, problem.code) == (f"{C}:22:5", "hours-exception-first")
    assert problem.severity == "warning"
    assert "`PH off`" in problem.message
    assert "`Mo-We 10:00-14:00`" in problem.message
    assert "; PH off`" in problem.hint


def test_wrong_hours_say_why_and_what_was_meant(tmp_path: Path) -> None:
    [problem] = problems_of(with_hours(tmp_path, "Mo-We 10.00-14.00; PH off"))
    assert problem.code == "bad-hours"
    assert problem.message == (
        "`Mo-We 10.00-14.00; PH off` cannot be read as opening hours: `10.00` has a dot where a "
        "colon belongs."
    )
    assert problem.hint == "Did you mean `Mo-We 10:00-14:00; PH off`?"


def test_each_wrong_part_has_a_sentence_of_its_own(tmp_path: Path) -> None:
    i18n.use("da")
    said = []
    wrong = ["Mo 25:00-26:00", "Feb 30 off", "week 54 off", "Mo 10:00-", "hverdage 8-16"]
    for number, hours in enumerate(wrong):
        [problem] = problems_of(with_hours(tmp_path / str(number), hours))
        said.append((problem.message, problem.hint))
    assert len({message.partition(": ")[2] for message, _hint in said}) == len(wrong)
    assert len({hint for _message, hint in said}) == len(wrong)


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_warning_of_hours_is_a_sentence(language: str) -> None:
    i18n.use(language)
    for code in (code for code in WARNINGS if code.startswith("hours-")):
        details = {"part": "Mo", "other": "Tu 10:00-12:00"}
        problem = Problem(path="x.yaml", line=1, column=1, code=code, details=details)
        assert problem.message.endswith(".")
        assert "`Mo`" in problem.message
        assert problem.hint.endswith(".")


@pytest.mark.parametrize(
    ("hours", "forgets"),
    [
        ("Mo-Fr 10:00-14:00; PH off", True),
        ("Mo-Fr 10:00-14:00; PH off; Dec 31 off", True),
        ("Mo-Fr 10:00-14:00", False),
        ("Mo-Fr 10:00-14:00; PH off; Jun 05 off; Dec 24 off", False),
        ("Mo-Fr 10:00-14:00; PH off; Dec 20-31 off", False),
        ("Mo-Fr 10:00-14:00; PH off; Dec 24 10:00-12:00", False),
        ("24/7", False),
        ("PH 10:00-12:00", False),
    ],
)
def test_hours_that_forget_the_days_that_only_seem_holidays(hours: str, forgets: bool) -> None:
    assert forgets_half_holidays(parse(hours)) is forgets


@pytest.mark.parametrize(
    ("hours", "forgets"),
    [
        ("Mo-Fr 10:00-14:00", True),
        ("Mo-We 10:00-14:00, Th 10:00-17:00; SH off", True),
        ("Mo-Fr 10:00-14:00; PH off", False),
        ("Mo-Fr,PH 10:00-14:00", False),
        ("Mo-Fr 10:00-14:00; Dec 25 off", False),
        ("Mo-Su 08:00-22:00", False),
        ("24/7", False),
        ('"efter aftale"', False),
    ],
)
def test_hours_that_say_nothing_of_public_holidays(hours: str, forgets: bool) -> None:
    assert forgets_holidays(parse(hours)) is forgets
