"""What goes out holds no number of a person, in any language, and says where one stood."""

import json
from pathlib import Path

import pytest

from floorwalker.exchange.cpsv_export import Cpsv
from floorwalker.exchange.hsds_export import Hsds
from floorwalker.exchange.omissions import lines
from floorwalker.exchange.personal import PERSONAL
from floorwalker.knowledge.loading.loader import load
from tests.knowledge.base import CONTACTS, MUNICIPALITY, write

SERVICES = """
services:
  pas:
    name: Pas
    description: Vis 150385-1234 ved skranken.
    required_documents: [Kort, Brev om 150385-1234]
    next_steps: [Sagen hedder 150385-1234.]
    theme: Legitimation
    competent_authority: Kontoret for 150385-1234
    cost: Gratis for 150385-1234
    contact_points: [borgerservice]
    source: https://www.aadal.example/2014/150385-1234
    translations:
      en: {name: Passport, description: Show 150385-1234 at the desk.}
"""


@pytest.mark.parametrize("export", [Hsds, Cpsv])
def test_exports_mask_numbers_of_people_and_list_where(
    tmp_path: Path, export: type[Hsds] | type[Cpsv]
) -> None:
    folder = write(tmp_path / "k", m=MUNICIPALITY, c=CONTACTS, s=SERVICES)
    made = export(load(folder).knowledge)
    document = json.dumps(made.document(), ensure_ascii=False)
    page = "https://www.aadal.example/2014/150385-1234"
    assert page in document
    assert "150385" not in document.replace(page, "")
    assert "Vis ******-**** ved skranken." in document
    listed = {o.field for o in made.omissions if o.reason == PERSONAL}
    told = {"description", "required_documents", "next_steps", "competent_authority", "cost"}
    assert {f"service.{field}" for field in told} <= listed
    assert "150385" not in "\n".join(lines(made.omissions))
