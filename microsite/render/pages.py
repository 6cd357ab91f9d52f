"""Page jobs and the presented site -> HTML pages, each linked relative to itself."""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup

from microsite.core import urls
from microsite.core.dataclasses import dataclass
from microsite.incremental import Memory, Presenter, answered, asked
from microsite.model.cards import Card, card_name
from microsite.model.paging import search_path
from microsite.plan import MEDIA_FOLDER, PageJob
from microsite.render import structured_data
from microsite.render.assets import Assets
from microsite.render.environment import Environment, Resolve, TemplateFaultError
from microsite.render.outputs import Output, output
from microsite.render.present.content import Content
from microsite.render.present.contents import Contents
from microsite.render.present.whole import Whole
from microsite.render.social_cards import SocialCards
from microsite.render.theme import Theme
from microsite.render.views import PageView

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}

SEARCH_POLICY = "directory"
"""The Trusted Types policy of `assets/js/everyone.js`, which lets in the parts of the directory's index alone."""


@dataclass(frozen=True, kw_only=True)
class Pages(Presenter):
    """Draws the pages of a presented site."""

    whole: Whole
    theme: Theme
    assets: Assets
    environment: Environment

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.whole.memory

    @property
    def beneath(self) -> tuple[Presenter | None, ...]:
        """Give those who present what pages are made of."""
        whole = self.whole
        presented = (
            whole.people,
            whole.calendar,
            whole.program,
            whole.results,
            whole.indexes,
            whole.similarity,
            whole.news,
            whole.search,
        )
        return whole, *presented, self.contents, self._cards

    @asked
    def at(self, path: str) -> Output:
        """Draw the page at a path."""
        try:
            return output(self._draw(self.whole.scene.job_at(path)).encode())
        except TemplateFaultError as fault:
            return Output(fault=fault.diagnostic)

    def _draw(self, job: PageJob) -> str:
        content = self.contents.by_path(job.path)
        values = {
            "site": self.whole.view,
            "page": self._page(job, content),
            "theme": self.theme.options,
            **content.values,
        }
        html = self.environment.draw(job.template, values, subject=_named(job))
        return self.environment.finish(html, path=job.path, resolve=self._resolver())

    @asked
    def is_indexed(self, path: str) -> bool:
        """Tell whether search engines may have the page at a path."""
        return self.contents.may_be_indexed(self.contents.by_path(path))

    @cached_property
    def contents(self) -> Contents:
        """What each page is made of."""
        return Contents(whole=self.whole, absolute=self.absolute)

    @cached_property
    def _cards(self) -> SocialCards | None:
        colours = self.theme.card_colours
        return SocialCards(contents=self.contents, colours=colours) if colours else None

    @asked
    def card(self, path: str) -> Card | None:
        """Give the card that is shown where a page is shared; None without an address, or without colours for it."""
        is_shared = self.whole.scene.job_at(path).template not in ("404", "thanks")
        return self._cards.of(path) if self._cards and self.whole.view.url and is_shared else None

    def _resolver(self) -> Resolve:
        """Give what links one output path to another, as the host answers addresses."""
        settings = self.whole.scene.site.settings.fields
        url, is_pretty = settings.url or "", settings.hosting.pretty_urls
        link = urls.pretty if is_pretty else urls.relative

        def resolve(from_path: str, to_path: str) -> str:
            if from_path != "404.html":
                return link(from_path, to_path)
            rooted = urls.rooted(url, to_path)
            return rooted.removesuffix("index.html") if is_pretty else rooted

        return resolve

    def absolute(self, path: str) -> str:
        """Give the whole address of an output path; empty without a path, or when the site has none."""
        url = self.whole.view.url
        return urls.canonical(url, path) if url and path else ""

    def _page(self, job: PageJob, content: Content) -> PageView:
        site = self.whole.view
        is_indexed, card = self.is_indexed(job.path), self.card(job.path)
        name = site.name if content.title == site.name else f"{content.title} · {site.name}"
        title = f"{site.name}: {site.tagline}" if job.template == "home" else name
        data = (
            structured_data.json_for_script(content.structured)
            if content.structured and is_indexed
            else Markup("")
        )
        return PageView(
            kind=job.template,
            path=job.path,
            title=title,
            description=content.description,
            language=site.language,
            section=job.section,
            canonical=self.absolute(job.path) if job.template != "404" else "",
            image_url=self.absolute(f"{MEDIA_FOLDER}/{card_name(card)}") if card else "",
            image_alt=title if card else "",
            is_indexed=is_indexed,
            published_on=content.published_on,
            structured_data=data,
            policy=self._policy_of(content),
            stylesheets=(self.assets.stylesheet(),),
            scripts=tuple(self.assets.path(name) for name in self.theme.scripts(job.template)),
        )

    @answered
    def policy(self) -> str:
        """The Content-Security-Policy that lets every page do what it does, as a host may send it with all of them."""
        form = {"form-action": " ".join(dict.fromkeys(("'self'", *self.whole.form.sources)))}
        types = {"trusted-types": SEARCH_POLICY} if self.whole.scene.made(search_path("facets")) else {}
        return "; ".join(f"{name} {value}" for name, value in {**POLICY, **form, **types}.items())

    def _policy_of(self, content: Content) -> str:
        """Give a page's own policy, for its `meta` element: only one that is searched by an index loads the parts."""
        if content.values.get("search"):
            return self.policy
        return self.policy.replace(
            f"trusted-types {SEARCH_POLICY}", f"trusted-types {POLICY['trusted-types']}"
        )


def _named(job: PageJob) -> str:
    address = job.path.removesuffix("index.html")
    return f"{f'`{address}`' if address else 'the front page'} from `{job.source}`"
