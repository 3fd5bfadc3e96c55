"""Where reading ends: how large, how deep, and the place of what is no text."""

import pytest

from floorwalker.plain_yaml import MAX_BYTES, MAX_DEPTH, parse
from floorwalker.plain_yaml.flaws import Flaw, RefusedError
from floorwalker.plain_yaml.reading import decode


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    assert len(decode(b"#" * MAX_BYTES)) == MAX_BYTES
    with pytest.raises(RefusedError, match="too-large"):
        decode(b"#" * (MAX_BYTES + 1))


@pytest.mark.parametrize("odd", ["", "- \u200b\n"])
def test_what_is_nested_may_be_as_deep_as_the_limit_and_no_deeper(odd: str) -> None:
    def flaws(depth: int) -> list[str]:
        text = f"{odd}- {'[' * (depth - 1)}{']' * (depth - 1)}\n"
        return [flaw.code for flaw in parse(text.encode()).flaws if "invisible" not in flaw.code]

    assert flaws(MAX_DEPTH) == []
    assert flaws(MAX_DEPTH + 1) == ["too-deep"]


def test_a_byte_that_is_no_text_is_named_with_its_place_in_letters() -> None:
    document = parse("a: b\nc: æø".encode() + b"\xff\n")
    assert document.flaws == (Flaw(2, 6, "encoding"),)
