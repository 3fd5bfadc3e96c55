"""Help: the keys of where one is, as they are bound, and how to log in three steps."""

from collections.abc import Iterable, Sequence
from typing import Final

from textual import getters
from textual.widget import Widget

from floorwalker.i18n import _
from floorwalker.tui.commands import APP, HELP
from floorwalker.tui.keys import KeyHelp, bindings, first_key, save_key_after_register
from floorwalker.tui.screens.dialog import Dialog
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import ALERT, MUTED, STRONG, row, styled
from floorwalker.tui.widgets.page import Page

_EVERYWHERE: Final = frozenset(each.id for each in APP.commands)


class HelpScreen(Dialog[None]):
    """What can be done here."""

    BINDINGS = bindings(HELP)
    frame_classes = "-large"

    page = getters.query_one(Page)

    def __init__(self, keys: Sequence[KeyHelp], faults: Sequence[str] = ()) -> None:
        super().__init__()
        self._keys = keys
        self._faults = faults
        """What is wrong with the keys of the configuration, a sentence each."""

    def body(self) -> Iterable[Widget]:
        yield Page()

    def on_mount(self) -> None:
        self.page.show(self.sections())

    def action_scroll(self, by: int) -> None:
        self.page.scroll_relative(y=by, animate=False)

    def sections(self) -> Iterable[Section]:
        """The three steps, then the keys: those of here before those of everywhere."""
        yield section("", styled(_("An errand in three steps"), STRONG))
        yield section(
            "",
            _("1. Type a few letters of what the visitor says."),
            _("2. Read where to go and what to bring. {up} {down} choose another hit.").format(
                up=first_key(self.app, "desk.up"), down=first_key(self.app, "desk.down")
            ),
            _("3. Press {register}, then {save}: the errand is registered.").format(
                register=first_key(self.app, "desk.register"),
                save=save_key_after_register(self.app),
            ),
            _("No names and no numbers of persons: nobody needs them, and none are kept."),
        )
        if self._faults:
            yield section("", styled(_("Keys of config.yaml that are not in use"), ALERT))
            yield section("", *self._faults)
        here = [each for each in self._keys if each.id not in _EVERYWHERE]
        everywhere = [each for each in self._keys if each.id in _EVERYWHERE]
        yield from _keys(_("Keys here"), here)
        yield from _keys(_("Keys everywhere"), everywhere)
        yield section("", styled(_("The names on the right rebind a key in config.yaml."), MUTED))


def _keys(title: str, keys: Sequence[KeyHelp]) -> Iterable[Section]:
    if not keys:
        return
    yield section("", styled(title, STRONG))
    for index, each in enumerate(keys):
        first, *others = each.keys.split(" / ")
        more = _("Also {keys}.").format(keys=" / ".join(others)) if others else ""
        words = row(styled(each.description), styled(f"{each.tooltip} {more}", MUTED), gap="  ")
        yield section(first, row(words, styled(each.id, MUTED), gap="   "), tight=index > 0)
