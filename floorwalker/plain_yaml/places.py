"""Where things stand in a file: line and column for whoever reads, offsets for whoever edits."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

import yaml
from msgspec import Struct

from floorwalker.plain_yaml.flaws import cleaned
from floorwalker.plain_yaml.reading import LOADER, KeyPath, Mark, events, mark_of


class Node(Struct, frozen=True):
    """Where a value stands. Offsets count characters of the decoded text."""

    key: int
    """Where its key begins; for what is no value in a mapping, where the value begins."""
    start: int
    end: int
    """For collections and texts in block style the beginning of what follows."""
    column: int
    """The column of its key, from 0."""
    flow: bool
    """Whether it is a collection in brackets."""
    style: str
    """How a text is quoted: empty, `'`, `"`, `|` or `>`."""


class _Wanted(dict[str | int, "_Wanted"]):
    """The paths that are looked for, as a tree."""

    @classmethod
    def of(cls, paths: Sequence[KeyPath]) -> Self:
        tree = cls()
        for path in paths:
            branch: _Wanted = tree
            for step in path:
                branch = branch.setdefault(step, _Wanted())
        return tree


class _Level(NamedTuple):
    """An open collection on the way to something wanted."""

    wanted: _Wanted
    path: KeyPath
    place: list[str | int | None]
    """The index or key that comes next, alone in a list; None where a key is waited for."""


def locate(data: bytes, paths: Sequence[KeyPath]) -> dict[KeyPath, Mark]:
    """Where the values at `paths` begin: for a value in a mapping, its key.

    A path that does not exist gets the mark of its nearest existing ancestor. `data` must have been
    parsed without a refusal before.
    """
    marks = _marks(data.decode("utf-8-sig"), _Wanted.of(paths))
    return {path: _nearest(marks, path) for path in paths}


def _nearest(marks: dict[KeyPath, Mark], path: KeyPath) -> Mark:
    for length in range(len(path), -1, -1):
        if path[:length] in marks:
            return marks[path[:length]]
    return (1, 1)


def _marks(text: str, wanted: _Wanted) -> dict[KeyPath, Mark]:
    """The marks of everything in `wanted` and of what leads there; the first one counts."""
    marks: dict[KeyPath, Mark] = {}
    levels: list[_Level] = []
    skipped = 0
    following, scalar = LOADER(text).get_event, yaml.ScalarEvent
    while (event := following()) is not None:
        kind = type(event)
        if skipped:
            if kind in _STARTS:
                skipped += 1
            elif kind in _ENDS:
                skipped -= 1
        elif kind in _ENDS:
            levels.pop()
        elif kind is scalar:
            _step_to(event, levels, wanted, marks)
        elif kind in _STARTS:
            branch, path = _step_to(event, levels, wanted, marks)
            if branch:
                first = 0 if kind is yaml.SequenceStartEvent else None
                levels.append(_Level(branch, path, [first]))
            else:
                skipped = 1
    return marks


_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _step_to(
    event: yaml.Event, levels: list[_Level], wanted: _Wanted, marks: dict[KeyPath, Mark]
) -> tuple[_Wanted | None, KeyPath]:
    """What is wanted inside the node that begins here, and its path; notes the node's mark."""
    if not levels:
        marks[()] = mark_of(event)
        return wanted, ()
    inside, above, place = levels[-1]
    step = place[0]
    if step is None:
        key = _key(event)
        place[0] = key
        if key in inside:
            marks.setdefault((*above, key), mark_of(event))
        return None, ()
    place[0] = step + 1 if isinstance(step, int) else None
    branch = inside.get(step)
    if branch is None:
        return None, ()
    path = (*above, step)
    if isinstance(step, int):
        marks.setdefault(path, mark_of(event))
    return branch, path


def _key(event: yaml.Event) -> str:
    text: str = getattr(event, "value", "")
    return cleaned(text)


def nodes(text: str) -> dict[KeyPath, Node]:
    """Every node of `text`, by path, in the order of the text.

    Raises:
        RefusedError: it cannot be read.
    """
    found: dict[KeyPath, Node] = {}
    for node, path in _Walk(text).walk():
        found.setdefault(path, node)
    return found


def scalars(text: str) -> Iterator[tuple[int, int]]:
    """Where each text and each key begins and ends, in order.

    Raises:
        RefusedError: the whole cannot be read.
    """
    for event in events(text):
        if isinstance(event, yaml.ScalarEvent):
            yield _offset(event.start_mark), _offset(event.end_mark)


class _Walk:
    """Goes through a text once; a collection comes before what it holds, its end is known after."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._path: list[str | int | None] = []
        self._begun: list[yaml.Event] = []
        self._keys: list[yaml.Event | None] = []

    def walk(self) -> Iterator[tuple[Node, KeyPath]]:
        for event in events(self._text):
            if isinstance(event, yaml.CollectionEndEvent):
                self._path.pop()
                self._keys.pop()
                yield self._node(self._begun.pop(), event), self._known()
                self._advance()
            elif isinstance(event, yaml.ScalarEvent) and self._path and self._path[-1] is None:
                self._path[-1], self._keys[-1] = _key(event), event
            elif isinstance(event, yaml.ScalarEvent):
                yield self._node(event, event), self._known()
                self._advance()
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begun.append(event)
                self._path.append(0 if isinstance(event, yaml.SequenceStartEvent) else None)
                self._keys.append(None)

    def _node(self, begin: yaml.Event, end: yaml.Event) -> Node:
        key = (self._keys[-1] if self._keys else None) or begin
        return Node(
            key=_offset(key.start_mark),
            start=_offset(begin.start_mark),
            end=_offset(end.end_mark),
            column=mark_of(key)[1] - 1,
            flow=bool(getattr(begin, "flow_style", False)),
            style=str(getattr(begin, "style", None) or ""),
        )

    def _known(self) -> KeyPath:
        return tuple(step for step in self._path if step is not None)

    def _advance(self) -> None:
        """A value is complete: a list goes on to its next index, a mapping waits for a key."""
        if self._path:
            last = self._path[-1]
            self._path[-1] = last + 1 if isinstance(last, int) else None
            self._keys[-1] = None


def _offset(mark: "yaml.error.Mark | yaml._yaml.Mark | None") -> int:
    return mark.index if mark else 0
