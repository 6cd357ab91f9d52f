"""What every presenter needs: the site, the plan, the language's words; and the turning of fragments into HTML.

Links leave here as `site:/PATH`, the same on every page, so that a card can be drawn once; the final pass over a
page makes them relative to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from markupsafe import Markup

from microsite.core import urls
from microsite.model.destinations import Destination
from microsite.model.entry import Entry
from microsite.model.markup import Fragment
from microsite.model.pictures import Photograph, beside
from microsite.model.renditions import MEDIA_TYPES, planned
from microsite.model.schema.types import Record
from microsite.model.site import Site
from microsite.model.terms import Term
from microsite.plan import MEDIA_FOLDER, Plan, path_of, path_of_destination
from microsite.render.views import ImageView, LinkView, Rendition, SourceSet, Target, TermView
from microsite.render.words import Words

RATIOS = (0.67, 0.8, 1.0, 1.25, 1.33, 1.5, 1.78)
_MARK = re.compile(r'(<p>\s*)?<(a|img)\s([^>]*?)(href|src)="ref:(\d+)"([^>]*)>(\s*</p>)?')

DrawFigure = Callable[[ImageView], Markup]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The ground presenters stand on; `draw_figure` is the theme's macro for a picture in a text.

    `paper_bytes` gives the size of each published document, by source path.
    """

    site: Site
    plan: Plan
    words: Words
    draw_figure: DrawFigure
    paper_bytes: Mapping[str, int] = field(default_factory=dict)

    def html(self, entry: Entry[Record], fragment: Fragment) -> Markup:
        """Turn a fragment into HTML: links resolved, pictures drawn by the theme, or gone when not to be shown."""
        written = fragment.html.replace("site:/", "site:&#47;")  # what people wrote is no link of ours
        html = _MARK.sub(lambda found: self._resolved(entry, fragment, found), written)
        return Markup(html)  # noqa: S704 (sanitised by `markup`, links by `destinations`)

    def _resolved(self, entry: Entry[Record], fragment: Fragment, found: re.Match[str]) -> str:
        before, tag, first, _, number, rest, after = found.groups()
        mention = fragment.mentions[int(number)]
        if tag == "img":
            picture = self.image(beside(entry.path, mention.written))
            figure = self.draw_figure(picture) if picture else ""
            return figure if before and after else f"{before or ''}{figure}{after or ''}"
        target = self.target(entry, mention.written)
        href = escape(href_of(target))
        return f'{before or ""}<a {first}href="{href}"{rest}>{after or ""}'

    def target(self, entry: Entry[Record], written: str) -> Target:
        """Give where a link that was written in an entry leads."""
        return target_of(self.site.destinations[entry.path, written])

    def link(self, entry: Entry[Record], label: str, written: str) -> LinkView:
        """Give a worded link."""
        destination = self.site.destinations[entry.path, written]
        section = {"cohort": "cohorts", "mentee": "mentees", "event": "events"}.get(
            destination.kind, destination.kind
        )
        if destination.kind == "page":
            section = destination.id
        return LinkView(label=label, target=target_of(destination), section=section)

    def address(self, path: str) -> str:
        """Give the public address of an output path; empty without a path, or when the site has none."""
        url = self.site.settings.fields.url
        return urls.canonical(url, path) if url and path else ""

    def made(self, path: str) -> str:
        """Give an output path if something is published there; empty when not, as a theme may leave it out."""
        return path if path in self.plan.paths else ""

    def cohort_label(self, id: str | None) -> str:
        """Name a cohort briefly; empty without one."""
        cohort = self.site.cohorts.get(id or "")
        return (cohort.fields.label or cohort.fields.title) if cohort else ""

    def cohort_path(self, id: str | None) -> str:
        """Give the output path of a cohort; empty without one."""
        cohort = self.site.cohorts.get(id or "")
        return self.made(path_of(cohort.kind, cohort.id)) if cohort else ""

    def image(self, path: str) -> ImageView | None:
        """Give a picture by its source path; None when it may not be shown."""
        return self.images.get(path)

    def image_beside(self, entry: Entry[Record], file: str | None) -> ImageView | None:
        """Give a picture that an entry names."""
        return self.image(beside(entry.path, file)) if file else None

    def pictures_in(self, entry: Entry[Record]) -> tuple[ImageView, ...]:
        """Give the pictures that an entry's page shows: its lead picture and those of its texts."""
        written = [mention.written for f in entry.fragments for mention in f.mentions if mention.is_picture]
        named = [file for file in (getattr(entry.fields, "image", None), *written) if file]
        return tuple(image for file in named if (image := self.image_beside(entry, file)) is not None)

    def path_of(self, image: ImageView) -> str:
        """Give the source path of a picture."""
        return self._paths[image.id]

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {image.id: path for path, image in self.images.items()}

    def depicts(self, image: ImageView) -> tuple[str, ...]:
        """Give the ids of the people a picture shows."""
        return self._depicted[image.id]

    @cached_property
    def _depicted(self) -> dict[str, tuple[str, ...]]:
        return {image.id: self.site.pictures[path].depicts for path, image in self.images.items()}

    @cached_property
    def images(self) -> dict[str, ImageView]:
        """Every picture that is made, by source path."""
        return {path: self._image(path, self.site.pictures[path]) for path in self.plan.renditions}

    def _image(self, path: str, photograph: Photograph) -> ImageView:
        files = planned(self.plan.renditions[path])
        formats = list(dict.fromkeys(file.format for file in files))
        sources = tuple(
            SourceSet(
                media_type=MEDIA_TYPES[kind],
                renditions=tuple(
                    Rendition(path=f"{MEDIA_FOLDER}/{f.name}", width_px=f.width_px, height_px=f.height_px)
                    for f in files
                    if f.format == kind
                ),
            )
            for kind in formats
        )
        largest = sources[-1].renditions[-1]
        return ImageView(
            id=_picture_id(path),
            alt=photograph.alt,
            caption=photograph.caption,
            credit=photograph.credit,
            width_px=largest.width_px,
            height_px=largest.height_px,
            ratio=nearest_ratio(largest.width_px / largest.height_px),
            sources=sources,
        )

    @cached_property
    def term_views(self) -> dict[tuple[str, str], TermView]:
        """Every term, by taxonomy and folded name."""
        return {
            (taxonomy, key): self._term(taxonomy, term)
            for taxonomy, terms in self.plan.terms.items()
            for key, term in terms.items()
        }

    def _term(self, taxonomy: str, term: Term) -> TermView:
        name = term.name
        if taxonomy == "languages":
            name = self.words.language_name(term.name)
        if taxonomy == "availability":
            name = self.words.availability(term.name)
        return TermView(
            name=name,
            slug=term.slug,
            path=self.made(f"mentees/{taxonomy}/{term.slug}/index.html"),
            count=len(term.mentee_ids),
            synonyms=term.synonyms,
        )


def target_of(destination: Destination) -> Target:
    """Turn a destination of the model into a path of the output."""
    if destination.address:
        return Target(address=destination.address)
    query = f"about={destination.topic}" if destination.topic else ""
    return Target(path=path_of_destination(destination), query=query, fragment=destination.fragment)


def href_of(target: Target) -> str:
    """Write a target as the link that the final pass makes relative."""
    if target.address:
        return target.address
    query = f"?{target.query}" if target.query else ""
    fragment = f"#{target.fragment}" if target.fragment else ""
    return f"site:/{target.path}{query}{fragment}"


def nearest_ratio(ratio: float) -> str:
    """Name the ratio of a justified row that is nearest to width by height."""
    return f"{min(RATIOS, key=lambda r: abs(r - ratio)):g}"


def _picture_id(path: str) -> str:
    """Make an id that says nothing of the file's own name."""
    from hashlib import blake2b

    return blake2b(path.encode(), digest_size=4).hexdigest()
