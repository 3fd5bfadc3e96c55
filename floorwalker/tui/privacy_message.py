"""What the privacy guard found in a form, for the one who typed it, with the mask offered."""

from collections.abc import Mapping

from floorwalker.i18n import _
from floorwalker.privacy import find_across, find_personal_data
from floorwalker.tui.registration.form import RegistrationForm


def describe_found(form: RegistrationForm, *, save_key: str) -> str:
    """What must not be stored of what is being registered, and how it can be; empty if nothing."""
    found = describe_masks(
        {_("Words typed"): form.query, _("Promise"): form.promise, _("Note"): form.note}
    )
    if not found:
        return ""
    return _("Personal data is never stored. {found}. {key} saves it masked.").format(
        found=found, key=save_key
    )


def offer_mask(message: str, label: str, text: str, *, save_key: str) -> str:
    """The guard's `message`, with what would be kept of `text`, the only one that was typed."""
    found = describe_masks({label: text})
    again = _("{key} saves it masked.").format(key=save_key)
    return " ".join(part for part in (message, f"{found}." if found else "", again) if part)


def describe_masks(texts: Mapping[str, str]) -> str:
    """What was found in `texts`, by their labels, and what would be kept in its place.

    For the screen only: it repeats what was typed. Empty where nothing was found.
    """
    found = [
        (label, text, one) for label, text in texts.items() for one in find_personal_data(text)
    ]
    if not found:
        labels = list(texts)
        found = [
            (labels[index], texts[labels[index]], half)
            for index, half in find_across(list(texts.values()))
        ]
    parts = [
        _("{field}: “{found}” would be kept as “{masked}”").format(
            field=label, found=text[one.start : one.end], masked=one.mask
        )
        for label, text, one in found
    ]
    return "; ".join(dict.fromkeys(parts))
