"""The configuration: defaults that work, and one clear line for every fault."""

import os
import sys
from pathlib import Path

import pytest

from floorwalker.config import Config, fault_of, load_config
from floorwalker.errors import ConfigError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_and_an_empty_file_are_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path / "none.yaml") == Config()
    assert load_config(written(tmp_path, "# nothing yet\n")) == Config()


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
    desk: Skranke 1
    location: raadhuset
    language: en
    keep_queries: none
    retention_months: 6
    usage_ranking: false
    keys: {help: f12}
    """
    assert load_config(written(tmp_path, text)) == Config(
        desk="Skranke 1",
        location="raadhuset",
        language="en",
        keep_queries="none",
        retention_months=6,
        usage_ranking=False,
        keys={"help": "f12"},
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dsk: x", "1:1: there is no setting `dsk`. Did you mean `desk`?"),
        ("desk: x\nlanguage: sv", "2:1: the value of `language` does not fit. Write da or en."),
        ("retention_months: 0", "1:1: the value of `retention_months`"),
        ("desk: ../../etc", "1:1: the value of `desk`"),
        ("- desk", "1:1: these are not settings"),
        ("desk: [", "2:1: this cannot be read as YAML"),
        ("desk: &a x", "1:7: this cannot be read as YAML"),
    ],
)
def test_a_fault_names_its_place_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, text))
    assert said in str(caught.value)
    assert caught.value.hint


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_config(tmp_path / "none.yaml", required=True)


@pytest.mark.parametrize("setting", ["exports", "knowledge"])
def test_a_home_folder_of_nobody_is_named_with_its_place(tmp_path: Path, setting: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, f"desk: x\n{setting}: ~nobody-we-know/mappe\n"))
    assert f"2:1: the value of `{setting}` does not fit." in str(caught.value)
    assert fault_of(setting, "~nobody-we-know") == caught.value.hint
    assert fault_of(setting, "~/uger") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="has neither pipes nor devices")
@pytest.mark.parametrize(
    "kind", ["pipe", "folder", "device", "large", "no text", "a closed folder"]
)
def test_what_is_no_configuration_is_said_and_never_waited_for(tmp_path: Path, kind: str) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    path = tmp_path / "config.yaml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "large":
        path.touch()
        os.truncate(path, 10**10)
    elif kind == "no text":
        path.write_bytes(b"desk: \xff\xfe\n")
    else:
        path.symlink_to(path.name)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_home_that_is_no_folder_holds_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    assert load_config(tmp_path / "home" / "floorwalker" / "config.yaml") == Config()
