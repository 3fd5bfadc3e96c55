"""What the house owes its visitors: promises with a code, and until when."""

from datetime import datetime

from msgspec.structs import replace

from floorwalker.errors import JournalError, NotFoundError
from floorwalker.i18n import _
from floorwalker.journal.database import Connection
from floorwalker.journal.encounter import CODE_LETTERS, Encounter, has_follow_up, is_sensitive
from floorwalker.journal.encounters import Encounters, masked, revised_at
from floorwalker.journal.free_text import RegistrationError, short
from floorwalker.journal.rows import encounters_where


class FollowUps:
    """Encounters that the house owes something for."""

    def __init__(self, connection: Connection, encounters: Encounters) -> None:
        self._connection = connection
        self._encounters = encounters

    def listed(self, *, include_closed: bool = False) -> tuple[Encounter, ...]:
        """What the house owes: the earliest due date first, without a date last."""
        which = "follow_up IS NOT NULL" if include_closed else "follow_up = 'open'"
        return encounters_where(
            self._connection,
            f"{which} ORDER BY follow_up_due IS NULL, follow_up_due, started_utc, encounter_id",
            {},
        )

    def find(self, code: str) -> tuple[Encounter, ...]:
        """Encounters with this promise code, newest first: one, as a rule. Case does not matter."""
        letters = "".join(c for c in code.upper() if c in CODE_LETTERS)
        return encounters_where(
            self._connection,
            "promise_code = :code ORDER BY started_utc DESC, encounter_id DESC",
            {"code": letters},
        )

    def close(
        self, encounter_id: str, note: str | None, at: datetime, *, mask: bool = False
    ) -> Encounter:
        """Say that the house did what it owed: a new revision, `note` added to the one there is.

        Raises:
            NotFoundError: there is no such encounter, or it owes nothing.
            PersonalDataError, RegistrationError: the note breaks the rules for notes.
            JournalError: nothing was stored; or it was closed before, or withdrawn.
        """
        how = short("note", note, mask=mask)

        def closed(encounter: Encounter) -> Encounter:
            if not has_follow_up(encounter):
                raise NotFoundError(_("This encounter has no follow-up."))
            if encounter.follow_up_closed_at is not None:
                raise JournalError(_("This follow-up was closed before."))
            if how and is_sensitive(encounter):
                raise RegistrationError(
                    "note",
                    _("The entry is sensitive: no note is kept with it."),
                    _("Close the follow-up without a note."),
                )
            kept = masked(encounter)
            notes = " · ".join(text for text in (kept.note, how) if text)
            return replace(
                kept,
                follow_up_closed_at=revised_at(encounter, at),
                note=short("note", notes, mask=mask),
            )

        return self._encounters.amend(encounter_id, closed, at)
