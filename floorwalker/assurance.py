"""What may be said of who checked an entry, and when: never more than is known.

An entry that nobody of the municipality has checked says so, with the page that its facts come from
and the month in which that page was read.
"""

from datetime import date
from urllib.parse import urlsplit

from floorwalker.dates import format_date, format_month
from floorwalker.i18n import _
from floorwalker.knowledge.model.records import SharedFields
from floorwalker.phrases import Line, Tone, beside, phrase


def assurance_line(record: SharedFields, today: date) -> Line:
    """How far the facts of `record` can be trusted, on one line.

    Checked by whom on which day; past its review date; or not checked yet, with the source.
    """
    if record.assured_date is None:
        return phrase(unchecked(record), Tone.MUTED)
    checked = format_date(record.assured_date)
    if record.is_stale(today):
        said = _("Last checked {date}, past its review date: ring first.").format(date=checked)
        return phrase(said, Tone.CLOSED)
    return beside(phrase(checked, Tone.MUTED), phrase(record.assurer, Tone.MUTED))


def unchecked(record: SharedFields) -> str:
    """`Source: borger.dk, November 2026; not checked by us yet`, as far as it is known."""
    host = urlsplit(record.source).hostname or ""
    source = host.removeprefix("www.")
    if source and record.source_date:
        said = _("Source: {source}, {month}; not checked by us yet")
        return said.format(source=source, month=format_month(record.source_date))
    if source:
        return _("Source: {source}; not checked by us yet").format(source=source)
    return _("Not checked by us yet")
