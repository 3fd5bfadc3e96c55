"""A bar on standard error for work that takes more than a moment, where a person watches."""

import sys
from typing import TYPE_CHECKING, Final, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_SHOWN_FROM: Final = 500_000
"""Bytes of knowledge: about a thousand records. Less is done before one could read the bar."""


class Bar:
    """Listens to progress and shows it; silent where nobody watches or there is little to do."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._done = 0
        self._bar: ProgressBar[int] | None = None

    def __call__(self, done: int, total: int, /) -> None:
        """Show that `done` of `total` bytes are done."""
        if self._bar is None:
            if total < _SHOWN_FROM or not sys.stderr.isatty():
                return
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave the bar as it stands, and go on below it."""
        if self._bar is not None:
            self._bar.render_finish()
