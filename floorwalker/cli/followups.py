"""`followups` and `feedback`: what the house owes visitors, and what it owes its own knowledge."""

from functools import partial
from operator import itemgetter

import click
from msgspec.structs import asdict

from floorwalker import labels
from floorwalker.cli.find import require_ref
from floorwalker.cli.output import (
    clean_text,
    print_aside,
    print_done,
    print_done_json,
    print_each,
    print_json,
)
from floorwalker.cli.owners import owner_option, print_by_owner, require_owner
from floorwalker.cli.workplace import Workplace
from floorwalker.dates import format_date
from floorwalker.errors import NotFoundError
from floorwalker.i18n import _
from floorwalker.journal.encounter import FEEDBACK_KINDS, Encounter, Feedback
from floorwalker.knowledge.owners import owner_of


class _CodeOrCommand(click.Group):
    """`followups CODE` finds a promise: four letters that are no command are a code."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or `find` with the code as its argument."""
        if args and args[0] not in self.commands:
            return "find", self.commands["find"], args
        return super().resolve_command(ctx, args)


@click.group(
    "followups",
    cls=_CodeOrCommand,
    invoke_without_command=True,
    help=_("What the house still owes visitors, most overdue first; or one promise by its code."),
)
@click.option("--all", "include_closed", is_flag=True, help=_("Closed ones too."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_context
def followups_command(context: click.Context, include_closed: bool, as_json: bool) -> int:
    """List the follow-ups where no command is named."""
    if context.invoked_subcommand is not None:
        return 0
    workplace: Workplace = context.obj
    with workplace.log.read() as journal:
        owed = journal.follow_ups.listed(include_closed=include_closed)
        was_any = bool(owed or journal.follow_ups.listed(include_closed=True))
    _say_all(workplace, owed, as_json=as_json)
    if not owed:
        print_aside(_("Nothing is owed.") if was_any else _("No promise is in the log."))
    return 0


@followups_command.command("find", hidden=True)
@click.argument("code")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def find_command(workplace: Workplace, code: str, as_json: bool) -> int:
    """Find a promise by the code on the visitor's slip."""
    with workplace.log.read() as journal:
        found = journal.follow_ups.find(clean_text(code))
    if not found:
        raise NotFoundError(
            _("No promise has the code {code}.").format(code=clean_text(code)),
            _("Codes have four letters or digits; see them all with: floorwalker followups --all"),
        )
    _say_all(workplace, found, as_json=as_json)
    return 0


@followups_command.command("close", help=_("Say that the house did what it owed."))
@click.argument("encounter_id", metavar="ID")
@click.option("--note", metavar="TEXT", help=_("How it ended; no names, no numbers."))
@click.option("--mask", is_flag=True, help=_("Store personal data masked."))
@click.pass_obj
def close_command(workplace: Workplace, encounter_id: str, note: str | None, mask: bool) -> int:
    """Keep the closing as a new revision."""
    text = clean_text(note) if note else None
    with workplace.log.open() as journal:
        journal.follow_ups.close(encounter_id, text, workplace.now(), mask=mask)
    print_done(encounter_id)
    return 0


def _say_all(workplace: Workplace, owed: tuple[Encounter, ...], *, as_json: bool) -> None:
    print_each(owed, as_json=as_json, line=partial(_line, workplace))


def _line(workplace: Workplace, encounter: Encounter) -> str:
    due = encounter.follow_up_due
    parts = [
        encounter.promise_code or "",
        format_date(due) if due else _("no date"),
        _overdue(workplace, encounter),
        encounter.name or encounter.theme or _("not in the knowledge base"),
        encounter.promise or "",
        encounter.encounter_id,
    ]
    return "  ".join(part for part in parts if part)


def _overdue(workplace: Workplace, encounter: Encounter) -> str:
    if encounter.follow_up_closed_at:
        return _("closed")
    today = workplace.now().date()
    due = encounter.follow_up_due
    if due is None or due > today:
        return ""
    return _("due today") if due == today else _("overdue")


@click.group("feedback", help=_("What the desk found wrong or missing in the knowledge base."))
def feedback_command() -> None:
    """Group of the feedback's commands."""


@feedback_command.command("add", help=_("Report something wrong, missing or unclear."))
@click.argument("ref", required=False)
@click.option("--kind", type=click.Choice(FEEDBACK_KINDS), required=True, help=_("What it is."))
@click.option("--comment", required=True, metavar="TEXT", help=_("One line; no names, no numbers."))
@click.option("--mask", is_flag=True, help=_("Store personal data masked."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON object."))
@click.pass_obj
def add_command(
    workplace: Workplace, ref: str | None, kind: str, comment: str, mask: bool, as_json: bool
) -> int:
    """Store the report, then say so."""
    from floorwalker.journal.registration import new_feedback

    if ref is not None:
        require_ref(ref)
    reported = new_feedback(
        kind,
        clean_text(comment),
        ref=ref,
        knowledge=workplace.knowledge_to_log(ref),
        now=workplace.now(),
        mask=mask,
    )
    with workplace.log.open() as journal:
        journal.feedback.add(reported)
    stored = _("Stored as {id}.").format(id=reported.feedback_id)
    if as_json:
        print_done_json(reported, stored)
    else:
        print_done(reported.feedback_id, stored)
    return 0


@feedback_command.command("list", help=_("List what was reported, newest first."))
@click.option("--all", "include_closed", is_flag=True, help=_("Closed ones too."))
@owner_option
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def list_command(
    workplace: Workplace, include_closed: bool, owner: str | None, as_json: bool
) -> int:
    """List the open reports, under the name of whoever keeps the entry."""
    knowledge = workplace.knowledge_at_hand
    keeper = require_owner(knowledge, owner)
    with workplace.log.read() as journal:
        reports = journal.feedback.listed(include_closed=include_closed)
    kept = [(report, owner_of(knowledge, report.ref)) for report in reports]
    if keeper is not None:
        kept = [(report, its) for report, its in kept if its == keeper]
    if as_json:
        for report, its in kept:
            print_json({**asdict(report), "owner": its.id if its else None})
    else:
        print_by_owner(kept, itemgetter(1), lambda of: _report_line(of[0]))
    return 0


def _report_line(report: Feedback) -> str:
    kind = labels.label_of(labels.FEEDBACK_KINDS, report.kind)
    parts = [report.at[:16].replace("T", " "), kind, report.ref or "", report.comment]
    return "  ".join(part for part in [*parts, report.feedback_id] if part)


@feedback_command.command("close", help=_("Say that the knowledge base was mended."))
@click.argument("feedback_id", metavar="ID")
@click.pass_obj
def close_feedback_command(workplace: Workplace, feedback_id: str) -> int:
    """Close the report."""
    with workplace.log.open() as journal:
        journal.feedback.close(feedback_id, workplace.now())
    print_done(feedback_id)
    return 0


@feedback_command.command(
    "purge-text", help=_("Delete what was typed for one report; that there was one stays.")
)
@click.argument("feedback_id", metavar="ID")
@click.option("--backups", is_flag=True, help=_("Rewrite the backups without it too."))
@click.pass_obj
def purge_comment_command(workplace: Workplace, feedback_id: str, backups: bool) -> int:
    """Delete the comment for good."""
    from floorwalker.cli.maintenance import purge_typed
    from floorwalker.journal import copies

    return purge_typed(
        workplace,
        feedback_id,
        lambda journal, _at: journal.retention.purge_comment(feedback_id),
        copies.comment_of(feedback_id),
        command=f"floorwalker feedback purge-text {feedback_id} --backups",
        backups=backups,
    )
