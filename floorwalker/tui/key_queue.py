"""Keys in the order in which they were pressed: each is dealt with wholly before the next one.

Keys of a burst, and keys pressed while the desk starts or a command is under way, wait here. A key
that finds the desk at rest never waits.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual import events

from floorwalker.tui.key_names import split_keys
from floorwalker.tui.keys import bound_keys
from floorwalker.tui.textual_private import KeysForBox, is_at_rest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App

    from floorwalker.tui.session import Session

Pressed = events.Key | events.Paste

_NEWLINE: Final = "ctrl+j"
"""What the terminal makes of an Enter that was pressed before the app had it in hand."""

ANSWERS_A_KEY: Final = "answers a key"
"""Name of a worker that keys wait for, a while: it makes what the next key builds upon (a dialog, a
list). It must not wait for keys itself."""
_ALWAYS: Final = ("app.quit", "app.copy")
"""Commands whose keys nothing holds up but the keys before them."""
_LONGEST: Final = 2.0
"""Seconds that a key waits for what the one before it began: after that the desk is slow, not busy
with it, and a person must be able to leave."""
_PAUSE: Final = 0.002
"""Seconds between two looks whether keys may go on."""
_AT_ONCE: Final = 50
"""Looks without a pause between them: most keys are dealt with by then."""


@runtime_checkable
class HoldsKeys(Protocol):
    """A screen with a command under way that later keys must not overtake."""

    @property
    def holds_keys(self) -> bool: ...


class KeyQueue:
    """What was pressed or pasted and has to wait."""

    def __init__(
        self,
        session: Session,
        *,
        is_at_box: Callable[[], bool],
        deliver: Callable[[Pressed], Awaitable[None]],
    ) -> None:
        """Queue the keys of the desk, until `open` all of them.

        `is_at_box` tells whether the search box takes the keys now; `deliver` gives one to whatever
        has the focus, and is called in the app's own task.
        """
        self._session = session
        self._app = session.app
        self._is_at_box = is_at_box
        self._deliver = deliver
        self._is_open = False
        self._waiting: deque[Pressed] = deque()
        self._is_feeding = False

    def open(self) -> None:
        """There is a screen: keys go on unless it holds them."""
        self._is_open = True

    @property
    def _must_wait(self) -> bool:
        """Whether a command is under way that no key may overtake."""
        screen = self._app.screen if self._is_open else None
        return screen is None or (isinstance(screen, HoldsKeys) and screen.holds_keys)

    async def take(self, event: Pressed) -> None:
        """Deliver `event` when its turn has come. Called in the app's own task."""
        if isinstance(event, events.Key) and event.key == _NEWLINE:
            event = events.Key("enter", "\r")
        is_held = self._must_wait
        if is_held and self._is_urgent(event):
            await self._deliver(event)
        elif (
            isinstance(event, KeysForBox)
            or self._is_feeding
            or is_held
            or not self._is_at_rest(asked_by_app=True)
        ):
            self._waiting.append(event)
            if not self._is_feeding:
                self._is_feeding = True
                self._session.start(self._feed, group="keys")
        else:
            await self._deliver(event)

    async def until_empty(self) -> None:
        """Wait until every key has been dealt with, `_LONGEST` at most."""
        deadline = time.monotonic() + _LONGEST
        while (self._is_feeding or self._waiting) and time.monotonic() < deadline:
            await asyncio.sleep(_PAUSE)

    async def _feed(self) -> None:
        """Deliver what waits, one after the other, for as long as anything does."""
        try:
            while self._waiting:
                await self._until_at_rest()
                if self._must_wait:
                    self._let_urgent_through()
                    await asyncio.sleep(_PAUSE)
                else:
                    self._app.call_later(self._deliver, self._next())
                    await self._until_at_rest()
        finally:
            self._is_feeding = False

    def _next(self) -> Pressed:
        event = self._waiting.popleft()
        if not isinstance(event, KeysForBox):
            return event
        if not self._is_at_box():
            return events.Paste(event.text)
        self._waiting.extendleft(reversed(event.keys))
        return self._waiting.popleft()

    async def _until_at_rest(self) -> None:
        deadline = time.monotonic() + _LONGEST
        looks = 0
        while not self._is_at_rest(asked_by_app=False) and time.monotonic() < deadline:
            looks += 1
            await asyncio.sleep(0 if looks < _AT_ONCE else _PAUSE)

    def _is_at_rest(self, *, asked_by_app: bool) -> bool:
        return not is_answering(self._app) and is_at_rest(self._app, asked_by_app=asked_by_app)

    def _let_urgent_through(self) -> None:
        for event in [each for each in self._waiting if self._is_urgent(each)]:
            self._waiting.remove(event)
            self._app.call_later(self._deliver, event)

    def _is_urgent(self, event: Pressed) -> bool:
        keys = (bound_keys(self._app, id_) for id_ in _ALWAYS)
        return isinstance(event, events.Key) and any(event.key in split_keys(one) for one in keys)


def is_answering(app: App[int]) -> bool:
    """Whether work is under way that keys wait for."""
    return any(worker.name == ANSWERS_A_KEY and not worker.is_finished for worker in app.workers)
