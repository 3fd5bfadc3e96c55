"""E-mail addresses, spelled with @ or with what people write in its place."""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.privacy.candidates import Candidate

_LOCAL: Final = r"[\w.+%&'=~-]"
_LETTERS: Final = r"[^\W\d_]"
_PROVIDER: Final = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|protonmail|live|msn|jubii|ofir|stofanet"
    r"|youmail)"
)
_TOP: Final = (
    r"(?:dk|com|net|org|eu|no|se|de|uk|nu|io|info|edu|gov|fr|pl|nl|es|it|fi|is|gl|fo|ua|ro|lt|lv|ee"
    r"|tr|us|ca|ch|at|be|biz|online|app|dev|me|tv|co|email|cloud|example)"
)
_DOT_WORD: Final = r"(?:dot|punktum|prik|punkt)"
_DOT: Final = (
    rf"(?:\.|\s\.\s|\s?[(\[{{<|*'\"]\s?(?:\.|{_DOT_WORD})\s?[)\]}}>|*'\"]\s?"
    rf"|[\s_/=-]{_DOT_WORD}[\s_/=-])"
)
_DOMAIN: Final = rf"[\w-]++(?:{_DOT}[\w-]+){{0,6}}{_DOT}(?:{_LETTERS}{{2,24}}|xn--\w{{2,24}})(?!\w)"
# Without a sign for @ that means nothing else, the end must be one that addresses have.
_KNOWN_DOMAIN: Final = (
    rf"(?:[^\W_](?:[\w-]*?[^\W_])??(?:{_DOT}[^\W_](?:[\w-]*?[^\W_])??){{0,4}}?{_DOT}{_TOP}(?!\w)"
    rf"|{_PROVIDER}(?:(?:{_DOT}|[\s,]){_TOP})?(?!\w))"
)
_TRUNK: Final = (
    r"(?:snab{1,2}(?:el|le|ele)(?:[\s-]?a{1,2})?|a-?snabel|krøl(?:le|l)?-?alfa|alfa-?krøl(?:le|l)?"
    r"|krøl(?:le|let)?(?:[\s-]?a)?)"
)
"""What Danes call @, in the spellings that they try."""
_AT_WORD: Final = rf"(?:at|{_TRUNK})"
_IN_BRACKETS: Final = (
    rf"(?:\s{{0,2}}[(\[{{<]\s?(?:@|a|ad|{_AT_WORD})\s?[)\]}}>]\s{{0,2}}"
    rf"|\s?(?P<quote>[|*'\"=/_.-]){_AT_WORD}(?P=quote)\s?)"
)
# Said so, the full stop may be left out: mona snabel a post dk.
_SAID_DOMAIN: Final = (
    rf"(?:{_KNOWN_DOMAIN}|[^\W_][\w-]{{1,30}}\s(?:dk|com|net|org|eu|se|no|de)(?!\w))"
)
_SAID: Final = rf"\s{{1,2}}{_TRUNK}\s{{1,2}}"
# Every run of local characters is tried once, from its beginning, and never given back: linear.
_LOCAL_PART: Final = rf"(?<!{_LOCAL}){_LOCAL}++"
# Given back, but only to a sign: no longer than addresses are.
_SHORT_LOCAL_PART: Final = r"(?<![\w.-])[^\W_][\w.+-]{0,63}?"
_TOLD: Final = rf"(?:(?<![^\W_])[^\W_]{{1,30}}\s{_DOT_WORD}\s){{0,3}}"

_ADDRESS: Final = re.compile(
    rf"{_LOCAL_PART}\"?(?:\s{{0,2}}@{{1,3}}\s{{0,2}}"
    rf"(?:{_PROVIDER}[\s,]{{1,2}}{_TOP}(?!\w)|[\w-]{{1,40}}(?:\s?,\s?|\s\.){_TOP}(?!\w)|{_DOMAIN}|{_PROVIDER}(?!\w))"
    rf"|@{_LETTERS}[\w-]{{2,62}})",
    re.IGNORECASE,
)
_SPACED_ADDRESS: Final = re.compile(
    r"(?<![^\W_])(?:[\w+-]\s|\.\s){1,40}@\s(?:[\w-]\s){1,40}\.\s(?:[^\W\d_]\s?){2,4}(?!\w)"
)
_SPELLED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LOCAL_PART}\s{{0,2}}[(\[{{<]\s?(?:@|a|ad|{_AT_WORD})\s?[)\]}}>]\s{{0,2}}{_DOMAIN}",
        rf"{_SHORT_LOCAL_PART}{_IN_BRACKETS}{_KNOWN_DOMAIN}",
        rf"{_TOLD}{_LOCAL_PART}{_SAID}{_SAID_DOMAIN}",
        rf"{_LOCAL_PART}-?(?:snabel-?a|krølle?-?a)-?\s?{_KNOWN_DOMAIN}",
        rf"(?<![^\W_])[^\W_]{{2,40}}?snabel-?a[^\W_]{{1,40}}(?:{_DOT}){_TOP}(?!\w)",
        # mona.berg gmail.com: what was between them got lost.
        rf"(?<![\w.@-])[^\W_]+[._][^\W_]+(?:[._][^\W_]+)*+\s{_PROVIDER}\.{_TOP}(?!\w)",
    )
)
# "at" is also a Danish conjunction, and an English preposition before a site.
_SPOKEN_AT: Final = re.compile(
    rf"{_TOLD}(?<!{_LOCAL})(?P<local>{_LOCAL}++)\s(?P<at>at|på|hos|a|ved)\s"
    rf"(?P<domain>{_KNOWN_DOMAIN})(?P<after>\W{{0,3}}[^\W\d_]*)",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    r"(?:e-?mail|mail|mailen|mailadresse|emailadresse|skriv til|write to)\W{1,3}"
    r"(?:er\s)?(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
_CALLED_WITHIN: Final = 60
# An English sentence names a site so: See the current fee at domstol.dk.
_ENGLISH: Final = re.compile(
    r"(?<![^\W_])(?:the|your|their|an|see|read|order|send|choose|block|call|in|is|are|current|for|of)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_SITES: Final = re.compile(
    r"(?:www|borger|virk|skat|sundhed|mitid|nemkonto|nemid|minretssag|digitalpost|politi|jobnet|e-boks"
    r"|boligportal|facebook|udbetalingdanmark|aula|rejseplanen|[\w-]*kommune)\b",
    re.IGNORECASE,
)
# What a clause or a place begins after, and no address.
_BEFORE_A_CLAUSE: Final = frozenset(
    """
    sagde siger sige sagt fortalte fortæller fortælle mener mente tror troede synes oplyste oplyser
    oplyst oplyse skrev skriver skrevet stod står læste læser læst hørte hører hørt vide ved vidste
    husk huske husker glemt så se ser set fik får forklarede forklarer forklaret klager klagede
    sikker hævder påstår svarede svarer bemærk det sådan således for om til i af på med efter ved
    uden den look looked looking
    stated listed shown found find available online apply applied book booked check see log logged
    read is are was or here form forms page site link it in up down
    ind op ud ned mail mailen konto adresse adressen profil sig han hun de ham hende kom
    kommer
    """.split()  # noqa: SIM905 -- a word list
)
_VERBS: Final = frozenset(
    """
    er var ikke virker virkede har havde kan kunne skal skulle vil ville må måtte blev bliver går
    gik kræver sender sendte viser viste siger sagde giver gav melder meldte is was has does did
    works
    """.split()  # noqa: SIM905 -- a word list
)
_WEIGHT: Final = 100
"""More than any number: digits in an address belong to it."""


def find(text: str) -> Iterator[Candidate]:
    """E-mail addresses in the folded `text`."""
    lowered = text.lower()
    if "@" in text:
        for pattern in (_ADDRESS, _SPACED_ADDRESS):
            yield from _found(pattern, text)
    if any(
        word in lowered
        for word in ("at", "snab", "krøl", "alfa", "mail.", "a)", "a]", "a}", "a>", "ad", "@)")
    ):
        for pattern in _SPELLED:
            yield from _found(pattern, text)
    if any(word in lowered for word in (" at ", " på ", " hos ", " a ", " ved ")):
        for match in _SPOKEN_AT.finditer(text):
            if _is_address(text, match):
                yield Candidate(match.start(), match.end("domain"), "email", _WEIGHT, usual=True)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Candidate]:
    for match in pattern.finditer(text):
        yield Candidate(*match.span(), "email", _WEIGHT, usual=True)


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Whether `kari at x.dk` is one, and not what somebody said of a site."""
    local, domain = match["local"].lower(), match["domain"].lower()
    if _SITES.match(domain) or local.startswith("www."):
        return False
    before = text[max(0, match.start() - _CALLED_WITHIN) : match.start()]
    if _CALLED.search(before):
        return True
    if local in _BEFORE_A_CLAUSE or _ENGLISH.search(before):
        return False
    if re.match(_PROVIDER, domain):
        return True
    after = match["after"].strip().lower()
    return match["at"].lower() == "at" and after not in _VERBS
