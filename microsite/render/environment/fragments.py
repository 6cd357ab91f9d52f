"""What a macro draws of a record, drawn once: `once(card, mentee)` is an answer, however many pages show it."""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from microsite.incremental import Asked, Memory, UnansweredError, key_of
from microsite.render.assets import MissingAssetError

RULE = "fragment"
FAULTS = (
    *(TemplateError, MissingAssetError, RecursionError, OverflowError, TypeError, ValueError),
    *(AttributeError, LookupError, ZeroDivisionError),
)


class _FaultError(UnansweredError):
    """Carry a mistake of a macro to the page that is being drawn, which words it."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


class Fragments:
    """Draws macros of one theme, each once for the same arguments."""

    def __init__(self, jinja: Environment, memory: Memory, read_template: Callable[[str], None]) -> None:
        """Take the templates, the memory, and what records that one is read."""
        self._jinja, self._memory, self._read_template = jinja, memory, read_template
        memory.rule(RULE, self._draw)

    def once(self, macro: Any, *arguments: Any, **named: Any) -> Any:
        """Give what a macro draws of views and plain values; what is given something else is drawn each time."""
        try:
            id = _id(macro, arguments, named)
        except TypeError:
            return macro(*arguments, **named)
        try:
            return Markup(self._memory.answer(RULE, id))  # noqa: S704 (drawn with escaping)
        except _FaultError as fault:
            raise fault.error from None

    def _draw(self, id: str) -> str:
        template, name, arguments, named = json.loads(id)
        self._read_template(template)
        try:
            macro = getattr(self._jinja.get_template(template).module, name)
            of_names = {key: self._meant(of) for key, of in named.items()}
            return str(macro(*map(self._meant, arguments), **of_names))
        except FAULTS as error:
            raise _FaultError(error) from None

    def _meant(self, argument: Any) -> Any:
        match argument:
            case {"view": key}:
                return Asked(self._memory, self._memory.reference(key))
            case {"html": html}:
                return Markup(html)  # noqa: S704 (it was)
        return argument


def _id(macro: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
    """Write a call as JSON; a list of thousands calls with one view, which is written at once."""
    template = macro._func.__globals__["name"]  # noqa: SLF001 (a macro says in no other way where it is from)
    if len(arguments) == 1 and type(arguments[0]) is Asked and not named:
        view = quoted(str(key_of(arguments[0])))
        return f'[{quoted(template)}, {quoted(macro.name)}, [{{"view": {view}}}], {{}}]'
    return json.dumps([template, macro.name, [*map(_written, arguments)], _all_written(named)])


def _all_written(named: dict[str, Any]) -> dict[str, Any]:
    return {name: _written(value) for name, value in sorted(named.items())}


def _written(argument: Any) -> Any:
    cls = type(argument)
    if cls is str or cls is int or cls is bool or argument is None:
        return argument
    if cls is Asked:
        return {"view": key_of(argument)}
    if cls is Markup:
        return {"html": str(argument)}
    raise TypeError(cls)
