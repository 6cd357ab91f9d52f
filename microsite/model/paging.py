"""A long list of people -> the pages it is cut into, and the parts of the index that it is searched by.

Numbers and paths alone; who stands on a page is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsite.model.site import Site

SEARCH_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SEARCH_ORDERS = ("name", "newest")
PEOPLE_A_PART = 25
"""How many people one file of the directory's index holds."""
_INDEX = "index.html"


def is_paged(site: Site) -> bool:
    """Tell whether there are too many mentees for a directory of one page."""
    return len(site.mentees) > site.settings.fields.directory.on_one_page


def parts_of(site: Site, count: int) -> range:
    """Give the numbers of the pages of a list of `count` mentees, from 1."""
    if not is_paged(site):
        return range(1, 2)
    return range(1, max(1, -(-count // site.settings.fields.directory.per_page)) + 1)


def slice_of(site: Site, part: int) -> slice:
    """Give which of a list stand on one of its pages."""
    if not is_paged(site):
        return slice(None)
    size = site.settings.fields.directory.per_page
    return slice((part - 1) * size, part * size)


def part_path(path: str, part: int) -> str:
    """Give the output path of a page of a list, by the path of the first: `mentees/page/2/index.html`."""
    return path if part == 1 else f"{path.removesuffix(_INDEX)}page/{part}/{_INDEX}"


def search_path(part: str) -> str:
    """Give the output path of a part of the index that a directory of several pages is searched by."""
    return f"mentees/search/{part}.js"


def search_parts(count: int) -> Iterator[str]:
    """Name every part of the index of `count` people: choices, orders, words by their first letter, people."""
    yield "facets"
    yield from (f"order-{order}" for order in SEARCH_ORDERS)
    yield from (f"words-{letter}" for letter in (*SEARCH_LETTERS, "other"))
    yield from (f"people-{number}" for number in range(-(-count // PEOPLE_A_PART)))
