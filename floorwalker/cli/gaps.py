"""`gaps`: what the knowledge base should say next, from what visitors asked for in vain."""

from datetime import timedelta

import click

from floorwalker.cli.options import WholeNumber
from floorwalker.cli.output import print_aside, print_json
from floorwalker.cli.owners import owner_option, print_by_owner, require_owner
from floorwalker.cli.workplace import Workplace
from floorwalker.i18n import _, ngettext
from floorwalker.week.knowledge_gaps import KnowledgeGap, find_gaps


@click.command("gaps", help=_("List what to write or mend next, what most visitors missed first."))
@click.option(
    "--days",
    type=WholeNumber(1, 3650),
    default=90,
    metavar="DAYS",
    help=_("From the log of so many days."),
)
@click.option("-n", "limit", type=WholeNumber(1, 1000), default=20, help=_("At most so many."))
@owner_option
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def gaps_command(
    workplace: Workplace, days: int, limit: int, owner: str | None, as_json: bool
) -> int:
    """Rank the gaps of the last days, under the name of whoever keeps the entry."""
    knowledge = workplace.knowledge_today
    keeper = require_owner(knowledge, owner)
    today = workplace.now().date()
    with workplace.log.read() as journal:
        gaps = find_gaps(
            journal.days.between(today - timedelta(days=days), today),
            journal.feedback.listed(),
            knowledge,
            today,
            lambda query: _nearest(workplace, query),
        )
    if keeper is not None:
        gaps = [gap for gap in gaps if gap.owner == keeper.id]
    if as_json:
        for gap in gaps[:limit]:
            print_json(gap)
    else:
        print_by_owner(
            gaps[:limit], lambda gap: knowledge.contact_points.get(gap.owner or ""), _line
        )
    if not gaps:
        print_aside(_("The log shows no gap."))
    return 0


def _nearest(workplace: Workplace, query: str) -> str | None:
    hits = workplace.index.search(query, limit=1).hits
    return hits[0].ref if hits else None


def _line(gap: KnowledgeGap) -> str:
    concerned = ngettext("{count} visitor", "{count} visitors", gap.visitors).format(
        count=gap.visitors
    )
    return f"{concerned:>16}  {_said(gap)}"


def _said(gap: KnowledgeGap) -> str:
    entry = f"{gap.ref or ''} {gap.name or ''}".strip()
    if gap.kind == "unanswered":
        asked = _("Asked for in vain: {words}.").format(words=" · ".join(gap.words))
        advice = _("Does {ref} lack a keyword?").format(ref=gap.near) if gap.near else ""
        return f"{asked} {advice}".rstrip()
    if gap.kind == "closed":
        return _("Closed when needed: {entry}").format(entry=entry)
    if gap.kind == "feedback":
        comments = " · ".join(gap.words)
        return _("Reported: {entry}: {comments}").format(entry=entry or "–", comments=comments)
    if gap.last is None:
        return _("Never checked, but in use: {entry}").format(entry=entry)
    return _("Due to be checked, and in use: {entry}, last on {day}").format(
        entry=entry, day=gap.last
    )
