"""The keys of the desk, beside those of the search box and the strip."""

from typing import Final

from textual.binding import BindingType

from floorwalker.i18n import mark
from floorwalker.tui.keys import key

DESK_KEYS: Final[list[BindingType]] = [
    key(
        "ctrl+z",
        "undo",
        "desk.undo",
        mark("Undo"),
        mark("Withdraw the encounter registered last."),
    ),
    key(
        "f7",
        "take_up",
        "desk.draft",
        mark("Take up"),
        mark("Go on with what was set aside, or was not saved; again for the next."),
    ),
    key(
        "ctrl+o",
        "cycle_audience",
        "desk.audience",
        mark("Whom for"),
        mark("Only entries for citizens, for businesses or for associations."),
    ),
    key(
        "ctrl+t",
        "cycle_kind",
        "desk.kind",
        mark("Kind"),
        mark("Only services, contact points, guides or words."),
    ),
    key(
        "ctrl+down",
        "scroll_answer(1)",
        "desk.scroll_down",
        mark("Read on"),
        mark("Scroll the answer down."),
    ),
    key(
        "ctrl+up",
        "scroll_answer(-1)",
        "desk.scroll_up",
        mark("Read back"),
        mark("Scroll the answer up."),
    ),
]
