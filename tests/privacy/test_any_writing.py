"""No CPR number gets through, however it is written and whatever stands around it."""

import sys
import unicodedata
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from floorwalker.privacy import Finding, find_personal_data, mask

# One for each script that Unicode has digits of, and the ways to decorate ours.
ZEROS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.decimal(chr(code), None) == 0 and not unicodedata.name(chr(code)).startswith("P")
]
ALPHABETS = [
    *(tuple(chr(ord(zero) + figure) for figure in range(10)) for zero in ZEROS),
    tuple("⁰¹²³⁴⁵⁶⁷⁸⁹"), tuple("₀₁₂₃₄₅₆₇₈₉"), tuple("⓪①②③④⑤⑥⑦⑧⑨"), tuple("⓿❶❷❸❹❺❻❼❽❾"),
    tuple("⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽"), tuple("0⑴⑵⑶⑷⑸⑹⑺⑻⑼"), tuple("🄋➀➁➂➃➄➅➆➇➈"),
    tuple(f"{figure}\ufe0f\u20e3" for figure in range(10)),
    tuple(f"{figure}\u0332" for figure in range(10)),
]  # fmt: skip
SEPARATORS = [
    "", " ", "  ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "\r\n", "\u200b", "\u200d", "\u00ad",
    "-", " - ", "--", "\u2010", "\u2011", "–", "—", "\u2212", ".", ",", ", ", ";", "/", " / ", "\\",
    "_", "|", "*", "+", "'", "(", ")", "·", "•", "&nbsp;", "&ndash;", "&#8209;", "<br>",
    "</td><td>", "~", "#", "&", "!", "?", ":", "=", ">", "->", "…", "...", "°", "¦", "\u2060",
    "\u061c", "\ufeff", "\u3000", "\u2028", "⁃", "・", "〜", "‿", "⸺",
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
    alphabet = draw(st.sampled_from(ALPHABETS))
    digits = [alphabet[int(figure)] for figure in draw(_numbers())]
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


WORDS_BETWEEN = ["og", "så", "og så", "bindestreg", "streg", "punktum", "prik", "mellemrum", "dash"]
GROUPS = [(6, 4), (2, 2, 2, 4), (2, 2, 2, 2, 2), (1,) * 10]
SAID = {
    "da": ["nul", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "sv": ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"],
}
ten_digits = st.tuples(days, st.integers(1, 12), years, st.integers(0, 9999)).map(
    lambda parts: f"{parts[0]:02}{parts[1]:02}{parts[2]:02}{parts[3]:04}"
)


@given(ten_digits, st.sampled_from(GROUPS), st.sampled_from(WORDS_BETWEEN))
def test_a_word_between_the_groups_hides_nothing(
    number: str, groups: tuple[int, ...], word: str
) -> None:
    ends = [0, *accumulate(groups)]
    text = f" {word} ".join(number[start:end] for start, end in pairwise(ends))
    assert mask(f"hun sagde {text} i dag") == "hun sagde ******-**** i dag"


@given(ten_digits, st.sampled_from(sorted(SAID)), st.sampled_from([" ", "-", ", ", " - ", ". "]))
def test_a_number_said_figure_by_figure_is_hidden_whole(
    number: str, language: str, between: str
) -> None:
    text = between.join(SAID[language][int(figure)] for figure in number)
    assert mask(f"cpr: {text}") == "cpr: ******-****"
    assert mask(text.upper()) == "******-****"


@given(ten_digits, st.lists(st.booleans(), min_size=10, max_size=10))
def test_figures_and_words_may_be_mixed(number: str, in_words: list[bool]) -> None:
    text = " ".join(
        SAID["da"][int(figure)] if said else figure
        for figure, said in zip(number, in_words, strict=True)
    )
    assert mask(text) == "******-****"


@given(
    st.lists(
        st.one_of(
            _writings(),
            st.sampled_from([*WORDS, *AFTERWORDS, *WORDS_BETWEEN, *SAID["da"], *SAID["en"]]),
            st.sampled_from(
                ["12", "maj", "@", "(at)", "x.dk", "tlf", "konto", "reg", "1234", "plus"]
            ),
        ),
        max_size=14,
    )
)
def test_masked_words_are_clean_too(parts: list[str]) -> None:
    masked = mask(" ".join(parts))
    assert find_personal_data(masked) == ()
    assert mask(masked) == masked
