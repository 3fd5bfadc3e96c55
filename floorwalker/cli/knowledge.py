"""`check`, `schema` and `init`: the knowledge editors' commands."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec

from floorwalker import paths
from floorwalker.cli.output import say, say_aside, say_json
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_NO, FloorwalkerError
from floorwalker.i18n import _
from floorwalker.knowledge.checker import check
from floorwalker.knowledge.loader import load
from floorwalker.knowledge.problems import Problem


@click.command("check", help=_("Read a knowledge folder and list every problem."))
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.option("--strict", is_flag=True, help=_("Fail on warnings too."))
@click.pass_obj
def check_command(workplace: Workplace, folder: Path | None, as_json: bool, strict: bool) -> int:
    """List the problems; 1 where there is an error, or a warning and `strict`."""
    directory = folder or workplace.knowledge_dir
    loaded = load(directory, paths.cache_dir())
    now = datetime.now(ZoneInfo(loaded.knowledge.municipality.timezone))
    problems = check(loaded, now)
    for problem in problems:
        if as_json:
            say_json(_as_json(problem, directory))
        else:
            say(
                f"{directory / problem.path}:{problem.line}:{problem.column}: "
                f"{problem.severity}[{problem.code}]: {problem.message} {problem.hint}"
            )
    errors = sum(problem.severity == "error" for problem in problems)
    count = sum(1 for _entry in loaded.knowledge.entries())
    _say_summary(count, errors, len(problems) - errors)
    return EXIT_NO if errors or (strict and problems) else 0


def _say_summary(count: int, errors: int, warnings: int) -> None:
    say_aside(
        _("{count} entries, {errors} errors, {warnings} warnings.").format(
            count=count, errors=errors, warnings=warnings
        )
    )


def _as_json(problem: Problem, directory: Path) -> dict[str, object]:
    return {
        "path": str(directory / problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


@click.command("schema", help=_("The JSON Schema of a knowledge file, for editors."))
def schema_command() -> int:
    """Print the schema, indented: `floorwalker schema > knowledge/knowledge.schema.json`."""
    from floorwalker.knowledge.schema import knowledge_schema

    click.echo(msgspec.json.format(msgspec.json.encode(knowledge_schema()), indent=2))
    return 0


@click.command("init", help=_("Copy the starter knowledge, to make it your own."))
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.pass_obj
def init_command(workplace: Workplace, folder: Path | None) -> int:
    """Copy the starter knowledge into an empty folder.

    Raises:
        FloorwalkerError: the folder is not empty, or cannot be written.
    """
    target = folder or paths.own_knowledge_dir(workplace.data_dir)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FloorwalkerError(
                _("{folder} is not empty; nothing was copied.").format(folder=target),
                _("Name an empty or a new folder."),
            )
        shutil.copytree(paths.starter_knowledge_dir(), target, dirs_exist_ok=True)
    except OSError as error:
        raise FloorwalkerError(
            _("{folder} cannot be written: {reason}.").format(
                folder=target, reason=error.strerror or type(error).__name__
            ),
            _("Name another folder."),
        ) from None
    say(_("Your own knowledge base stands in {folder}.").format(folder=target))
    if folder is not None:
        say(_("Use it with: floorwalker --knowledge {folder}").format(folder=target))
    return 0
