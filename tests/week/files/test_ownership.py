"""Whose the names in a shared folder are: by desk and by log, not by how a name is written."""

from pathlib import Path

import pytest

from floorwalker.journal.store import Journal
from floorwalker.week.files.manifest import ENDING, Manifest, create_manifest
from floorwalker.week.files.ownership import claim
from tests.journal.world import NOW, encounter_at

USUAL = "floorwalker-Skranke-1-2026-W47"
WANTED = Manifest(desk="Skranke 1", period="2026-W47")
KEPT = encounter_at(NOW)
LANDMARKS = {"none": None, "ours": KEPT.encounter_id, "another": encounter_at(NOW).encounter_id}
"""Of the log a manifest names; by name, since the ids differ from one process to the next."""


@pytest.mark.parametrize(
    ("desk", "landmark", "is_ours"),
    [
        ("Skranke 1", "none", True),
        ("Skranke 1", "ours", True),
        ("Skranke 1", "another", False),
        ("Skranke-1", "none", False),
        ("Skranke-1", "ours", False),
    ],
)
def test_a_name_is_ours_where_its_manifest_names_our_desk_and_our_log(
    tmp_path: Path, desk: str, landmark: str, is_ours: bool
) -> None:
    theirs = Manifest(desk=desk, period="2026-W47", landmark=LANDMARKS[landmark])
    create_manifest(tmp_path / f"{USUAL}{ENDING}", theirs)
    with Journal.open(tmp_path / "log.db") as journal:
        journal.encounters.record(KEPT)
        stem = claim(journal, tmp_path, WANTED, (".csv",))
    assert (stem.text == USUAL) is is_ours
    assert stem.instead_of == ("" if is_ours else USUAL)
