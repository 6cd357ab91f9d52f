"""Values -> files of a site: front matter as a person writes it, and the layout that all peers share."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import corpus

Fields = Mapping[str, object]

HERE = Path(__file__).resolve().parent
STYLE = HERE / "style.css"
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?|\d\d:\d\d")
_PLACE = re.compile(r"\[\[(\w+)\]\]")


def put(file: Path, text: str) -> None:
    """Write a file, and its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def page(fields: Fields, body: str = "") -> str:
    """Write front matter and a body."""
    return f"---\n{yaml(fields)}---\n{body}"


def yaml(fields: Fields) -> str:
    """Write block-style YAML."""
    return "".join(f"{line}\n" for key, value in fields.items() for line in _lines(key, value))


def _lines(key: str, value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{key}:", *(f"  {line}" for k, v in value.items() for line in _lines(k, v))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{key}:", *(line for item in value for line in _item(item))]
    return [f"{key}: {_scalar(value)}"]


def _item(item: object) -> list[str]:
    if not isinstance(item, Mapping):
        return [f"  - {_scalar(item)}"]
    lines = [line for key, value in item.items() for line in _lines(key, value)]
    return [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]


def _scalar(value: object) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(value, ensure_ascii=False, default=str)


def layout(**places: str) -> str:
    """Give the shared layout, with each peer's own words for what changes from page to page."""
    shared = (HERE / "layout.html").read_text("utf-8")
    return _PLACE.sub(lambda found: {"site": corpus.NAME, **places}[found[1]], shared)
