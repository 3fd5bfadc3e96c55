"""An edit at the desk that is killed at any instant: the folder is as before, or as meant."""

import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floorwalker.exchange.telephone import international
from floorwalker.files import sweep
from floorwalker.knowledge.editing.daily_edits import DailyEdits
from floorwalker.knowledge.loading.loader import load
from tests.crash.commands import contents, deeds_until_done, finish, leftovers
from tests.crash.processes import ended, start
from tests.knowledge.layers.stacks import stack

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX processes")

REF = "contact:borgerservice"
OWN = "contact_points: {borgerservice: {alert: Kort bemanding}}\n"


def edits_in(folder: Path) -> DailyEdits:
    now = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
    return DailyEdits(folder, cache=None, clock=lambda: now, international=international)


def edit(folder: Path) -> None:
    """Change what stands in the own folder, or begin a file there."""
    edits = edits_in(folder)
    values = edits.open(REF).values
    edits.save(REF, values, {**values, "alert": "Lukket i dag"})


def write_notice(folder: Path) -> None:
    values = {"text": "Vi lukker kl. 14", "from": "", "until": "2026-11-20"}
    edits_in(folder).add_notice(values, (REF,))


def edit_and_put_back(folder: Path) -> None:
    edits = edits_in(folder)
    values = edits.open(REF).values
    edits.put_back(edits.save(REF, values, {**values, "alert": "Lukket i dag"}))


@pytest.mark.parametrize("own", [OWN, ""])
@pytest.mark.parametrize("work", [edit, write_notice, edit_and_put_back])
def test_a_killed_edit_leaves_whole_files_and_can_be_done_again(
    tmp_path: Path, own: str, work: Callable[[Path], None]
) -> None:
    folder = stack(tmp_path, own)
    before = contents(folder)
    edit(folder)
    middle = contents(folder)
    shutil.rmtree(folder)
    stack(tmp_path, own)
    finish([partial(work, folder)])
    after = contents(folder)
    allowed = [before, after, *([middle] if work is edit_and_put_back else [])]
    shutil.rmtree(folder)
    stack(tmp_path, own)
    for _deed in deeds_until_done(partial(work, folder), folder):
        sweep(folder)
        assert contents(folder) in allowed
        assert leftovers(folder) == []
        assert load(folder).problems == ()
        shutil.rmtree(folder)
        stack(tmp_path, own)


def write_notice_number(folder: Path, number: int) -> None:
    values = {"text": f"Besked {number}", "from": "", "until": "2026-11-20"}
    edits_in(folder).add_notice(values, ())


def test_desks_that_write_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    folder = stack(tmp_path, OWN)
    desks = [start(write_notice_number, folder, number) for number in range(6)]
    assert [ended(desk) for desk in desks] == [0] * len(desks)
    notices = load(folder).knowledge.notices.values()
    assert {each.text for each in notices} == {f"Besked {number}" for number in range(6)}
    assert load(folder).problems == ()
