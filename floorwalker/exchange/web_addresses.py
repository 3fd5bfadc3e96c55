"""Addresses of pages and of mail, as people write them → as the knowledge format has them."""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.exchange.fields import accepted
from floorwalker.knowledge.model.fields import Email, Url

_WITH_SCHEME: Final = re.compile(r"^(https?):/*(?=[^/])", re.IGNORECASE)
_HOST: Final = re.compile(
    r"^[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.[^\W\d_]{2,}(?::[0-9]{1,5})?(?=[/?#]|$)"
)
_AROUND: Final = "<>\"'([],;"
_MAIL: Final = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:?]+")


def web_addresses(text: str) -> list[str]:
    """The pages that a field names; `www.aadal.example` is one of `https`."""
    text = text.replace("&amp;", "&").strip()
    if text and _web_address(text) == text:
        return [text]
    found = (_web_address(_bare(part)) for part in text.split())
    return [address for address in found if address]


def _bare(part: str) -> str:
    """The address without the signs that a sentence puts around it."""
    part = part.strip(_AROUND)
    return part[:-1] if part.endswith(")") and "(" not in part else part


def mail_addresses(text: str) -> list[str]:
    """The addresses of mail that a field holds, without `mailto:` and whose they are."""
    if accepted(Email, text) and "?" not in text:
        return [text]
    return list(dict.fromkeys(_mail_addresses(text)))


def _mail_addresses(text: str) -> Iterator[str]:
    for match in _MAIL.finditer(text):
        address = match[0].rstrip(".")
        if accepted(Email, address):
            yield address


def _web_address(text: str) -> str:
    scheme = _WITH_SCHEME.match(text)
    if scheme:
        address = f"{scheme[1].lower()}://{text[scheme.end() :]}"
    elif _HOST.match(text.removeprefix("//")):
        address = f"https://{text.removeprefix('//')}"
    else:
        return ""
    host = re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return address if "@" not in host and accepted(Url, address) else ""
