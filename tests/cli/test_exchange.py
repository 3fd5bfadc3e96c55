"""`import` and `export-knowledge` as an editor runs them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, knowledge, run
from tests.exchange.standard import cpsv_faults, hsds_faults

pytestmark = pytest.mark.slow

__all__ = ["knowledge", "run"]
DIRECTORY = Path(__file__).parent.parent / "data" / "exchange" / "directory.json"


def test_import_writes_a_file_that_check_accepts(run: Run, knowledge: Path) -> None:
    done = run("import", "hsds", str(DIRECTORY))
    assert done.returncode == 0
    assert done.stdout == f"{knowledge / 'imported.yaml'}\n"
    assert "left out: contact.name has no field there: Lån af kørestol" in done.stderr
    assert run("check").returncode == 0
    assert "Lån af kørestol" in run("search", "rullestol").stdout


def test_import_can_stand_alone(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "new" / "aadal.yaml"
    target.parent.mkdir()
    assert run("import", "hsds", str(DIRECTORY), "--to", str(target)).returncode == 0
    assert run("check", str(target.parent)).returncode == 0


def test_import_never_writes_over_a_file(run: Run, knowledge: Path) -> None:
    assert run("import", "hsds", str(DIRECTORY)).returncode == 0
    before = (knowledge / "imported.yaml").read_bytes()
    done = run("import", "hsds", str(DIRECTORY))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (knowledge / "imported.yaml").read_bytes() == before


@pytest.mark.parametrize("text", [None, "no JSON", '{"services": []}', '[{"name": "x"}]'])
def test_what_cannot_be_imported_is_one_line(run: Run, tmp_path: Path, text: str | None) -> None:
    source = tmp_path / "source.json"
    if text is not None:
        source.write_text(text, encoding="utf-8")
    done = run("import", "hsds", str(source))
    assert done.returncode == 2
    assert done.stdout == ""
    assert str(source) in done.stderr
    assert done.stderr.count("\n") == 1


def test_nothing_is_written_where_nothing_comes_in(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "source.json", tmp_path / "k" / "new.yaml"
    source.write_text('[{"name": "Telex", "status": "Inactive"}]', encoding="utf-8")
    done = run("import", "hsds", str(source), "--to", str(target), lang="da")
    assert (done.returncode, done.stdout) == (2, "")
    done = run("import", "hsds", str(source), lang="da")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "udeladt: service tilbydes ikke længere: Telex\n"
        "Der kom ingen ydelser med, så der blev ikke skrevet noget.\n"
    )
    assert not target.exists()


def test_a_folder_of_tables_comes_in_and_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "directory"
    source.mkdir()
    (source / "organizations.csv").write_text("id,name\nO,Politiet\n", encoding="utf-8")
    page = (
        '{"total_pages": 2, "page_number": 1, "contents":'
        ' [{"name": "Hittegods", "organization_id": "O"}]}'
    )
    (source / "services.json").write_text(page, encoding="utf-8")
    (source / "notes.json").write_text('{"version": "3.0"}', encoding="utf-8")
    done = run("import", "hsds", str(source))
    assert done.returncode == 0
    assert f"{source / 'notes.json'} holds nothing of HSDS." in done.stderr
    assert "1 page of the directory is not among the files." in done.stderr
    shown = json.loads(run("show", "service:hittegods", "--json").stdout)
    assert shown["competent_authority"] == "Politiet"
    assert run("check").returncode == 0


def test_import_refuses_a_file_that_is_no_yaml(run: Run, tmp_path: Path) -> None:
    done = run("import", "hsds", str(DIRECTORY), "--to", str(tmp_path / "x.json"))
    assert done.returncode == 2
    assert not (tmp_path / "x.json").exists()


def test_export_goes_to_standard_output_and_the_list_aside(run: Run) -> None:
    done = run("export-knowledge", "--format", "hsds")
    page = json.loads(done.stdout)
    assert done.returncode == 0
    assert hsds_faults(page) == []
    assert "Nyt pas til voksne." in done.stdout
    assert "left out: contact.fallback has no field there: contact:borgerservice" in done.stderr


def test_export_writes_a_file_and_renews_it_where_it_is_told_to(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "knowledge.jsonld"
    for more in ([], ["--force"]):
        done = run("export-knowledge", "--format", "cpsv-ap", "--to", str(target), *more)
        assert (done.returncode, done.stdout) == (0, f"{target}\n")
    document = json.loads(target.read_text(encoding="utf-8"))
    assert cpsv_faults(document["@graph"]) == []


def test_export_into_a_folder_that_is_a_file_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("export-knowledge", "--format", "hsds", "--to", str(tmp_path / "file" / "x.json"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr


def test_the_list_is_danish_for_danes(run: Run) -> None:
    done = run("export-knowledge", "--format", "hsds", lang="da")
    assert "udeladt: contact.fallback har intet felt der: contact:borgerservice" in done.stderr


def test_what_went_out_changes_nothing_where_it_comes_from(run: Run, knowledge: Path) -> None:
    source = knowledge.parent / "out.json"
    own = knowledge.parent / "own"
    own.mkdir()
    (own / "own.yaml").write_text(
        f"municipality: {{base: {knowledge}}}\n"
        "services:\n"
        "  pas: {cost: 920 kr.}\n"
        "  nyt: {name: Noget nyt, description: D, contact_points: [borgerservice]}\n",
        encoding="utf-8",
    )
    for folder in (knowledge, own):
        out = ("export-knowledge", "--format", "hsds", "--to", str(source), "--force")
        assert run(*out, knowledge=folder).returncode == 0
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        tried = run("import", "hsds", str(source), "--dry-run", knowledge=folder)
        assert (tried.returncode, tried.stdout) == (0, "")
        assert "0 entries would be new. Nothing was written." in tried.stderr.splitlines()
        done = run("import", "hsds", str(source), knowledge=folder)
        assert (done.returncode, done.stdout) == (0, "")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_starter_that_went_out_is_no_news_to_it(run: Run, tmp_path: Path) -> None:
    starter = Path(__file__).parents[2] / "knowledge"
    source = tmp_path / "out.json"
    out = ("export-knowledge", "--format", "hsds", "--to", str(source))
    assert run(*out, knowledge=starter).returncode == 0
    tried = run("import", "hsds", str(source), "--dry-run", knowledge=starter)
    assert (tried.returncode, tried.stdout) == (0, "")
    assert "0 entries would be new. Nothing was written." in tried.stderr.splitlines()


def test_a_dry_run_names_what_would_be_new_and_writes_nothing(run: Run, knowledge: Path) -> None:
    tried = run("import", "hsds", str(DIRECTORY), "--dry-run")
    assert tried.returncode == 0
    assert "service:laan-af-koerestol  Lån af kørestol" in tried.stdout.splitlines()
    assert not (knowledge / "imported.yaml").exists()
    listed = len(tried.stdout.splitlines())
    assert f"{listed} entries would be new. Nothing was written." in tried.stderr


def test_a_directory_that_comes_in_again_is_said_to_stand_twice(run: Run, knowledge: Path) -> None:
    assert run("import", "hsds", str(DIRECTORY)).returncode == 0
    done = run("import", "hsds", str(DIRECTORY), "--to", str(knowledge / "again.yaml"))
    assert "have the names of new ones, service:laan-af-koerestol, " in done.stderr
    (knowledge / "again.yaml").unlink()
    replaced = run("import", "hsds", str(DIRECTORY), "--force")
    assert replaced.returncode == 0
    assert "of new ones" not in replaced.stderr
