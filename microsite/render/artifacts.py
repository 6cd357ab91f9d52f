"""Site, plan and theme -> every file but the pictures: pages, documents, assets; and what templates got wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from microsite import __version__
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint, of_file
from microsite.model.next_change import next_change
from microsite.model.site import Site
from microsite.plan import Plan
from microsite.render import listings
from microsite.render.assets import Assets
from microsite.render.documents import Documents
from microsite.render.environment import Environment, TemplateFaultError
from microsite.render.pages import Pages
from microsite.render.present.scene import Scene
from microsite.render.present.whole import Whole
from microsite.render.theme import Theme

Files = Mapping[str, bytes | Path]


def draw(site: Site, plan: Plan, theme: Theme, *, site_folder: Path) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Draw everything. Faults of templates are collected, each once."""
    assets = Assets(theme)
    environment = Environment(theme, assets=assets, site_folder=site_folder)
    words = environment.speak(site.settings.fields.languages[0])
    if refusals := environment.check():
        return {}, refusals
    whole = Whole(scene=Scene(site=site, plan=plan, words=words, draw_figure=environment.figure))
    pages = Pages(whole=whole, theme=theme, assets=assets, environment=environment)
    documents = Documents(pages=pages)
    files: dict[str, bytes | Path] = {}
    faults: dict[Diagnostic, None] = {}
    for job in plan.pages:
        try:
            files[job.path] = pages.draw(job).encode()
        except TemplateFaultError as fault:
            faults[fault.diagnostic] = None
    for document in plan.documents:
        files[document.path] = documents.write(document)
    for copy in plan.copies:
        files[copy.path] = copy.file.read()
    files |= assets.files
    return files, tuple(faults)


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
        next_change=listings.NextChange(date=due[0], reason=due[1]) if due else None,
    )
    return dict(sorted({**files, "build.json": manifest}.items()))
