"""`purge` and `log purge-text` reach what a killed desk left unsaved, and say so."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from floorwalker.journal.unsaved import DAYS_KEPT, Lock
from tests.cli.conftest import Run


def leave(data: Path, name: str, *errands: tuple[str, datetime, str]) -> Path:
    """What a killed desk leaves: the words, when they were begun, what they were to be saved as."""
    folder = data / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    kept = [
        {"key": key, "words": words, "started_at": begun.isoformat(), "encounter_id": id_}
        for key, (words, begun, id_) in enumerate(errands)
    ]
    file.write_text(json.dumps({"desk": "Skranke 1", "errands": kept}), encoding="utf-8")
    return file


def words_in(file: Path) -> list[str]:
    return [each["words"] for each in json.loads(file.read_bytes())["errands"]]


def test_purge_deletes_what_was_never_saved_once_it_is_old(run: Run, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = now - timedelta(days=DAYS_KEPT + 1)
    both = leave(tmp_path / "data", "1-a", ("gammelt", old, ""), ("nyt", now, ""))
    alone = leave(tmp_path / "data", "2-b", ("gammelt", old, ""))
    assert "2 unsaved errands would be deleted." in run("purge", "--dry-run").stdout
    assert words_in(both) == ["gammelt", "nyt"]
    assert "2 unsaved errands deleted." in run("purge").stdout
    assert words_in(both) == ["nyt"]
    assert not alone.exists()
    assert "unsaved" not in run("purge").stdout


def test_a_living_desk_keeps_its_errands_and_that_is_said(run: Run, tmp_path: Path) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    file = leave(tmp_path / "data", "1-a", ("gammelt", long_ago, ""))
    lock = Lock.taken(file.with_suffix(".lock"))
    assert lock is not None
    said = run("purge")
    assert "1 unsaved errand stays" in said.stderr
    assert words_in(file) == ["gammelt"]
    lock.release()


def test_purging_the_words_of_an_encounter_takes_the_draft_of_it(run: Run, tmp_path: Path) -> None:
    saved = run("log", "add", "--outcome", "unmet", "--note", "mellem os").stdout.strip()
    file = leave(tmp_path / "data", "1-a", ("mellem os", datetime.now(UTC), saved))
    assert "1 unsaved errand deleted." in run("log", "purge-text", saved).stdout
    assert not file.exists()


def test_what_is_no_draft_is_no_hindrance(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "drafts"
    (folder / "1-a.json").mkdir(parents=True)
    (folder / "2-b.json").write_bytes(b"\xff[")
    (folder / "3-c.json").symlink_to("3-c.json")
    assert run("purge").returncode == 0
