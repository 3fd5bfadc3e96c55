"""The interface language of the command line, chosen before the commands and their help exist."""

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from floorwalker import i18n, paths
from floorwalker.config import load_config
from floorwalker.errors import ConfigError
from floorwalker.i18n import mark

CLICK_TEXTS = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("Show the version and exit."),
    mark("No such option: {name}"),
    mark("No such option {name!r}."),
    mark("No such command {name!r}."),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing command."),
    mark("Missing parameter"),
    mark("Got unexpected extra argument ({args})"),
    mark("Got unexpected extra arguments ({args})"),
    mark("Option {name!r} requires an argument."),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("{value!r} is not a valid {number_type}."),
    mark("Did you mean {possibility}?"),
    mark("required"),
)
"""What click itself says: it asks gettext's default domain, which becomes ours here."""


def choose_language(arguments: Sequence[str]) -> str:
    """Use the language of `--lang`, the environment or the configuration; Danish else."""
    named = option_value(arguments, "--lang") or os.environ.get("FLOORWALKER_LANG")
    language = named if named in i18n.LANGUAGES else _configured(arguments)
    use(language)
    return language


def use(language: str) -> None:
    """Make `language` the language of our texts and of click's."""
    i18n.use(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(i18n.DOMAIN, str(i18n.LOCALE_DIR))
    gettext.textdomain(i18n.DOMAIN)


def option_value(arguments: Sequence[str], name: str) -> str | None:
    """The value of an option in a command line that was not parsed yet."""
    for position, argument in enumerate(arguments):
        if argument == name and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith(f"{name}="):
            return argument.removeprefix(f"{name}=")
    return None


def _configured(arguments: Sequence[str]) -> str:
    """The configured language; a faulty configuration is reported later, when it is needed."""
    named = option_value(arguments, "--config") or os.environ.get("FLOORWALKER_CONFIG")
    try:
        config = load_config(Path(named) if named else paths.config_file())
    except ConfigError:
        return i18n.LANGUAGES[0]
    return config.language or i18n.LANGUAGES[0]
