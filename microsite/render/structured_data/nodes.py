"""What all descriptions are made of: nodes without empty fields, the organisation, people, the way to a page."""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from microsite.render.links import Absolute
from microsite.render.views import ImageView, PersonLink, SiteView

Node = dict[str, object]
Step = tuple[str, str]
"""A page on the way to another: its title and its address."""

_UNSAFE_IN_SCRIPT = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def json_for_script(value: object) -> Markup:
    """Write JSON for a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S704


def document(site: SiteView, nodes: Iterable[Node]) -> Node | None:
    """Put nodes together; nothing for a site without an address."""
    return {"@context": "https://schema.org", "@graph": list(nodes)} if site.url else None


def node(kind: str, **fields: object) -> Node:
    """Make a node of the fields that say something."""
    return {"@type": kind} | {
        name: value for name, value in fields.items() if value or isinstance(value, float)
    }


def organisation(site: SiteView) -> Node:
    """Name who runs the program."""
    return node("Organization", name=site.organisation_name, url=site.organisation_url)


def person(named: PersonLink, absolute: Absolute) -> Node:
    """Name a person, with the page that is theirs alone."""
    has_page = named.path and not named.fragment
    return node("Person", name=named.name, url=absolute(named.path) if has_page else "")


def addresses(images: Iterable[ImageView | None], absolute: Absolute) -> list[str]:
    """Give the addresses of pictures, each in its largest size."""
    return [absolute(image.largest.path) for image in images if image is not None]


def trail(site: SiteView, section: str, steps: Iterable[Step], absolute: Absolute) -> Node:
    """Describe the way to a page: the front page, its section, what is below that."""
    above = site.sections[section]
    return way(site, [(above.title, absolute(above.path)), *steps], absolute)


def way(site: SiteView, steps: Iterable[Step], absolute: Absolute) -> Node:
    """Describe the way from the front page."""
    whole = ((site.name, absolute("index.html")), *steps)
    items = [node("ListItem", position=at, name=name, item=url) for at, (name, url) in enumerate(whole, 1)]
    return node("BreadcrumbList", itemListElement=items)
