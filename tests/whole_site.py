"""A small site that has everything a site can have, with one person whose every trace is a word that is found again."""

from __future__ import annotations

from collections.abc import Mapping

from pypdf import PdfWriter

from tests.render.renditions.pictures import jpeg, noise, plain
from tests.texts import event, gallery, mentee, mentor, page, photo, settings, update

CANARY = "Quokkara"
"""A part of every name, text, link and file of the person who may leave."""

ID = "quokkara-zyx"
ALL = "profile, photo, gallery, news, cv, search_engines"


def paper(words: str) -> bytes:
    """Write a PDF that holds some words."""
    from io import BytesIO

    from pypdf.generic import DecodedStreamObject, NameObject

    writer, written = PdfWriter(), BytesIO()
    contents = DecodedStreamObject()
    contents.set_data(f"BT ({words}) Tj ET".encode())
    writer.add_blank_page(200, 300)[NameObject("/Contents")] = contents
    writer.write(written)
    return written.getvalue()


def portrait(file: str, alt: str) -> str:
    return f"photo: {file}\nphoto_alt: {alt}\nphoto_credit: Illustration\n"


FULL_PROFILE = (
    "mentor: jonas-b\nroles_sought: [{0} keeper]\nindustries: [{0} farming]\nseeks: A {0} role.\nlocation: {0} bay\n"
    "moved_from: {0} land\nwork_permit: {0} permit\npublished_on: 2023-10-02\ncv: {0}.pdf\n"
    "availability: {{start_date: 2023-12-01, workload_percent: 80-100}}\n"
    "experience:\n  - {{job_title: {0} herder, organisation: {0} Ltd, start_date: 2019-02, end_date: 2023}}\n"
    "education:\n  - {{study: MA of {0}, organisation: University of {0}, end_date: 2014}}\n"
    "links:\n  - {{label: {0} works, url: 'https://{0}.example'}}\n"
)


def whole_site(**consent: str) -> Mapping[str, str | bytes]:
    """Give the files; `consent` is that of the person of the canaries, and of the mentor of the same kind."""
    own = {"covers": ALL, **consent}
    everyone = {"covers": ALL}
    person = portrait(f"{CANARY}.jpg", f"{CANARY} in the sun") + FULL_PROFILE.format(CANARY)
    return {
        "content/site.yaml": settings(
            url="https://northlight.example/sub",
            local_language="nb",
            sample_notice="All invented.",
            navigation="\n  - {label: Mentees, to: mentees}\n  - {label: Questions, to: 'page:faq'}",
            footer="\n  columns:\n    - {title: More, links: [{label: Feed, to: feed}, {label: Dates, to: calendar}]}",
        ),
        f"mentees/{ID}/index.md": mentee(
            f"{CANARY} Zyx",
            person,
            f"I am {CANARY}.",
            headline=f"Expert in {CANARY}",
            skills=f"Python, {CANARY} care",
            **own,
        ),
        f"mentees/{ID}/{CANARY}.jpg": jpeg(noise(330, 410, seed=7)),
        f"mentees/{ID}/{CANARY}.pdf": paper(f"The life of {CANARY}"),
        "mentees/anna-berg/index.md": mentee(
            "Anna Berg",
            portrait("anna.jpg", "Anna"),
            "I count.",
            skills="Python, Marine biology, C++",
            **everyone,
        ),
        "mentees/anna-berg/anna.jpg": jpeg(plain((20, 90, 120), 330, 410)),
        "mentees/shy-person/index.md": mentee("Shy Person", "mentor: jonas-b\n", covers="profile"),
        "content/mentors/jonas-b.md": mentor("Jonas B.", "works_for: northlight\n", **everyone),
        f"content/mentors/{CANARY.lower()}-m.md": mentor(
            f"{CANARY} Mentorsen", portrait(f"{CANARY}-m.jpg", f"{CANARY} M"), f"{CANARY} mentors.", **own
        ),
        f"content/mentors/{CANARY}-m.jpg": jpeg(noise(330, 410, seed=8)),
        "content/partners.yaml": "- id: northlight\n  name: Northlight Foundation\n  role: organiser\n  logo: logo.png\n"
        "- id: host\n  name: Harbour\n  role: host\n  url: https://harbour.example\n",
        "content/logo.png": jpeg(plain((200, 90, 20), 200, 100)),
        "content/cohorts/2023-autumn.md": "---\ntitle: The autumn cohort\nsummary: A cohort.\nstart_date: 2023-09-05\n"
        f"end_date: 2023-12-07\nmentors: [jonas-b, {CANARY.lower()}-m]\norganisers: [northlight]\npartners: [host]\n"
        "steps:\n  - {label: Sep, title: Begin, items: [Kick-off]}\n"
        "outcomes: {definition: Paid work.}\n---\nIt rained.\n",
        "content/events/walk.md": event(
            "cohort: 2023-autumn\nspeakers: [anna-berg]\nhost: host\nrepeats: {until: 2024-01-10}\n",
            title="A walk",
            day="2023-11-29",
        ),
        "content/galleries/autumn/gallery.yaml": gallery(
            photo("table.jpg"),
            photo("group.jpg", f"{CANARY} and Anna", f"Picture of {CANARY}", f"[anna-berg, {ID}]"),
            photo("shy.jpg", "Somebody shy", depicts="[anna-berg]"),
            fields="cohort: 2023-autumn\nevent: walk\n",
        ),
        "content/galleries/autumn/table.jpg": jpeg(plain((90, 90, 20), 500, 300)),
        "content/galleries/autumn/group.jpg": jpeg(noise(500, 300, seed=9)),
        "content/galleries/autumn/shy.jpg": jpeg(plain((90, 20, 90), 500, 300)),
        "content/updates/2023-10-05-news.md": update(
            "Anna *won*.\n\n![](../galleries/autumn/group.jpg)\n\n[All](galleries)",
            "mentions: [anna-berg]\nimage: ../galleries/autumn/table.jpg\nauthors: [{name: Kari}]\n",
        ),
        "content/testimonials.yaml": f"- id: one\n  person: {ID}\n  quote: {CANARY} liked it.\n"
        "- id: two\n  person: anna-berg\n  quote: I liked it.\n",
        "content/pages/faq.md": page(
            "See [Anna](mentee:anna-berg) and ![](../galleries/autumn/group.jpg) [a paper](paper.pdf).\n\n## Costs\n\nNone.",
            "testimonials: [one, two]\nactions:\n  - {label: Apply, to: 'contact:apply'}\n"
            "questions:\n  - {question: 'Who?', answer: 'Ask *us*.'}\nimage: ../galleries/autumn/group.jpg\n",
        ),
        "content/pages/paper.pdf": paper("Dates"),
        "content/skills.yaml": "- name: Python\n  synonyms: [Py]\n",
    }
