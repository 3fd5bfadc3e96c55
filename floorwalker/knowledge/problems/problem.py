"""Problems of a knowledge base: where, how bad, which code, and the sentence for the editor.

A problem keeps its code and its details, not its sentence: the sentence is made when it is shown,
in the language then in use.
"""

from typing import Final, Literal

from msgspec import Struct

from floorwalker.i18n import _
from floorwalker.knowledge.hours.texts import REASONS
from floorwalker.knowledge.model.records import LAYING
from floorwalker.knowledge.problems.texts import (
    ERRORS,
    LATER_DEAD_END,
    NO_QUESTION,
    ONLY_TRUE,
    ONLY_TRUE_OR_LEFT_OUT,
    REFERS_TO_WITHDRAWN,
    WARNINGS,
    WRONG_TYPES,
    YAML_SAYS,
)

Severity = Literal["error", "warning"]
KeyPath = tuple[str | int, ...]
"""Where in a file: the keys and positions that lead there."""
RecordPlace = tuple[int, KeyPath]
"""The index of a file, and where in it."""


class RecordFault(Struct, frozen=True):
    """A problem whose line and column are not looked up yet."""

    place: RecordPlace
    """In the topmost file that holds the record; a field may stand in one of another layer."""
    code: str
    details: dict[str, str]
    in_this_file: bool = False
    """Whether it is about that very file, whichever holds the field."""


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
        return "warning" if self.code in WARNINGS else "error"

    @property
    def message(self) -> str:
        """What is wrong, in the interface language."""
        if self.code == "dead-end" and "day" in self.details:
            return _(LATER_DEAD_END).format_map(self._shown())
        sentence = _sentences(self.code)[0]
        if "withdrawn" in self.details:
            sentence = REFERS_TO_WITHDRAWN[0]
        return _(sentence).format_map(self._shown())

    @property
    def hint(self) -> str:
        """What to do about it, in the interface language."""
        near = self.details.get("near")
        if near:
            return _("Did you mean `{near}`?").format(near=near)
        why = self.details.get("why")
        if why:
            return _(REASONS[why][1])
        wanted = WRONG_TYPES.get(self.details.get("expected", ""), "")
        if self.code == "wrong-type" and wanted:
            return _(wanted)
        if self.code == "shared-keyword" and not self.details["questions"]:
            return _(NO_QUESTION)
        return _(self._advice()).format_map(self._shown())

    def _advice(self) -> str:
        if "withdrawn" in self.details:
            return REFERS_TO_WITHDRAWN[1]
        if self.details.get("allowed") != "true":
            return _sentences(self.code)[1]
        return ONLY_TRUE if self.details["field"] in LAYING else ONLY_TRUE_OR_LEFT_OUT

    def _shown(self) -> dict[str, str]:
        said = {k: _(v) if k in _TRANSLATED and v else v for k, v in self.details.items()}
        shown = {k: " ".join(v.split()) if "\n" in v else v for k, v in said.items()}
        if "why" in self.details:
            shown["reason"] = _(REASONS[shown["why"]][0]).format(part=shown["part"])
        if self.code == "yaml" and "detail" in shown:
            shown["detail"] = _(YAML_SAYS.get(shown["detail"], shown["detail"]))
        return shown

    @property
    def where(self) -> str:
        """`path:line:column`, as editors and terminals understand it."""
        return f"{self.path}:{self.line}:{self.column}"

    def sort_key(self) -> tuple[str, int, int, str]:
        """The order of the checker's list."""
        return (self.path, self.line, self.column, self.code)


_TRANSLATED: Final = ("expected", "missing", "reason")
"""Details that are words of the interface, not of the file."""


def advice(code: str) -> str:
    """What to do about any problem with this code, as far as it needs no details."""
    return _(_sentences(code)[1])


def _sentences(code: str) -> tuple[str, str]:
    return ERRORS[code] if code in ERRORS else WARNINGS[code]


CODES: Final = (*ERRORS, *WARNINGS)
"""Every code that a problem may have."""
