"""What people write as a link -> where it leads, or why it leads nowhere.

Internal links are written as ids (`mentee:anna`, `contact:apply`, `events`) or as paths of source files;
external ones as https addresses. Nothing else passes, whatever disguise it wears.
"""

from __future__ import annotations

import html
import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import did_you_mean, near
from microsite.core.regexes import regex
from microsite.model.kinds import Kind, place_of

LISTS = ("home", "mentees", "events", "updates", "galleries", "outcomes", "contact", "feed", "calendar")
LINKABLE = (Kind.PAGE, Kind.COHORT, Kind.MENTEE, Kind.EVENT, Kind.UPDATE, Kind.GALLERY)
_SCHEME = regex(r"^([a-zA-Z][a-zA-Z0-9+.-]*(?=:)|//)")
_OTHER_SITE = regex(r"www\.\S+|(?:[a-z0-9-]+\.)+(?:no|com|org|net|eu|io|dev|se|dk|fi|de|uk)(?:/\S*)?")
_INVISIBLE = regex(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a link leads: an outside `address`, or a `kind` (of entry, or a list page) with `id` and `fragment`.

    `topic` is for links to the contact page, `media` the source path of a document to download. `instead_of` names
    the news that is not shown on this day, where the list of news stands for it.
    """

    address: str = ""
    kind: str = ""
    id: str = ""
    fragment: str = ""
    topic: str = ""
    media: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something written does not lead anywhere, and how to repair it."""

    code: str
    message: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposts:
    """What links can lead to: entries by name and by source path, why some are held back, topics, anchors, documents.

    `kept` are the files of people that nobody may download; `news_of_other_days` is the news that has expired, or
    comes by itself: links to it lead to the list of news.
    """

    by_path: Mapping[str, str]
    withheld: Mapping[str, str]
    known: frozenset[str]
    topics: frozenset[str]
    anchors: Mapping[str, frozenset[str]]
    documents: frozenset[str]
    kept: frozenset[str] = frozenset()
    news_of_other_days: frozenset[str] = frozenset()
    has_address: bool = True

    @property
    def linkable(self) -> frozenset[str]:
        """Give the names of entries that have a page which is shown."""
        names = (name for name in self.known if name.partition(":")[0] in LINKABLE and name[-1] != ":")
        return frozenset(names) - self.withheld.keys()


def find(written: str, *, path: str, name: str, signposts: Signposts) -> Destination | Refusal:
    """Tell where `written` leads in the file at `path`, which holds the entry `name`."""
    plain = _undisguised(written)
    if plain.startswith("#"):
        return _with_fragment(name, plain[1:], signposts)
    if found := _SCHEME.match(plain):
        return _with_scheme(found[1].lower(), plain, signposts)
    words, _, fragment = plain.partition("#")
    if words == "feed" and not signposts.has_address:
        help = "add `url` to `content/site.yaml`, or take the link out"
        return Refusal(code="E418", message="a site without an address has no web feed", help=help)
    if words in LISTS:
        return Destination(kind=words, fragment=fragment)
    words, _, fragment = _undisguised(written, but=" ").strip().partition("#")
    return _by_path(words, fragment, path=path, signposts=signposts)


def _with_scheme(scheme: str, plain: str, signposts: Signposts) -> Destination | Refusal:
    if scheme in ("http", "https"):
        return _outside(plain)
    if scheme in tuple(Kind) or scheme == "contact":
        words, _, fragment = plain.partition("#")
        return _by_id(words, fragment, signposts)
    return _refused_scheme(scheme)


def _undisguised(written: str, *, but: str = "") -> str:
    """See an address as a browser would: entities decoded, invisible characters gone, but for one."""
    text = html.unescape(html.unescape(written))
    return _INVISIBLE.sub(lambda found: found[0] if found[0] == but else "", text)


def _refused_scheme(scheme: str) -> Refusal:
    shown = "//…" if scheme == "//" else f"{scheme}:…"
    if scheme == "mailto":
        help = "link to the contact form instead: `contact`, or `contact:TOPIC`"
    else:
        help = "write an address that begins with https://, an id such as `page:faq`, or the path of a file"
    return Refusal(code="E410", message=f"links cannot begin with `{shown}`", help=help)


def _outside(address: str) -> Destination | Refusal:
    try:
        parts = urlsplit(address)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return Refusal(
            code="E411", message="no site can be at this address", help="copy it again from the browser"
        )
    if not parts.hostname or "." not in parts.hostname or not port_is_fine or parts.username:
        return Refusal(
            code="E411", message="no site can be at this address", help="copy it again from the browser"
        )
    return Destination(address=address)


def _by_id(words: str, fragment: str, signposts: Signposts) -> Destination | Refusal:
    kind, _, id = words.partition(":")
    if kind == "contact":
        if id in signposts.topics:
            return Destination(kind="contact", topic=id)
        help = did_you_mean(id, signposts.topics, otherwise="topics are listed in `content/site.yaml`")
        return Refusal(code="E412", message=f"the contact form has no topic `{id}`", help=help)
    return _with_fragment(words, fragment, signposts)


def _by_path(words: str, fragment: str, *, path: str, signposts: Signposts) -> Destination | Refusal:
    if not words:
        return Refusal(code="E413", message="this link is empty", help="write where it leads")
    folder = posixpath.dirname(path)
    full = posixpath.normpath(posixpath.join(folder, unquote(words)))
    for candidate in (full, posixpath.normpath(unquote(words).lstrip("/"))):
        if candidate in signposts.by_path:
            return _with_fragment(signposts.by_path[candidate], fragment, signposts)
        if candidate in signposts.kept:
            return _kept(words)
        if candidate in signposts.documents:
            return Destination(media=candidate)
        if (place := place_of(candidate)) and f"{place.kind}:{place.id}" in signposts.known:
            return _with_fragment(f"{place.kind}:{place.id}", fragment, signposts)
    return _nowhere(words, full, signposts)


def _kept(words: str) -> Refusal:
    message = f"`{words}` is a person's file, and their consent does not let everyone have it"
    help = "take the link out; a CV can be linked when the consent covers `cv`"
    return Refusal(code="E419", message=message, help=help)


def _nowhere(words: str, full: str, signposts: Signposts) -> Refusal:
    if _OTHER_SITE.fullmatch(words):
        help = f"to lead to another site, write https://{words}"
        return Refusal(code="E414", message=f"there is nothing at `{words}`", help=help)
    otherwise = "write an id such as `page:faq`, or the path of a file"
    paths = {_own_name(path): path for path in (*signposts.by_path, *signposts.documents)}
    if "/" in words or "." in words:
        near_ones = [f"`{paths[name]}`" for name in near(_own_name(full), paths)]
    else:
        near_ones = [f"`{name}`" for name in near(words, (*LISTS, *signposts.linkable))]
    help = f"did you mean {' or '.join(', '.join(near_ones).rsplit(', ', 1))}?" if near_ones else otherwise
    return Refusal(code="E414", message=f"there is nothing at `{words}`", help=help)


def _own_name(path: str) -> str:
    """Give the name that people gave a file, or its folder where all files are called alike."""
    folder, name = posixpath.split(path)
    return posixpath.basename(folder) if name in ("index.md", "gallery.yaml") else name


def _with_fragment(name: str, fragment: str, signposts: Signposts) -> Destination | Refusal:
    kind, _, id = name.partition(":")
    if name in signposts.news_of_other_days:
        return Destination(kind="updates", instead_of=name)
    if reason := signposts.withheld.get(name):
        return Refusal(
            code="E415",
            message=f"`{name}` is not on the site: {reason}",
            help="take the link out, and the name if it is a person's",
        )
    if kind not in LINKABLE:
        return Refusal(
            code="E416", message=f"a {kind} has no page of its own", help="link to the page that shows it"
        )
    if signposts.known.isdisjoint((name, f"{kind}:")):
        help = did_you_mean(name, signposts.linkable, otherwise="check the name")
        return Refusal(code="E414", message=f"there is nothing called `{name}`", help=help)
    anchors = signposts.anchors.get(name)
    if fragment and anchors is not None and fragment not in anchors:
        help = did_you_mean(
            fragment, anchors, otherwise="set one with `## Heading {#name}`, or leave the # out"
        )
        return Refusal(code="E417", message=f"`{name}` has no place called `#{fragment}`", help=help)
    return Destination(kind=kind, id=id, fragment=fragment)
