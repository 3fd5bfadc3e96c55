"""A field of an entry as a person types it at the desk: what it says, or what is wrong with it.

Nothing that is said of a field repeats personal data that was found in it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.date_input import parse_moment
from floorwalker.dates import format_time, format_weekday_and_date
from floorwalker.errors import FloorwalkerError, PersonalDataError
from floorwalker.i18n import _, mark
from floorwalker.knowledge.hours.advice import advice_on
from floorwalker.knowledge.hours.grammar import HoursError, read_hours
from floorwalker.knowledge.hours.in_words import hours_in_words
from floorwalker.knowledge.hours.mending import mended
from floorwalker.knowledge.hours.texts import REASONS
from floorwalker.knowledge.model.fields import Telephone, as_dialled
from floorwalker.knowledge.model.records import Knowledge
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.plain_text import printable
from floorwalker.privacy import NOBODYS, Finding, find_personal_data, require_clean

LABELS: Final[Mapping[str, str]] = {
    "opening_hours": mark("Opening hours"),
    "phone_hours": mark("Telephone hours"),
    "telephone": mark("Telephone"),
    "directions": mark("Way there"),
    "alert": mark("Alert"),
    "text": mark("Notice"),
    "from": mark("From"),
    "until": mark("Until"),
}
"""The fields that are edited at the desk, with what they are called there."""
_HOURS: Final = ("opening_hours", "phone_hours")
_MOMENTS: Final = ("from", "until")
_END_OF_DAY: Final = "0000-00-00 23:59"
"""What a day is written out with to be compared with a minute."""
_REQUIRED: Final = ("text", "until")
_COMMENT: Final = re.compile(r'"[^"]*"')
_DIGITS: Final = re.compile(r"\D")
_DANISH: Final = "+45"
_DANISH_LENGTH: Final = 8


class Reading(Struct, frozen=True, kw_only=True):
    """What stands in a field."""

    value: str = ""
    """What would be written; nothing for an empty field, or where there is a fault."""
    words: str = ""
    """The value read back."""
    fault: str = ""
    """What is wrong; with one nothing can be saved."""
    hint: str = ""
    """What to do about it."""
    mend: str = ""
    """What was probably meant, where there is a fault."""
    mend_words: str = ""
    """That read back."""
    advice: str = ""
    """What may be meant otherwise than it stands."""


class FieldReader:
    """Reads fields for one house."""

    def __init__(
        self, knowledge: Knowledge, *, now: datetime, international: Callable[[str], str]
    ) -> None:
        """Read as of `now`, a local time.

        `international` writes a telephone number as the format has it; empty where it is unclear.
        """
        self._public = _public(knowledge)
        self._now = now
        self._international = international
        self._known: dict[str, tuple[str, str, Reading]] = {}
        """By field what stood there last, what before, and what that says."""

    def read_all(self, texts: Mapping[str, str], before: Mapping[str, str]) -> dict[str, Reading]:
        """What each field says; numbers that stood `before` in it may stay."""
        readings = {
            field: self._read_once(field, text, before[field]) for field, text in texts.items()
        }
        starts, until = (readings[each].value if each in texts else "" for each in _MOMENTS)
        if starts and until and starts > until + _END_OF_DAY[len(until) :]:
            fault = Reading(fault=_("It would end before it begins."))
            readings |= dict.fromkeys(_MOMENTS, fault)
        return readings

    def _read_once(self, field: str, text: str, before: str) -> Reading:
        """As `read`, but a key typed in one field has not the others read anew."""
        known = self._known.get(field)
        if known is None or known[:2] != (text, before):
            known = self._known[field] = text, before, self.read(field, text, before)
        return known[2]

    def read(self, field: str, text: str, before: str = "") -> Reading:
        """What `text` says in a field; numbers that stood `before` in it may stay."""
        line = " ".join(printable(unicodedata.normalize("NFC", text)).split())
        if not line:
            return Reading(fault=_("Write something here.") if field in _REQUIRED else "")
        try:
            self._require_clean(field, line, before)
        except PersonalDataError as error:
            hint = _("Leave it out. Numbers of the house's own contact points may stand.")
            return Reading(fault=error.message, hint=hint)
        if field in _HOURS:
            return self._hours(line)
        if field in _MOMENTS:
            return self._moment(field, line)
        return self._number(line) if field == "telephone" else Reading(value=line)

    def _require_clean(self, field: str, line: str, before: str) -> None:
        """Let what the house publishes itself pass, and refuse what a note may not hold either."""
        if field == "telephone":
            guarded = [line] if _finds(line, NOBODYS) else []
        elif field in _MOMENTS:
            guarded = []  # what is no date is refused, and never repeated
        elif field in _HOURS and isinstance(read_hours(line), HoursError):
            guarded = [line]
        elif field in _HOURS:
            guarded = _COMMENT.findall(line)
        else:
            guarded = [line]
        for text in guarded:
            found = find_personal_data(text)
            if not all(self._is_public(text, one, before) for one in found):
                require_clean(_(LABELS[field]), text)

    def _is_public(self, text: str, found: Finding, before: str) -> bool:
        said = text[found.start : found.end]
        if found.kind in NOBODYS:
            return False
        return said in before or _bare(said) in self._public

    def _hours(self, line: str) -> Reading:
        hours = read_hours(line)
        if isinstance(hours, HoursError):
            reason, hint = REASONS[hours.reason]
            said = _("Not readable: {reason}.").format(
                reason=_(reason).format(part=line[hours.start : hours.end])
            )
            meant = mended(line) or ""
            words = hours_in_words(meant) if meant else ""
            return Reading(fault=said, hint=_(hint), mend=meant, mend_words=words)
        advice = next(iter(advice_on(hours, self._now.date())), None)
        problem = advice and Problem(
            path="",
            line=1,
            column=1,
            code=advice.code,
            details={"part": advice.part, "other": advice.other},
        )
        said = f"{problem.message} {problem.hint}" if problem else ""
        return Reading(value=line, words=hours_in_words(line), advice=said)

    def _number(self, line: str) -> Reading:
        number = as_dialled(line)
        if _is_telephone(number):
            return Reading(
                value=number, words=_("Dialled as {number}").format(number=_dialled(number))
            )
        problem = Problem(path="", line=1, column=1, code="bad-telephone", details={"value": line})
        meant = self._international(line)
        return Reading(
            fault=problem.message,
            hint=problem.hint,
            mend=meant if _is_telephone(meant) else "",
        )

    def _moment(self, field: str, line: str) -> Reading:
        try:
            moment = parse_moment(line, self._now.date())
        except FloorwalkerError as error:
            return Reading(fault=error.message, hint=error.hint)
        if moment is None:
            return Reading()
        words = moment_in_words(moment, is_end=field == "until")
        if field == "until" and _is_over(moment, self._now):
            return Reading(fault=_("That is over already: {moment}.").format(moment=words))
        return Reading(value=written_moment(moment), words=words)


def written_moment(moment: date | datetime) -> str:
    """A day, or a minute, as a file has it."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()


def moment_in_words(moment: date | datetime, *, is_end: bool = False) -> str:
    """`fredag den 14. maj 2027 kl. 12.00`; of the end of something, a day is told to be in it."""
    day = moment.date() if isinstance(moment, datetime) else moment
    said = f"{format_weekday_and_date(day)} {day.year}"
    if isinstance(moment, datetime):
        return f"{said} {format_time(moment)}"
    return _("to the end of {day}").format(day=said) if is_end else said


def _is_over(moment: date | datetime, now: datetime) -> bool:
    if isinstance(moment, datetime):
        return moment < now.replace(tzinfo=None)
    return moment < now.date()


def _is_telephone(number: str) -> bool:
    try:
        msgspec.convert(number, Telephone)
    except msgspec.ValidationError:
        return False
    return True


def _dialled(number: str) -> str:
    """As a Dane dials it, who needs no code for the country."""
    return number.removeprefix(_DANISH).strip()


def _finds(text: str, kinds: frozenset[str]) -> bool:
    return any(found.kind in kinds for found in find_personal_data(text))


def _public(knowledge: Knowledge) -> frozenset[str]:
    """The numbers and addresses of mail that the house publishes itself, bare."""
    said = [
        text
        for contact in knowledge.contact_points.values()
        for text in (contact.telephone, *(each.number for each in contact.phones), contact.email)
        if text
    ]
    return frozenset(map(_bare, said))


def _bare(text: str) -> str:
    if "@" in text:
        return text.strip().casefold()
    return _DIGITS.sub("", text)[-_DANISH_LENGTH:]
