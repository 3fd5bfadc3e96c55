"""Every private name of Textual that the desk uses, each with its reason.

Written for Textual 8.2. What stands here may change with any release: the rest of the desk asks
these functions only.
"""

from __future__ import annotations

import os
import select
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager, suppress
from fractions import Fraction
from functools import partial, wraps
from inspect import unwrap
from typing import TYPE_CHECKING, Final, TypeVar

from textual import events, messages
from textual._callback import invoke
from textual._compositor import Compositor
from textual.app import App
from textual.box_model import BoxModel
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import WorkerFailed

from floorwalker.tui.pasted_lines import BracketedPaste, PastedLines, Read
from floorwalker.tui.terminal_state import EndingSignals, TerminalOutput

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from textual._queue import Queue
    from textual.driver import Driver
    from textual.map_geometry import MapGeometry

Result = TypeVar("Result")


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


def keymap_of(app: App[Result]) -> Mapping[str, str]:
    """The user's own keys by the ids of bindings; `set_keymap` can be asked for nothing back."""
    return app._keymap


def forget_closed_screens() -> None:
    """Let go of what closed screens had painted, so that a desk open all day does not grow.

    Textual remembers two colours for each of the last thousand widgets that were painted, and by
    its key the widget's painted lines: about a megabyte for every screen that was looked at.
    """
    from textual._styles_cache import StylesCache

    StylesCache.get_inner_outer.cache_clear()


# Faults of drawing

_DRAWING: Final = (
    events.Hide,
    events.Resize,
    events.ScreenResume,
    events.ScreenSuspend,
    events.Show,
    messages.Layout,
    messages.Update,
    messages.UpdateScroll,
)
"""What widgets are told for no other reason than that something is drawn."""


@contextmanager
def contain(node: MessagePump) -> Iterator[None]:
    """Draw something of `node`: what fails is told to the app, and the desk goes on.

    An app that is not guarded gets the exception.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the desk must not end by it
        _tell(node, error)


def _tell(node: MessagePump, error: Exception) -> None:
    if not isinstance(node.app, GuardedApp):
        raise error
    node.app.drawing_failed(error)


_Draw = Callable[..., object]


def contain_drawing_faults() -> None:
    """Keep any fault of drawing, of our widgets or of Textual's own, from ending the app.

    Textual ends the app, or the task of a widget, wherever an exception comes from, and has no
    place to catch those of drawing. They come through few functions, which are wrapped here for all
    screens and widgets: a widget's size and its lines, a screen's layout and frame, and the
    handlers of events that tell of drawing. Again is harmless.
    """
    for owner, name, wrap in (
        (Widget, "render_lines", _blank_where_it_fails),
        (Widget, "_get_box_model", _or(_one_line)),
        (Compositor, "_arrange_root", _or(_as_before)),
        (Screen, "_refresh_layout", _or(_nothing)),
        (Screen, "_compositor_refresh", _or(_nothing)),
        (Screen, "_on_timer_update", _or(_nothing)),
        (MessagePump, "_get_dispatch_methods", _with_contained_handlers),
    ):
        original = getattr(owner, name)
        if not hasattr(original, "__wrapped__"):
            setattr(owner, name, wraps(original)(wrap(original)))


class GuardedApp(App[int]):
    """An app that ends by no fault of drawing, and by any other one in good order.

    Textual prints every local variable of a crash, which may be about a visitor, and has no public
    way to do anything else (`_handle_exception`).
    """

    def drawing_failed(self, error: Exception) -> None:
        """Called while a frame is being made: nothing may be drawn now."""

    def crashed(self, error: BaseException) -> int:
        """The app ends by `error`: its exit code. Called once."""
        del error
        return 1

    def end_by_signal(self, number: int) -> None:
        """End in good order, as the signal `number` asks from outside."""

    def _handle_exception(self, error: Exception) -> None:
        if _arose_in_drawing(error):
            self.drawing_failed(error)
            return
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._return_code = self.crashed(
                error.error if isinstance(error, WorkerFailed) else error
            )
        self._close_messages_no_wait()


def _arose_in_drawing(error: Exception) -> bool:
    """Whether Textual itself caught `error` while it laid out a screen or wrote a frame.

    There it hands the exception on to `App._handle_exception` and goes on.
    """
    catchers = (unwrap(Screen._refresh_layout), App._display)
    caught = error.__traceback__
    return caught is not None and caught.tb_frame.f_code in {each.__code__ for each in catchers}


def _or(otherwise: _Draw) -> Callable[[_Draw], _Draw]:
    """Where drawing fails, what `otherwise` gives for the same arguments."""

    def wrap(draw: _Draw) -> _Draw:
        def drawn(self: object, *arguments: object, **options: object) -> object:
            nodes = (each for each in (self, *arguments) if isinstance(each, MessagePump))
            with contain(next(nodes)):
                return draw(self, *arguments, **options)
            return otherwise(self, *arguments, **options)

        return drawn

    return wrap


def _nothing(*_arguments: object, **_options: object) -> None:
    """What was painted before stays."""


def _one_line(
    _widget: Widget, container: Size, *_arguments: object, **_options: object
) -> BoxModel:
    return BoxModel(Fraction(container.width), Fraction(1), Spacing())


def _as_before(
    compositor: Compositor, *_arguments: object, **_options: object
) -> tuple[dict[Widget, MapGeometry], set[Widget]]:
    """Widgets are asked where they are in any handler: then they are where they were."""
    return dict(compositor._full_map), set(compositor.widgets)


def _blank_where_it_fails(
    render_lines: Callable[[Widget, Region], list[Strip]],
) -> Callable[[Widget, Region], list[Strip]]:
    def lines(self: Widget, crop: Region) -> list[Strip]:
        try:
            return render_lines(self, crop)
        except Exception as error:  # noqa: BLE001 - as in `contain`
            _tell(self, error)
        return [strip for y in crop.line_range for strip in line(self, crop, y)]

    def line(self: Widget, crop: Region, y: int) -> list[Strip]:
        with contain(self):
            return render_lines(self, Region(crop.x, y, crop.width, 1))
        return [Strip.blank(crop.width)]

    return lines


_Handlers = Iterable[tuple[type, Callable[[Message], object]]]


def _with_contained_handlers(
    get_dispatch_methods: Callable[[MessagePump, str, Message], _Handlers],
) -> Callable[[MessagePump, str, Message], _Handlers]:
    def handlers(self: MessagePump, method_name: str, message: Message) -> _Handlers:
        found = get_dispatch_methods(self, method_name, message)
        if not isinstance(message, _DRAWING):
            return found
        return ((owner, contained(self, handler)) for owner, handler in found)

    def contained(
        self: MessagePump, handler: Callable[[Message], object]
    ) -> Callable[[Message], object]:
        async def handle(message: Message) -> None:
            with contain(self):
                await invoke(handler, message)

        return handle

    return handlers


# The terminal

_READ_AT_ONCE: Final = 4096
"""Bytes that are read at once at most."""
_LONGEST_JOINED: Final = 1 << 16
"""Characters of one paste that are waited for at most; what follows is seen to follow."""
_NEXT_PART: Final = 0.02
"""Seconds in which the next part of a paste comes, where it was cut over two reads."""
_LOOK_EVERY: Final = 0.1
"""Seconds between two looks whether the desk has ended, or Esc was a key of its own."""
_AS_IT_WAS: Final = "".join(
    (
        "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l",  # frames, pastes, lines that wrap, resizes
        "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l",  # the mouse
        "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l",  # keyboard, screen, cursor, focus
    )
)
"""Ends every mode that the driver begins."""


class KeysForBox(events.Paste):
    """Keys where the search box takes them, a paste anywhere else."""

    def __init__(self, text: str, keys: Iterable[events.Key]) -> None:
        super().__init__(text)
        self.keys = tuple(keys)


if sys.platform == "win32":

    def terminal_driver() -> type[Driver] | None:
        """None: Textual's own driver has to do."""
        return None

else:
    import signal
    import termios

    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        """Textual's driver, but for what it leaves behind and what it draws on.

        - It draws on standard error, which may be a file: here it is standard output (`_file`).
        - It leaves a terminal as it was made for the desk when a signal ends the process.
        - A terminal that is gone is written to and read from for ever.
        - It has no way to look at what is read at once (`run_input_thread`, with its private
          parser), which tells pasted lines from keys.
        - An Esc in a bracketed paste ends it there, and the rest would be keys (`BracketedPaste`).
        - Continued after a stop that it had not heard of (SIGSTOP), it starts a second time.
        - It stops and goes on inside the signal's handler, which waits for ever where the signal
          came while something was being written.
        """

        def __init__(
            self,
            app: App[int],
            *,
            debug: bool = False,
            mouse: bool = True,
            size: tuple[int, int] | None = None,
        ) -> None:
            super().__init__(app, debug=debug, mouse=mouse, size=size)
            self._output = TerminalOutput(sys.__stdout__, self._lose_terminal)
            self._file = self._output  # type: ignore[assignment]
            self._pasted_lines = PastedLines()
            self._bracketed_paste = BracketedPaste()
            self._is_up = False
            self._signals = EndingSignals(end=self._end, restore=self._restore_at_once)

        def start_application_mode(self) -> None:
            """Take the terminal, and be ready to give it back."""
            self._signals.watch()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._is_up = self._writer_thread is not None

        def stop_application_mode(self) -> None:
            if not self._is_up:
                return
            self._is_up = False
            super().stop_application_mode()
            self.write("\x1b[?1016l")  # the mouse in pixels, which is left on

        def close(self) -> None:
            """Write what is still to be written; only then may a signal end the process."""
            super().close()
            self._signals.ignore()

        def _sigtstp_application(self, *_: object) -> None:
            self._tell_app(super()._sigtstp_application)

        def _sigcont_application(self, *_: object) -> None:
            self._tell_app(super()._sigcont_application)

        def resume_application_mode(self) -> None:
            """Take the terminal again after a stop, and draw everything."""
            if self._is_up:  # stopped without being told: the terminal may be in any state
                self.suspend_application_mode()
            super().resume_application_mode()
            self._tell_app(partial(self._app.refresh, layout=True))

        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            while not self.exit_event.is_set():
                if select.select([self.fileno], [], [], _LOOK_EVERY)[0]:
                    data = self._read()
                    if not data:
                        self._lose_terminal()
                        return
                    text = self._with_next_parts(decode(data), decode)
                    for message in self._messages_in(text, parser):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

        def _with_next_parts(self, text: str, decode: Callable[[bytes], str]) -> str:
            """`text` and what comes right behind it, where it may be a part of a paste."""
            while len(text) < _LONGEST_JOINED and self._pasted_lines.may_go_on(text):
                if not select.select([self.fileno], [], [], _NEXT_PART)[0]:
                    break
                data = self._read()
                if not data:  # gone, as the next read will find too
                    break
                text += decode(data)
            return text

        def _messages_in(self, text: str, parser: XTermParser) -> Iterable[Message]:
            text = self._bracketed_paste.without_escapes(text)
            if not text:  # the parser would take it for the end
                return []
            kind = self._pasted_lines.kind_of(text, time.monotonic())
            if kind is Read.LINES:
                return [events.Paste(text.replace("\x00", ""))]
            if kind is Read.KEYS_FOR_BOX:
                typed = parser.feed(text.replace("\n", "\r"))
                return [KeysForBox(text, (key for key in typed if isinstance(key, events.Key)))]
            return parser.feed(text)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, _READ_AT_ONCE)
            except OSError:  # a terminal that is gone
                return b""

        def _get_terminal_size(self) -> tuple[int, int]:
            """What the terminal says, whatever COLUMNS and LINES said at the start."""
            with suppress(OSError):
                columns, lines = os.get_terminal_size(self._output.fileno())
                if columns and lines:
                    return columns, lines
            return super()._get_terminal_size()

        def _lose_terminal(self) -> None:
            self._end(signal.SIGHUP)

        def _end(self, number: int) -> None:
            if isinstance(self._app, GuardedApp):
                self._tell_app(partial(self._app.end_by_signal, number))

        def _tell_app(self, ask: Callable[[], object]) -> None:
            """Ask something of the app, from a signal's handler or from another thread."""
            with suppress(RuntimeError):  # it has ended
                self._loop.call_soon_threadsafe(ask)

        def _restore_at_once(self) -> None:
            self._output.write_at_once(_AS_IT_WAS)
            if self.attrs_before is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def terminal_driver() -> type[Driver] | None:
        """The driver of a terminal."""
        return TerminalDriver
