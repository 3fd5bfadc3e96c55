"""A sound folder that uses every field of the format once, to be broken in one place at a time."""

from pathlib import Path
from typing import Final

HOUSE = """\
municipality:
  name: Prøvekøbing Kommune
  timezone: Europe/Copenhagen
  main_contact: omstilling
  languages: [da, en]
  locations:
    raadhus:
      name: Rådhuset
      address: Torvet 1
  greeting: Goddag
  closures: [{from: 2026-12-24, until: 2026-12-31, text: Julelukket}]
  quick: [service:pas]
"""

CONTACTS = """\
contact_points:
  omstilling:
    name: Omstillingen
    description: Tager telefonen.
    telephone: +45 12 34 50 00
    assured_date: 2026-11-01
    translations: {en: {name: Switchboard, description: Answers the telephone.}}
  borgerservice:
    name: Borgerservice
    description: Pas og kørekort.
    keywords: [citizen service]
    audience: [citizen]
    alert: Ring først.
    organization: Kommunen
    telephone: "+45 12 34 50 10"
    email: borger@eksempel.dk
    url: https://eksempel.dk/kontakt
    appointment: recommended
    appointment_url: https://eksempel.dk/tid
    address: Torvet 1
    directions: Stuen, skranke C
    opening_hours: Mo-We 10:00-14:00; PH off
    phone_hours: Mo-Fr 09:00-15:00; PH off
    languages: [da, no]
    accessibility: Trinfri adgang
    fallback: omstilling
    assured_date: 2026-11-01
    assurer: Leder af Borgerservice
    review_interval_days: 60
    source: http://eksempel.dk
    translations:
      en:
        name: Citizen Service
        description: Passports.
        directions: Ground floor
"""

SERVICES = """\
services:
  pas:
    name: Pas
    description: Nyt pas til voksne.
    keywords: [rejsepas, fornye pas]
    audience: [citizen, business]
    alert: Husk foto.
    urgent: true
    theme: Legitimation
    competent_authority: borgerservice
    contact_points: [borgerservice]
    guides: [bestil-tid]
    questions: [Er det et barn?]
    eligibility: Danske statsborgere
    required_documents: [Det gamle pas]
    cost: Se prislisten
    processing_time: 10:00
    response_days: 14
    next_steps: [Passet sendes med posten]
    redress: Klag til politiet
    sensitive: true
    legal_basis: Pasloven
    kle: 23.03
    related: [guide:bestil-tid, term:fuldmagt]
    assured_date: 2026-10-01
    assurer: Leder af Borgerservice
    review_interval_days: 180
    source: https://eksempel.dk/pas
    translations:
      en:
        name: Passport
        description: A new passport.
        next_steps: [It is sent by post]
  sundhedskort:
    name: Sundhedskort
    description: Nyt sundhedskort.
    contact_points: [borgerservice]
    required_documents: [Ingenting]
    cost: Gratis
    processing_time: 3 uger
    next_steps: [Kortet sendes]
    assured_date: 2026-10-01
    translations: {en: {name: Health card, description: A new card.}}
"""

GUIDES = """\
guides:
  bestil-tid:
    name: Bestil tid
    description: Find en ledig tid.
    keywords: [tidsbestilling]
    url: https://eksempel.dk/tid
    requires: [mitid, email]
    duration: 5 minutter
    steps: [Vælg tid, Skriv dit nummer]
    help: borgerservice
    assured_date: 2026-10-01
    translations:
      en: {name: Book a time, description: Find a free time.}
"""

TERMS = """\
terms:
  fuldmagt:
    name: Fuldmagt
    explanation: Du må handle for en anden.
    keywords: [på vegne af]
    related: [service:pas]
    translations:
      en: {name: Power of attorney, explanation: You may act for somebody.}
"""

NOTICES = """\
notices:
  jul:
    text: Vi holder lukket.
    from: 2026-12-24
    until: 2027-01-03 12:00
    about: [contact:borgerservice]
    severity: warning
    translations:
      en: {text: We are closed.}
"""

MORE = """\
rates:
  gebyr:
    name: Gebyr
    values: {"2026": 280 kr., "2027": 290 kr.}
    source: https://eksempel.dk/satser
    source_date: 2026-11-01
contact_points:
  politiet:
    name: Politi
    description: Politiet i byen.
    telephone: +45 12 34 50 20
    phones: [{number: "114", name: Akut, hours: 24/7}]
    follows_closures: false
    placeholder: false
    owner: borgerservice
    assured_date: 2026-11-01
    changes:
      - {from: 2099-01-01, note: Altid åbent., set: {opening_hours: 24/7}}
    translations: {en: {name: Police, description: The police in town.}}
services:
  overfald:
    name: Overfald
    description: Nogen har slået dig.
    urgent: true
    competent_authority: politiet
    help_here: [borgerservice]
    contact_points: [borgerservice]
    cost: "{rate:gebyr}"
    processing_time: 1 dag
    required_documents: [Ingenting]
    next_steps: [Politiet ringer]
    deadline: inden 3 dage
    if_no_reply: Ring igen
    danger: [han slog mig]
    desk_note: Bliv hos borgeren.
    source: https://eksempel.dk/overfald
    source_date: 2026-11-01
    owner: politiet
    assured_date: 2026-11-01
    changes:
      - from: 2099-01-01
        note: Regionen overtager.
        set: {cost: Gratis fra nytår, guides: [bestil-tid]}
    translations:
      en:
        of: kflenfplcfag
        reviewed_date: 2026-11-02
        name: Assault
        description: Somebody has hit you.
        danger: [he hit me]
"""

LEXICON = """\
# Ord til søgningen
lexicon:
  krykker: [hjælpemidler]
  på krykker: ["hjælpemidler", 'lån']
"""

FILES: Final = {
    "house.yaml": HOUSE,
    "contacts.yaml": CONTACTS,
    "services.yaml": SERVICES,
    "guides.yaml": GUIDES,
    "terms.yaml": TERMS,
    "notices.yaml": NOTICES,
    "more.yaml": MORE,
    "lexicon.yaml": LEXICON,
}


def write_whole(folder: Path) -> Path:
    """The folder without any problem."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def write_broken(folder: Path, file: str, old: str, new: str) -> Path:
    """The folder with the only `old` of `file` replaced; an empty `old` makes a file of `new`."""
    write_whole(folder)
    text = FILES.get(file, "")
    if old:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new) if old else new, encoding="utf-8", newline="")
    return folder
