"""Encounters as the log shows them: a line each, and a page for the one selected."""

from collections.abc import Iterator
from datetime import datetime

from floorwalker.dates import format_clock, format_date, format_date_and_time, format_day_and_clock
from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter, Revision
from floorwalker.labels import AUDIENCES, CHALLENGES, CHANNELS, OUTCOMES, UNMET_REASONS, label_of
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.revisions import history_of
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
    started = datetime.fromisoformat(encounter.started_at)
    theme = styled(encounter.theme or "", MUTED)
    yield section("", row(styled(name_of(encounter), STRONG), theme, gap="   "))
    yield section(_("When"), format_date_and_time(started))
    yield section(_("Outcome"), label_of(OUTCOMES, encounter.outcome), tight=True)
    yield section(_("Why"), label_of(UNMET_REASONS, encounter.unmet_reason), tight=True)
    yield section(_("Sent to"), encounter.contact_name or "", tight=True)
    yield section(_("Decides"), encounter.competent_authority or "", tight=True)
    yield section(_("Visitor"), label_of(AUDIENCES, encounter.audience), tight=True)
    yield section(_("Came by"), label_of(CHANNELS, encounter.channel), tight=True)
    yield section(
        _("Shows"),
        ", ".join(label_of(CHALLENGES, code) for code in encounter.challenges),
        tight=True,
    )
    yield section(_("Words typed"), encounter.query or "", tight=True)
    yield from promise_of(encounter)
    yield section(_("Note"), encounter.note or "")
    yield from history_of(history)


def promise_of(encounter: Encounter) -> Iterator[Section]:
    """What was promised, by when, and the visitor's code."""
    yield section(_("Promise"), encounter.promise or "")
    due = encounter.follow_up_due
    yield section(_("By when"), format_date(due) if due else "", tight=bool(encounter.promise))
    yield section(_("Code"), styled(encounter.promise_code or "", STRONG), tight=True)
    if encounter.follow_up_closed_at:
        yield section("", styled(_("Kept"), CLOSED), tight=True)
