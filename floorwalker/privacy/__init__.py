"""The guard: no free text is stored with personal data in it.

A pipeline: `reading` folds a text to plain digits, dashes and spaces and keeps the way back;
detectors look for candidates; `innocent` clears those that are plainly something else; `settle`
decides where two claim the same characters. Linear in the length of the text.

What no rule can recognise is not promised: names, addresses, numbers written in words.
"""

from typing import Final

from msgspec import Struct

from floorwalker.errors import PersonalDataError
from floorwalker.i18n import _, mark
from floorwalker.privacy import banking, cpr, mail, telephone
from floorwalker.privacy.candidates import MASKS, PersonalKind, settle
from floorwalker.privacy.digits import Digits
from floorwalker.privacy.reading import read

__all__ = ["Finding", "PersonalKind", "find_personal_data", "mask", "require_clean"]

_FEWEST_DIGITS: Final = 6
"""A birth date that the text calls a CPR number; everything else is longer."""
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


def find_personal_data(text: str) -> tuple[Finding, ...]:
    """What must not be stored, in the order of the text, without overlaps."""
    reading = read(text)
    digits = Digits(reading.text)
    candidates = [*mail.find(reading.text)]
    if len(digits.figures) >= _FEWEST_DIGITS:
        candidates += cpr.find(reading.text, digits)
        candidates += telephone.find(reading.text, digits)
        candidates += banking.find(reading.text, digits)
    return tuple(
        Finding(each.kind, reading.starts[each.start], reading.ends[each.end - 1])
        for each in settle(candidates, reading.text)
    )


def mask(text: str) -> str:
    """`text` with each finding replaced by the mask of its kind; nothing is found in the result.

    A mask can lay bare a number that the masked one was a part of, so it is done until it is done.
    """
    while findings := find_personal_data(text):
        parts: list[str] = []
        at = 0
        for finding in findings:
            parts += [text[at : finding.start], MASKS[finding.kind]]
            at = finding.end
        text = "".join([*parts, text[at:]])
    return text


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
