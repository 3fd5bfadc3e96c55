"""The configuration: defaults that work, and one clear line for every fault."""

from pathlib import Path

import pytest

from floorwalker.config import Config, load_config
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
