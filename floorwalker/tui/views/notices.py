"""Notices in a list and on a page of their own: what holds now, what is to come, what is over."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from floorwalker.dates import format_date, format_date_and_time
from floorwalker.i18n import _
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import ALERT, CLOSED, MUTED, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from floorwalker.knowledge.model.records import Knowledge, Notice


def notice_rows(notices: Iterable[Notice], now: datetime, *, column: int) -> Iterator[ListRow]:
    """A row for each notice that is not over, the one that ends first before the others."""
    local = now.replace(tzinfo=None)
    for notice in sorted(notices, key=lambda each: each.ends_at):
        if notice.ends_at >= local:
            state = _("until {end}") if notice.is_current(now) else _("to come, until {end}")
            aside = state.format(end=_day(notice.until))
            yield ListRow(notice.ref, notice.text, f"{aside}  {_('Notice')}", column=column)


def notice_page(notice: Notice, knowledge: Knowledge, now: datetime, *, edit: str) -> list[Section]:
    """What it says, for how long and about what; `edit` is the key that changes it."""
    is_over = notice.ends_at < now.replace(tzinfo=None)
    until = _("Until {end}").format(end=_day(notice.until))
    starts = _("From {start}").format(start=_day(notice.starts)) if notice.starts else ""
    entries = [entry for ref in notice.about if (entry := knowledge.entry(ref)) is not None]
    names = ", ".join(getattr(entry, "name", "") for entry in entries) or _("the whole house")
    return [
        section("", styled(f"! {notice.text}", ALERT)),
        section(
            "",
            starts,
            styled(until, CLOSED if is_over else ""),
            _("About {about}").format(about=names),
            styled(_("{key} changes or ends it.").format(key=edit), MUTED) if edit else "",
        ),
    ]


def _day(text: str) -> str:
    if len(text) > len("2026-01-31"):
        return format_date_and_time(datetime.fromisoformat(text))
    return format_date(date.fromisoformat(text))
