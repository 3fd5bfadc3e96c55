"""Screens that close themselves and no other one, and close once.

Textual's `dismiss` closes whatever lies on top: a note that has been kept while the help lies over
it would close the help, and its own end would be the app's, since its result was given before.
"""

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class ClosingScreen(Screen[ScreenResultType]):
    """A screen that may be asked to close at any time; it does when it is in view."""

    ESCAPE_TO_MINIMIZE = False
    _is_to_close = False
    _given: ScreenResultType | None = None
    """What was to be given when the screen could not close yet."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close and give `result`: now, or when what lies above has gone; the first one counts."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        if not self._is_to_close:
            self._is_to_close = True
            self._given = result
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(self._given)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss()

    def on_screen_resume(self) -> None:
        """Close now, if it was asked for meanwhile."""
        if self._is_to_close:
            self.dismiss()
