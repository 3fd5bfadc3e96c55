"""What every test of workbooks works with."""

from pathlib import Path

import pytest

from floorwalker import i18n
from tests.exchange.workbook.editor import Editor


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """A folder on a base, with its workbook written; messages are in English."""
    i18n.use("en")
    editor = Editor(tmp_path)
    editor.export()
    return editor
