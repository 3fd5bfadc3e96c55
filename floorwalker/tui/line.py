"""One line of a list of entries."""

from dataclasses import dataclass

from textual.content import Content

from floorwalker.tui.ink import MUTED, ink, row


@dataclass(frozen=True)
class Line:
    """An entry in a list: its ref, and what is shown."""

    ref: str
    name: str
    aside: str = ""
    """What is muted beside the name: the authority of a wrong door, the kind."""

    def content(self) -> Content:
        """The line as shown."""
        return row(ink(self.name), ink(self.aside, MUTED), gap="  ")
