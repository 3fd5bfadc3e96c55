"""The manifest beside the files of a period: it names what is there, and nothing that is not."""

from pathlib import Path

from floorwalker.week.files.manifest import Manifest, describe, read_manifest, write_manifest


def test_a_manifest_keeps_what_it_said_of_files_that_are_still_there(tmp_path: Path) -> None:
    path, manifest = tmp_path / "x.manifest.json", Manifest(desk="d", period="2026-W47")

    def written(name: str, rows: int) -> list[str]:
        file = tmp_path / name
        file.write_text("x" * rows, encoding="utf-8")
        write_manifest(path, manifest, [describe(file, file.suffix[1:], rows)])
        said = read_manifest(path)
        assert said is not None
        return [f"{each.name} {each.rows}" for each in said.files]

    assert written("x.jsonl", 1) == ["x.jsonl 1"]
    assert written("x.csv", 1) == ["x.csv 1", "x.jsonl 1"]
    assert written("x.csv", 2) == ["x.csv 2", "x.jsonl 1"]
    (tmp_path / "x.jsonl").unlink()
    assert written("x.csv", 3) == ["x.csv 3"]
