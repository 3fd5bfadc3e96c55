"""The interface language of the command line, chosen before the commands and their help exist."""

import gettext
import os
import re
from collections.abc import Sequence
from pathlib import Path

from floorwalker import i18n, paths
from floorwalker.config import load_config
from floorwalker.errors import FloorwalkerError

_LOCALE = re.compile(r"(?P<language>[a-z]{2})([_-][a-z]{2,4})?([.@][\w.@-]*)?", re.IGNORECASE)
"""A locale as systems name it: `da`, `da_DK`, `da-DK`, `da_DK.UTF-8`, `en_GB@euro`."""


def language_of(name: str) -> str | None:
    """The interface language that `name` means, a code or a locale; None where we have none."""
    found = _LOCALE.fullmatch(name.strip())
    language = found["language"].lower() if found else ""
    return language if language in i18n.LANGUAGES else None


def choose_language(arguments: Sequence[str]) -> str:
    """Use the language of `--lang`, the environment or the configuration; Danish else."""
    named = option_value(arguments, "--lang") or os.environ.get("FLOORWALKER_LANG") or ""
    language = language_of(named) or _configured(arguments)
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
    """The configured language; a faulty configuration is reported later, when it is needed.

    So is a place that nobody knows, where no home is known.
    """
    named = option_value(arguments, "--config") or os.environ.get("FLOORWALKER_CONFIG")
    try:
        config = load_config(Path(named) if named else paths.config_file())
    except FloorwalkerError:
        return i18n.LANGUAGES[0]
    return config.language or i18n.LANGUAGES[0]
