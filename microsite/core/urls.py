"""Output paths to URLs. Pure text: an output path is relative to the output folder, with forward slashes.

Links between pages are relative, so that the same bytes work at a domain's root, below it, and from a disk.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_INDEX = "index.html"
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]+")


def relative(from_path: str, to_path: str) -> str:
    """Give the URL from one output path to another: `mentees/anna/index.html` → `../../assets/x.css`."""
    folder = from_path[: from_path.rfind("/") + 1]
    if to_path.startswith(folder) and _PLAIN.fullmatch(to_path, len(folder)):
        return to_path[len(folder) :]  # as nearly all links of a list
    here, there = from_path.split("/")[:-1], to_path.split("/")
    shared = 0
    most = min(len(here), len(there) - 1)
    while shared < most and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + [_encoded(part) for part in there[shared:]])


def pretty(from_path: str, to_path: str) -> str:
    """Give the same URL without `index.html`, for hosts that answer a folder with it."""
    return _without_index(relative(from_path, to_path)) or "./"


def rooted(base_url: str, output_path: str) -> str:
    """Give the URL from the host's root, for a page that is answered at any depth: `/sub/assets/x.css`."""
    return f"{urlsplit(base_url).path.rstrip('/')}/{_path(output_path)}"


def canonical(base_url: str, output_path: str) -> str:
    """Give the whole URL of an output path, never with `index.html`. `base_url` may end in a slash or not."""
    return f"{base_url.rstrip('/')}/{_without_index(_path(output_path))}"


def _path(output_path: str) -> str:
    return "/".join(_encoded(part) for part in output_path.split("/"))


@lru_cache(maxsize=1 << 12)  # the same few folders and names stand on every page
def _encoded(segment: str) -> str:
    # Also the colon, or a first segment would read as a scheme.
    return quote(segment, safe="")


def _without_index(url: str) -> str:
    return url[: -len(_INDEX)] if url == _INDEX or url.endswith(f"/{_INDEX}") else url
