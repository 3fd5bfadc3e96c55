"""Due dates as people type them: `14.5`, `14/5`, `14.5.2026`, `2026-05-14`, `+7`, `fredag`."""

import re
from datetime import date, timedelta

from floorwalker.date_input import day_of, is_in_reach, reach
from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?\.?")
_DAYS = re.compile(r"\+\s*(\d{1,3})")


def parse_due(text: str, today: date) -> date | None:
    """The day that `text` means, seen from `today`; None for an empty text.

    Raises:
        FloorwalkerError: it means none.
    """
    said = text.strip().casefold()
    if not said:
        return None
    found = _counted(said, today) or _numbered(said, today) or _named(said, today)
    if found is None:
        raise FloorwalkerError(
            _("The due date cannot be read."), _("Write 14.5, +7 or the name of a weekday.")
        )
    if not is_in_reach(found):
        raise FloorwalkerError(_("The due date is too far away."), reach())
    return found


def _counted(said: str, today: date) -> date | None:
    match = _DAYS.fullmatch(said)
    return today + timedelta(days=int(match[1])) if match else None


def _numbered(said: str, today: date) -> date | None:
    """A day and a month; without a year the next such day."""
    if (written := day_of(said)) is not None:
        return written
    match = _NUMBERS.fullmatch(said)
    if not match:
        return None
    day, month, year = int(match[1]), int(match[2]), match[3]
    try:
        meant = date(int(year) if year else today.year, month, day)
        return meant if year or meant >= today else meant.replace(year=today.year + 1)
    except ValueError:
        return None


def _named(said: str, today: date) -> date | None:
    """The next day of that name; two letters are enough where they are clear."""
    from babel.dates import get_day_names

    names = [name for locale in ("da", "en") for name in get_day_names(locale=locale).items()]
    meant = {number for number, name in names if len(said) > 1 and name.casefold().startswith(said)}
    if len(meant) != 1:
        return None
    ahead = (meant.pop() - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)
