"""The report's first two questions: how many came, and how it ended."""

from collections.abc import Sequence
from typing import Final

from floorwalker import labels
from floorwalker.dates import weekday_names
from floorwalker.i18n import _, ngettext
from floorwalker.journal.encounter import OUTCOMES, Outcome
from floorwalker.week.figures import Week
from floorwalker.week.report.charts import Answer, Bar, HeatMap
from floorwalker.week.report.disclosure import Disclosure, average, bars, percent, sentence

GOAL: Final = 0.8
"""The share to be solved or warmly handed over at the first door."""
_WORKING_DAYS: Final = 5


def who_came(week: Week, before: Sequence[Week], tell: Disclosure) -> Answer:
    """How many came, when, how, and for whom."""
    return Answer(
        question=_("How many came, when, how and for whom?"),
        sentence=_who_came(week, before, tell) if week.visits else _("Nobody was registered."),
        chart=_hours(week, tell) if week.hours else None,
    )


def _who_came(week: Week, before: Sequence[Week], tell: Disclosure) -> str:
    came = ngettext("{count} visitor came", "{count} visitors came", tell.form(week.visits)).format(
        count=tell.count(week.visits)
    )
    trend = _trend(week, before, tell)
    return sentence(
        f"{came}, {trend}" if trend else came,
        _busiest(week, tell),
        tell.listed(week.channels, lambda code, n: _by_channel(code).format(count=tell.count(n))),
        tell.listed(week.audiences, lambda code, n: _of_audience(code, n, tell)),
    )


def _trend(week: Week, before: Sequence[Week], tell: Disclosure) -> str:
    """How the visits compare with the weeks before; nothing where that cannot be told."""
    usual = average(before, lambda one: one.visits)
    if usual is None:
        return _("in the first week of the log")
    if tell.hides(week.visits) or tell.hides(usual):
        return ""
    base = ngettext(
        "in the week before", "on average in the {count} weeks before", len(before)
    ).format(count=len(before))
    more = week.visits - round(usual)
    if more == 0:
        return _("as many as {base}").format(base=base)
    text = _("{count} more than {base}") if more > 0 else _("{count} fewer than {base}")
    return text.format(count=abs(more), base=base)


def _busiest(week: Week, tell: Disclosure) -> str:
    if not week.hours:
        return ""
    (weekday, hour), visits = max(week.hours.items(), key=lambda item: (item[1], -item[0][0]))
    if visits == 1 or tell.hides(visits):
        return ""
    day = weekday_names()[weekday]
    return _("busiest was {weekday} at {hour}").format(weekday=day, hour=hour)


def _by_channel(code: str) -> str:
    texts = {
        "in_person": _("{count} in person"),
        "telephone": _("{count} by telephone"),
        "digital": _("{count} digitally"),
    }
    return texts[code]


def _of_audience(code: str, number: int, tell: Disclosure) -> str:
    if code == "citizen":
        return ngettext("{count} citizen", "{count} citizens", tell.form(number)).format(
            count=tell.count(number)
        )
    if code == "business":
        return ngettext("{count} business", "{count} businesses", tell.form(number)).format(
            count=tell.count(number)
        )
    return ngettext("{count} association", "{count} associations", tell.form(number)).format(
        count=tell.count(number)
    )


def _hours(week: Week, tell: Disclosure) -> HeatMap:
    """Weekday by hour; the weekend only where somebody came."""
    names = weekday_names("abbreviated")
    last_day = max(_WORKING_DAYS - 1, *(day for day, _hour in week.hours))
    hours = [hour for _day, hour in week.hours]
    columns = range(min(9, *hours), max(15, *hours) + 1)
    highest = max(week.hours.values())
    return HeatMap(
        rows=tuple(names[day].rstrip(".") for day in range(last_day + 1)),
        columns=tuple(str(hour) for hour in columns),
        cells=tuple(
            tuple(tell.cell(week.hours.get((day, hour), 0), highest) for hour in columns)
            for day in range(last_day + 1)
        ),
    )


def how_it_ended(week: Week, before: Sequence[Week], tell: Disclosure) -> Answer:
    """Outcomes, the share solved at the first door, and who left without a way forward."""
    question = _("How did it end?")
    if not week.visits:
        return Answer(question=question, sentence=_("Nobody was registered."), chart=None)
    share = tell.share(week.first_door, week.visits)
    return Answer(
        question=question,
        sentence=sentence(_first_door(share, before, tell), _unmet(week, tell)),
        chart=bars(
            [
                tell.bar(
                    _("Solved at the first door"),
                    week.first_door,
                    week.visits,
                    average=_usual_first_door(week, before, tell),
                    strong=True,
                    text=share or "",
                ),
                *(_outcome(code, week, before, tell) for code in OUTCOMES),
            ],
            goal=GOAL,
            goal_label=_("goal {share}").format(share=percent(GOAL)),
        ),
    )


def _usual_first_door(week: Week, before: Sequence[Week], tell: Disclosure) -> float | None:
    """The usual share, as visits of this week."""
    visits = sum(one.visits for one in before)
    solved = sum(one.first_door for one in before)
    return week.visits * solved / visits if tell.share(solved, visits) else None


def _outcome(code: Outcome, week: Week, before: Sequence[Week], tell: Disclosure) -> Bar:
    return tell.bar(
        labels.label_of(labels.OUTCOMES, code),
        week.outcomes.get(code, 0),
        week.visits,
        average=average(before, lambda one: one.outcomes.get(code, 0)),
    )


def _first_door(share: str | None, before: Sequence[Week], tell: Disclosure) -> str:
    if share is None:
        return _("too few visits to tell how many were solved at the first door")
    text = _("{share} were solved or warmly handed over at the first door, the goal is {goal}")
    usual = tell.share(sum(w.first_door for w in before), sum(w.visits for w in before))
    said = text.format(share=share, goal=percent(GOAL))
    return (
        said
        if usual is None
        else said + " " + _("({share} in the weeks before)").format(share=usual)
    )


def _unmet(week: Week, tell: Disclosure) -> str:
    unmet = week.outcomes.get("unmet", 0)
    if not unmet:
        return _("nobody left without a way forward")
    said = ngettext(
        "{count} left without a way forward", "{count} left without a way forward", tell.form(unmet)
    ).format(count=tell.count(unmet))
    reasons = tell.listed(
        week.unmet_reasons,
        lambda code, n: f"{labels.label_of(labels.UNMET_REASONS, code).lower()} {tell.count(n)}",
    )
    return f"{said} ({reasons})" if reasons else said
