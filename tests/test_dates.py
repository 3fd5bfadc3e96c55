"""Dates and times as people read them, in the language that is asked for."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from floorwalker import dates, i18n

NOW = datetime(2026, 11, 19, 9, 5)  # noqa: DTZ001 (a clock on a wall)
"""A Thursday in week 47."""
TODAY = NOW.date()
LATER = datetime(2026, 11, 24, 16, 0)  # noqa: DTZ001

Form = Callable[[str | None], str]


@pytest.fixture
def interface() -> Iterator[Callable[[str], None]]:
    before = i18n.language()
    yield i18n.use
    i18n.use(before)


FORMS: list[tuple[Form, str, str]] = [
    (lambda lang: dates.format_date(TODAY, lang), "19. november 2026", "19 November 2026"),
    (lambda lang: dates.format_short_date(TODAY, lang), "19.11.2026", "19/11/2026"),
    (
        lambda lang: dates.format_weekday_and_date(TODAY, lang),
        "torsdag den 19. november",
        "Thursday 19 November",
    ),
    (lambda lang: dates.format_time(NOW, lang), "kl. 9.05", "09:05"),
    (lambda lang: dates.format_clock(NOW, lang), "09.05", "09:05"),
    (lambda lang: dates.format_day_and_clock(NOW, lang), "19.11. 09.05", "19/11 09:05"),
    (
        lambda lang: dates.format_date_and_time(NOW, lang),
        "19. november 2026 kl. 9.05",
        "19 November 2026 09:05",
    ),
    (lambda lang: dates.format_moment_on_paper(NOW, NOW, lang), "kl. 9.05", "09:05"),
    (
        # Unicode's tables have had a comma behind the English weekday, and not.
        lambda lang: dates.format_moment_on_paper(LATER, NOW, lang).replace(",", ""),
        "tirsdag den 24. november kl. 16.00",
        "Tuesday 24 November 2026 16:00",
    ),
    (lambda lang: dates.weekday_names("wide", lang)[0], "mandag", "Monday"),
    (lambda lang: dates.weekday_names("abbreviated", lang)[6], "søn.", "Sun"),
]


@pytest.mark.parametrize(("form", "danish", "english"), FORMS)
def test_a_form_is_in_the_language_asked_for_whatever_the_interface_speaks(
    form: Form, danish: str, english: str, interface: Callable[[str], None]
) -> None:
    for spoken in i18n.LANGUAGES:
        interface(spoken)
        assert (form("da"), form("en")) == (danish, english)
        assert form(None) == form(spoken)


@pytest.mark.parametrize(
    ("day", "danish", "english"),
    [
        (TODAY, "i dag", "today"),
        (date(2026, 11, 20), "i morgen", "tomorrow"),
        (date(2026, 11, 25), "onsdag", "Wednesday"),
        (date(2026, 11, 26), "torsdag den 26. november", "Thursday 26 November"),
        (date(2026, 11, 18), "onsdag den 18. november", "Wednesday 18 November"),
        (date(2027, 1, 4), "mandag den 4. januar 2027", "Monday 4 January 2027"),
    ],
)
def test_a_day_is_said_from_today(
    day: date, danish: str, english: str, interface: Callable[[str], None]
) -> None:
    for spoken, said in {"da": danish, "en": english}.items():
        interface(spoken)
        assert dates.format_day(day, TODAY) == said


def test_a_moment_names_its_day_where_that_is_another(interface: Callable[[str], None]) -> None:
    interface("da")
    assert dates.format_moment(NOW, NOW) == "kl. 9.05"
    assert dates.format_moment(LATER, NOW) == "tirsdag kl. 16.00"
    assert dates.format_now(NOW) == "torsdag den 19. november kl. 9.05 · uge 47"
    assert dates.format_today(NOW) == "torsdag den 19. november · uge 47"


def test_a_week_of_another_year_is_named_with_it(interface: Callable[[str], None]) -> None:
    interface("en")
    assert dates.format_week(date(2027, 1, 1), TODAY) == "week 53"  # an ISO week of 2026
    assert dates.format_week(date(2027, 1, 4), TODAY) == "week 1 2027"
    new_year = date(2027, 1, 1)
    assert dates.format_week(new_year, new_year) == "week 53"
    assert dates.format_week(date(2027, 1, 4), new_year) == "week 1 2027"


@pytest.mark.parametrize("language", ["xx", "not a language"])
def test_a_language_that_nobody_knows_has_dates_as_iso_writes_them(language: str) -> None:

    assert dates.format_date(TODAY, language) == "2026-11-19"
    assert dates.format_moment_on_paper(LATER, NOW, language) == "2026-11-24 16:00"
