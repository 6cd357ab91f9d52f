"""What jinja says of a template's mistake -> words for whoever makes the theme, at the place that they mean."""

from __future__ import annotations

import dataclasses
import linecache
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.incremental import UnansweredError
from microsite.render import views
from microsite.render.assets import MissingAssetError
from microsite.render.theme import Theme

_NO_FIELD = regex(r"(\w+) object' has no attribute '(\w+)'")
_NO_NAME = regex(r"'(\w+)' is undefined")
_TEST_IT = "correct the name, or test it with `is defined`"


class TemplateFaultError(UnansweredError):
    """Carry a mistake of a template, worded, to where it is reported."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Take the diagnostic."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class Faults:
    """Words the mistakes of a theme's templates."""

    theme: Theme

    def word(self, error: Exception, template: str, *, subject: str, known: Iterable[str] = ()) -> Diagnostic:
        """Word an error of jinja that a template made while `subject` was drawn; `known` are the names it could use."""
        code, message, help = _worded(error, known)
        line = self.line_of(error)
        if isinstance(error, TemplateSyntaxError):
            position = self.position(error.filename, error.lineno)
        elif line:
            position = self.position(*line, _culprit(message))
        else:
            position = Position(path=f"themes/{self.theme.name}/templates/{template}")
        drawing = "" if isinstance(error, TemplateSyntaxError) else f", while drawing {subject}"
        return Diagnostic(code=code, message=f"{message}{drawing}", position=position, help=help)

    def line_of(self, error: Exception) -> tuple[str, int] | None:
        """Give the file and line of a template that an error comes from; None when it is no template's."""
        import traceback

        folders = tuple(str(folder) for folder in self.theme.template_folders)
        frames = traceback.extract_tb(error.__traceback__)
        found = [(f.filename, f.lineno or 1) for f in frames if f.filename.startswith(folders)]
        return found[-1] if found else None

    def position(self, file: str | None, number: int, word: str = "") -> Position:
        """Point at a word of a line, or at all that is written there."""
        linecache.checkcache(file)
        line = linecache.getline(file or "", number)
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) if word else None
        start, end = found.span() if found else (len(line) - len(line.lstrip()), len(line.rstrip()))
        path = self.theme.shown(Path(file or ""))
        return Position(path=path, line=number, column=start + 1, length=max(1, end - start))


def _worded(error: Exception, known: Iterable[str]) -> tuple[str, str, str]:
    if isinstance(error, UndefinedError):
        return "E710", *_undefined(str(error), known)
    fallback = ("E710", f"the template fails: {error}", "test the value with `is defined`, or `if`")
    return next((words for kind, words in _WORDS.items() if isinstance(error, kind)), lambda _: fallback)(
        error
    )


_WORDS: Mapping[type[Exception], Callable[[Any], tuple[str, str, str]]] = {
    MissingAssetError: lambda error: (
        "E706",
        f"the theme has no asset `{error}`",
        "put the file into the theme's `assets/`, or correct its name",
    ),
    TemplateNotFound: lambda error: (
        "E708",
        f"the theme has no template `{error.name}`",
        "correct the name, or add the template",
    ),
    TemplateSyntaxError: lambda error: (
        "E709",
        f"the template cannot be read: {str(error.message).rstrip('.')}",
        "repair the line, or one shortly above it",
    ),
    RecursionError: lambda _: (
        "E711",
        "the template calls itself without end",
        "take the circle out",
    ),
    SecurityError: lambda error: (
        "E712",
        f"templates may not use {_culprit(str(error), first=True)}",
        "take it out",
    ),
    OverflowError: lambda _: (
        "E712",
        "templates may not count further than 100,000",
        "take it out, or count to a smaller number",
    ),
}


def _undefined(message: str, known: Iterable[str]) -> tuple[str, str]:
    """Word a name that nobody knows: a variable, or a field of a view."""
    if found := _NO_FIELD.search(message):
        view = getattr(views, found[1], None)
        fields = [field.name for field in dataclasses.fields(view)] if view else []
        thing = re.sub(r"(?<!^)(?=[A-Z])", " ", found[1].removesuffix("View")).lower()
        return f"a {thing} has no `{found[2]}`", did_you_mean(found[2], fields, otherwise=_TEST_IT)
    if found := _NO_NAME.search(message):
        return f"there is no `{found[1]}` here", did_you_mean(found[1], known, otherwise=_TEST_IT)
    return f"the template fails: {message}", _TEST_IT


def _culprit(message: str, *, first: bool = False) -> str:
    """Give the name that a message speaks of: the last one that it quotes, or the first."""
    quoted = re.findall(r"[`']([^`']+)[`']", message) or [""]
    return f"`{quoted[0]}`" if first else str(quoted[-1])
