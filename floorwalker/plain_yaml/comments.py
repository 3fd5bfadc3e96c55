"""Comments that may have been meant as text: `lokale #12` is `lokale` to YAML.

A space and `#` begin a comment wherever a text is not quoted. `#12` and `#akut` look like a part of
the text, `# from the minutes` and, set apart by two spaces, `  #note` like a comment.
"""

from bisect import bisect_right
from collections.abc import Iterator

import yaml

from floorwalker.plain_yaml.reading import Mark, events
from floorwalker.plain_yaml.syntax import SUSPECT_COMMENT


def cuts(text: str) -> Iterator[Mark]:
    """Where a comment begins that may be the rest of a text.

    Raises:
        RefusedError: the text cannot be read.
    """
    suspects = [found.start() for found in SUSPECT_COMMENT.finditer(text)]
    if not suspects:
        return
    begins, ends, quoted = _scalars(text)
    for start in suspects:
        inside = bisect_right(begins, start) - 1
        if inside >= 0 and start < ends[inside]:
            continue  # within a text in quotation marks, or of several lines after `|`
        before = text[start - 1]
        is_after_text = inside >= 0 and ends[inside] == start and not quoted[inside]
        if is_after_text or before == ",":
            sign = text.index("#", start)
            line = text.count("\n", 0, sign) + 1
            yield line, sign - text.rfind("\n", 0, sign)


def _scalars(text: str) -> tuple[list[int], list[int], list[bool]]:
    """Where each text begins and ends, and whether a sign of its own ends it."""
    begins, ends, quoted = [], [], []
    for event in events(text):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            begins.append(event.start_mark.index)
            ends.append(event.end_mark.index)
            quoted.append(bool(event.style))
    return begins, ends, quoted
