"""Where a visitor goes now: open doors, fallbacks, wrong doors, notices."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import ContactPoint, Entry, Guide, Knowledge, Service, Term
from floorwalker.routing import Route, route, route_through
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

MORE = """
services:
  attest:
    name: Attest
    description: D
    competent_authority: Politiet
    guides: [bestil]
guides:
  bestil:
    name: Bestil
    description: D
    url: https://example.dk
    steps: [En]
    help: borgerservice
terms:
  afslag: {name: Afslag, explanation: Et nej}
notices:
  lukket: {text: Lukket i dag, until: 2026-11-20}
  flyttet: {text: Skranken er flyttet, from: "2026-11-20 12:00", until: "2026-11-20 13:00", about: ["contact:borgerservice"]}
  andet: {text: Om noget andet, until: 2026-12-31, about: ["service:attest"]}
"""  # noqa: E501 - a flow mapping stands on one line


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, s=SERVICES, m=MORE)).knowledge


def way(knowledge: Knowledge, ref: str, time: str) -> Route:
    entry = knowledge.entry(ref)
    assert isinstance(entry, Service | ContactPoint | Guide | Term)
    checked: Entry = entry
    return route(knowledge, checked, at(time))


def test_an_open_contact_point_is_the_best_door(knowledge: Knowledge) -> None:
    best = way(knowledge, "service:pas", "2026-11-19T16:00").best
    assert best is not None
    assert best.contact.ref == "contact:borgerservice"
    assert best.opening.until == at("2026-11-19T17:00")
    assert best.fallback is None


def test_a_closed_contact_point_names_its_open_fallback(knowledge: Knowledge) -> None:
    found = way(knowledge, "service:pas", "2026-11-20T14:00")
    taking_over, closed = found.doors
    assert closed.opening.opens_next == at("2026-11-23T10:00")
    assert closed.fallback == taking_over
    assert found.go_to == taking_over
    assert taking_over.contact.ref == "contact:omstilling"
    assert found.is_taken_over


def test_when_everything_is_closed_the_first_door_says_when_it_opens(knowledge: Knowledge) -> None:
    found = way(knowledge, "service:pas", "2026-11-21T14:00")
    assert found.is_all_closed
    assert (found.go_to, found.go_to_open) == (None, False)
    assert found.best is not None
    assert found.best.contact.ref == "contact:borgerservice"
    (waiting,) = found.actions
    assert (waiting.do, waiting.ref) == ("wait", "contact:borgerservice")
    assert waiting.starts == at("2026-11-23T10:00")


def test_a_wrong_door_names_the_authority_and_a_way_onward(knowledge: Knowledge) -> None:
    found = way(knowledge, "service:attest", "2026-11-19T16:00")
    assert (found.kind, found.authority) == ("elsewhere", "Politiet")
    assert [guide.id for guide in found.guides] == ["bestil"]
    assert [door.contact.id for door in found.doors] == ["borgerservice"]


def test_an_entry_without_a_contact_point_leads_to_the_main_contact(knowledge: Knowledge) -> None:
    found = way(knowledge, "term:afslag", "2026-11-19T12:00")
    assert [door.contact.id for door in found.doors] == ["omstilling"]


@pytest.mark.parametrize(
    ("time", "texts"),
    [
        ("2026-11-20T11:59", ["Lukket i dag"]),
        ("2026-11-20T12:30", ["Lukket i dag", "Skranken er flyttet"]),
        ("2026-11-20T23:59", ["Lukket i dag"]),
        ("2026-11-21T00:00", []),
    ],
)
def test_notices_hold_from_their_start_to_the_end_of_their_last_day(
    knowledge: Knowledge, time: str, texts: list[str]
) -> None:
    assert [notice.text for notice in way(knowledge, "service:pas", time).notices] == texts


CHAIN = """
contact_points:
  skranke: {name: S, description: D, opening_hours: "Mo-Fr 10:00-12:00", fallback: dag}
  dag: {name: D, description: D, opening_hours: "Mo-Fr 09:00-13:00", fallback: aften}
  aften: {name: A, description: D, opening_hours: "Mo-Fr 12:00-20:00"}
"""


@pytest.mark.parametrize(
    ("time", "fallback"), [("12:30", "dag"), ("14:00", "aften"), ("21:00", None)]
)
def test_a_closed_fallback_is_passed_over_for_the_open_one_behind_it(
    tmp_path: Path, time: str, fallback: str | None
) -> None:
    knowledge = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, x=CHAIN)).knowledge
    found = way(knowledge, "contact:skranke", f"2026-11-20T{time}")
    closed = found.doors[-1]
    assert closed.contact.id == "skranke"
    assert (closed.fallback.contact.id if closed.fallback else None) == fallback


def test_a_chosen_door_is_the_only_one_and_nobody_takes_over(knowledge: Knowledge) -> None:
    closed = at("2026-11-20T14:00")
    found = route_through(knowledge, "service:pas", "contact:borgerservice", closed)
    assert found is not None
    assert [door.contact.id for door in found.doors] == ["borgerservice"]
    assert found.best is not None
    assert found.best.opening.open is False
    assert found.best.fallback is None


@pytest.mark.parametrize("contact", [None, "", "contact:nedlagt", "service:pas"])
def test_without_a_door_chosen_the_entry_has_its_own(
    knowledge: Knowledge, contact: str | None
) -> None:
    now = "2026-11-20T14:00"
    found = route_through(knowledge, "service:pas", contact, at(now))
    assert found == way(knowledge, "service:pas", now)


@pytest.mark.parametrize("ref", [None, "", "service:nedlagt", "notice:lukket"])
def test_nobody_is_sent_on_from_what_is_no_entry(knowledge: Knowledge, ref: str | None) -> None:
    assert route_through(knowledge, ref, "contact:borgerservice", at("2026-11-20T14:00")) is None


WAYS = """
services:
  boligstoette:
    name: Boligstøtte
    description: D
    competent_authority: udbetaling
    contact_points: [skranke]
    help_here: [hjaelp]
    guides: [soeg]
  pension:
    name: Folkepension
    description: D
    competent_authority: udbetaling
    contact_points: [hjaelp]
  tavs: {name: Tavs, description: D, contact_points: [tavs, uvis, skranke]}
  moede: {name: Møde, description: D, contact_points: [moede]}
  fare: {name: Fare, description: D, urgent: "true", contact_points: [skranke]}
contact_points:
  udbetaling:
    name: Udbetaling
    description: D
    url: https://udbetaling.example/
    phone_hours: "Mo-Fr 08:00-16:00"
    phones:
      - {number: "+45 70 00 00 01", name: Folkepension og ældrecheck}
      - {number: "+45 70 00 00 02", name: boligstøtte, hours: "Mo-Fr 12:00-16:00"}
      - {number: "+45 70 00 00 03", name: barsel, hours: hverdage 9-10}
  hjaelp:
    name: Digital hjælp
    description: D
    directions: Stuen
    telephone: "+45 12 34 50 11"
    opening_hours: "Mo-Fr 10:00-14:00"
    phone_hours: "Mo-Fr 09:00-15:00"
    email: hjaelp@example.dk
  skranke: {name: Skranken, description: D, opening_hours: "Mo-Fr 08:00-09:30"}
  tavs: {name: Tavs, description: D, url: "https://tavs.example/", directions: Bag ved}
  uvis: {name: Uvis, description: D, telephone: "+45 12 34 50 12"}
  moede:
    name: Mødet
    description: D
    appointment: required
    opening_hours: "Mo-Fr 10:00-14:00"
    appointment_url: https://tid.example/
  alarm: {name: Alarm, description: D, telephone: "112", phone_hours: "24/7"}
guides:
  soeg: {name: Søg, description: D, url: "https://soeg.example/", steps: [En]}
"""


@pytest.fixture
def ways(tmp_path: Path) -> Knowledge:
    loaded = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, w=WAYS))
    assert [each for each in loaded.problems if each.severity == "error"] == []
    return loaded.knowledge


def said(found: Route) -> list[tuple[str, str | None, str | None]]:
    return [(each.do, each.ref, each.value) for each in found.actions]


def test_who_helps_here_comes_first_and_then_who_decides_with_the_number_for_it(
    ways: Knowledge,
) -> None:
    found = way(ways, "service:boligstoette", "2026-11-19T12:30")
    assert found.kind == "help_here"
    assert [door.contact.id for door in found.doors] == ["hjaelp", "udbetaling", "skranke"]
    assert said(found)[:4] == [
        ("go", "contact:hjaelp", "Stuen"),
        ("call", "contact:hjaelp", "+45 12 34 50 11"),
        ("call", "contact:udbetaling", "+45 70 00 00 02"),
        ("self_service", "guide:soeg", "https://soeg.example/"),
    ]


def test_a_helper_that_is_closed_still_comes_first_but_nobody_is_sent_there(
    ways: Knowledge,
) -> None:
    found = way(ways, "service:boligstoette", "2026-11-19T15:30")
    assert found.doors[0].contact.id == "hjaelp"
    assert found.go_to is not None
    assert (found.go_to.contact.id, found.go_to_open) == ("udbetaling", True)
    assert said(found)[0] == ("call", "contact:udbetaling", "+45 70 00 00 02")


def test_the_number_of_an_authority_is_the_one_for_the_errand(ways: Knowledge) -> None:
    found = way(ways, "service:pension", "2026-11-19T08:30")
    assert found.kind == "elsewhere"
    assert said(found)[0] == ("call", "contact:udbetaling", "+45 70 00 00 01")


def test_the_telephone_is_open_where_nobody_can_be_met_yet(ways: Knowledge) -> None:
    found = way(ways, "contact:hjaelp", "2026-11-19T09:30")
    assert found.go_to is not None
    assert (found.go_to.opening.open, found.go_to.phone_open, found.go_to_open) == (
        False,
        True,
        True,
    )
    assert said(found)[0] == ("call", "contact:hjaelp", "+45 12 34 50 11")
    assert not any(action.do == "go" for action in found.actions)


@pytest.mark.parametrize(
    ("time", "sent_to", "is_open"),
    [("09:00", "skranke", True), ("10:00", "uvis", None)],
)
def test_open_comes_before_unknown_and_a_door_without_a_way_in_never_first(
    ways: Knowledge, time: str, sent_to: str, is_open: bool | None
) -> None:
    ways_on = way(ways, "service:tavs", f"2026-11-19T{time}")
    order = [door.contact.id for door in ways_on.doors]
    assert order[-1] == "tavs"
    assert ways_on.go_to is not None
    assert (ways_on.go_to.contact.id, ways_on.go_to_open) == (sent_to, is_open)
    assert order[0] == sent_to


def test_a_time_is_booked_where_nobody_is_let_in_without_one(ways: Knowledge) -> None:
    found = way(ways, "service:moede", "2026-11-19T11:00")
    assert said(found) == [("book", "contact:moede", "https://tid.example/")]


def test_a_person_in_danger_is_given_the_alarm_when_all_is_closed(ways: Knowledge) -> None:
    found = way(ways, "service:fare", "2026-11-19T23:00")
    assert found.go_to is None
    assert said(found)[0] == ("urgent", "contact:alarm", "112")


CLOSED = (
    MUNICIPALITY
    + """
  closures:
    - {from: 2026-12-28, until: 2026-12-30, text: Rådhuset holder lukket.}
"""
)
EXEMPT = """
contact_points:
  vagt: {name: Vagt, description: D, telephone: "+45 12 34 50 13", follows_closures: "false", phone_hours: "Mo-Fr 09:00-15:00"}
services:
  vagt: {name: Vagt, description: D, contact_points: [vagt]}
  alt: {name: Alt, description: D, contact_points: [borgerservice, alarm]}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("ref", "time", "is_open", "opens"),
    [
        ("contact:borgerservice", "2026-12-28T11:00", False, "2027-01-04T10:00"),
        ("contact:borgerservice", "2026-12-27T11:00", False, "2027-01-04T10:00"),
        ("contact:vagt", "2026-12-28T11:00", True, None),
        ("contact:udbetaling", "2026-12-28T11:00", True, None),
        ("contact:alarm", "2026-12-28T11:00", True, None),
    ],
)
def test_the_house_closes_its_own_doors_and_nobody_elses(
    tmp_path: Path, ref: str, time: str, is_open: bool, opens: str | None
) -> None:
    hours = CONTACTS.replace("PH off", "PH off; Dec 31 off")
    files = {"h": CLOSED, "c": hours, "w": WAYS, "e": EXEMPT}
    loaded = load(write(tmp_path, **files))
    assert [each for each in loaded.problems if each.severity == "error"] == []
    found = way(loaded.knowledge, ref, time).doors
    opening = next(door.opening for door in found if door.contact.ref == ref)
    assert opening.open is is_open
    assert opening.opens_next == (at(opens) if opens else None)


def test_who_has_no_hours_is_closed_with_the_house_and_hands_over(tmp_path: Path) -> None:
    contacts = """
contact_points:
  post: {name: Post, description: D, email: post@eksempel.dk, fallback: vagt}
  kontor: {name: Kontor, description: D, address: Torvet 1}
services:
  post: {name: Post, description: D, contact_points: [post]}
  kontor: {name: Kontor, description: D, contact_points: [kontor]}
municipality:
  name: By
  main_contact: post
  locations: {raadhus: {name: Rådhuset, address: Torvet 1}}
  closures: [{from: 2026-12-28, text: Lukket}]
"""
    more = EXEMPT.replace(", alarm]", "]").replace("borgerservice", "post")
    known = load(write(tmp_path, c=contacts, e=more)).knowledge
    assert way(known, "service:post", "2026-12-21T11:00").go_to_open is None
    taken_over = way(known, "service:post", "2026-12-28T11:00")
    assert taken_over.go_to is not None
    assert (taken_over.go_to.contact.id, taken_over.go_to_open) == ("vagt", True)
    office = way(known, "service:kontor", "2026-12-28T11:00")
    assert not any(action.do == "go" for action in office.actions)


def test_a_door_without_a_way_in_hands_over_to_who_stands_in_for_it(tmp_path: Path) -> None:
    contacts = """
contact_points:
  side: {name: Side, description: D, url: "https://eksempel.dk/side", fallback: skranke}
  skranke: {name: S, description: D, opening_hours: "Mo-Fr 09:00-15:00", fallback: omstilling}
services:
  side: {name: Side, description: D, contact_points: [side]}
"""
    known = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, m=contacts)).knowledge
    found = way(known, "service:side", "2026-11-19T11:00")
    assert found.go_to is not None
    assert (found.go_to.contact.id, found.go_to_open) == ("skranke", True)


def test_where_nothing_can_be_done_now_the_house_says_when_it_opens(tmp_path: Path) -> None:
    contacts = """
contact_points:
  side: {name: Side, description: D, url: "https://eksempel.dk/side"}
services:
  side: {name: Side, description: D, contact_points: [side]}
"""
    known = load(write(tmp_path, h=MUNICIPALITY, c=CONTACTS, m=contacts)).knowledge
    [action] = way(known, "service:side", "2026-11-19T20:00").actions
    assert (action.do, action.ref, action.value) == (
        "wait",
        "contact:omstilling",
        "+45 12 34 50 00",
    )
    assert action.starts == at("2026-11-20T09:00")
