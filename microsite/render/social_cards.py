"""A page's content -> the card that is shown where the page is shared.

A page that search engines may not have, and a list, has the card of the site: no name and no picture of anyone stands
on a card who does not allow search engines.
"""

from __future__ import annotations

from microsite.core.dataclasses import dataclass
from microsite.incremental import Memory, Presenter, answered
from microsite.model.cards import Card, CardColours, CardPhoto, can_be_drawn
from microsite.render.present.contents import Contents
from microsite.render.views import ImageView

WITH_OWN_CARD = frozenset({"mentee", "cohort", "page", "event", "gallery", "update"})


@dataclass(frozen=True, kw_only=True)
class SocialCards(Presenter):
    """Designs the cards of a site's pages in a theme's colours."""

    contents: Contents
    colours: CardColours

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.contents.memory

    def of(self, path: str) -> Card:
        """Give the card of the page at a path."""
        job, content = self.contents.whole.scene.job_at(path), self.contents.by_path(path)
        if job.template not in WITH_OWN_CARD or not self.contents.may_be_indexed(content):
            return self.of_site
        image = content.image if content.image and self.contents.is_public(content.image) else None
        title = content.title if can_be_drawn(content.title) else self.of_site.title
        return self._card(title, image, content.people)

    @answered
    def of_site(self) -> Card:
        """The card of the site itself."""
        site = self.contents.whole.view
        home = self.contents.whole.program.pages.get("index")
        image = home.image if home and home.image and self.contents.is_public(home.image) else None
        title = home.title if home and can_be_drawn(home.title) else site.tagline
        return self._card(title if can_be_drawn(title) else "", image, ())

    def _card(self, title: str, image: ImageView | None, people: tuple[str, ...]) -> Card:
        name = self.contents.whole.view.name
        return Card(
            title=title,
            site_name=name if can_be_drawn(name) else "",
            colours=self.colours,
            photo=self._photo(image) if image else None,
            people=people,
        )

    def _photo(self, image: ImageView) -> CardPhoto:
        scene = self.contents.whole.scene
        job = scene.plan.renditions[scene.path_of(image)]
        return CardPhoto(
            picture=job.picture, header=job.header, focal_point=job.focal_point, people=job.people
        )
