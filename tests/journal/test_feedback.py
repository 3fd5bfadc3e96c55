"""Feedback on the knowledge base: kept, guarded, listed, closed."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from floorwalker.errors import JournalError, PersonalDataError
from floorwalker.journal.encounter import Feedback
from floorwalker.journal.registration import new_feedback
from floorwalker.journal.store import Journal
from tests.journal.world import KNOWLEDGE, NOW


def said(comment: str, days: int = 0) -> Feedback:
    return new_feedback(
        "wrong", comment, ref="service:pas", knowledge=KNOWLEDGE, now=NOW + timedelta(days=days)
    )


def test_open_feedback_is_listed_newest_first(journal: Journal, path: Path) -> None:
    old, new = said("åbner kl. 9"), said("lukker kl. 15", days=1)
    for each in (old, new):
        journal.feedback.add(each)
    with Journal.open(path) as other:
        assert other.feedback.listed() == [new, old]
    assert journal.feedback.between(NOW.date(), NOW.date()) == [old]


def test_closed_feedback_leaves_the_list_and_keeps_its_first_closing(journal: Journal) -> None:
    feedback = said("åbner kl. 9")
    journal.feedback.add(feedback)
    closed = journal.feedback.close(feedback.feedback_id, NOW)
    assert closed == replace(feedback, closed_at="2026-11-16T10:10:07+01:00")
    assert journal.feedback.close(feedback.feedback_id, NOW + timedelta(days=1)) == closed
    assert journal.feedback.listed() == []
    assert journal.feedback.listed(include_closed=True) == [closed]


def test_the_same_feedback_again_changes_nothing_but_another_is_refused(journal: Journal) -> None:
    feedback = said("åbner kl. 9")
    for _ in range(2):
        journal.feedback.add(feedback)
    assert journal.feedback.listed() == [feedback]
    with pytest.raises(JournalError):
        journal.feedback.add(replace(feedback, comment="andet"))


def test_no_caller_gets_personal_data_into_feedback(journal: Journal) -> None:
    with pytest.raises(PersonalDataError):
        journal.feedback.add(replace(said("x"), comment="150385-1234"))
    assert journal.feedback.listed() == []
