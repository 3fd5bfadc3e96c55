"""What a command works with."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from floorwalker.cli.workplace import Workplace
from floorwalker.config import Config
from floorwalker.journal.store import Journal
from tests.journal.world import encounter_at


@pytest.mark.parametrize("wanted", [True, False])
def test_registrations_of_the_last_three_months_count_where_that_is_wanted(
    tmp_path: Path, wanted: bool
) -> None:
    workplace = Workplace(
        config=Config(usage_ranking=wanted),
        knowledge=None,
        data=tmp_path,
        config_file=tmp_path / "config.yaml",
        language_chosen=True,
    )
    assert workplace.usage() == {}
    with Journal.open(workplace.log.database) as journal:
        for days, ref in ((1, "service:pas"), (88, "service:pas"), (92, "service:straffeattest")):
            moment = datetime.now(UTC) - timedelta(days=days)
            journal.encounters.record(encounter_at(moment, ref=ref))
    assert workplace.usage() == ({"service:pas": 2} if wanted else {})
