"""Files of other makers: read, or refused in one sentence that says where."""

import json
import os
import sys
from pathlib import Path

import pytest

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.foreign_files import MAX_BYTES, read_csv, read_json
from floorwalker.exchange.hsds_input import read_source

SERVICE = {"name": "Lån", "status": "active"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no JSON"),
        (b"{", "line 1, column 2"),
        (b'{\n "a": }', "line 2"),
        (b'{"a": 1, "a": 2}', "“a” stands twice"),
        (b'[{"b": [{"a\\u001b": 1, "a\\u001b": 2}]}]', "“a” stands twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": -Infinity}', "-Infinity is no number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        ("Lån".encode("latin-1"), "not UTF-8"),
        ('{"name": "Lån"}'.encode("utf-16"), "UTF-16"),
        ('{"name": "Lån"}'.encode("utf-16-le"), "UTF-16"),
        (b"PK\x03\x04 and more", "packed"),
        (b"\x1f\x8b and more", "packed"),
        (b'{"a": 1}\n{"a": ', "line 2"),
        (b"\x00\x00\x00", "UTF-16"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(FloorwalkerError) as caught:
        read_json(path)
    assert str(path) in caught.value.message
    assert said in caught.value.message
    assert str(caught.value).isprintable()


def test_a_mark_before_the_text_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SERVICE).encode())
    assert read_json(path) == [SERVICE]


def test_a_value_on_each_line_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_text('{"a": 1}\n\n{"a": 2}\n', encoding="utf-8")
    assert read_json(path) == [{"a": 1}, {"a": 2}]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes with a name")
def test_a_pipe_and_a_device_are_not_opened(tmp_path: Path) -> None:
    if sys.platform == "win32":
        raise OSError("POSIX only")
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(FloorwalkerError, match=r"it is a (pipe|device)"):
            read_source(path)
    (tmp_path / "services.json").write_text(json.dumps([SERVICE]), encoding="utf-8")
    assert len(read_source(tmp_path).services) == 1


def test_a_file_that_is_too_large_is_refused_without_reading_on(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FloorwalkerError, match="larger than 100 MB"):
        read_source(path)


@pytest.mark.parametrize("name", ["", "a\x00b.json", "x" * 5000])
def test_a_name_that_no_file_can_have_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(FloorwalkerError):
        read_source(tmp_path / name)


def test_a_folder_without_a_directory_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FloorwalkerError, match="no JSON file and no CSV table"):
        read_source(tmp_path)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_whatever_parts_its_cells(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "x.csv"
    cells = [["ID", " Name "], ["1", '"a,b;\n""c"""'], ["", ""], ["2", ""]]
    path.write_text("\ufeff" + "\r\n".join(separator.join(row) for row in cells), encoding="utf-8")
    assert read_csv(path) == [{"id": "1", "name": 'a,b;\n"c"'}, {"id": "2"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,id\n1,2", "“id” stands there twice"),
        ("id,name\n1,2,3", "row 2"),
        ('id,name\n1,"open', "no table"),
        ('id,name\n1,"a"b', "no table"),
    ],
)
def test_a_table_that_is_none_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FloorwalkerError) as caught:
        read_csv(path)
    assert said in caught.value.message
    assert str(path) in caught.value.message


def test_a_data_package_names_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id,name,status\n1,Lån,active", encoding="utf-8")
    inner = tmp_path / "package"
    inner.mkdir()
    paths = ["../services.csv", str(tmp_path / "services.csv"), "\x00"]
    resources = [{"name": "services", "path": path} for path in paths]
    descriptor = inner / "datapackage.json"
    descriptor.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    with pytest.raises(FloorwalkerError):
        read_source(descriptor)
