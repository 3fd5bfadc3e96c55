"""What the desk remembers from one start to the next: which theme was chosen.

Kept beside the journal, with the theme that was configured at the time: a theme that somebody
writes into `config.yaml` afterwards counts for more than what was chosen before.
"""

import contextlib
from pathlib import Path
from typing import Final

from floorwalker.errors import FloorwalkerError
from floorwalker.file_reading import read_regular
from floorwalker.files import make_folder, write_whole

_NAME: Final = "desk.json"
_MOST: Final = 64 * 1024


def remembered_theme(data_dir: Path, configured: str) -> str:
    """The theme chosen last; an empty text where another one has been `configured` since."""
    import json

    try:
        kept = json.loads(read_regular(data_dir / _NAME, _MOST))
    except (OSError, ValueError):
        return ""
    if not isinstance(kept, dict) or kept.get("configured", "") != configured:
        return ""
    theme = kept.get("theme", "")
    return theme if isinstance(theme, str) else ""


def remember_theme(data_dir: Path, theme: str, configured: str) -> None:
    """Keep `theme`; where that is not possible, the next start has the default again."""
    import json

    kept = json.dumps({"theme": theme, "configured": configured}).encode()
    with contextlib.suppress(FloorwalkerError):
        make_folder(data_dir)
        write_whole(data_dir / _NAME, kept, replacing=True, durable=False)
