"""Any combination of fields, well or ill formed, is loaded, or refused at a place."""

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker import i18n
from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.loading.loader import load, load_last_good
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.problems.problem import Problem
from tests.knowledge.base import write

NOW: Final = datetime(2026, 12, 31, 23, 59)  # noqa: DTZ001 - local wall-clock time
DAYS: Final = (date(2026, 12, 31), date(2027, 1, 1), date(2100, 1, 1))

WRONG: Final = (
    *("", "~", "null", '""', "[]", "{}", "[[]]", "[{}]", "[~]", "{x: {y: z}}", "x", "nej", "true"),
    *(
        "0",
        "-1",
        "2026-02-30",
        "99999-01-01",
        "[a, a]",
        '"\\0"',
        '"\\ud800"',
        "*a",
        "&a x",
        "!!int 3",
    ),
    *(
        '"a\\nb"',
        "{rate:}",
        '"{rate:uvis} {rate:findes-ikke} {"',
        "|\n      a\n      b",
        "[",
        "'",
        "{",
        "@",
    ),
    *("- a", "\u202etxet", "[x, [y, [z]]]", "112", "æ" * 300, "? a"),
)
"""What is no value of most fields, or none at all."""
# Of each field the first value is right, and after it stand others that may be.
LINES: Final = (
    "[{number: '1813', name: om natten, hours: 24/7}, {number: +45 112}]",
    "[{number: 12 34 56 78}, {name: uden nummer}]",
    '[{number: "+45 12 34 50 01", hours: hverdage 8-16, prefix: x}]',
    "{number: '1813'}",
    "['1813']",
    '[{number: "+45 12 34 50 01", number: "112"}]',
)
CHANGES: Final = (
    "[{from: 2027-01-01, note: Nyt navn, set: {name: Andet, desk_note: Spørg}}]",
    "[{from: 2027-01-01, note: Ny pris, set: {cost: '10 kr.', name: Andet}}]",
    "[{from: 2027-01-01, set: {phones: [{number: '+45 112'}], danger: [a], urgent: true}}]",
    "[{from: 2027-01-01, set: {competent_authority: hus, help_here: [hus], owner: ingen}}]",
    "[{from: 2027-01-01, set: {id: x, changes: [], placeholder: true, translations: {}}}]",
    "[{from: 2027-01-01, set: {contact_points: [], name: '', description: 3}}]",
    "[{from: i morgen, note: [a], set: [b]}, {from: 2026-12-31}]",
    "[{set: {cost: x}}, {from: 2026-02-30, set: {ukendt: x}}]",
    "[{from: 2027-01-01, set: {cost: a}}, {from: 2027-01-01, set: {cost: b}}]",
)
TRANSLATIONS: Final = (
    "{en: {name: House, of: dpbmakjloceh, reviewed_date: 2026-10-01}}",
    "{en: {of: [a], reviewed_date: snart}, xx: {name: X}, da: {name: D}}",
    "{uk: {desk_note: x, danger: [y], deadline: z, if_no_reply: w, phones: []}}",
)
SHARED: Final = {
    "source_date": ("2026-11-28", "28.11.2026"),
    "owner": ("hus", "ingen", "contact:hus"),
    "desk_note": ("Spørg kollegaen", "Koster {rate:gebyr}"),
    "placeholder": ("true", "false"),
    "changes": CHANGES,
    "translations": TRANSLATIONS,
}
FIELDS: Final = {
    "services": {
        **SHARED,
        "competent_authority": ("hus", "tom", "Huset", "Politiet", "ingen"),
        "help_here": ("[hus]", "[hus, hus]", "[ingen]", "hus"),
        "deadline": ("senest 5 dage efter", "{rate:gebyr}"),
        "if_no_reply": ("Ring igen",),
        "danger": ("[min mand slår mig]", "[slår/sparker mig, væk.]", "[/, ., '']"),
        "urgent": ("true", "false"),
    },
    "contact_points": {
        **SHARED,
        "phones": LINES,
        "telephone": ("'112'", "+45 112", "+45 12 34 50 02", "12"),
        "follows_closures": ("true", "false", "ja"),
    },
    "guides": {"help": ("hus", "ingen"), **SHARED},
}
RATE: Final = {
    "values": (
        "{'2026': 10 kr., 2027: 11 kr.}",
        "{i år: x}",
        "{'2026': ''}",
        "{0: a}",
        "{'2026': {rate:gebyr}}",
    ),
    "source": ("https://eksempel.dk/pris", "http://x", "ftp://x.dk/"),
    "source_date": ("2026-11-28", "i går"),
}
HOUSE: Final = {
    "closures": (
        "[{from: 2026-12-24, until: 2026-12-31, text: Julelukket}]",
        "[{from: 2027-01-02, until: 2026-12-31}, {from: 2026-12-24}]",
        "[{until: 2026-12-24}, {from: juleaften}]",
    ),
    "quick": (
        "[service:post]",
        "[service:ingen, contact:hus]",
        "[service:post, service:post]",
        f"[{'service:post, ' * 10}]",
    ),
    "translations": ("{en: {name: House, greeting: Hello, of: abc}}", "{en: {closures: []}}"),
    "placeholder": ("true", "false"),
    "base": (".", "starter", "../ingen"),
    "without": ("[greeting]", "[nix]"),
    "based_on": ("3f1c0a9be2d4",),
}
BASIS: Final = {
    "services": "    name: Post\n    description: Svar på brev.\n    contact_points: [hus]\n",
    "contact_points": "    name: Luge\n    description: En luge.\n",
    "guides": (
        "    name: Skriv\n    description: Skriv selv.\n"
        "    url: https://eksempel.dk/a/b\n    steps: [Skriv]\n"
    ),
}
HEAD: Final = "municipality:\n  name: Prøvekøbing\n  main_contact: hus\n  languages: [da, en]\n"
REST: Final = """
contact_points:
  hus: {name: Huset, description: Hele huset., telephone: "+45 12 34 50 00"}
  tom: {name: Ingensteds, description: Kan ikke nås.}
"""


@st.composite
def fields(draw: st.DrawFn, known: dict[str, tuple[str, ...]], indent: str) -> str:
    """Some of the fields: all of them right, or each with a value that may be wrong or no YAML."""
    names = draw(st.lists(st.sampled_from(sorted(known)), max_size=len(known), unique=True))
    is_right = draw(st.booleans())
    others = sorted({value for values in known.values() for value in values})
    lines = []
    for name in names:
        value = known[name][0]
        if not is_right:
            usual = st.sampled_from(known[name])
            value = draw(usual | usual | st.sampled_from(WRONG) | st.sampled_from(others))
        lines.append(f"{indent}{name}: {value}\n")
    return "".join(lines)


@st.composite
def folders(draw: st.DrawFn) -> dict[str, str]:
    """Files of a knowledge base by name."""
    house = draw(fields(HOUSE, "  "))
    entries = {
        kind: f"{kind}:\n  post:\n{BASIS[kind]}{draw(fields(known, '    '))}"
        for kind, known in FIELDS.items()
    }
    rate = "rates:\n  gebyr:\n    name: Gebyr\n" + draw(fields(RATE, "    "))
    return {
        "house": HEAD + house,
        "rest": REST,
        "rates": rate,
        **entries,
    }


def hold_place(folder: Path, problem: Problem) -> None:
    """One line that says what is wrong, at a place that is in the file."""
    lines = (folder / problem.path).read_text(encoding="utf-8").split("\n")
    assert 1 <= problem.line <= len(lines), problem
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
    for language in ("en", "da"):
        i18n.use(language)
        said = f"{problem.message} {problem.hint}"
        assert problem.message
        assert said.isprintable(), said


@settings(max_examples=150)
@given(files=folders())
def test_any_record_loads_or_is_refused_in_one_line_and_comes_back_from_the_cache(
    files: dict[str, str],
) -> None:
    before = i18n.language()
    with tempfile.TemporaryDirectory() as root:
        folder, cache = write(Path(root) / "k", **files), Path(root) / "cache"
        try:
            loaded = load(folder, cache)
            for problem in [*loaded.problems, *check(loaded, NOW)]:
                hold_place(folder, problem)
        finally:
            i18n.use(before)
        for day in DAYS:
            as_of(loaded.knowledge, day)
        assert list(cache.rglob("*.json")), "nothing was kept"
        again = load(folder, cache)
        assert (again.knowledge, again.problems) == (loaded.knowledge, loaded.problems)
        last = load_last_good(folder, cache)
        assert last is None or last.knowledge == loaded.knowledge
