"""The configuration: a frozen `Config` read from `config.yaml`, which need not exist.

An unknown key is an error that names its nearest neighbour.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from floorwalker.errors import ConfigError, nearest
from floorwalker.file_reading import read_regular
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason
from floorwalker.paths import is_possible_name
from floorwalker.plain_text import printable

if TYPE_CHECKING:
    from floorwalker.plain_yaml import Flaw, Value

KeepQueries = Literal["unanswered", "all", "none"]
Name = Annotated[str, Meta(pattern=r"^\w[\w .-]{0,39}\Z")]

DEFAULT_DESK: Final = "desk"
_MAX_BYTES: Final = 1024 * 1024
_FOLDERS: Final = ("knowledge", "exports")
"""The settings that name a folder."""
_PLAIN_DESK: Final = re.compile(r"[^\W\d_]+(?: ?\d{1,3})?")
"""What most desks are called: a word and a number."""


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a town hall may set. Every setting has a default that works."""

    desk: Name = DEFAULT_DESK
    """This desk's name, in every encounter and every exported file's name."""
    location: str = ""
    """Id of the house; empty means the municipality's first location."""
    language: Literal["da", "en"] | None = None
    """Interface language; None means the municipality's first language."""
    knowledge: str = ""
    """Folder of the knowledge base."""
    exports: str = ""
    """Folder for weekly files; empty means the one in the data folder."""
    theme: str = ""
    """Name of the desk's colour theme."""
    keep_queries: KeepQueries = "unanswered"
    """Which typed words are kept in the log."""
    retention_months: Annotated[int, Meta(ge=1, le=120)] = 13
    """Months after which `purge` deletes an encounter."""
    usage_ranking: bool = True
    """Whether entries that are registered often break ties in the search."""
    keys: dict[str, str] = {}
    """Other keys for the desk: name of the binding → keys, with commas between."""


def load_config(path: Path, *, required: bool = False) -> Config:
    """The configuration in `path`; a missing file gives the defaults unless it is `required`.

    Raises:
        ConfigError: with file, line and column, what is wrong and what to do.
    """
    try:
        data = read_regular(path, _MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        if required:
            raise ConfigError(
                _("The configuration file {path} does not exist.").format(path=path)
            ) from None
        return Config()
    except OSError as error:
        raise _unreadable(path, os_reason(error)) from None
    if len(data) > _MAX_BYTES:
        raise _unreadable(path, _("it is larger than 1 MB"))
    from floorwalker.plain_yaml import parse

    document = parse(data)
    if document.flaws:
        raise _flaw_error(path, document.flaws[0])
    if document.value in (None, ""):
        return Config()
    config = _convert(path, data, document.value)
    for setting in _FOLDERS:
        if not _is_folder_name(getattr(config, setting)):
            raise _misfit(path, data, setting, _hint(setting))
    return config


def _unreadable(path: Path, reason: str) -> ConfigError:
    return ConfigError(
        _("The configuration file {path} cannot be read: {reason}.").format(
            path=path, reason=reason
        ),
        _("Name another one with --config."),
    )


def _is_folder_name(value: object) -> bool:
    """Whether it can be the name of a folder: `~name` must be somebody's home."""
    if not is_possible_name(str(value)):
        return False
    try:
        Path(str(value)).expanduser()
    except RuntimeError:
        return False
    return True


def fault_of(setting: str, value: object) -> str:
    """What is wrong with `value` for `setting`, in one sentence; an empty text where it fits."""
    try:
        config = msgspec.convert({setting: value}, Config, strict=False)
    except msgspec.ValidationError:
        return _hint(setting)
    if setting in _FOLDERS and not _is_folder_name(value):
        return _hint(setting)
    return _personal_desk_hint() if _is_personal(config.desk) else ""


def _is_personal(desk: str) -> bool:
    """Whether a desk's name holds what no row may hold; the guard is loaded for odd ones only."""
    if _PLAIN_DESK.fullmatch(desk):
        return False
    from floorwalker.privacy import find_personal_data

    return bool(find_personal_data(desk))


def _personal_desk_hint() -> str:
    return _("It goes into every row and file: no telephone number, e-mail address or the like.")


def _convert(path: Path, data: bytes, value: "Value") -> Config:
    if not isinstance(value, dict):
        raise ConfigError(
            _("{path}:1:1: these are not settings.").format(path=path),
            _("Write one on each line: its name, a colon and its value, as in `desk: Skranke 1`."),
        )
    unknown = sorted(set(value) - set(Config.__struct_fields__))
    if unknown:
        raise _unknown_key_error(path, data, unknown[0])
    try:
        config = msgspec.convert(value, Config, strict=False)
    except msgspec.ValidationError as error:
        raise _value_error(path, data, value, error) from None
    if _is_personal(config.desk):
        raise _misfit(path, data, "desk", _personal_desk_hint())
    return config


def _flaw_error(path: Path, flaw: "Flaw") -> ConfigError:
    message = _("{path}:{line}:{column}: this cannot be read as YAML ({code}).").format(
        path=path, line=flaw.line, column=flaw.column, code=flaw.code
    )
    return ConfigError(message, _("Mend the line, or move the file away to start with defaults."))


def _unknown_key_error(path: Path, data: bytes, key: str) -> ConfigError:
    line, column = _place(data, key)
    near = nearest(key, Config.__struct_fields__)
    hint = (
        _("Did you mean `{near}`?").format(near=near)
        if near
        else _("The settings are: {names}.").format(names=", ".join(Config.__struct_fields__))
    )
    message = _("{path}:{line}:{column}: there is no setting `{key}`.").format(
        path=path, line=line, column=column, key=printable(key)
    )
    return ConfigError(message, hint)


def _value_error(
    path: Path, data: bytes, value: dict[str, "Value"], error: msgspec.ValidationError
) -> ConfigError:
    """Name the setting at fault: convert one after the other until one fails as the whole did."""
    for key, single in value.items():
        try:
            msgspec.convert({key: single}, Config, strict=False)
        except msgspec.ValidationError:
            return _misfit(path, data, key, _hint(key))
    raise error


def _misfit(path: Path, data: bytes, key: str, hint: str) -> ConfigError:
    line, column = _place(data, key)
    message = _("{path}:{line}:{column}: the value of `{key}` does not fit.").format(
        path=path, line=line, column=column, key=key
    )
    return ConfigError(message, hint)


def _place(data: bytes, key: str) -> tuple[int, int]:
    from floorwalker.plain_yaml import locate

    return locate(data, [(key,)])[key,]


def _hint(key: str) -> str:
    texts = {
        "desk": _("A short name of letters, digits, spaces and hyphens."),
        "language": _("Write da or en."),
        "keep_queries": _("Write unanswered, all or none."),
        "retention_months": _("Write a number of months from 1 to 120."),
        "usage_ranking": _("Write true or false."),
        "knowledge": _("Write the whole path of the folder."),
        "exports": _("Write the whole path of the folder."),
        "keys": _("Write one line for each binding: its name, a colon and the keys."),
    }
    return texts.get(key, _("Write a text."))
