"""Every private name of Textual that the desk uses, each with its reason.

Written for Textual 8.2. What stands here may change with any release: the rest of the desk asks
these functions only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

    from textual._queue import Queue
    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.screen import Screen


def is_at_rest(app: App[int], *, asked_by_app: bool) -> bool:
    """Whether nothing that was begun so far, a key for instance, is still under way.

    Textual does not keep keys in order (Textualize/textual#6605): a letter is written where it
    arrives, in the field's own task, while the action of a binding, Backspace for instance, is done
    by the app once the key has come back up to it. Letters of a burst that were pressed after
    Backspace are therefore written before it. There is no public way to learn that a key has been
    dealt with, so this looks at the message queues: nothing waits in any, and every task waits for
    its queue (an `asyncio.Event` tells of those who wait in `_waiters` only).

    Args:
        app: the app with all its screens and widgets.
        asked_by_app: whether the app's own task asks, which cannot wait for its queue meanwhile.
    """
    if app._pending_message is not None or app.message_queue_size:
        return False
    if app._screen_stack and _has_callbacks(app.screen):
        return False
    nodes: list[MessagePump] = [node for node in app._registry if node is not app]
    if not asked_by_app:
        nodes.append(app)
    return all(node._closing or node._closed or _waits_for_a_message(node) for node in nodes)


def _has_callbacks(screen: Screen[object]) -> bool:
    """Whether something is to be done after the next frame (`call_after_refresh`).

    Each change of the focus asks for the keys to be shown anew; no key waits for that frame.
    """
    shown = screen.refresh_bindings
    return any(getattr(done, "func", done) != shown for done, _sender in screen._callbacks)


def _waits_for_a_message(node: MessagePump) -> bool:
    queue: Queue[Message | None] = node._message_queue
    waiting: Iterable[asyncio.Future[bool]] = queue.ready_event._waiters
    return queue.empty() and any(not one.done() for one in waiting)
