"""The progress bar: shown where somebody watches and there is much to do."""

import io

import pytest

from floorwalker.cli.progress import Bar

MUCH, LITTLE = 10_000_000, 10_000


class Terminal(io.StringIO):
    """A standard error that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("watched", "total", "shown"), [(True, MUCH, True), (True, LITTLE, False), (False, MUCH, False)]
)
def test_the_bar_is_shown_only_to_people_who_would_wait(
    monkeypatch: pytest.MonkeyPatch, watched: bool, total: int, shown: bool
) -> None:
    stream = Terminal() if watched else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    with Bar("Reading") as bar:
        for done in range(0, total + 1, total // 4):
            bar(done, total)
    assert ("100%" in stream.getvalue()) == shown
    assert bool(stream.getvalue()) == shown
    if shown:
        assert stream.getvalue().endswith("\n")
