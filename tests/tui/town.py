"""A small town hall's knowledge, invented, with one of each case that the desk must show."""

from pathlib import Path
from typing import Final

KNOWLEDGE: Final = r"""
municipality:
  name: Prøvekøbing Kommune
  main_contact: omstilling
  languages: [da, en]
  locations:
    raadhuset: {name: Rådhuset, address: Torvet 1}

services:
  pas:
    name: Pas
    description: Nyt pas til voksne og børn.
    keywords: [rejsepas, passport]
    theme: Legitimation
    audience: [citizen]
    contact_points: [borgerservice, omstilling]
    guides: [bestil-tid]
    questions: [Er det til et barn?]
    required_documents: [Det gamle pas]
    cost: Se prislisten
    processing_time: typisk 10 hverdage
    response_days: 14
    next_steps: [Passet kommer med posten]
    assured_date: 2026-10-01
    assurer: Borgerservice
  noedpas:
    name: Nødpas
    description: Et pas, der skal bruges i dag.
    competent_authority: Politiet
    contact_points: [politiet]
    theme: Legitimation
  naering:
    name: Næringsbrev
    description: Tilladelse til at sælge mad.
    audience: [business]
    contact_points: [borgerservice]
  krisecenter:
    name: Krisecenter
    description: Et sted at være ved vold i hjemmet.
    theme: Tryghed
    sensitive: true
    urgent: true
    contact_points: [borgerservice]
  aftenhjaelp:
    name: Aftenhjælp
    description: Hjælp om aftenen.
    contact_points: [aftenkontor]
  opmaerkning:
    name: "[red]Opmærket[/x] ydelse"
    description: "[@click=app.quit]luk[/] og [/] og 10.5 [b]fed"
    contact_points: [borgerservice]
  gammel:
    name: Gammel ordning
    description: En ordning fra i fjor.
    contact_points: [borgerservice]
    assured_date: 2024-01-02

contact_points:
  borgerservice:
    name: Borgerservice
    description: Pas og meget andet.
    telephone: "+45 12 34 56 78"
    directions: Stuen, lige frem
    appointment: recommended
    opening_hours: "Mo-Fr 10:00-17:00; PH off"
    fallback: omstilling
    assured_date: 2026-11-01
  aftenkontor:
    name: Aftenkontoret
    description: Åbent om aftenen.
    directions: 1. sal
    opening_hours: "Mo-Fr 18:00-20:00"
    fallback: omstilling
    assured_date: 2026-11-01
  omstilling:
    name: Omstillingen
    description: Hovednummeret.
    telephone: "+45 12 34 50 00"
    directions: Receptionen
    opening_hours: "Mo-Fr 08:00-18:00"
    assured_date: 2026-11-01
  politiet:
    name: Politiet
    description: Politiets pasvagt.
    telephone: "+45 114"
    url: https://politi.example/
    assured_date: 2026-11-01

guides:
  bestil-tid:
    name: Bestil tid
    description: Bestil tid på nettet.
    url: https://tid.example/
    requires: [mitid]
    duration: 5 minutter
    steps: [Vælg Borgerservice, Vælg et tidspunkt, Skriv dit telefonnummer]

terms:
  partshoering:
    name: Partshøring
    explanation: Du må sige din mening, før kommunen bestemmer.

notices:
  lukket:
    text: Fotoautomaten er i stykker.
    until: 2026-12-31
    about: [service:pas]
"""


def write_town(folder: Path) -> Path:
    """Write the knowledge into `folder`, which is made."""
    folder.mkdir(parents=True)
    (folder / "town.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    return folder
