"""Where things live, also where nobody knows."""

from pathlib import Path

import platformdirs
import pytest

from floorwalker import paths
from floorwalker.errors import FloorwalkerError


def unknown(*_arguments: object, **_options: object) -> Path:
    """What platformdirs does without HOME and without an entry in the password file."""
    raise RuntimeError


def relative(*_arguments: object, **_options: object) -> Path:
    """What it does with a HOME that depends on where the program was started."""
    return Path("~/.local/share/floorwalker")


@pytest.mark.parametrize("home", [unknown, relative])
def test_without_a_home_the_sentence_names_what_to_set(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("user_data_path", "user_config_path", "user_cache_path"):
        monkeypatch.setattr(platformdirs, name, home)
    for place in (paths.data_dir, paths.config_file):
        with pytest.raises(FloorwalkerError) as caught:
            place()
        for name in ("HOME", "FLOORWALKER_DATA", "FLOORWALKER_CONFIG", "--data", "--config"):
            assert name in str(caught.value)
    monkeypatch.delenv("FLOORWALKER_CACHE")
    assert paths.cache_dir() is None
    monkeypatch.setenv("FLOORWALKER_CACHE", "/x")
    assert paths.cache_dir() == Path("/x")


@pytest.mark.parametrize("part", ["x" * 256, "æ" * 200])
def test_a_name_that_no_disk_takes_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(FloorwalkerError) as caught:
        paths.require_possible(tmp_path / part)
    assert "the name is too long" in caught.value.message
    paths.require_possible(tmp_path / "none")
