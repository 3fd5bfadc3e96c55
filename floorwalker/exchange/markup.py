"""Plain text out of HTML, and plain text that readers of HTML show as it is.

Directories keep their texts in web editors, so that descriptions come with tags and entities. Only
what HTML knows as an element is a tag: `3 < 4` and `<your name>` stay. Linear in the length.
"""

import html
import re
from typing import Final

_BLOCKS: Final = (
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu "
    "nav ol p pre section summary table tbody tfoot thead title tr ul"
)
"""Elements that begin a line."""
_INLINE: Final = (
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd "
    "label mark meter o:p output picture q rp rt ruby s samp small source span strike strong "
    "sub sup time tt u var wbr"
)
_DROPPED: Final = (
    "audio canvas iframe math noscript object script select style svg template textarea video"
)
"""Elements whose content is no text for a reader."""
_VOID: Final = ("embed", "link", "meta")
_CELLS: Final = ("td", "th")
_KNOWN: Final = frozenset([*_BLOCKS.split(), *_INLINE.split(), *_DROPPED.split(), *_VOID, *_CELLS])
_NAME: Final = re.compile(r"/?([a-z][a-z0-9:]*)(?=[\s/>])")
_STOP: Final = re.compile(r"[<>]|=\s*[\"']")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def plain_text(text: str) -> str:
    """`text` without tags, entities resolved: a line for each paragraph and each item of a list.

    A text that consists of escaped tags, `&lt;p&gt;`, is HTML that was escaped once too often.
    """
    plain, had_tags = _without_tags(text)
    plain = _resolved(plain)
    if not had_tags and plain != text:
        again, has_tags = _without_tags(plain)
        plain = _resolved(again) if has_tags else plain
    return plain


def as_markup(text: str) -> str:
    """`text` such that `plain_text` gives it back: as it is wherever that will do."""
    if plain_text(text) == text:
        return text
    return f"<p>{html.escape(text, quote=False).replace(chr(10), '<br>')}</p>"


def _resolved(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _without_tags(text: str) -> tuple[str, bool]:
    """The text between the tags, and whether there were any."""
    return _Stripping(text).run() if "<" in text else (text, False)


class _Stripping:
    """One pass over a text, from `<` to `<`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lowered = text.translate(_LOWER)  # `lower` would move what stands after an `İ`
        self._parts: list[str] = []
        self._at = 0
        self._missing: set[str] = set()
        """What does not come any more, so that nobody looks for it again."""
        self._has_blocks = False

    def run(self) -> tuple[str, bool]:
        had_tags = False
        while (start := self._text.find("<", self._at)) >= 0:
            self._keep(start)
            self._at = start
            if self._comment() or self._tag():
                had_tags = True
            else:
                self._keep(start + 1)
                self._at = start + 1
        if not had_tags:
            return self._text, False
        self._keep(len(self._text))
        return "".join(self._lines()), True

    def _keep(self, end: int) -> None:
        self._parts.append(self._text[self._at : end])

    def _lines(self) -> list[str]:
        """The parts; where elements make the lines, line ends of the source are spaces."""
        if not self._has_blocks:
            return self._parts
        return [part if part == "\n" else " ".join(part.split("\n")) for part in self._parts]

    def _find(self, sought: str, start: int) -> int:
        if sought in self._missing:
            return -1
        found = self._lowered.find(sought, start)
        if found < 0:
            self._missing.add(sought)
        return found

    def _comment(self) -> bool:
        for opening, closing in (("<!--", "-->"), ("<!doctype", ">"), ("<?xml", ">")):
            if self._lowered.startswith(opening, self._at):
                end = self._find(closing, self._at + len(opening))
                if end >= 0:
                    self._at = end + len(closing)
                    return True
        return False

    def _tag(self) -> bool:
        """Take the tag that begins here; whether there is one."""
        match = _NAME.match(self._lowered, self._at + 1)
        if match is None or match[1] not in _KNOWN:
            return False
        name = match[1]
        end = self._end(match.end())
        if end < 0:
            return False
        attributes = self._text[match.end() : end]
        if len(name) == 1 and attributes.strip(" /") and "=" not in attributes:
            return False  # `x<b and c>d` is arithmetic
        self._at = end + 1
        if name in _BLOCKS.split():
            self._has_blocks = True
            self._parts.append("\n")
        elif name in _CELLS:
            self._parts.append(" ")
        elif name in _DROPPED.split() and match[0][0] != "/" and not attributes.endswith("/"):
            self._drop(name)
        return True

    def _end(self, start: int) -> int:
        """Where the tag ends; a `>` in an attribute's value ends nothing."""
        while (stop := _STOP.search(self._text, start)) is not None:
            if len(stop[0]) == 1:
                return stop.start() if stop[0] == ">" else -1
            closing = self._find(stop[0][-1], stop.end())
            start = closing + 1 if closing >= 0 else stop.end()
        return -1

    def _drop(self, name: str) -> None:
        """Pass over the content of an element; one that never ends takes the rest along."""
        start = self._find(f"</{name}", self._at)
        end = self._find(">", start) if start >= 0 else -1
        self._at = end + 1 if end >= 0 else len(self._text)
