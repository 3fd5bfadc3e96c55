"""The guard finds all personal data of the table, and nearly nothing else."""

import re
import time
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
import yaml

from floorwalker import i18n
from floorwalker.errors import PersonalDataError
from floorwalker.privacy import PersonalKind, find_personal_data, mask, require_clean

pytestmark = pytest.mark.slow

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
EXPECTED = re.compile("«([^»]*)»")
MOST_FALSE_ALARMS = 0.02


class Personal(NamedTuple):
    """A text, the kind of data in it, and where that stands."""

    kind: str
    text: str
    spans: list[tuple[int, int]]


def _personal() -> list[Personal]:
    cases = []
    for kind, lines in CASES["personal"].items():
        for line in lines:
            # Each pair of marks before a span moves it by two characters, its own mark by one.
            spans = [
                (match.start() - 2 * at, match.end() - 2 * at - 2)
                for at, match in enumerate(EXPECTED.finditer(line))
            ]
            cases.append(Personal(kind, EXPECTED.sub(r"\1", line), spans))
    return cases


PERSONAL = _personal()
INNOCENT: list[str] = [line for lines in CASES["innocent"].values() for line in lines]


def test_table_is_large_enough_to_mean_something() -> None:
    assert len({case.text for case in PERSONAL}) >= 180
    assert len(set(INNOCENT)) >= 180
    assert {case.kind for case in PERSONAL} == set(get_args(PersonalKind))


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: repr(case.text))
def test_personal_data_is_found_where_it_stands(case: Personal) -> None:
    findings = find_personal_data(case.text)
    assert [(each.start, each.end) for each in findings] == case.spans
    assert {each.kind for each in findings} == {case.kind}


def test_false_alarms_are_rare() -> None:
    alarms = [text for text in INNOCENT if find_personal_data(text)]
    assert len(alarms) / len(INNOCENT) <= MOST_FALSE_ALARMS, alarms


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: repr(case.text))
def test_mask_hides_every_digit_of_a_finding_and_keeps_the_rest(case: Personal) -> None:
    masked = mask(case.text)
    outside = case.text
    for start, end in reversed(case.spans):
        outside = outside[:start] + "\0" + outside[end:]
    kept = outside.split("\0")
    assert masked.startswith(kept[0])
    assert masked.endswith(kept[-1])
    assert len(re.findall(r"\w", masked)) == len(re.findall(r"\w", "".join(kept)))
    assert find_personal_data(masked) == ()
    assert mask(masked) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("cpr 150385-1234", "cpr ******-****"),
        ("tlf. +45 12 34 56 78 i dag", "tlf. ** ** ** ** i dag"),
        ("navn (a) firma.dk", "***@***"),
        ("kort 5555 5555 5555 4444", "kort **** **** **** ****"),
        ("reg. 4321 konto 1234567", "reg. **** **********"),
        ("150385-1234/070701-1111", "******-****/******-****"),
    ],
)
def test_mask_tells_the_kind(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_text_without_personal_data_is_not_changed() -> None:
    text = "Borgeren kom 22-11-2026 10:15 efter pas til 893 kr."
    assert mask(text) == text


def test_nothing_is_found_across_a_mask() -> None:
    assert find_personal_data("15 ******-**** 03 85 1234") == ()


def test_masking_one_number_does_not_lay_bare_another() -> None:
    text = "firma@cvr 12345678"
    assert find_personal_data(mask(text)) == ()
    assert "1" not in mask(text)


def test_overlapping_numbers_leave_no_digit_of_either() -> None:
    assert not re.search(r"\d", mask("10 10 150385-1234"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("150385-1234", "a CPR number"),
        ("tlf 12 34 56 78", "a telephone number"),
        ("navn@firma.dk", "an e-mail address"),
        ("5555 5555 5555 4444", "a payment card number"),
        ("DK50 0040 0440 1162 43", "an account number"),
    ],
)
def test_refusal_names_field_and_kind_and_never_the_data(text: str, kind: str) -> None:
    i18n.use("en")
    with pytest.raises(PersonalDataError) as refused:
        require_clean("The note", f"Hun sagde {text}")
    assert refused.value.message.startswith(f"The note holds {kind}")
    assert "--mask" in refused.value.hint
    assert not re.search(r"\d|@", str(refused.value))
    assert refused.value.__cause__ is None


def test_refusal_names_each_kind_once() -> None:
    i18n.use("en")
    with pytest.raises(PersonalDataError) as refused:
        require_clean("The note", "150385-1234, 070701-1111, navn@firma.dk")
    assert str(refused.value).count("a CPR number") == 1
    assert "an e-mail address" in str(refused.value)


def test_clean_text_passes() -> None:
    require_clean("The note", "Ventede på pas, kom igen 22-11-2026 10:15")


@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "1-", "12.", "a@", "a.", "<a", "&#1", "+1", "tlf ", "konto 1", "(", "\u200b", "1O"],
)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    length = 50_000
    text = unit * (length // len(unit)) + "\n(cpr: 150385-1234)"
    assert text.index("150385") in {
        place for each in find_personal_data(text) for place in range(each.start, each.end)
    }


HOSTILE = [
    "1 ", "1-", "12.", "+1", "1,", "a@", "<a", "&#1", "1O", "tolv ", "12 og ", "to ", "et,",
    "double ", "fem og ", "kari at x ", "a at b.dk ", "x-at-", "a.b ", "1 2 3 4 ", "12-34 ",
    "1.2, ", "20/11, ", "2010, ", "100 ", "4720 ", "26/0456, ", "12 maj ", "maj 12, 19",
    "120571 sidste ", "sidste 1234 ", "0123 ", "070-", "+71<1", "DK12", "k a @ ", "snabel",
    "(at)", "norsk nr ", "sag 1 og ", "konto 1",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        spent = []
        for _ in range(3):
            before = time.process_time()
            find_personal_data(text)
            spent.append(time.process_time() - before)
        return min(spent)

    # Four times the text costs four times as much, and sixteen times where something is read anew
    # from every place; processor time, so that a busy machine changes nothing.
    assert cost(24_000) <= 9 * max(cost(6_000), 0.004)
