"""What stands in the own folder holds; the rest comes from its base."""

from datetime import date, datetime
from pathlib import Path

import pytest

from floorwalker.knowledge.checking.checker import check
from floorwalker.knowledge.layers.laying import fingerprint_of
from floorwalker.knowledge.loading.loader import Loaded, load, load_last_good, with_last_good
from floorwalker.knowledge.model.as_of import as_of
from floorwalker.knowledge.model.records import ServiceTranslation
from floorwalker.knowledge.model.translation import fingerprint, in_language
from tests.knowledge.layers.stacks import BASE, CONTACTS, loaded, stack, write_folder

NOW = datetime(2026, 11, 28, 12)  # noqa: DTZ001 - local wall-clock time, as the checker takes it


def found(base: Loaded) -> list[tuple[str, int, str]]:
    """Where each problem stands, and its code."""
    return [(Path(p.path).name, p.line, p.code) for p in check(base, NOW)]


def told(base: Loaded, *codes: str) -> list[tuple[str, int, str]]:
    return [each for each in found(base) if each[2] in codes]


def test_a_field_of_one_s_own_holds_and_the_rest_comes_from_the_base(tmp_path: Path) -> None:
    base = loaded(tmp_path, "services: {pas: {cost: 1.000 kr.}}\n")
    service = base.knowledge.services["pas"]
    assert (service.cost, service.processing_time) == ("1.000 kr.", "10 dage")
    assert service.keywords == ("rejsepas",)
    assert base.problems == ()


def test_a_list_replaces_a_list(tmp_path: Path) -> None:
    base = loaded(tmp_path, "services: {pas: {keywords: [pashæfte]}}\n")
    assert base.knowledge.services["pas"].keywords == ("pashæfte",)


def test_translations_are_laid_by_language_and_field(tmp_path: Path) -> None:
    own = "services: {pas: {translations: {en: {name: Travel passport}, uk: {name: Паспорт}}}}\n"
    said = loaded(tmp_path, own).knowledge.services["pas"].translations
    assert said["en"].name == "Travel passport"
    assert said["en"].description == "A new passport."
    assert (said["de"].name, said["uk"].name) == ("Reisepass", "Паспорт")


def test_who_read_the_base_s_translation_did_not_read_one_s_own(tmp_path: Path) -> None:
    own = "services: {pas: {translations: {en: {name: Travel passport}}}}\n"
    said = loaded(tmp_path, own).knowledge.services["pas"].translations["en"]
    assert (said.of, said.reviewed_date) == ("", None)


def test_a_translation_of_a_text_that_is_now_one_s_own_is_old(tmp_path: Path) -> None:
    plain = load(write_folder(tmp_path / "plain", BASE)).knowledge.services["pas"]
    of = fingerprint(plain, plain.translations["en"])
    files = {**BASE, "services": BASE["services"] % of}
    own = "services: {pas: {description: Nyt pas hos os.}}\n"
    base = loaded(tmp_path, own, base=files)
    assert told(base, "translation-old") == [("own.yaml", 1, "translation-old")]
    assert told(loaded(tmp_path / "2", "", base=files), "translation-old") == []


def test_amounts_are_laid_by_year(tmp_path: Path) -> None:
    rates = "rates: {gebyr: {name: Gebyr, values: {'2026': 1 kr., '2027': 2 kr.}}}\n"
    own = "rates: {gebyr: {values: {'2026': 3 kr.}}}\n"
    rate = loaded(tmp_path, own, base={**BASE, "rates": rates}).knowledge.rates["gebyr"]
    assert rate.values == {"2026": "3 kr.", "2027": "2 kr."}


def test_a_default_that_stands_there_is_said(tmp_path: Path) -> None:
    notice = "notices: {jul: {text: Lukket., until: 2027-01-03, severity: warning}}\n"
    own = "notices: {jul: {severity: info}}\n"
    base = loaded(tmp_path, own, "  languages: [da]\n", {**BASE, "notices": notice})
    assert base.knowledge.notices["jul"].severity == "info"
    assert base.knowledge.municipality.languages == ("da",)


def test_without_takes_fields_out_and_withdrawn_the_entry(tmp_path: Path) -> None:
    own = (
        "contact_points: {borgerservice: {without: [fallback, opening_hours]}}\n"
        "services: {vielse: {withdrawn: true}}\n"
    )
    knowledge = loaded(tmp_path, own).knowledge
    contact = knowledge.contact_points["borgerservice"]
    assert (contact.fallback, contact.opening_hours, contact.telephone) == (
        None,
        "",
        "+45 12 34 50 10",
    )
    assert set(knowledge.services) == {"pas"}
    assert contact.without == ()


def test_what_the_base_has_not_is_added(tmp_path: Path) -> None:
    own = "terms: {fuldmagt: {name: Fuldmagt, explanation: At handle for en anden.}}\n"
    assert "fuldmagt" in loaded(tmp_path, own).knowledge.terms


def test_a_change_of_the_base_leaves_one_s_own_field_alone(tmp_path: Path) -> None:
    base = loaded(tmp_path, "services: {pas: {cost: 1.000 kr.}}\n")
    service = as_of(base.knowledge, date(2027, 1, 2)).services["pas"]
    assert (service.cost, service.processing_time) == ("1.000 kr.", "12 dage")
    assert ("own.yaml", 1, "base-will-change") in found(base)


CHANGING = """\
services:
  pas:
    name: Pas
    description: Nyt pas.
    contact_points: [borgerservice]
    cost: 900 kr.
    processing_time: 10 dage
    translations: {en: {name: Passport, cost: DKK 900}}
    changes:
      - from: 2027-01-01
        set:
          cost: 950 kr.
          eligibility: Alle
          translations:
            en: {name: Travel document, cost: DKK 950, eligibility: Everybody}
            uk: {cost: 950 крон}
"""


@pytest.mark.parametrize(
    ("own", "cost", "english", "ukrainian"),
    [
        ("{theme: Rejse}", "950 kr.", ("Travel document", "DKK 950", "Everybody"), "950 крон"),
        ("{without: [cost]}", "", ("Travel document", "DKK 900", "Everybody"), ""),
        ("{cost: 1 kr.}", "1 kr.", ("Travel document", "DKK 900", "Everybody"), ""),
        (
            "{translations: {en: {name: My own, cost: DKK 1}}}",
            "950 kr.",
            ("My own", "DKK 950", "Everybody"),
            "950 крон",
        ),
        ("{without: [translations]}", "950 kr.", ("", "", ""), ""),
    ],
)
def test_a_change_of_the_base_comes_but_for_what_is_one_s_own(
    tmp_path: Path, own: str, cost: str, english: tuple[str, str, str], ukrainian: str
) -> None:
    base = loaded(tmp_path, f"services: {{pas: {own}}}\n", base={**BASE, "services": CHANGING})
    then = as_of(base.knowledge, date(2027, 1, 1)).services["pas"]
    assert (then.cost, then.eligibility) == (cost, "Alle")
    said = then.translations.get("en", ServiceTranslation())
    assert (said.name, said.cost, said.eligibility) == english
    assert then.translations.get("uk", ServiceTranslation()).cost == ukrainian


@pytest.mark.parametrize(
    ("own", "lost"),
    [
        ("changes: [{from: 2026-12-31, note: N, set: {cost: 1 kr.}}]", ["eligibility"]),
        ("changes: [{from: 2027-01-01, set: {cost: 1 kr., eligibility: Ingen}}]", []),
        ("eligibility: Nogle, changes: [{from: 2027-01-01, set: {cost: 1 kr.}}]", []),
        ("without: [eligibility], changes: [{from: 2027-01-01, set: {cost: 1 kr.}}]", []),
        ("changes: [{from: 2027-01-01, note: N}], without: [cost, eligibility]", []),
        ("without: [changes]", []),
        ("cost: 1 kr.", []),
        ("withdrawn: true", []),
    ],
)
def test_own_changes_say_what_of_the_base_s_they_leave_out(
    tmp_path: Path, own: str, lost: list[str]
) -> None:
    text = f"services:\n  pas: {{{own}}}\n"
    base = loaded(tmp_path, text, base={**BASE, "services": CHANGING})
    found_lost = [p for p in check(base, NOW) if p.code == "base-change-lost"]
    assert [p.details["field"] for p in found_lost] == lost
    assert {Path(p.path).name for p in found_lost} <= {"own.yaml"}


def test_what_is_left_out_is_said_in_no_language(tmp_path: Path) -> None:
    files = {**BASE, "services": CHANGING}
    base = loaded(tmp_path, "services: {pas: {without: [cost]}}\n", base=files)
    said = in_language(base.knowledge.services["pas"], "en")
    assert (said.name, said.cost) == ("Passport", "")


def test_only_the_own_people_check_entries(tmp_path: Path) -> None:
    service = loaded(tmp_path, "").knowledge.services["pas"]
    assert (service.assured_date, service.assurer) == (None, "")
    own = loaded(tmp_path / "2", "services: {pas: {assured_date: 2026-11-20}}\n")
    assert own.knowledge.services["pas"].assured_date == date(2026, 11, 20)
    assert own.knowledge.services["pas"].assurer == ""


def test_a_base_that_has_changed_since_is_named_where_it_is_one_s_own(tmp_path: Path) -> None:
    before = loaded(tmp_path, "services: {pas: {cost: 1.000 kr.}}\n")
    based_on = fingerprint_of(before.laid.below["service:pas"])
    own = f"services:\n  pas:\n    cost: 1.000 kr.\n    based_on: {based_on}\n"
    assert told(loaded(tmp_path, own), "base-changed") == []
    files = {**BASE, "services": BASE["services"].replace("Nyt pas.", "Nyt pas til alle.")}
    after = loaded(tmp_path, own, base=files)
    assert told(after, "base-changed") == [("own.yaml", 4, "base-changed")]
    assert after.knowledge.services["pas"].description == "Nyt pas til alle."
    assert after.knowledge.services["pas"].cost == "1.000 kr."


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ("services: {pas: {cost: [1]}}\n", ("own.yaml", 1, "wrong-type")),
        ("services: {pas: {contact_points: [nix]}}\n", ("own.yaml", 1, "unknown-reference")),
        ("services:\n  paz:\n    cost: 1 kr.\n", ("own.yaml", 2, "not-in-base")),
        ("services: {ny: {name: Ny, guides: [x]}}\n", ("own.yaml", 1, "missing-field")),
        ("services: {pas: {without: [name]}}\n", ("own.yaml", 1, "without-required")),
        ("guides:\n  pas:\n    url: https://a.dk/b\n", ("own.yaml", 2, "not-in-base")),
        ("services:\n  pas:\n    cost:\n", ("own.yaml", 3, "empty-over-base")),
        ("services:\n  pas:\n    keywords: []\n", ("own.yaml", 3, "empty-over-base")),
        ("terms:\n  x: {withdrawn: true}\n", ("own.yaml", 2, "nothing-below")),
        (
            "contact_points:\n  borgerservice:\n    withdrawn: true\n",
            ("own.yaml", 3, "withdrawn-door"),
        ),
        (
            "contact_points: {omstilling: {fallback: borgerservice}}\n",
            ("own.yaml", 1, "fallback-circle"),
        ),
        (
            "services: {pas: {contact_points: [omstilling], related: [service:vielse]}, "
            "vielse: {withdrawn: true}}\n",
            ("own.yaml", 1, "unknown-reference"),
        ),
    ],
)
def test_every_problem_stands_in_the_file_of_its_layer(
    tmp_path: Path, own: str, place: tuple[str, int, str]
) -> None:
    assert place in found(loaded(tmp_path, own))


def test_whoever_decides_or_answers_for_the_house_is_not_taken_out_in_silence(
    tmp_path: Path,
) -> None:
    files = {
        **BASE,
        "skat": "contact_points: {skat: {name: Skat, description: S, telephone: '112'}}\n"
        "services: {aarsopgoerelse: {name: Å, description: Å, contact_points: [omstilling], "
        "competent_authority: skat}}\n",
    }
    own = (
        "contact_points:\n  skat:\n    withdrawn: true\n  omstilling:\n    withdrawn: true\n"
        "services: {pas: {related: [service:vielse]}, vielse: {withdrawn: true}, "
        "aarsopgoerelse: {contact_points: [borgerservice]}}\n"
    )
    base = loaded(tmp_path, own, base=files)
    assert [
        (Path(p.path).name, p.line, p.code, p.details.get("ref"))
        for p in base.problems
        if p.code != "unknown-reference"
    ] == [
        ("own.yaml", 3, "withdrawn-needed", "service:aarsopgoerelse"),
        ("own.yaml", 5, "withdrawn-needed", "municipality"),
    ]
    [named] = [p for p in base.problems if p.code == "unknown-reference"]
    assert (named.path, named.line) == ("own.yaml", 6)
    assert "withdrawn" in named.details
    kept = own.replace("[borgerservice]}", "[borgerservice], without: [competent_authority]}")
    mended = loaded(tmp_path / "2", kept, "  main_contact: borgerservice\n", files)
    assert [p.code for p in mended.problems] == ["unknown-reference"]


def test_an_id_of_another_kind_is_what_was_meant(tmp_path: Path) -> None:
    [problem] = loaded(tmp_path, "guides: {pas: {url: https://a.dk/b}}\n").problems
    assert problem.details["near"] == "service:pas"


@pytest.mark.parametrize("base", ["../nowhere", ".", "house.yaml"])
def test_without_its_base_nothing_else_is_said_to_be_missing(tmp_path: Path, base: str) -> None:
    own = {
        "house": f"municipality:\n  base: {base}\n",
        "own": (
            "services: {pas: {cost: 1 kr.}, skat: {withdrawn: true},\n"
            "  ny: {name: N, description: N, contact_points: [omstilling]}}\n"
        ),
    }
    folder = load(write_folder(tmp_path / "own", own))
    codes = {each.code for each in folder.problems}
    assert codes <= {"no-base", "base-circle"}
    assert len(folder.problems) == 1
    assert told(folder, "nothing-below") == []


def test_what_an_unreadable_file_of_the_base_may_say_is_not_missing(tmp_path: Path) -> None:
    files = {**BASE, "house": "municipality: {name: [\n"}
    base = loaded(tmp_path, "services: {pas: {cost: 1 kr.}}\n", base=files)
    assert [Path(each.path) for each in base.problems] == [tmp_path / "base" / "house.yaml"]


@pytest.mark.parametrize(
    ("own", "base", "way", "fault"),
    [
        (".", "base", "base", True),
        ("own", ".", "..", True),
        (".", ".base", ".base", False),
        ("own", "own-base", "../own-base", False),
    ],
)
def test_a_base_and_what_stands_on_it_hold_files_of_their_own(
    tmp_path: Path, own: str, base: str, way: str, fault: bool
) -> None:
    write_folder(tmp_path / base, BASE)
    write_folder(tmp_path / own, {"a-house": f"municipality: {{base: {way}}}\n"})
    problems = load(tmp_path / own).problems
    nested = [each for each in problems if each.code == "base-nested"]
    assert [(each.path, each.line, each.column) for each in nested] == (
        [("a-house.yaml", 1, 16)] if fault else []
    )
    assert bool(problems) is fault


def test_a_problem_of_the_base_names_the_base_s_file(tmp_path: Path) -> None:
    files = {**BASE, "contacts": CONTACTS.replace("fallback: omstilling", "fallback: nix")}
    base = loaded(tmp_path, "contact_points: {borgerservice: {description: Andet.}}\n", base=files)
    [problem] = base.problems
    assert Path(problem.path) == tmp_path / "base" / "contacts.yaml"
    assert (problem.line, problem.code) == (12, "unknown-reference")


def test_what_a_layer_above_takes_out_is_no_fault_of_the_base(tmp_path: Path) -> None:
    own = (
        "contact_points: {borgerservice: {withdrawn: true}}\n"
        "services: {pas: {contact_points: [omstilling]}}\n"
    )
    files = {**BASE, "guides": "services: {vielse2: {name: V, description: V, guides: [g]}}\n"
             "guides: {g: {name: G, description: G, url: 'https://a.dk/b', steps: [A], "
             "help: borgerservice}}\n"}  # fmt: skip
    base = loaded(tmp_path, own, base=files)
    assert base.problems == ()
    assert base.knowledge.guides["g"].help is None


def test_an_unsound_field_of_one_s_own_leaves_the_base_s_in_use(tmp_path: Path) -> None:
    base = loaded(tmp_path, "services: {pas: {name: '', cost: 1 kr., kle: x}}\n")
    service = base.knowledge.services["pas"]
    assert (service.name, service.cost) == ("Pas", "1 kr.")
    assert {each.code for each in base.problems} == {"empty-field", "bad-kle"}


def test_a_placeholder_is_one_until_all_that_is_invented_is_one_s_own(tmp_path: Path) -> None:
    part = "contact_points: {borgerservice: {telephone: +45 11 22 33 44}}\n"
    knowledge = loaded(tmp_path / "1", part).knowledge
    assert knowledge.contact_points["borgerservice"].placeholder
    whole = (
        "contact_points: {borgerservice: {telephone: +45 11 22 33 44, without: [opening_hours]}}\n"
    )
    knowledge = loaded(tmp_path / "2", whole).knowledge
    assert not knowledge.contact_points["borgerservice"].placeholder
    kept = loaded(tmp_path / "3", "contact_points: {borgerservice: {placeholder: false}}\n")
    assert not kept.knowledge.contact_points["borgerservice"].placeholder
    assert told(kept, "still-placeholder") == [
        ("contacts.yaml", 6, "still-placeholder"),
        ("house.yaml", 3, "still-placeholder"),
    ]


def test_news_of_the_example_town_is_nobody_else_s(tmp_path: Path) -> None:
    notice = "notices: {lukket: {text: Lukket., until: 2027-01-03, placeholder: true}}\n"
    files = {**BASE, "notices": notice}
    assert load(write_folder(tmp_path / "alone", files)).knowledge.notices
    base = loaded(tmp_path / "1", "", base=files)
    assert not base.knowledge.notices
    assert "notices.yaml" not in [name for name, _line, _code in found(base)]
    own = loaded(tmp_path / "2", "notices: {lukket: {text: Åbent.}}\n", base=files)
    assert own.knowledge.notices["lukket"].text == "Åbent."


def test_the_example_town_s_closing_days_close_no_other_house(tmp_path: Path) -> None:
    house = BASE["house"] + "  closures: [{from: 2026-12-24, until: 2026-12-31, text: Jul}]\n"
    assert not loaded(
        tmp_path / "1", "", base={**BASE, "house": house}
    ).knowledge.municipality.closures
    real = house.replace("  placeholder: true\n", "")
    assert loaded(tmp_path / "2", "", base={**BASE, "house": real}).knowledge.municipality.closures


def test_a_translation_of_what_was_invented_goes_with_it(tmp_path: Path) -> None:
    house = BASE["house"] + "  translations: {en: {name: Basetown, greeting: Hello}}\n"
    base = loaded(tmp_path, "", "  name: Egenkøbing\n", {**BASE, "house": house})
    said = base.knowledge.municipality.translations["en"]
    assert (said.name, said.greeting) == ("", "Hello")


def test_three_layers_and_no_circle(tmp_path: Path) -> None:
    write_folder(tmp_path / "base", BASE)
    region = {
        "house": "municipality: {base: ../base}\n",
        "r": "services: {pas: {cost: Region, eligibility: Alle}}\n",
    }
    write_folder(tmp_path / "region", region)
    write_folder(
        tmp_path / "own",
        {
            "house": "municipality: {base: ../region, name: Egen}\n",
            "o": "services: {pas: {cost: Egen}}\n",
        },
    )
    base = load(tmp_path / "own")
    service = base.knowledge.services["pas"]
    assert (service.cost, service.eligibility, service.name) == ("Egen", "Alle", "Pas")
    assert base.knowledge.municipality.name == "Egen"
    assert base.problems == ()
    (tmp_path / "base" / "house.yaml").write_text("municipality: {base: ../own}\n")
    assert "base-circle" in {problem.code for problem in load(tmp_path / "own").problems}


def test_a_base_that_is_gone_leaves_the_last_good_state(tmp_path: Path) -> None:
    folder = stack(tmp_path, "services: {pas: {cost: 1 kr.}}\n")
    cache = tmp_path / "cache"
    before = load(folder, cache)
    (tmp_path / "base").rename(tmp_path / "away")
    after = load(folder, cache)
    assert "no-base" in {problem.code for problem in after.problems}
    assert with_last_good(after, before).knowledge == before.knowledge
    last = load_last_good(folder, cache)
    assert last is not None
    assert last.knowledge == before.knowledge


def test_whoever_takes_the_base_out_stands_alone(tmp_path: Path) -> None:
    folder = stack(tmp_path, "")
    before = load(folder)
    (folder / "house.yaml").write_text("municipality: {name: E, main_contact: h}\n")
    after = with_last_good(load(folder), before)
    assert not after.knowledge.services


def test_the_starter_is_a_base(tmp_path: Path) -> None:
    house = {"h": "municipality: {base: starter, name: Prøvekøbing Kommune}\n"}
    base = load(write_folder(tmp_path, house))
    assert base.problems == ()
    assert len(base.knowledge.services) > 345
    problems = check(base, NOW)
    assert {each.code for each in problems} == {"still-placeholder"}


def test_what_the_base_says_is_not_taken_for_what_holds_anyway(tmp_path: Path) -> None:
    notice = "notices: {a: {text: Lukket, until: 2099-01-01, severity: warning}}\n"
    own = "notices: {a: {text: Lukket her}}\n"
    knowledge = loaded(tmp_path, own, base={**BASE, "notices": notice}).knowledge
    assert knowledge.notices["a"].severity == "warning"
