"""A schema -> the text of a starter file: what is required with an example, the rest as comments to take up.

Nothing that a starter holds is public before somebody says so: it is a draft, or a consent that covers nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from pydantic.fields import FieldInfo

from microsite.model.examples import one_line
from microsite.model.fields.record import Record
from microsite.model.validation import fields_of

WIDTH = 96


def front_matter(schema: type[Record], values: Mapping[str, Any], *, left_out: tuple[str, ...] = ()) -> str:
    """Write the fields of a schema: those in `values` and the required ones live, the others as comments."""
    lines: list[str] = []
    for name, field in fields_of(schema).items():
        if name not in left_out:
            lines += _field(name, field, values)
    return "\n".join(lines) + "\n"


def markdown(fields: str, body: str) -> str:
    """Put front matter and a body together."""
    return f"---\n{fields}---\n\n{body}\n"


def consent_of(today: date) -> dict[str, Any]:
    """Give a consent that covers nothing yet, and ends within a year."""
    return {"given_on": today, "expires_on": today + timedelta(days=365), "covers": [], "text_version": "1"}


def _field(name: str, field: FieldInfo, values: Mapping[str, Any]) -> Iterator[str]:
    yield from textwrap.wrap(field.description or "", WIDTH, initial_indent="# ", subsequent_indent="# ")
    example = (field.examples or [""])[0]
    if name in values:
        yield from _lines(name, values[name])
    elif field.is_required():
        yield from _lines(name, example)
    else:
        yield from (f"# {line}" for line in _lines(name, example))
    yield ""


def _lines(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{name}:"
        yield from (f"  {key}: {one_line(item)}" for key, item in value.items())
    elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        yield f"{name}:"
        for item in value:
            marks = ["- ", *["  "] * (len(item) - 1)]
            yield from (
                f"  {mark}{key}: {one_line(part)}"
                for mark, (key, part) in zip(marks, item.items(), strict=True)
            )
    else:
        yield f"{name}: {one_line(value)}"
