"""The line that says what became of a command, or that the log is waited for."""

from textual.content import Content
from textual.widgets import Static

from floorwalker.i18n import _
from floorwalker.tui.views.styled_text import MUTED, styled


class StatusLine(Static):
    """Remembers what it said, to say it again after a wait."""

    _said = Content()

    def say(self, said: Content) -> None:
        self._said = said
        self.update(said)

    def show_waiting(self, *, is_waiting: bool) -> None:
        """Say that another program has the log; when it is over, what was said before or since."""
        waiting = styled(_("Waiting for the log, another program has it …"), MUTED)
        self.update(waiting if is_waiting else self._said)
