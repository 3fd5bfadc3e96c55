"""The sheets of a workbook and their columns, read off the records: one for each field."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

import msgspec
from msgspec import Struct, inspect

from floorwalker.i18n import _, mark
from floorwalker.knowledge.editing.record_edits import RecordKind
from floorwalker.knowledge.model.records import (
    ContactPoint,
    Guide,
    Municipality,
    Notice,
    Rate,
    Rendering,
    Service,
    SharedFields,
    Term,
)
from floorwalker.knowledge.model.shapes import struct_info
from floorwalker.knowledge.schema.record_texts import described
from floorwalker.plain_yaml import Value

Path = tuple[str, ...]
"""The way to a field within its record: `("cost",)`, `("translations", "uk", "name")`."""


class Form(Enum):
    """How a value stands in a cell."""

    TEXT = "text"
    LINES = "lines"
    """A list, an item a line."""
    CODE = "code"
    CODES = "codes"
    """Several codes with commas between."""
    FLAG = "flag"
    DATE = "date"
    MOMENT = "moment"
    """A date, or a date and a time."""
    NUMBER = "number"
    URL = "url"
    HTTPS = "https"
    HOURS = "hours"
    TELEPHONE = "telephone"
    KLE = "kle"
    CONTACT = "contact"
    """The id of a contact point."""
    PARTS = "parts"
    """Things that have parts: a thing a line, ` | ` between its parts."""
    KEYED = "keyed"
    """As `PARTS`, but the first part is the key of a mapping."""


class Column(Struct, frozen=True):
    """One column of a sheet."""

    path: Path
    form: Form
    about: str = ""
    """What the field means: a message id."""
    required: bool = False
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The names of the parts of a thing, in their order."""
    default: Value = ""
    """What holds where nothing is said."""

    @property
    def name(self) -> str:
        """How the column is called in the workbook, whatever the language."""
        return ".".join(self.path)

    @property
    def title(self) -> str:
        """How the column is called for whoever reads the interface language."""
        title = _(TITLES[self.path[-1]])
        return f"{title} [{self.path[1]}]" if self.path[0] == _TRANSLATIONS else title


RecordType = type[Service | ContactPoint | Guide | Term | Notice | Rate | Municipality]


class Sheet(Struct, frozen=True):
    """What the sheet of one kind is called, and what stands in it."""

    kind: RecordKind
    title: str
    """A message id; its translations have at most 31 characters."""
    struct: RecordType

    def columns(self, languages: Sequence[str] = (), *, desk_notes: bool = False) -> list[Column]:
        """Its columns: what is required first, then what only this kind has, then the rest.

        Args:
            languages: those whose translations have columns, too.
            desk_notes: whether what is meant for the desk alone has columns.
        """
        shared = {field.encode_name for field in struct_info(SharedFields).fields}
        fields = [
            field
            for field in struct_info(self.struct).fields
            if field.encode_name not in _NO_COLUMN
            and (desk_notes or field.encode_name != _DESK_NOTE)
        ]
        fields.sort(
            key=lambda field: (
                _FIRST.index(field.encode_name) if field.encode_name in _FIRST else len(_FIRST),
                not field.required,
                field.encode_name in shared,
            )
        )
        columns = [_column(self.struct, (field.encode_name,), field) for field in fields]
        for language in languages:
            columns += _translated(self.struct, language, desk_notes=desk_notes)
        return columns


def _translated(struct: RecordType, language: str, *, desk_notes: bool) -> Iterator[Column]:
    shape = next((f for f in struct_info(struct).fields if f.name == _TRANSLATIONS), None)
    if shape is None or not isinstance(shape.type, inspect.DictType):
        return
    rendering = shape.type.value_type
    if not isinstance(rendering, inspect.StructType):
        return
    of_itself = {field.encode_name for field in struct_info(Rendering).fields}
    fields = sorted(rendering.fields, key=lambda field: field.encode_name in of_itself)
    for field in fields:
        if field.encode_name != "of" and (desk_notes or field.encode_name != _DESK_NOTE):
            path = (_TRANSLATIONS, language, field.encode_name)
            yield _column(rendering.cls, path, field)


def _column(struct: type[msgspec.Struct], path: Path, field: inspect.Field) -> Column:
    shape = _plain(field.type)
    form = Form.TEXT
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    if isinstance(shape, inspect.VarTupleType):
        item = _plain(shape.item_type)
        if isinstance(item, inspect.StructType):
            form, parts = Form.PARTS, tuple(part.encode_name for part in item.fields)
        elif isinstance(item, inspect.LiteralType):
            form, codes = Form.CODES, tuple(map(str, item.values))
        else:
            form = Form.LINES
    elif isinstance(shape, inspect.DictType):
        item = _plain(shape.value_type)
        names = item.fields if isinstance(item, inspect.StructType) else ()
        form, parts = Form.KEYED, tuple(part.encode_name for part in names)
    elif isinstance(shape, inspect.LiteralType):
        form, codes = Form.CODE, tuple(map(str, shape.values))
    elif isinstance(shape, inspect.BoolType):
        is_switch = isinstance(_inner(field.type), inspect.Metadata)
        form, codes = Form.FLAG, (("true", "false") if is_switch else ("true",))
    elif isinstance(shape, inspect.DateType):
        form = Form.DATE
    elif isinstance(shape, inspect.IntType):
        form = Form.NUMBER
    else:
        form = _FORMS.get(path, Form.TEXT)
    return Column(
        path=path,
        form=form,
        about=described(struct, field.encode_name).text,
        required=field.required,
        codes=codes,
        parts=parts,
        default=_default(field.default),
    )


def _default(value: object) -> Value:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return value if isinstance(value, str) else ""


def _inner(shape: inspect.Type) -> inspect.Type:
    if isinstance(shape, inspect.UnionType):
        return next(t for t in shape.types if not isinstance(t, inspect.NoneType))
    return shape


def _plain(shape: inspect.Type) -> inspect.Type:
    shape = _inner(shape)
    return _plain(shape.type) if isinstance(shape, inspect.Metadata) else shape


_TRANSLATIONS: Final = "translations"
_DESK_NOTE: Final = "desk_note"
_FIRST: Final = ("name", "description")
"""The columns that come before all others."""
_NO_COLUMN: Final = (
    "id",
    "base",
    "based_on",
    "placeholder",
    "translations",
    "withdrawn",
    "without",
)
"""What the program writes itself, or what stands elsewhere."""
_FORMS: Final[dict[Path, Form]] = {
    ("telephone",): Form.TELEPHONE,
    ("kle",): Form.KLE,
    ("opening_hours",): Form.HOURS,
    ("phone_hours",): Form.HOURS,
    ("from",): Form.MOMENT,
    ("until",): Form.MOMENT,
    ("source",): Form.URL,
    ("url",): Form.HTTPS,
    ("appointment_url",): Form.HTTPS,
    ("competent_authority",): Form.CONTACT,
    ("fallback",): Form.CONTACT,
    ("help",): Form.CONTACT,
    ("main_contact",): Form.CONTACT,
    ("owner",): Form.CONTACT,
}

SHEETS: Final = (
    Sheet("service", mark("Services"), Service),
    Sheet("contact", mark("Contact points"), ContactPoint),
    Sheet("guide", mark("Guides"), Guide),
    Sheet("term", mark("Words"), Term),
    Sheet("notice", mark("Notices"), Notice),
    Sheet("rate", mark("Amounts"), Rate),
    Sheet("municipality", mark("Municipality"), Municipality),
)

TITLES: Final = {
    "about": mark("Concerns"),
    "accessibility": mark("Accessibility"),
    "address": mark("Address"),
    "alert": mark("Alert"),
    "appointment": mark("Appointment needed"),
    "appointment_url": mark("Booking page"),
    "assured_date": mark("Checked on"),
    "assurer": mark("Checked by (function)"),
    "audience": mark("For whom"),
    "changes": mark("Coming changes"),
    "closures": mark("Closing days"),
    "competent_authority": mark("Authority that decides"),
    "contact_points": mark("Where to go (contact points)"),
    "cost": mark("Cost"),
    "danger": mark("Words of danger"),
    "deadline": mark("Deadline"),
    "description": mark("Description"),
    "desk_note": mark("Desk note"),
    "directions": mark("Directions"),
    "duration": mark("Duration"),
    "eligibility": mark("Who can get it"),
    "email": mark("E-mail"),
    "explanation": mark("Explanation"),
    "fallback": mark("Takes over when closed"),
    "follows_closures": mark("Closes with the house"),
    "from": mark("From"),
    "greeting": mark("Greeting"),
    "guides": mark("Guides"),
    "help": mark("Who helps"),
    "help_here": mark("Helps here (contact points)"),
    "if_no_reply": mark("If nothing is heard"),
    "keywords": mark("Keywords"),
    "kle": mark("KLE number"),
    "languages": mark("Languages"),
    "legal_basis": mark("Legal basis"),
    "locations": mark("Houses"),
    "main_contact": mark("Main contact"),
    "name": mark("Name"),
    "next_steps": mark("What happens next"),
    "opening_hours": mark("Opening hours"),
    "organization": mark("Organization"),
    "owner": mark("Kept by (contact point)"),
    "phone_hours": mark("Telephone hours"),
    "phones": mark("Further numbers"),
    "processing_time": mark("Processing time"),
    "questions": mark("What to ask"),
    "quick": mark("Counted with two keys"),
    "redress": mark("How to complain"),
    "related": mark("See also"),
    "required_documents": mark("What to bring"),
    "requires": mark("What must be at hand"),
    "response_days": mark("Days until an answer"),
    "review_interval_days": mark("Check again after days"),
    "reviewed_date": mark("Reviewed on"),
    "sensitive": mark("Sensitive"),
    "severity": mark("Severity"),
    "source": mark("Source"),
    "source_date": mark("Source read on"),
    "steps": mark("Steps"),
    "telephone": mark("Telephone"),
    "text": mark("Text"),
    "theme": mark("Area"),
    "timezone": mark("Time zone"),
    "until": mark("Until"),
    "urgent": mark("Urgent"),
    "url": mark("Web page"),
    "values": mark("Amount by year"),
}
