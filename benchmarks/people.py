"""Writes a site with any number of invented people, to measure large directories with.

    python benchmarks/people.py /tmp/people-10000 10000
    microsite build --site /tmp/people-10000

Names, skills, languages and all else are drawn from lists by chance with a fixed seed: the same number gives the same
site. Portraits are hard links to those of the repository's own site.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = [
    "Anna", "Bodil", "Chen", "Dara", "Emil", "Fatma", "Gro", "Hugo", "Iben", "Jan", "Kaja", "Lars", "Mina", "Nils",
    "Oda", "Per", "Rita", "Siv", "Tor", "Una", "Viktor", "Wanda", "Xenia", "Yusuf", "Zofia", "Åse", "Çağlar",
    "Đorđe", "Élise", "Ígor", "Łukasz", "Ñusta", "Øyvind", "Şule", "Žana",
]  # fmt: skip
LAST = [
    "Ås", "Berg", "Czerny", "Dahl", "Ek", "Fiala", "Grün", "Hall", "Iqbal", "Jónsson", "Kovač", "Lund", "Moe",
    "Næss", "Øye", "Park", "Qvist", "Ruud", "Şen", "Tran", "Ueda", "Vogel", "Wiśniewska", "Xu", "Yıldız",
    "Ziółkowski", "Adeyemi", "Bakker", "Castro", "Dubois", "Eriksen", "Fontaine", "García", "Hansen", "Ito",
    "Jansen",
]  # fmt: skip
FIELDS = [
    "Data", "Cloud", "Product", "Service", "Brand", "Market", "Energy", "Marine", "Ocean", "Climate", "Health",
    "Security", "Payment", "Process", "Quality", "Supply", "Contract", "Tax", "Grid", "Vision", "Speech", "Sound",
    "Motion", "Content",
]  # fmt: skip
CRAFTS = ["analysis", "design", "engineering", "research", "strategy", "operations"]
SKILLS = [f"{field} {craft}" for field in FIELDS for craft in CRAFTS] + [
    "Python",
    "SQL",
    "JavaScript",
    "UI/UX",
    "C++",
    "AI",
]
INDUSTRIES = [f"{field} & {craft}" for field, craft in zip(FIELDS, CRAFTS * 4, strict=True)]
ROLES = [
    f"{rank} {field.lower()} {craft}"
    for rank in ("Senior", "Lead")
    for field in FIELDS[:8]
    for craft in ("analyst", "designer")
]
LANGUAGES = ["pl", "de", "fr", "es", "uk", "ar", "fa", "hi", "tr", "vi", "zh", "ja", "pt", "it", "nl", "cs"]
LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2", "native"]
STATES = ["open"] * 7 + ["job", "founder", "training"]
STARTS = ["2023-11-01"] * 6 + ["2023-12-20", "2024-01-15", "2024-02-01"]
HOURS = ["100", "80-100", "50-80", "60", "20-40"]
SETTINGS = """name: Many
tagline: A program with {count} people
timezone: Europe/Oslo
as_of: 2023-12-06
url: https://many.example
local_language: nb
sample_notice: Everyone here is invented.
organisation: {{ name: Many }}
coordinator: {{ name: Kari, email: kari@many.example }}
contact_form: {{ topics: [{{ id: introduction, label: Meeting people }}] }}
navigation: [{{ label: Mentees, to: mentees }}, {{ label: Contact, to: contact }}]
"""
PEOPLE_A_COHORT = 250


def person(number: int, chance: random.Random) -> str:
    """Write the profile of one person."""
    skills = chance.sample(SKILLS, chance.randint(3, 7))
    spoken = [
        f"{{ code: {code}, level: {chance.choice(LEVELS)} }}"
        for code in chance.sample(LANGUAGES, chance.randint(1, 3))
    ]
    local = f"  - {{ code: nb, level: {chance.choice(LEVELS[:5])} }}\n" if chance.random() < 0.8 else ""
    state = chance.choice(STATES)
    later = (
        f"  - {{ state: {state}, since: 2023-11-{chance.randint(1, 28):02} }}\n" if state != "open" else ""
    )
    available = (
        f"availability: {{ start_date: {chance.choice(STARTS)}, workload_percent: {chance.choice(HOURS)} }}\n"
    )
    return (
        "---\n"
        f"name: {chance.choice(FIRST)} {chance.choice(LAST)}{chance.choice(['', '', '-' + chance.choice(LAST)])}\n"
        f"headline: {chance.choice(ROLES)} who makes {chance.choice(FIELDS).lower()} plain\n"
        f"cohort: c-{number // PEOPLE_A_COHORT}\n"
        f"status:\n  - {{ state: open, since: 2023-09-05 }}\n{later}"
        "photo: photo.jpg\nphoto_alt: A drawn portrait\n"
        'photo_credit: "Illustration: Open Peeps by Pablo Stanley, CC0 1.0"\nphoto_focal_point: 50% 78%\n'
        f"skills: [{', '.join(skills)}]\n"
        f"languages:\n{local}  - {(chr(10) + '  - ').join(spoken)}\n"
        f"industries: [{chance.choice(INDUSTRIES)}]\nroles_sought: [{chance.choice(ROLES)}]\n{available}"
        "location: Oslo\n"
        "experience:\n"
        f"  - {{ job_title: {chance.choice(ROLES)}, organisation: {chance.choice(LAST)} works, "
        f"start_date: {chance.randint(2010, 2022)} }}\n"
        f"published_on: 2023-{chance.randint(9, 11):02}-{chance.randint(10, 28)}\n"
        "consent: { given_on: 2023-09-05, expires_on: 2024-12-31, covers: [profile, photo], text_version: 2023-08 }\n"
        f"---\nI make {chance.choice(FIELDS).lower()} plain, and would like to do so with you.\n"
    )


def files(count: int) -> Iterator[tuple[str, str]]:
    """Give every text of a site, by path."""
    chance = random.Random(count)
    yield "content/site.yaml", SETTINGS.format(count=count)
    yield "content/skills.yaml", "- name: JavaScript\n  synonyms: [JS, ECMAScript]\n"
    yield "content/pages/index.md", "---\ntitle: Many people\nlead: A site to measure.\n---\n"
    for number in range(-(-count // PEOPLE_A_COHORT)):
        yield (
            f"content/cohorts/c-{number}.md",
            f"---\ntitle: Cohort {number}\nsummary: To measure.\nstart_date: 2023-09-05\nend_date: 2023-12-05\n---\n",
        )
    for number in range(count):
        yield f"mentees/p-{number:05}/index.md", person(number, chance)


def write(folder: Path, count: int) -> None:
    """Write a site of so many people into a folder."""
    portraits = sorted((ROOT / "mentees").glob("*/photo.jpg"))
    for path, text in files(count):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for number in range(count):
        photo = folder / f"mentees/p-{number:05}/photo.jpg"
        photo.unlink(missing_ok=True)
        photo.hardlink_to(portraits[number % len(portraits)])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    write(options.folder, options.count)


if __name__ == "__main__":
    main()
