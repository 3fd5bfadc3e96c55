"""A small knowledge base for tests of the search, made of values."""

from collections.abc import Iterable

from floorwalker.knowledge.model.records import (
    ContactPoint,
    ContactTranslation,
    Entry,
    Guide,
    Knowledge,
    Municipality,
    Service,
    ServiceTranslation,
    Term,
)
from floorwalker.search.index import Index
from floorwalker.search.lexicon import Lexicon, Synonym

SERVICES = (
    Service(
        id="pas",
        name="Pas",
        description="Nyt pas og fornyelse af et pas, der er udløbet.",
        keywords=("rejsepas", "forny pas"),
        guides=("bestil-pas",),
        audience=("citizen",),
        translations={"en": ServiceTranslation(name="Passport")},
    ),
    Service(
        id="koerekort",
        name="Kørekort",
        description="Fornyelse af kørekort, og når det er væk.",
        keywords=("duplikat af kørekort", "lappen"),
    ),
    Service(
        id="dagtilbud",
        name="Pladsanvisning",
        description="Skriv barnet op til vuggestue og dagpleje.",
        keywords=("børnehaveplads", "vuggestue"),
        audience=("citizen",),
    ),
    Service(
        id="gadelys",
        name="Gadebelysning",
        description="Når en lygte er gået ud.",
        keywords=("vejlygte",),
    ),
    Service(
        id="hjaelpemidler",
        name="Hjælpemidler",
        description="Til den, der har svært ved at klare sig i hverdagen.",
        keywords=("rollator", "kørestol"),
    ),
    Service(
        id="bevilling",
        name="Alkoholbevilling",
        description="Til udskænkning af stærke drikke.",
        keywords=("udskænkning",),
        audience=("business",),
    ),
    Service(
        id="pension",
        name="Folkepension",
        description="Til den, der har nået alderen.",
        keywords=("alderspension",),
        competent_authority="Udbetaling Danmark",
    ),
)
CONTACTS = (
    ContactPoint(
        id="borgerservice",
        name="Borgerservice",
        description="Skranken for de fleste ærinder.",
        telephone="+45 12 34 56 78",
        email="skranken@provekobing.example",
        organization="Kultur og Borgere",
        translations={"en": ContactTranslation(name="Citizen service")},
    ),
    ContactPoint(
        id="jobcenter",
        name="Jobcentret",
        description="Arbejde og ledighed.",
        telephone="+45 98 76 50 00",
    ),
)
GUIDES = (
    Guide(
        id="bestil-pas",
        name="Bestil pas",
        description="Book en tid til pas.",
        url="https://example.org",
        steps=("Log på.", "Vælg en tid."),
    ),
)
TERMS = (
    Term(id="partshoering", name="Partshøring", explanation="At få lov at sige sin mening først."),
)
SYNONYMS = (
    Synonym("krykker", ("hjælpemidler",), "da"),
    Synonym("gået i sort", ("gadebelysning",), "da"),
    Synonym("ingen penge", ("folkepension",), "da"),
    Synonym("wheelchair", ("kørestol",), "en"),
    Synonym("street light", ("gadebelysning",), "en"),
)


def knowledge(
    services: Iterable[Service] = SERVICES,
    contacts: Iterable[ContactPoint] = CONTACTS,
    guides: Iterable[Guide] = GUIDES,
    terms: Iterable[Term] = TERMS,
) -> Knowledge:
    """A knowledge base of the given entries."""
    return Knowledge(
        municipality=Municipality(name="Prøvekøbing", main_contact="borgerservice"),
        services={entry.id: entry for entry in services},
        contact_points={entry.id: entry for entry in contacts},
        guides={entry.id: entry for entry in guides},
        terms={entry.id: entry for entry in terms},
        notices={},
    )


def index(*synonyms: Synonym) -> Index:
    """An index of the small knowledge base, with these synonyms for a lexicon."""
    return Index.build(knowledge(), lexicon=Lexicon(synonyms or SYNONYMS))


def service(id_: str, name: str, *keywords: str, description: str = "Uden betydning.") -> Service:
    """A service in a line."""
    return Service(id=id_, name=name, description=description, keywords=keywords)


def refs(found: Iterable[Entry]) -> tuple[str, ...]:
    """The refs of some entries."""
    return tuple(entry.ref for entry in found)
