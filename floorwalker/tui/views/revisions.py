"""What became of an encounter: who registered it, what was corrected when, what stood there before.

Nobody is named: a desk is.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from textual.content import Content

from floorwalker.i18n import _
from floorwalker.journal.encounter import Encounter, Revision
from floorwalker.tui.views.encounter_fields import FIELDS, moment
from floorwalker.tui.views.sections import Section, section
from floorwalker.tui.views.styled_text import MUTED, styled


def history_of(revisions: Sequence[Revision]) -> Iterator[Section]:
    """The corrections, newest first, then who registered it; nothing where there was none."""
    if len(revisions) > 1:
        yield section(_("History"), *_lines(revisions))


def _lines(revisions: Sequence[Revision]) -> Iterator[Content]:
    for before, after in reversed(list(pairwise(revisions))):
        yield styled(_heading(after))
        for change in _changes(before.encounter, after.encounter):
            yield styled(f"– {change}", MUTED)
    first = revisions[0].encounter
    yield styled(
        _("{moment} · registered at {desk}").format(
            moment=moment(first.started_at), desk=first.desk
        )
    )


def _heading(revision: Revision) -> str:
    revised = moment(revision.revised_at)
    if revision.voided:
        return _("{moment} · withdrawn: {reason}").format(
            moment=revised, reason=revision.void_reason or "–"
        )
    return _("{moment} · corrected").format(moment=revised)


def _changes(before: Encounter, after: Encounter) -> Iterator[str]:
    for label, words in FIELDS.items():
        old, new = words(before), words(after)
        if old != new:
            yield f"{_(label)}: {old or '–'} → {new or '–'}"
