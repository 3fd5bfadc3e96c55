"""Lines pasted into a terminal without bracketed paste register nothing and lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.tui.pasted_lines import BracketedPaste, PastedLines, Read

TYPED = (
    "p",
    "\r",
    "pas",
    "pas\r",
    "pas\r\r",
    "\r\rmi",
    "pas\r\t\t\t\t\t\t\t\t\tringer igen\r",
    "pas\rkort\x7f\x7f\x7f\x7f",
    "fejl\r\x1b[19~pas",
    "jeg vil gerne flytte\r",
    "Hvor er skolen?\r\r",
    "\x0c",
    "pas\x0c",
    "pas\r\r\x0c",
    "\x1b[200~pas\rkort\r\x1b[201~",
)
TYPED_AT_THE_BOX = (
    "pas\rrotter",
    "pas\nrotter",
    "pas\r6\t2\r",
    "pas\r\rkoerekort\r\r",
    "pas\n\nkoerekort\n\n",
    "flytning\r\rmitid\r1\rsygedagpenge\r\r",
    "pas\r\rflytning\r2\r",
    "jeg har mistet min taske i toget\r\rpas \r\r",
)
PASTED = (
    "pas\r\nrotter",
    "pas\rrotter\r",
    "pas\rkørekort\rmitid",
    "pas\rkørekort\rmitid\r",
    "pas\nkørekort\nmitid\n",
    "pas\r\nkørekort\r\nmitid\r\n",
    "pas\r\nkoerekort\r\n",
    "pas\r\n\r\n",
    "pas\r\rkørekort\r",
    "pas\r\rkørekort",
    "pas\r\r\rkørekort\r\r\r",
    "\rpas\rkørekort\r",
    "pas\t3\rkørekort\t5\r",
    "Emne:\r\tpas\rtak\r",
    "Hej,\r\rKan I hjælpe?\r\r",
    "Hej, \r\rpas\r\r",
    "Vi vil gerne flytte ind i vores nye hus på mandag\r\rpas\r\r",
    "pas\r\x0ckørekort",
    "pas\r\r\x0bkørekort\r\r",
    "pas\x00\r\rkørekort\r\r",
    "\x1epas\rkørekort\x1f\r",
    "12\r3\r",
    "1\r2\r3\r",
    "Kære kommune\r\rJeg vil flytte.\r\rVenlig hilsen\rBo\r",
)


@pytest.mark.parametrize("text", TYPED)
def test_what_a_person_types_ahead_is_typed(text: str) -> None:
    assert PastedLines().kind_of(text, 1.0) is Read.KEYS


@pytest.mark.parametrize("text", TYPED_AT_THE_BOX)
def test_what_a_field_would_send_is_typed_at_the_box_alone(text: str) -> None:
    assert PastedLines().kind_of(text, 1.0) is Read.KEYS_FOR_BOX


@pytest.mark.parametrize("text", PASTED)
def test_lines_are_pasted(text: str) -> None:
    assert PastedLines().kind_of(text, 1.0) is Read.LINES


def test_a_long_paste_goes_on_through_several_reads() -> None:
    reads = PastedLines()
    assert reads.kind_of("pas\rkørekort\r", 1.0) is Read.LINES
    assert reads.kind_of("\r", 1.01) is Read.LINES
    assert reads.kind_of("\rmitid\r\r", 1.02) is Read.LINES
    assert reads.kind_of("pas\r\r", 2.0) is Read.KEYS


def test_what_is_bracketed_is_left_to_the_terminal() -> None:
    reads = PastedLines()
    assert reads.kind_of("\x1b[200~pas\rkort", 1.0) is Read.KEYS
    assert reads.kind_of("en\rto\rtre", 1.01) is Read.KEYS
    assert reads.kind_of("fire\x1b[201~", 1.02) is Read.KEYS
    assert reads.kind_of("en\rto\rtre", 2.0) is Read.LINES


def test_the_rest_of_a_key_is_a_key() -> None:
    reads = PastedLines()
    assert reads.kind_of("pas\x1b[", 1.0) is Read.KEYS
    assert reads.kind_of("Aen\rto\rtre", 1.01) is Read.KEYS


@pytest.mark.parametrize("key", ["\x1b", "\x1b["])
def test_lines_pasted_after_esc_are_pasted(key: str) -> None:
    reads = PastedLines()
    assert reads.kind_of(key, 1.0) is Read.KEYS
    assert reads.kind_of("pas\r\rkørekort", 1.2) is Read.LINES


@given(
    lines=st.lists(st.text(alphabet="abæ ", min_size=1), min_size=2).filter(
        lambda lines: all(map(str.strip, lines))
    ),
    end=st.sampled_from(["\r", "\n", "\r\n"]),
    last=st.booleans(),
)
def test_any_block_of_lines_is_pasted(lines: list[str], end: str, last: bool) -> None:
    is_next_word = len(lines) == 2 and end != "\r\n" and not last
    expected = Read.KEYS_FOR_BOX if is_next_word else Read.LINES
    assert PastedLines().kind_of(end.join(lines) + (end if last else ""), 1.0) is expected


@given(
    words=st.lists(st.text(alphabet="abæ ", min_size=1, max_size=40).filter(str.strip), min_size=1)
)
def test_any_whole_errands_are_typed(words: list[str]) -> None:
    typed = "".join(f"{each}\r\r" for each in words)
    assert PastedLines().kind_of(typed, 1.0) is not Read.LINES


@pytest.mark.parametrize("key", ["p", "\r", "\n", "æ", "\x7f", "\x1b[A", "\x1b", "\x1b[<0;3;4M"])
def test_a_key_alone_waits_for_nothing(key: str) -> None:
    assert not PastedLines().may_go_on(key)


@pytest.mark.parametrize("part", ["pas", "pas\r", "\r\r", "pas\rk", "\r\nk", "pas\r\n"])
def test_a_part_of_a_paste_may_go_on(part: str) -> None:
    assert PastedLines().may_go_on(part)


def test_the_rest_of_a_bracketed_paste_waits_for_nothing() -> None:
    reads = PastedLines()
    reads.kind_of("\x1b[200~pas\r", 1.0)
    assert not reads.may_go_on("\rkørekort")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("pas\x1b\rkort\r", "pas\rkort\r"),
        ("pas\x1b[D\x1b\x1b[20kort\x1b", "pas[D[20kort"),
        ("pas\x1b[200~kort", "pas[200~kort"),
        ("pas\r\x07kort", "pas\r\x07kort"),
    ],
)
def test_esc_in_a_bracketed_paste_is_left_out_wherever_it_is_cut(pasted: str, kept: str) -> None:
    text = f"\x1b[A\x1b[200~{pasted}\x1b[201~\x1bOP\x1b"
    for first in range(len(text)):
        for second in range(first, len(text)):
            paste = BracketedPaste()
            parts = (text[:first], text[first:second], text[second:])
            read = "".join(paste.without_escapes(each) for each in parts)
            assert read == f"\x1b[A\x1b[200~{kept}\x1b[201~\x1bOP\x1b"


@pytest.mark.parametrize("key", ["\x1b", "\x1b[", "\x1b[A", "\x1b[20~", "\x1b\x1b", "p"])
def test_keys_outside_a_bracketed_paste_come_as_they_are(key: str) -> None:
    paste = BracketedPaste()
    assert [paste.without_escapes(each) for each in (key, "p", key)] == [key, "p", key]
