"""The table of commands: ids, keys, texts, and where each one holds.

Bindings, the keys at the foot of a screen, the help, the palette and the check of a user's own
`keys` are all read from here. Plain values: the check does not load Textual. The texts are message
ids, translated when they are shown, since this is read before a language is chosen.

To add a command: a row here, and a method `action_…` on the class whose `BINDINGS` are those of the
context.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from floorwalker.tui.key_names import Typed


class Command(NamedTuple):
    """What a key does."""

    id: str
    """By which a user's `keys` name it."""
    keys: str
    """As Textual names them, with commas between."""
    action: str
    """Of the class that has the context's bindings, as Textual writes it."""
    text: str
    """A word or two."""
    tooltip: str
    """A sentence; `{save}` stands for the key that saves a registration, or that key again."""
    shown: bool = False
    """Whether the foot of the screen names it."""
    priority: bool = False
    """Whether its key comes before those of the part in focus; at the app, also past a dialog."""


@dataclass(frozen=True)
class Context:
    """Where commands hold: everywhere, on a kind of screen, or in a part of one."""

    name: str
    commands: tuple[Command, ...]
    kind_of: Context | None = None
    """A screen of this kind has that one's commands too."""
    within: tuple[Context, ...] = ()
    """The screens on which this part may have the focus; empty for a screen."""
    is_modal: bool = False
    """Whether of the commands that hold everywhere only those with priority reach it."""
    typed: Typed = "text"
    """What is typed there: those keys cannot be given to commands."""

    @property
    def lineage(self) -> tuple[Context, ...]:
        """This context and those it is a kind of, the nearest first."""
        return (self, *(self.kind_of.lineage if self.kind_of else ()))


# A line or two for each command, so that the table can be read as one.
# fmt: off

APP: Final = Context(
    "everywhere",
    commands=(
        Command("app.help", "f1", "do('app.help')", mark("Help"),
                mark("The keys of where you are."), shown=True, priority=True),
        Command("app.desk", "f2", "do('app.desk')", mark("Desk"),
                mark("Search, answer, register."), shown=True),
        Command("app.log", "f3", "do('app.log')", mark("Log"),
                mark("What was registered."), shown=True),
        Command("app.follow_ups", "f4", "do('app.follow_ups')", mark("Follow-ups"),
                mark("What was promised and not yet kept."), shown=True),
        Command("app.week", "f5", "do('app.week')", mark("Week"),
                mark("The week in figures, and its export."), shown=True),
        Command("app.knowledge", "f6", "do('app.knowledge')", mark("Knowledge"),
                mark("Everything by theme, and what needs an editor."), shown=True),
        Command("app.report", "f8", "do('app.report')", mark("Report an error"),
                mark("Tell the editors what is wrong, missing or unclear.")),
        Command("app.notice", "insert", "do('app.notice')", mark("New notice"),
                mark("Say what is different now, until when: closed early, a system down.")),
        Command("app.urgent", "f9", "do('app.urgent')", mark("Urgent"),
                mark("Danger, violence, no bed tonight."), shown=True, priority=True),
        Command("app.cover", "f10", "do('app.cover')", mark("Cover"),
                mark("Cover the screen: a visitor has walked round the desk."), priority=True),
        Command("app.guide", "ctrl+g", "do('app.guide')", mark("Guide"),
                mark("The self-service guide, a step at a time, for the visitor's eyes."),
                shown=True),
        Command("app.code", "ctrl+r", "do('app.code')", mark("QR code"),
                mark("Link or telephone number as a code to scan.")),
        Command("app.slip", "ctrl+s", "do('app.slip')", mark("Slip"),
                mark("What the visitor takes along: printed from the browser, or kept.")),
        Command("app.copy_way", "ctrl+y", "do('app.copy_way')", mark("Copy"),
                mark("Link, telephone number or address to the clipboard; again for the next.")),
        Command("app.jump", "ctrl+l", "do('app.jump')", mark("Jump"),
                mark("A letter on each place one can go to; pressing it goes there.")),
        Command("app.palette", "ctrl+p", "do('app.palette')", mark("All commands"),
                mark("Every command, and the themes."), shown=True),
        Command("app.settings", "f12", "do('app.settings')", mark("Settings"),
                mark("The desk's name, house, language, theme and folder for exports.")),
        Command("app.purge", "ctrl+n", "do('app.purge')", mark("Delete old encounters"),
                mark("Delete encounters past the retention period, after asking.")),
        Command("app.copy", "ctrl+c", "do('app.copy')", mark("Copy what is marked"),
                mark("Copies; where nothing is marked, it says how to quit."), priority=True),
        Command("app.quit", "ctrl+q", "do('app.quit')", mark("Quit"),
                mark("Close the desk."), priority=True),
    ),
)

DESK: Final = Context(
    "desk",
    commands=(
        Command("desk.undo", "ctrl+z", "do('desk.undo')", mark("Undo"),
                mark("Withdraw the encounter registered last.")),
        Command("desk.draft", "f7", "do('desk.draft')", mark("Take up"),
                mark("Go on with what was set aside, or was not saved; again for the next.")),
        Command("desk.audience", "ctrl+o", "do('desk.audience')", mark("Whom for"),
                mark("Only entries for citizens, for businesses or for associations.")),
        Command("desk.kind", "ctrl+t", "do('desk.kind')", mark("Kind"),
                mark("Only services, contact points, guides or words.")),
        Command("desk.scroll_down", "ctrl+down", "do('desk.scroll_down')", mark("Read on"),
                mark("Scroll the answer down.")),
        Command("desk.scroll_up", "ctrl+up", "do('desk.scroll_up')", mark("Read back"),
                mark("Scroll the answer up.")),
    ),
)

SEARCH_BOX: Final = Context(
    "search box", within=(DESK,),
    commands=(
        Command("desk.register", "enter", "ask('register')", mark("Register"),
                mark("Open the registration of what is shown; {save} saves it."),
                shown=True, priority=True),
        Command("desk.empty", "escape", "ask('empty')", mark("Empty the box"),
                mark("Forget the words typed."), priority=True),
        Command("desk.up", "up", "move('up')", mark("Up"), mark("The hit above."), priority=True),
        Command("desk.down", "down", "move('down')", mark("Down"),
                mark("The hit below."), priority=True),
        Command("desk.page_up", "pageup", "move('page_up')", mark("Page up"),
                mark("A page of hits up."), priority=True),
        Command("desk.page_down", "pagedown", "move('page_down')", mark("Page down"),
                mark("A page of hits down."), priority=True),
    ),
)

REGISTRATION: Final = Context(
    "registration", within=(DESK,),
    commands=(
        Command("strip.save", "enter", "save", mark("Save"),
                mark("Register the errand as it stands."), shown=True, priority=True),
        Command("strip.next", "tab", "step(1)", mark("More fields"),
                mark("The next field; the first time, all optional fields appear."),
                shown=True, priority=True),
        Command("strip.previous", "shift+tab", "step(-1)", mark("Field before"),
                mark("The field before this one."), priority=True),
        Command("strip.back", "escape", "back", mark("Back"),
                mark("Back to the search; what is filled in stays."), shown=True, priority=True),
        Command("strip.discard", "delete", "discard", mark("Throw away"),
                mark("Give the errand up: what is filled in goes, after asking.")),
    ),
)

LIST: Final = Context(
    "list",
    commands=(
        Command("list.open", "enter", "open", mark("Choose"),
                mark("Go on with what is selected."), shown=True, priority=True),
        Command("list.leave", "escape", "leave", mark("Back"),
                mark("Back to the desk."), shown=True),
        Command("list.up", "up", "move('up')", mark("Up"), mark("Up."), priority=True),
        Command("list.down", "down", "move('down')", mark("Down"), mark("Down."), priority=True),
        Command("list.page_up", "pageup", "move('page_up')", mark("Page up"),
                mark("A page up."), priority=True),
        Command("list.page_down", "pagedown", "move('page_down')", mark("Page down"),
                mark("A page down."), priority=True),
    ),
)

LOG: Final = Context(
    "log", kind_of=LIST,
    commands=(
        Command("log.day_before", "left", "turn(-1)", mark("Day before"),
                mark("The day before."), shown=True, priority=True),
        Command("log.day_after", "right", "turn(1)", mark("Day after"),
                mark("The day after."), priority=True),
    ),
)

FOLLOW_UPS: Final = Context(
    "follow-ups", kind_of=LIST,
    commands=(
        Command("follow_ups.find", "ctrl+f", "find_code", mark("Find by code"),
                mark("The promise with the code on the visitor's slip, kept or not."),
                shown=True, priority=True),
    ),
)

KNOWLEDGE: Final = Context(
    "knowledge", kind_of=LIST,
    commands=(
        Command("knowledge.stale", "tab", "next_list", mark("Next list"),
                mark("Everything; what is wrong or past its review date; what is your own."),
                shown=True, priority=True),
        Command("knowledge.edit", "f7", "ask('edit')", mark("Edit"),
                mark("What changes daily in what is selected: hours, number, directions, alert."),
                shown=True, priority=True),
        Command("knowledge.put_back", "ctrl+z", "ask('put_back')", mark("Put back"),
                mark("Put back the text that was edited here last."), priority=True),
    ),
)

PAGE: Final = Context(
    "page", within=(DESK, LIST),
    commands=(
        Command("page.back", "escape,enter", "go_back", mark("Back"), mark("Back to the line.")),
    ),
)

WEEK: Final = Context(
    "week", typed="nothing",
    commands=(
        Command("week.export", "enter", "export", mark("Export"),
                mark("Write every finished week that was not exported yet, or has changed since."),
                shown=True),
        Command("week.before", "left", "turn(-1)", mark("Week before"),
                mark("The week before."), shown=True),
        Command("week.after", "right", "turn(1)", mark("Week after"), mark("The week after.")),
        Command("week.leave", "escape", "leave", mark("Back"),
                mark("Back to the desk."), shown=True),
        Command("week.up", "up", "scroll(-1)", mark("Up"), mark("Scroll up.")),
        Command("week.down", "down", "scroll(1)", mark("Down"), mark("Scroll down.")),
        Command("week.page_up", "pageup", "scroll(-15)", mark("Page up"),
                mark("Scroll up a page.")),
        Command("week.page_down", "pagedown,space", "scroll(15)", mark("Page down"),
                mark("Scroll down a page.")),
    ),
)

GUIDE: Final = Context(
    "guide", typed="nothing",
    commands=(
        Command("guide.next", "right,down,space,enter", "turn(1)", mark("Next step"),
                mark("The next step."), shown=True),
        Command("guide.previous", "left,up", "turn(-1)", mark("Step before"),
                mark("The step before."), shown=True),
        Command("guide.language", "tab", "speak", mark("Language"),
                mark("The guide in the next language it is translated to."),
                shown=True, priority=True),
        Command("guide.leave", "escape,f2", "leave", mark("Back"),
                mark("Back to the desk."), shown=True),
    ),
)

QR_CODE: Final = Context(
    "QR code", typed="nothing",
    commands=(
        Command("code.next", "right,down,tab,space", "turn(1)", mark("Next"),
                mark("The next code."), shown=True),
        Command("code.previous", "left,up", "turn(-1)", mark("Before"), mark("The code before.")),
        Command("code.leave", "escape,enter,f2,ctrl+r", "leave", mark("Back"),
                mark("Back to the desk."), shown=True),
    ),
)

NOTE: Final = Context(
    "note", is_modal=True,
    commands=(
        Command("note.save", "enter", "save", mark("Save"),
                mark("Keep it."), shown=True, priority=True),
        Command("note.leave", "escape", "leave", mark("Back"),
                mark("Keep nothing."), shown=True, priority=True),
    ),
)

REPORT: Final = Context(
    "report", is_modal=True, kind_of=NOTE,
    commands=(
        Command("report.kind", "tab", "other_field", mark("Kind"),
                mark("Which kind of fault."), shown=True, priority=True),
    ),
)

PROMISE_CODE: Final = Context(
    "promise code", is_modal=True, kind_of=NOTE,
    commands=(
        Command("promise.find", "enter", "save", mark("Find"),
                mark("Find the promise with this code."), shown=True, priority=True),
    ),
)

AMEND: Final = Context(
    "amend", is_modal=True,
    commands=(
        Command("amend.save", "enter", "save", mark("Save"),
                mark("Keep the correction."), shown=True, priority=True),
        Command("amend.leave", "escape", "leave", mark("Back"),
                mark("Change nothing."), shown=True, priority=True),
        Command("amend.withdraw", "ctrl+x", "withdraw", mark("Withdraw"),
                mark("Withdraw the encounter, with a reason."), shown=True, priority=True),
    ),
)

EDIT: Final = Context(
    "edit", is_modal=True,
    commands=(
        Command("edit.save", "enter", "save", mark("Save"),
                mark("Write it into the knowledge base; what was probably meant, into its field."),
                shown=True, priority=True),
        Command("edit.next", "tab", "other_field", mark("Next"),
                mark("The next field."), shown=True, priority=True),
        Command("edit.leave", "escape", "leave", mark("Back"),
                mark("Change nothing; what was typed goes, after asking."),
                shown=True, priority=True),
    ),
)

EDIT_NOTICE: Final = Context(
    "edit notice", is_modal=True, kind_of=EDIT,
    commands=(
        Command("edit.end_now", "ctrl+x", "end_now", mark("End now"),
                mark("The notice does not hold any more."), shown=True, priority=True),
    ),
)

SETTINGS: Final = Context(
    "settings", is_modal=True,
    commands=(
        Command("settings.save", "enter", "save", mark("Save"),
                mark("Keep the settings."), shown=True, priority=True),
        Command("settings.leave", "escape", "leave", mark("Back"),
                mark("Change nothing."), shown=True, priority=True),
    ),
)

SLIP: Final = Context(
    "slip", is_modal=True, typed="choices",
    commands=(
        Command("slip.open", "enter", "open", mark("To the browser"),
                mark("Show the page in the browser, to be printed."), shown=True),
        Command("slip.save", "s,S", "save", mark("Keep"),
                mark("Keep the page in the folder for exports."), shown=True),
        Command("slip.field", "tab", "other_field", mark("Paper"),
                mark("From the language to the paper and back."), shown=True, priority=True),
        Command("slip.leave", "escape", "leave", mark("Back"), mark("No slip."), shown=True),
    ),
)

PALETTE: Final = Context(
    "palette", is_modal=True,
    commands=(
        Command("palette.leave", "escape", "leave", mark("Back"), mark("Close."), priority=True),
        Command("palette.choose", "enter", "choose", mark("Choose"), mark("Do it."), priority=True),
        Command("palette.up", "up", "move('up')", mark("Up"), mark("Up."), priority=True),
        Command("palette.down", "down", "move('down')", mark("Down"), mark("Down."), priority=True),
    ),
)

JUMP: Final = Context(
    "jump", is_modal=True, typed="letters",
    commands=(
        Command("jump.leave", "escape", "leave", mark("Back"), mark("Stay where one is.")),
    ),
)

HELP: Final = Context(
    "help", is_modal=True, typed="nothing",
    commands=(
        Command("help.leave", "escape,f1,f2,enter", "leave", mark("Back"),
                mark("Close the help."), shown=True),
        Command("help.up", "up", "scroll(-1)", mark("Up"), mark("Scroll up.")),
        Command("help.down", "down", "scroll(1)", mark("Down"), mark("Scroll down.")),
        Command("help.page_up", "pageup", "scroll(-10)", mark("Page up"),
                mark("Scroll up a page.")),
        Command("help.page_down", "pagedown", "scroll(10)", mark("Page down"),
                mark("Scroll down a page.")),
    ),
)

QUESTION: Final = Context(
    "question", is_modal=True, typed="nothing",
    commands=(
        Command("ask.yes", "enter", "answer(True)", mark("Yes"), mark("Do it."), shown=True),
        Command("ask.no", "escape", "answer(False)", mark("No"), mark("Back."), shown=True),
    ),
)

WARNING: Final = Context(
    "warning", is_modal=True, typed="nothing",
    commands=(
        Command("warn.yes", "delete", "answer(True)", mark("Delete"), mark("Do it."), shown=True),
        Command("warn.no", "enter,escape", "answer(False)", mark("Leave it"),
                mark("Back."), shown=True),
    ),
)

REMEDY: Final = Context(
    "remedy", is_modal=True, typed="choices",
    commands=(
        Command("remedy.choose", "enter", "choose", mark("Choose"),
                mark("Do what is marked."), shown=True, priority=True),
        Command("remedy.leave", "escape", "leave", mark("Not now"),
                mark("Leave everything as it is."), shown=True, priority=True),
        Command("remedy.up", "up", "step(-1)", mark("Up"), mark("Up."), priority=True),
        Command("remedy.down", "down", "step(1)", mark("Down"), mark("Down."), priority=True),
    ),
)

CONTEXTS: Final = (
    APP, DESK, SEARCH_BOX, REGISTRATION, LIST, LOG, FOLLOW_UPS, KNOWLEDGE, PAGE, WEEK, GUIDE,
    QR_CODE, NOTE, REPORT, PROMISE_CODE, AMEND, EDIT, EDIT_NOTICE, SETTINGS, SLIP, PALETTE, JUMP,
    HELP, QUESTION, WARNING, REMEDY,
)

# fmt: on

COMMANDS: Final = {each.id: each for context in CONTEXTS for each in context.commands}
"""Every command by its id."""


def commands_together() -> Iterator[tuple[Context, tuple[Command, ...]]]:
    """For each screen, and for each part of it that may have the focus, what can be had there."""
    for screen in CONTEXTS:
        if screen is APP or screen.within:
            continue
        own = [command for context in screen.lineage for command in context.commands]
        outer = [each for each in APP.commands if each.priority or not screen.is_modal]
        yield screen, (*own, *outer)
        for part in _parts_of(screen):
            yield screen, (*part.commands, *own, *outer)


def _parts_of(screen: Context) -> Iterator[Context]:
    return (each for each in CONTEXTS if any(kind in each.within for kind in screen.lineage))
