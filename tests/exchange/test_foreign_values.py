"""Addresses of pages and mail, and languages, by what they are and not by how they are written."""

import pytest

from floorwalker.exchange.languages import language_code
from floorwalker.exchange.web_addresses import mail_addresses, web_addresses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("www.aadal.example/bestil", ["https://www.aadal.example/bestil"]),
        ("aadal.example", ["https://aadal.example"]),
        ("HTTPS://aadal.example/A", ["https://aadal.example/A"]),
        ("//aadal.example", ["https://aadal.example"]),
        ("<https://aadal.example>", ["https://aadal.example"]),
        ("https://aadal.example/?a=1&amp;b=2", ["https://aadal.example/?a=1&b=2"]),
        ("https://aadal.example/a_(b)", ["https://aadal.example/a_(b)"]),
        ("a.example b.example", ["https://a.example", "https://b.example"]),
        ("javascript:alert(1)", []),
        ("ftp://aadal.example", []),
        ("https://user:secret@aadal.example", []),
        ("post@aadal.example", []),
        ("Se hjemmesiden", []),
        ("", []),
    ],
)
def test_pages(written: str, read: list[str]) -> None:
    assert web_addresses(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("post@aadal.example", ["post@aadal.example"]),
        ("mailto:post@aadal.example?subject=Hej", ["post@aadal.example"]),
        ("Depotet <depot@aadal.example>", ["depot@aadal.example"]),
        ("a@aadal.example; b@aadal.example", ["a@aadal.example", "b@aadal.example"]),
        ("Skriv til post@aadal.example.", ["post@aadal.example"]),
        ("post-aadal_example", []),
        ("post@aadal", []),
    ],
)
def test_mail(written: str, read: list[str]) -> None:
    assert mail_addresses(written) == read


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("da", "da"), ("DA", "da"), ("dan", "da"), ("Danish", "da"), ("dansk", "da"),
        ("ger", "de"), ("Tysk", "de"), ("Deutsch", "de"), ("en_GB", "en-gb"),
        ("Chinese (Mandarin)", "zh"), ("العربية", "ar"), ("українська", "uk"),
        ("dk", ""), ("ua", ""), ("sprog", ""), ("", ""),
    ],
)  # fmt: skip
def test_languages(written: str, code: str) -> None:
    assert language_code(written) == code
