"""What people in distress need is told in the languages they read, with the same facts."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest

from floorwalker import paths
from floorwalker.handout.headings import LANGUAGES
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model.records import Knowledge, Rendering, Service

DISTRESS: Final = ("de", "uk", "ar", "pl", "ro", "tr", "fa")
ALSO: Final = (
    "doedsfald",
    "begravelseshjaelp",
    "digital-post-fritagelse",
    "adressebeskyttelse",
    "mitid",
    "asyl",
    "huslejehjaelp",
    "rusmiddelbehandling",
    "foedevarehjaelp",
    "kontanthjaelp",
    "unge-psykisk-mistrivsel",
)
"""What cannot wait, beside what is urgent."""
FOR_STAFF: Final = ("trusler-paa-raadhuset",)
TEXTS: Final = (
    "name",
    "description",
    "eligibility",
    "required_documents",
    "cost",
    "deadline",
    "processing_time",
    "next_steps",
    "if_no_reply",
)
TOLD: Final = (
    *TEXTS,
    "alert",
    "steps",
    "directions",
    "address",
    "accessibility",
    "duration",
    "redress",
)
ORDERS: Final = ("de", "uk", "ar")
"""Languages in which whoever stands at the desk can read what comes first in danger."""
NOT_SHOWN: Final = {*Rendering.__struct_fields__, "keywords", "danger", "address"}
"""What a translation says of itself, what search alone reads, and what stands on a street sign."""


@cache
def starter() -> Knowledge:
    return load(paths.starter_knowledge_dir()).knowledge


def in_distress() -> Iterator[Service]:
    for each in starter().services.values():
        if (each.urgent or each.id in ALSO) and each.id not in FOR_STAFF:
            yield each


def test_the_english_desk_shows_no_danish() -> None:
    knowledge = starter()
    records = [*knowledge.entries(), *knowledge.notices.values(), knowledge.municipality]
    missing = [
        f"{getattr(record, 'id', 'municipality')} {field}"
        for record in records
        for field in record.translations["en"].__struct_fields__
        if field not in NOT_SHOWN
        and (said := getattr(record, field, ""))
        and said not in knowledge.contact_points
        and lines(said) != lines(getattr(record.translations["en"], field))
    ]
    assert not missing


def test_a_theme_is_called_the_same_everywhere() -> None:
    names = {(each.theme, each.translations["en"].theme) for each in starter().services.values()}
    assert len(names) == len({theme for theme, _english in names})
    assert len(names) == len({english for _theme, english in names})


@pytest.mark.parametrize("language", ORDERS)
def test_what_comes_first_in_danger_is_translated(language: str) -> None:
    missing = [
        entry.ref
        for entry in starter().entries()
        if getattr(entry, "urgent", False)
        and getattr(entry, "alert", "")
        and entry.id not in FOR_STAFF
        and not getattr(entry.translations.get(language), "alert", "")
    ]
    assert not missing


def lines(texts: str | tuple[str, ...]) -> int:
    return len([each for each in in_full(texts) if each])


def in_full(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else texts


@pytest.mark.parametrize("language", DISTRESS)
def test_what_people_in_distress_need_is_told_whole(language: str) -> None:
    needed = list(in_distress())
    assert len(needed) >= 20
    for service in needed:
        rendering = service.translations.get(language)
        missing = [
            field
            for field in TEXTS
            if lines(getattr(service, field)) != lines(getattr(rendering, field, ""))
        ]
        assert not missing, f"{service.ref} {language}"


@pytest.mark.parametrize("language", DISTRESS)
def test_the_doors_of_those_in_distress_are_told_too(language: str) -> None:
    knowledge = starter()
    for service in in_distress():
        for id_ in service.contact_points:
            rendering = knowledge.contact_points[id_].translations.get(language)
            assert rendering is not None, f"contact:{id_} {language}"
            assert rendering.name


def test_a_slip_has_headings_in_the_languages_of_those_in_distress() -> None:
    assert set(DISTRESS) <= set(LANGUAGES)


def test_numbers_are_the_same_in_the_languages_of_those_in_distress() -> None:
    wrong = [
        f"{entry.ref} {language} {field}"
        for entry in starter().entries()
        for language, rendering in entry.translations.items()
        if language in DISTRESS
        for field in TOLD
        if getattr(rendering, field, "")
        and numbers(getattr(rendering, field)) != numbers(getattr(entry, field))
    ]
    assert not wrong


def numbers(texts: str | tuple[str, ...]) -> list[str]:
    """Those that one would dial, pay or look for: of three digits or more."""
    said = " ".join(in_full(texts))
    found = (re.sub(r"\D", "", each) for each in re.findall(r"\d+(?:[ .,]\d+)*", said))
    return sorted({each for each in found if len(each) > 2})
