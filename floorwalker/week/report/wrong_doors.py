"""The report's third and fourth question: wrong doors, and visits that could have been avoided."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from floorwalker import labels
from floorwalker.i18n import _, ngettext
from floorwalker.journal.encounter import CHALLENGES
from floorwalker.week.figures import Week
from floorwalker.week.report.charts import Answer, Bar, HeatMap
from floorwalker.week.report.disclosure import Disclosure, average, bars, ranked, sentence

_AUTHORITIES: Final = 8
"""As many as are shown."""
_THEMES: Final = 5
"""As many as have a column of their own; the rest share one."""


def wrong_doors(week: Week, before: Sequence[Week], tell: Disclosure) -> Answer:
    """How many came to the wrong door, and which authorities they were looking for."""
    question = _("Who came to the wrong door?")
    if not week.wrong_doors:
        said = _("Nobody came to the wrong door.")
        return Answer(question=question, sentence=said, chart=None)
    shown = ranked(week.authorities)[:_AUTHORITIES]
    return Answer(
        question=question,
        sentence=_wrong_doors(week, before, tell),
        chart=bars([_authority(name, week, before, tell) for name, _n in shown]) if shown else None,
    )


def _authority(name: str, week: Week, before: Sequence[Week], tell: Disclosure) -> Bar:
    return tell.bar(
        name,
        week.authorities[name],
        max(week.authorities.values()),
        average=average(before, lambda one: one.authorities.get(name, 0)),
    )


def _wrong_doors(week: Week, before: Sequence[Week], tell: Disclosure) -> str:
    came = ngettext(
        "{count} had come to the wrong door",
        "{count} had come to the wrong door",
        tell.form(week.wrong_doors),
    ).format(count=tell.count(week.wrong_doors))
    share = tell.share(week.wrong_doors, week.visits)
    usual = tell.share(sum(w.wrong_doors for w in before), sum(w.visits for w in before))
    shares = [
        _("{share} of all visits").format(share=share) if share else "",
        _("{share} in the weeks before").format(share=usual) if share and usual else "",
    ]
    said = ", ".join(text for text in shares if text)
    return sentence(f"{came} ({said})" if said else came, _most_often(week, tell))


def _most_often(week: Week, tell: Disclosure) -> str:
    if not week.authorities:
        return ""
    name, number = ranked(week.authorities)[0]
    if tell.hides(number):
        return ""
    return _("most often for {authority}, {count}").format(authority=name, count=tell.count(number))


def avoidable(week: Week, before: Sequence[Week], tell: Disclosure) -> Answer:
    """Visits that show one of the six challenges, and the theme where the shoe pinches."""
    question = _("Which visits could have been avoided?")
    if not week.avoidable:
        said = _("No visit showed any of the six known challenges.")
        return Answer(question=question, sentence=said, chart=None)
    return Answer(
        question=question,
        sentence=_avoidable(week, before, tell),
        chart=_pinches(week, tell) if week.challenges else None,
    )


def _avoidable(week: Week, before: Sequence[Week], tell: Disclosure) -> str:
    could = ngettext(
        "{count} visit could have been avoided",
        "{count} visits could have been avoided",
        tell.form(week.avoidable),
    ).format(count=tell.count(week.avoidable))
    usual = average(before, lambda one: one.avoidable)
    if usual is not None and not tell.hides(usual):
        could += " " + _("({count} on average in the weeks before)").format(count=round(usual))
    return sentence(could, _where_it_pinches(week, tell))


def _where_it_pinches(week: Week, tell: Disclosure) -> str:
    if not week.challenges:
        return ""
    (theme, code), number = max(week.challenges.items(), key=lambda item: (item[1], item[0]))
    if tell.hides(number):
        return ""
    return _("the shoe pinches most at {theme}: {challenge}, {count}").format(
        theme=theme or _("what the knowledge base does not cover"),
        challenge=labels.label_of(labels.CHALLENGES, code).lower(),
        count=tell.count(number),
    )


def _pinches(week: Week, tell: Disclosure) -> HeatMap:
    """Challenges by theme; themes that are rare share the last column."""
    by_theme: Counter[str] = Counter()
    for (theme, _code), number in week.challenges.items():
        by_theme[theme] += number
    shown = [theme for theme, _number in ranked(by_theme)[:_THEMES]]
    grouped: Counter[tuple[str, str]] = Counter()
    for (theme, code), number in week.challenges.items():
        grouped[theme if theme in shown else _("other themes"), code] += number
    themes = [*shown, *({theme for theme, _code in grouped} - set(shown))]
    highest = max(grouped.values())
    return HeatMap(
        rows=tuple(labels.label_of(labels.CHALLENGES, code) for code in CHALLENGES),
        columns=tuple(theme or _("no entry") for theme in themes),
        cells=tuple(
            tuple(tell.cell(grouped[theme, code], highest) for theme in themes)
            for code in CHALLENGES
        ),
    )
