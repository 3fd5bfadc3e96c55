"""The field types of the knowledge format, each with the code of the problem that breaks it.

Sources: OpenStreetMap `opening_hours`, ISO 8601 dates, ISO 639 language codes, KLE numbers.
"""

import re
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from floorwalker.knowledge.model import web_address

SLUG_PATTERN: Final = r"^[a-z0-9-]{1,64}\Z"
KINDS: Final = ("service", "contact", "guide", "term", "notice")
"""Kinds of entries, in the order in which the desk shows them."""

Kind = Literal["service", "contact", "guide", "term", "notice"]

Text = Annotated[str, Meta(min_length=1, extra={"code": "wrong-type"})]
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
"""A list that must hold something."""
Slug = Annotated[str, Meta(pattern=SLUG_PATTERN, extra={"code": "bad-slug"})]
Ref = Annotated[
    str,
    Meta(
        pattern=r"^(service|contact|guide|term|notice):[a-z0-9-]{1,64}\Z",
        extra={"code": "bad-reference"},
    ),
]
Url = Annotated[str, Meta(pattern=web_address.PATTERN, extra={"code": "bad-url"})]
HttpsUrl = Annotated[str, Meta(pattern=web_address.HTTPS_PATTERN, extra={"code": "bad-url"})]
Email = Annotated[
    str,
    Meta(
        pattern=r"^[^\s@,;:<>()]+@[^\s@,;<>().]+(\.[^\s@,;<>().]+)+\Z", extra={"code": "bad-email"}
    ),
]
Telephone = Annotated[
    str,
    Meta(
        pattern=r"^(1[0-9]{2,3}|11[0-9][ -]?[0-9]{3}"
        r"|\+(45([ -]?[0-9]){3,6}|45([ -]?[0-9]){8}|(?!45)[1-9]([ -]?[0-9]){2,14}))\Z",
        extra={"code": "bad-telephone"},
    ),
]
"""International form, `+45 12 34 56 78`: eight digits in Denmark; a short number as it is dialled,
`112`, `116 123`. `+45 112`, as older folders have it, is read too.
"""
_SHORT: Final = re.compile(r"\+45[ -]?(1[0-9]{2,3}|11[0-9][ -]?[0-9]{3})")


def as_dialled(number: str) -> str:
    """A number as a person in Denmark dials it: a short one never has a country code."""
    short = _SHORT.fullmatch(number)
    return short[1] if short else number


OsmHours = Annotated[str, Meta(min_length=1, extra={"code": "bad-hours"})]
Kle = Annotated[
    str, Meta(pattern=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2})?)?\Z", extra={"code": "bad-kle"})
]
_LANGUAGES: Final = (
    "en da de uk ar aa ab ae af ak am an as av ay az ba be bg bh bi bm bn bo br bs ca ce ch "
    "co cr cs cu cv cy dv dz ee el eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he "
    "hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr "
    "ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
    "sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug ur uz "
    "ve vi vo wa wo xh yi yo za zh zu"
)
"""The two-letter codes of ISO 639, those of a Danish town hall first: `dk` and `ua` are none."""
Language = Annotated[
    str,
    Meta(
        pattern=rf"^({_LANGUAGES.replace(' ', '|')}|[a-z]{{3}})(-[A-Za-z0-9]{{2,8}})*\Z",
        extra={"code": "bad-language"},
    ),
]
Moment = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?\Z",
        extra={"code": "bad-date"},
    ),
]
"""A date, or a date and time, local."""
Year = Annotated[str, Meta(pattern=r"^[12][0-9]{3}\Z", extra={"code": "bad-year"})]
Days = Annotated[int, Meta(ge=0, le=36500, extra={"code": "wrong-type"})]
OnOff = Annotated[bool, Meta(extra={"allowed": "true, false"})]
"""A flag that may also be said to be off."""
Audience = Literal["citizen", "business", "association"]
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
Appointment = Literal["required", "recommended", "walk_in", "none"]
Requirement = Literal["mitid", "mitid_erhverv", "digital_post", "nemkonto", "email", "card"]
Severity = Literal["info", "warning"]
