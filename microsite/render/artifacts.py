"""Site, plan and theme -> every file but the pictures: pages, documents, assets; and what templates got wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from microsite import __version__
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.positions import Position
from microsite.model.cards import Card
from microsite.model.next_change import REASON, next_change
from microsite.model.site import Site
from microsite.plan import Plan
from microsite.render import listings, papers, theme_files
from microsite.render.assets import Assets
from microsite.render.documents import Documents
from microsite.render.environment import Environment, TemplateFaultError
from microsite.render.pages import Pages
from microsite.render.present.scene import Scene
from microsite.render.present.whole import Whole
from microsite.render.theme import Theme

Files = Mapping[str, bytes | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn: files by output path, the cards that pages name and that are still to be made, and faults."""

    files: Files = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def draw(site: Site, plan: Plan, theme: Theme) -> Drawn:
    """Draw everything. Faults of templates are collected, one for each line of a template."""
    assets = Assets(theme)
    environment = Environment(theme, assets=assets)
    words = environment.speak(site.settings.fields.languages[0])
    if refusals := (*theme_files.check(theme), *environment.check()):
        return Drawn(faults=refusals)
    copies, refused = _copies(plan)
    sizes = {copy.file.path: len(copies[copy.path]) for copy in plan.copies if copy.path in copies}
    scene = Scene(site=site, plan=plan, words=words, draw_figure=environment.figure, paper_bytes=sizes)
    pages = Pages(whole=Whole(scene=scene), theme=theme, assets=assets, environment=environment)
    drawn, faults = _pages(pages, plan)
    if faults or refused:
        return Drawn(faults=(*faults, *refused))
    documents = Documents(pages=pages)
    written = {job.path: documents.write(job) for job in plan.documents}
    return Drawn(files={**drawn, **written, **copies, **assets.files}, cards=pages.cards)


def _pages(pages: Pages, plan: Plan) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    files: dict[str, bytes] = {}
    faults: dict[tuple[str, Position | None], Diagnostic] = {}
    for job in plan.pages:
        try:
            files[job.path] = pages.draw(job).encode()
        except TemplateFaultError as fault:
            faults.setdefault((fault.diagnostic.code, fault.diagnostic.position), fault.diagnostic)
    return files, tuple(faults.values())


def _copies(plan: Plan) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    made = {c.path: papers.without_metadata(c.file.read(), source_path=c.file.path) for c in plan.copies}
    copies = {path: paper for path, paper in made.items() if isinstance(paper, bytes)}
    return copies, tuple(paper for paper in made.values() if isinstance(paper, Diagnostic))


def with_manifest(files: Files, site: Site) -> dict[str, bytes | Path]:
    """Add build.json, which names every other file with its hash and says when the site is due again."""
    hashes = {
        path: fingerprint(data) if isinstance(data, bytes) else of_file(data)
        for path, data in sorted(files.items())
    }
    due = next_change(site)
    manifest = listings.manifest(
        generator="microsite",
        version=__version__,
        built_for=site.today,
        files=hashes,
        next_change=listings.NextChange(date=due, reason=REASON) if due else None,
    )
    return dict(sorted({**files, "build.json": manifest}.items()))
