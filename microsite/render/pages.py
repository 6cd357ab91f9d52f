"""Page jobs and the presented site -> HTML pages, each linked relative to itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from microsite.core import urls
from microsite.model.cards import Card, card_name
from microsite.plan import MEDIA_FOLDER, PageJob
from microsite.render import structured_data
from microsite.render.assets import Assets
from microsite.render.environment import Environment
from microsite.render.present.contents import Content, Contents
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


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Draws the pages of a presented site."""

    whole: Whole
    theme: Theme
    assets: Assets
    environment: Environment

    def draw(self, job: PageJob) -> str:
        """Draw one page."""
        content = self.contents.of(job)
        values = {
            "site": self.whole.view,
            "page": self._page(job, content),
            "theme": self.theme.options,
            **content.values,
        }
        html = self.environment.draw(job.template, values, subject=_named(job))
        return self.environment.finish(html, path=job.path, resolve=self._resolve)

    def is_indexed(self, job: PageJob) -> bool:
        """Tell whether search engines may have a page."""
        return self.contents.may_be_indexed(self.contents.of(job))

    @cached_property
    def contents(self) -> Contents:
        """What each page is made of."""
        return Contents(whole=self.whole, absolute=self.absolute)

    def card(self, job: PageJob, content: Content) -> Card | None:
        """Give the card that is shown where a page is shared; None without an address, or without colours for it."""
        colours = self.theme.card_colours
        if colours is None or not self.whole.view.url or job.template in ("404", "thanks"):
            return None
        return SocialCards(contents=self.contents, colours=colours).of(job, content)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of the site, each once."""
        jobs = self.whole.scene.plan.pages
        cards = (self.card(job, self.contents.of(job)) for job in jobs)
        return tuple({card_name(card): card for card in cards if card}.values())

    def _resolve(self, from_path: str, to_path: str) -> str:
        settings = self.whole.scene.site.settings.fields
        if from_path == "404.html":
            link = urls.rooted(settings.url or "", to_path)
            return link.removesuffix("index.html") if settings.hosting.pretty_urls else link
        return (urls.pretty if settings.hosting.pretty_urls else urls.relative)(from_path, to_path)

    def absolute(self, path: str) -> str:
        """Give the whole address of an output path; empty without a path, or when the site has none."""
        url = self.whole.view.url
        return urls.canonical(url, path) if url and path else ""

    def _page(self, job: PageJob, content: Content) -> PageView:
        site = self.whole.view
        is_indexed = self.contents.may_be_indexed(content)
        card = self.card(job, content)
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
            structured_data=data,
            policy=self.policy,
            calendar_subscription=self._subscription(site.calendar_path),
            stylesheets=(self.assets.stylesheet(),),
            scripts=tuple(self.assets.path(name) for name in self.theme.scripts(job.template)),
        )

    @cached_property
    def policy(self) -> str:
        """The Content-Security-Policy of every page, as a `meta` element may carry it."""
        form = {"form-action": " ".join(dict.fromkeys(("'self'", *self.whole.form.sources)))}
        return "; ".join(f"{name} {value}" for name, value in {**POLICY, **form}.items())

    def _subscription(self, calendar_path: str) -> str:
        return self.absolute(calendar_path).replace("https://", "webcal://", 1) if calendar_path else ""


def _named(job: PageJob) -> str:
    address = job.path.removesuffix("index.html")
    return f"{f'`{address}`' if address else 'the front page'} from `{job.source}`"
