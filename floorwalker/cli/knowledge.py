"""`check`, `schema` and `init`: the knowledge editors' commands."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
import msgspec

from floorwalker import paths
from floorwalker.cli.options import PATH
from floorwalker.cli.output import (
    print_aside,
    print_done,
    print_done_json,
    print_json,
    print_line,
    print_raw,
)
from floorwalker.cli.progress import Bar
from floorwalker.cli.workplace import Workplace
from floorwalker.errors import EXIT_NO
from floorwalker.file_reading import read_regular
from floorwalker.files import make_folder
from floorwalker.i18n import _
from floorwalker.knowledge.checking.checker import check, cut_short
from floorwalker.knowledge.loading.discovery import LEXICON_FILE, stray_lexicons, usable_lexicon
from floorwalker.knowledge.loading.loader import Loaded, load, require_files
from floorwalker.knowledge.loading.progress import Progress, nobody
from floorwalker.knowledge.problems.problem import Problem
from floorwalker.plain_yaml import MAX_BYTES

if TYPE_CHECKING:
    from floorwalker.knowledge.editing.fixes import Fixed


@click.command("check", help=_("Read a knowledge folder and list every problem."))
@click.argument("folder", required=False, metavar="[DIR]", type=PATH)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
@click.option("--strict", is_flag=True, help=_("Fail on warnings too."))
@click.option("--fix", "mend", is_flag=True, help=_("Mend what can be mended safely, and say so."))
@click.pass_obj
def check_command(
    workplace: Workplace, folder: Path | None, as_json: bool, strict: bool, mend: bool
) -> int:
    """List the problems; 1 where there is an error, or a warning and `strict`."""
    directory = folder or workplace.knowledge_dir
    named = folder is not None or workplace.knowledge_named
    with Bar(_("Reading")) as bar:
        loaded = load(directory, paths.cache_dir(), bar)
    require_files(directory, loaded)
    if mend and _mend(directory, loaded, named=named, as_json=as_json):
        loaded = load(directory, paths.cache_dir())
    now = datetime.now(ZoneInfo(loaded.knowledge.municipality.timezone))
    with Bar(_("Checking")) as bar:
        problems = all_problems(loaded, directory, now, bar)
    for problem in problems:
        if as_json:
            print_json(_as_json(problem, directory))
        else:
            print_line(
                f"{directory / problem.path}:{problem.line}:{problem.column}: "
                f"{problem.severity}[{problem.code}]: {problem.message} {problem.hint}"
            )
    errors = sum(problem.severity == "error" for problem in problems)
    count = sum(1 for _entry in loaded.knowledge.entries())
    _say_half_holidays(loaded)
    _say_summary(count, errors, len(problems) - errors)
    return EXIT_NO if errors or (strict and problems) else 0


def all_problems(
    loaded: Loaded, directory: Path, now: datetime, progress: Progress = nobody
) -> list[Problem]:
    """What is wrong in the folder, the editors' own lexicon among it, sorted by place."""
    found = [*check(loaded, now, progress), *lexicon_problems(directory)]
    return sorted(found, key=Problem.sort_key)


def lexicon_problems(directory: Path) -> list[Problem]:
    """What is wrong with the editors' own lexicon, which stands in the folder."""
    from floorwalker.search.lexicon import load_lexicon

    path = usable_lexicon(directory)
    data = b""
    try:
        flaws = load_lexicon(path, own=None).flaws if path else ()
        data = read_regular(path, MAX_BYTES) if path and not flaws else b""
    except OSError:  # the loader has said so
        flaws = ()
    return [
        *cut_short(LEXICON_FILE, data),
        *stray_lexicons(directory),
        *(
            Problem(
                path=LEXICON_FILE,
                line=found.flaw.line,
                column=found.flaw.column,
                code=found.flaw.code,
                details={"detail": found.flaw.detail},
            )
            for found in flaws
        ),
    ]


def _mend(directory: Path, loaded: Loaded, *, named: bool, as_json: bool) -> bool:
    """Mend each file and say what was done; whether anything was."""
    from floorwalker.knowledge.editing.based_on import missing_fingerprints, with_fingerprints
    from floorwalker.knowledge.editing.fixes import fix, secure_hosts
    from floorwalker.knowledge.editing.own_copy import require_own
    from floorwalker.plain_yaml.editing import Change, Text, save_all

    require_own(directory, named=named)
    hosts = secure_hosts(list(loaded.files))
    missing = missing_fingerprints(loaded)
    changes: list[Change] = []
    mended: list[tuple[Path, Fixed]] = []
    for file in loaded.own_files:
        if any(fault.code in {"encoding", "too-large"} for fault in file.content.faults):
            continue
        before = Text.of(file.data)
        text, done = fix(before.text, hosts, loaded.knowledge.contact_points)
        text, noted = with_fingerprints(text, missing.get(file.path, {}))
        done += noted
        if not done:
            continue
        path = directory / file.path
        changes.append(Change(path, file.data, before.bytes_of(text)))
        mended += [(path, fixed) for fixed in done]
    save_all(changes)
    for path, fixed in mended:
        _say_fixed(fixed, path, as_json=as_json)
    return bool(mended)


def _say_fixed(fixed: "Fixed", path: Path, *, as_json: bool) -> None:
    line = f"{path}:{fixed.line}:{fixed.column}: fixed[{fixed.code}]: {fixed.message}"
    if not as_json:
        print_done(line)
        return
    print_done_json(
        {
            "path": str(path),
            "line": fixed.line,
            "column": fixed.column,
            "severity": "fixed",
            "code": fixed.code,
            "message": fixed.message,
            "hint": "",
        },
        line,
    )


def _say_half_holidays(loaded: Loaded) -> None:
    """Once for the whole base: who is open on holidays, though most town halls are closed."""
    from floorwalker.knowledge.checking.checker import open_on_half_holidays

    found = open_on_half_holidays(loaded)
    if found.every_holiday:
        print_aside(
            _(
                "Nothing is said of public holidays, so these are open on them: {refs}. Write "
                "`PH off` where they are closed, or the hours, `PH 10:00-13:00`."
            ).format(refs=_shown(found.every_holiday))
        )
    if found.both:
        print_aside(
            _(
                "5 June and 24 December are no public holidays, so `PH off` leaves these open: "
                "{refs}. Write `Jun 05 off; Dec 24 off` where they are closed."
            ).format(refs=_shown(found.both))
        )
    if found.june_only:
        print_aside(
            _(
                "5 June is no public holiday, so `PH off` leaves these open: {refs}. Write "
                "`Jun 05 off` where they are closed, or the day under `closures`."
            ).format(refs=_shown(found.june_only))
        )


def _shown(refs: Sequence[str]) -> str:
    return ", ".join(refs[:_REFS]) + (" …" if len(refs) > _REFS else "")


_REFS = 5
"""How many contact points a note names."""


def _say_summary(count: int, errors: int, warnings: int) -> None:
    print_aside(
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
@click.option("--config", "of_config", is_flag=True, help=_("That of config.yaml instead."))
def schema_command(of_config: bool) -> int:
    """Print the schema, indented: `floorwalker schema > knowledge/knowledge.schema.json`."""
    if of_config:
        from floorwalker.config_schema import encoded_schema

        print_raw(encoded_schema().decode().removesuffix("\n"))
        return 0
    from floorwalker.knowledge.schema.json_schema import knowledge_schema

    print_raw(msgspec.json.format(msgspec.json.encode(knowledge_schema()), indent=2).decode())
    return 0


@click.command(
    "init", help=_("Begin a folder of your own over the knowledge that ships with the program.")
)
@click.argument("folder", required=False, metavar="[DIR]", type=PATH)
@click.pass_obj
def init_command(workplace: Workplace, folder: Path | None) -> int:
    """Fill a new or an empty folder, whole or not at all, and say what comes next."""
    from floorwalker.knowledge.editing.own_folder import begin_own_folder

    target = folder or paths.own_knowledge_dir(workplace.data_dir)
    if folder is None:
        make_folder(workplace.data_dir)
    begin_own_folder(target)
    print_done(_("Your own knowledge stands in {folder}.").format(folder=target))
    check_it = "floorwalker check"
    if folder is not None:
        print_done(_("Use it with: floorwalker --knowledge {folder}").format(folder=target))
        check_it = f"{check_it} {target}"
    print_done(_("1. Fill in municipality.yaml and contacts.yaml: what is yours, nothing else."))
    print_done(_("2. See what is wrong or still missing: {command}").format(command=check_it))
    return 0
