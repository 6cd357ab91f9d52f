"""A theme's templates and a page's values -> HTML. The only user of jinja2.

Templates are sandboxed, escape everything, and stop at a name that does not exist. They get what they are given and
nothing else: no clock, no environment, no files.
"""

from __future__ import annotations

import dataclasses
import linecache
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.render import views
from microsite.render.assets import Assets, MissingAssetError
from microsite.render.present.scene import href_of
from microsite.render.theme import Theme
from microsite.render.views import ImageView, LinkView, Target
from microsite.render.words import Words

if TYPE_CHECKING:
    from babel.messages import Catalog

FIGURES = "macros/picture.html"
ICONS = "partials/icons.svg"
ICONS_MARK = "<!--icons-->"
_ICON = re.compile(r'href="#i-([\w-]+)"')
_SYMBOL = re.compile(r'<symbol id="i-([\w-]+)".*?</symbol>', re.DOTALL)
_ATTRIBUTE = re.compile(r'\s(?:href|src|srcset|action|data-[a-z-]+)="[^"]*site:/[^"]*"')
_ADDRESS = re.compile(r"site:/([^\"'\s<>)]*)")
_NO_FIELD = re.compile(r"(\w+) object' has no attribute '(\w+)'")
_NO_NAME = re.compile(r"'(\w+)' is undefined")
_TEST_IT = "correct the name, or test it with `is defined`"
_SAFE = (
    "E705",
    "`|safe` would let content write HTML",
    "take it out: what is already sanitised is marked as such",
)
_COMPUTED = (
    "E707",
    "the name of a template must be written out",
    "write the name in quotes, and choose between names with `if`",
)

Resolve = Callable[[str, str], str]
"""Give the link from one output path to another."""


class TemplateFaultError(Exception):
    """Carry a mistake of a template, worded, to where it is reported."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Take the diagnostic."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Environment:
    """Draws templates of one theme in one language."""

    def __init__(self, theme: Theme, *, assets: Assets) -> None:
        """Take the theme, and the assets that templates may ask for."""
        self._theme, self._assets = theme, assets
        self._loader = FileSystemLoader(theme.template_folders)
        self._jinja = SandboxedEnvironment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )

    def speak(self, language: str) -> Words:
        """Load the theme's translations into a language, and give the words that are bound to it."""
        catalogues = [_catalogue(path) for path in self._theme.strings(language)]
        gettext, ngettext = _translations(catalogues)
        self._jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
        words = Words(locale=language, gettext=gettext, ngettext=ngettext)
        self._jinja.globals.update(url=_url, asset=self._asset)
        self._jinja.filters.update(_filters(words))
        return words

    def figure(self, image: ImageView) -> Markup:
        """Draw a picture of a text with the theme's own macro."""
        try:
            module = self._jinja.get_template(FIGURES).module
            return Markup(module.figure(image))  # type: ignore[attr-defined]  # noqa: S704 (drawn with escaping)
        except (TemplateError, MissingAssetError) as error:
            raise TemplateFaultError(self._fault(error, FIGURES, subject="a picture in a text")) from error

    def draw(self, template: str, values: Mapping[str, Any], *, subject: str) -> str:
        """Draw a page. Raises TemplateFaultError, which names template, line and the `subject` that was drawn."""
        name, known = f"{template}.html", (*values, *self._jinja.globals)
        try:
            return self._jinja.get_template(name).render(values)
        except (TemplateError, MissingAssetError, RecursionError, OverflowError) as error:
            raise TemplateFaultError(self._fault(error, name, subject=subject, known=known)) from error
        except (TypeError, ValueError, AttributeError, KeyError, IndexError, ZeroDivisionError) as error:
            if self._line_of(error) is None:
                raise
            raise TemplateFaultError(self._fault(error, name, subject=subject)) from error

    def finish(self, html: str, *, path: str, resolve: Resolve) -> str:
        """Make a drawn page's links relative to it and give it the icons it uses, and only those."""
        html = self._with_icons(html)
        return _ATTRIBUTE.sub(
            lambda attribute: _ADDRESS.sub(lambda found: _resolved(found[1], path, resolve), attribute[0]),
            html,
        )

    def check(self) -> tuple[Diagnostic, ...]:
        """Find what templates may not do: computed names of templates, and `|safe`; and what cannot be read."""
        return tuple(d for name in sorted(self._jinja.list_templates(["html"])) for d in self._check(name))

    def _check(self, name: str) -> list[Diagnostic]:
        source, file, _ = self._loader.get_source(self._jinja, name)
        try:
            tree = self._jinja.parse(source, name, file)
        except TemplateSyntaxError as error:
            return [self._fault(error, name, subject="the theme")]
        safe = [node for node in tree.find_all(nodes.Filter) if node.name == "safe"]
        including = tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))
        computed = [node for node in including if not isinstance(getattr(node, "template", 0), nodes.Const)]
        refusals = ((safe, "safe", *_SAFE), (computed, "", *_COMPUTED))
        return [
            Diagnostic(
                code=code, message=message, position=self._position(file, node.lineno, word), help=help
            )
            for found, word, code, message, help in refusals
            for node in found
        ]

    def _asset(self, name: str) -> str:
        return f"site:/{self._assets.path(name)}"

    @cached_property
    def _symbols(self) -> dict[str, str]:
        source = self._loader.get_source(self._jinja, ICONS)[0]
        return {found[1]: found[0] for found in _SYMBOL.finditer(source)}

    def _with_icons(self, html: str) -> str:
        if ICONS_MARK not in html:
            return html
        used = sorted(set(_ICON.findall(html)))
        symbols = "".join(self._symbols[name] for name in used if name in self._symbols)
        return html.replace(ICONS_MARK, f"<svg hidden>{symbols}</svg>" if symbols else "", 1)

    def _fault(
        self, error: Exception, template: str, *, subject: str, known: Iterable[str] = ()
    ) -> Diagnostic:
        code, message, help = _worded(error, known)
        line = self._line_of(error)
        if isinstance(error, TemplateSyntaxError):
            position = self._position(error.filename, error.lineno)
        elif line:
            position = self._position(*line, _culprit(message))
        else:
            position = Position(path=f"themes/{self._theme.name}/templates/{template}")
        return Diagnostic(
            code=code, message=f"{message}, while drawing {subject}", position=position, help=help
        )

    def _line_of(self, error: Exception) -> tuple[str, int] | None:
        folders = tuple(str(folder) for folder in self._theme.template_folders)
        frames = traceback.extract_tb(error.__traceback__)
        found = [(f.filename, f.lineno or 1) for f in frames if f.filename.startswith(folders)]
        return found[-1] if found else None

    def _position(self, file: str | None, number: int, word: str = "") -> Position:
        """Point at a word of a line, or at all that is written there."""
        line = linecache.getline(file or "", number)
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) if word else None
        start, end = found.span() if found else (len(line) - len(line.lstrip()), len(line.rstrip()))
        path = self._theme.shown(Path(file or ""))
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
        f"the template cannot be read: {error.message}",
        "repair the line",
    ),
    RecursionError: lambda _: (
        "E711",
        "the template calls itself without end",
        "take the circle out",
    ),
    SecurityError: lambda error: (
        "E712",
        f"the template does what templates may not do: {error}",
        "take it out",
    ),
    OverflowError: lambda error: (
        "E712",
        f"the template does what templates may not do: {error}",
        "take it out",
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


def _culprit(message: str) -> str:
    """Give the name that a message speaks of, to point at."""
    quoted = re.findall(r"[`']([^`']+)[`']", message)
    return quoted[-1] if quoted else ""


def _url(thing: Any, query: Mapping[str, str] | str = "", fragment: str = "") -> Markup:
    """Link to a view with a path, a target, or an output path."""
    if isinstance(thing, LinkView):
        thing = thing.target
    target = thing if isinstance(thing, Target) else Target(path=getattr(thing, "path", thing))
    words = query if isinstance(query, str) else urlencode(query)
    if words or fragment:
        target = Target(
            path=target.path,
            address=target.address,
            query=words or target.query,
            fragment=fragment or target.fragment,
        )
    return escape(href_of(target))


def _resolved(address: str, path: str, resolve: Resolve) -> str:
    end = next((at for at, character in enumerate(address) if character in "?#"), len(address))
    return f"{resolve(path, address[:end])}{address[end:]}"


def _filters(words: Words) -> dict[str, Callable[..., Any]]:
    def day(value: date, style: str = "") -> str:
        return words.date(value, style)  # type: ignore[arg-type]

    return {
        "date": day,
        "iso": lambda value: value.isoformat(),
        "number": words.number,
        "in_words": words.in_words,
        "capital": words.capital,
        "names": words.names,
        "file_size": words.file_size,
    }


def _catalogue(path: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file)


def _translations(
    catalogues: Sequence[Catalog],
) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
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


def _plural_form(catalogue: Catalog, count: int) -> int:
    from gettext import c2py

    return c2py(catalogue.plural_expr)(count)
