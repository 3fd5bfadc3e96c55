"""Starts work beside the screen."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Final

from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.worker import Worker

_ANSWER: Final = "answers a key"


def begin(
    node: DOMNode,
    work: Callable[[], Coroutine[None, None, None]],
    *,
    exclusive: bool = False,
    group: str = "default",
    is_answer: bool = False,
) -> None:
    """Run `work` for as long as `node` is there; `exclusive` gives up what `group` did before.

    `work` is called only when its turn comes: work given up before that leaves nothing behind.
    Where it `is_answer`, what a key asks for that the next key builds upon (a dialog, a list), keys
    wait for it, a while; it must not wait for keys itself.
    """
    name = _ANSWER if is_answer else ""
    worker: Worker[None] = node.run_worker(work, name=name, exclusive=exclusive, group=group)
    del worker
