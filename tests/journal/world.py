"""A small town hall, a fixed moment in it, and encounters to keep."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from floorwalker.config import Config
from floorwalker.journal.encounter import Encounter
from floorwalker.journal.registration import Registration, amend, register
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Knowledge,
    Location,
    Municipality,
    Notice,
    Service,
    Term,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 11, 16, 10, 10, 7, tzinfo=COPENHAGEN)
"""A Monday morning in week 47."""

SENSITIVE_GAPS = (
    "ref",
    "name",
    "kle",
    "competent_authority",
    "query",
    "note",
    "contact_ref",
    "contact_name",
    "promise",
    "promise_code",
    "duration_s",
)
"""What an encounter about a sensitive entry does not keep."""

KNOWLEDGE = Knowledge(
    municipality=Municipality(
        name="Prøvekøbing",
        main_contact="borgerservice",
        languages=("da", "en"),
        locations={"raadhus": Location(name="Rådhuset"), "hal": Location(name="Hallen")},
    ),
    services={
        service.id: service
        for service in (
            Service(
                id="pas",
                name="Pas",
                description="Nyt pas.",
                theme="Legitimation",
                kle="27.18",
                response_days=5,
            ),
            Service(
                id="straffeattest",
                name="Straffeattest",
                description="Hos politiet.",
                theme="Attester",
                competent_authority="Politiet",
            ),
            Service(
                id="krise",
                name="Krisecenter",
                description="Et sikkert sted.",
                theme="Akut",
                kle="27.03",
                competent_authority="Krisecenteret",
                response_days=2,
                sensitive=True,
            ),
        )
    },
    contact_points={
        "borgerservice": ContactPoint(
            id="borgerservice", name="Borgerservice", description="I stuen."
        ),
        "politi": ContactPoint(id="politi", name="Politiet", description="I byen."),
    },
    guides={
        "bestil-tid": Guide(
            id="bestil-tid",
            name="Bestil tid",
            description="Selv.",
            url="https://example.dk/",
            steps=("Vælg en tid",),
        )
    },
    terms={"partshoering": Term(id="partshoering", name="Partshøring", explanation="Sig noget.")},
    notices={"lukket": Notice(id="lukket", text="Lukket", until="2026-12-24")},
)


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


registered = partial(
    register, knowledge=KNOWLEDGE, config=Config(), now=NOW, is_working_day=is_weekday
)
amended = partial(amend, knowledge=KNOWLEDGE, config=Config(), is_working_day=is_weekday)


def form(**entered: object) -> Registration:
    """What was entered, with an outcome unless another is told."""
    return msgspec.convert({"outcome": "answered"} | entered, Registration)


def encounter_at(moment: datetime, *, mask: bool = False, **entered: object) -> Encounter:
    """An encounter about the passport, started at `moment`, with what else was entered."""
    about = {"ref": "service:pas", "started_at": moment} | entered
    return registered(form(**about), now=moment, mask=mask)
