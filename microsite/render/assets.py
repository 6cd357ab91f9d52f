"""A theme's CSS, scripts, fonts and brand files -> published files whose names change with their bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property

from microsite.core.fingerprints import fingerprint
from microsite.incremental import Memory
from microsite.render.theme import Theme

FOLDER = "assets"
STYLESHEET = "site.css"
URL = re.compile(r"""/\*.*?\*/|url\(\s*(['"]?)([^'")]+)\1\s*\)""", re.DOTALL)
"""An address in a stylesheet, as the second group; or a comment, which has none."""


def asset_key(name: str) -> str:
    """Name the question where an asset is published."""
    return f"asset:{name}"


class MissingAssetError(Exception):
    """Say that a theme has no asset of this name."""


class Assets:
    """The assets of one theme; remembers which were asked for, as only those are published."""

    def __init__(self, theme: Theme, *, memory: Memory | None = None) -> None:
        """Take the theme, whose files have passed `theme_files.check`, and the memory of who asked for which."""
        self._theme, self._memory = theme, memory or Memory()
        self._files: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}

    def path(self, name: str) -> str:
        """Give the output path of an asset, and see to it that it is published.

        Raises MissingAssetError when the theme has none of that name.
        """
        self._memory.read(asset_key(name))
        if name not in self._paths:
            self._paths[name] = self._publish(name, self._read(name))
        return self._paths[name]

    def stylesheet(self) -> str:
        """Give the output path of the one stylesheet that all pages share."""
        self._memory.read(asset_key(STYLESHEET))
        return self._stylesheet

    @cached_property
    def _stylesheet(self) -> str:
        parts = [self._css(name) for name in self._theme.stylesheets]
        css = "\n".join([*parts, self._theme.custom_properties]).strip() + "\n"
        return self._publish(STYLESHEET, css.encode())

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give what is to be published, by output path."""
        return dict(sorted(self._files.items()))

    def _read(self, name: str) -> bytes:
        file = self._theme.asset(name)
        if file is None:
            raise MissingAssetError(name)
        return file.read_bytes()

    def _css(self, name: str) -> str:
        text = self._read(name).decode().strip()
        return URL.sub(
            lambda found: f'url("{self._beside_stylesheet(name, found[2])}")' if found[2] else found[0], text
        )

    def _beside_stylesheet(self, stylesheet: str, address: str) -> str:
        if is_inside(address):
            return address
        name, mark, rest = beside(stylesheet, address)
        return f"{posixpath.relpath(self.path(name), FOLDER)}{mark}{rest}"

    def _publish(self, name: str, data: bytes) -> str:
        stem, suffix = posixpath.splitext(posixpath.basename(name))
        path = f"{FOLDER}/{stem}-{fingerprint(data)[:8]}{suffix}"
        self._files[path] = data
        return path


def is_inside(address: str) -> bool:
    """Tell whether an address in a stylesheet needs no file: it carries its bytes, or is a place of the page."""
    return address.startswith(("data:", "#"))


def beside(stylesheet: str, address: str) -> tuple[str, str, str]:
    """Give the name of the asset that a stylesheet means, and what stands after it: `icons.svg`, `#`, `menu`."""
    path, mark, rest = address.partition("#")
    folder = posixpath.dirname(stylesheet)
    return posixpath.normpath(posixpath.join(folder, path.partition("?")[0])), mark, rest
