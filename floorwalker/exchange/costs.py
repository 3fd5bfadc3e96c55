"""Prices with an amount, between the sentence that a visitor is told and fields.

`Over 60: 35 GBP per hour (2020-01-01 / 2022-12-31)` stands after what else is said of the cost,
behind a middle dot, so that it can be told apart again.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

SEPARATOR: Final = " · "
_OPTION: Final = re.compile(
    r"^(?:(?P<option>.+): )?(?P<amount>[0-9]+(?:\.[0-9]+)?) (?P<currency>[A-Z]{3})"
    r"(?: (?P<description>.+?))?"
    r"(?: \((?P<valid_from>[0-9-]{10})? / (?P<valid_to>[0-9-]{10})?\))?$"
)


class CostOption(Struct, frozen=True, kw_only=True):
    """One price. The fields are named as in HSDS."""

    option: str = ""
    """For whom, or for what."""
    amount: float
    currency: str
    """ISO 4217."""
    amount_description: str = ""
    valid_from: str = ""
    valid_to: str = ""


def told(description: str, options: Sequence[CostOption | str]) -> str:
    """Everything about the cost as one text, each thing once; an option can be a text itself."""
    parts = [description] if description else []
    for option in options:
        sentence = option if isinstance(option, str) else _sentence(option)
        if sentence and sentence not in description.split(SEPARATOR):
            parts.append(sentence)
    return SEPARATOR.join(parts)


def taken_apart(cost: str) -> tuple[str, list[CostOption]]:
    """The text again as description and prices; all description where it would not come back."""
    plain, options = _parts(cost)
    return (plain, options) if told(plain, options) == cost else (cost, [])


def _parts(cost: str) -> tuple[str, list[CostOption]]:
    plain: list[str] = []
    options: list[CostOption] = []
    for part in cost.split(SEPARATOR) if cost else []:
        match = _OPTION.match(part)
        if match is None:
            plain.append(part)
            continue
        options.append(
            CostOption(
                option=match["option"] or "",
                amount=float(match["amount"]),
                currency=match["currency"],
                amount_description=match["description"] or "",
                valid_from=match["valid_from"] or "",
                valid_to=match["valid_to"] or "",
            )
        )
    return SEPARATOR.join(plain), options


def _sentence(option: CostOption) -> str:
    validity = (
        f" ({option.valid_from} / {option.valid_to})"
        if option.valid_from or option.valid_to
        else ""
    )
    about = f" {option.amount_description}" if option.amount_description else ""
    before = f"{option.option}: " if option.option else ""
    return f"{before}{option.amount:.15g} {option.currency}{about}{validity}"
