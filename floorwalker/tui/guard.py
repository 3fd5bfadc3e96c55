"""What the privacy guard found in the strip, for the one who typed it, with the mask offered."""

from floorwalker.i18n import _
from floorwalker.privacy import find_personal_data, mask
from floorwalker.tui.entered import Entered


def found_in(entered: Entered, *, save_key: str) -> str:
    """What must not be stored, where it stands and what would be stored instead; empty if nothing.

    For the screen only: it repeats what was typed.
    """
    texts = {
        _("Words typed"): entered.query,
        _("Promise"): entered.promise,
        _("Note"): entered.note,
    }
    found = [
        _("{field}: “{found}” would be kept as “{masked}”").format(
            field=field, found=text[one.start : one.end], masked=mask(text[one.start : one.end])
        )
        for field, text in texts.items()
        for one in find_personal_data(text)
    ]
    if not found:
        return ""
    return _("Personal data is never stored. {found}. {key} saves it masked.").format(
        found="; ".join(found), key=save_key
    )
