"""The exchange against the standards' own files, where they are at hand.

Their licences keep them out of this repository. Name a checkout of HSDS 3 (the repository
openreferral/specification) as FLOORWALKER_HSDS, and the SHACL file of CPSV-AP 3 (in
SEMICeu/CPSV-AP) as FLOORWALKER_CPSV_SHAPES; the latter needs pyshacl too.
"""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from floorwalker.exchange.cpsv_export import Cpsv
from floorwalker.exchange.hsds_input import read_source
from floorwalker.knowledge.loading.loader import load
from tests.exchange.round_trip import come_in, go_out, lost

STARTER = Path(__file__).parent.parent.parent / "knowledge"
HSDS = os.environ.get("FLOORWALKER_HSDS", "")
SHAPES = os.environ.get("FLOORWALKER_CPSV_SHAPES", "")
needs_hsds = pytest.mark.skipif(not HSDS, reason="FLOORWALKER_HSDS names no checkout")
needs_shapes = pytest.mark.skipif(not SHAPES, reason="FLOORWALKER_CPSV_SHAPES names no file")


def faults(page: dict[str, object]) -> list[str]:
    path = Path(HSDS, "schema", "compiled", "service.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    contents = page["contents"]
    assert isinstance(contents, list)
    return [error.message for service in contents for error in validator.iter_errors(service)]


@needs_hsds
@pytest.mark.parametrize(
    "name", ["service_full.json", "service_list.json", "organization_full.json"]
)
def test_the_published_examples_make_the_round_trip(tmp_path: Path, name: str) -> None:
    source = Path(HSDS, "examples", name)
    loaded, omissions = come_in(source, tmp_path / "k")
    assert loaded.problems == ()
    page = go_out(loaded)
    assert faults(page) == []
    before = [dict(service) for service in read_source(source).services]
    assert lost(before, page, omissions) == []
    contents = page["contents"]
    assert isinstance(contents, list)
    assert [service["id"] for service in contents] == [service["id"] for service in before]


@needs_hsds
def test_the_folder_of_published_examples_comes_in_as_its_fullest_service(tmp_path: Path) -> None:
    folder, full = (Path(HSDS, "examples", *name) for name in ([], ["service_full.json"]))
    assert [s["id"] for s in read_source(folder).services] == [
        s["id"] for s in read_source(full).services
    ]
    assert come_in(folder, tmp_path / "k")[0].problems == ()


@needs_hsds
def test_the_starter_knowledge_is_what_the_published_schema_wants() -> None:
    assert faults(go_out(load(STARTER))) == []


@needs_shapes
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_the_starter_knowledge_keeps_the_published_shapes() -> None:
    rdflib = pytest.importorskip("rdflib")
    pyshacl = pytest.importorskip("pyshacl")
    document = json.dumps(Cpsv(load(STARTER).knowledge).document())
    data = rdflib.Graph().parse(data=document, format="json-ld")
    shapes = rdflib.Graph().parse(SHAPES)
    conforms, _graph, report = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, report
    assert len(data) > len(document) // 100
