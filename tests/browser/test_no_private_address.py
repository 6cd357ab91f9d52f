"""No e-mail address but the coordinator's is anywhere in the published site, in whatever disguise."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
TEXTS = (".html", ".json", ".xml", ".ics", ".txt", ".js", ".css", ".svg", ".webmanifest")
COORDINATOR = "andrea@oslobusinessregion.no"


def disguises(text: str) -> list[str]:
    """Read a text as it is, decoded, without its tags, and unfolded as a calendar's lines."""
    decoded = unquote(unescape(unescape(text)))
    return [
        text,
        decoded,
        re.sub(r"<[^>]*>", "", decoded),
        decoded.replace("\r\n ", ""),
        unescape(re.sub(r"<!--.*?-->", "", text)),
    ]


def test_only_the_coordinators_address_is_published(lovepats: Path) -> None:
    found = {
        (file.relative_to(lovepats).as_posix(), address.strip("."))
        for file in sorted(lovepats.rglob("*"))
        if file.suffix in TEXTS
        for text in disguises(file.read_text(encoding="utf-8"))
        for address in ADDRESS.findall(text)
    }
    others = {(path, address) for path, address in found if not address.endswith(COORDINATOR)}
    assert {(p, a) for p, a in others if "name@example.org" not in a and not p.endswith(".ics")} == set()
    assert {address for path, address in others if path.endswith(".ics")} <= calendar_ids(lovepats)


def calendar_ids(lovepats: Path) -> set[str]:
    """Give the UIDs of events, which look like addresses and are none."""
    texts = (file.read_bytes().decode().replace("\r\n ", "") for file in lovepats.rglob("*.ics"))
    return {uid for text in texts for uid in re.findall(r"^UID:(\S+)", text, re.MULTILINE)}
