"""What the desk works with once loading is done. Light to import: the first paint needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from floorwalker.knowledge.loading.loader import Loaded
    from floorwalker.knowledge.model.records import Knowledge
    from floorwalker.knowledge.problems.problem import Problem
    from floorwalker.search.index import Index


@dataclass(frozen=True, kw_only=True)
class LoadedKnowledge:
    """A knowledge base ready to be searched."""

    knowledge: Knowledge
    """As it reads on `day`."""
    index: Index
    problems: tuple[Problem, ...] = ()
    """What was left out of `knowledge`; warnings too where the loader asked the checker."""
    source: str = ""
    """Where the knowledge comes from, in words: the starter knowledge, or a folder."""
    standing: str = ""
    """What the desk says as long as it works with this: that it is not what it should be."""
    is_starter: bool = False
    """Whether it is the starter knowledge, which every desk begins with."""
    folder: Path | None = None
    """The folder to watch for changes; None means that it is not watched."""
    bases: tuple[Path, ...] = ()
    """The folders that it stands on, to watch as well."""
    day: date | None = None
    """The day for which it was made ready; None where it reads the same on every day."""
    usage: tuple[str, ...] = ()
    """Refs of the entries registered most often lately, most often first."""
    placeholders: tuple[str, ...] = ()
    """What is still the example town's, by ref."""
    layers: Loaded | None = None
    """The folder and what it stands on, as they were read; None where it stands on nothing."""
