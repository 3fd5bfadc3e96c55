"""The report's last three questions: gaps in the knowledge, promises, and time."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from floorwalker.i18n import _, mark, ngettext
from floorwalker.week.figures import Gap, Promises, Week
from floorwalker.week.report.charts import Answer, Bar
from floorwalker.week.report.disclosure import Disclosure, bars, ranked, sentence

_GAPS: Final = 8
_CLOSED: Final = 3
_LABEL: Final = 42
"""Characters of a label; longer ones are cut."""
_MINUTE: Final = 60
_GAP_LABELS: Final = {
    "search": mark("Searched: {text}"),
    "feedback": mark("Reported: {text}"),
    "stale": mark("Past review: {text}"),
}


def gaps(week: Week, _before: Sequence[Week], tell: Disclosure) -> Answer:
    """What the knowledge base could not answer, ranked by the visitors it concerned."""
    question = _("What could the knowledge base not answer?")
    if not week.gaps and not week.unanswered:
        said = _("Every search had an answer.")
        return Answer(question=question, sentence=said, chart=None)
    highest = max((gap.visitors for gap in week.gaps), default=0)
    shown = [tell.bar(_gap(gap), gap.visitors, highest) for gap in week.gaps[:_GAPS]]
    return Answer(
        question=question, sentence=_gaps(week, tell), chart=bars(shown) if shown else None
    )


def _gap(gap: Gap) -> str:
    text = _(_GAP_LABELS[gap.kind]).format(text=gap.text)
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"


def _gaps(week: Week, tell: Disclosure) -> str:
    found = Counter(gap.kind for gap in week.gaps)
    stale = sum(gap.visitors for gap in week.gaps if gap.kind == "stale")
    return sentence(
        ngettext(
            "{count} visit had no sure answer in the knowledge base",
            "{count} visits had no sure answer in the knowledge base",
            tell.form(week.unanswered),
        ).format(count=tell.count(week.unanswered))
        if week.unanswered
        else _("every search had an answer"),
        ngettext(
            "{count} fault was reported", "{count} faults were reported", tell.form(reported)
        ).format(count=tell.count(reported))
        if (reported := found["feedback"])
        else None,
        ngettext(
            "{count} visit used a record past its review",
            "{count} visits used a record past its review",
            tell.form(stale),
        ).format(count=tell.count(stale))
        if stale
        else None,
    )


def promises(week: Week, before: Sequence[Week], tell: Disclosure) -> Answer:
    """Promises made in the week, and what became of them."""
    question = _("Were promises kept?")
    made = week.promises.made
    if not made:
        return Answer(question=question, sentence=_("No promise was made."), chart=None)
    return Answer(
        question=question,
        sentence=_promises(week, before, tell),
        chart=bars(
            [
                tell.bar(_("Kept on time"), week.promises.on_time, made, strong=True),
                tell.bar(_("Kept late"), week.promises.late, made),
                tell.bar(_("Not due yet"), week.promises.waiting, made),
                tell.bar(_("Overdue"), week.promises.overdue, made),
            ]
        ),
    )


def _promises(week: Week, before: Sequence[Week], tell: Disclosure) -> str:
    kept = week.promises
    done = {
        _("{count} kept on time"): kept.on_time,
        _("{count} kept late"): kept.late,
        _("{count} not due yet"): kept.waiting,
        _("{count} overdue"): kept.overdue,
    }
    usual = _kept_before(before, tell)
    return sentence(
        ngettext(
            "{count} promise was made", "{count} promises were made", tell.form(kept.made)
        ).format(count=tell.count(kept.made)),
        tell.listed(done, lambda text, number: text.format(count=tell.count(number))),
        _("{share} were kept on time in the weeks before").format(share=usual) if usual else None,
    )


def _kept_before(before: Sequence[Week], tell: Disclosure) -> str | None:
    """The share of the promises of the weeks before that were kept on time."""
    earlier: list[Promises] = [one.promises for one in before]
    return tell.share(sum(one.on_time for one in earlier), sum(one.made for one in earlier))


def how_fast(week: Week, before: Sequence[Week], tell: Disclosure) -> Answer:
    """The median time to register, and what was closed when it was needed."""
    shown = [one for one in (*before, week) if _median(one, tell) is not None]
    longest = max((one.median_s or 0 for one in shown), default=0)
    return Answer(
        question=_("How fast was it, and what was closed?"),
        sentence=sentence(_speed(week, before, tell), _closed(week, tell)),
        chart=bars([_time_bar(one, longest, week) for one in shown]) if shown else None,
    )


def _median(week: Week, tell: Disclosure) -> int | None:
    """None also where too few were timed for a median to be told."""
    return None if tell.hides(week.timed) else week.median_s


def _time_bar(one: Week, longest: int, week: Week) -> Bar:
    seconds = one.median_s or 0
    label = _("Week {number}").format(number=int(one.week[-2:]))
    return Bar(
        label=label,
        text=_duration(seconds),
        length=seconds / max(longest, 1),
        strong=one.week == week.week,
    )


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, _MINUTE)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def _speed(week: Week, before: Sequence[Week], tell: Disclosure) -> str:
    median = _median(week, tell)
    if median is None:
        return _("too few visits were timed") if week.timed else _("no visit was timed")
    said = _("half of the visits were registered within {time}").format(time=_duration(median))
    medians = [m for m in (_median(one, tell) for one in before) if m is not None]
    if not medians:
        return said
    usual = _duration(round(sum(medians) / len(medians)))
    return said + " " + _("({time} in the weeks before)").format(time=usual)


def _closed(week: Week, tell: Disclosure) -> str:
    if not week.closed:
        return _("nobody left because something was closed")
    named = [
        f"{name or _('not in the knowledge base')} ({tell.count(number)})"
        for name, number in ranked(week.closed)[:_CLOSED]
    ]
    return _("closed when needed: {names}").format(names=", ".join(named))
