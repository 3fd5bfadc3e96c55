"""What a line of text is after keys, as every editor has it: a model to compare the desk with."""

from dataclasses import dataclass
from typing import Final

KEYS: Final = {
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "left": b"\x1b[D",
    "right": b"\x1b[C",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "ctrl+u": b"\x15",
    "ctrl+w": b"\x17",
    "ctrl+k": b"\x0b",
}
"""Keys that edit, with what a terminal sends for them; every other key is a letter."""


def sent(keys: list[str]) -> bytes:
    """What a terminal sends for `keys`."""
    return b"".join(KEYS[key] if key in KEYS else key.encode() for key in keys)


@dataclass
class Line:
    """A text and where the cursor stands in it."""

    text: str = ""
    at: int = 0

    def press(self, keys: list[str]) -> str:
        """Press keys; the text that is left."""
        for key in keys:
            self._press(key)
        return self.text

    def _press(self, key: str) -> None:
        before, after = self.text[: self.at], self.text[self.at :]
        match key:
            case "backspace":
                before = before[:-1]
            case "delete":
                after = after[1:]
            case "left":
                before, after = before[:-1], before[-1:] + after
            case "right":
                before, after = before + after[:1], after[1:]
            case "home":
                before, after = "", before + after
            case "end":
                before, after = before + after, ""
            case "ctrl+u":
                before = ""
            case "ctrl+k":
                after = ""
            case "ctrl+w":
                words = before.rstrip()
                before = before[: words.rfind(" ") + 1]
            case letter:
                before += letter
        self.text, self.at = before + after, len(before)
