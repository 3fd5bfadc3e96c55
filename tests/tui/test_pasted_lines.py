"""Lines pasted into a terminal without bracketed paste register nothing and lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.tui.pasted_lines import PastedLines

TYPED = (
    "p",
    "\r",
    "pas",
    "pas\r",
    "pas\r\r",
    "\r\rmi",
    "pas\r\rkoerekort\r\r",
    "pas\n\nkoerekort\n\n",
    "flytning\r\rmitid\r1\rsygedagpenge\r\r",
    "pas\r6\t2\r",
    "pas\r\t\t\t\t\t\t\t\t\tringer igen\r",
    "pas\rkort\x7f\x7f\x7f\x7f",
    "fejl\r\x1b[19~pas",
    "jeg vil gerne flytte\r",
    "\x1b[200~pas\rkort\r\x1b[201~",
)
PASTED = (
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
    "12\r3\r",
    "1\r2\r3\r",
    "Kære kommune\r\rJeg vil flytte.\r\rVenlig hilsen\rBo\r",
)


@pytest.mark.parametrize("text", TYPED)
def test_what_a_person_types_ahead_is_typed(text: str) -> None:
    assert not PastedLines().is_pasted(text, 1.0)


@pytest.mark.parametrize("text", PASTED)
def test_lines_are_pasted(text: str) -> None:
    assert PastedLines().is_pasted(text, 1.0)


def test_a_long_paste_goes_on_through_several_reads() -> None:
    reads = PastedLines()
    assert reads.is_pasted("pas\rkørekort\r", 1.0)
    assert reads.is_pasted("\r", 1.01)
    assert reads.is_pasted("\rmitid\r\r", 1.02)
    assert not reads.is_pasted("pas\r\r", 2.0)


def test_what_is_bracketed_is_left_to_the_terminal() -> None:
    reads = PastedLines()
    assert not reads.is_pasted("\x1b[200~pas\rkort", 1.0)
    assert not reads.is_pasted("en\rto\rtre", 1.01)
    assert not reads.is_pasted("fire\x1b[201~", 1.02)
    assert reads.is_pasted("en\rto\rtre", 2.0)


def test_the_rest_of_a_key_is_a_key() -> None:
    reads = PastedLines()
    assert not reads.is_pasted("pas\x1b[", 1.0)
    assert not reads.is_pasted("Aen\rto\rtre", 1.01)


@given(
    lines=st.lists(st.text(alphabet="abæ ", min_size=1), min_size=2).filter(
        lambda lines: all(map(str.strip, lines))
    ),
    end=st.sampled_from(["\r", "\n", "\r\n"]),
    last=st.booleans(),
)
def test_any_block_of_lines_is_pasted(lines: list[str], end: str, last: bool) -> None:
    assert PastedLines().is_pasted(end.join(lines) + (end if last else ""), 1.0)


@given(words=st.lists(st.text(alphabet="abæ ", min_size=1).filter(str.strip), min_size=1))
def test_any_whole_errands_are_typed(words: list[str]) -> None:
    assert not PastedLines().is_pasted("".join(f"{each}\r\r" for each in words), 1.0)
