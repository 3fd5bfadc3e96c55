"""Whatever colour says is said in words, and the command line says it without any screen."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual.color import Color

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from floorwalker.tui.appearance import CONTRAST
from tests.tui.desk import House
from tests.tui.terminal import Terminal, desk_in_terminal

pytestmark = pytest.mark.terminal

_CODES = re.compile(rb"\x1b\[([0-9;]*)m")
_COLOURS = {*range(30, 50), *range(90, 108)}
_BOXES = re.compile("[\u2500-\u259f\x1b]")


def colours(painted: bytes) -> set[bytes]:
    """The escape codes that set a colour."""
    return {
        codes
        for codes in _CODES.findall(painted)
        if any(int(code) in _COLOURS for code in codes.split(b";") if code)
    }


def in_town(house: House, **environment: str) -> Terminal:
    """The desk in a terminal, with the town's knowledge."""
    return desk_in_terminal(
        house.data, environment={"FLOORWALKER_KNOWLEDGE": str(house.knowledge), **environment}
    )


def test_without_colours_every_state_is_said_in_words(house: House) -> None:
    terminal = in_town(house, NO_COLOR="1")
    terminal.read_until(str(house.knowledge)[:20])
    for words, said in (
        ("pas", "● Open|○ Closed"),
        ("omstillingen", "● Open|○ Closed"),
        ("noedpas", "Not here: Politiet decides this."),
        ("xyzzy plugh", "Nothing in the knowledge base fits these words."),
    ):
        terminal.press(words.encode())
        terminal.read_until_painted(said)
        terminal.press(b"\x15")
    terminal.press(b"pas\x13")
    terminal.read_until_painted("80 mm receipt")
    terminal.press(b"\x1b")
    terminal.read_until_painted("● Open|○ Closed")
    terminal.press(b"\x1b[24~")
    terminal.read_until_painted("Desk's name")
    assert colours(terminal.painted) == set()
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0


def test_with_colours_there_are_some(house: House) -> None:
    terminal = in_town(house)
    terminal.read_until(str(house.knowledge)[:20])
    terminal.press(b"\x11")
    terminal.exit_code()
    assert colours(terminal.painted)


@pytest.mark.parametrize(
    ("columns", "lines", "fits"), [(80, 24, True), (60, 16, True), (59, 16, False), (60, 15, False)]
)
def test_a_small_window_is_enough_and_a_smaller_one_says_so(
    house: House, columns: int, lines: int, fits: bool
) -> None:
    terminal = in_town(house)
    terminal.read_until(str(house.knowledge)[:20])
    terminal.resize(columns, lines)
    terminal.press(b"pas")
    answers = "Borgerservice +● Open|Everything is closed right now"  # whatever the hour
    terminal.read_until_painted(answers if fits else "too small")
    terminal.press(b"\x11")
    terminal.exit_code()


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "pas"],
        ["show", "service:pas"],
        ["log", "add", "service:pas", "--outcome", "answered"],
        ["log", "list"],
        ["followups"],
    ],
)
def test_the_command_line_has_no_boxes_and_no_codes(house: House, arguments: list[str]) -> None:
    options = ["--knowledge", str(house.knowledge), "--data", str(house.data), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "floorwalker", *options, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1)
    assert _BOXES.search(done.stdout + done.stderr) is None


def test_high_contrast_has_seven_to_one_between_ink_and_paper() -> None:

    paper = Color.parse(CONTRAST.background or "")
    inks = [
        CONTRAST.foreground,
        CONTRAST.primary,
        *(CONTRAST.variables[name] for name in CONTRAST.variables if name.startswith("text-")),
    ]
    for ink in inks:
        assert ink is not None
        assert _contrast(Color.parse(ink), paper) >= 7


def test_readme_says_that_the_command_line_is_for_screen_readers() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert "the way for screen readers" in readme


def _contrast(one: Color, other: Color) -> float:
    """The contrast of two colours as WCAG reckons it."""

    bright, dark = sorted((_luminance(one.rgb), _luminance(other.rgb)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(rgb: tuple[int, int, int]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
