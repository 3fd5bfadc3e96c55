"""Every fault that a user may meet, each with its sentence, its hint and its exit code."""

from collections.abc import Iterable

EXIT_NO = 1
"""The answer is "no": nothing found, the check found errors, doctor found a fault."""
EXIT_USAGE = 2
"""Wrong usage, or input that cannot be read."""


class FloorwalkerError(Exception):
    """A fault to show to the user as it is: one sentence, and what to do about it.

    Both texts are already in the interface language and hold no personal data.
    """

    exit_code = EXIT_USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class KnowledgeError(FloorwalkerError):
    """The knowledge base as a whole cannot be used; single faults are `Problem`s."""


class ConfigError(FloorwalkerError):
    """`config.yaml` is not what it should be."""


class JournalError(FloorwalkerError):
    """The journal could not be opened, read or written; nothing was stored."""


class PersonalDataError(FloorwalkerError):
    """A text holds personal data. The message never repeats it."""


class NotFoundError(FloorwalkerError):
    """What was asked for does not exist."""

    exit_code = EXIT_NO


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` is probably a slip of, or None."""
    from rapidfuzz import process  # only where something is wrong already

    best = process.extractOne(word.casefold(), list(candidates), score_cutoff=70)
    return str(best[0]) if best else None


def nearest_ref(ref: str, candidates: Iterable[str]) -> str | None:
    """The candidate of the same kind whose id `ref` is probably a slip of, or None."""
    kind, _separator, id_ = ref.partition(":")
    ids = [other.removeprefix(f"{kind}:") for other in candidates if other.startswith(f"{kind}:")]
    near = nearest(id_, ids)
    return f"{kind}:{near}" if near else None
