"""A field type and what was written -> the value it becomes, or the mistake in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from microsite.source.scalars import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Hold the words of a mistake."""

    code: str
    label: str
    help: str


def verdict(kind: Any, written: object, *, path: str = "") -> Any:
    """Give the value of what was written without quotes, or the mistake."""
    value = resolve(written) if isinstance(written, str) else written
    try:
        return TypeAdapter(kind).validate_python(value, context={"path": path})
    except ValidationError as error:
        (details,) = error.errors()
        return Mistake(code=details["type"], label=details["ctx"]["label"], help=details["ctx"]["help"])


def label(kind: Any, written: object, *, path: str = "") -> str:
    """Give the label of the mistake in what was written."""
    mistake = verdict(kind, written, path=path)
    assert isinstance(mistake, Mistake)
    return mistake.label


def help_for(kind: Any, written: object) -> str:
    """Give the help for the mistake in what was written."""
    mistake = verdict(kind, written)
    assert isinstance(mistake, Mistake)
    return mistake.help
