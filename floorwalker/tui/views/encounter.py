"""Encounters as the log shows them: a line each, and a page for the one selected."""

from collections.abc import Iterator
from datetime import datetime

from floorwalker.dates import format_clock, format_day_and_clock
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter, Revision
from floorwalker.labels import OUTCOMES, label_of
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.revisions import FIELDS, history_of
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import CLOSED, MUTED, STRONG, row, styled


def line_of(encounter: Encounter, *, with_day: bool = False) -> ListRow:
    """Time and errand; beside them where the visitor was sent and how it ended."""
    started = datetime.fromisoformat(encounter.started_at)
    time = format_day_and_clock(started) if with_day else format_clock(started)
    outcome = label_of(OUTCOMES, encounter.outcome)
    aside = " · ".join(text for text in (encounter.contact_name, outcome, encounter.note) if text)
    return ListRow(encounter.encounter_id, f"{time}  {name_of(encounter)}", aside, column=32)


def name_of(encounter: Encounter) -> str:
    """What the errand was about: the entry, the theme of a sensitive one, or the words typed."""
    if encounter.name or encounter.theme:
        return encounter.name or encounter.theme or ""
    if encounter.query:
        return _("Not in the knowledge base: {words}").format(words=encounter.query)
    return _("Not in the knowledge base")


def page_of(encounter: Encounter, history: tuple[Revision, ...] = ()) -> Iterator[Section]:
    """Everything that is known of an encounter, and with its `history` what stood there before."""
    theme = styled(encounter.theme or "", MUTED)
    yield section("", row(styled(name_of(encounter), STRONG), theme, gap="   "))
    yield _field("When", encounter, tight=False)
    for label in ("Outcome", "Why", "Sent to"):
        yield _field(label, encounter)
    yield section(_("Decides"), encounter.competent_authority or "", tight=True)
    for label in ("Visitor", "Came by", "Shows", "Words typed"):
        yield _field(label, encounter)
    yield _field("Promise", encounter, tight=False)
    yield _field("By when", encounter, tight=bool(encounter.promise))
    yield section(_("Code"), styled(encounter.promise_code or "", STRONG), tight=True)
    if encounter.follow_up_closed_at:
        yield section("", styled(_("Kept"), CLOSED), tight=True)
    yield _field("Note", encounter, tight=False)
    yield from history_of(history)


def _field(label: str, encounter: Encounter, *, tight: bool = True) -> Section:
    return section(_(label), FIELDS[label](encounter), tight=tight)
