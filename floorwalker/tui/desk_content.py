"""What stands on the desk besides an errand, kept true: knowledge, day, name and clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.tui.widgets.frame import Head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.config import Config
    from floorwalker.journal.encounter import Encounter
    from floorwalker.tui.registration.drafts import Drafts
    from floorwalker.tui.screens.desk import DeskScreen
    from floorwalker.tui.search_session import SearchSession

TICK: Final = 5.0
"""Seconds between two looks at the clock."""


class DeskContent:
    """Brings to the desk what comes from outside it: files, the log, settings, time."""

    def __init__(self, desk: DeskScreen, config: Config) -> None:
        self._desk = desk
        self._config = config
        self._search = desk.flow.search_view
        self._unsaved = desk.registering.unsaved

    @property
    def has_news(self) -> bool:
        return self._desk.has_fault or self._unsaved.has_news

    def set_status(self, text: str, *, is_fault: bool = False) -> None:
        self._desk.set_status(text, is_fault=is_fault)

    async def start(self, session: SearchSession, drafts: Drafts, source_line: str) -> None:
        """Begin to answer from `session`; what was typed meanwhile is searched for at once."""
        from floorwalker.tui.views.visitor_languages import visitor_languages

        desk = self._desk
        await desk.pane.furnish(visitor_languages(session.knowledge), drafts)
        self._search.session = session
        left_over = await desk.pane.drafts.left_by(self._config.desk)
        if self._is_closing:
            return
        self._unsaved.adopt(left_over)
        desk.search_row.translate()
        desk.key_line.refresh()
        desk.set_interval(TICK, self._tick)
        if not self._unsaved.offer():
            desk.set_status(source_line, lasts=True)
        self.renew()
        desk.registering.settle()

    def set_up(self, config: Config) -> None:
        self._config = config
        self._desk.pane.submitter.set_up(config)
        self._desk.pane.drafts.rename(config.desk)
        self._unsaved.keep()
        self._tick()

    def renew(self) -> None:
        session = self._search.session
        self._desk.pane.knowledge = session.knowledge if session else None
        self._search.search()
        self._tick()

    def show_day(self, owed: Sequence[Encounter], newest: Sequence[Encounter], count: int) -> None:
        from floorwalker.tui.views.home import day

        if self._is_closing:
            return
        self._search.owed = owed
        self._desk.key_line.count("app.follow_ups", len(owed))
        self._desk.day.show(day(newest, count))
        if self._desk.hits.selected is None:
            self._search.search()

    @property
    def _is_closing(self) -> bool:
        return not self._desk.query(Head)

    def _tick(self) -> None:
        """Keep the clock and the open doors true."""
        session = self._search.session
        if session is not None:
            now = self._desk.clock()
            self._desk.head.show(session.shown.municipality.name, self._config.desk, now=now)
            self._search.refresh_answer()
