"""The command `floorwalker`: its options, its families of commands, and how they end.

Each family's module is imported only when one of its commands is called, so that `search` never
pays for the journal, nor anything but the desk for Textual.
"""

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource
from click.exceptions import NoArgsIsHelpError

import floorwalker
from floorwalker import crash, i18n, paths
from floorwalker.cli import streams
from floorwalker.cli.language import option_value
from floorwalker.cli.metavars import metavar_of
from floorwalker.cli.options import LANGUAGE, PATH
from floorwalker.cli.output import clean_text, print_error
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_USAGE, FloorwalkerError, nearest
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

_INTERRUPTED: Final = 130
"""What shells give for a command ended by Ctrl+C."""

_FAMILIES: Final = {
    "search": "find",
    "show": "find",
    "check": "knowledge",
    "schema": "knowledge",
    "new": "editing",
    "assure": "editing",
    "stale": "editing",
    "translations": "translations",
    "gaps": "gaps",
    "diff": "diff",
    "layers": "layers",
    "init": "knowledge",
    "import": "exchange",
    "export-knowledge": "exchange",
    "log": "log",
    "followups": "followups",
    "feedback": "followups",
    "export": "week",
    "merge": "week",
    "report": "week",
    "backup": "maintenance",
    "restore": "maintenance",
    "purge": "maintenance",
    "doctor": "doctor",
}
"""The module of each command; the command is the attribute of the same name, with `_command`."""


class _Families(click.Group):
    """Finds a command in the module of its family."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a working day."""
        del ctx
        return list(_FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command, imported now."""
        if cmd_name not in _FAMILIES:
            near = nearest(cmd_name, _FAMILIES)
            hint = _("Did you mean `{near}`?").format(near=near) if near else ""
            message = _("There is no command `{name}`.").format(name=clean_text(cmd_name))
            raise click.UsageError(f"{message} {hint}".rstrip(), ctx)
        module = import_module(f"floorwalker.cli.{_FAMILIES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        _translate_usage(command)
        return command


def _translate_usage(command: click.Command) -> None:
    """Say in the interface language what click writes into usage lines and lists of options."""
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        parameter.metavar = metavar_of(parameter)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS]...")
        for below in command.commands.values():
            _translate_usage(below)


@click.group(
    cls=_Families,
    invoke_without_command=True,
    help=_("The town hall's front desk. Without a command: opens the desk."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--knowledge",
    type=PATH,
    envvar="FLOORWALKER_KNOWLEDGE",
    metavar="DIR",
    help=_("The knowledge base."),
)
@click.option(
    "--data",
    type=PATH,
    envvar="FLOORWALKER_DATA",
    metavar="DIR",
    help=_("Where the log, exports and backups live."),
)
@click.option(
    "--config",
    type=PATH,
    envvar="FLOORWALKER_CONFIG",
    metavar="FILE",
    help=_("The configuration, config.yaml."),
)
@click.option(
    "--lang",
    type=LANGUAGE,
    metavar="|".join(i18n.LANGUAGES),
    envvar="FLOORWALKER_LANG",
    help=_("Interface language."),
)
@click.version_option(floorwalker.__version__, "--version", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context,
    knowledge: Path | None,
    data: Path | None,
    config: Path | None,
    lang: str | None,
) -> None:
    """Build what all commands share; without a command, open the desk."""
    typed = context.get_parameter_source("config") is ParameterSource.COMMANDLINE
    workplace = Workplace.from_options(
        knowledge=knowledge, data=data, config_file=config, config_must_exist=typed, language=lang
    )
    context.obj = workplace
    if context.invoked_subcommand is None:
        from floorwalker.cli.desk import open_desk

        context.exit(open_desk(workplace))


_translate_usage(cli)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code. A traceback never leaves it."""
    streams.complete()
    _write_utf8()
    with streams.watched():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        result = cli.main(args=list(arguments), prog_name="floorwalker", standalone_mode=False)
    except FloorwalkerError as error:
        print_error(_discreet(error.message, arguments), _discreet(error.hint, arguments))
        return error.exit_code
    except click.ClickException as error:
        return _say_usage(error, arguments)
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except streams.LostOutputError as lost:
        return _say_lost(lost.fault)
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _say_fault(error, arguments)
    return result if isinstance(result, int) else 0


def _say_fault(error: Exception, arguments: Sequence[str]) -> int:
    """Say which place the system refused, and why; anything else is a fault of ours."""
    if not (isinstance(error, OSError) and isinstance(error.filename, str | bytes)):
        print_error(crash.record_crash(error, _data_dir(arguments)))
        return crash.EXIT_CRASH
    print_error(
        _("{path} cannot be used: {reason}.").format(
            path=os.fsdecode(error.filename), reason=os_reason(error)
        ),
        _("Check the path, and that you may read and write there."),
    )
    return EXIT_USAGE


def _data_dir(arguments: Sequence[str]) -> Path | None:
    """Where the log of faults goes, found without what may be at fault; None where nobody knows."""
    named = option_value(arguments, "--data") or os.environ.get("FLOORWALKER_DATA")
    try:
        return Path(named) if named else paths.data_dir()
    except FloorwalkerError:
        return None


_WRITTEN_DAY: Final = re.compile(
    r"(?:--[a-z-]+=)?(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?"
)
"""A day or a moment as options take it, whether or not there is such a one."""


def _discreet(message: str, arguments: Sequence[str]) -> str:
    """`message` without the numbers of people that were typed, in whichever place they were.

    A day that there is not, `2026-13-01`, is told back as it was typed: it is looked for there.
    """
    from floorwalker.privacy import find_personal_data, mask

    typed = (
        each
        for each in arguments
        if not Path(each).is_absolute()
        and not os.path.lexists(each)
        and not _WRITTEN_DAY.fullmatch(each)
    )
    return mask(message) if any(map(find_personal_data, typed)) else message


def _say_usage(error: click.ClickException, arguments: Sequence[str]) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "floorwalker"
    message = _one_sentence(error.format_message())
    if isinstance(error, NoArgsIsHelpError) and isinstance(error.ctx.command, click.Group):
        names = ", ".join(error.ctx.command.commands)
        message = _("`{command}` needs one more word: {names}.").format(
            command=command, names=names
        )
    message = _discreet(message, arguments)
    print_error(message, _("Help: {command}").format(command=f"{command} --help"))
    return EXIT_USAGE


def _one_sentence(message: str) -> str:
    """`message` on one line: click lists the choices of a missing option on lines of their own."""
    said = " ".join(line.strip() for line in message.split("\n") if line.strip())
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _say_lost(fault: OSError) -> int:
    """End a command whose answer nobody gets; quietly where its reader has had enough."""
    if isinstance(fault, BrokenPipeError):
        return 0
    print_error(
        _("The output could not be written: {reason}.").format(reason=os_reason(fault)),
        _("Check where standard output leads."),
    )
    return EXIT_USAGE


def _write_utf8() -> None:
    """Danish letters are written as they are, whatever the terminal's code page."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
