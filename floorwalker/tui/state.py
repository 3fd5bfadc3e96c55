"""What the desk remembers from one start to the next: which theme was chosen.

Kept beside the journal, never in `config.yaml`: that file belongs to its author.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

_NAME: Final = "desk.json"


def remembered_theme(data_dir: Path) -> str:
    """The theme chosen last, or an empty text."""
    import json

    try:
        kept = json.loads((data_dir / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    theme = kept.get("theme", "") if isinstance(kept, dict) else ""
    return theme if isinstance(theme, str) else ""


def remember_theme(data_dir: Path, theme: str) -> None:
    """Keep `theme`; where that is not possible, the next start has the default again."""
    import json

    draft = data_dir / f".{_NAME}.{os.getpid()}"
    with contextlib.suppress(OSError):
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps({"theme": theme}), encoding="utf-8")
        draft.replace(data_dir / _NAME)
