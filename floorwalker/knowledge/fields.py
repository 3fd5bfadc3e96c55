"""The field types of the knowledge format, each with the code of the problem that breaks it.

Sources: OpenStreetMap `opening_hours`, ISO 8601 dates, ISO 639 language codes, KLE numbers.
"""

from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

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
Url = Annotated[str, Meta(pattern=r"^https?://[^\s/?#]+[^\s]*\Z", extra={"code": "bad-url"})]
HttpsUrl = Annotated[str, Meta(pattern=r"^https://[^\s/?#]+[^\s]*\Z", extra={"code": "bad-url"})]
Email = Annotated[
    str,
    Meta(
        pattern=r"^[^\s@,;<>()]+@[^\s@,;<>().]+(\.[^\s@,;<>().]+)+\Z", extra={"code": "bad-email"}
    ),
]
Telephone = Annotated[
    str, Meta(pattern=r"^\+[1-9]([ -]?[0-9]){2,14}\Z", extra={"code": "bad-telephone"})
]
"""International form, `+45 12 34 56 78`; short numbers too: `+45 112`."""
OsmHours = Annotated[str, Meta(min_length=1, extra={"code": "bad-hours"})]
Kle = Annotated[
    str, Meta(pattern=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2})?)?\Z", extra={"code": "bad-kle"})
]
Language = Annotated[
    str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", extra={"code": "bad-language"})
]
Moment = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?\Z",
        extra={"code": "bad-date"},
    ),
]
"""A date, or a date and time, local."""
Days = Annotated[int, Meta(ge=0, extra={"code": "wrong-type"})]
Audience = Literal["citizen", "business", "association"]
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
Appointment = Literal["required", "recommended", "walk_in", "none"]
Requirement = Literal["mitid", "mitid_erhverv", "digital_post", "nemkonto", "email", "card"]
Severity = Literal["info", "warning"]
