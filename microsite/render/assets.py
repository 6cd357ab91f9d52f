"""A theme's CSS, scripts, fonts and brand files -> published files whose names change with their bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache

from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint
from microsite.core.positions import Position
from microsite.render.theme import Theme

FOLDER = "assets"
_URL = re.compile(r"""url\(\s*(['"]?)([^'")]+)\1\s*\)""")


class MissingAssetError(Exception):
    """Say that a theme has no asset of this name."""


class Assets:
    """The assets of one theme; remembers which were asked for, as only those are published."""

    def __init__(self, theme: Theme) -> None:
        """Take the theme."""
        self._theme = theme
        self._files: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}

    def path(self, name: str) -> str:
        """Give the output path of an asset, and see to it that it is published.

        Raises MissingAssetError when the theme has none of that name.
        """
        if name not in self._paths:
            self._paths[name] = self._publish(name, self._read(name))
        return self._paths[name]

    @cache  # noqa: B019 (lives as long as one build)
    def stylesheet(self) -> str:
        """Give the output path of the one stylesheet that all pages share."""
        parts = [self._css(name) for name in self._theme.stylesheets]
        css = "\n".join([*parts, self._theme.custom_properties]).strip() + "\n"
        return self._publish("site.css", css.encode())

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
        folder = posixpath.dirname(name)
        return _URL.sub(lambda found: f'url("{self._beside_stylesheet(folder, found[2])}")', text)

    def _beside_stylesheet(self, folder: str, address: str) -> str:
        if address.startswith("data:"):
            return address
        path = self.path(posixpath.normpath(posixpath.join(folder, address)))
        return posixpath.relpath(path, FOLDER)

    def _publish(self, name: str, data: bytes) -> str:
        stem, suffix = posixpath.splitext(posixpath.basename(name))
        path = f"{FOLDER}/{stem}-{fingerprint(data)[:8]}{suffix}"
        self._files[path] = data
        return path


def missing(name: str, at: Position) -> Diagnostic:
    """Word a missing asset for the maker of a theme."""
    return Diagnostic(
        code="E706",
        message=f"the theme has no asset `{name}`",
        position=at,
        help="put the file into the theme's `assets/`, or correct its name",
    )
