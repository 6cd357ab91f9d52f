"""A theme's templates and a page's values -> HTML.

Templates are sandboxed, escape everything, and stop at a name that does not exist. They get what they are given and
nothing else: no clock, no environment, no files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup, escape

from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex
from microsite.incremental import Asked, Memory
from microsite.render.assets import Assets, MissingAssetError
from microsite.render.environment.addresses import Resolve, with_links
from microsite.render.environment.compiled import Compiled, Said, said_in
from microsite.render.environment.faults import Faults, TemplateFaultError
from microsite.render.environment.fragments import Fragments
from microsite.render.environment.sandbox import Sandbox
from microsite.render.environment.translations import translations
from microsite.render.justified_rows import justified
from microsite.render.present.scene import href_of
from microsite.render.theme import Theme
from microsite.render.views import ImageView, LinkView, Target
from microsite.render.words import Words

FIGURES = "macros/picture.html"
ICONS = "partials/icons.svg"
ICONS_MARK = "<!--icons-->"
_ICON = regex(r'href="#i-([\w-]+)"')
_SYMBOL = regex(r'<symbol id="i-([\w-]+)".*?</symbol>', re.DOTALL)
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


class _Undefined(StrictUndefined):
    """Speak of the class of what stands behind a record that is asked."""

    @property
    def _undefined_message(self) -> str:
        if type(self._undefined_obj) is Asked and isinstance(self._undefined_name, str):
            cls = self._undefined_obj.__class__
            return f"'{cls.__module__}.{cls.__name__} object' has no attribute {self._undefined_name!r}"
        return super()._undefined_message


def template_key(name: str) -> str:
    """Name the question what stands in a template and all that it includes."""
    return f"template:{name}"


_ALL_TEMPLATES = "templates"
"""The question what all templates say together."""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=12).digest()


def _closure(name: str, including: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Give a template and all that it includes, also through others. Names are never computed (E707)."""
    found, waiting = {name}, [name]
    while waiting:
        others = set(including.get(waiting.pop(), ())) - found
        found |= others
        waiting += others
    return sorted(found)


class Environment:
    """Draws templates of one theme in one language."""

    def __init__(
        self, theme: Theme, *, memory: Memory | None = None, compiled: Compiled | None = None
    ) -> None:
        """Take the theme, the memory of what was drawn from which template and asset, and code that is there."""
        self._memory = memory or Memory()
        self.assets = Assets(theme, memory=self._memory)
        self._theme, self._faults = theme, Faults(theme)
        self._loader = FileSystemLoader(theme.template_folders)
        self._jinja = Sandbox(
            loader=self._loader,
            autoescape=True,
            undefined=_Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=compiled or Compiled(),
            extensions=["jinja2.ext.i18n"],
        )
        self._fragments = Fragments(self._jinja, self._memory, self._read_template)

    def speak(self, language: str) -> Words:
        """Load the theme's translations into a language, and give the words that are bound to it."""
        gettext, ngettext = translations(self._theme.strings(language))
        self._jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
        words = Words(locale=language, gettext=gettext, ngettext=ngettext, answers=self._memory)
        self._jinja.globals.update(url=_url, asset=self._asset, once=self._fragments.once)
        self._jinja.filters.update(filters(words))
        return words

    def figure(self, image: ImageView) -> Markup:
        """Draw a picture of a text with the theme's own macro."""
        self._read_template(FIGURES)
        try:
            module = self._jinja.get_template(FIGURES).module
            return Markup(module.figure(image))  # type: ignore[attr-defined]  # noqa: S704 (drawn with escaping)
        except (TemplateError, MissingAssetError) as error:
            raise TemplateFaultError(
                self._faults.word(error, FIGURES, subject="a picture in a text")
            ) from error

    def draw(self, template: str, values: Mapping[str, Any], *, subject: str) -> str:
        """Draw a page. Raises TemplateFaultError, which names template, line and the `subject` that was drawn."""
        name, known = f"{template}.html", (*values, *self._jinja.globals)
        self._read_template(name)
        try:
            return self._jinja.get_template(name).render(values)
        except (TemplateError, MissingAssetError, RecursionError, OverflowError) as error:
            raise TemplateFaultError(self._faults.word(error, name, subject=subject, known=known)) from error
        except (TypeError, ValueError, AttributeError, KeyError, IndexError, ZeroDivisionError) as error:
            if self._faults.line_of(error) is None:
                raise
            raise TemplateFaultError(self._faults.word(error, name, subject=subject)) from error

    def finish(self, html: str, *, path: str, resolve: Resolve) -> str:
        """Make a drawn page's links relative to it and give it the icons it uses, and only those."""
        return with_links(self._with_icons(html), path=path, resolve=resolve)

    def check(self) -> tuple[Diagnostic, ...]:
        """Find what templates may not do: computed names of templates, and `|safe`; and what cannot be read."""
        return tuple(d for name in sorted(self._jinja.list_templates(["html"])) for d in self._check(name))

    def answers(self, known: Mapping[str, bytes]) -> dict[str, bytes]:
        """Hash what each template and all that it includes say, by key; `known` is from before."""
        sources = {name: self._source(name).encode() for name in self._jinja.list_templates(["html", "svg"])}
        all_of_them = {_ALL_TEMPLATES: _digest(repr(sorted(sources.items())).encode())}
        if known.get(_ALL_TEMPLATES) == all_of_them[_ALL_TEMPLATES]:
            return all_of_them | {key: value for key, value in known.items() if key.startswith("template:")}
        including = {name: self._included(name) for name in sources}
        return all_of_them | {
            template_key(name): _digest(
                repr([sources.get(each) for each in _closure(name, including)]).encode()
            )
            for name in sources
        }

    def _read_template(self, name: str) -> None:
        self._memory.read(template_key(name))

    def _source(self, name: str) -> str:
        return self._loader.get_source(self._jinja, name)[0]

    def _included(self, name: str) -> tuple[str, ...]:
        return () if name.endswith(".svg") else self._said(name).includes

    def _said(self, name: str) -> Said:
        source, file, _ = self._loader.get_source(self._jinja, name)
        return said_in(self._jinja, name, source, file)

    def _check(self, name: str) -> list[Diagnostic]:
        try:
            refusals = self._said(name).refusals
        except TemplateSyntaxError as error:
            return [self._faults.word(error, name, subject="the theme")]
        file = self._loader.get_source(self._jinja, name)[1]
        return [
            Diagnostic(
                code=code,
                message=message,
                position=self._faults.position(file, refusal.line, word),
                help=help,
            )
            for refusal in refusals
            for word, (code, message, help) in [
                ("safe", _SAFE) if refusal.is_safe_filter else ("", _COMPUTED)
            ]
        ]

    def _asset(self, name: str) -> str:
        return f"site:/{self.assets.path(name)}"

    @cached_property
    def _symbols(self) -> dict[str, str]:
        return {found[1]: found[0] for found in _SYMBOL.finditer(self._source(ICONS))}

    def _with_icons(self, html: str) -> str:
        if ICONS_MARK not in html:
            return html
        self._read_template(ICONS)
        used = sorted(set(_ICON.findall(html)))
        symbols = "".join(self._symbols[name] for name in used if name in self._symbols)
        return html.replace(ICONS_MARK, f"<div hidden><svg>{symbols}</svg></div>" if symbols else "", 1)


def _url(thing: Any, query: Mapping[str, str] | str = "", fragment: str = "") -> Markup:
    """Link to a view with a path, a target, or an output path. Raises ValueError when nothing is there."""
    if isinstance(thing, LinkView):
        thing = thing.target
    target = thing if isinstance(thing, Target) else Target(path=getattr(thing, "path", thing))
    if not (target.path or target.address):
        raise ValueError("`url` is given something that has no page or file, as a theme may leave it out")
    words = query if isinstance(query, str) else urlencode(query)
    if words or fragment:
        target = Target(
            path=target.path,
            address=target.address,
            query=words or target.query,
            fragment=fragment or target.fragment,
        )
    return escape(href_of(target))


def filters(words: Words) -> dict[str, Callable[..., Any]]:
    """Give the filters of templates: what words a value, and what lays pictures out in rows."""

    def day(value: object, style: str = "") -> str:
        if not isinstance(value, date):
            raise TypeError(f"`date` needs a day, and not {value!r}")
        return words.date(value, style)  # type: ignore[arg-type]

    return {
        "date": day,
        "iso": lambda value: value.isoformat(),
        "number": words.number,
        "in_words": words.in_words,
        "capital": words.capital,
        "names": words.names,
        "file_size": words.file_size,
        "justified": justified,
    }
