"""What every presenter needs: the site, the plan, the language's words; and the turning of fragments into HTML.

Links leave here as `site:/PATH`, the same on every page, so that a card can be drawn once; the final pass over a
page makes them relative to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from markupsafe import Markup

from microsite.core import urls
from microsite.core.dataclasses import dataclass
from microsite.core.regexes import regex
from microsite.incremental import Memory, Presenter, answered, answers, asked
from microsite.model.destinations import Destination
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.markup import Fragment
from microsite.model.pictures import beside
from microsite.model.renditions import MEDIA_TYPES, planned
from microsite.model.site import Site
from microsite.plan import MEDIA_FOLDER, PageJob, path_of, path_of_destination
from microsite.render import papers
from microsite.render.outputs import Output, output
from microsite.render.questions import AskedPlan
from microsite.render.views import ImageView, LinkView, Rendition, SourceSet, Target, TermView
from microsite.render.words import Words

_MARK = regex(r'(<p>\s*)?<(a|img)\s([^>]*?)(href|src)="ref:(\d+)"([^>]*)>(\s*</p>)?')

DrawFigure = Callable[[ImageView], Markup]


@dataclass(frozen=True, kw_only=True)
class Scene(Presenter):
    """The ground presenters stand on; `draw_figure` is the theme's macro for a picture in a text."""

    site: Site
    plan: AskedPlan
    words: Words
    draw_figure: DrawFigure

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.plan.memory

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

    def language(self, entry: Entry[Record]) -> str:
        """Give the language of an entry's texts; empty when it is the site's."""
        language = getattr(entry.fields, "language", None) or ""
        return "" if language == self.words.locale else language

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

    @asked
    def paper(self, source_path: str) -> Output:
        """Give a document that people download, without metadata, by its source path."""
        paper = papers.without_metadata(self.site.media[source_path].read(), source_path=source_path)
        return output(paper) if isinstance(paper, bytes) else Output(fault=paper)

    def job_at(self, path: str) -> PageJob:
        """Give the job of the page at an output path. Raises KeyError without one."""
        return self.plan.page_at(path)

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

    @answered
    def _paths(self) -> dict[str, str]:
        return {_picture_id(path): path for path in self.plan.renditions}

    def depicts(self, image: ImageView) -> tuple[str, ...]:
        """Give the ids of the people a picture shows."""
        return self.site.pictures[self.path_of(image)].depicts

    @answers(lambda scene: scene.plan.renditions)
    def images(self, path: str) -> ImageView:
        """Every picture that is made, by source path."""
        photograph = self.site.pictures[path]
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
            sources=sources,
        )

    @asked
    def term_view(self, taxonomy: str, key: str) -> TermView:
        """Give a term by its taxonomy and its folded name."""
        term = self.plan.terms[taxonomy][key]
        return TermView(
            name=self.words.term(taxonomy, term.name),
            slug=term.name if taxonomy == "levels" else term.slug,
            path=self.made(f"mentees/{taxonomy}/{term.slug}/index.html"),
            count=len(term.mentee_ids),
            synonyms=term.synonyms,
        )


@dataclass(frozen=True, kw_only=True)
class ScenePresenter(Presenter):
    """Answers questions about a scene."""

    scene: Scene

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.scene.memory


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


def _picture_id(path: str) -> str:
    """Make an id that says nothing of the file's own name."""
    from hashlib import blake2b

    return blake2b(path.encode(), digest_size=4).hexdigest()
