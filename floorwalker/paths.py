"""The only module that knows where things live.

`FLOORWALKER_DATA`, `FLOORWALKER_CONFIG` and `FLOORWALKER_KNOWLEDGE` relocate single places (the
command line reads them); `FLOORWALKER_CACHE` the cache of parsed knowledge.
"""

import os
from pathlib import Path

import platformdirs

_APP = "floorwalker"


def data_dir() -> Path:
    """Where `encounters.db`, exports and backups live. Never roaming: SQLite needs a local disk."""
    return platformdirs.user_data_path(_APP, appauthor=False, roaming=False)


def config_file() -> Path:
    """The user's `config.yaml`; it need not exist."""
    return platformdirs.user_config_path(_APP, appauthor=False) / "config.yaml"


def cache_dir() -> Path:
    """Where parsed knowledge is kept between starts; may be deleted at any time."""
    relocated = os.environ.get("FLOORWALKER_CACHE")
    return Path(relocated) if relocated else platformdirs.user_cache_path(_APP, appauthor=False)


def own_knowledge_dir(data: Path) -> Path:
    """The municipality's own copy of the knowledge base, made by `init`."""
    return data / "knowledge"


def starter_knowledge_dir() -> Path:
    """The starter knowledge: inside the installed package, or at the top of a source checkout."""
    installed = Path(__file__).parent / "starter"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "knowledge"


def database(data: Path) -> Path:
    """The journal's file."""
    return data / "encounters.db"


def exports_dir(data: Path) -> Path:
    """Where weekly files go unless the user says otherwise."""
    return data / "exports"


def chosen_exports_dir(chosen: str, data: Path) -> Path:
    """The folder `chosen` for weekly files; where none was, the one in the data folder."""
    return Path(chosen).expanduser() if chosen else exports_dir(data)


def slips_dir(data: Path) -> Path:
    """Where slips lie for the browser to show, for a day."""
    return data / "slips"


def backups_dir(data: Path) -> Path:
    """Where backups of the journal go unless the user says otherwise."""
    return data / "backups"
