"""The house's closing days are written once: what repeats them is named, and nothing else is."""

from datetime import date, datetime
from pathlib import Path

import pytest

from floorwalker.knowledge.checking.checker import check, open_on_half_holidays
from floorwalker.knowledge.loading.loader import load
from tests.knowledge.base import CONTACTS, MUNICIPALITY, sound, write

NOW = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - local wall-clock time, as the checker takes it
CLOSURES = "{from: 2026-12-24, until: 2027-01-03}, {from: 2027-05-07, text: Lukket}"
WEEK = "Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00; PH off"


def codes(
    folder: Path,
    hours: str,
    *,
    closures: str = CLOSURES,
    more: str = "",
    notices: str = "",
    now: datetime = NOW,
) -> list[tuple[str, str]]:
    """What is warned of where Borgerservice has these hours: the code, and the part of them."""
    house = f"{MUNICIPALITY}  closures: [{closures}]\n"
    contacts = CONTACTS.replace(f'"{WEEK}"', f'"{WEEK}; {hours}"{more}')
    folder = write(sound(folder), house=house, contacts=contacts, notices=notices)
    wanted = {"hours-repeat-closure", "hours-in-closure", "notice-repeats-closure"}
    found = [p for p in check(load(folder), now) if p.code in wanted]
    return [(p.code, p.details.get("part", "")) for p in found]


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ("Dec 24-31 off", "hours-repeat-closure"),
        ("Dec 24,31 off", "hours-repeat-closure"),
        ("2027 May 07 off", "hours-repeat-closure"),
        ("2026 Dec 24-2027 Jan 02 off", "hours-repeat-closure"),
        ("Dec 28-30 Mo-Fr 10:00-13:00", "hours-in-closure"),
        ("Dec 20-31 off", ""),
        ("Jun 05 off", ""),
        ("Dec 24-2026 Dec 31 off", ""),
        ("2026 Dec 01 off", ""),
        ("Dec Mo-Fr 10:00-12:00", ""),
    ],
)
def test_a_rule_of_closing_days_alone_is_named(tmp_path: Path, hours: str, code: str) -> None:
    assert codes(tmp_path, hours) == ([(code, hours)] if code else [])


def test_what_holds_next_year_too_is_no_repetition_once_the_closure_is_over(
    tmp_path: Path,
) -> None:
    later = datetime(2027, 2, 1, 12, 0)  # noqa: DTZ001
    assert codes(tmp_path, "Dec 24-31 off", now=later) == []


@pytest.mark.parametrize(
    "more", ["\n    follows_closures: false", "\n    email: en@anden.example\n    urgent: true"]
)
def test_who_does_not_close_with_the_house_has_closing_days_of_its_own(
    tmp_path: Path, more: str
) -> None:
    assert codes(tmp_path, "Dec 24-31 off", more=more) == []


def test_without_closures_nothing_is_repeated(tmp_path: Path) -> None:
    assert codes(tmp_path, "Dec 24-31 off", closures="") == []


NOTICE = 'notices:\n  jul: {{text: "{text}", from: 2026-12-10, until: {until}{about}}}\n'


@pytest.mark.parametrize(
    ("text", "until", "about", "is_repeated"),
    [
        ("Rådhuset holder julelukket til nytår.", "2027-01-03", "", True),
        ("We are closed.", "2027-01-03T16:00", "", True),
        ("Rådhuset holder lukket.", "2026-12-30", "", False),
        ("Elevatoren virker ikke.", "2027-01-03", "", False),
        ("Skranken er lukket.", "2027-01-03", ", about: [contact:omstilling]", False),
    ],
)
def test_a_notice_that_ends_with_a_closure_and_tells_of_one_is_named(
    tmp_path: Path, text: str, until: str, about: str, is_repeated: bool
) -> None:
    notices = NOTICE.format(text=text, until=until, about=about)
    found = codes(tmp_path, "Jun 05 off", notices=notices)
    assert found == ([("notice-repeats-closure", "")] if is_repeated else [])


def test_who_closes_with_the_house_on_24_december_is_not_said_to_be_open(tmp_path: Path) -> None:
    all_ = ["contact:borgerservice", "contact:omstilling"]
    open_then = open_on_half_holidays(load(sound(tmp_path / "a")))
    assert (open_then.both, open_then.june_only, open_then.every_holiday) == (all_, [], [])
    house = f"{MUNICIPALITY}  closures: [{CLOSURES}]\n"
    folder = write(sound(tmp_path / "b"), house=house)
    open_then = open_on_half_holidays(load(folder))
    assert (open_then.both, open_then.june_only) == ([], all_)
    write(folder, house=house.replace("{from: 2027-05-07", "{from: 2027-06-05"))
    open_then = open_on_half_holidays(load(folder))
    assert (open_then.both, open_then.june_only) == ([], [])


def test_who_says_nothing_of_holidays_is_named(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    contacts = folder / "contacts.yaml"
    text = contacts.read_text("utf-8")
    contacts.write_text(text.replace("; PH off", ""), "utf-8")
    assert load(folder).knowledge.contact_points
    assert "contact:borgerservice" in open_on_half_holidays(load(folder)).every_holiday


def test_the_starter_says_its_closing_days_in_one_place() -> None:
    knowledge = load(Path(__file__).parents[2] / "knowledge").knowledge
    assert knowledge.municipality.closures
    assert any(each.covers(date(2026, 12, 28)) for each in knowledge.municipality.closures)
