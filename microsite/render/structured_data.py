"""Views -> JSON-LD in the words of schema.org, for the head of a page.

A person is described only when their consent covers search engines, also where they only speak at an event.
Whether a whole page may be described is decided where it is made. Pictures come without
captions, as these may name people. Without an address there is nothing to describe. https://schema.org/docs/full.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from microsite.render.links import Absolute, plain_text
from microsite.render.views import (
    CohortView,
    EventView,
    FreePageView,
    GalleryView,
    ImageView,
    MenteeView,
    PersonLink,
    SiteView,
    UpdateView,
)

Node = dict[str, object]

_EVENT_STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
    "rescheduled": "https://schema.org/EventRescheduled",
}
_UNSAFE_IN_SCRIPT = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def json_for_script(value: object) -> Markup:
    """Write JSON for a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S704


def home(site: SiteView, *, absolute: Absolute) -> Node | None:
    """Describe the site and the organisation that runs the program."""
    website = _node(
        "WebSite",
        name=site.name,
        description=site.description or site.tagline,
        url=absolute("index.html"),
        inLanguage=site.language,
        publisher=_organisation(site),
    )
    return _document(site, [website, _organisation(site)])


def event(site: SiteView, event: EventView, *, absolute: Absolute) -> Node | None:
    """Describe an event: when, where, by whom, and whether it takes place."""
    address = absolute(event.path)
    described = _node(
        "Event",
        name=event.title,
        description=event.summary,
        url=address,
        startDate=(event.starts_at or event.start_date).isoformat(),
        endDate=_end(event),
        previousStartDate=event.previous_start_date.isoformat() if event.previous_start_date else "",
        eventStatus=_EVENT_STATUS[event.event_status],
        location=_location(event),
        organizer=_host(site, event),
        performer=[_person(person, absolute) for person in event.speakers if person.may_be_indexed],
        image=_addresses([event.image], absolute),
    )
    return _document(site, [described, _trail(site, "events", event.title, address, absolute)])


def update(site: SiteView, update: UpdateView, *, absolute: Absolute) -> Node | None:
    """Describe a piece of news."""
    address = absolute(update.path)
    described = _node(
        "NewsArticle",
        headline=update.title,
        description=update.summary,
        url=address,
        mainEntityOfPage=address,
        datePublished=update.date.isoformat(),
        author=_authors(site, update, absolute),
        keywords=[tag.name for tag in update.tags],
        inLanguage=site.language,
        publisher=_organisation(site),
        image=_addresses([update.image], absolute),
    )
    return _document(site, [described, _trail(site, "updates", update.title, address, absolute)])


def mentee(site: SiteView, mentee: MenteeView, *, absolute: Absolute) -> Node | None:
    """Describe a mentee who allows search engines; nothing at all of others."""
    if not mentee.may_be_indexed:
        return None
    address = absolute(mentee.path)
    person = _node(
        "Person",
        name=mentee.name,
        description=mentee.headline,
        url=address,
        image=_addresses([mentee.photo], absolute),
        knowsAbout=[skill.name for skill in mentee.skills],
        knowsLanguage=[language.code for language in mentee.languages],
        sameAs=[link.target.address for link in mentee.links if link.target.address],
    )
    page = _node("ProfilePage", url=address, name=mentee.name, mainEntity=person)
    return _document(site, [page, _trail(site, "mentees", mentee.name, address, absolute)])


def cohort(site: SiteView, cohort: CohortView, *, absolute: Absolute) -> Node | None:
    """Describe a run of the program: when, where, by whom, and until when to apply."""
    address = absolute(cohort.path)
    steps = ((site.name, absolute("index.html")), (cohort.title, address))
    return _document(site, [_program(site, cohort, absolute), *_questions(cohort, address), _way(steps)])


def _program(site: SiteView, cohort: CohortView, absolute: Absolute) -> Node:
    organisers = [_node("Organization", name=each.name, url=each.url) for each in cohort.organisers]
    return _node(
        "EducationalOccupationalProgram",
        name=f"{site.name}: {cohort.label}",
        description=cohort.summary,
        url=absolute(cohort.path),
        provider=organisers or [_organisation(site)],
        startDate=_day(cohort.start_date),
        endDate=_day(cohort.end_date),
        applicationStartDate=_day(cohort.applications_open),
        applicationDeadline=_day(cohort.applications_close),
        maximumEnrollment=cohort.places,
        image=_addresses([cohort.image], absolute),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _questions(asked: CohortView | FreePageView, address: str) -> list[Node]:
    questions = [
        _node("Question", name=entry.question, acceptedAnswer=_node("Answer", text=plain_text(entry.answer)))
        for entry in asked.questions
    ]
    described = _node("FAQPage", name=asked.title, url=address, mainEntity=questions)
    return [described] if questions else []


def page(site: SiteView, page: FreePageView, *, absolute: Absolute) -> Node | None:
    """Describe the way to a free page, its questions and answers, and the run of the program that it shows."""
    address = absolute(page.path)
    steps = ((site.name, absolute("index.html")), (page.title, address))
    shown = page.cohort if page.shows_steps or page.shows_dates else None
    programs = [_program(site, shown, absolute)] if shown else []
    return _document(site, [*_questions(page, address), *programs, _way(steps)])


def gallery(site: SiteView, gallery: GalleryView, *, absolute: Absolute) -> Node | None:
    """Describe an album by its pictures' addresses and credits."""
    address = absolute(gallery.path)
    described = _node(
        "ImageGallery",
        name=gallery.title,
        description=gallery.summary,
        url=address,
        image=[_picture(photo, absolute) for photo in gallery.photos],
    )
    return _document(site, [described, _trail(site, "galleries", gallery.title, address, absolute)])


def _document(site: SiteView, nodes: Iterable[Node]) -> Node | None:
    return {"@context": "https://schema.org", "@graph": list(nodes)} if site.url else None


def _node(kind: str, **fields: object) -> Node:
    """Make a node of the fields that say something."""
    return {"@type": kind} | {name: value for name, value in fields.items() if value}


def _organisation(site: SiteView) -> Node:
    return _node("Organization", name=site.organisation_name, url=site.organisation_url)


def _host(site: SiteView, event: EventView) -> Node:
    return (
        _node("Organization", name=event.host.name, url=event.host.url) if event.host else _organisation(site)
    )


def _authors(site: SiteView, update: UpdateView, absolute: Absolute) -> list[Node]:
    """Name the coordinator, who is public, and who allows search engines; for anyone else it is the organisation."""
    named = [
        _person(author, absolute)
        for author in update.authors
        if author.may_be_indexed or author.name == site.coordinator.name
    ]
    return named or [_organisation(site)]


def _person(person: PersonLink, absolute: Absolute) -> Node:
    return _node(
        "Person", name=person.name, url=absolute(person.path) if person.path and not person.fragment else ""
    )


def _end(event: EventView) -> str:
    if event.starts_at is None:
        return event.end_date.isoformat()
    return event.ends_at.isoformat() if event.ends_at else ""


def _location(event: EventView) -> Node | None:
    if not event.place_name:
        return None
    return _node("Place", name=event.place_name, address=event.place_address, url=event.place_url)


def _picture(image: ImageView, absolute: Absolute) -> Node:
    return _node("ImageObject", contentUrl=absolute(image.largest.path), creditText=image.credit)


def _addresses(images: Iterable[ImageView | None], absolute: Absolute) -> list[str]:
    return [absolute(image.largest.path) for image in images if image is not None]


def _trail(site: SiteView, section: str, title: str, address: str, absolute: Absolute) -> Node:
    """Describe the way to a page: the front page, its section, itself."""
    above = site.sections[section]
    steps = ((site.name, absolute("index.html")), (above.title, absolute(above.path)), (title, address))
    return _way(steps)


def _way(steps: Iterable[tuple[str, str]]) -> Node:
    items = [
        _node("ListItem", position=at, name=name, item=url) for at, (name, url) in enumerate(steps, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=items)
