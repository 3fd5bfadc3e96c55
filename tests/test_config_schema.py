"""The schema of config.yaml: red where the loader complains, content where it does not."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from floorwalker.cli.main import run
from floorwalker.config import Config, load_config
from floorwalker.config_schema import SCHEMA_LINE, config_schema
from floorwalker.errors import ConfigError

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def validator() -> Draft202012Validator:
    return Draft202012Validator(config_schema())


def example_in_readme() -> str:
    return README.split(f"```yaml\n{SCHEMA_LINE}\n")[1].split("```")[0]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(config_schema())


def test_every_setting_is_described_with_an_example_that_fits() -> None:
    properties = config_schema()["properties"]
    assert isinstance(properties, dict)
    assert list(properties) == list(Config.__struct_fields__)
    for name, about in properties.items():
        assert isinstance(about, dict)
        assert about["description"]
        for example in about["examples"]:  # type: ignore[union-attr]
            assert validator().is_valid({name: example})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet",
        "desk: Skranke Ærø 2",
        "desk: 7",
        "location: raadhuset\nlanguage: en",
        "exports:",
        "usage_ranking: false",
        "retention_months: 120",
        "keys: {app.help: 'f1,f12'}",
    ],
)
def test_what_the_loader_takes_is_not_red(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    load_config(path)
    assert validator().is_valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    "text",
    ["dsk: A", "language: sv", "retention_months: 0", "keep_queries: some", "- desk", "desk: ''"],
)
def test_what_the_loader_refuses_is_red(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        load_config(path)
    assert not validator().is_valid(yaml.safe_load(text))


def test_the_example_in_readme_names_every_setting_and_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(example_in_readme(), encoding="utf-8")
    load_config(path)
    written = yaml.safe_load(example_in_readme())
    assert validator().is_valid(written)
    assert list(written) == list(Config.__struct_fields__)


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "schema", "--config"]) == 0
    assert json.loads(capsys.readouterr().out) == config_schema()
