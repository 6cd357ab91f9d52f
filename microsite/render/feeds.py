"""News -> a feed for readers elsewhere: Atom (RFC 4287) and JSON Feed 1.1, the newest first.

Every address is absolute, so a site without an address has no feed. Equal views give equal bytes: a feed was
updated when its newest entry was published, or, while it is empty, on the day of the build.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from html import escape
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from microsite.render.links import Absolute, with_public_addresses
from microsite.render.listings import as_json
from microsite.render.views import ImageView, SiteView, UpdateView

MOST_ENTRIES = 20
_HOME, _NEWS = "index.html", "updates/index.html"


def atom(
    site: SiteView, updates: Sequence[UpdateView], *, self_path: str, timezone: str, absolute: Absolute
) -> bytes | None:
    """Write the Atom feed that will stand at `self_path`; None for a site without an address.

    `timezone` is the site's: an update is published when its day begins there.
    """
    if not site.url:
        return None
    feed = _empty_feed(site, absolute(self_path), absolute, updated=_moment(site.now, timezone))
    for update in _newest(updates):
        feed.add_item(
            title=update.title,
            link=absolute(update.path),
            description=escape(update.summary, quote=False),
            content=str(_content(update, absolute)),
            author_name=_authors(site, update)[0],
            further_authors=_authors(site, update)[1:],
            categories=[tag.name for tag in update.tags],
            pubdate=_moment(update.date, timezone),
            unique_id=_lasting_id(site, update),
        )
    return f"{feed.writeString('utf-8')}\n".encode()


def _empty_feed(site: SiteView, address: str, absolute: Absolute, *, updated: datetime) -> Any:
    from feedgenerator import Atom1Feed

    class Feed(Atom1Feed):  # type: ignore[misc]
        """Without entries, the library would take the time from the clock; and it knows of one author only."""

        def latest_post_date(self) -> datetime:
            return max((item["pubdate"] for item in self.items), default=updated)

        def add_item_elements(self, handler: Any, item: Any) -> None:
            super().add_item_elements(handler, item)
            for name in item["further_authors"]:
                handler.startElement("author", {})
                handler.addQuickElement("name", name)
                handler.endElement("author")

    return Feed(
        title=site.name,
        link=absolute(_NEWS),
        description=None,
        subtitle=site.description or site.tagline,
        language=site.language,
        author_name=site.organisation_name,
        feed_url=address,
        feed_guid=address,
    )


def json_feed(
    site: SiteView, updates: Sequence[UpdateView], *, self_path: str, timezone: str, absolute: Absolute
) -> bytes | None:
    """Write the JSON feed that will stand at `self_path`; None for a site without an address."""
    if not site.url:
        return None
    return as_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": site.name,
            "description": site.description or site.tagline,
            "home_page_url": absolute(_NEWS),
            "feed_url": absolute(self_path),
            "language": site.language,
            "authors": [{"name": site.organisation_name}],
            "items": [_item(site, update, timezone, absolute) for update in _newest(updates)],
        }
    )


def _item(site: SiteView, update: UpdateView, timezone: str, absolute: Absolute) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _lasting_id(site, update),
        "url": absolute(update.path),
        "title": update.title,
        "summary": update.summary,
        "content_html": str(_content(update, absolute)),
        "date_published": _moment(update.date, timezone).isoformat(),
        "authors": [{"name": name} for name in _authors(site, update)],
    }
    if update.tags:
        item["tags"] = [tag.name for tag in update.tags]
    item |= {"language": update.language} if update.language else {}
    return item | ({"image": absolute(update.image.largest.path)} if update.image else {})


def _authors(site: SiteView, update: UpdateView) -> list[str]:
    return [author.name for author in update.authors] or [site.organisation_name]


def _newest(updates: Sequence[UpdateView]) -> list[UpdateView]:
    by_id = sorted(updates, key=attrgetter("id"))
    return sorted(by_id, key=attrgetter("date"), reverse=True)[:MOST_ENTRIES]


def _moment(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(timezone))


def _lasting_id(site: SiteView, update: UpdateView) -> str:
    """Make a tag URI (RFC 4151) of the site's host, the year and the update's id.

    An entry whose id changes is shown again as new. The page's address would change with https, with the
    shape of addresses and with a corrected day; this does not.
    """
    home = urlsplit(site.url)
    path = "/".join(filter(None, (home.path.strip("/"), update.id)))
    return f"tag:{home.hostname},{update.date.year}:{path}"


def _content(update: UpdateView, absolute: Absolute) -> Markup:
    picture = _picture(update.image, absolute) if update.image else Markup("")
    return picture + with_public_addresses(update.body, absolute)


def _picture(image: ImageView, absolute: Absolute) -> Markup:
    shape = '<figure><img src="{}" alt="{}" width="{}" height="{}"/><figcaption>{}</figcaption></figure>'
    file = image.largest
    words = " ".join(filter(None, (image.caption, image.credit)))
    return Markup(shape).format(absolute(file.path), image.alt, file.width_px, file.height_px, words)  # noqa: S704
