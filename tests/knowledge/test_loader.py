"""Loading: what is sound is there, what is not is named with its place."""

import os
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from floorwalker.errors import KnowledgeError
from floorwalker.knowledge.loading.file_reader import read_file
from floorwalker.knowledge.loading.loader import load, load_usable, with_last_good
from floorwalker.knowledge.model.contents import FileContent
from floorwalker.plain_yaml import MAX_BYTES
from tests.knowledge.base import CONTACTS, MUNICIPALITY, SERVICES, sound, write


def problems(folder: Path) -> list[tuple[str, str]]:
    return [(problem.where, problem.code) for problem in load(folder).problems]


def test_a_sound_folder_loads_whole_and_without_problems(tmp_path: Path) -> None:
    loaded = load(sound(tmp_path))
    assert loaded.problems == ()
    assert set(loaded.knowledge.services) == {"pas"}
    assert loaded.knowledge.services["pas"].response_days == 14
    assert loaded.knowledge.municipality.name == "Prøvekøbing Kommune"


def test_files_are_found_at_any_depth_but_not_hidden_ones(tmp_path: Path) -> None:
    write(tmp_path, house=MUNICIPALITY, contacts=CONTACTS)
    write(tmp_path / "a" / "b", services=SERVICES)
    write(tmp_path / ".git", services="not: knowledge")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert "pas" in loaded.knowledge.services


@pytest.mark.parametrize(
    "text", ["no", "yes", "ja", "10:00", "007", "12345678", "1.10", "~", "null"]
)
def test_a_scalar_stays_the_text_that_stands_there(tmp_path: Path, text: str) -> None:
    folder = sound(tmp_path)
    write(
        folder,
        term=f"terms:\n  x: {{name: {text}, explanation: {text}, keywords: [{text}]}}\n",
    )
    term = load(folder).knowledge.terms["x"]
    assert (term.name, term.explanation, term.keywords) == (text, text, (text,))


@pytest.mark.parametrize(
    ("data", "place", "code"),
    [
        ("terms:\n  x: {name: Kørsel}\n".encode("latin-1"), "2:14", "encoding"),
        (b"a: \x1b[2J", "1:4", "control-character"),
        (b"a: \x00", "1:4", "control-character"),
        ("a: \u009b2J".encode(), "1:4", "control-character"),
        ("a: to\u2028linjer".encode(), "1:6", "control-character"),
        ("services: {}".encode("utf-16"), "1:1", "encoding"),
    ],
)
def test_bytes_that_are_no_text_are_named(
    tmp_path: Path, data: bytes, place: str, code: str
) -> None:
    folder = sound(tmp_path)
    (folder / "x.yaml").write_bytes(data)
    assert problems(folder) == [(f"x.yaml:{place}", code)]


def test_a_fallback_in_a_circle_is_named_once_and_left_out(tmp_path: Path) -> None:
    contact = "  {}:\n    name: N\n    description: D\n    fallback: {}\n"
    circle = "contact_points:\n" + contact.format("a", "b") + contact.format("b", "a")
    write(sound(tmp_path), circle=circle)
    loaded = load(tmp_path)
    assert [(p.where, p.code) for p in loaded.problems] == [("circle.yaml:5:5", "fallback-circle")]
    assert loaded.knowledge.contact_points["a"].fallback is None


CHANGE = "    changes:\n      - {{from: 2027-01-01, note: Flytter, set: {{{set}}}}}\n"


@pytest.mark.parametrize(
    ("set_", "places"),
    [
        ("contact_points: [nix]", [("16:49", "dead-end"), ("16:66", "unknown-reference")]),
        ("contact_points: [nix, omstilling]", [("16:66", "unknown-reference")]),
        ("cost: Gratis", []),
    ],
)
def test_a_service_that_a_change_leaves_without_a_door_is_named_where_the_change_stands(
    tmp_path: Path, set_: str, places: list[tuple[str, str]]
) -> None:
    services = SERVICES.rstrip() + "\n" + CHANGE.format(set=set_)
    folder = write(tmp_path, house=MUNICIPALITY, contacts=CONTACTS, services=services)
    assert problems(folder) == [(f"services.yaml:{place}", code) for place, code in places]
    if places and places[0][1] == "dead-end":
        message = load(folder).problems[0].message
        assert message.startswith("`service:pas` is a dead end from 2027-01-01 on")


def test_a_change_to_a_door_that_a_broken_file_may_hold_is_no_dead_end(tmp_path: Path) -> None:
    services = SERVICES.rstrip() + "\n" + CHANGE.format(set="contact_points: [nix]")
    write(tmp_path, house=MUNICIPALITY, contacts=CONTACTS + "\n\tx", services=services)
    assert {p.path for p in load(tmp_path).problems} == {"contacts.yaml"}


def test_a_change_to_a_door_that_the_own_layer_takes_out_is_named_there(tmp_path: Path) -> None:
    services = SERVICES.rstrip() + "\n" + CHANGE.format(set="contact_points: [borgerservice]")
    services = services.replace("[borgerservice]\n    required", "[omstilling]\n    required")
    write(tmp_path / "base", house=MUNICIPALITY, contacts=CONTACTS, services=services)
    own = "contact_points:\n  borgerservice: {withdrawn: true}\n"
    write(tmp_path / "own", house="municipality: {base: ../base}\n", own=own)
    assert [code for _where, code in problems(tmp_path / "own")] == ["withdrawn-door"]


def test_references_to_what_a_broken_file_may_hold_are_not_blamed(tmp_path: Path) -> None:
    folder = write(tmp_path, house=MUNICIPALITY, contacts=CONTACTS + "\n\tx", services=SERVICES)
    loaded = load(folder)
    assert {p.path for p in loaded.problems} == {"contacts.yaml"}
    assert loaded.knowledge.services["pas"].contact_points == ()


def test_a_record_keeps_its_sound_fields(tmp_path: Path) -> None:
    text = SERVICES.replace("2026-10-01", "2026-10-99").replace("[rejsepas", "['', rejsepas")
    folder = write(tmp_path, house=MUNICIPALITY, contacts=CONTACTS, services=text)
    service = load(folder).knowledge.services["pas"]
    assert service.assured_date is None
    assert service.keywords == ("rejsepas", "fornye pas")


def test_a_folder_of_nobody_is_named_at_its_first_file(tmp_path: Path) -> None:
    write(tmp_path, contacts=CONTACTS, services=SERVICES)
    assert problems(tmp_path) == [("contacts.yaml:2:1", "no-municipality")]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "x.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert problems(folder) == [("x.yaml:1:1", "too-large")]


def test_progress_ends_with_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    load(sound(tmp_path), None, lambda done, total: told.append((done, total)))
    assert len(told) == 3
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == sum(p.stat().st_size for p in tmp_path.glob("*.yaml"))


def test_a_folder_that_is_missing_empty_or_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("missing", "empty", "file"):
        with pytest.raises(KnowledgeError) as caught:
            load_usable(tmp_path / name)
        assert name in caught.value.message
        assert caught.value.hint


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", secret="services: [")
    folder = sound(tmp_path / "inside")
    try:
        (folder / "link.yaml").symlink_to(outside / "secret.yaml")
    except OSError:
        pytest.skip("links need a privilege here")
    loaded = load(folder)
    assert [(p.where, p.code) for p in loaded.problems] == [("link.yaml:1:1", "link-outside")]
    assert [file.path for file in loaded.files if "link" in file.path] == []


def test_a_cached_load_equals_a_fresh_one_and_follows_changes(tmp_path: Path) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    fresh = load(folder)
    for _ in range(2):
        cached = load(folder, cache)
        assert (cached.knowledge, cached.problems) == (fresh.knowledge, fresh.problems)
    write(folder, services=SERVICES.replace("name: Pas", "name: Rejsepas"))
    assert load(folder, cache).knowledge.services["pas"].name == "Rejsepas"
    assert len(list(cache.rglob("*.json"))) == 1


def test_unchanged_files_are_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = sound(tmp_path / "k"), tmp_path / "cache"
    load(folder, cache)
    parsed: list[bytes] = []

    def counted(data: bytes) -> FileContent:
        parsed.append(data)
        return read_file(data)

    monkeypatch.setattr("floorwalker.knowledge.loading.file_reader.read_file", counted)
    write(folder, services=SERVICES.replace("Nyt pas", "Et nyt pas"))
    load(folder, cache)
    assert len(parsed) == 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs file permissions")
def test_an_unreadable_file_is_named_and_the_rest_loads(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "services.yaml").chmod(0)
    loaded = load(folder)
    assert [p.code for p in loaded.problems] == ["unreadable"]
    assert "borgerservice" in loaded.knowledge.contact_points


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    content = read_file(data)
    lines = data.count(b"\n") + 2
    assert all(1 <= fault.line <= lines and fault.column >= 1 for fault in content.faults)


@given(st.data())
def test_a_mutated_file_is_read_or_refused_with_a_position(data: st.DataObject) -> None:
    text = (MUNICIPALITY + CONTACTS + SERVICES).encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    insert = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"\t", b"&a", b": ", b"- ", b"[", b"#"])
    )
    content = read_file(text[:start] + insert + text[end:])
    assert all(fault.line >= 1 and fault.column >= 1 for fault in content.faults)
    for record in content.records():
        for value in msgspec.to_builtins(record).values():
            assert "\x1b" not in str(value)


@pytest.mark.parametrize("written", ["112", "+45 112", "+45112"])
def test_a_short_number_is_held_as_it_is_dialled(tmp_path: Path, written: str) -> None:
    folder = write(
        tmp_path / "k",
        h=MUNICIPALITY,
        c=CONTACTS.replace('"+45 12 34 50 00"', f'"{written}"', 1),
        s=SERVICES,
    )
    numbers = [each.telephone for each in load(folder).knowledge.contact_points.values()]
    assert "112" in numbers


@pytest.mark.skipif(sys.platform == "win32", reason="makes a pipe")
def test_a_file_that_cannot_be_read_at_all_says_what_it_said_before(tmp_path: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    folder = sound(tmp_path)
    before = load(folder)
    path = folder / "services.yaml"
    path.unlink()
    os.mkfifo(path)
    now = load(folder)
    assert now.problems
    assert "pas" not in now.knowledge.services
    kept = with_last_good(now, before)
    assert kept.knowledge.services == before.knowledge.services
    assert kept.problems == now.problems


def test_a_file_that_was_taken_away_is_gone(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    before = load(folder)
    (folder / "services.yaml").unlink()
    assert with_last_good(load(folder), before).knowledge.services == {}
