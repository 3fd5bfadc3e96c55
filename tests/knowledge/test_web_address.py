"""Web addresses: what hides where it leads is refused, what a browser shows is not."""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from floorwalker.exchange.fields import accepted
from floorwalker.knowledge.loading.loader import load
from floorwalker.knowledge.model import web_address
from floorwalker.knowledge.model.fields import HttpsUrl, Url
from floorwalker.knowledge.schema.json_schema import knowledge_schema
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write

SOUND = (
    "https://www.borger.dk",
    "https://www.borger.dk/",
    "https://københavn.dk/sti/æøå?q=ø#å",
    "https://xn--kbenhavn-54a.dk",
    "https://a.b.c.dk:8443/x;y,z!$*~()",
    "https://eksempel.dk/@navn?til=a@b.dk",
    "https://eksempel.dk/a%20b%C3%A6%E2%80%93",
    "https://eksempel.dk/%E6",
    "https://eksempel.dk/?filter[x]=1&b=c+d|e",
)
HOSTILE = {
    "sign-in": (
        "https://kari:hemmelig@eksempel.dk",
        "https://kari@eksempel.dk/",
        "https://@eksempel.dk",
        "https://borger.dk\\@andet.dk",
        "https://borger.dk:443@andet.dk/",
    ),
    "percent": (
        *(f"https://eksempel.dk/a%{code:02x}b" for code in (*range(32), 127)),
        "https://eksempel.dk/%0D%0ASet-Cookie:x",
        "https://eksempel.dk/%C2%9B2J",
        "https://eksempel.dk/%c0%80",
        "https://eksempel.dk/%E2%80%AEgpj",
        "https://eksempel.dk/%E2%80%8B",
        "https://eksempel.dk/%",
        "https://eksempel.dk/%zz",
    ),
    "characters": (
        'https://eksempel.dk/"a"',
        "https://eksempel.dk/'a'",
        "https://eksempel.dk/`a`",
        "https://eksempel.dk/“a”",
        "https://eksempel.dk/<b>",
        "https://eksempel.dk/{id}",
        "https://eksempel.dk/a b",
        "https://eksempel.dk/a\u00a0b",
        "https://eksempel.dk/a\\b",
        "https://eksempel.dk/a\u202eb",
        "https://eksempel.dk\n",
    ),
    "host": (
        "https://localhost",
        "https://intranet/pas",
        "https:///eksempel.dk",
        "https://eksempel..dk",
        "https://-eksempel.dk",
        "https://eksempel.dk:0",
        "https://eksempel.dk:123456",
        "https://127.0.0.1/",
        "https://0x7f.1",
        "https://[::1]/",
        "https://eksempel\u202e.dk",
        "https://eksem\u200bpel.dk",
        "https://eksem\u200dpel.dk",
        "https://еksempel.dk",
        "https://borger.dk%40andet.dk",
        "https://borger.dk%2eandet.dk",
    ),
    "scheme": (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://eksempel.dk",
        "//eksempel.dk",
        "https:eksempel.dk",
        "eksempel.dk",
    ),
}


@pytest.mark.parametrize("address", SOUND)
def test_what_a_browser_shows_is_taken(address: str) -> None:
    assert accepted(HttpsUrl, address)
    assert accepted(Url, address.replace("https", "http", 1))
    assert not accepted(HttpsUrl, address.replace("https", "http", 1))


@pytest.mark.parametrize("address", [each for kind in HOSTILE.values() for each in kind])
def test_what_hides_where_it_leads_is_refused_with_a_reason(address: str) -> None:
    assert not accepted(HttpsUrl, address)
    assert not accepted(Url, address)
    assert web_address.reason(address, secure=True)


def test_the_reason_is_the_one_that_an_editor_can_act_on() -> None:
    first = {
        kind: {web_address.reason(each, secure=True) for each in addresses}
        for kind, addresses in HOSTILE.items()
        if kind in ("sign-in", "scheme")
    }
    assert first == {
        "sign-in": {"a user's name or password stands in it"},
        "scheme": {"it does not begin with `https://`"},
    }


def test_a_password_is_not_repeated(tmp_path: Path) -> None:
    address = "https://kari:hemmelig@eksempel.dk/pas"
    text = SERVICES.replace("    theme:", f"    source: {address}\n    theme:", 1)
    assert address in text
    folder = write(tmp_path, house=MUNICIPALITY, contacts=CONTACTS, services=text)
    [problem] = load(folder).problems
    assert problem.code == "bad-url"
    assert "hemmelig" not in problem.message
    assert "//…@eksempel.dk/pas" in problem.message


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(["/", "?q=", "#"]))
def test_any_text_can_be_written_in_percent_form(text: str, before: str) -> None:
    address = f"https://eksempel.dk{before}{quote(text, safe='')}"
    if text.isprintable():
        assert accepted(HttpsUrl, address)
    if accepted(HttpsUrl, address):
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in unquote(address))


@given(st.text(max_size=40))
def test_an_address_that_is_taken_leads_where_it_says(tail: str) -> None:
    address = f"https://{tail}"
    if accepted(HttpsUrl, address):
        parts = urlsplit(address)
        assert parts.username is None
        assert parts.password is None
        assert parts.hostname is not None
        assert "." in parts.hostname
        assert parts.hostname.replace("-", "").replace(".", "").isalnum()
        assert parts.port is None or parts.port > 0


@pytest.mark.parametrize(
    "address", [*SOUND, *(each for kind in HOSTILE.values() for each in kind if "\n" not in each)]
)
def test_the_schema_for_editors_agrees(address: str) -> None:
    guide = {"name": "N", "description": "D", "steps": ["S"], "url": address}
    validator = Draft202012Validator(knowledge_schema())
    assert validator.is_valid({"guides": {"g": guide}}) == accepted(HttpsUrl, address)
