"""Numbers that the word before them calls the number of something and not of somebody.

A word speaks against what only looks like a telephone or an account number; never against ten
digits that could be a CPR number.
"""

import re
from typing import Final

# A word before a number, which may make it another kind of number.
_WORD: Final = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]++)(?:[\s.-]{0,2}(?:nr|nummer|nummeret|no|id)(?![^\W\d_]))?"
    r"[\s.:=#(/-]{0,4}(?:(?:er|is|nr|har|har fået|fik|has|id)[\s.]{1,2}){0,2}(?=\d)"
)
_OTHER_NUMBERS: Final = frozenset(
    """
    cvr cvrnr se vat ean gln p pnr
    journal jnr j jr dok doknr esdh acadre sbsys kle emne case ticket id ref order invoice
    alt bbr ois esr bfe bfenr matr postnr rum lokale lokaler kø kønr nummersedler
    fejl fejlen error err puk
    vare varen varer artikel produkt produktet item bestilling bestillingen
    akt bon stel batch lot sku imei lager anlæg installation aftagenr serie pakkenr
    skema kontering kontostreng
    version ver side sider isbn issn doi uge uger ugerne år årene skoleår skoleåret model
    """.split()  # noqa: SIM905 -- a word list reads as words
)
_OTHER_THINGS: Final = (
    "sag", "sagen", "dokument", "reference", "tilladelse", "licens", "blanket", "skabelon", "ordre",
    "faktura", "regning", "bilag", "kvittering", "budget", "beløb", "beløbet", "pris", "prisen",
    "matrikel", "ejendom", "lejemål", "ansøgning", "bøde", "afgift", "afgørelse", "formular",
    "attest", "opgave", "måler", "container", "kode", "kodeord", "password", "pin", "billet",
    "bibliotekskort", "lånerkort", "rejsekort", "pakke", "forsendelse", "booking", "reservation",
    "projekt", "rapport", "notat", "bevilling", "rekvisition", "tinglysning", "protokol", "udbud",
    "nøglekort", "adgangskort", "gæstekort", "parkeringskort", "antal", "stal",
    "code", "kontrakt", "police", "abonnement", "nøgle", "nummerplade",
)  # fmt: skip
"""What a number may be the number of, alone or at the end of a compound."""
_NUMBERED_THINGS: Final = frozenset(
    {"aftale", "vare", "kunde", "medlem", "medlems", "serie", "bestil"}
)
"""The same, but only where *nr.* stands after it: one is called after an *aftale* too."""
_NUMBERED: Final = re.compile(r"[\s.-]{1,2}(?:n(?:umme)?r(?:et)?|id)\b", re.IGNORECASE)
_NUMBER_OF: Final = re.compile(
    r"(?P<thing>[^\W\d_]{3,}?)(?:e|s|er)?(?:nr|nummer|nummeret|numre)(?![^\W\d_])"
)
_OF_A_PERSON: Final = re.compile(
    r"tele?f?|tlf|mob|hjem|priv|arb|kont|kort|cpr|pers|pårør|fød|sms|fax|fast|dank|giro|bank|reg"
    r"|dire|vagt|gsm|what|viber|nem|løn|kto|clear|iban|betal|ring|opk|call|phone|cell|contact|hoved"
    r"|num|visa|hans|hende|deres|mit|(?:mor|far|søn|datter|kone|mand)(?:en)?s?(?:n|\b)"
)
_CODE_OF_COUNTRY: Final = "dk"
# Sag 2026-1234 og 2026-1235: what the first is called, the others are.
_AND_ANOTHER: Final = re.compile(
    r"[\d./-]{1,20}(?:,\s|\s?&\s?|\s(?:og|samt|eller|and)\s)(?=\d)"
    r"|(?P<one>\d{3,5})(?=\s(?P<other>\d{3,5})(?![^\W_]))\s"
)


def named_otherwise(text: str) -> frozenset[int]:
    """Where digits begin that the word before them calls something not personal."""
    places = set()
    for word in _WORD.finditer(text):
        if _names_another(word["word"].lower(), word[0]):
            at = word.end()
            places.add(at)
            while another := _AND_ANOTHER.match(text, at):
                if len(another["one"] or "") != len(another["other"] or ""):
                    break
                at = another.end()
                places.add(at)
    return frozenset(places)


def _names_another(word: str, written: str) -> bool:
    """Whether `word`, `written` with what follows up to the number, says what the number is of."""
    if word == _CODE_OF_COUNTRY:
        return " " not in written
    thing = word.removesuffix("id").rstrip("s")
    if word in _OTHER_NUMBERS or word.endswith(_OTHER_THINGS) or thing.endswith(_OTHER_THINGS):
        return True
    if word in _NUMBERED_THINGS and _NUMBERED.match(written, len(word)):
        return True
    # Kvit.nr. is one word, but for the full stop in it.
    numbered = _NUMBER_OF.match(re.sub(r"(?<=\w)\.(?=n)", "", written.lower()))
    return numbered is not None and not _OF_A_PERSON.match(word)
