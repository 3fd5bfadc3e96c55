"""`init` begins a small folder over the base that ships with the program; editors fill it in."""

import json
import re
from pathlib import Path

import pytest

from floorwalker import paths
from floorwalker.knowledge.loading.loader import load
from tests.cli.conftest import Run
from tests.crash.commands import contents

FIELDS = {
    "telephone": '"+45 12 34 56 78"',
    "email": "post@byen.example",
    "url": "https://byen.example/borger",
    "appointment_url": "https://byen.example/tid",
    "address": "Gaden 1, 1234 Byen",
    "directions": "Lige frem",
    "opening_hours": "Mo-Fr 10:00-14:00",
    "phone_hours": "Mo-Fr 09:00-15:00",
    "hours": "Mo-Fr 09:00-15:00",
    "- number": '"+45 12 34 56 79"',
    "name": "Byens eget",
    "organization": "Byen",
}
"""What an editor writes, by the field that waits for it."""


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    assert run("init", str(tmp_path / "own")).returncode == 0
    return tmp_path / "own"


def uncommented(text: str) -> str:
    """What an editor program makes of the lines of records: one mark less."""
    return re.sub(r"^  # (?=[a-z-]+:|  )", "  ", text, flags=re.MULTILINE)


def filled_in(text: str) -> str:
    def filled(line: str) -> str:
        field = line.strip().partition(":")[0]
        is_begun = line.endswith((":", ' ""', '"+45 "', " https://"))
        return (
            f"{line.partition(':')[0]}: {FIELDS[field]}" if is_begun and field in FIELDS else line
        )

    return "\n".join(map(filled, uncommented(text).splitlines())) + "\n"


def test_init_writes_a_small_folder_that_is_sound(run: Run, own: Path) -> None:
    assert set(contents(own)) == {
        "README.md", "contacts.yaml", "knowledge.schema.json", "municipality.yaml", "notices.yaml"
    }  # fmt: skip
    done = run("check", str(own), "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {each["code"] for each in found} == {"still-placeholder"}
    starter = load(paths.starter_knowledge_dir()).knowledge
    assert load(own).knowledge.services.keys() == starter.services.keys()


def test_init_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    said = run("init", str(tmp_path / "own"), lang="da").stdout.splitlines()
    assert [line[:2] for line in said[-2:]] == ["1.", "2."]
    assert "contacts.yaml" in said[-2]
    assert f"floorwalker check {tmp_path / 'own'}" in said[-1]


def test_every_file_points_an_editor_to_the_schema(own: Path) -> None:
    for path in own.glob("*.yaml"):
        first = path.read_text("utf-8").partition("\n")[0]
        assert first == "# yaml-language-server: $schema=knowledge.schema.json"
    schema = paths.starter_knowledge_dir() / "knowledge.schema.json"
    assert (own / schema.name).read_bytes() == schema.read_bytes()


def test_every_contact_point_that_is_invented_waits_to_be_filled_in(own: Path) -> None:
    starter = load(paths.starter_knowledge_dir()).knowledge
    text = (own / "contacts.yaml").read_text("utf-8")
    invented = {each.id: each for each in starter.contact_points.values() if each.placeholder}
    waiting = re.findall(r"^  # (.+)\n  # ([a-z0-9-]+):$", text, flags=re.MULTILINE)
    assert {id_: name for name, id_ in waiting} == {id_: e.name for id_, e in invented.items()}
    assert waiting[0][1] == starter.municipality.main_contact
    assert [id_ for _name, id_ in waiting].index("borgerservice") < 4
    assert not any(each.telephone in text for each in invented.values() if each.telephone)


def test_what_is_uncommented_and_not_filled_in_is_named_and_never_taken(
    run: Run, own: Path
) -> None:
    contacts = own / "contacts.yaml"
    contacts.write_text(uncommented(contacts.read_text("utf-8")), "utf-8")
    done = run("check", str(own))
    assert done.returncode == 1
    knowledge = load(own).knowledge
    assert knowledge.contact_points["borgerservice"].placeholder


def test_a_folder_that_is_filled_in_is_the_municipality_s_own(run: Run, own: Path) -> None:
    for name in ("contacts.yaml", "municipality.yaml", "notices.yaml"):
        (own / name).write_text(filled_in((own / name).read_text("utf-8")), "utf-8")
    done = run("check", str(own))
    assert done.returncode == 0
    loaded = load(own)
    invented = [e.ref for e in loaded.knowledge.contact_points.values() if e.placeholder]
    assert invented == []
    house = loaded.knowledge.municipality
    assert (house.name, house.placeholder) == ("Byens eget", None)
    assert len(house.closures) == 1
    assert set(loaded.knowledge.notices) == {"elevatoren"}
    assert "Fjordkøbing" not in str(loaded.knowledge.contact_points["jobcenter"])


def test_new_and_other_writers_find_their_place_among_the_comments(run: Run, own: Path) -> None:
    before = (own / "contacts.yaml").read_text("utf-8")
    done = run("--knowledge", str(own), "assure", "contact:borgerservice")
    assert done.returncode == 0
    assert "`contact:borgerservice` is still the example town's" in done.stderr
    assert run("--knowledge", str(own), "new", "notice", "brand").returncode == 0
    after = (own / "contacts.yaml").read_text("utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "# elevatoren:" in (own / "notices.yaml").read_text("utf-8")
    assert load(own).knowledge.contact_points["borgerservice"].assured_date is not None


def test_a_folder_that_is_not_empty_is_refused(run: Run, own: Path) -> None:
    before = contents(own)
    again = run("init", str(own))
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert contents(own) == before


def test_a_whole_copy_without_a_base_still_works(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name, data in contents(paths.starter_knowledge_dir()).items():
        (copy / name).write_bytes(data)
    assert run("check", str(copy), "--strict").returncode == 0
    assert run("--knowledge", str(copy), "assure", "service:pas").returncode == 0
