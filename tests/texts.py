"""Small source files for tests, as text: what a test does not say is plain and right."""

from __future__ import annotations

PERSON = """---
name: {name}
{fields}consent:
  given_on: {given_on}
  expires_on: {expires_on}
  covers: [{covers}]
  text_version: 2023-08
{consent}---
{body}
"""
MENTEE = """headline: {headline}
cohort: 2023-autumn
status:
{status}skills: [{skills}]
languages:
  - code: en
    level: C1
"""


def mentee(name: str, fields: str = "", body: str = "I work.", **words: str) -> str:
    """Write a mentee's file. `words` are headline, skills, status, covers, given_on, expires_on, consent."""
    own = MENTEE.format(
        headline=words.pop("headline", "Somebody who can"),
        skills=words.pop("skills", "Python"),
        status=words.pop("status", "  - state: open\n    since: 2023-09-05\n"),
    )
    return person(name, own + fields, body, **words)


def mentor(name: str, fields: str = "", body: str = "", **words: str) -> str:
    """Write a mentor's file."""
    return person(name, f"job_title: Product lead\n{fields}", body, **words)


def person(name: str, fields: str, body: str, **words: str) -> str:
    """Write a person's file."""
    usual = {
        "given_on": "2023-09-01",
        "expires_on": "2024-12-31",
        "covers": "profile, photo, gallery, news, cv",
    }
    return PERSON.format(name=name, fields=fields, body=body, **{"consent": "", **usual, **words})


def page(body: str = "", fields: str = "", title: str = "Questions") -> str:
    """Write a free page."""
    return f"---\ntitle: {title}\n{fields}---\n{body}\n"


def update(body: str = "", fields: str = "", day: str = "2023-10-05", title: str = "A good evening") -> str:
    """Write a piece of news."""
    return f"---\ntitle: {title}\ndate: {day}\nsummary: Pizza and plans.\n{fields}---\n{body}\n"


def event(fields: str = "", title: str = "Open evening", day: str = "2023-11-16", body: str = "") -> str:
    """Write an event of one day."""
    return f"---\ntitle: {title}\nstart_date: {day}\n{fields}---\n{body}\n"


def gallery(*photos: str, fields: str = "") -> str:
    """Write a gallery."""
    return f"title: Autumn\ndate: 2023-11-16\n{fields}photos:\n{''.join(photos)}"


def photo(
    file: str = "table.jpg", alt: str = "A long table", credit: str = "Illustration", depicts: str = "none"
) -> str:
    """Write a photo of a gallery, or a picture of a page."""
    lines = {"file": file, "alt": alt, "credit": credit, "depicts": depicts}
    written = [f"{key}: {value}\n" for key, value in lines.items() if value]
    return f"  - {'    '.join(written)}"


def settings(**words: str) -> str:
    """Write the settings of a small site; `words` are added as lines of their own, or replace one."""
    usual = {
        "name": "Northlight",
        "tagline": "A mentor program in Bergen",
        "timezone": "Europe/Oslo",
        "as_of": "2023-12-06",
        "organisation": "\n  name: Northlight Foundation",
        "coordinator": "\n  name: Kari\n  email: kari@northlight.example",
        "contact_form": "\n  topics:\n    - id: apply\n      label: Applying",
    }
    return "".join(f"{key}: {value}\n" for key, value in {**usual, **words}.items())
