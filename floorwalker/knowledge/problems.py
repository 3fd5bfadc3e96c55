"""Problems of a knowledge base: where, how bad, which code, and the sentence for the editor.

A problem keeps its code and its details, not its sentence: the sentence is made when it is shown,
in the language then in use.
"""

from typing import Final, Literal

from msgspec import Struct

from floorwalker.i18n import _, mark

Severity = Literal["error", "warning"]


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong at one place. Line and column count from 1."""

    path: str
    """Relative to the knowledge folder, with forward slashes."""
    line: int
    column: int
    code: str
    details: dict[str, str] = {}

    @property
    def severity(self) -> Severity:
        """Whether `check` fails on it, or only `check --strict`."""
        return "warning" if self.code in _WARNINGS else "error"

    @property
    def message(self) -> str:
        """What is wrong, in the interface language."""
        return _(_sentences(self.code)[0]).format_map(self._shown())

    @property
    def hint(self) -> str:
        """What to do about it, in the interface language."""
        near = self.details.get("near")
        if near:
            return _("Did you mean `{near}`?").format(near=near)
        return _(_sentences(self.code)[1]).format_map(self._shown())

    def _shown(self) -> dict[str, str]:
        return {k: _(v) if k in _TRANSLATED and v else v for k, v in self.details.items()}

    @property
    def where(self) -> str:
        """`path:line:column`, as editors and terminals understand it."""
        return f"{self.path}:{self.line}:{self.column}"

    def sort_key(self) -> tuple[str, int, int, str]:
        """The order of the checker's list."""
        return (self.path, self.line, self.column, self.code)


_TRANSLATED: Final = ("expected", "missing")
"""Details that are words of the interface, not of the file."""


def advice(code: str) -> str:
    """What to do about any problem with this code, as far as it needs no details."""
    return _(_sentences(code)[1])


def _sentences(code: str) -> tuple[str, str]:
    return _ERRORS[code] if code in _ERRORS else _WARNINGS[code]


_ERRORS: Final = {
    "unreadable": (
        mark("The file cannot be read: {reason}."),
        mark("Check that it exists and that you may read it."),
    ),
    "encoding": (
        mark("The file is not UTF-8 text."),
        mark("Save it again with the encoding UTF-8."),
    ),
    "too-large": (
        mark("The file is larger than {detail} MB."),
        mark("Split it into several files."),
    ),
    "tab": (
        mark("A tab stands where the line is indented."),
        mark("Indent with spaces, two for each level."),
    ),
    "yaml": (
        mark("This cannot be read as YAML: {detail}."),
        mark("Check the indentation, and put text that holds `: ` or ` #` in quotation marks."),
    ),
    "control-character": (
        mark("The text holds a control character, {detail}."),
        mark("Delete it; it cannot be seen, but a terminal would obey it."),
    ),
    "several-documents": (
        mark("The file holds more than one document."),
        mark("Delete the line `---`, or make two files of it."),
    ),
    "too-deep": (
        mark("Lists or mappings stand more than {detail} deep in each other."),
        mark("Check the brackets and the indentation."),
    ),
    "key-not-text": (
        mark("A list or a mapping stands where a field's name belongs."),
        mark("Write a field's name and a colon, as in `name: Pas`."),
    ),
    "anchor": (
        mark("`&{detail}` is an anchor, which the format does not have."),
        mark("Put the text in quotation marks, or write the value out."),
    ),
    "alias": (
        mark("`*{detail}` is an alias, which the format does not have."),
        mark("Put the text in quotation marks, or write the value out."),
    ),
    "tag": (
        mark("`{detail}` is a tag, which the format does not have."),
        mark("Put the text in quotation marks, or delete the tag."),
    ),
    "merge-key": (
        mark("`<<` is a merge key, which the format does not have."),
        mark("Write the fields out."),
    ),
    "not-a-mapping": (
        mark("The file does not begin with keys such as `services:`."),
        mark("The top-level keys are: {allowed}."),
    ),
    "duplicate-key": (
        mark("`{detail}` stands twice in the same record or section."),
        mark("Delete one of the two, or put their contents together."),
    ),
    "unknown-key": (
        mark("There is no field `{key}` here."),
        mark("The fields are: {allowed}."),
    ),
    "missing-field": (
        mark("The field `{field}` is missing."),
        mark("Add a line `{field}: …`."),
    ),
    "empty-field": (
        mark("The field `{field}` is empty."),
        mark("Write something there, or delete the line."),
    ),
    "wrong-type": (
        mark("`{field}` is not {expected}."),
        mark("Put a text that begins with a special character in quotation marks."),
    ),
    "bad-value": (
        mark("`{value}` is not a value of `{field}`."),
        mark("The values are: {allowed}."),
    ),
    "bad-slug": (
        mark("`{value}` is not an id."),
        mark("Use the letters a-z, digits and hyphens, at most 64: `nyt-pas`."),
    ),
    "bad-date": (
        mark("`{value}` is not a date."),
        mark("Write year-month-day: `2026-10-01`, for a notice also `2026-10-01 12:00`."),
    ),
    "bad-url": (
        mark("`{value}` is not a web address that fits here."),
        mark("Write it whole, with `https://` in front."),
    ),
    "bad-telephone": (
        mark("`{value}` is not a telephone number in international form."),
        mark("Write it with the country code: `+45 12 34 56 78`."),
    ),
    "bad-email": (
        mark("`{value}` is not an e-mail address."),
        mark("Write it as `name@example.dk`."),
    ),
    "bad-kle": (
        mark("`{value}` is not a KLE number."),
        mark("Write `23`, `23.03` or `23.03.04`."),
    ),
    "bad-hours": (
        mark("`{value}` cannot be read as opening hours."),
        mark("Write them as in OpenStreetMap: `Mo-We 10:00-14:00; Th 10:00-17:00; PH off`."),
    ),
    "bad-language": (
        mark("`{value}` is not a language code."),
        mark("Write `da`, `en`, `de`, `uk`, `ar` …"),
    ),
    "bad-reference": (
        mark("`{value}` does not name an entry."),
        mark("Write the kind, a colon and the id: `service:pas`."),
    ),
    "bad-timezone": (
        mark("`{value}` is not a time zone."),
        mark("Write `Europe/Copenhagen`."),
    ),
    "duplicate-id": (
        mark("The id `{id}` is used already, in {where}."),
        mark("Give one of the two another id, or put them together."),
    ),
    "unknown-reference": (
        mark("`{value}` refers to nothing."),
        mark("Check the spelling, or write the entry that is meant."),
    ),
    "fallback-circle": (
        mark("The fallback runs in a circle: {circle}."),
        mark("Let the last one have no fallback."),
    ),
    "no-municipality": (
        mark("No file says whose knowledge base this is."),
        mark("Add `municipality:` with `name` and `main_contact` to one file."),
    ),
    "two-municipalities": (
        mark("`municipality` stands in another file as well, in {where}."),
        mark("Delete one of the two."),
    ),
    "lexicon-shape": (
        mark("The lexicon does not begin with `lexicon:` and a list of expressions under it."),
        mark("Write `lexicon:`, and under it lines such as `krykker: [hjælpemidler]`."),
    ),
    "lexicon-expression": (
        mark("`{detail}` is no expression that the search can use."),
        mark("Write one to eight words."),
    ),
    "lexicon-targets": (
        mark("`{detail}` leads to no words."),
        mark("Write a list of words: `krykker: [hjælpemidler]`."),
    ),
    "dead-end": (
        mark("`{ref}` is a dead end: it has neither a contact point nor a guide."),
        mark("Add `contact_points` or `guides`, so that nobody is sent away with nothing."),
    ),
}

_WARNINGS: Final = {
    "stale": (
        mark("`{ref}` was last checked on {date}, more than {days} days ago."),
        mark("Check the facts, then set `assured_date` to the day of the check."),
    ),
    "never-assured": (
        mark("Nobody has vouched for `{ref}` yet."),
        mark("Check the facts, then add `assured_date` and `assurer`."),
    ),
    "incomplete": (
        mark("`{ref}` does not say {missing}."),
        mark("Add `{field}`: a visitor wants to know it first."),
    ),
    "keyword-is-name": (
        mark("The keyword `{keyword}` is the entry's own name."),
        mark("Delete it: the name is searched anyway."),
    ),
    "duplicate-keyword": (
        mark("The keyword `{keyword}` stands twice in the list."),
        mark("Delete one of the two."),
    ),
    "shared-keyword": (
        mark("The keyword `{keyword}` also belongs to `{ref}`."),
        mark("Leave it with the one that is meant most often, or write `questions` for both."),
    ),
    "notice-ended": (
        mark("The notice `{ref}` ended on {until}."),
        mark("Delete it, or give it a new `until`."),
    ),
    "unreferenced": (
        mark("Nothing refers to `{ref}`."),
        mark("Name it in a service, or delete it."),
    ),
    "missing-translation": (
        mark("`{ref}` has no {fields} in the language `{language}`."),
        mark("Add it under `translations`."),
    ),
}

CODES: Final = (*_ERRORS, *_WARNINGS)
"""Every code that a problem may have."""
