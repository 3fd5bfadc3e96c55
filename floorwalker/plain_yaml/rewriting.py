"""A YAML file made to say something else: what differs is rewritten, and no other byte.

The value that the file holds is compared with the one that it is to hold, key by key and item by
item, and only where they differ is the text edited. The outcome is read again before it is
returned: it says what was wanted, with the flaws that the file had before and no other.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from floorwalker.plain_yaml.building import parse
from floorwalker.plain_yaml.editing import (
    Edit,
    apply,
    line_end,
    line_start,
    newline_of,
    quoted,
    scalar,
)
from floorwalker.plain_yaml.flaws import RefusedError
from floorwalker.plain_yaml.places import Node, nodes
from floorwalker.plain_yaml.reading import KeyPath, Value

_INDENT: Final = 2
_WIDTH: Final = 100
"""Columns after which a list goes on lines of its own and a folded text is wrapped."""
_SHORT: Final = 32
"""Characters of an item that may stand beside others on a line."""
_LAST: Final = "translations"
"""The key that stays the last of a mapping."""
_RECORD: Final = 2
"""Steps to a record: its section and its id."""

_BLOCK: Final = ("|", ">")
"""Styles of texts on lines of their own."""
_DASH: Final = re.compile(r" *- *")
_HEADER: Final = re.compile(r"[|>][+-]?(?=\s|\Z)")
_COLON: Final = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\n][^\n]*?)\s*:(?=\s|\Z)""")
_FLOW_GAP: Final = re.compile(r"(?:\s|(?<=\s)#[^\n]*)*")
_SINGLE_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")


def rewritten(text: str, wanted: Value, *, anew: KeyPath | None = None) -> str | None:
    """`text` that says `wanted`; None where that cannot be had without changing more.

    Args:
        text: a file as it stands, without its byte-order mark.
        wanted: what it is to say; texts are composed (NFC).
        anew: where a value is written anew on its line, in brackets and quotation marks, since
            changing it as it stands did not succeed.
    """
    before = parse(text.encode())
    if before.value is None and before.flaws:
        return None
    old = before.value if before.value is not None else {}
    try:
        edits = list(_Rewriting(text, anew).edits((), old, wanted))
    except (_CannotError, RefusedError, LookupError, ValueError):
        return None
    ordered = sorted(edits)
    if any(one.end > other.start for one, other in pairwise(ordered)):
        return None
    changed = apply(text, ordered)
    after = parse(changed.encode())
    same_flaws = [flaw.code for flaw in before.flaws] == [flaw.code for flaw in after.flaws]
    said = after.value if after.value is not None else {}
    return changed if same_flaws and said == wanted else None


class _CannotError(Exception):
    """A collection is written in a way that its parts cannot be changed one by one."""


class _Rewriting:
    """The edits between what a text says and what it is to say."""

    def __init__(self, text: str, anew: KeyPath | None) -> None:
        self._text = text
        self._newline = newline_of(text)
        self._anew = anew
        self._places = nodes(text)
        self._children: dict[KeyPath, list[KeyPath]] = {}
        for path in self._places:
            if path:
                self._children.setdefault(path[:-1], []).append(path)
        for paths in self._children.values():
            paths.sort(key=lambda path: self._places[path].key)

    def edits(self, path: KeyPath, old: Value, new: Value) -> Iterator[Edit]:
        """What to do so that `new` stands at `path` where `old` does."""
        if old == new:
            return
        if path == self._anew:
            yield from self._replaced(path, new, anew=True)
            return
        try:
            if isinstance(old, dict) and isinstance(new, dict) and (old or not path):
                made = list(self._of_mapping(path, old, new))
            elif isinstance(old, list) and isinstance(new, list) and old:
                made = list(self._of_list(path, old, new))
            else:
                made = list(self._replaced(path, new))
        except _CannotError:
            if not path:
                raise
            made = list(self._replaced(path, new))
        yield from made

    # Mappings

    def _of_mapping(
        self, path: KeyPath, old: dict[str, Value], new: dict[str, Value]
    ) -> Iterator[Edit]:
        gone = [key for key in old if key not in new]
        added = {key: value for key, value in new.items() if key not in old}
        for key, said in old.items():
            if key in new:
                yield from self.edits((*path, key), said, new[key])
        if path in self._places and self._places[path].flow:
            paths = [child for child in self._children[path] if child[-1] in old]
            keep = [child[-1] not in gone for child in paths]
            yield from self._cut_from_brackets(paths, keep)
            if added:
                end = self._places[paths[-1]].end
                if not keep[-1]:
                    raise _CannotError
                yield Edit(end, end, f", {_inline(added)[1:-1]}")
            return
        for key in gone:
            yield self._without_key((*path, key), gone)
        if not new:
            yield self._emptied(path, "{}")
        if added:
            yield self._with_keys(path, added, old)

    def _without_key(self, path: KeyPath, gone: Sequence[str]) -> Edit:
        node = self._places[path]
        start = line_start(self._text, node.key)
        if not self._text[start : node.key].strip():
            return Edit(start, line_end(self._text, self._end(path)), "")
        siblings = self._children[path[:-1]]
        at = siblings.index(path) + 1
        following = siblings[at] if at < len(siblings) else None
        if following is None or following[-1] in gone:
            raise _CannotError
        between = self._text[self._end(path) : self._places[following].key]
        if between.strip() or "?" in self._text[start : node.key]:
            raise _CannotError
        return Edit(node.key, self._places[following].key, "")

    def _with_keys(self, path: KeyPath, added: dict[str, Value], old: dict[str, Value]) -> Edit:
        children = self._children.get(path, [])
        column = self._places[children[0]].column if children else 0
        last = (*path, _LAST)
        before_last = len(path) >= _RECORD and last in children and _LAST not in added
        if before_last and children[0] == last:
            start = line_start(self._text, self._places[last].key)
            if self._text[start : self._places[last].key].strip():
                raise _CannotError
        elif before_last:
            start = self._after(children[children.index(last) - 1], column + 1)
        elif not path:
            start = line_end(self._text, len(self._text.rstrip("\r\n")))
        else:
            start = self._after(children[-1], column + (len(path) < _RECORD and path[0] in _APART))
        blocks = [_entry(key, value, column) for key, value in added.items()]
        apart = not path or self._stand_apart(path, children)
        return self._insertion(start, blocks, apart=apart and bool(old or self._text.strip()))

    def _stand_apart(self, path: KeyPath, children: Sequence[KeyPath]) -> bool:
        """Whether records of this section have an empty line between them."""
        if len(path) != 1 or path[0] not in _APART:
            return False
        if len(children) == 1:
            return True
        between = self._text[self._end(children[-2]) : self._places[children[-1]].key]
        return between.count("\n") > 1

    def _insertion(self, start: int, blocks: Sequence[Sequence[str]], *, apart: bool) -> Edit:
        before = self._text[:start]
        if apart and start == len(self._text) and _only_comments(before):
            apart = False
        separator = self._newline * (2 if apart else 1)
        said = separator.join(self._newline.join(block) for block in blocks)
        if apart and not before.endswith(("\n\n", "\n\r\n")):
            said = self._newline + said
        if not before or before.endswith("\n"):
            return Edit(start, start, said + self._newline)
        return Edit(start, start, self._newline + said)

    def _after(self, path: KeyPath, column: int) -> int:
        """Where a line goes after a value and the comments on it, that begin at `column`."""
        at = line_end(self._text, self._end(path))
        while at < len(self._text):
            line = self._text[at : line_end(self._text, at)]
            indent = len(line) - len(line.lstrip(" "))
            if line.lstrip(" ")[:1] != "#" or indent < column:
                break
            at += len(line)
        return at

    # Lists

    def _of_list(self, path: KeyPath, old: list[Value], new: list[Value]) -> Iterator[Edit]:
        flow = self._places[path].flow
        paths: list[KeyPath] = [(*path, index) for index in range(len(old))]
        if self._children[path] != paths:
            raise _CannotError
        keep = [True] * len(old)
        matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
        for code, first, last, new_first, new_last in matcher.get_opcodes():
            if code == "equal":
                continue
            pairs = min(last - first, new_last - new_first)
            for offset in range(pairs):
                said = new[new_first + offset]
                yield from self.edits(paths[first + offset], old[first + offset], said)
            keep[first + pairs : last] = [False] * (last - first - pairs)
            items = new[new_first + pairs : new_last]
            if items:
                yield self._with_items(paths, first + pairs, items, flow=flow)
        if flow:
            yield from self._cut_from_brackets(paths, keep)
            return
        if not new:
            yield self._emptied(path, "[]")
        for item, kept in zip(paths, keep, strict=True):
            if not kept:
                end = line_end(self._text, self._end(item))
                yield Edit(self._dash_line(item)[0], end, "")

    def _with_items(
        self, paths: Sequence[KeyPath], at: int, items: Sequence[Value], *, flow: bool
    ) -> Edit:
        """Items that come before the one at `at`."""
        if flow:
            said = [_inline(item) for item in items]
            if not at:
                start = self._places[paths[0]].start
                return Edit(start, start, "".join(f"{item}, " for item in said))
            end = self._places[paths[at - 1]].end
            return Edit(end, end, "".join(f", {item}" for item in said))
        first, column = self._dash_line(paths[max(at - 1, 0)])
        start = self._after(paths[at - 1], column + 1) if at else first
        return self._insertion(start, [_item(item, column) for item in items], apart=False)

    def _dash_line(self, path: KeyPath) -> tuple[int, int]:
        """Where the line of an item begins, and the column of its dash."""
        start = self._places[path].start
        begin = line_start(self._text, start)
        if not _DASH.fullmatch(self._text, begin, start):
            raise _CannotError
        return begin, self._text.index("-", begin) - begin

    def _emptied(self, path: KeyPath, brackets: str) -> Edit:
        """What says that nothing is left below a key; comments there stay."""
        if not path or isinstance(path[-1], int):
            raise _CannotError
        colon = self._after_colon(path)
        return Edit(colon, colon, f" {brackets}")

    # Brackets

    def _cut_from_brackets(self, paths: Sequence[KeyPath], keep: Sequence[bool]) -> Iterator[Edit]:
        """The edits that take items out of a flow collection, each with one comma."""
        if not any(keep):
            raise _CannotError
        places = [self._places[path] for path in paths]
        index = 0
        while index < len(places):
            if keep[index]:
                index += 1
                continue
            stop = next((i for i in range(index, len(keep)) if keep[i]), len(keep))
            yield from self._cut_run(places, index, stop)
            index = stop

    def _cut_run(self, places: Sequence[Node], start: int, stop: int) -> Iterator[Edit]:
        """The edits that take out the items from `start` up to, not including, `stop`."""
        if stop < len(places):
            cut = Edit(places[start].key, places[stop].key, "")
        else:
            cut = Edit(places[start - 1].end, places[-1].end, "")
        if "#" not in self._text[cut.start : cut.end]:
            yield cut
            return
        for index in range(start, stop):  # a comment stands between them, and stays
            node = places[index]
            if stop < len(places):
                yield Edit(node.key, node.end, "")
                yield self._comma_after(node.end)
            else:
                yield self._comma_after(places[index - 1].end)
                yield Edit(node.key, node.end, "")

    def _comma_after(self, offset: int) -> Edit:
        gap = _FLOW_GAP.match(self._text, offset)
        at = gap.end() if gap else offset
        if self._text[at : at + 1] != ",":
            raise _CannotError
        return Edit(at, at + 1, "")

    # Whole values

    def _replaced(self, path: KeyPath, new: Value, *, anew: bool = False) -> Iterator[Edit]:
        """The edits that put a value in the place of another, whatever both are."""
        if not path:
            raise _CannotError
        node = self._places[path]
        on_key = isinstance(path[-1], str)
        in_brackets = any(self._places[path[:depth]].flow for depth in range(len(path)))
        if not anew and isinstance(new, str) and node.style in _BLOCK:
            yield from self._in_block_text(path, new)
        elif not (anew or in_brackets) and on_key and not (isinstance(new, str) and node.style):
            if _wants_lines(new, node.column):
                yield from self._below_key(path, new)
            else:
                yield from self._on_line(path, _inline(new))
        elif isinstance(new, str):
            style = '"' if anew or node.style in _BLOCK else node.style
            yield from self._on_line(path, quoted(new, style))
        else:
            yield from self._on_line(path, _inline(new))

    def _on_line(self, path: KeyPath, said: str) -> Iterator[Edit]:
        """What is said comes in the place of the old value, on the line where that begins."""
        node = self._places[path]
        if not self._is_block(path) and node.start != node.end:
            yield Edit(node.start, self._end(path), said)
        elif isinstance(path[-1], int):
            space = "" if self._text[: node.start].endswith(" ") else " "
            yield Edit(node.start, self._end(path), space + said)
        else:
            colon = self._after_colon(path)
            yield Edit(colon, colon, f" {said}")
            yield from self._cut_after(colon, path)

    def _below_key(self, path: KeyPath, new: Value) -> Iterator[Edit]:
        """The new value on lines of its own; what stood there is taken out."""
        colon = self._after_colon(path)
        mark, lines = _below(new, self._places[path].column)
        end = colon if self._is_block(path) else max(colon, self._end(path))
        if mark:
            yield Edit(colon, colon, f" {mark}")
        yield from self._cut_after(colon, path)
        yield self._insertion(line_end(self._text, end), [lines], apart=False)

    def _cut_after(self, colon: int, path: KeyPath) -> Iterator[Edit]:
        """Takes out what stands after a colon; a comment on the line of the key stays."""
        end = self._end(path)
        if self._is_block(path):
            yield Edit(line_end(self._text, colon), line_end(self._text, end), "")
        elif end > colon:
            yield Edit(colon, end, "")

    def _is_block(self, path: KeyPath) -> bool:
        return path in self._children and not self._places[path].flow

    def _in_block_text(self, path: KeyPath, new: str) -> Iterator[Edit]:
        node = self._places[path]
        header = _HEADER.match(self._text, node.start)
        body = line_end(self._text, node.start)
        lines = [line for line in self._text[body : node.end].splitlines() if line.strip()]
        endings = len(new) - len(new.rstrip("\n"))
        if header is None or not lines or endings > 1 or not new.strip("\n"):
            yield Edit(node.start, self._end(path), quoted(new, '"'))
            return
        indent = " " * (len(lines[0]) - len(lines[0].lstrip(" ")))
        chomping = "" if endings else "-"
        yield Edit(node.start, header.end(), node.style + chomping)
        said = _folded(new, _WIDTH - len(indent)) if node.style == ">" else _literal(new)
        end = line_end(self._text, self._end(path))
        if header[0].endswith("+"):
            end = max(end, node.end)
        last = self._newline if self._text[body:end].endswith("\n") else ""
        written = self._newline.join(indent + line if line else "" for line in said)
        yield Edit(body, end, written + last)

    def _after_colon(self, path: KeyPath) -> int:
        match = _COLON.match(self._text, self._places[path].key)
        if match is None:
            raise _CannotError
        return match.end()

    def _end(self, path: KeyPath) -> int:
        """Where the last sign of a value stands; comments and empty lines after it are no part."""
        node = self._places[path]
        if node.style in _BLOCK:
            return node.start + len(self._text[node.start : node.end].rstrip())
        if not self._is_block(path):
            return max(node.end, node.key)
        return self._end(self._children[path][-1])


_APART: Final = ("services", "contact_points", "guides", "terms", "notices", "rates")
"""Sections whose records may stand apart from each other by an empty line."""


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.startswith("#") for line in text.splitlines())


def _literal(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")


def _folded(text: str, width: int) -> list[str]:
    """The lines of `text` after `>`: each line end of its own stands as an empty line."""
    lines: list[str] = []
    for number, paragraph in enumerate(_literal(text)):
        if number:
            lines.append("")
        if not paragraph:
            continue
        lines.append("")
        for word in _SINGLE_SPACE.split(paragraph):
            if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _wants_lines(value: Value, column: int) -> bool:
    """Whether a value reads better on lines of its own than in brackets or quotation marks."""
    if isinstance(value, str):
        return "\n" in value and _can_be_literal(value)
    if isinstance(value, dict):
        return bool(value)
    return bool(value) and not _fits(value, column)


def _can_be_literal(text: str) -> bool:
    lines = _literal(text)
    one_end = len(text) - len(text.rstrip("\n")) <= 1
    return one_end and all(line.strip() == line for line in lines) and bool(lines[0])


def _fits(items: Sequence[Value], column: int) -> bool:
    short = all(
        isinstance(item, str) and len(item) <= _SHORT and scalar(item) == item and "," not in item
        for item in items
    )
    return short and column + _SHORT + sum(len(item) + 2 for item in items) <= _WIDTH + _SHORT // 2


def _entry(key: str, value: Value, column: int) -> list[str]:
    """The lines of a key with its value."""
    head = f"{' ' * column}{scalar(key)}:"
    if not _wants_lines(value, column):
        return [f"{head} {_inline(value)}"]
    mark, lines = _below(value, column)
    return [f"{head} {mark}" if mark else head, *lines]


def _below(value: Value, column: int) -> tuple[str, list[str]]:
    """What stands after the colon of a key in `column`, and the lines of its value below."""
    column += _INDENT
    if isinstance(value, str):
        lines = [" " * column + line if line else "" for line in _literal(value)]
        return ("|" if value.endswith("\n") else "|-"), lines
    if isinstance(value, dict):
        blocks = [_entry(key, inner, column) for key, inner in value.items()]
    else:
        blocks = [_item(item, column) for item in value]
    return "", [line for block in blocks for line in block]


def _item(value: Value, column: int) -> list[str]:
    """The lines of an item after its dash."""
    indent = " " * column
    if isinstance(value, dict) and value:
        _mark, lines = _below(value, column)
        return [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]
    return [f"{indent}- {_inline(value)}"]


def _inline(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return f"{{{', '.join(f'{scalar(key)}: {_inline(inner)}' for key, inner in value.items())}}}"
