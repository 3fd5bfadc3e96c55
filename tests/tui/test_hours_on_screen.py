"""What the desk says of opening hours: never open where it is not known, and why not known."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from floorwalker import i18n
from floorwalker.door_text import door_lines, opening_text
from floorwalker.knowledge.hours import opening_at
from floorwalker.knowledge.model.records import ContactPoint
from floorwalker.phone_lines import PhoneLine
from floorwalker.phrases import words
from floorwalker.routing import Door

NOW = datetime(2026, 11, 20, 11, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("hours", "english", "danish"),
    [
        ('"efter aftale"', "Opening hours not known: efter aftale", "efter aftale"),
        ('Mo-Th 10:00-14:00 || "ring"', "Opening hours not known: ring", "ring"),
        ("Mo-Fr 10:00+", "Opened 10:00, closing time not known", "lukketid ikke kendt"),
        ('Mo-Fr 10:00-14:00 open "ring på"', "● Open until 14:00: ring på", "ring på"),
        ('Fr off "kursus"; Mo 10:00-12:00', "○ Closed, opens Monday 10:00: kursus", "kursus"),
        ("Mo-Fr 10:00-14:00", "● Open until 14:00", "● Åbent til kl. 14.00"),
    ],
)
def test_the_state_says_what_the_hours_add(hours: str, english: str, danish: str) -> None:
    opening = opening_at(hours, NOW)
    assert words(opening_text(opening, NOW)) == english
    i18n.use("da")
    said = words(opening_text(opening, NOW))
    assert danish in said
    assert ("Åben" in said and "●" in said) == bool(opening.open)


def test_telephone_hours_that_are_by_appointment_stand_beside_the_number() -> None:
    contact = ContactPoint(
        id="a",
        name="A",
        description="A",
        telephone="+45 12 34 50 10",
        opening_hours="Mo-Fr 10:00-14:00",
        phone_hours='Mo-Th 09:00-15:00 || "læg en besked [b]"',
    )
    line = PhoneLine(number=contact.telephone, opening=opening_at(contact.phone_hours, NOW))
    door = Door(
        contact=contact,
        opening=opening_at(contact.opening_hours, NOW),
        lines=(line,),
        meant=(line,),
    )
    lines = [words(line) for line in door_lines(door, NOW)]
    assert "Tel. +45 12 34 50 10  Opening hours not known: læg en besked [b]" in lines
