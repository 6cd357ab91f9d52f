"""Site, plan and theme -> every file but the pictures: pages, documents, assets; and what templates got wrong.

What an earlier build made, and nothing that it was made from has changed, is not made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from microsite import __version__
from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.publishing import Kept
from microsite.incremental import Memory, Row
from microsite.model.cards import Card, card_name
from microsite.model.next_change import REASON
from microsite.model.site import Site
from microsite.render import listings, together
from microsite.render.assets import Assets
from microsite.render.documents import Documents
from microsite.render.environment import Environment
from microsite.render.outputs import Output
from microsite.render.pages import Pages
from microsite.render.present.scene import Scene
from microsite.render.present.whole import Whole
from microsite.render.questions import AskedPlan, Planned, asked_site
from microsite.render.theme import Theme

if TYPE_CHECKING:
    from microsite.plan.planning import Plan

Files = Mapping[str, bytes | Path | Kept]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn: files by output path, the cards that pages name and that are still to be made, and faults.

    `rows` is what to keep of each output, `drawn` the paths of the pages that were drawn in this run,
    `standing_cards` the files of the cards of all others.
    """

    files: Files = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)
    standing_cards: frozenset[str] = frozenset()
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Studio:
    """Everything that is needed to draw a site: who answers which question, and the memory of answers."""

    memory: Memory
    pages: Pages
    documents: Documents
    assets: Assets


def studio(site: Site, plan: Planned, theme: Theme, environment: Environment, *, memory: Memory) -> Studio:
    """Set up what draws a site."""
    words = environment.speak(site.settings.fields.languages[0])
    scene = Scene(
        site=asked_site(site, memory, words),
        plan=AskedPlan(memory, plan),
        words=words,
        draw_figure=environment.figure,
    )
    pages = Pages(whole=Whole(scene=scene), theme=theme, assets=environment.assets, environment=environment)
    documents = Documents(pages=pages)
    return Studio(memory=memory, pages=pages, documents=documents, assets=environment.assets)


def draw(studio: Studio, plan: Plan, before: Mapping[str, Row], *, processes: int = 1) -> Drawn:
    """Draw what is new, and what was drawn from something that has changed: the memory has been updated.

    `before` has what an earlier build published; where nothing is kept of one, several processes can draw. Faults
    of templates are collected, one for each line of a template.
    """
    if processes > 1:
        together.draw_pages(studio, [page.path for page in plan.pages], processes=processes)
    made = {path: output for path, output in _outputs(studio, plan, before) if output is not None}
    if faults := tuple(_faults(made.values())):
        return Drawn(faults=faults)
    drawn = tuple(page.path for page in plan.pages if page.path in made)
    cards = {path: card for path in drawn if (card := studio.pages.card(path))}
    rows = {path: _row(path, made, cards, before) for path in _paths(plan)}
    files = {path: _file(made.get(path), row) for path, row in rows.items()}
    return Drawn(
        files={**files, **studio.assets.files},
        cards=tuple({card_name(card): card for card in cards.values()}.values()),
        rows=rows,
        standing_cards=frozenset(row.card for path, row in rows.items() if path not in made and row.card),
        drawn=drawn,
    )


OUTPUTS = ("Pages.at:", "Documents.at:")
"""How the keys of outputs begin that are drawn."""


def redraw(studio: Studio, before: Mapping[str, Row]) -> Drawn:
    """Draw what the memory's update has reached, where every output is there still; all others stand."""
    memory = studio.memory
    keys = [key for key in (*(node.key for node in memory.made()), *memory.lost) if key.startswith(OUTPUTS)]
    jobs = sorted((path, rule) for rule, _, path in (key.partition(":") for key in keys))
    made = {path: _output(memory, rule, path) for path, rule in jobs}
    if faults := tuple(_faults(made.values())):
        return Drawn(faults=faults)
    drawn = tuple(path for path, rule in jobs if f"{rule}:" == OUTPUTS[0])
    cards = {path: card for path in drawn if (card := studio.pages.card(path))}
    rows = {**before, **{path: _row(path, made, cards, before) for path in made}}
    return Drawn(
        files={**{path: _file(made.get(path), row) for path, row in rows.items()}, **studio.assets.files},
        cards=tuple({card_name(card): card for card in cards.values()}.values()),
        rows=rows,
        standing_cards=frozenset(row.card for path, row in rows.items() if path not in made and row.card),
        drawn=drawn,
    )


def _outputs(studio: Studio, plan: Plan, before: Mapping[str, Row]) -> Iterator[tuple[str, Output | None]]:
    memory = studio.memory
    jobs = (
        *((page.path, "Pages.at", page.path) for page in plan.pages),
        *((document.path, "Documents.at", document.path) for document in plan.documents),
        *((copy.path, "Scene.paper", copy.file.path) for copy in plan.copies),
    )
    for path, rule, id in jobs:
        node = memory.nodes.get(f"{rule}:{id}")
        is_due = path not in before or f"{rule}:{id}" in memory.lost or (node is not None and node.is_new)
        yield path, _output(memory, rule, id) if is_due else None


def _output(memory: Memory, rule: str, id: str) -> Output:
    """Give an output with its bytes, also when it stands no more as it was published."""
    output: Output = memory.answer(rule, id)
    return memory.again(rule, id) if output.data is None and output.fault is None else output


def _paths(plan: Plan) -> Iterator[str]:
    return (job.path for jobs in (plan.pages, plan.documents, plan.copies) for job in jobs)


def _row(path: str, made: Mapping[str, Output], cards: Mapping[str, Card], before: Mapping[str, Row]) -> Row:
    if path not in made:
        return before[path]
    return Row(fingerprint=made[path].fingerprint, card=card_name(cards[path]) if path in cards else "")


def _file(made: Output | None, row: Row) -> bytes | Kept:
    data = made.data if made is not None else None
    return data if data is not None else Kept(fingerprint=row.fingerprint)


def _faults(made: Iterable[Output]) -> Iterator[Diagnostic]:
    faults = [output.fault for output in made if output.fault]
    yield from {(fault.code, fault.position): fault for fault in reversed(faults)}.values()


def with_manifest(files: Files, *, built_for: date, due: date | None) -> dict[str, bytes | Path | Kept]:
    """Add build.json, which names every other file with its hash and says when the site is due again."""
    hashes = {path: _fingerprint(file) for path, file in sorted(files.items())}
    manifest = listings.manifest(
        generator="microsite",
        version=__version__,
        built_for=built_for,
        files=hashes,
        next_change=listings.NextChange(date=due, reason=REASON) if due else None,
    )
    return dict(sorted({**files, "build.json": manifest}.items()))


def _fingerprint(file: bytes | Path | Kept) -> str:
    if isinstance(file, Kept):
        return file.fingerprint
    return fingerprint(file) if isinstance(file, bytes) else of_file(file)
