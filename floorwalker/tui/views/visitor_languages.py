"""The languages that a visitor may speak, with their names in the interface language."""

from collections.abc import Sequence

from floorwalker.collation import alphabetically
from floorwalker.i18n import language_name
from floorwalker.knowledge.model.records import Knowledge


def visitor_languages(knowledge: Knowledge) -> Sequence[tuple[str, str]]:
    """Codes and names: those that somebody in the house speaks or that texts are translated to."""
    own, *others = knowledge.municipality.languages
    codes = dict.fromkeys(others)
    for contact in knowledge.contact_points.values():
        codes |= dict.fromkeys(contact.languages)
    for entry in knowledge.entries():
        codes |= dict.fromkeys(entry.translations)
    named = [(code, language_name(code)) for code in codes if code != own]
    return sorted(named, key=lambda item: alphabetically(item[1]))
