"""A log that another program has, or that fails: every screen says why nothing happens."""

from textual.app import App
from textual.message import Message

from floorwalker.errors import JournalError
from floorwalker.tui.screens.place import Place


class SaysLocked(App[int]):
    """The app's part that hears of the lock and of faults."""

    class LogLocked(Message):
        """The log begins to be waited for, or the wait is over."""

        def __init__(self, *, is_locked: bool) -> None:
            super().__init__()
            self.is_locked = is_locked

    class LogFailed(Message):
        """The log could not be opened, read or written; whoever asked has been told."""

        def __init__(self, error: JournalError) -> None:
            super().__init__()
            self.error = error

    def tell_of_lock(self, is_locked: bool) -> None:
        """Hear of it from the journal's thread."""
        self.post_message(self.LogLocked(is_locked=is_locked))

    def tell_of_fault(self, error: JournalError) -> None:
        """Hear of it from the journal's thread."""
        self.post_message(self.LogFailed(error))

    def on_says_locked_log_locked(self, event: LogLocked) -> None:
        """Say it on every screen: a dialog leaves the line below it in view."""
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                screen.say_waiting(is_waiting=event.is_locked)
