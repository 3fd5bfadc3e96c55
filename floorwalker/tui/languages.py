"""The languages that a visitor may speak, with their names in the interface language."""

from collections.abc import Sequence

from floorwalker.i18n import language
from floorwalker.knowledge.records import Knowledge


def visitor_languages(knowledge: Knowledge) -> Sequence[tuple[str, str]]:
    """Codes and names: those that somebody in the house speaks or that texts are translated to."""
    from babel import Locale, UnknownLocaleError

    own, *others = knowledge.municipality.languages
    codes = dict.fromkeys(others)
    for contact in knowledge.contact_points.values():
        codes |= dict.fromkeys(contact.languages)
    for entry in knowledge.entries():
        codes |= dict.fromkeys(entry.translations)
    named = []
    for code in codes:
        try:
            name = Locale.parse(code, sep="-").get_language_name(language())
        except (ValueError, UnknownLocaleError):
            name = None
        if code != own:
            named.append((code, name or code))
    return sorted(named, key=lambda item: item[1])
