"""The interface language: gettext catalogues; the English text is the message id.

One language at a time is in use in a process; `use` chooses it, and until then texts are English.
"""

import gettext as _gettext
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("da", "en")
"""Interface languages, the default first."""
DOMAIN: Final = "floorwalker"
LOCALE_DIR: Final = Path(__file__).parent / "locale"

_current: dict[str, _gettext.NullTranslations] = {"en": _gettext.NullTranslations()}


def use(language: str) -> None:
    """Make `language` (one of `LANGUAGES`) the interface language from here on."""
    catalogue = _gettext.translation(DOMAIN, LOCALE_DIR, languages=[language])
    _current.clear()
    _current[language] = catalogue


def language() -> str:
    """The interface language in use."""
    return next(iter(_current))


def language_name(code: str) -> str:
    """The name of a language in the interface language; the code where nobody knows it."""
    from babel import Locale, UnknownLocaleError  # only commands that name one pay for it

    try:
        return Locale.parse(code, sep="-").get_language_name(language()) or code
    except (ValueError, UnknownLocaleError):
        return code


def _(message: str) -> str:
    """`message` in the interface language."""
    return _current[language()].gettext(message)


def text_in(language: str, message: str) -> str:
    """`message` in `language` (one of `LANGUAGES`), whatever the interface language is."""
    return _gettext.translation(DOMAIN, LOCALE_DIR, languages=[language]).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for `count`, in the interface language."""
    return _current[language()].ngettext(singular, plural, count)


def mark(message: str) -> str:
    """`message` itself: marks a text in a table for the catalogue; `_` translates it when shown."""
    return message


def mark_plural(singular: str, plural: str) -> tuple[str, str]:
    """Both forms themselves: marks a text with a number in it, which `ngettext` translates."""
    return singular, plural
