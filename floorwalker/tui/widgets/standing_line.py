"""A line for what holds until it is said anew: that the desk does not work as it should."""

from textual.widgets import Static

from floorwalker.tui.views.styled_text import CLOSED, styled


class StandingLine(Static):
    """Takes no room while all is well."""

    def set_status(self, text: str) -> None:
        """Say `text`; an empty text takes the line away."""
        self.update(styled(text, CLOSED))
        self.display = bool(text)
