"""Personal data in a knowledge file: what the house publishes is everybody's to read.

A telephone number or an address of mail is what a contact point is for, and an account is where a
fee is paid. A CPR number or a payment card stands nowhere; an address at a provider of private mail
is an association's at most, and belongs into its field then. Comments are read too.
"""

import re
from collections.abc import Iterator
from typing import Final

from floorwalker.knowledge.problems.problem import Problem
from floorwalker.privacy import NOBODYS, find_personal_data

_FEWEST_DIGITS: Final = 9
_MANY_DIGITS: Final = re.compile(rf"(?:\d[^\d\n]{{0,9}}){{{_FEWEST_DIGITS}}}")
"""Only such a line is worth the guard's time: a folder has ten thousands."""
_TIMES: Final = re.compile(r"(?<!\d)\d{1,2}:\d\d-\d{1,2}:\d\d(?!\d)")
"""`Dec 28 10:00-12:00` is a day and its hours: nobody writes a number of a person so."""
_PRIVATE_MAIL: Final = re.compile(
    r"[\w.+-]+@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|msn)\.\w+", re.IGNORECASE
)
_MAIL_FIELD: Final = re.compile(r"\s*(?:-\s+)?(?:email|e-mail|mail|url)\s*:", re.IGNORECASE)


def personal_data(path: str, data: bytes) -> Iterator[Problem]:
    """Every line of the file that holds personal data, once for each number; never the number."""
    text = data.decode("utf-8-sig")
    if _MANY_DIGITS.search(text) is None and _PRIVATE_MAIL.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if _MANY_DIGITS.search(line):
            for found in find_personal_data(_TIMES.sub(_hidden, line)):
                if found.kind in NOBODYS:
                    yield _problem(path, number, found.start, "personal-data")
        mail = _PRIVATE_MAIL.search(line)
        if mail and not _MAIL_FIELD.match(line):
            yield _problem(path, number, mail.start(), "private-mail")


def _hidden(times: re.Match[str]) -> str:
    """Letters in the place of times, so that what stands around them does not come together."""
    return "x" * len(times[0])


def _problem(path: str, line: int, at: int, code: str) -> Problem:
    return Problem(path=path, line=line, column=at + 1, code=code)
