"""What is shown -> the answer to a request, and what a browser that shows a page of it must do next. Pure.

The site itself is served as it would be published, byte for byte, but for the scripts that make its pages follow. The
names of all that a page loads change with their bytes, so a page's own bytes tell whether anything of it has changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote

from microsite.core.dataclasses import dataclass, field
from microsite.core.fingerprints import fingerprint

HTML = "text/html"
OTHER_TYPES = {".ics": "text/calendar", ".webp": "image/webp", ".woff2": "font/woff2"}
OWN = "-/"
"""Where our own pages and files are: no address of a site begins so."""
MISTAKES = f"{OWN}mistakes"
OWN_FILES = {f"{OWN}{name}": Path(__file__).with_name(name) for name in ("follow.js", "mistakes.css")}
RELOAD, STYLE, MEND = f"/{OWN}reload", f"/{OWN}style.css", f"/{OWN}mended"
SLOWEST_RETURN_MS = 2000
"""How long a page waits at most before it looks whether a server that was stopped is there again."""

# An instance of its own knows the types that Python knows, whatever the system was told by others.
_TYPES = MimeTypes()
_HEAD_END = b"</head>"
_STYLESHEET = re.compile(rb"\bassets/[\w.-]+-[0-9a-f]{8}\.css\b")
_HASHED = re.compile(r"-[0-9a-f]{8}\.css$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown: the files of the last good site, by path; and what keeps a newer one from being made.

    `mistakes` are pages of our own by path, the one at `MISTAKES` first among them; none when nothing is wrong.
    """

    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    mistakes: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Tell what a browser shows from what it showed: the page but for its styles, the styles, the mistakes over it."""

    page: str
    style: str = ""
    mistakes: str = ""

    def __str__(self) -> str:
        return f"{self.page}.{self.style}.{self.mistakes}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request is answered with; `location` is where it is sent on to."""

    status: int = 200
    media_type: str = HTML
    body: bytes = b""
    location: str = ""


def version_of(text: str) -> Version:
    """Read what a version was written as; what is none is like no other."""
    page, style, mistakes = text.split(".") if text.count(".") == 2 else ("", "", "")
    return Version(page=page, style=style, mistakes=mistakes)


def version_at(shown: Shown, path: str) -> Version:
    """Give the version of the page at a path."""
    page, is_of_site = _page(shown, path)[1:]
    mistakes = shown.mistakes.get(MISTAKES, b"") if is_of_site else b""
    return Version(
        page=_short(_STYLESHEET.sub(b"", page)),
        style=_short(b" ".join(_STYLESHEET.findall(page))),
        mistakes=_short(mistakes),
    )


def next_steps(has: Version, now: Version) -> tuple[str, ...]:
    """Say what brings a browser from one version to another: what livereload's client is told was changed."""
    if has.page != now.page:
        return (RELOAD,)
    style = (STYLE,) if has.style != now.style else ()
    if has.mistakes == now.mistakes:
        return style
    return (*style, f"/{MISTAKES}" if now.mistakes else MEND)


def answer(shown: Shown, path: str, *, port: int) -> Answer:
    """Answer a request for `path`, which has no leading slash; the server that pages follow listens on `port`."""
    name = _file_name(path)
    if f"{name}/index.html" in shown.files:
        return Answer(status=301, location=f"/{quote(name)}/")
    media_type = _media_type(name)
    found = OWN_FILES.get(name) or shown.files.get(name) or _successor(shown, name)
    if found is not None and media_type != HTML and _is_there(found):
        return Answer(media_type=media_type, body=_bytes(found))
    status, page, is_of_site = _page(shown, path)
    now = version_at(shown, path)
    has = Version(page=now.page, style=now.style) if is_of_site else now
    return Answer(status=status, body=page.replace(_HEAD_END, _scripts(has, port) + _HEAD_END, 1))


def _page(shown: Shown, path: str) -> tuple[int, bytes, bool]:
    """Find the page at a path: its status, its bytes, and whether it is one of the site's."""
    name = _file_name(path)
    if name in shown.mistakes:
        return 200, shown.mistakes[name], False
    found = shown.files.get(name)
    if found is not None and _media_type(name) == HTML:
        return 200, _bytes(found), True
    if "404.html" in shown.files:
        return 404, _bytes(shown.files["404.html"]), True
    return 500, shown.mistakes.get(MISTAKES, b""), False


def _file_name(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") or not path else path


def _successor(shown: Shown, name: str) -> bytes | Path | None:
    """Find what has taken the place of a stylesheet: an open page asks for it anew by the name that it knows."""
    if not _HASHED.search(name):
        return None
    stem = _HASHED.sub("", name)
    return next((shown.files[path] for path in shown.files if _HASHED.sub("", path) == stem != path), None)


def _scripts(version: Version, port: int) -> bytes:
    """Write the elements that make a page follow: files, as the policy of our pages lets no other script run."""
    asked = f"port={port}&maxdelay={SLOWEST_RETURN_MS}&snipver={version}"
    sources = (f"/{OWN}follow.js", f"/livereload.js?{asked}")
    return "".join(f'<script src="{html.escape(source)}" defer></script>' for source in sources).encode()


def _media_type(name: str) -> str:
    return _TYPES.guess_type(name)[0] or OTHER_TYPES.get(Path(name).suffix, "")


def _is_there(content: bytes | Path) -> bool:
    return isinstance(content, bytes) or content.is_file()  # a build may have emptied the cache


def _bytes(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _short(data: bytes) -> str:
    return fingerprint(data)[:12] if data else ""
