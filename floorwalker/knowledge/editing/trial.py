"""What would be wrong if files were written: asked before they are."""

from collections import Counter
from collections.abc import Container, Mapping
from datetime import datetime

from msgspec.structs import replace

from floorwalker.knowledge.checking.checker import errors_between
from floorwalker.knowledge.checking.personal_data import personal_data
from floorwalker.knowledge.layers.laying import lay
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.loading.loader import Loaded, own_faults, problems_hide_records
from floorwalker.knowledge.loading.references import cross_check, placed, resolve
from floorwalker.knowledge.model.contents import SourceFile
from floorwalker.knowledge.problems.problem import Problem


def tried(
    loaded: Loaded, changed: Mapping[str, bytes], now: datetime
) -> tuple[Loaded, list[Problem]]:
    """The knowledge if files of the folder itself held other bytes, and the errors new in it.

    Args:
        loaded: the folder as it is.
        now: a local time.
        changed: by path, relative to the folder, what a file would hold; one that is not there yet
            is added.
    """
    files = [file for file in loaded.files if file.layer or file.path not in changed]
    files += [
        SourceFile(path=path, data=data, content=read_file(data)) for path, data in changed.items()
    ]
    laid = lay(sorted(files, key=lambda file: (file.layer, file.path)))
    then = replace(loaded, knowledge=resolve(laid), laid=laid)
    is_complete = not problems_hide_records(laid.files, loaded.problems)
    before = Counter(map(_said, _errors(loaded, changed, now, is_complete=is_complete)))
    after = _errors(then, changed, now, is_complete=is_complete)
    added = Counter(map(_said, after)) - before
    return then, sorted((each for each in after if _said(each) in added), key=Problem.sort_key)


def _errors(
    loaded: Loaded, paths: Container[str], now: datetime, *, is_complete: bool
) -> list[Problem]:
    """What is wrong in some files of the folder itself, and between all files."""
    laid = loaded.laid
    files = [file for file in laid.files if file.layer == 0 and file.path in paths]
    readable = [file for file in files if not file.content.unreadable]
    found = [problem for file in readable for problem in personal_data(file.path, file.data)]
    return [
        *own_faults(files),
        *cross_check(laid, complete=is_complete),
        *placed(laid, errors_between(loaded, now)),
        *(problem for problem in found if problem.severity == "error"),
    ]


def _said(problem: Problem) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What a problem says, wherever its line has come to stand."""
    return problem.path, problem.code, tuple(sorted(problem.details.items()))
