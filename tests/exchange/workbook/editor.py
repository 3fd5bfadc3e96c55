"""A small folder on a base, its workbook, and an editor who types into cells."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import openpyxl

from floorwalker.exchange.workbook.applying import Outcome, apply_workbook
from floorwalker.exchange.workbook.reading import read_workbook
from floorwalker.exchange.workbook.writing import write_workbook
from floorwalker.knowledge.loading.loader import load
from floorwalker.plain_yaml.editing import save_all
from tests.knowledge.base import write

BASE: Final = """
municipality:
  name: Eksempelkøbing
  main_contact: omstilling
  languages: [da, uk]
  closures:
    - from: 2026-12-24
      text: Lukket
contact_points:
  omstilling:
    name: Omstillingen
    description: Tager telefonen.
    telephone: "+45 12 34 50 00"
    phones:
      - number: "112"
        name: akut
      - number: "+45 12 34 50 01"
        hours: Mo-Fr 10:00-14:00
  skranke:
    name: Skranken
    description: Her i huset.
    opening_hours: Mo-Fr 10:00-14:00
    appointment: walk_in
    fallback: omstilling
guides:
  bestil:
    name: Bestil tid
    description: Bestil på nettet.
    url: https://eksempel.dk/tid/bestil
    steps: [Vælg, Bekræft]
    requires: [mitid, card]
services:
  pas:
    name: Pas
    description: Nyt pas.
    keywords: [rejsepas, fornye pas]
    audience: [citizen]
    contact_points: [skranke]
    guides: [bestil]
    cost: "{rate:pas}"
    response_days: 14
    desk_note: Spørg ind
    changes:
      - from: 2027-01-01
        note: Ny pris.
        set:
          cost: 900 kr.
          keywords: [rejsepas]
          desk_note: Kun her
    translations:
      uk:
        name: Паспорт
        of: aaaaaaaaaaaa
  kort:
    name: Kort
    description: Et kort.
    contact_points: [skranke]
    kle: "23.03"
rates:
  pas:
    name: Pas
    values: {2026: 800 kr., 2027: 900 kr.}
notices:
  lukket:
    text: Lukket i dag.
    until: 2099-01-01
terms:
  afgoerelse:
    name: Afgørelse
    explanation: Noget er besluttet.
"""
OWN: Final = """
# Vores egen
municipality:
  name: Prøvekøbing
  base: ../base
  main_contact: omstilling
services:
  kort:
    cost: 100 kr. # vedtaget i maj
  eget:
    name: Vores eget
    description: Kun her.
    contact_points: [skranke]
"""


class Editor:
    """A folder on a base, and somebody who edits its workbook."""

    def __init__(self, folder: Path) -> None:
        write(folder / "base", base=BASE)
        self.folder = write(folder / "own", own=OWN)
        self.path = folder / "viden.xlsx"

    def export(self, languages: Sequence[str] = (), *, desk_notes: bool = False) -> None:
        """Write the workbook."""
        loaded = load(self.folder)
        assert not loaded.problems, [problem.message for problem in loaded.problems]
        write_workbook(
            self.path,
            loaded,
            languages,
            desk_notes=desk_notes,
            replacing=True,
        )

    def type(self, cells: dict[str, object]) -> None:
        """Type into cells, each named `KIND:ID field`; a row that is not there is added."""
        book = openpyxl.load_workbook(self.path)
        for name, value in cells.items():
            ref, _space, field = name.partition(" ")
            kind, _colon, id_ = ref.partition(":")
            page = next(p for p in book.worksheets if p["A2"].value == f"{kind}:id")
            columns = {cell.value: cell.column for cell in page[2]}
            rows = {page.cell(row, 1).value: row for row in range(3, page.max_row + 1)}
            row = rows.get(id_ or kind)
            if row is None:
                row = page.max_row + 1
                page.cell(row, 1).value = id_
            cell = page.cell(row, columns[field])
            cell.number_format = "General"
            cell.value = value
        book.save(self.path)

    def take(self) -> Outcome:
        """What comes of the workbook; nothing is written."""
        return apply_workbook(read_workbook(self.path), load(self.folder))

    def take_in(self) -> Outcome:
        """Write what comes of the workbook, which must be sound."""
        outcome = self.take()
        assert not outcome.compared.faults, outcome.compared.faults
        save_all(outcome.files)
        return outcome

    def faults(self) -> list[str]:
        """Every fault as `Sheet!Cell: what is wrong`."""
        faults = self.take().compared.faults
        return [f"{fault.sheet}!{fault.cell}: {fault.message}" for fault in faults]

    def files(self) -> dict[str, str]:
        """What stands in the own folder."""
        return {path.name: path.read_bytes().decode() for path in sorted(self.folder.iterdir())}
