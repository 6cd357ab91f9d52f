"""The sandbox that templates are drawn in: jinja's own, with a short way to what a template asks a record."""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import SandboxedEnvironment

from microsite.incremental import Asked


class Sandbox(SandboxedEnvironment):
    """A sandbox that knows records: their attributes are values, and none is a way out of it."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Ask for an attribute."""
        if type(obj) is Asked and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)
