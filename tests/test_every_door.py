"""Nobody is sent to a closed door: each service of the starter, any knowledge base, at any time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker import i18n, paths
from floorwalker.cli.entry import entry_json
from floorwalker.entry_view import Part, sections
from floorwalker.handout.slip import slip
from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.hours import opening_at
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.records import (
    Closure,
    ContactPoint,
    Guide,
    Knowledge,
    Municipality,
    Phone,
    Service,
)
from floorwalker.phrases import words
from floorwalker.routing import Route, door, route

ZONE: Final = ZoneInfo("Europe/Copenhagen")
INSTANTS: Final = {
    "a weekday morning": "2026-12-01T10:30",
    "before anybody is there": "2026-12-01T06:00",
    "the minute before it opens": "2026-12-01T08:59",
    "the minute it opens": "2026-12-01T09:00",
    "lunch": "2026-12-02T12:15",
    "the minute before it closes": "2026-12-02T14:59",
    "the minute it closes": "2026-12-02T15:00",
    "Thursday's late hours": "2026-12-03T16:30",
    "Friday when the desks have closed": "2026-12-04T12:30",
    "an evening": "2026-12-01T19:30",
    "a night": "2026-12-02T03:00",
    "Saturday": "2026-12-05T11:00",
    "Sunday": "2026-12-06T11:00",
    "24 December": "2026-12-24T11:00",
    "29 December": "2026-12-29T11:00",
    "31 December": "2026-12-31T10:00",
    "New Year's Day": "2027-01-01T11:00",
    "a weekday of the next year": "2027-01-05T10:30",
    "a weekday when all that is foretold has come": "2030-01-08T10:30",
    "Constitution Day": "2026-06-05T11:00",
    "2.30 in summer time": "2026-10-25T02:30",
    "2.30 again, in winter time": "2026-10-25T02:30+01:00",
    "the night without 2.30": "2027-03-28T02:30",
}
KEYS: Final = {"do", "ref", "value"}


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)


@pytest.fixture(scope="module")
def starter() -> Knowledge:
    return load(paths.starter_knowledge_dir()).knowledge


def hours_of(contact: ContactPoint) -> list[str]:
    """Every text that says when somebody of the contact point is there."""
    usual = contact.phone_hours or contact.opening_hours
    numbers = [usual] if contact.telephone else []
    numbers += [phone.hours or usual for phone in contact.phones]
    return [each for each in (contact.opening_hours or contact.phone_hours, *numbers) if each]


def doors_of(knowledge: Knowledge, service: Service) -> list[ContactPoint]:
    named = [*service.help_here, *service.contact_points]
    decides = knowledge.authority(service)
    return [*(knowledge.contact_points[id_] for id_ in named), *([decides] if decides else [])]


def is_open_somehow(knowledge: Knowledge, contact: ContactPoint, now: datetime) -> bool:
    """By its own hours alone; the house's closures are asked where they may matter."""
    if contact.usable and any(opening_at(each, now).open for each in hours_of(contact)):
        return not is_closure(knowledge, now) or door(knowledge, contact, now).is_open is True
    return False


def is_closure(knowledge: Knowledge, now: datetime) -> bool:
    return any(each.covers(now.date()) for each in knowledge.municipality.closures)


def hold(knowledge: Knowledge, service: Service, now: datetime) -> None:
    """What is true of every way, whatever the entry and the moment."""
    way = route(knowledge, service, now)
    assert way.actions, "nothing to do"
    any_open = [
        each for each in doors_of(knowledge, service) if is_open_somehow(knowledge, each, now)
    ]
    if any_open:
        assert way.go_to_open is True, f"{any_open[0].ref} is open"
    if way.go_to is not None:
        assert way.go_to.contact.usable
        assert way.go_to.is_open is not False
        if way.kind != "help_here":
            assert way.doors[0] == way.go_to
    assert way.best is None or way.best.contact.usable
    hold_actions(knowledge, way, now)


def hold_actions(knowledge: Knowledge, way: Route, now: datetime) -> None:
    told = set()
    for action in way.actions:
        assert (action.do, action.value) not in told, "told twice"
        told.add((action.do, action.value))
        contact = knowledge.entry(action.ref or "")
        if action.do == "wait":
            assert action.starts is None or action.starts > now
        elif action.do in {"go", "call", "urgent"}:
            assert isinstance(contact, ContactPoint)
            assert way.go_to_open is not False or action.do == "urgent"
            assert action.until is None or action.until > now
            hours = hours_for(contact, action.do, action.value)
            is_open = opening_at(hours, now).open
            is_unknown = is_open is None and (way.go_to_open is None or action.do == "urgent")
            assert is_open is True or is_unknown, action
        else:
            assert action.value


def hours_for(contact: ContactPoint, do: str, value: str | None) -> str:
    if do == "go":
        return contact.opening_hours
    usual = contact.phone_hours or contact.opening_hours
    own = [usual] if value == contact.telephone else []
    return [*own, *(p.hours or usual for p in contact.phones if p.number == value)][0]


@pytest.mark.parametrize("when", INSTANTS)
def test_every_service_of_the_starter_has_a_way_on(starter: Knowledge, when: str) -> None:
    now = instant(INSTANTS[when])
    told = as_of(starter, now.date())
    for service in told.services.values():
        hold(told, service, now)


@pytest.mark.parametrize("when", INSTANTS)
def test_show_tells_what_is_told_now(starter: Knowledge, when: str) -> None:
    now = instant(INSTANTS[when])
    told = as_of(starter, now.date())
    for service in told.services.values():
        shown = entry_json(told, service, now)
        way = route(told, service, now)
        assert shown["door"] == way.kind
        assert shown["go_to"] == (way.go_to.contact.ref if way.go_to else None)
        assert shown["go_to_open"] is way.go_to_open
        actions = shown["now"]
        assert isinstance(actions, list)
        for each in actions:
            assert set(each) == KEYS | {"from" if each["do"] == "wait" else "until"}


def test_no_guide_of_the_starter_leads_to_a_front_page_that_nobody_has_read() -> None:
    found = check(load(paths.starter_knowledge_dir()), instant(INSTANTS["a weekday morning"]))
    assert [problem for problem in found if problem.code == "front-page"] == []


@pytest.fixture
def in_danish() -> Iterator[None]:
    before = i18n.language()
    i18n.use("da")
    yield
    i18n.use(before)


@pytest.mark.usefixtures("in_danish")
@pytest.mark.parametrize("when", ["a weekday morning", "a night", "24 December"])
def test_of_danger_no_page_and_no_slip_names_who_decides_and_in_danger_none_a_price(
    starter: Knowledge, when: str
) -> None:
    now = instant(INSTANTS[when])
    for service in starter.services.values():
        if not service.urgent:
            continue
        way = route(starter, service, now)
        page = list(sections(way, now, in_danger=True))
        assert not {Part.COST, Part.BRING, Part.TAKES} & {each.part for each in page}
        page = list(sections(way, now))
        texts = [words(line) for each in page if each.part is Part.AUTHORITY for line in each.lines]
        assert not any("afgør" in text for text in texts)
        warnings = [each for each in page if each.part is Part.WARNINGS]
        if service.alert:
            assert words(warnings[0].lines[0]) == f"! {service.alert}"
        paper = slip(way, house="Huset", now=now, language="da")
        assert "afgør sagen" not in paper


HOURS = st.sampled_from(
    (
        "",
        "24/7",
        "Mo-Fr 09:00-15:00; PH off",
        "Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00; PH off",
        "Mo-Fr 16:00-24:00; Sa,Su,PH 00:00-24:00",
        "Sa 10:00-14:00",
        "2025 Jun-Aug Mo-Fr 10:00-12:00",
        'Mo-Fr 10:00-14:00 open; Sa "efter aftale"',
        "Mo-Su 22:00-06:00",
        "off",
    )
)
NUMBERS = st.sampled_from(("", "112", "1813", "+45 12 34 50 00", "+45 12 34 50 01"))
NAMES = st.sampled_from(("Boligstøtte", "Pension", "Førtidspension", "Andet"))
PHONES = st.lists(
    st.builds(
        Phone,
        number=NUMBERS.filter(bool),
        name=NAMES,
        hours=HOURS | st.just("hverdage 9-12"),
    ),
    max_size=2,
    unique_by=lambda phone: phone.number,
)
INSTANT = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(ZONE)
)
AGAIN = st.sampled_from(sorted(INSTANTS)).map(lambda when: instant(INSTANTS[when]))


@st.composite
def contacts(draw: st.DrawFn, number: int) -> ContactPoint:
    phones = draw(PHONES)
    telephone = draw(NUMBERS.filter(lambda each: each not in {p.number for p in phones}))
    return ContactPoint(
        id=f"c{number}",
        name=f"C {number}",
        description="D",
        telephone=telephone,
        phones=tuple(phones),
        email=draw(st.sampled_from(("", f"c{number}@example.dk"))),
        url=draw(st.sampled_from(("", "https://example.dk/"))),
        appointment=draw(st.sampled_from((None, "required", "recommended", "walk_in", "none"))),
        appointment_url=draw(st.sampled_from(("", f"https://example.dk/tid{number}"))),
        address=draw(st.sampled_from(("", f"Gade {number}"))),
        directions=draw(st.sampled_from(("", f"Stuen, dør {number}"))),
        opening_hours=draw(HOURS),
        phone_hours=draw(HOURS),
        fallback=draw(st.sampled_from((None, *(f"c{lower}" for lower in range(number))))),
        follows_closures=draw(st.booleans()),
    )


@st.composite
def worlds(draw: st.DrawFn) -> Knowledge:
    points = {f"c{n}": draw(contacts(n)) for n in range(draw(st.integers(1, 5)))}
    some = st.lists(st.sampled_from(sorted(points)), max_size=3, unique=True).map(tuple)
    authority = st.sampled_from(("", "Et navn", *sorted(points)))
    service = Service(
        id="s",
        name=draw(NAMES),
        description="D",
        urgent=draw(st.booleans()),
        competent_authority=draw(authority),
        help_here=draw(some),
        contact_points=draw(some),
        guides=draw(st.sampled_from(((), ("g",)))),
    )
    starts = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    until = starts + timedelta(days=draw(st.integers(0, 20)))
    closures = (Closure(starts=starts, until=until, text="Lukket"),)
    return Knowledge(
        municipality=Municipality(
            name="M",
            main_contact=draw(st.sampled_from((*sorted(points), "nedlagt"))),
            closures=draw(st.sampled_from(((), closures))),
        ),
        services={"s": service},
        contact_points=points,
        guides={"g": Guide(id="g", name="G", description="D", url="https://g.dk/", steps=("En",))},
        terms={},
        notices={},
    )


@given(worlds(), INSTANT | AGAIN)
def test_any_knowledge_base_has_a_way_on_at_any_time(knowledge: Knowledge, now: datetime) -> None:
    service = knowledge.services["s"]
    hold(knowledge, service, now)
    way = route(knowledge, service, now)
    assert list(sections(way, now))
    assert slip(way, house="H", now=now, language="ar")


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2027, 1, 1), date(2030, 1, 1)])
def test_whoever_decides_an_errand_of_the_starter_can_be_reached(
    starter: Knowledge, day: date
) -> None:
    told = as_of(starter, day)
    decided = [each for each in told.services.values() if each.competent_authority]
    assert decided
    unreachable = {
        service.ref
        for service in decided
        if (contact := told.authority(service)) is None or not contact.usable
    }
    assert unreachable == set()
