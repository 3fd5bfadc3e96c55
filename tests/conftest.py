"""Fixtures that keep the machine's own files out of every test."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from floorwalker import i18n

settings.register_profile(
    "floorwalker",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
"""No example fails on a clock: a busy machine is no fault. What fails prints how to repeat it."""
settings.load_profile("floorwalker")


_CRASH = Path(__file__).parent / "crash"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what kills processes by its folder; `slow` and `terminal` stand in the modules."""
    for item in items:
        if _CRASH in item.path.parents:
            item.add_marker("crash")


@pytest.fixture(autouse=True)
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has its own folders and no configuration of the machine's."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("KNOWLEDGE", "DATA", "CONFIG", "LANG"):
        monkeypatch.delenv(f"FLOORWALKER_{name}", raising=False)
    monkeypatch.setenv("FLOORWALKER_CACHE", str(home / "cache"))


@pytest.fixture(autouse=True)
def _english() -> None:
    """Tests read English texts unless they choose a language themselves."""
    i18n.use("en")
