"""What the desk shows while nobody has asked anything: what is owed, what is different, the day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Final

from floorwalker.collation import alphabetically
from floorwalker.dates import format_clock
from floorwalker.door_text import authority_text
from floorwalker.entry_view import closure_text, with_kind
from floorwalker.i18n import _, ngettext
from floorwalker.journal.encounter import Encounter
from floorwalker.knowledge.house import told_closures
from floorwalker.knowledge.layers.laying import MUNICIPALITY
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Entry,
    Knowledge,
    Notice,
    Service,
    SharedFields,
)
from floorwalker.labels import KINDS, OUTCOMES, label_of
from floorwalker.phrases import words
from floorwalker.routing import ALARM, contacts_of, route
from floorwalker.tui.views.encounter import name_of
from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import ALERT, CLOSED, MUTED, STRONG, row, styled

_NO_ALARM: Final = 100
_URGENT_COLUMN: Final = 32
"""Where the list of what is urgent has the numbers."""


def browse(knowledge: Knowledge, usage: Sequence[str]) -> Iterator[ListRow]:
    """Every entry once: what was registered most often lately, services by theme, the others."""
    frequent = (knowledge.entry(ref) for ref in usage)
    entries = sorted(knowledge.entries(), key=by_theme)
    seen: set[str] = set()
    for entry in chain(frequent, entries):
        if entry is not None and not isinstance(entry, Notice) and entry.ref not in seen:
            seen.add(entry.ref)
            yield browse_line(entry, knowledge)


def welcome(
    knowledge: Knowledge,
    now: datetime,
    owed: Sequence[Encounter],
    *,
    follow_ups_key: str,
    down_key: str,
    invented: Sequence[str] = (),
) -> Iterator[Section]:
    """The page of an empty box.

    `owed` are the open promises; `invented` names what is still the example town's.
    """
    yield section("", styled(knowledge.municipality.greeting, STRONG))
    due = [each for each in owed if each.follow_up_due and each.follow_up_due <= now.date()]
    if due:
        said = ngettext(
            "{count} promise is due today or overdue",
            "{count} promises are due today or overdue",
            len(due),
        ).format(count=len(due))
        lines = (
            row(each.promise or name_of(each), styled(each.promise_code or "", MUTED))
            for each in due
        )
        yield section(
            _("Owed"),
            styled(f"{said} · {follow_ups_key}", CLOSED),
            *(f"– {line.plain}" for line in lines),
        )
    notices = [notice for notice in knowledge.notices.values() if notice.is_current(now)]
    yield section(
        _("Today"),
        *(
            styled(f"! {each.text}", ALERT if each.severity == "warning" else "")
            for each in notices
        ),
        *(
            styled(f"! {closure_text(each, now.date())}")
            for each in told_closures(knowledge, now.date())
        ),
    )
    hints = (
        _("Type a few letters of what the visitor says."),
        _("{key} goes through what is asked for most, then through everything by theme.").format(
            key=down_key
        ),
    )
    yield section("", *(styled(hint, MUTED) for hint in hints))
    yield section("", styled(_invented_text(invented), MUTED))


def _invented_text(refs: Sequence[str]) -> str:
    """How much is still the example town's, the contact points first; nothing where none is."""
    contacts = sum(ref.startswith("contact:") for ref in refs)
    house = MUNICIPALITY in refs
    others = len(refs) - contacts - house
    counted = (
        _("the municipality") if house else "",
        ngettext("{count} contact point", "{count} contact points", contacts) if contacts else "",
        ngettext("{count} other entry", "{count} other entries", others) if others else "",
    )
    counts = ("", contacts, others)
    said = [text.format(count=count) for text, count in zip(counted, counts, strict=True) if text]
    return _("Still the example town's: {what}").format(what=", ".join(said)) if said else ""


def day(newest: Iterable[Encounter], count: int) -> Iterator[Section]:
    """The newest of the day's `count` encounters, for a window that has room for them."""
    said = ngettext("{count} encounter today", "{count} encounters today", count)
    yield section("", styled(said.format(count=count), MUTED))
    for each in newest:
        time = format_clock(datetime.fromisoformat(each.started_at))
        outcome = styled(label_of(OUTCOMES, each.outcome), MUTED)
        yield section("", row(styled(time, MUTED), name_of(each), outcome, gap="  "), tight=True)


def by_theme(entry: Entry) -> tuple[int, tuple[str, str], tuple[str, str]]:
    """Services by theme, then the other kinds; in each by name."""
    theme = entry.theme if isinstance(entry, Service) else ""
    kind = list(KINDS).index(entry.kind) if entry.kind in KINDS else len(KINDS)
    return kind, alphabetically(theme), alphabetically(entry.name)


def urgent(knowledge: Knowledge, now: datetime) -> list[ListRow]:
    """What is urgent, with whom to ring now: the alarm, then danger to life, then as filed.

    How near the alarm stands among an entry's contacts tells how near the danger to life is.
    """
    found = [e for e in knowledge.entries() if isinstance(e, SharedFields) and e.urgent]
    found.sort(key=lambda entry: _nearness(entry, knowledge))
    return [
        ListRow(
            entry.ref,
            words(with_kind(entry)),
            _to_ring(entry, knowledge, now),
            column=_URGENT_COLUMN,
            found_by=_said_of(entry),
            keeps_aside=True,
        )
        for entry in found
    ]


def _said_of(entry: SharedFields) -> str:
    """What an urgent entry is found by, beside its name: words, what people say, its alert."""
    danger = entry.danger if isinstance(entry, Service) else ()
    return " ".join((*entry.keywords, *danger, entry.alert)).casefold()


def _nearness(entry: Entry, knowledge: Knowledge) -> tuple[bool, int, bool]:
    """What dangers are ordered by: the alarm itself, how soon it is to be rung, services first."""
    numbers = [each.telephone for each in contacts_of(knowledge, entry) if each.telephone]
    is_contact = isinstance(entry, ContactPoint)
    is_alarm = is_contact and ALARM in numbers
    return not is_alarm, numbers.index(ALARM) if ALARM in numbers else _NO_ALARM, is_contact


def _to_ring(entry: Entry, knowledge: Knowledge, now: datetime) -> str:
    """The number that answers now; the door's name where it has none that the house knows."""
    best = route(knowledge, entry, now).best
    if best is None:
        return ""
    answered = [line for line in best.lines if line.opening.open is not False]
    return next((line.number for line in answered or best.lines), best.contact.name)


def browse_line(entry: Entry, knowledge: Knowledge) -> ListRow:
    """An entry on one line, with who decides, else with its theme or kind."""
    authority = authority_text(knowledge, entry) if isinstance(entry, Service) else ""
    return ListRow(entry.ref, entry.name, authority or theme_of(entry))


def theme_of(entry: Entry) -> str:
    """The theme of a service; of another entry its kind, in words."""
    return entry.theme if isinstance(entry, Service) else label_of(KINDS, entry.kind)
