"""`layers`: what is one's own, field by field beside the base; `--keep` and `--fix` note which."""

import json
from pathlib import Path

import pytest

from floorwalker.knowledge.loading.loader import load
from tests.cli.conftest import Run
from tests.crash.commands import contents
from tests.knowledge.layers.stacks import BASE, stack

OWN = """\
services:
  pas:
    cost: 1.000 kr.  # hos os
    based_on: aaaaaaaaaaaa
    translations: {en: {name: Travel passport}}
  vielse:
    withdrawn: true
  telt:
    name: Lån et telt
    description: Til foreninger.
    contact_points: [borgerservice]
contact_points:
  borgerservice:
    without: [fallback]
    telephone: "+45 11 22 33 44"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return stack(tmp_path / "stack", OWN)


def objects(run: Run, own: Path, *refs: str) -> dict[str, dict[str, object]]:
    done = run("layers", *refs, "--json", knowledge=own)
    assert done.returncode == 0
    return {(each := json.loads(line))["ref"]: each for line in done.stdout.splitlines()}


def test_everything_that_is_one_s_own_is_listed_in_groups(run: Run, own: Path) -> None:
    said = run("layers", knowledge=own).stdout
    assert "2 changed, 1 added, 1 taken out." in said
    parts = said.split("\n\n")
    assert [part.splitlines()[0] for part in parts[1:]] == [
        "The base has changed since (1)",
        "Changed by you (1)",
        "Added by you (1)",
        "Taken out by you (1)",
        "Still invented, of the example town (3)",
    ]
    assert "floorwalker layers --keep service:pas" in parts[1]
    assert "Borgerservice (contact:borgerservice)  telephone, who takes over" in parts[2]
    assert "contact:borgerservice, contact:omstilling" in parts[5]


def test_json_names_each_field_with_both_texts(run: Run, own: Path) -> None:
    found = objects(run, own)
    assert {ref: each["state"] for ref, each in found.items()} == {
        "service:pas": "changed",
        "service:telt": "added",
        "service:vielse": "withdrawn",
        "contact:borgerservice": "changed",
        "municipality": "base",
        "contact:omstilling": "base",
    }
    pas = found["service:pas"]
    assert (pas["base_changed"], pas["path"]) == (True, "own.yaml")
    assert pas["fields"] == [
        {"field": "cost", "language": None, "base": "900 kr.", "own": "1.000 kr."},
        {
            "field": "translations",
            "language": "en",
            "base": {"name": "Passport"},
            "own": {"name": "Travel passport"},
        },
    ]
    assert found["contact:borgerservice"]["placeholder"] == ["opening_hours"]
    assert objects(run, own, "service:telt").keys() == {"service:telt"}


def test_one_entry_is_shown_field_by_field_beside_the_base(run: Run, own: Path) -> None:
    said = run("layers", "service:pas", knowledge=own).stdout
    assert f"{own / 'own.yaml'}" in said
    assert "The base has changed since." in said
    rows = [line.split() for line in said.splitlines()]
    assert ["yours", "1.000", "kr."] in rows
    assert ["base", "900", "kr."] in rows
    said = run("layers", "contact:borgerservice", knowledge=own).stdout
    assert "Still the example town's: opening hours" in said
    assert "Omstillingen" in said
    assert "taken out by you" in run("layers", "service:vielse", knowledge=own).stdout
    assert "comes from the base" in run("layers", "municipality", knowledge=own).stdout


def test_keep_notes_that_one_s_own_text_still_holds(run: Run, own: Path) -> None:
    before = contents(own)
    assert run("layers", "--keep", "service:pas", knowledge=own).returncode == 0
    text = (own / "own.yaml").read_text("utf-8")
    based_on = text.partition("based_on: ")[2].partition("\n")[0]
    assert text == OWN.replace("aaaaaaaaaaaa", based_on)
    assert contents(own) == {**before, "own.yaml": text.encode()}
    assert not any(each["base_changed"] for each in objects(run, own).values() if "path" in each)
    (own.parent / "base" / "services.yaml").write_text(
        BASE["services"].replace("10 dage", "12 dage"), "utf-8"
    )
    assert objects(run, own)["service:pas"]["base_changed"]


def test_fix_notes_what_own_texts_were_written_for(run: Run, own: Path) -> None:
    done = run("check", "--fix", str(own))
    fixed = [line for line in done.stdout.splitlines() if "fixed[based-on]" in line]
    assert len(fixed) == 1
    text = (own / "own.yaml").read_text("utf-8")
    assert [line for line in text.splitlines() if line not in OWN.splitlines()] == [
        line for line in text.splitlines() if "based_on" in line and "aaaa" not in line
    ]
    number = int(fixed[0].partition(":")[2].partition(":")[0])
    assert text.splitlines()[number - 1].strip().startswith("based_on: ")
    assert "fixed[" not in run("check", "--fix", str(own)).stdout
    [base_changed] = [p for p in load(own).laid.faults if p.code == "base-changed"]
    assert base_changed.details["ref"] == "service:pas"


def test_keep_refuses_what_is_not_in_both(run: Run, own: Path) -> None:
    before = contents(own)
    done = run("layers", "--keep", "service:telt", "service:pas", knowledge=own)
    assert (done.returncode, done.stderr.count("\n"), contents(own)) == (2, 1, before)


def test_a_wrong_ref_is_named_with_its_neighbour(run: Run, own: Path) -> None:
    done = run("layers", "service:pass", knowledge=own)
    assert done.returncode != 0
    assert "service:pas`" in done.stderr
    assert "KIND:ID" in run("layers", "pas", knowledge=own).stderr
    assert run("layers", "--keep", knowledge=own).returncode == 2


def test_a_folder_without_a_base_says_so_in_one_line(run: Run, knowledge: Path) -> None:
    done = run("layers")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert str(knowledge) in done.stderr
    assert run("layers", "--keep", "service:pas").returncode == 2


def test_a_base_that_is_gone_is_not_taken_for_none(run: Run, own: Path) -> None:
    (own.parent / "base").rename(own.parent / "moved")
    for arguments in (("layers",), ("layers", "service:pas"), ("layers", "--keep", "service:pas")):
        done = run(*arguments, knowledge=own)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "cannot be read" in done.stderr
        assert "floorwalker check" in done.stderr
    done = run("assure", "service:pas", knowledge=own)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`service:pas`" in done.stderr
    assert "floorwalker check" in done.stderr


def test_what_is_taken_out_cannot_be_assured_and_why_is_said(run: Run, own: Path) -> None:
    before = contents(own)
    done = run("assure", "service:pas", "service:vielse", knowledge=own)
    assert (done.returncode, done.stdout, contents(own)) == (2, "", before)
    assert "`service:vielse` is taken out in your folder. See: floorwalker layers" in done.stderr


def test_what_is_unsound_is_named(run: Run, own: Path) -> None:
    (own / "more.yaml").write_text("services: {ny: {name: Ny}}\n", "utf-8")
    assert "service:ny" in run("layers", knowledge=own).stderr
    (own / "more.yaml").write_text("services: [\n", "utf-8")
    assert "floorwalker check" in run("layers", knowledge=own).stderr
