"""No CPR number gets through, however it is written and whatever stands around it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from floorwalker.privacy import Finding, find_personal_data, mask

ZEROS = "0０٠۰०๐𝟎𝟘"
SEPARATORS = [
    "", " ", "  ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "\r\n", "\u200b", "\u200d", "\u00ad",
    "-", " - ", "--", "\u2010", "\u2011", "–", "—", "\u2212", ".", ",", ", ", ";", "/", " / ", "\\",
    "_", "|", "*", "+", "'", "(", ")", "·", "•", "&nbsp;", "&ndash;", "&#8209;", "<br>",
    "</td><td>",
]  # fmt: skip
WORDS = [
    "", " ", "cpr ", "cpr:", "CPR-nr. ", "personnr.", "Fru Hansen ", "sagsnr. ", "CVR ", "tlf ",
    "EAN ", "rum ", "kl. 10:15 ", "22-11-2026 10:15, ", "§ 83, ", "KLE 23.03.04: ", "(", "[", "#",
    "https://borger.example/", "x", "Ø", "uge 47 ", "10-14, ",
]  # fmt: skip
AFTERWORDS = [
    "",
    " ",
    ".",
    ")",
    "er",
    " kr.",
    " %",
    " kl. 10-14",
    " i dag",
    "x",
    "@firma.dk",
    " m2",
]

days = st.one_of(st.integers(1, 31), st.integers(61, 91))
# Years in which a date and half a serial number do not read like a date and a time of today.
years = st.sampled_from([year for year in range(100) if year not in range(18, 41)])


@st.composite
def _numbers(draw: st.DrawFn) -> str:
    """Ten digits whose first six are a date, or twelve with the century."""
    day, month, year = draw(days), draw(st.integers(1, 12)), draw(years)
    century = draw(st.sampled_from(["", "", "", "19"]))
    return f"{day:02}{month:02}{century}{year:02}{draw(st.integers(0, 9999)):04}"


@st.composite
def _writings(draw: st.DrawFn) -> str:
    """One such number, written with up to three kinds of separators, in any digits."""
    zero = ord(draw(st.sampled_from(ZEROS)))
    digits = [chr(zero + int(figure)) for figure in draw(_numbers())]
    few = st.sampled_from(draw(st.lists(st.sampled_from(SEPARATORS), min_size=1, max_size=3)))
    between = st.one_of(st.just(""), few)
    return "".join(digit + draw(between) for digit in digits[:-1]) + digits[-1]


def _covered(findings: tuple[Finding, ...]) -> set[int]:
    return {place for each in findings for place in range(each.start, each.end)}


def _is_digit(character: str) -> bool:
    return unicodedata.digit(character, None) is not None


@given(_writings(), st.sampled_from(WORDS), st.sampled_from(AFTERWORDS))
def test_every_digit_of_a_cpr_number_is_found(writing: str, before: str, after: str) -> None:
    text = before + writing + after
    # Entities hold digits of their own, which are no part of the number.
    digits = {
        len(before) + at
        for at, character in enumerate(writing.replace("&#8209;", "&nbdash"))
        if _is_digit(character)
    }
    assert digits <= _covered(find_personal_data(text))


@given(_writings(), st.text(st.characters(exclude_categories=["N", "Cs"]), max_size=20))
def test_no_text_around_it_hides_a_cpr_number(writing: str, around: str) -> None:
    findings = find_personal_data(f"{around} {writing} {around}")
    assert _covered(findings) & set(range(len(around) + 1, len(around) + 1 + len(writing)))


@given(_writings(), _writings())
def test_two_after_each_other_are_both_found(one: str, other: str) -> None:
    text = f"{one}; {other}"
    masked = mask(text.replace("&#8209;", "-"))
    assert not any(map(_is_digit, masked))


@given(
    st.lists(st.one_of(_writings(), st.sampled_from([*WORDS, *AFTERWORDS]), st.text()), max_size=6)
)
def test_masked_text_is_clean_and_stays_as_it_is(parts: list[str]) -> None:
    masked = mask("".join(parts))
    assert find_personal_data(masked) == ()
    assert mask(masked) == masked


@given(
    st.lists(st.one_of(_writings(), st.sampled_from([*WORDS, *AFTERWORDS]), st.text()), max_size=6)
)
def test_findings_are_ordered_disjoint_and_within_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for finding in find_personal_data(text):
        assert end <= finding.start < finding.end <= len(text)
        end = finding.end
