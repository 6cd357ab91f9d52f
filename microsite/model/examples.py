"""A value -> one line of YAML, to show people what they could write."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from microsite.core.regexes import regex
from microsite.source.scalars import resolve

_PLAIN = regex(r"[^\W_](?:(?!: | #)[^\x00-\x1f\x7f-\x9f\u2028\u2029])*(?<![ :])")
_BRACKETS = regex(r"[,\[\]{}]")


def one_line(value: object, *, inside: str = "") -> str:
    """Write a value as YAML on one line, `inside` of a bracket or of none; read, it is the value again."""
    match value:
        case Enum():
            return one_line(value.value, inside=inside)
        case bool():
            return str(value).lower()
        case str():
            return _in_quotes(value) if _needs_quotes(value, inside) else value
        case Mapping():
            return (
                "{" + ", ".join(f"{key}: {one_line(item, inside='{')}" for key, item in value.items()) + "}"
            )
        case list() | tuple():
            return "[" + ", ".join(one_line(item, inside="[") for item in value) + "]"
    return str(value)


def _needs_quotes(text: str, inside: str) -> bool:
    has_other_meaning = not isinstance(resolve(text), str) or not _PLAIN.fullmatch(text)
    return has_other_meaning or bool(inside and _BRACKETS.search(text))


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
