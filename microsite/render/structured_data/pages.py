"""What a page shows -> what is said of it, page by page; of every page, the way to it."""

from __future__ import annotations

from microsite.render.links import Absolute
from microsite.render.structured_data.events import event_node
from microsite.render.structured_data.nodes import (
    Node,
    addresses,
    document,
    node,
    organisation,
    person,
    trail,
    way,
)
from microsite.render.structured_data.programs import program_node, question_nodes
from microsite.render.views import (
    CohortView,
    EventView,
    FreePageView,
    GalleryView,
    ImageView,
    MenteeView,
    SiteView,
    UpdateView,
)


def home(site: SiteView, *, absolute: Absolute) -> Node | None:
    """Describe the site and the organisation that runs the program."""
    website = node(
        "WebSite",
        name=site.name,
        description=site.description or site.tagline,
        url=absolute("index.html"),
        inLanguage=site.language,
        publisher=organisation(site),
    )
    return document(site, [website, organisation(site)])


def section(site: SiteView, name: str, *, absolute: Absolute) -> Node | None:
    """Describe a list page by its place."""
    return document(site, [trail(site, name, (), absolute)])


def part(site: SiteView, name: str, title: str, path: str, *, absolute: Absolute) -> Node | None:
    """Describe a part of a list, such as a term, a tag or a year, by its place."""
    return document(site, [trail(site, name, [(title, absolute(path))], absolute)])


def event(site: SiteView, event: EventView, *, absolute: Absolute) -> Node | None:
    """Describe an event: when, where, by whom, and whether it takes place."""
    steps = [(event.title, absolute(event.path))]
    return document(site, [event_node(site, event, absolute), trail(site, "events", steps, absolute)])


def update(site: SiteView, update: UpdateView, *, absolute: Absolute) -> Node | None:
    """Describe a piece of news."""
    address = absolute(update.path)
    described = node(
        "NewsArticle",
        headline=update.title,
        description=update.summary,
        url=address,
        mainEntityOfPage=address,
        datePublished=update.date.isoformat(),
        author=_authors(site, update, absolute),
        keywords=[tag.name for tag in update.tags],
        inLanguage=update.language or site.language,
        publisher=organisation(site),
        image=addresses([update.image], absolute),
    )
    return document(site, [described, trail(site, "updates", [(update.title, address)], absolute)])


def mentee(site: SiteView, mentee: MenteeView, *, absolute: Absolute) -> Node | None:
    """Describe a mentee who allows search engines; nothing at all of others."""
    if not mentee.may_be_indexed:
        return None
    address = absolute(mentee.path)
    described = node(
        "Person",
        name=mentee.name,
        description=mentee.headline,
        url=address,
        image=addresses([mentee.photo], absolute),
        knowsAbout=[skill.name for skill in mentee.skills],
        knowsLanguage=[language.code for language in mentee.languages],
        sameAs=[link.target.address for link in mentee.links if link.target.address],
    )
    page = node("ProfilePage", url=address, name=mentee.name, mainEntity=described)
    return document(site, [page, trail(site, "mentees", [(mentee.name, address)], absolute)])


def cohort(site: SiteView, cohort: CohortView, *, absolute: Absolute) -> Node | None:
    """Describe a run of the program: when, where, by whom, and until when to apply."""
    address = absolute(cohort.path)
    nodes = [program_node(site, cohort, absolute), *question_nodes(cohort, address)]
    return document(site, [*nodes, way(site, [(cohort.title, address)], absolute)])


def page(site: SiteView, page: FreePageView, *, absolute: Absolute) -> Node | None:
    """Describe the way to a free page, its questions and answers, and the run of the program that it shows."""
    address = absolute(page.path)
    shown = page.cohort if page.shows_steps or page.shows_dates else None
    programs = [program_node(site, shown, absolute)] if shown else []
    steps = [(page.title, address)]
    return document(site, [*question_nodes(page, address), *programs, way(site, steps, absolute)])


def gallery(site: SiteView, gallery: GalleryView, *, absolute: Absolute) -> Node | None:
    """Describe an album by its pictures' addresses and credits."""
    address = absolute(gallery.path)
    described = node(
        "ImageGallery",
        name=gallery.title,
        description=gallery.summary,
        url=address,
        image=[_picture(photo, absolute) for photo in gallery.photos],
    )
    return document(site, [described, trail(site, "galleries", [(gallery.title, address)], absolute)])


def _authors(site: SiteView, update: UpdateView, absolute: Absolute) -> list[Node]:
    """Name the coordinator, who is public, and who allows search engines; for anyone else it is the organisation."""
    named = [
        person(author, absolute)
        for author in update.authors
        if author.may_be_indexed or author.name == site.coordinator.name
    ]
    return named or [organisation(site)]


def _picture(image: ImageView, absolute: Absolute) -> Node:
    return node("ImageObject", contentUrl=absolute(image.largest.path), creditText=image.credit)
