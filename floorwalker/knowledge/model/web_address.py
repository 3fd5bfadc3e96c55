"""Web addresses that a visitor can be sent to: nothing in them hides where they lead.

RFC 3986, and less: no name or password in front of the host, a host with a dot and in Latin
letters, no quotation mark, backslash or control character, in percent form neither. Danish letters
may stand as they are, in the host too.
"""

import re
from typing import Final

from floorwalker.i18n import mark

_LETTER: Final = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
_LABEL: Final = rf"[0-9{_LETTER}](?:[0-9{_LETTER}-]{{0,61}}[0-9{_LETTER}])?"
_HOST: Final = rf"(?:{_LABEL}\.)+[{_LETTER}](?:[0-9{_LETTER}-]{{0,61}}[0-9{_LETTER}])"
"""The last part begins with a letter: what does not is a number of a machine, in some spelling."""
_BEYOND_ASCII: Final = (
    r"\u00a1-\u00aa\u00ac\u00ae-\u00ba\u00bc-\u02ff\u0370-\u05ff\u0620-\u07ff\u0900-\u10ff"
    r"\u1e00-\u1fff\u3041-\u3163\u3165-\u9fff\uac00-\ud7a3"
)
"""Letters and signs that can be seen: no spaces, no quotation marks, nothing that turns a text."""
_ALLOWED: Final = rf"!#$&()*+,./0-9:;=?@A-Z\[\]^_a-z|~{_BEYOND_ASCII}-"
_PERCENT: Final = "%(?:[2-6][0-9A-Fa-f]|7[0-9A-Ea-e]|[89A-Fa-f][0-9A-Fa-f])"
_HIDDEN: Final = (
    "%[cC](?:[01]|2%[89])"  # overlong forms, and C1 controls
    "|%[eE]2%80%(?:8[b-fB-F]|[aA][89a-eA-E])|%[eE]2%81%[aA]|%[eE][fF]%[bB][bB]%[bB][fF]"
)
"""What cannot be seen, or turns the reading direction, in percent form."""
_REST: Final = rf"(?:[/?#](?:[{_ALLOWED}]|{_PERCENT})*)?"


def _pattern(scheme: str) -> str:
    return rf"^(?!.*(?:{_HIDDEN})){scheme}://{_HOST}(?::[1-9][0-9]{{0,4}})?{_REST}\Z"


PATTERN: Final = _pattern("https?")
HTTPS_PATTERN: Final = _pattern("https")

_SCHEME: Final = re.compile(r"https?://")
_SIGNED_IN: Final = re.compile(r"//[^/?#]*@")
_CONTROL: Final = re.compile(rf"%(?:[01][0-9A-Fa-f]|7[Ff])|{_HIDDEN}")
_BROKEN_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_FOREIGN: Final = re.compile(rf"[^{_ALLOWED}%]")
_REASONS: Final = (
    (_SIGNED_IN, mark("a user's name or password stands in it")),
    (_CONTROL, mark("it holds a character in percent form that cannot be seen")),
    (_BROKEN_PERCENT, mark("two digits or letters a-f must follow each `%`")),
    (
        _FOREIGN,
        mark("it holds a space, a quotation mark, a backslash or a character that cannot be seen"),
    ),
)
_NO_SCHEME: Final = mark("it does not begin with `https://`")
_NO_HOST: Final = mark("what follows `https://` is not the name of a website")


def reason(address: str, *, secure: bool) -> str:
    """Why `address` does not fit, as a text marked for translation.

    Args:
        address: one that its pattern refuses.
        secure: whether it must begin with `https://`.
    """
    if not _SCHEME.match(address) or (secure and not address.startswith("https://")):
        return _NO_SCHEME
    return next((said for wrong, said in _REASONS if wrong.search(address)), _NO_HOST)


def without_sign_in(address: str) -> str:
    """`address` to be shown: a password is not repeated."""
    return _SIGNED_IN.sub("//…@", address)
