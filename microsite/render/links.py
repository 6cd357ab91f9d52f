"""HTML of the site -> what readers elsewhere get: public addresses in it, or its plain text.

Links inside the site are written as `site:/` and an output path from its root.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from markupsafe import Markup

from microsite.core.regexes import regex

Absolute = Callable[[str], str]
"""Give the public address of an output path; an empty text for a site without an address."""

_ATTRIBUTE = regex(r'(?<=\s)(?:href|src|srcset|poster|cite)="[^"]*"')
_TOKEN = regex(r'site:/([^\s"?#,]*)')
_END_OF_LINE = regex(r"</(?:p|li|h[1-6]|blockquote|figcaption|tr|dd|dt|pre)>|<br\s*/?>")


def with_public_addresses(html: Markup, absolute: Absolute) -> Markup:
    """Replace every `site:/path` in the attributes that hold addresses; queries and fragments stay."""

    def address(token: re.Match[str]) -> str:
        return escape(absolute(unescape(token[1])))

    return Markup(_ATTRIBUTE.sub(lambda attribute: _TOKEN.sub(address, attribute[0]), html))  # noqa: S704


def plain_text(html: Markup) -> str:
    """Give the text of HTML without its elements, a line for every paragraph or item."""
    lines = (Markup(line).striptags() for line in _END_OF_LINE.split(html))  # noqa: S704
    return "\n".join(filter(None, lines))
