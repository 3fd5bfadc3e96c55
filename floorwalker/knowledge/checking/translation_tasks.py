"""What is left to translate into a language: missing, older than its text, not checked.

The languages of the house are those that the desk itself is read in: in them everything is needed
that the desk shows. Into other languages it is what a visitor takes along, of what cannot wait and
of what is asked for most; a whole base in nine languages is nobody's aim.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from floorwalker.knowledge.model.records import (
    ContactPoint,
    ContactTranslation,
    Guide,
    GuideTranslation,
    Knowledge,
    Municipality,
    MunicipalityTranslation,
    Notice,
    NoticeTranslation,
    Record,
    Rendering,
    Service,
    ServiceTranslation,
    Term,
    TermTranslation,
)
from floorwalker.knowledge.model.translation import (
    NOT_SHOWN,
    is_id,
    is_outdated,
    is_unreviewed,
    rendered,
    translations_of,
)

MUNICIPALITY: Final = "municipality"
"""What stands for a ref where the municipality is meant."""
MOST_USED: Final = 30
"""So many of the entries that are registered most are needed in every language."""
_TRANSLATIONS: Final[Mapping[type[Record | Municipality], type[Rendering]]] = {
    Service: ServiceTranslation,
    ContactPoint: ContactTranslation,
    Guide: GuideTranslation,
    Term: TermTranslation,
    Notice: NoticeTranslation,
    Municipality: MunicipalityTranslation,
}
_TAKEN_ALONG: Final[Mapping[type[Record | Municipality], tuple[str, ...]]] = {
    Service: (
        "name",
        "description",
        "deadline",
        "if_no_reply",
        "eligibility",
        "required_documents",
        "cost",
        "processing_time",
        "next_steps",
    ),
    ContactPoint: ("name", "description", "directions", "accessibility"),
    Guide: ("name", "description", "duration", "steps"),
    Term: ("name", "explanation"),
}
"""What a visitor reads: on a slip, in a guide, in a word that is explained."""
_ON_A_SIGN: Final = "address"
"""What stands on a street sign is the same in every language."""


class TranslationTask(Struct, frozen=True, kw_only=True):
    """What is left to do for one entry in one language."""

    ref: str
    name: str
    language: str
    urgent: bool
    """Whether people in danger need it."""
    registrations: int
    """How often it, or what leads to it, was registered lately."""
    missing: tuple[str, ...] = ()
    """The fields that are not translated, although they are needed."""
    outdated: bool = False
    """Whether the Danish text has changed since."""
    undated: bool = False
    """Whether it does not say of which Danish text it is: then nobody sees it grow old."""
    unreviewed: bool = False
    """Whether no reader of the language has checked what there is."""

    @property
    def is_left(self) -> bool:
        """Whether anything is left to do."""
        return bool(self.missing) or self.outdated or self.undated or self.unreviewed


class TranslationTasks(Struct, frozen=True, kw_only=True):
    """What is left to do in one language, the most needed first."""

    tasks: tuple[TranslationTask, ...]
    others: int = 0
    """Entries without a translation that nobody needs it of in the first place."""


def translation_tasks(
    knowledge: Knowledge,
    language: str,
    usage: Mapping[str, int],
    now: datetime,
    *,
    is_whole: bool = False,
) -> TranslationTasks:
    """What is left to translate into `language`.

    Args:
        knowledge: as the files say it, whatever the day.
        language: another than the house's own.
        usage: how often each entry was registered lately.
        now: local; what is over is not translated any more.
        is_whole: whether every entry is needed, as in the languages of the house.
    """
    needs = _Needs(knowledge, usage)
    is_whole = is_whole or language in knowledge.municipality.languages
    found: list[tuple[tuple[int, int, str], TranslationTask]] = []
    others = 0
    for ref, record in _records(knowledge, now):
        is_needed = is_whole or needs.level(ref) < needs.OTHER
        if not is_needed and language not in translations_of(record):
            others += bool(needed_fields(record, language, knowledge))
            continue
        task = _task(ref, record, language, knowledge, needs)
        if task.is_left:
            found.append(((needs.level(ref), -task.registrations, ref), task))
    return TranslationTasks(tasks=tuple(task for _key, task in sorted(found)), others=others)


def needed_fields(
    record: Record | Municipality, language: str, knowledge: Knowledge
) -> tuple[str, ...]:
    """The fields of `record` that have to be told in `language`, where it says anything in them."""
    is_the_desks = language in knowledge.municipality.languages
    fields = translatable(record) if is_the_desks else _TAKEN_ALONG.get(type(record), ())
    return tuple(field for field in fields if field != _ON_A_SIGN and _says(record, field))


def fields_to_offer(
    record: Record | Municipality, language: str, knowledge: Knowledge
) -> tuple[str, ...]:
    """What a translator is given of `record`: what is needed, and what is translated already."""
    needed = needed_fields(record, language, knowledge)
    rendering = translations_of(record).get(language)
    done = set(rendered(record, rendering)) if rendering else set()
    return tuple(
        field
        for field in translatable(record)
        if field in needed or (field in done and _says(record, field))
    )


def translatable(record: Record | Municipality) -> tuple[str, ...]:
    """The fields of such a record that are shown in another language, in the order of a record."""
    fields = _TRANSLATIONS[type(record)].__struct_fields__
    return tuple(name for name in record.__struct_fields__ if name in fields and _is_shown(name))


def record_of(knowledge: Knowledge, ref: str) -> Record | Municipality | None:
    """The entry named `KIND:ID`, or the municipality; None where there is none."""
    return knowledge.municipality if ref == MUNICIPALITY else knowledge.entry(ref)


def rendering_of(record: Record | Municipality, language: str) -> Rendering:
    """The translation of `record`, or one that says nothing yet."""
    return translations_of(record).get(language) or _TRANSLATIONS[type(record)]()


def _is_shown(field: str) -> bool:
    return field not in NOT_SHOWN


def _says(record: Record | Municipality, field: str) -> bool:
    said = getattr(record, field)
    return bool(said) and not (field == "competent_authority" and is_id(said))


def _records(knowledge: Knowledge, now: datetime) -> Iterator[tuple[str, Record | Municipality]]:
    yield MUNICIPALITY, knowledge.municipality
    local = now.replace(tzinfo=None)
    yield from ((each.ref, each) for each in knowledge.entries())
    yield from ((each.ref, each) for each in knowledge.notices.values() if each.ends_at >= local)


def _task(
    ref: str, record: Record | Municipality, language: str, knowledge: Knowledge, needs: "_Needs"
) -> TranslationTask:
    rendering = translations_of(record).get(language)
    return TranslationTask(
        ref=ref,
        name=str(getattr(record, "name", "") or getattr(record, "text", "")),
        language=language,
        urgent=needs.level(ref) == needs.URGENT,
        registrations=needs.registrations(ref),
        missing=tuple(
            field
            for field in needed_fields(record, language, knowledge)
            if not getattr(rendering, field, None)
        ),
        outdated=is_outdated(record, language),
        undated=rendering is not None and not rendering.of,
        unreviewed=is_unreviewed(record, language),
    )


class _Needs:
    """How much each entry is needed: an entry's doors and guides as much as itself."""

    URGENT, ASKED_FOR, OTHER = range(3)

    def __init__(self, knowledge: Knowledge, usage: Mapping[str, int]) -> None:
        self._knowledge = knowledge
        self._levels: dict[str, int] = {MUNICIPALITY: self.OTHER}
        self._usage = dict(usage)
        most = sorted(usage, key=lambda ref: (-usage[ref], ref))[:MOST_USED]
        asked_for = {*knowledge.municipality.quick, *most}
        for entry in knowledge.entries():
            level = self._own_level(entry, asked_for)
            for ref in (entry.ref, *self._led_to(entry)):
                self._levels[ref] = min(level, self._levels.get(ref, self.OTHER))
                self._usage[ref] = max(usage.get(entry.ref, 0), self._usage.get(ref, 0))

    def level(self, ref: str) -> int:
        """0 for what people in danger need, 1 for what is asked for, 2 for the others."""
        return self._levels.get(ref, self.OTHER)

    def registrations(self, ref: str) -> int:
        return self._usage.get(ref, 0)

    def _own_level(self, entry: Record, asked_for: Collection[str]) -> int:
        if getattr(entry, "urgent", False):
            return self.URGENT
        return self.ASKED_FOR if entry.ref in asked_for else self.OTHER

    def _led_to(self, entry: Record) -> Iterator[str]:
        if isinstance(entry, Service):
            contacts = (*entry.contact_points, *entry.help_here, entry.competent_authority)
            yield from (f"contact:{id_}" for id_ in contacts if id_)
            yield from (f"guide:{id_}" for id_ in entry.guides)
        if isinstance(entry, Guide) and entry.help:
            yield f"contact:{entry.help}"
