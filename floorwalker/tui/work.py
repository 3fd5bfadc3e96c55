"""Starts work beside the screen."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.worker import Worker


def begin(
    node: DOMNode,
    work: Callable[[], Coroutine[None, None, None]],
    *,
    exclusive: bool = False,
    group: str = "default",
) -> None:
    """Run `work` for as long as `node` is there; `exclusive` gives up what `group` did before.

    `work` is called only when its turn comes: work given up before that leaves nothing behind.
    """
    worker: Worker[None] = node.run_worker(work, exclusive=exclusive, group=group)
    del worker
