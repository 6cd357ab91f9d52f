"""Any number of invented people, as the text of a site: for lists that are longer than a page."""

from __future__ import annotations

SKILLS = ("Python", "SQL", "JavaScript", "UI/UX", "C++", "Workshops", "Grids")
FIRST = ("Åse", "Bo", "Çağlar", "Dara", "Élise", "Fatma", "Łukasz", "Mina", "Øyvind", "Şule", "Zofia")
LAST = ("Berg", "Wiśniewska", "Næss-Hall", "Park", "Straße", "Ueda", "Yıldız")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
STATES = ("open", "open", "open", "job", "founder")
STARTS = ("2023-11-01", "2023-12-20", "2024-02-01")
INDUSTRIES = ("Design & product", "Energy", "Health")
HOURS = ("100", "80-100", "20-50")
ROLES = ("Analyst", "Designer", "Lead engineer")
SKILL_NAMES = "- name: JavaScript\n  synonyms: [JS, ECMAScript]\n"


def crowd(count: int, *, on_one_page: int = 1000, per_page: int = 60) -> dict[str, str]:
    """Give the files of a site of `count` people, to be laid over the minimal site."""
    files = {f"mentees/p-{number:03}/index.md": person(number) for number in range(count)}
    return files | {
        "content/skills.yaml": SKILL_NAMES,
        "content/site.yaml": settings(on_one_page=on_one_page, per_page=per_page),
    }


def settings(*, on_one_page: int, per_page: int, more: str = "") -> str:
    """Write the settings of a site whose directory is cut into pages."""
    return f"""name: Northlight
tagline: A mentor program in Bergen
url: https://northlight.example
timezone: Europe/Oslo
as_of: 2023-12-06
local_language: nb
organisation: {{ name: Northlight Foundation }}
coordinator: {{ name: Kari, email: kari@northlight.example }}
contact_form:
  topics:
    - {{ id: introduction, label: Meeting people }}
    - {{ id: apply, label: Applying }}
navigation:
  - {{ label: Mentees, to: mentees }}
  - {{ label: Contact, to: contact }}
directory: {{ on_one_page: {on_one_page}, per_page: {per_page} }}
{more}"""


def person(number: int, *, more: str = "") -> str:
    """Write a profile; what somebody has follows from their number."""
    state = STATES[number % 5]
    skills = [SKILLS[(number * step + step) % 7] for step in (1, 3, 5)]
    later = f"  - {{ state: {state}, since: 2023-11-{1 + number % 28:02} }}\n" if state != "open" else ""
    local = f"  - {{ code: nb, level: {LEVELS[number % 7]} }}\n" if number % 4 else ""
    return f"""---
name: {FIRST[number % 11]} {LAST[number % 7]}
headline: Number {number} of many
cohort: 2023-autumn
status:
  - {{ state: open, since: 2023-09-05 }}
{later}skills: [{", ".join(dict.fromkeys(skills))}]
languages:
{local}  - {{ code: {("pl", "en", "fr")[number % 3]}, level: native }}
industries: [{INDUSTRIES[number % 3]}]
roles_sought: [{ROLES[number % 3]}]
availability: {{ start_date: {STARTS[number % 3]}, workload_percent: {HOURS[number % 3]} }}
published_on: 2023-{9 + number % 3:02}-{10 + number % 7}
{more}consent: {{ given_on: 2023-09-05, expires_on: 2024-12-31, covers: [profile], text_version: 2023-08 }}
---
I look forward to it.
"""
