"""Knowledge bases of any size that look Danish: compounds, fields and lengths as in a real one.

Seeded, so that two runs search the same records for the same misspelt names.
"""

from collections.abc import Sequence
from random import Random
from typing import Final

from floorwalker.knowledge.model.records import ContactPoint, Knowledge, Municipality, Service

_HEADS: Final[str] = """
affald bolig børne bygge by cykel dag drift dør energi erhverv familie ferie forening fritid gade
grund hav have helbred hjemme hund idræt job jord kirke klima klub kultur kunst kyst køre læge
lejer lys mad miljø motor musik nabo natur nød park pas penge pension person pleje plads post rejse
ren retur rotte råd sag samfund skat skole skov sne sogn sommer sprog sted stor strand støtte syge
tand taxa tids trafik træ ung uddannelse valg vand varme vej vinter virksomhed vuggestue værge ældre
"""
_LINKS: Final = ("", "", "s", "e")
_TAILS: Final = """
afgift afhentning anmeldelse anvisning arkiv attest aftale behandling belysning beskyttelse
bevilling bevis bidrag bolig center dispensation eftersyn erklæring fond fornyelse fritagelse
fuldmagt gebyr
godkendelse gruppe hjælp hold indskrivning kasse klage konto kontrol kort kursus leje licens liste
lån melding mægling møde ordning pas plads plan pleje prøve register regulativ rådgivning samtykke
service skema spærring støtte syn tilladelse tillæg tilskud tilsyn udlejning udvalg undersøgelse
vejledning venteliste vurdering ydelse
"""
_SMALL: Final = """
kan du få når skal have eller den som til med og for i på ved af om fra er det en et vi
kommunen borgeren hjælper søger bestiller sender henter ringer svarer betaler ændrer
"""
_SLIPS: Final = ("drop", "double", "swap", "other")


class Words:
    """A language of `size` compounds over a few hundred roots."""

    def __init__(self, size: int, random: Random) -> None:
        self._random = random
        heads, tails = _HEADS.split(), _TAILS.split()
        known: dict[str, None] = {}
        while len(known) < size:
            parts = [random.choice(heads) + random.choice(_LINKS)]
            if random.random() < 0.35 or len(known) > len(heads) * len(tails) // 4:
                parts.append(random.choice(heads) + random.choice(_LINKS))
            known["".join(parts) + random.choice(tails)] = None
        self._compounds = list(known)

    def compound(self) -> str:
        """Some compounds are common, most are rare, as in any language."""
        place = min(self._random.random(), self._random.random(), self._random.random())
        return self._compounds[int(place * len(self._compounds))]

    def rare(self) -> str:
        """Any compound, each as likely."""
        return self._random.choice(self._compounds)

    def sentence(self, length: int) -> str:
        """Small words with a compound now and then."""
        said = [
            self.compound() if self._random.random() < 0.25 else self._random.choice(_SMALL.split())
            for _ in range(length)
        ]
        return " ".join(said).capitalize() + "."


def knowledge_base(records: int, seed: int = 1) -> Knowledge:
    """A knowledge base of about `records` entries: nine services to one contact point."""
    random = Random(seed)
    words = Words(max(400, records * 2 // 3), random)
    contacts = max(1, records // 10)
    return Knowledge(
        municipality=Municipality(name="Prøvekøbing", main_contact="c0"),
        services={f"s{n}": _service(f"s{n}", words, random) for n in range(records - contacts)},
        contact_points={f"c{n}": _contact(f"c{n}", words, random) for n in range(contacts)},
        guides={},
        terms={},
        notices={},
    )


def misspelt_names(knowledge: Knowledge, count: int = 100, seed: int = 2) -> tuple[str, ...]:
    """Names with one slip each."""
    random = Random(seed)
    names = [service.name for service in knowledge.services.values()]
    return tuple(misspell(random.choice(names), random) for _ in range(count))


def prefixes(names: Sequence[str]) -> tuple[str, ...]:
    """What stands in the search box while the names are typed, a key after the other."""
    return tuple(name[:length] for name in names for length in range(1, len(name) + 1))


def misspell(name: str, random: Random) -> str:
    """`name` with one slip after its first letter."""
    at = random.randrange(1, len(name) - 1)
    slip = random.choice(_SLIPS)
    if slip == "drop":
        return name[:at] + name[at + 1 :]
    if slip == "double":
        return name[:at] + name[at] + name[at:]
    if slip == "swap":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + random.choice("aeinrst") + name[at + 1 :]


def _service(id_: str, words: Words, random: Random) -> Service:
    name = words.rare() if random.random() < 0.7 else f"{words.rare()} og {words.compound()}"
    return Service(
        id=id_,
        name=name.capitalize(),
        description=f"{words.sentence(14)} {words.sentence(10)}",
        keywords=tuple(_keyword(words, random) for _ in range(random.randint(4, 9))),
        theme=words.compound(),
        required_documents=(words.compound(), words.sentence(4)),
        next_steps=(words.sentence(9), words.sentence(8)),
        eligibility=words.sentence(8),
    )


def _contact(id_: str, words: Words, random: Random) -> ContactPoint:
    digits = f"{random.randrange(100):02} {random.randrange(100):02} {random.randrange(100):02}"
    return ContactPoint(
        id=id_,
        name=f"{words.compound()}kontoret".capitalize(),
        description=words.sentence(10),
        organization=words.compound().capitalize(),
        telephone=f"+45 12 {digits}",
    )


def _keyword(words: Words, random: Random) -> str:
    if random.random() < 0.6:
        return words.compound()
    return f"{random.choice(_SMALL.split())} {words.compound()}"
