"""`log`: record, list, correct and withdraw encounters."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeVar

import click
import msgspec

from floorwalker import labels
from floorwalker.cli.find import require_ref
from floorwalker.cli.options import DAY, WEEK
from floorwalker.cli.output import clean_text, print_aside, print_done, print_done_json, print_each
from floorwalker.cli.workplace import Workplace
from floorwalker.date_input import moment_of
from floorwalker.i18n import _
from floorwalker.journal.encounter import (
    CHALLENGES,
    CHANNELS,
    OUTCOMES,
    UNMET_REASONS,
    Encounter,
    is_sensitive,
)
from floorwalker.knowledge.hours import is_working_day
from floorwalker.knowledge.model.fields import AUDIENCES

_MAY_BE_LEFT_OUT: Final = {
    "contact_ref": "--contact",
    "query": "--query",
    "note": "--note",
    "promise": "--promise",
}
"""Fields that a record may do without although they were given, as they are written."""

Command = TypeVar("Command", bound=Callable[..., object])


def _record_options(command: Command) -> Command:
    """The options that `add` and `amend` share."""
    for option in reversed(
        (
            click.option("--contact", metavar="ID", help=_("Where the visitor was sent.")),
            click.option("--channel", type=click.Choice(CHANNELS), help=_("How they came.")),
            click.option("--audience", type=click.Choice(AUDIENCES), help=_("Who they are.")),
            click.option(
                "--unmet-reason", type=click.Choice(UNMET_REASONS), help=_("Why no way forward.")
            ),
            click.option(
                "--challenge",
                "challenges",
                type=click.Choice(CHALLENGES),
                multiple=True,
                help=_("Which known challenge shows; may be repeated."),
            ),
            click.option(
                "--visitor-language", metavar="L", help=_("Language code, where not the house's.")
            ),
            click.option("--query", metavar="TEXT", help=_("What was searched for.")),
            click.option("--note", metavar="TEXT", help=_("A note; no names, no numbers.")),
            click.option(
                "--follow-up",
                type=DAY,
                metavar="DATE",
                help=_("When an answer is due at the latest."),
            ),
            click.option("--promise", metavar="TEXT", help=_("What the visitor was promised.")),
            click.option(
                "--at",
                metavar="TIME",
                help=_(
                    "When it began, local time, 2026-11-16T10:10. Of the hour that comes twice in "
                    "October the first is meant; the second is 2026-10-25T02:30+01:00."
                ),
            ),
            click.option("--mask", is_flag=True, help=_("Store personal data masked.")),
            click.option("--json", "as_json", is_flag=True, help=_("As one JSON object.")),
        )
    ):
        command = option(command)
    return command


@click.group("log", help=_("Record, list, correct and withdraw encounters."))
def log_command() -> None:
    """Group of the journal's commands."""


@log_command.command("add", help=_("Record one encounter; prints its id once it is on disk."))
@click.argument("ref", required=False)
@click.option("--outcome", type=click.Choice(OUTCOMES), required=True, help=_("How it ended."))
@_record_options
@click.pass_obj
def add_command(
    workplace: Workplace, /, ref: str | None, mask: bool, as_json: bool, **options: object
) -> int:
    """Build the encounter by the record's rules, store it, then say so."""
    from floorwalker.journal.registration import Registration, register

    if ref is not None:
        require_ref(ref)
    fields = _fields(workplace, options)
    knowledge = workplace.knowledge_to_log(ref, _text(fields, "contact_ref"))
    confident = _is_confident(workplace, _text(fields, "query"))
    encounter = register(
        msgspec.convert(fields | {"ref": ref, "confident": confident}, Registration),
        knowledge=knowledge,
        config=workplace.config,
        now=workplace.now(),
        is_working_day=is_working_day,
        mask=mask,
    )
    with workplace.log.open() as journal:
        journal.encounters.record(encounter)
    _say_stored(encounter, as_json=as_json)
    _say_not_kept(workplace, fields, encounter)
    return 0


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None


def _is_confident(workplace: Workplace, query: str | None) -> bool | None:
    """Whether the search was sure of its answer; None where nothing was searched."""
    if not query or not workplace.has_entries:
        return None
    index = workplace.build_index(workplace.knowledge_at_hand, workplace.usage())
    return index.search(query).confident


def _say_stored(encounter: Encounter, *, as_json: bool) -> None:
    stored = _("Stored as {id}.").format(id=encounter.encounter_id)
    if as_json:
        print_done_json(encounter, stored)
    else:
        print_done(encounter.encounter_id, stored)


def _say_not_kept(workplace: Workplace, given: Mapping[str, object], encounter: Encounter) -> None:
    """Say which of the fields `given` are not in the `encounter` that was stored, and why."""
    missing = [
        option
        for field, option in _MAY_BE_LEFT_OUT.items()
        if given.get(field) and getattr(encounter, field) is None
    ]
    if missing and is_sensitive(encounter):
        said = _("The entry is sensitive, only its theme and the hour are kept: without {options}.")
        print_aside(said.format(options=", ".join(missing)))
    elif "--query" in missing:
        said = _("Not kept, because keep_queries is {setting}: {options}.")
        print_aside(said.format(setting=workplace.config.keep_queries, options="--query"))


def _fields(workplace: Workplace, options: Mapping[str, object]) -> dict[str, object]:
    """The options that were given, under the names of a `Registration`."""
    names = {"contact": "contact_ref", "follow_up": "follow_up_due", "at": "started_at"}
    fields: dict[str, object] = {}
    for option, value in options.items():
        if value is None or value == ():
            continue
        if isinstance(value, str):
            text = clean_text(value)
            value = moment_of(text, workplace.zone) if option == "at" else text  # noqa: PLW2901
        fields[names.get(option, option)] = value
    return fields


@log_command.command("list", help=_("List encounters, newest first."))
@click.option("--day", type=DAY, metavar="DATE", help=_("Only those of this day."))
@click.option("--week", type=WEEK, metavar="WEEK", help=_("Only those of this ISO week."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.pass_obj
def list_command(workplace: Workplace, day: date | None, week: date | None, as_json: bool) -> int:
    """List the newest revision of each encounter that was not withdrawn."""
    if day is not None and week is not None:
        raise click.UsageError(_("Name a day or a week, not both."))
    first, last = (week, week + timedelta(days=6)) if week else (day or date.min, day or date.max)
    with workplace.log.read() as journal:
        found = journal.days.between(first, last, newest_first=True)
        newest = list(islice(found, 1))
        print_each(chain(newest, found), as_json=as_json, line=_line)
    if not newest:
        print_aside(_none_of(workplace.log.database, is_part=bool(day or week)))
    return 0


def _none_of(log: Path, *, is_part: bool) -> str:
    """That there is nothing to list, and in which log: it may be another than the one meant."""
    if not log.exists():
        return _("There is no log at {path} yet.").format(path=log)
    if is_part:
        return _("The log {path} holds no encounters of those days.").format(path=log)
    return _("The log {path} holds no encounters.").format(path=log)


def _line(encounter: Encounter) -> str:
    about = encounter.name or encounter.theme or _("not in the knowledge base")
    parts = [
        encounter.started_at[:16].replace("T", " "),
        about,
        labels.label_of(labels.OUTCOMES, encounter.outcome),
        encounter.contact_name or "",
        encounter.note or "",
        encounter.encounter_id,
    ]
    return "  ".join(part for part in parts if part)


@log_command.command("amend", help=_("Correct one encounter; the earlier revision is kept."))
@click.argument("encounter_id", metavar="ID")
@click.option("--ref", metavar="REF", help=_("What it was about; empty for none."))
@click.option("--outcome", type=click.Choice(OUTCOMES), help=_("How it ended."))
@_record_options
@click.pass_obj
def amend_command(
    workplace: Workplace,
    /,
    encounter_id: str,
    ref: str | None,
    mask: bool,
    as_json: bool,
    **options: object,
) -> int:
    """Keep the correction as a new revision. An empty text clears the field."""
    from floorwalker.journal.registration import amend

    changes = {name: value or None for name, value in _fields(workplace, options).items()}
    if ref is not None:
        if ref:
            require_ref(ref)
        changes["ref"] = ref or None
    if not changes:
        raise click.UsageError(_("Say what to correct, for example --note TEXT."))
    correct = partial(
        amend,
        changes=changes,
        knowledge=workplace.knowledge_to_log(ref, _text(changes, "contact_ref")),
        config=workplace.config,
        is_working_day=is_working_day,
        mask=mask,
    )
    with workplace.log.open() as journal:
        before = journal.encounters.get(encounter_id).encounter
        amended = journal.encounters.amend(encounter_id, correct, workplace.now())
    _say_stored(amended, as_json=as_json)
    _say_not_kept(workplace, changes, amended)
    if is_sensitive(amended) and not is_sensitive(before):
        said = _("Earlier revisions still hold what was typed; delete it with: {command}")
        print_aside(said.format(command=f"floorwalker log purge-text {encounter_id}"))
    return 0


@log_command.command("void", help=_("Withdraw one encounter; it leaves lists and exports."))
@click.argument("encounter_id", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why."))
@click.option("--mask", is_flag=True, help=_("Store personal data masked."))
@click.pass_obj
def void_command(workplace: Workplace, encounter_id: str, reason: str, mask: bool) -> int:
    """Keep the withdrawal as a new revision."""
    with workplace.log.open() as journal:
        withdrawn = journal.encounters.void(
            encounter_id, clean_text(reason), workplace.now(), mask=mask
        )
    print_done(encounter_id)
    if withdrawn.void_reason is None and is_sensitive(withdrawn.encounter):
        said = _("The entry is sensitive, only its theme and the hour are kept: without {options}.")
        print_aside(said.format(options="--reason"))
    return 0


@log_command.command(
    "purge-text", help=_("Delete what was typed for one encounter, from all its revisions.")
)
@click.argument("encounter_id", metavar="ID")
@click.option("--backups", is_flag=True, help=_("Rewrite the backups without it too."))
@click.pass_obj
def purge_text_command(workplace: Workplace, encounter_id: str, backups: bool) -> int:
    """Delete query, note, promise and reason for good; the encounter and its counts stay."""
    from floorwalker.cli.maintenance import purge_typed
    from floorwalker.journal import copies

    return purge_typed(
        workplace,
        encounter_id,
        lambda journal, at: journal.retention.purge_text(encounter_id, at),
        copies.text_of(encounter_id),
        command=f"floorwalker log purge-text {encounter_id} --backups",
        backups=backups,
    )


@log_command.command("start-new", help=_("Begin a new log where the one before is gone."))
@click.pass_obj
def start_new_command(workplace: Workplace) -> int:
    """Say that the log before will not come back."""
    from floorwalker.journal import restoring

    restoring.start_new(workplace.log.database)
    workplace.log.remember()
    print_done(str(workplace.log.database))
    return 0
