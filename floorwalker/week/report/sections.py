"""The report's seven questions in their order: for the terminal, the desk's screen and the page."""

from collections.abc import Sequence
from typing import Final

from floorwalker.week.figures import Week
from floorwalker.week.report.charts import Answer
from floorwalker.week.report.disclosure import Disclosure
from floorwalker.week.report.knowledge_and_promises import gaps, how_fast, promises
from floorwalker.week.report.visits import how_it_ended, who_came
from floorwalker.week.report.wrong_doors import avoidable, wrong_doors

WEEKS_BEFORE: Final = 4
"""As many earlier weeks as one is compared with."""
_QUESTIONS: Final = (who_came, how_it_ended, wrong_doors, avoidable, gaps, promises, how_fast)


def answer(week: Week, before: Sequence[Week], *, exact: bool) -> tuple[Answer, ...]:
    """What there is to say about `week`, compared with the weeks `before`, oldest first.

    `before` ends where the log begins: a week in which nobody could be registered is not compared.
    With `exact` false, counts from 1 to 4 are hidden.
    """
    tell = Disclosure(exact=exact)
    return tuple(question(week, before, tell) for question in _QUESTIONS)
