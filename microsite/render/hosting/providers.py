"""A host and the headers -> its file, in the form that it reads. One function a host."""

from __future__ import annotations

from typing import assert_never
from urllib.parse import urlsplit

from microsite.model.schema.site import HostKind
from microsite.render.hosting.headers import YEAR_S, Header, protecting

_COMPRESSED = "text/css application/javascript text/javascript application/json image/svg+xml"
_EVERY_NIGHT = (
    "# What is shown changes with the days: have the site built every night, even if nobody wrote anything."
)
_CRONTAB = "5 0 * * * cd {the folder of the site} && python3 build.py build --quiet"
_BUILD_HOOK = "7 0 * * * curl -fsS -X POST {the address of a build hook}"
_NGINX = """\
# Made by microsite. In nginx's `server` block of this site, beside its `root`, write
#     include {{the folder of the site}}/nginx.conf;
# and no `add_header` inside a `location`: nginx would drop all of these there.
index index.html;
error_page 404 {base}/404.html;
{headers}
expires -1;
gzip on;
gzip_vary on;
gzip_types {compressed};
# The names of these files change with what is in them. Pictures of people are not kept: they must be able to go.
location ^~ {base}/assets/ {{ expires 1y; }}
location ~ \\.ics$ {{ types {{ text/calendar ics; }} }}
location = {base}/updates/feed.xml {{ types {{ application/atom+xml xml; }} }}
location = {base}/nginx.conf {{ internal; }}
{every_night}
#     {crontab}
"""


def write(host: HostKind, *, policy: str, url: str) -> bytes:
    """Write the file for a host; `url` is the site's address, of which servers of one's own need the folder."""
    headers = protecting(policy)
    match host:
        case HostKind.NETLIFY:
            return netlify(headers).encode()
        case HostKind.CLOUDFLARE:
            return cloudflare(headers).encode()
        case HostKind.GITHUB_PAGES:
            return github_pages().encode()
        case HostKind.NGINX:
            return nginx(headers, base=urlsplit(url).path.rstrip("/")).encode()
        case HostKind.ANY:
            raise ValueError("no host is named, so there is no file to write")
        case _:
            assert_never(host)


def netlify(headers: tuple[Header, ...]) -> str:
    """Write `_headers`. https://docs.netlify.com/manage/routing/headers/."""
    return _headers_file(headers)


def cloudflare(headers: tuple[Header, ...]) -> str:
    """Write `_headers`. https://developers.cloudflare.com/pages/configuration/headers/."""
    return _headers_file(headers)


def github_pages() -> str:
    """Write `.nojekyll`, which is empty and has the files served as they are; headers cannot be chosen there.

    https://docs.github.com/en/pages/getting-started-with-github-pages/about-github-pages.
    """
    return ""


def nginx(headers: tuple[Header, ...], *, base: str) -> str:
    """Write what a `server` block includes. https://nginx.org/en/docs/http/ngx_http_headers_module.html."""
    lines = "\n".join(f'add_header {header.name} "{header.value}" always;' for header in headers)
    return _NGINX.format(
        base=base, headers=lines, compressed=_COMPRESSED, every_night=_EVERY_NIGHT, crontab=_CRONTAB
    )


def _headers_file(headers: tuple[Header, ...]) -> str:
    kept = Header(name="Cache-Control", value=f"public, max-age={YEAR_S}, immutable")
    rules = {"/*": headers, "/assets/*": (kept,)}
    schedule = f"{_EVERY_NIGHT}\n#     {_BUILD_HOOK}\n\n"
    return schedule + "\n".join(
        f"{path}\n" + "".join(f"  {one.name}: {one.value}\n" for one in lines)
        for path, lines in rules.items()
    )
