"""Who may be written into: a folder of one's own, not what the next installation replaces."""

import os
from pathlib import Path

import floorwalker
from floorwalker import paths
from floorwalker.errors import KnowledgeError
from floorwalker.i18n import _


def require_own(folder: Path, *, named: bool) -> None:
    """Refuse to write into what the next installation overwrites.

    Args:
        folder: Where something is about to be written.
        named: Whether somebody asked for this folder. In a source checkout the starter knowledge
            can be edited by whoever names it, but not because there was nothing else.

    Raises:
        KnowledgeError: the folder is the starter knowledge.
    """
    package = Path(floorwalker.__file__).parent.resolve()
    starter = paths.starter_knowledge_dir().resolve()
    inside = Path(os.path.realpath(folder))
    if inside.is_relative_to(package) or (not named and inside.is_relative_to(starter)):
        raise KnowledgeError(
            _("{folder} is the starter knowledge; what you write there would be lost.").format(
                folder=folder
            ),
            _("Make it your own first: floorwalker init"),
        )
