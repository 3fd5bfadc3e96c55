"""The one table of the format's fields: what each means, and examples of what stands there.

The texts are in the interface language, the examples in the language of the knowledge. Every field
has two examples at least: an editor would fill in a single one unasked.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from floorwalker.i18n import mark

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


class Described(NamedTuple):
    """A field's meaning and examples of what stands there."""

    text: str
    """A message id."""
    examples: tuple[Json, ...]


_IN_ENGLISH: Final[tuple[Json, ...]] = (
    {"en": {"name": "Passport", "description": "A new or renewed passport for adults."}},
    {"de": {"name": "Reisepass"}},
)
_TRANSLATION: Final = Described(
    mark("The record's texts in other languages, each under its code: `en`, `de`, `uk`, `ar`."),
    _IN_ENGLISH,
)
_RELATED: Final = Described(
    mark("What is often meant instead, or needed as well: the kind, a colon and the id."),
    (["service:boernepas"], ["service:koerekort", "term:samtykke"]),
)
_ADDRESS: Final = mark("The street address, when it is not the town hall's.")

_WITHDRAWN: Final = Described(
    mark("`true` takes what the base has under this id out."), (True, "true")
)
_LAYING: Final = {
    "without": Described(
        mark("Fields of the base's entry that do not hold here, and have nothing in their place."),
        (["cost"], ["fallback", "directions"]),
    ),
    "based_on": Described(
        mark(
            "Fingerprint of the base's entry as it was when this was written; the program writes "
            "it. When the base changes, `floorwalker check` says so."
        ),
        ("dpbmakjloceh", "labnbbofkamj"),
    ),
}
"""What a record says of the one that it is laid over."""

FIELDS: Final[Mapping[str, Mapping[str, Described]]] = {
    "SharedFields": {
        "name": Described(mark("The official name."), ("Pas", "Borgerservice")),
        "description": Described(
            mark("One or two plain sentences: what it is, and when it is the right one."),
            (
                "Nyt pas, fornyelse og bortkommet pas, til voksne og børn.",
                "Pas, kørekort, MitID og hjælp til selvbetjening.",
            ),
        ),
        "keywords": Described(
            mark(
                "What visitors call it: everyday words, old names, abbreviations, other languages. "
                "Not misspellings: the search copes with those."
            ),
            (["rejsepas", "fornye pas", "passport"], ["lappen", "kørebevis"]),
        ),
        "audience": Described(
            mark("Who it is for. Left out: everybody."), (["citizen"], ["business", "association"])
        ),
        "alert": Described(
            mark("Something that staff must see before anything else. Use it rarely."),
            ("Spørg, om de er i sikkerhed lige nu.", "Fristen er kort: ring til klageinstansen."),
        ),
        "assured_date": Described(
            mark("The day on which a person last checked the facts: year-month-day."),
            ("2026-10-01", "2026-11-16"),
        ),
        "assurer": Described(
            mark("The function that vouches for it; never a person's name."),
            ("Borgerservice, faglig koordinator", "Kultur og Fritid, konsulent"),
        ),
        "review_interval_days": Described(
            mark("After how many days to check it again. Left out: 365, for contact points 90."),
            (30, 180),
        ),
        "urgent": Described(
            mark("`true` puts it one key away at the desk: danger, violence, homeless tonight."),
            (True, "true"),
        ),
        "source": Described(
            mark("The address of the page that the facts come from."),
            ("https://www.borger.dk/pas", "https://www.retsinformation.dk/"),
        ),
        "source_date": Described(
            mark("The day on which that page was read: year-month-day."),
            ("2026-10-01", "2026-11-16"),
        ),
        "owner": Described(
            mark("Who keeps this entry: the id of a contact point."), ("borgerservice", "byggesag")
        ),
        "changes": Described(
            mark(
                "What will be different from a day on. Staff read `note` in the 60 days before; "
                "from that day on the fields under `set` hold."
            ),
            (
                [{"from": "2027-01-01", "note": "Hedder så noget andet.", "set": {"name": "Ny"}}],
                [{"from": "2027-03-01", "note": "Loven ventes ændret."}],
            ),
        ),
        "desk_note": Described(
            mark("For the person at the desk alone: never on a slip, a code or an export."),
            ("Spørg ind, før du sender videre.", "Ring internt 4021, hvis borgeren er ked af det."),
        ),
        "translations": _TRANSLATION,
    },
    "Service": {
        "theme": Described(
            mark("The area that it belongs to, for browsing."), ("Legitimation", "Børn og skole")
        ),
        "competent_authority": Described(
            mark(
                "Who decides, when that is not the municipality: the id of its contact point. "
                'Nobody must leave with just "not here".'
            ),
            ("udbetaling-danmark", "politiet"),
        ),
        "help_here": Described(
            mark("Who in this house helps, although another authority decides: ids."),
            (["borgerservice"], ["digital-hjaelp", "borgerservice"]),
        ),
        "deadline": Described(
            mark("What the visitor must do by when, so as not to lose a right."),
            ("senest 5 dage efter flytningen", "inden 4 uger"),
        ),
        "if_no_reply": Described(
            mark("What to do when nothing is heard."),
            ("Ring til Borgerservice.", "Skriv igen i Digital Post."),
        ),
        "danger": Described(
            mark(
                "What people in danger say, where the entry is `urgent`: such words bring it among "
                "the first three."
            ),
            (["jeg vil ikke leve mere"], ["han slår mig", "he hits me"]),
        ),
        "contact_points": Described(
            mark("Where to send the visitor: ids of contact points, the best first."),
            (["borgerservice"], ["politiet", "omstilling"]),
        ),
        "guides": Described(
            mark("How to do it oneself: ids of guides, the best first."),
            (["bestil-tid"], ["forny-pas", "bestil-tid"]),
        ),
        "questions": Described(
            mark("What to ask to be sure that it is the right one."),
            (["Er det barnets første pas?"], ["Bor I sammen?", "Er barnet under 18?"]),
        ),
        "eligibility": Described(
            mark("Who can get it."), ("Danske statsborgere", "Alle med bopæl i kommunen")
        ),
        "required_documents": Described(
            mark("What to bring, one thing for each line."),
            (["Det gamle pas", "Legitimation"], ["Lejekontrakt"]),
        ),
        "cost": Described(mark("What it costs."), ("Gratis", "Se prislisten (2026)")),
        "processing_time": Described(
            mark("How long until an answer, as the visitor should be told it."),
            ("typisk 10 hverdage", "2-4 uger"),
        ),
        "response_days": Described(
            mark("The same in calendar days: when a follow-up falls due."), (14, 30)
        ),
        "next_steps": Described(
            mark("What happens afterwards, and who acts: what the visitor leaves with."),
            (["Passet sendes med posten."], ["Vi ringer til dig.", "Du får brev i Digital Post."]),
        ),
        "redress": Described(
            mark("How to complain, and to whom."),
            ("Skriv til kommunen inden 4 uger", "Klag til Ankestyrelsen gennem kommunen"),
        ),
        "sensitive": Described(
            mark("`true` where the question alone is sensitive: only theme and hour are logged."),
            (True, "true"),
        ),
        "legal_basis": Described(
            mark("The law, where staff need to name it."), ("Pasloven", "Serviceloven § 117")
        ),
        "kle": Described(
            mark("The KLE subject number, with two, four or six digits."),
            ("23", "23.03", "23.03.04"),
        ),
        "related": _RELATED,
    },
    "ContactPoint": {
        "organization": Described(
            mark("The department or authority."), ("Borgerservice", "Udbetaling Danmark")
        ),
        "telephone": Described(
            mark("The telephone number with the country code; a short number as it is dialled."),
            ("+45 12 34 56 78", "112"),
        ),
        "phones": Described(
            mark("Further numbers, each with what it is for and when it is answered."),
            (
                [{"number": "+45 12 34 56 79", "name": "Boligstøtte"}],
                [
                    {
                        "number": "+45 12 34 56 70",
                        "name": "Pension",
                        "hours": "Mo-Fr 08:00-16:00; PH off",
                    }
                ],
            ),
        ),
        "email": Described(
            mark("The e-mail address of the function."),
            ("pas@fjordkobing.example", "byg@fjordkobing.example"),
        ),
        "url": Described(
            mark("The contact page, or where Digital Post is written."),
            ("https://www.fjordkobing.example/kontakt", "https://www.borger.dk/digitalpost"),
        ),
        "appointment": Described(
            mark("Whether one can just walk up."), ("required", "recommended", "walk_in", "none")
        ),
        "appointment_url": Described(
            mark("Where to book."),
            ("https://www.fjordkobing.example/tid", "https://www.fjordkobing.example/bestil"),
        ),
        "address": Described(
            _ADDRESS, ("Havnegade 12, 9999 Fjordkøbing", "Torvet 3, 9999 Fjordkøbing")
        ),
        "directions": Described(
            mark("How to walk there from the front door."),
            (
                "Stuen, lige frem fra hovedindgangen",
                "2. sal, til højre efter elevatoren, skranke C",
            ),
        ),
        "opening_hours": Described(
            mark(
                "When one can come, as OpenStreetMap writes it. `PH` are public holidays; 5 June "
                "and 24 December are none: `Jun 05 off; Dec 24 off`."
            ),
            ("Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00; PH off", "24/7"),
        ),
        "phone_hours": Described(
            mark("When the telephone is answered. Left out: as `opening_hours`."),
            ("Mo-Fr 09:00-15:00; PH off", "Mo-Th 08:00-15:00; Fr 08:00-13:00; PH off"),
        ),
        "languages": Described(
            mark("What staff there speak: codes of languages."), (["da", "en"], ["da", "de", "ar"])
        ),
        "accessibility": Described(
            mark("Step-free access, hearing loop."),
            ("Trinfri adgang, elevator", "Teleslynge ved skranke 2"),
        ),
        "fallback": Described(
            mark("Who takes over when it is closed here: the id of a contact point."),
            ("omstilling", "reception"),
        ),
        "follows_closures": Described(
            mark("`false` where it is open although the house is closed."), (False, True)
        ),
    },
    "Guide": {
        "url": Described(
            mark("Where it starts."), ("https://www.borger.dk/pas", "https://www.skat.dk")
        ),
        "requires": Described(
            mark("What the visitor must have at hand."), (["mitid"], ["mitid", "email", "card"])
        ),
        "duration": Described(mark("How long it takes."), ("10 minutter", "et kvarter")),
        "steps": Described(
            mark("One action for each line, in the words of the page."),
            (["Vælg Log på", "Vælg en tid"], ["Tryk på Start ansøgning"]),
        ),
        "help": Described(
            mark("Who helps when it fails: the id of a contact point."),
            ("borgerservice", "omstilling"),
        ),
    },
    "Term": {
        "name": Described(
            mark("The word as it stands in the letter."), ("Afgørelse", "Partshøring")
        ),
        "explanation": Described(
            mark("What it means, in plain language."),
            ("Myndigheden har besluttet noget om dig.", "Du får ikke det, du har søgt om."),
        ),
        "keywords": Described(
            mark("What visitors call it: other forms, other words, other languages."),
            (["afgørelsen", "decision"], ["afslået"]),
        ),
        "related": _RELATED,
        "translations": Described(
            _TRANSLATION.text,
            (
                {"en": {"name": "Decision", "explanation": "The authority has decided."}},
                {"de": {"name": "Bescheid"}},
            ),
        ),
    },
    "Notice": {
        "text": Described(
            mark("What is different, in one or two sentences."),
            ("Borgerservice lukker kl. 12 i dag.", "MitID er nede; prøv igen efter kl. 14."),
        ),
        "from": Described(
            mark("When it begins: a date, or a date and a time. Left out: now."),
            ("2026-11-30", "2026-11-30 12:00"),
        ),
        "until": Described(
            mark("When it ends: a date, which counts whole, or a date and a time."),
            ("2027-01-03", "2026-11-30 15:00"),
        ),
        "about": Described(
            mark("The entries that it concerns. Left out: the whole house."),
            (["contact:borgerservice"], ["service:pas", "guide:bestil-tid"]),
        ),
        "severity": Described(mark("How it is shown. Left out: `info`."), ("info", "warning")),
        "translations": Described(
            _TRANSLATION.text,
            ({"en": {"text": "Closes at 12 today."}}, {"de": {"text": "Heute ab 12 zu."}}),
        ),
    },
    "Municipality": {
        "base": Described(
            mark(
                "The knowledge that this folder stands on: `starter`, which ships with the "
                "program, or the way from here to another folder. Only what differs stands here."
            ),
            ("starter", "../regionen"),
        ),
        **_LAYING,
        "name": Described(
            mark("The municipality's name."), ("Fjordkøbing Kommune", "Prøvekøbing Kommune")
        ),
        "timezone": Described(
            mark("The time zone of its clocks."), ("Europe/Copenhagen", "America/Nuuk")
        ),
        "main_contact": Described(
            mark("Where everybody can turn: the id of a contact point."),
            ("omstilling", "reception"),
        ),
        "languages": Described(
            mark("The languages of the knowledge base, the first is the default."),
            (["da"], ["da", "en"]),
        ),
        "locations": Described(
            mark("The houses that have a front desk, each under its id."),
            ({"raadhuset": {"name": "Rådhuset"}}, {"biblioteket": {"name": "Biblioteket"}}),
        ),
        "greeting": Described(
            mark("What the desk says first."),
            ("Goddag og velkommen. Hvad kan jeg hjælpe med?", "Velkommen til rådhuset."),
        ),
        "placeholder": Described(
            mark("`true` on what is invented for the example town and has to be replaced."),
            (True, "true"),
        ),
        "closures": Described(
            mark("Days on which the house is closed beyond public holidays."),
            (
                [{"from": "2026-12-24", "until": "2026-12-31", "text": "Julelukket"}],
                [{"from": "2027-05-07", "text": "Lukket dagen efter Kristi himmelfart"}],
            ),
        ),
        "quick": Described(
            mark("What the desk counts with two keys: at most nine entries, kind, colon, id."),
            (["service:toilet"], ["service:pas", "contact:borgerservice"]),
        ),
        "translations": Described(
            mark("The name and the greeting again, under the code of each language."),
            ({"en": {"greeting": "Welcome to the town hall."}}, {"de": {"greeting": "Guten Tag."}}),
        ),
    },
    "Record": {
        "placeholder": Described(
            mark("`true` on what is invented for the example town and has to be replaced."),
            (True, "true"),
        ),
        "withdrawn": _WITHDRAWN,
        **_LAYING,
    },
    "Rendering": {
        "of": Described(
            mark(
                "Fingerprint of the texts that it renders. When they change, `floorwalker check` "
                "says so, and what to write here."
            ),
            ("dpbmakjloceh", "labnbbofkamj"),
        ),
        "reviewed_date": Described(
            mark("The day on which a reader of the language checked it: year-month-day."),
            ("2026-10-01", "2026-11-16"),
        ),
    },
    "Change": {
        "from": Described(
            mark("The first day on which it holds: year-month-day."), ("2027-01-01", "2027-07-01")
        ),
        "note": Described(
            mark("What staff read in the 60 days before."),
            ("Regionen overtager fra nytår.", "Prisen stiger."),
        ),
        "set": Described(
            mark("Fields of the entry, and what they say from that day on."),
            ({"name": "Det nye navn"}, {"description": "Den nye ordning.", "keywords": ["ny"]}),
        ),
    },
    "Phone": {
        "number": Described(
            mark("The telephone number with the country code; a short number as it is dialled."),
            ("+45 12 34 56 78", "112"),
        ),
        "name": Described(mark("What it is for."), ("Boligstøtte", "Akut uden for åbningstid")),
        "hours": Described(
            mark("When it is answered, as OpenStreetMap writes it."),
            ("Mo-Fr 09:00-15:00; PH off", "24/7"),
        ),
    },
    "Closure": {
        "from": Described(mark("The first day: year-month-day."), ("2026-12-24", "2027-05-07")),
        "until": Described(
            mark("The last day: year-month-day. Left out: the first."),
            ("2026-12-31", "2027-01-03"),
        ),
        "text": Described(mark("What a visitor is told."), ("Julelukket", "Lukket for personalet")),
    },
    "Rate": {
        "withdrawn": _WITHDRAWN,
        **_LAYING,
        "name": Described(
            mark("What the amount is."), ("Børnepenge 0-2 år", "Gebyr for et nyt kørekort")
        ),
        "values": Described(
            mark("The amount of each year. In a text `{rate:ID}` stands for it."),
            ({"2026": "280 kr."}, {"2026": "280 kr.", "2027": "290 kr."}),
        ),
        "source": Described(
            mark("The address of the page that the amount comes from."),
            ("https://www.borger.dk/pas", "https://www.skm.dk/satser"),
        ),
        "source_date": Described(
            mark("The day on which that page was read: year-month-day."),
            ("2026-10-01", "2026-11-16"),
        ),
    },
    "Location": {
        "name": Described(mark("The name of the house."), ("Rådhuset", "Biblioteket")),
        "address": Described(
            mark("Its street address."),
            ("Rådhustorvet 1, 9999 Fjordkøbing", "Havnegade 12, 9999 Fjordkøbing"),
        ),
    },
}
"""By struct and by the field's name in the file."""
