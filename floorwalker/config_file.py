"""Writes settings into `config.yaml`: the lines meant change, and no other byte of the file."""

from collections.abc import Mapping
from pathlib import Path

from floorwalker.config import Config, load_config
from floorwalker.config_schema import CONFIG_SCHEMA_FILE, SCHEMA_LINE, encoded_schema
from floorwalker.errors import ConfigError
from floorwalker.files import make_folder
from floorwalker.i18n import _
from floorwalker.plain_yaml import Value, parse
from floorwalker.plain_yaml.editing import Edit, Text, apply, newline_of, present, save, scalar
from floorwalker.plain_yaml.places import Node, nodes


def save_settings(path: Path, settings: Mapping[str, str | None]) -> Config:
    """Keep `settings`, None standing for the default; the configuration as it is then.

    A file that is new gets a first line that leads editors to the schema, which is put beside it.

    Raises:
        FloorwalkerError: it cannot be read or written, or not without changing more.
    """
    load_config(path)
    before = present(path)
    text = Text.of(before)
    said = text.text or SCHEMA_LINE + "\n"
    for name, value in settings.items():
        said = with_setting(said, name, value)
    if not before:
        make_folder(path.parent)
        schema = path.with_name(CONFIG_SCHEMA_FILE)
        save(schema, present(schema), encoded_schema())
    save(path, before, text.bytes_of(said))
    return load_config(path, required=True)


def with_setting(text: str, name: str, value: str | None) -> str:
    """`text` in which the setting has that value; where it is None, the line becomes a comment.

    Raises:
        ConfigError: that would change more than this setting.
    """
    before = _settings(text)
    here = nodes(text).get((name,))
    if value is None and here is None:
        return text
    changed = apply(text, [_edit(text, here, name, value)])
    others = {key: kept for key, kept in before.items() if key != name}
    wanted = others if value is None else {**others, name: value}
    if _settings(changed) != wanted:
        raise ConfigError(
            _("`{name}` cannot be written without changing more of the file.").format(name=name),
            _("Write it yourself: {line}").format(line=f"{name}: {scalar(value or '')}"),
        )
    return changed


def _edit(text: str, here: Node | None, name: str, value: str | None) -> Edit:
    if here is None:
        newline = newline_of(text)
        gap = "" if text.endswith("\n") or not text else newline
        return Edit(len(text), len(text), f"{gap}{name}: {scalar(value or '')}{newline}")
    if value is None:
        return Edit(here.key, here.key, "# ")
    if here.start == here.end:
        colon = text.index(":", here.key)
        return Edit(colon + 1, colon + 1, f" {scalar(value)}")
    return Edit(here.start, here.end, scalar(value))


def _settings(text: str) -> dict[str, Value]:
    document = parse(text.encode("utf-8"))
    is_sound = isinstance(document.value, dict) and not document.flaws
    return document.value if is_sound and isinstance(document.value, dict) else {}
