"""Numbers and what they are for, however people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.exchange.telephone import Number, international, numbers_in, use_of


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12345010", "+45 12 34 50 10"),
        ("(+45) 12 34 50 10", "+45 12 34 50 10"),
        ("0045 12 34 50 10", "+45 12 34 50 10"),
        ("4512345010", "+45 12 34 50 10"),
        ("12.34.50.10", "+45 12 34 50 10"),
        ("12‑34–50−10", "+45 12 34 50 10"),
        ("tel:+45-12-34-50-10", "+45-12-34-50-10"),
        ("Tlf. 12 34 50 10", "+45 12 34 50 10"),
        ("12 34 50 10 (hverdage 8-16)", "+45 12 34 50 10"),
        ('"+44 1234 234567"', "+44 1234 234567"),
        ("+44 (0)1234 234567", "+44 1234 234567"),
        ("112", "112"),
        ("+45 1813", "1813"),
        ("116 123", "116 123"),
    ],
)
def test_a_number_is_read_as_it_is_dialled(written: str, number: str) -> None:
    assert next(numbers_in(written)).number == number


@pytest.mark.parametrize("written", ["", "ring", "650 780-7525", "150385-1234", "8-16", "+45", "0"])
def test_what_is_no_clear_number_is_none(written: str) -> None:
    assert [found.number for found in numbers_in(written)] in ([], [""])


def test_several_numbers_in_a_field_are_told_apart() -> None:
    assert list(numbers_in("tlf. 12 34 50 10, fax: 12 34 50 99")) == [
        Number("+45 12 34 50 10", "voice"),
        Number("+45 12 34 50 99", "other"),
    ]
    assert [n.number for n in numbers_in("12345010/12345011 eller 12345012")] == [
        "+45 12 34 50 10",
        "+45 12 34 50 11",
        "+45 12 34 50 12",
    ]


@pytest.mark.parametrize(
    "written", ["12345010 ext. 7", "12345010;ext=7", "12 34 50 10 lokal 7", "12345010x7"]
)
def test_an_extension_is_told_from_the_number(written: str) -> None:
    (found,) = numbers_in(written)
    assert (found.number, found.extension) == ("+45 12 34 50 10", "7")


@pytest.mark.parametrize(
    "said",
    ["fax", "Fax", "FAX ", "facsimile", "telefax", "text", "SMS", "tty", "TDD", "TTY/TDD",
     "main_fax", "text telephone", "teksttelefon", "pager", "video phone"],
)  # fmt: skip
def test_what_is_not_for_talking_is_known_in_any_spelling(said: str) -> None:
    assert use_of(said) == use_of("", said) == "other"


@pytest.mark.parametrize("said", ["voice", "Voice", "PHONE", "Telefon", "hotline", "phone/fax"])
def test_what_is_for_talking_is_known_in_any_spelling(said: str) -> None:
    assert use_of(said) == "voice"


def test_a_type_counts_before_a_description() -> None:
    assert use_of("cell") == use_of("Mobile Phone") == use_of("", "Mobil") == "mobile"
    assert use_of("voice", "Not for fax") == "voice"
    assert use_of("", "Depotet") == ""
    assert use_of("intern", "Depotet") == "unknown"


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for found in numbers_in(text):
        assert not found.number or international(found.number) == found.number
