"""A theme's CSS, scripts, fonts and brand files -> published files whose names change with their bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.fingerprints import fingerprint
from microsite.core.regexes import regex
from microsite.incremental import Memory
from microsite.render.theme import Theme

FOLDER = "assets"
STYLESHEET = "site.css"
_PREFIX = "asset:"
URL = regex(r"""/\*.*?\*/|url\(\s*(['"]?)([^'")]+)\1\s*\)""", re.DOTALL)
"""An address in a stylesheet, as the second group; or a comment, which has none."""


class MissingAssetError(Exception):
    """Say that a theme has no asset of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asset:
    """An asset as it is published: `needs` names others that it loads."""

    path: str
    data: bytes
    needs: tuple[str, ...] = ()


class Assets:
    """The assets of one theme; remembers which were asked for, as only those are published."""

    def __init__(self, theme: Theme, *, memory: Memory | None = None) -> None:
        """Take the theme, whose files have passed `theme_files.check`, and the memory of who asked for which."""
        self._theme, self._memory = theme, memory or Memory()
        self._made: dict[str, _Asset] = {}
        self._asked: set[str] = set()

    def path(self, name: str) -> str:
        """Give the output path of an asset, and see to it that it is published.

        Raises MissingAssetError when the theme has none of that name.
        """
        self._memory.read(f"{_PREFIX}{name}")
        self._asked.add(name)
        return self._asset(name).path

    def stylesheet(self) -> str:
        """Give the output path of the one stylesheet that all pages share."""
        return self.path(STYLESHEET)

    def answers(self, known: Iterable[str]) -> dict[str, bytes]:
        """Tell where assets are published that were asked for, now or before: key → path."""
        names = {key.removeprefix(_PREFIX) for key in known if key.startswith(_PREFIX)} | self._asked
        return {
            f"{_PREFIX}{name}": self._asset(name).path.encode()
            for name in sorted(names)
            if self._is_there(name)
        }

    def keep(self, known: Iterable[str]) -> None:
        """Publish also what pages ask for that are not drawn anew: assets by the keys of their questions."""
        self._asked |= {key.removeprefix(_PREFIX) for key in known if key.startswith(_PREFIX)}

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give what is to be published, by output path."""
        asked = [self._asset(name) for name in self._asked]
        needed = [self._asset(name) for asset in asked for name in asset.needs]
        return {asset.path: asset.data for asset in sorted((*asked, *needed), key=lambda asset: asset.path)}

    def _is_there(self, name: str) -> bool:
        return name == STYLESHEET or self._theme.asset(name) is not None

    def _asset(self, name: str) -> _Asset:
        if name not in self._made:
            self._made[name] = self._bundle() if name == STYLESHEET else _asset(name, self._read(name))
        return self._made[name]

    def _bundle(self) -> _Asset:
        needs: dict[str, None] = {}
        parts = [self._css(name, needs) for name in self._theme.stylesheets]
        css = "\n".join([*parts, self._theme.custom_properties]).strip() + "\n"
        return _asset(STYLESHEET, css.encode(), tuple(needs))

    def _css(self, stylesheet: str, needs: dict[str, None]) -> str:
        def address(found: re.Match[str]) -> str:
            if not found[2]:
                return found[0]
            if is_inside(found[2]):
                return f'url("{found[2]}")'
            name, mark, rest = beside(stylesheet, found[2])
            needs[name] = None
            return f'url("{posixpath.relpath(self._asset(name).path, FOLDER)}{mark}{rest}")'

        return URL.sub(address, self._read(stylesheet).decode().strip())

    def _read(self, name: str) -> bytes:
        file = self._theme.asset(name)
        if file is None:
            raise MissingAssetError(name)
        return file.read_bytes()


def _asset(name: str, data: bytes, needs: tuple[str, ...] = ()) -> _Asset:
    stem, suffix = posixpath.splitext(posixpath.basename(name))
    return _Asset(path=f"{FOLDER}/{stem}-{fingerprint(data)[:8]}{suffix}", data=data, needs=needs)


def is_inside(address: str) -> bool:
    """Tell whether an address in a stylesheet needs no file: it carries its bytes, or is a place of the page."""
    return address.startswith(("data:", "#"))


def beside(stylesheet: str, address: str) -> tuple[str, str, str]:
    """Give the name of the asset that a stylesheet means, and what stands after it: `icons.svg`, `#`, `menu`."""
    path, mark, rest = address.partition("#")
    folder = posixpath.dirname(stylesheet)
    return posixpath.normpath(posixpath.join(folder, path.partition("?")[0])), mark, rest
