"""Whole weeks of encounters, seeded, for reports."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from floorwalker.journal.encounter import CHALLENGES, CHANNELS, OUTCOMES, UNMET_REASONS, Encounter
from floorwalker.week.figures import KnownNames, summarise
from floorwalker.week.files.export import week_of
from floorwalker.week.report.weekly_report import Figures
from tests.week.samples import encounter

MONDAY: Final = date(2026, 11, 16)
TODAY: Final = date(2026, 11, 23)
THEMES: Final = (
    "Legitimation",
    "Folkeregister og flytning",
    "Ophold og statsborgerskab",
    "Forsørgelse og økonomisk hjælp",
    "Børn og skole",
    "Rettigheder og klage",
    "Digital selvbetjening",
)
AUTHORITIES: Final = (
    "Politiet",
    "Udbetaling Danmark",
    "Styrelsen for International Rekruttering og Integration",
    "Skattestyrelsen og Motorstyrelsen i fællesskab",
)
HOSTILE: Final = '<script>alert(1)</script> & "citat" \x1b[2J'


def busy(monday: date, count: int) -> Iterator[Encounter]:
    """A week with something in every question, the names as long as real ones."""
    random = Random(monday.toordinal())
    for number in range(count):
        day = monday + timedelta(days=random.choices(range(6), [5, 4, 3, 6, 2, 1])[0])
        outcome = random.choice(OUTCOMES)
        known = random.random() < 0.8
        promised = random.random() < 0.3
        yield encounter(
            number,
            f"{day}T{random.randrange(8, 18):02d}:{random.randrange(60):02d}:00+01:00",
            duration_s=random.randrange(20, 200),
            channel=random.choices(CHANNELS, [8, 2, 1])[0],
            audience=random.choice(("citizen", "business", None)),
            ref="service:pas" if known else None,
            name="Pas" if known else None,
            theme=random.choice(THEMES) if known else None,
            competent_authority=random.choice((None, None, *AUTHORITIES)) if known else None,
            contact_name="Borgerservice på Rådhuset",
            outcome=outcome,
            unmet_reason=random.choice(UNMET_REASONS) if outcome == "unmet" else None,
            challenges=tuple(code for code in CHALLENGES if random.random() < 0.15),
            query=None if known else random.choice(("hundeskov", "ladestander til elbil", HOSTILE)),
            promise_code="K7RX" if promised else None,
            follow_up_due=day + timedelta(days=3) if promised else None,
            follow_up_closed_at=f"{day + timedelta(days=2)}T10:00:00+01:00"
            if promised and random.random() < 0.6
            else None,
        )


def figures(*counts: int) -> Figures:
    """Weeks of so many encounters, the last of them reported on."""
    mondays = [MONDAY - timedelta(weeks=weeks) for weeks in range(len(counts) - 1, -1, -1)]
    *before, week = (
        summarise(
            week_of(monday).name,
            busy(monday, count),
            today=TODAY,
            known=KnownNames(stale={"service:pas"}),
        )
        for monday, count in zip(mondays, counts, strict=True)
    )
    return Figures(
        desk="Skranke 1",
        period=week_of(MONDAY),
        today=TODAY,
        week=week,
        before=tuple(before),
    )
