"""The guard: no free text is stored with personal data in it.

A pipeline: `reading` folds a text to plain digits, dashes and spaces and keeps the way back, and
`spoken` reads it once more as it was meant; recognisers look for candidates in both; `innocent`
clears those that are plainly something else; `settle` decides where two claim the same characters.
Linear in the length of the text.

What no rule can recognise is not promised: names and addresses. Telephone numbers are refused
whoever they belong to, for a number does not tell; where a visitor was sent is a field of its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Final

from msgspec import Struct

from floorwalker.errors import PersonalDataError
from floorwalker.i18n import _, mark
from floorwalker.privacy import account, cpr, cpr_in_parts, mail, payment_card, telephone
from floorwalker.privacy.candidates import MASKS, Candidate, PersonalKind, settle
from floorwalker.privacy.digits import Digits
from floorwalker.privacy.normalised_text import NormalisedText, read
from floorwalker.privacy.spoken import read_as_meant

__all__ = [
    "NOBODYS",
    "Finding",
    "PersonalKind",
    "find_across",
    "find_personal_data",
    "mask",
    "mask_findings",
    "require_clean",
    "require_clean_together",
]

NOBODYS: Final[frozenset[PersonalKind]] = frozenset({"cpr", "payment_card"})
"""What stands in no text of a house, whose telephone, mail and accounts are public."""
_FEWEST_DIGITS: Final = 6
"""A birth date that the text calls a CPR number; everything else is longer."""
_RECENT_DATE: Final = re.compile(r"\d[-./]\d{1,2}[-./](?:20)?[2-4]\d\Z")
_NAMES: Final[dict[PersonalKind, str]] = {
    "cpr": mark("a CPR number"),
    "telephone": mark("a telephone number"),
    "email": mark("an e-mail address"),
    "payment_card": mark("a payment card number"),
    "account": mark("an account number"),
}


class Finding(Struct, frozen=True):
    """Personal data in a text, without the data itself: `text[start:end]` of the text as given."""

    kind: PersonalKind
    start: int
    end: int

    @property
    def mask(self) -> str:
        """What stands in its place where it is masked."""
        return MASKS[self.kind]


def find_personal_data(text: str) -> tuple[Finding, ...]:
    """What must not be stored, in the order of the text, without overlaps."""
    literal = read(text)
    candidates = _candidates(literal)
    meant = read_as_meant(literal)
    if meant is not literal:
        candidates += _candidates(meant)
    return tuple(Finding(each.kind, each.start, each.end) for each in settle(candidates, text))


def _candidates(reading: NormalisedText) -> list[Candidate]:
    """What is personal data in `reading`, by its place in the text as given."""
    digits = Digits(reading.text)
    found = [*mail.find(reading.text)]
    if len(digits.figures) >= _FEWEST_DIGITS:
        found += cpr.find(reading.text, digits)
        found += cpr_in_parts.find(reading.text)
        found += telephone.find(reading.text, digits)
        found += payment_card.find(reading.text, digits)
        found += account.find(reading.text, digits)
    starts, ends = reading.starts, reading.ends
    return [each._replace(start=starts[each.start], end=ends[each.end - 1]) for each in found]


def mask(text: str) -> str:
    """`text` with each finding replaced by the mask of its kind; nothing is found in the result.

    A mask can lay bare a number that the masked one was a part of, so it is done until it is done.
    """
    while findings := find_personal_data(text):
        text = mask_findings(text, findings)
    return text


def mask_findings(text: str, findings: Iterable[Finding]) -> str:
    """`text` with `findings`, in order and disjoint, replaced by their masks."""
    parts: list[str] = []
    at = 0
    for finding in findings:
        parts += [text[at : finding.start], finding.mask]
        at = finding.end
    return "".join([*parts, text[at:]])


def find_across(texts: Sequence[str]) -> tuple[tuple[int, Finding], ...]:
    """CPR numbers that begin in one of `texts` and end in another: a birthday, the last four.

    Each is told by its two halves: the index of the text, and the place in it. For texts that are
    clean, each taken alone. A date of these years with signs in it is left alone, as in one text:
    a time or an amount may well stand in the next field.
    """
    halves: list[tuple[int, Finding]] = []
    for one, other in permutations(range(len(texts)), 2):
        first = texts[one].rstrip()
        if not first or not texts[other] or _RECENT_DATE.search(first):
            continue
        begins = len(first) + 1
        for each in find_personal_data(f"{first}\n{texts[other]}"):
            if each.kind == "cpr" and each.start < len(first) and each.end > begins:
                halves.append((one, Finding("cpr", each.start, len(first))))
                halves.append((other, Finding("cpr", 0, each.end - begins)))
    return tuple(halves)


def require_clean(field: str, text: str) -> None:
    """Raise `PersonalDataError` where `text` holds personal data; `field` is its name on screen."""
    kinds = dict.fromkeys(finding.kind for finding in find_personal_data(text))
    if not kinds:
        return
    raise PersonalDataError(
        _("{field} holds {kinds}, and personal data is not stored.").format(
            field=field, kinds=", ".join(_(_NAMES[kind]) for kind in kinds)
        ),
        _("Leave it out, or use --mask to store the text with it masked."),
    )


def require_clean_together(texts: Mapping[str, str]) -> None:
    """Raise `PersonalDataError` where two of `texts`, by their names on screen, make one number."""
    fields = list(texts)
    found = find_across(list(texts.values()))
    if found:
        (one, _first), (other, _last), *_others = found
        second = fields[other]
        raise PersonalDataError(
            _("{field} and {other} together hold {kind}, and personal data is not stored.").format(
                field=fields[one], other=f"{second[:1].lower()}{second[1:]}", kind=_(_NAMES["cpr"])
            ),
            _("Leave it out, or use --mask to store the text with it masked."),
        )
