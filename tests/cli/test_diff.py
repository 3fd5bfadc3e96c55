"""`diff`: two folders on the command line, their differences as text and as JSON."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.knowledge.base import SERVICES, sound, write


def test_what_changed_is_told_by_area_and_theme(run: Run, tmp_path: Path) -> None:
    old = sound(tmp_path / "old")
    changed = SERVICES.replace("Se prislisten", "920 kr.").replace("[rejsepas,", "[rødt pas,")
    new = write(sound(tmp_path / "new"), services=changed)
    done = run("diff", str(old), str(new))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "0 new, 0 gone, 1 changed.",
        "",
        "Prices and amounts (1)",
        "  Legitimation",
        "    Pas (service:pas)  price: Se prislisten → 920 kr.",
        "",
        "Search words (1)",
        "  Legitimation",
        "    Pas (service:pas)  search words: rejsepas → rødt pas",
    ]
    danish = run("diff", str(old), str(new), lang="da").stdout
    assert "    Pas (service:pas)  pris: Se prislisten → 920 kr." in danish


def test_json_has_a_line_for_each_field(run: Run, tmp_path: Path) -> None:
    old = sound(tmp_path / "old")
    new = write(sound(tmp_path / "new"), services=SERVICES.replace("Se prislisten", "920 kr."))
    (line,) = run("diff", str(old), str(new), "--json").stdout.splitlines()
    assert json.loads(line) == {
        "change": "changed",
        "area": "prices",
        "ref": "service:pas",
        "name": "Pas",
        "theme": "Legitimation",
        "field": "cost",
        "language": None,
        "old": "Se prislisten",
        "new": "920 kr.",
        "removed": [],
        "added": [],
    }


def test_two_folders_that_say_the_same_answer_no(run: Run, tmp_path: Path) -> None:
    old = sound(tmp_path / "old")
    moved = write(tmp_path / "new", all_=SERVICES)
    for name in ("house", "contacts"):
        (moved / f"{name}.yaml").write_bytes((old / f"{name}.yaml").read_bytes())
    done = run("diff", str(old), str(moved))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Both folders say the same.\n"


def test_nothing_is_called_gone_where_a_file_cannot_be_read(run: Run, tmp_path: Path) -> None:
    old = sound(tmp_path / "old")
    new = sound(tmp_path / "new")
    (new / "services.yaml").write_text("services: [\n", encoding="utf-8")
    done = run("diff", str(old), str(new))
    assert (done.returncode, done.stdout) == (2, "")
    assert "services.yaml:2:1" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_entry_with_a_fault_is_not_compared_and_that_is_said(run: Run, tmp_path: Path) -> None:
    old = sound(tmp_path / "old")
    faulty = SERVICES.replace("response_days: 14", "response_days: fjorten")
    new = write(sound(tmp_path / "new"), services=faulty)
    done = run("diff", str(old), str(new))
    assert done.stdout == ""
    assert "service:pas" in done.stderr
    assert "Both folders say the same" not in done.stderr


def test_a_folder_that_is_none_is_one_line(run: Run, tmp_path: Path) -> None:
    old = sound(tmp_path / "old")
    (tmp_path / "empty").mkdir()
    for other in ("nowhere", "empty"):
        done = run("diff", str(old), str(tmp_path / other))
        assert (done.returncode, done.stdout) == (2, "")
        assert other in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_an_own_layer_is_compared_as_it_reads_over_its_base(run: Run, tmp_path: Path) -> None:
    base = sound(tmp_path / "base")
    house = f"municipality: {{base: {base}}}\n"
    price = "services:\n  pas: {cost: 920 kr.}\n"
    own = write(tmp_path / "own", h=house, s=price)
    done = run("diff", str(base), str(own))
    assert done.returncode == 0
    assert "price: Se prislisten → 920 kr." in done.stdout
    write(own, s="services:\n  pas: {cost: 920 kr., response_days: mange}\n")
    done = run("diff", str(base), str(own))
    assert "service:pas" in done.stderr
    assert "price" not in done.stdout


def test_the_editors_own_words_are_compared_as_well(run: Run, tmp_path: Path) -> None:
    old, new = sound(tmp_path / "old"), sound(tmp_path / "new")
    (new / "lexicon.yaml").write_text("lexicon:\n  krykker: [hjælpemidler]\n", encoding="utf-8")
    done = run("diff", str(old), str(new), lang="da")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-3:] == [
        "Søgeord (1)",
        "  Egne ord til søgningen",
        "    lexicon (lexicon)  redaktionens egne ord: + krykker: hjælpemidler",
    ]
    (old / "lexicon.yaml").write_text("krykker: [hjælpemidler]\n", encoding="utf-8")
    done = run("diff", str(old), str(new))
    assert (done.returncode, done.stdout) == (1, "")
    assert "fault in them: lexicon" in done.stderr
