"""Shows a page in the browser, never in the terminal that the desk is using."""

import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Final

_PATIENCE: Final = 3.0
"""Seconds in which a launcher says that it found no browser; one that runs on has found one."""
_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
_LAUNCHER: Final = "xdg-open"


def open_in_browser(page: Path) -> bool:
    """Show `page`; False where there is no browser with a window of its own. May take seconds."""
    if sys.platform in ("win32", "darwin"):
        return webbrowser.open(page.as_uri())
    if not any(map(os.environ.get, _SCREENS)):
        return False
    launcher = shutil.which(_LAUNCHER)
    return launcher is not None and _launch(launcher, page)


def _launch(launcher: str, page: Path) -> bool:
    """Start `launcher` away from the terminal: what it writes would spoil the screen."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a path and a file of our own
            [launcher, page.as_uri()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
