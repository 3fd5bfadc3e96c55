"""A small sound knowledge base, and the way to write variations of it into a folder."""

from pathlib import Path
from textwrap import dedent

MUNICIPALITY = """
municipality:
  name: Prøvekøbing Kommune
  main_contact: omstilling
  languages: [da]
  locations:
    raadhus:
      name: Rådhuset
"""

CONTACTS = """
contact_points:
  omstilling:
    name: Omstillingen
    description: Tager telefonen og finder den rette.
    telephone: "+45 12 34 50 00"
    phone_hours: "Mo-Fr 09:00-15:00; PH off"
    assured_date: 2026-11-01
  borgerservice:
    name: Borgerservice
    description: Pas og kørekort.
    opening_hours: "Mo-We 10:00-14:00; Th 10:00-17:00; Fr 10:00-12:00; PH off"
    fallback: omstilling
    assured_date: 2026-11-01
"""

SERVICES = """
services:
  pas:
    name: Pas
    description: Nyt pas til voksne.
    keywords: [rejsepas, fornye pas]
    theme: Legitimation
    contact_points: [borgerservice]
    required_documents: [Det gamle pas]
    cost: Se prislisten
    processing_time: typisk 10 hverdage
    response_days: 14
    next_steps: [Passet sendes med posten]
    assured_date: 2026-10-01
"""


def write(folder: Path, **files: str) -> Path:
    """Write the texts as `NAME.yaml` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return folder


def sound(folder: Path) -> Path:
    """A folder without any problem."""
    return write(folder, house=MUNICIPALITY, contacts=CONTACTS, services=SERVICES)
