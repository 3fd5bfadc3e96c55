"""The slip's own words in the languages that a visitor may read, beyond those of the interface."""

from typing import Final, Literal

Heading = Literal[
    "errand",
    "where",
    "until",
    "opens",
    "appointment",
    "bring",
    "cost",
    "how_long",
    "next",
    "promise",
    "by",
    "code",
    "self",
]

_HEADINGS: Final[dict[str, dict[Heading, str]]] = {
    "da": {
        "errand": "Din henvendelse",
        "where": "Her skal du hen",
        "until": "Åbent til",
        "opens": "Åbner",
        "appointment": "Bestil tid",
        "bring": "Tag med",
        "cost": "Pris",
        "how_long": "Så lang tid tager det",
        "next": "Det sker der så",
        "promise": "Det har vi lovet dig",
        "by": "Senest",
        "code": "Din kode, hvis du spørger til sagen",
        "self": "Gør det selv",
    },
    "en": {
        "errand": "Your enquiry",
        "where": "Where to go",
        "until": "Open until",
        "opens": "Opens",
        "appointment": "Book an appointment",
        "bring": "Bring",
        "cost": "Cost",
        "how_long": "How long it takes",
        "next": "What happens next",
        "promise": "What we promised you",
        "by": "At the latest",
        "code": "Your code, if you ask about it",
        "self": "Do it yourself",
    },
    "de": {
        "errand": "Ihr Anliegen",
        "where": "Hier gehen Sie hin",
        "until": "Geöffnet bis",
        "opens": "Öffnet",
        "appointment": "Termin buchen",
        "bring": "Mitbringen",
        "cost": "Kosten",
        "how_long": "So lange dauert es",
        "next": "So geht es weiter",
        "promise": "Das haben wir versprochen",
        "by": "Spätestens",
        "code": "Ihr Code für Nachfragen",
        "self": "Selbst erledigen",
    },
    "uk": {
        "errand": "Ваше звернення",
        "where": "Куди звернутися",
        "until": "Відчинено до",
        "opens": "Відчиняється",
        "appointment": "Записатися на прийом",
        "bring": "Візьміть із собою",
        "cost": "Вартість",
        "how_long": "Скільки часу це триває",
        "next": "Що буде далі",
        "promise": "Що ми вам обіцяли",
        "by": "Не пізніше",
        "code": "Ваш код для запитань",
        "self": "Зробіть це самостійно",
    },
    "ar": {
        "errand": "استفسارك",
        "where": "إلى أين تذهب",
        "until": "مفتوح حتى",
        "opens": "يفتح",
        "appointment": "احجز موعدًا",
        "bring": "أحضر معك",
        "cost": "التكلفة",
        "how_long": "كم يستغرق",
        "next": "ماذا يحدث بعد ذلك",
        "promise": "ما وعدناك به",
        "by": "في موعد أقصاه",
        "code": "رمزك إذا سألت عن الأمر",
        "self": "افعلها بنفسك",
    },
}

LANGUAGES: Final = tuple(_HEADINGS)
"""Languages in which a slip can be headed; any other is headed in English."""


def heading(name: Heading, language: str) -> str:
    """A heading in `language`, or in English."""
    return _HEADINGS.get(language, _HEADINGS["en"])[name]
