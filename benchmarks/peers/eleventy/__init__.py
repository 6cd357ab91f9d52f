"""Eleventy, from the packages that `package-lock.json` beside this names: `npm ci` installs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks import corpus
from benchmarks.corpus import Event, Person, Program, Update
from benchmarks.peers.peer import Peer
from benchmarks.peers.writing import STYLE, Fields, layout, page, put

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
ELEVENTY = MODULES / "@11ty/eleventy"


def version() -> str:
    """Read the version of what is installed; empty when nothing is."""
    package = ELEVENTY / "package.json"
    return str(json.loads(package.read_text("utf-8"))["version"]) if package.is_file() else ""


def write(program: Program, folder: Path) -> None:
    """Write the program as a site for Eleventy."""
    shutil.copytree(HERE / "site", folder)
    (folder / "node_modules").symlink_to(MODULES)
    put(folder / "package.json", '{"private": true, "type": "module"}\n')
    put(folder / "static/style.css", STYLE.read_text("utf-8"))
    put(folder / "_includes/base.njk", _layout())
    content = folder / "content"
    for cohort in program.cohorts:
        fields = {
            "title": cohort.title,
            "description": cohort.title,
            "start": cohort.start,
            "end": cohort.end,
        }
        put(content / f"cohorts/{cohort.slug}.md", page(fields, cohort.body))
    for person in program.people:
        put(folder / profile(person.slug), page(_person(person), person.body))
    for event in program.events:
        put(content / f"events/{event.slug}.md", page(_event(event), event.body))
    for update in program.updates:
        put(content / f"updates/{update.slug}.md", page(_update(update), update.body))


def _layout() -> str:
    return layout(
        title="{{ title }}",
        description="{{ description }}",
        canonical=f"{corpus.ADDRESS}{{{{ page.url }}}}",
        style="/style.css",
        feed="/updates/feed.xml",
        calendar="/events/calendar.ics",
        home="/",
        mentees="/mentees/",
        events="/events/",
        updates="/updates/",
        content="{{ content | safe }}",
    )


def _person(person: Person) -> Fields:
    return {
        "title": person.name,
        "description": f"{person.name}: {person.headline}",
        "headline": person.headline,
        "cohort": person.cohort,
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


def _command(*words: str) -> tuple[str, ...]:
    return (shutil.which("node") or "node", str(ELEVENTY / "cmd.cjs"), "--quiet", *words)


PEER = Peer(
    name="eleventy",
    version=version,
    write=write,
    build=lambda _: _command(),
    serve=lambda _, port: _command("--serve", "--incremental", f"--port={port}"),
    output="_site",
    caches=(".cache",),
    profile=profile,
    template="_includes/mentee.njk",
)
