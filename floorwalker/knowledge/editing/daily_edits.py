"""The handful of fields that change from day to day, edited one entry at a time.

What is written goes into the municipality's own folder, through the same door as every other edit.
It is tried before: nothing is written that the checker would call an error, and nothing over what
somebody else has written in the meantime.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec import Struct

from floorwalker.errors import FloorwalkerError, KnowledgeError, NotFoundError
from floorwalker.files import FileError, alone_in, explain, sync_folder
from floorwalker.i18n import _
from floorwalker.knowledge.editing.own_copy import require_own
from floorwalker.knowledge.editing.own_layer import own_changes, save_own
from floorwalker.knowledge.editing.trial import tried
from floorwalker.knowledge.editing.typed_fields import LABELS, FieldReader, written_moment
from floorwalker.knowledge.loading.loader import Loaded, load, problems_hide_records
from floorwalker.knowledge.model.as_of import changed
from floorwalker.knowledge.model.near_names import slug_of
from floorwalker.knowledge.model.records import Entry, Knowledge, Notice, SharedFields
from floorwalker.knowledge.model.translation import fingerprint, rendered, translations_of
from floorwalker.plain_yaml import Value
from floorwalker.plain_yaml.editing import Change, present, save_all
from floorwalker.privacy import require_clean_together

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "contact": ("opening_hours", "phone_hours", "telephone", "directions", "alert"),
    "service": ("alert",),
    "guide": ("alert",),
    "notice": ("text", "from", "until"),
}
"""What is edited of each kind; of a term nothing."""
Values = Mapping[str, str]
"""By the name of the field in the file; nothing for a field that says nothing."""

_FREE_TEXTS: Final = ("directions", "alert", "text")
_WORDS: Final = 6
"""Words of a notice that make its id."""
_ID_LENGTH: Final = 48
_MINUTE: Final = timedelta(minutes=1)


class Draft(Struct, frozen=True, kw_only=True):
    """An entry as it stands, to be edited."""

    ref: str
    name: str
    values: Values
    about: tuple[str, ...] = ()
    """The names of the entries that a notice is about; none for the whole house."""
    knowledge: Knowledge
    """What it was read from."""


class Saved(Struct, frozen=True, kw_only=True):
    """What was written, so that it can be taken back."""

    ref: str
    name: str
    fields: tuple[str, ...]
    """What says something else now."""
    changes: tuple[Change, ...]
    """Nothing where everything said so already."""
    made: frozenset[Path] = frozenset()
    """Files that were not there before."""
    until: str = ""
    """When a notice ends, as a file has it."""
    outdated: tuple[str, ...] = ()
    """Languages whose translations say what the house said before."""


class ChangedMeanwhileError(KnowledgeError):
    """A field says something else than when it was read. Nothing was written."""

    def __init__(self, field: str, value: str) -> None:
        said = (
            _("{field} was changed by somebody else in the meantime; it says “{value}” now.")
            if value
            else _("{field} was emptied by somebody else in the meantime.")
        )
        super().__init__(
            said.format(field=_(LABELS[field]), value=value), _("Nothing was written.")
        )
        self.field = field
        self.value = value
        """What it says now."""


class DailyEdits:
    """Reads entries from the folder as it is now, and writes what is to be said of them."""

    def __init__(
        self,
        folder: Path,
        *,
        cache: Path | None,
        clock: Callable[[], datetime],
        international: Callable[[str], str],
    ) -> None:
        """Edit what is in `folder`; `clock` gives the local time.

        `international` writes a telephone number as the format has it; empty where it is unclear.
        """
        self._folder = folder
        self._cache = cache
        self._clock = clock
        self._international = international

    def open(self, ref: str) -> Draft:
        """The entry as it stands now.

        Raises:
            FloorwalkerError: it is not there, nothing of it is edited here, or the folder is the
                starter knowledge, which is nobody's own.
        """
        loaded = self._load()
        record = _record(loaded, ref)
        about = record.about if isinstance(record, Notice) else ()
        return Draft(
            ref=ref,
            name=_name(record),
            values=self._values(record),
            about=tuple(_names(loaded.knowledge, about)),
            knowledge=loaded.knowledge,
        )

    def begin_notice(self) -> Draft:
        """A notice that is still to be written.

        Raises:
            FloorwalkerError: the folder is the starter knowledge, or cannot be read.
        """
        loaded = self._load()
        values = dict.fromkeys(FIELDS["notice"], "")
        return Draft(ref="", name="", values=values, knowledge=loaded.knowledge)

    def save(self, ref: str, before: Values, after: Values) -> Saved:
        """Write the fields of `after` that differ from `before`, which is what they said when read.

        Raises:
            ChangedMeanwhileError: one of them says something else by now.
            PersonalDataError: one of them holds personal data.
            FloorwalkerError: it cannot be written, or would be an error.
        """
        edits = {field: value for field, value in after.items() if value != before[field]}
        with alone_in(self._folder):
            loaded = self._load()
            now = self._values(_record(loaded, ref))
            for field, value in edits.items():
                if now[field] not in (before[field], value):
                    raise ChangedMeanwhileError(field, now[field])
            self._require_sound(loaded.knowledge, edits, now)
            return self._edit(loaded, ref, edits)

    def _edit(self, loaded: Loaded, ref: str, edits: Values) -> Saved:
        record = _record(loaded, ref)
        outdated = [lang for lang, field in _translated(record, edits) if edits[field]]
        wanted: dict[tuple[str, ...], Value | None] = {
            (field,): value or None for field, value in edits.items()
        }
        wanted |= _marks_of_age(loaded, record, edits)
        return self._write(loaded, ref, wanted, edits, outdated=tuple(dict.fromkeys(outdated)))

    def add_notice(self, values: Values, about: tuple[str, ...]) -> Saved:
        """Write a new notice about some entries, or about the whole house.

        Raises:
            FloorwalkerError: it cannot be written, or would be an error.
        """
        with alone_in(self._folder):
            loaded = self._load()
            self._require_sound(loaded.knowledge, values, dict.fromkeys(values, ""))
            ref = f"notice:{_free_id(loaded, values['text'])}"
            wanted: dict[tuple[str, ...], Value | None] = {
                (field,): value for field, value in values.items() if value
            }
            if about:
                wanted["about",] = list(about)
            return self._write(loaded, ref, wanted, values)

    def end_notice(self, ref: str) -> Saved:
        """Let a notice end now, or never begin.

        Raises:
            FloorwalkerError: it cannot be written.
        """
        ended = (self._clock() - _MINUTE).replace(second=0, microsecond=0, tzinfo=None)
        edits = {"until": written_moment(ended)}
        with alone_in(self._folder):
            loaded = self._load()
            if self._values(_record(loaded, ref))["from"] > edits["until"]:
                edits["from"] = edits["until"]
            return self._edit(loaded, ref, edits)

    def put_back(self, saved: Saved) -> None:
        """Let the files hold again what they held before, to the byte.

        Raises:
            FileError: one of them was changed since, or cannot be written; nothing is.
        """
        with alone_in(self._folder):
            kept = [each for each in saved.changes if each.path not in saved.made]
            made = [each for each in saved.changes if each.path in saved.made]
            for each in made:
                if present(each.path) != each.after:
                    raise FileError(
                        each.path,
                        "changed",
                        _("{path} was changed by somebody else in the meantime.").format(
                            path=each.path
                        ),
                        _("Nothing was taken back."),
                    )
            save_all([Change(each.path, each.after, each.before) for each in kept])
            for each in made:
                try:
                    each.path.unlink()
                    sync_folder(each.path.parent)
                except OSError as error:
                    raise explain(error, each.path) from None

    def reader(self, knowledge: Knowledge) -> FieldReader:
        """What reads fields as they are typed."""
        return FieldReader(knowledge, now=self._clock(), international=self._international)

    def _require_sound(self, knowledge: Knowledge, edits: Values, before: Values) -> None:
        readings = self.reader(knowledge).read_all({**before, **edits}, before)
        wrong = next((readings[field] for field in edits if readings[field].fault), None)
        if wrong is not None:
            raise KnowledgeError(wrong.fault, wrong.hint)
        free = {_(LABELS[field]): edits[field] for field in _FREE_TEXTS if edits.get(field)}
        require_clean_together(free)

    def _load(self) -> Loaded:
        require_own(self._folder, named=False)
        return load(self._folder, self._cache)

    def _values(self, record: Entry | Notice) -> dict[str, str]:
        """What the fields say today, as the house wrote them."""
        today = (
            changed(record, self._clock().date()) if isinstance(record, SharedFields) else record
        )
        return {field: _said(today, field) for field in FIELDS[record.kind]}

    def _write(
        self,
        loaded: Loaded,
        ref: str,
        wanted: Mapping[tuple[str, ...], Value | None],
        after: Values,
        *,
        outdated: tuple[str, ...] = (),
    ) -> Saved:
        changes = own_changes(loaded, {ref: wanted})
        bytes_by_path = {
            each.path.relative_to(self._folder).as_posix(): each.after for each in changes
        }
        then, problems = tried(loaded, bytes_by_path, self._clock())
        if problems:
            raise KnowledgeError(problems[0].message, problems[0].hint)
        record = _record(then, ref)
        said = self._values(record)
        for field, value in after.items():
            if said[field] != value:
                raise _held_by_change(record, field)
        made = frozenset(each.path for each in changes if not each.path.exists())
        save_own(changes)
        return Saved(
            ref=ref,
            name=_name(record),
            fields=tuple(after),
            changes=tuple(changes),
            made=made,
            until=record.until if isinstance(record, Notice) else "",
            outdated=outdated,
        )


def _record(loaded: Loaded, ref: str) -> Entry | Notice:
    if ref.partition(":")[0] not in FIELDS:
        raise KnowledgeError(_("Nothing of this is edited here; it stands in the files."))
    record = loaded.knowledge.entry(ref)
    if record is None and problems_hide_records(loaded.files, loaded.problems):
        first = loaded.problems[0]
        raise KnowledgeError(f"{first.where}: {first.message}", first.hint)
    if record is None:
        raise NotFoundError(_("There is no entry `{ref}`.").format(ref=ref))
    return record


def _said(record: Entry | Notice, field: str) -> str:
    return str(getattr(record, "starts" if field == "from" else field))


def _name(record: Entry | Notice) -> str:
    return record.text if isinstance(record, Notice) else record.name


def _names(knowledge: Knowledge, refs: tuple[str, ...]) -> Iterator[str]:
    for ref in refs:
        entry = knowledge.entry(ref)
        if entry is not None:
            yield _name(entry)


def _translated(record: Entry | Notice, fields: Values) -> Iterator[tuple[str, str]]:
    """The languages in which one of the fields is said again, with the field."""
    for language, rendering in translations_of(record).items():
        for field in rendered(record, rendering):
            if field in fields:
                yield language, field


def _marks_of_age(
    loaded: Loaded, record: Entry | Notice, edits: Values
) -> dict[tuple[str, ...], Value | None]:
    """What makes translations of the fields tell that they are of an older text.

    A translation that knows what it renders tells it by itself. One of a text that is gone goes as
    well, where it is the municipality's own; what the base has of it is not shown.
    """
    wanted: dict[tuple[str, ...], Value | None] = {}
    for language, field in _translated(record, edits):
        rendering = translations_of(record)[language]
        if not edits[field]:
            if _is_own(loaded, record.ref, language, field):
                wanted["translations", language, field] = None
        elif not rendering.of:
            wanted["translations", language, "of"] = fingerprint(record, rendering)
    return wanted


def _is_own(loaded: Loaded, ref: str, language: str, field: str) -> bool:
    """Whether the folder itself says a field in a language, and no base does."""
    below = loaded.laid.below.get(ref)
    if below is not None:
        return not getattr(getattr(below, "translations", {}).get(language), field, "")
    held = next((each for each in loaded.laid.records if each.record.ref == ref), None)
    return held is not None and loaded.laid.files[held.index].layer == 0


def _free_id(loaded: Loaded, text: str) -> str:
    """An id for a notice that no other one has, made of its first words."""
    words = "-".join(slug_of(text).split("-")[:_WORDS])[:_ID_LENGTH].strip("-") or "notice"
    taken = {held.record.id for held in loaded.laid.records if isinstance(held.record, Notice)}
    taken |= {
        ref.partition(":")[2]
        for ref in (*loaded.laid.withdrawn, *(ref for _index, ref in loaded.laid.broken))
    }
    number, id_ = 2, words
    while id_ in taken:
        number, id_ = number + 1, f"{words}-{number}"
    return id_


def _held_by_change(record: Entry | Notice, field: str) -> FloorwalkerError:
    """That a change with a date says otherwise, which only its file can be told."""
    since = ""
    with suppress(StopIteration):
        changes = getattr(record, "changes", ())
        since = next(each.starts.isoformat() for each in changes if field in each.set)
    return KnowledgeError(
        _("{field} is said by a change from {day} on.").format(field=_(LABELS[field]), day=since),
        _("Edit that change in its file."),
    )
