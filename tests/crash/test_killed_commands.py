"""Commands that write several files: killed at any moment, or out of room, nothing half is used."""

import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from floorwalker.config import load_config
from floorwalker.config_file import save_settings
from floorwalker.errors import KnowledgeError
from floorwalker.exchange.translation_workbook import write_translations
from floorwalker.exchange.workbook.writing import write_workbook
from floorwalker.handout.pages import keep_page
from floorwalker.knowledge.checking.translation_tasks import translation_tasks
from floorwalker.knowledge.editing.first_files import first_files
from floorwalker.knowledge.loading.discovery import find_files
from floorwalker.knowledge.loading.loader import load
from tests.crash.commands import (
    Command,
    contents,
    deeds_until_done,
    finish,
    leftovers,
    run_without_room,
)
from tests.crash.processes import ROUNDS
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, write
from tests.knowledge.layers.stacks import stack

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX processes")

EVERY = 2 if ROUNDS < 100 else 1
"""`init` takes many deeds: usually every second is the last."""
FIRST = {name: text.encode() for name, text in first_files().items()}


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Command]:
    environment = {
        "FLOORWALKER_KNOWLEDGE": str(tmp_path / "knowledge"),
        "FLOORWALKER_DATA": str(tmp_path / "data"),
        "FLOORWALKER_CONFIG": str(tmp_path / "config" / "config.yaml"),
        "FLOORWALKER_CACHE": str(tmp_path / "cache"),
        "FLOORWALKER_LANG": "en",
        "HOME": str(tmp_path / "home"),
    }
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.yaml").touch()
    return partial(Command, environment=environment)


@pytest.mark.parametrize("is_there", [False, True])
def test_init_that_is_killed_leaves_everything_or_nothing(
    tmp_path: Path, command: Callable[..., Command], is_there: bool
) -> None:
    target = tmp_path / "houses" / "own"
    target.parent.mkdir()
    init = command("init", str(target))
    for _deed in deeds_until_done(init, target.parent, step=EVERY):
        found = contents(target) if target.exists() else {}
        assert found in ({}, FIRST)
        if not found:
            finish([init])
            assert contents(target) == FIRST
        assert leftovers(target.parent) == []
        shutil.rmtree(target)
        if is_there:
            target.mkdir()


def test_init_in_the_folder_one_stands_in_is_finished_by_the_next(
    tmp_path: Path, command: Callable[..., Command]
) -> None:
    target = tmp_path / "own"
    target.mkdir()
    init = command("init", ".", folder=target)
    for _deed in deeds_until_done(init, target, step=EVERY):
        if contents(target) not in ({}, FIRST):
            assert files_in_use(target) == ()
        if contents(target) != FIRST:
            finish([init])
        assert contents(target) == FIRST
        assert leftovers(target) == []
        for path in target.iterdir():
            path.unlink()


def test_the_data_folder_s_own_knowledge_is_whole_too(
    tmp_path: Path, command: Callable[..., Command]
) -> None:
    own = tmp_path / "data" / "knowledge"
    for _deed in deeds_until_done(command("init"), tmp_path / "data", step=EVERY):
        assert not own.exists() or contents(own) == FIRST
        shutil.rmtree(tmp_path / "data", ignore_errors=True)


@pytest.mark.parametrize("is_there", [False, True])
def test_init_without_room_says_so_and_leaves_nothing(
    tmp_path: Path, command: Callable[..., Command], is_there: bool
) -> None:
    target = tmp_path / "own"
    if is_there:
        target.mkdir()
    assert run_without_room(command("init", str(target)), 20_000) == 2
    assert contents(target) == {}
    assert target.exists() == is_there
    assert leftovers(tmp_path) == []


def files_in_use(folder: Path) -> tuple[str, ...]:
    """What is taken for knowledge there; nothing where the folder is refused."""
    try:
        return find_files(folder).paths
    except KnowledgeError:
        return ()


def several_files(folder: Path) -> Path:
    """Three files with a service each, and a stray space in each that `--fix` takes away."""
    write(folder, house=MUNICIPALITY, contacts=CONTACTS)
    for name in ("a", "b", "c"):
        text = SERVICES.replace("  pas:", f"  pas-{name}:").replace("name: Pas", "name: Pas ")
        text = text.replace("keywords: [rejsepas", f"keywords: [{name}pas")
        write(folder, **{name: text})
    return folder


def translated(folder: Path, path: Path) -> None:
    """A translator's workbook, filled in for the three services."""
    knowledge = load(folder).knowledge
    now = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - local wall-clock time
    found = translation_tasks(knowledge, "uk", {}, now, is_whole=True)
    tasks = [task for task in found.tasks if task.ref.startswith("service:pas-")]
    write_translations(path, tasks, knowledge, "uk", replacing=True)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 7).value == "name":
            sheet.cell(row, 4).value = "Паспорт"
    book.save(path)


def edited_workbook(folder: Path, path: Path) -> None:
    """The workbook of a folder with an edited cell in each service, and a new one."""
    write_workbook(path, load(folder))
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[2]}
    page.cell(6, 1).value = "ny"
    for row in range(3, 7):
        for field in ("cost", "name", "description"):
            page.cell(row, columns[field]).value = f"Nyt {row}"
        page.cell(row, columns["contact_points"]).value = "borgerservice"
    book.save(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("assure", "service:pas-a", "service:pas-b", "service:pas-c", "--by", "Borgerservice"),
        ("check", "--fix"),
        ("import", "kle", "kle.csv", "--accept-all"),
        ("import", "contacts", "contacts.csv"),
        ("translations", "--language", "uk", "--from", "uk.xlsx"),
        ("import", "xlsx", "viden.xlsx"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_edits_that_are_killed_leave_whole_files_and_can_be_done_again(
    tmp_path: Path, command: Callable[..., Command], arguments: tuple[str, ...]
) -> None:
    folder = several_files(tmp_path / "knowledge")
    (tmp_path / "kle.csv").write_text("kle-nr;titel\n23.09.02;Pas\n")
    (tmp_path / "contacts.csv").write_text("navn;telefon\nBorgerservice;12345010\nVej;12345020\n")
    translated(folder, tmp_path / "uk.xlsx")
    edited_workbook(folder, tmp_path / "viden.xlsx")
    before, edit = contents(folder), command(*arguments, folder=tmp_path)
    finish([edit])
    after = contents(folder)
    assert after != before
    shutil.rmtree(folder)
    several_files(folder)
    for _deed in deeds_until_done(edit, folder):
        found = {name: data for name, data in contents(folder).items() if name in after}
        assert all(data in (before.get(name), after[name]) for name, data in found.items())
        assert before.keys() <= found.keys()
        finish([edit])
        assert contents(folder) == after
        assert leftovers(folder) == []
        shutil.rmtree(folder)
        several_files(folder)


def test_a_new_entry_that_is_killed_is_there_whole_or_not_at_all(
    tmp_path: Path, command: Callable[..., Command]
) -> None:
    folder = several_files(tmp_path / "knowledge")
    before = contents(folder)
    path = folder / "fritid" / "telte.yaml"
    file = ("--file", "fritid/telte.yaml")
    new, another = command("new", "guide", "telt", *file), command("new", "guide", "sejl", *file)
    finish([new])
    written = path.read_bytes()
    shutil.rmtree(path.parent)
    for _deed in deeds_until_done(new, folder):
        assert not path.exists() or path.read_bytes() == written
        finish([another] if path.exists() else [new, another])
        assert contents(folder).keys() == {*before, "fritid/telte.yaml"}
        assert path.read_bytes().startswith(written)
        assert leftovers(folder) == []
        shutil.rmtree(path.parent)


def test_edits_without_room_change_no_file(tmp_path: Path, command: Callable[..., Command]) -> None:
    folder = several_files(tmp_path / "knowledge")
    write(folder, c=SERVICES.replace("  pas:", "  pas-c:") + "# " + "x" * 30_000 + "\n")
    before = contents(folder)
    refs = ("service:pas-a", "service:pas-b", "service:pas-c")
    assert run_without_room(command("assure", *refs), 20_000) == 2
    assert contents(folder) == before
    assert leftovers(folder) == []


def test_settings_that_are_killed_can_be_kept_again(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    path = folder / "config.yaml"
    for _deed in deeds_until_done(partial(_keep_settings, path), folder):
        assert load_config(path).desk in ("desk", "Skranke 1")
        finish([partial(_keep_settings, path)])
        assert load_config(path).desk == "Skranke 1"
        found = sorted(each.name for each in folder.iterdir())
        assert found == ["config.schema.json", "config.yaml"]
        shutil.rmtree(folder)


def _keep_settings(path: Path) -> None:
    save_settings(path, {"desk": "Skranke 1", "exports": "/tmp/uger"})


def test_a_slip_that_is_killed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, html = tmp_path / "slips", "<p>Pas</p>" * 1000
    slip = partial(_keep_slip, html, folder)
    for _deed in deeds_until_done(slip, folder):
        found = contents(folder) if folder.exists() else {}
        whole = {name: data for name, data in found.items() if not name.startswith(".")}
        assert set(whole.values()) <= {html.encode()}
        finish([slip])
        assert set(contents(folder).values()) == {html.encode()}
        assert leftovers(folder) == []
        shutil.rmtree(folder)


def _keep_slip(html: str, folder: Path) -> None:
    keep_page(html, folder, "slip")


def without_drafts(folder: Path) -> dict[str, bytes]:
    """Every file that is read; the draft of one that got its name stays until the next writer."""
    return {name: data for name, data in contents(folder).items() if not name.startswith(".")}


OVER_A_BASE = """\
services:
  pas: {cost: 1.000 kr., based_on: aaaaaaaaaaaa}
  vielse: {cost: 500 kr.}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("layers", "--keep", "service:pas"),
        ("check", "--fix"),
        ("new", "contact", "borgerservice"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_own_layer_is_whole_whenever_it_is_killed(
    tmp_path: Path, command: Callable[..., Command], arguments: tuple[str, ...]
) -> None:
    folder = stack(tmp_path, OVER_A_BASE).rename(tmp_path / "knowledge")
    before, base, work = contents(folder), contents(tmp_path / "base"), command(*arguments)
    finish([work])
    after = contents(folder)
    assert after != before
    for _deed in deeds_until_done(work, folder):
        assert without_drafts(folder) in (before, after)
        if without_drafts(folder) == before:
            finish([work])
        assert without_drafts(folder) == after
        assert contents(tmp_path / "base") == base
        shutil.rmtree(folder)
        stack(tmp_path, OVER_A_BASE).rename(folder)
