"""Folders that stand on each other, as tests write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from floorwalker.knowledge.loading.loader import Loaded, load

HOUSE: Final = """\
municipality:
  name: Basekøbing Kommune
  placeholder: true
  main_contact: omstilling
  languages: [da, en]
  locations: {raadhus: {name: Basekøbing Rådhus}}
"""
CONTACTS: Final = """\
contact_points:
  omstilling:
    name: Omstillingen
    description: Tager telefonen.
    telephone: "+45 12 34 50 00"
    placeholder: true
  borgerservice:
    name: Borgerservice
    description: Pas og kørekort.
    telephone: "+45 12 34 50 10"
    opening_hours: Mo-Fr 10:00-14:00
    fallback: omstilling
    placeholder: true
"""
SERVICES: Final = """\
services:
  pas:
    name: Pas
    description: Nyt pas.
    keywords: [rejsepas]
    contact_points: [borgerservice]
    required_documents: [Det gamle pas]
    cost: 900 kr.
    processing_time: 10 dage
    next_steps: [Passet sendes]
    assured_date: 2026-11-01
    assurer: Basen
    changes:
      - {from: 2027-01-01, note: Prisen stiger., set: {cost: 950 kr., processing_time: 12 dage}}
    translations:
      en: {of: "%s", reviewed_date: 2026-11-02, name: Passport, description: A new passport.}
      de: {name: Reisepass}
  vielse:
    name: Vielse
    description: Blive gift.
    contact_points: [omstilling]
    cost: Gratis
    processing_time: 1 uge
    required_documents: [Attest]
    next_steps: [Dagen aftales]
"""
BASE: Final = {"house": HOUSE, "contacts": CONTACTS, "services": SERVICES}


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with a file for each text."""
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def stack(root: Path, own: str, house: str = "", base: Mapping[str, str] = BASE) -> Path:
    """A folder `own` over a folder `base`; `house` are further lines of its municipality."""
    write_folder(root / "base", base)
    files = {"house": f"municipality:\n  base: ../base\n{house}"}
    if own:
        files["own"] = own
    return write_folder(root / "own", files)


def loaded(root: Path, own: str, house: str = "", base: Mapping[str, str] = BASE) -> Loaded:
    """Such a folder, loaded."""
    return load(stack(root, own, house, base))
