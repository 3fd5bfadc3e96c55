"""What happens while an errand is registered, told by the pane and its fields to their screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.journal.encounter import Encounter
    from floorwalker.tui.registration.drafts import LeftOver


class RegistrationEvent(Message):
    """Any of them."""


@dataclass
class Accepted(RegistrationEvent):
    """A registration is complete and allowed, but not yet on disk."""

    encounter: Encounter


class NotAccepted(RegistrationEvent):
    """A registration is not complete, or not allowed; the fields say why."""


@dataclass
class Registered(RegistrationEvent):
    """A registration is on disk."""

    encounter: Encounter
    today: int
    """Encounters of that day, this one among them."""


@dataclass
class Refused(RegistrationEvent):
    """Nothing was stored."""

    problem: str


@dataclass
class Undone(RegistrationEvent):
    """What was registered last is withdrawn."""

    encounter: Encounter
    today: int
    """Encounters that are left of that day."""


@dataclass
class UndoFailed(RegistrationEvent):
    """What was registered last stays."""

    problem: str


class Left(RegistrationEvent):
    """A person goes back to the search; what is filled in stays."""


class DiscardAsked(RegistrationEvent):
    """A person wants to throw the errand away."""


class DraftsDue(RegistrationEvent):
    """Typing has paused: what is not saved is to be kept."""


@dataclass
class DraftsFound(RegistrationEvent):
    """What ended processes left, locked until it is taken over."""

    left_over: Sequence[LeftOver]
