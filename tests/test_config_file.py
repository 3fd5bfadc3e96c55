"""Settings written into `config.yaml`: the line meant changes, and what it says is never lost."""

from pathlib import Path

import pytest

from floorwalker import config_file
from floorwalker.config import load_config
from floorwalker.config_file import save_settings, with_setting
from floorwalker.config_schema import encoded_schema
from floorwalker.errors import ConfigError
from floorwalker.files import FileError
from floorwalker.plain_yaml import editing

BEFORE = """\
# our desk
desk: "Skranke 1"   # by the stairs
keys: {app.help: f1}

# asked for by the archive
retention_months: 13
exports:
"""


@pytest.mark.parametrize(
    ("setting", "value", "line", "becomes"),
    [
        ("desk", "Skranke 2", 'desk: "Skranke 1" ', "desk: Skranke 2 "),
        ("desk", "no: yes", 'desk: "Skranke 1" ', 'desk: "no: yes" '),
        ("desk", None, "desk:", "# desk:"),
        ("exports", "/x/uger #1", "exports:\n", 'exports: "/x/uger #1"\n'),
        ("language", "da", "exports:\n", "exports:\nlanguage: da\n"),
    ],
)
def test_a_setting_changes_its_own_line_only(
    setting: str, value: str | None, line: str, becomes: str
) -> None:
    assert with_setting(BEFORE, setting, value) == BEFORE.replace(line, becomes, 1)


@pytest.mark.parametrize("text", ["", "# nothing yet", "\r\n"])
def test_a_setting_comes_into_a_file_that_has_none(text: str) -> None:
    changed = with_setting(text, "desk", "A")
    assert changed.startswith(text)
    assert changed.splitlines()[-1] == "desk: A"


def test_a_file_written_in_brackets_is_left_alone_and_named() -> None:
    with pytest.raises(ConfigError, match="theme"):
        with_setting("{desk: A}", "theme", "floorwalker-light")


def test_a_file_that_somebody_else_writes_meanwhile_is_left_and_no_knowledge_is_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("desk: A\n", encoding="utf-8")

    def save_after_another(target: Path, before: bytes, after: bytes) -> None:
        target.write_text("desk: B\n", encoding="utf-8")
        editing.save(target, before, after)

    monkeypatch.setattr(config_file, "save", save_after_another)
    with pytest.raises(FileError, match="somebody else"):
        save_settings(path, {"desk": "C"})
    assert load_config(path).desk == "B"


def test_a_new_file_begins_with_the_line_for_editors_and_has_the_schema_beside_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "new" / "config.yaml"
    save_settings(path, {"desk": "A"})
    first, second = path.read_text(encoding="utf-8").splitlines()
    assert second == "desk: A"
    named = path.with_name(first.partition("$schema=")[2])
    assert named.read_bytes() == encoded_schema()


@pytest.mark.parametrize(
    ("text", "becomes"), [("", "desk: A\n"), ("language: da", "language: da\ndesk: A\n")]
)
def test_a_setting_has_a_line_of_its_own(text: str, becomes: str) -> None:
    assert with_setting(text, "desk", "A") == becomes
