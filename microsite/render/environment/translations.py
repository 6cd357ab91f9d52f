"""A theme's PO files -> the two functions that translate its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog


def translations(
    files: Iterable[Path],
) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """Give gettext and ngettext of some PO files, the nearest first; a text that none has stays as it is."""
    catalogues = [_catalogue(file) for file in files]

    def gettext(text: str) -> str:
        found = (c.get(text) for c in catalogues)
        return next((str(m.string) for m in found if m and m.string and isinstance(m.string, str)), text)

    def ngettext(singular: str, plural: str, count: int) -> str:
        for catalogue in catalogues:
            message = catalogue.get(singular)
            if message and isinstance(message.string, tuple) and any(message.string):
                return message.string[_plural_form(catalogue, count)]
        return singular if count == 1 else plural

    return gettext, ngettext


def _catalogue(path: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file)


def _plural_form(catalogue: Catalog, count: int) -> int:
    from gettext import c2py

    return c2py(catalogue.plural_expr)(count)
