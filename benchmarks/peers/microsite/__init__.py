"""Ours: the program in our own content model, with a theme as plain as the other peers' templates."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks import corpus
from benchmarks.corpus import Event, Person, Program, Update
from benchmarks.peers.peer import Peer
from benchmarks.peers.writing import STYLE, Fields, layout, page, put, yaml
from microsite import __version__

THEME = Path(__file__).resolve().parent / "theme"
ROOT = THEME.parents[3]
CONSENT: Fields = {
    "given_on": "2025-06-01",
    "expires_on": "2027-05-31",
    "covers": ["profile", "news", "search_engines"],
    "text_version": "2025-06",
}
SETTINGS: Fields = {
    "name": corpus.NAME,
    "tagline": "A career mentor program",
    "url": corpus.ADDRESS,
    "timezone": corpus.TIMEZONE,
    "as_of": corpus.DAY,
    "organisation": {"name": "Program office"},
    "coordinator": {"name": "Program office", "email": "program@example.org"},
    "theme": {"name": "peer"},
    "sections": {
        "mentees": {"title": "Mentees", "lead": "All mentees"},
        "events": {"title": "Events", "lead": "All events"},
        "updates": {"title": "Updates", "lead": "News"},
    },
    "hosting": {"pretty_urls": True},
    "directory": {"on_one_page": 1_000_000},  # as the others list them
}


def write(program: Program, folder: Path) -> None:
    """Write the program as a site of ours."""
    put(folder / "content/site.yaml", yaml(SETTINGS))
    for cohort in program.cohorts:
        fields = {
            "title": cohort.title,
            "summary": cohort.title,
            "start_date": cohort.start,
            "end_date": cohort.end,
        }
        put(folder / f"content/cohorts/{cohort.slug}.md", page(fields, cohort.body))
    for person in program.people:
        put(folder / profile(person.slug), page(_person(person), person.body))
    for event in program.events:
        put(folder / f"content/events/{event.slug}.md", page(_event(event), event.body))
    for update in program.updates:
        put(folder / f"content/updates/{update.date}-{update.slug}.md", page(_update(update), update.body))
    _write_theme(folder / "themes/peer")


def _write_theme(folder: Path) -> None:
    shutil.copytree(THEME, folder)
    put(folder / "assets/css/style.css", STYLE.read_text("utf-8"))
    places = {name: f'{{{{ url("{name}/index.html") }}}}' for name in ("mentees", "events", "updates")}
    shared = layout(
        title="{{ title }}",
        description="{{ page.description }}",
        canonical="{{ page.canonical }}",
        style="{{ url(page.stylesheets[0]) }}",
        feed="{{ url(site.feed_path) }}",
        calendar="{{ url(site.calendar.path) }}",
        home='{{ url("index.html") }}',
        content="{% block main %}{% endblock %}",
        **places,
    )
    put(folder / "templates/layouts/base.html", shared)


def _person(person: Person) -> Fields:
    return {
        "name": person.name,
        "headline": person.headline,
        "cohort": person.cohort,
        "status": [{"state": "open", "since": person.published_on}],
        "skills": person.skills,
        "languages": [{"code": spoken.code, "level": spoken.level} for spoken in person.languages],
        "industries": [person.industry],
        "availability": {"start_date": person.available_from},
        "location": person.location,
        "links": [{"label": label, "url": url} for label, url in person.links],
        "published_on": person.published_on,
        "consent": CONSENT,
    }


def _event(event: Event) -> Fields:
    return {
        "title": event.title,
        "start_date": event.start.date(),
        "start_time": f"{event.start:%H:%M}",
        "end_time": f"{event.end:%H:%M}",
        "location": {"name": event.place},
    }


def _update(update: Update) -> Fields:
    return {
        "title": update.title,
        "date": update.date,
        "summary": update.summary,
        "authors": [{"name": update.author}],
    }


def profile(slug: str) -> str:
    """Give the source file of a person."""
    return f"mentees/{slug}/index.md"


def _command(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "microsite", *words)


PEER = Peer(
    name="microsite",
    version=lambda: __version__,
    write=write,
    build=lambda _: _command("build", "--quiet"),
    serve=lambda _, port: _command("serve", "--port", str(port)),
    output="output",
    caches=(".microsite",),
    profile=profile,
    template="themes/peer/templates/mentee.html",
)
