"""The place where reading YAML had to stop -> what a person most likely meant, in words.

The library says where it stopped and what it was doing, which is often far from where the mistake is; so each
rule looks at what was written around that place. Rules are tried in order, and the last one always fits.
"""

from __future__ import annotations

from collections.abc import Callable

from microsite.core.diagnostics import Diagnostic
from microsite.source import yaml_layout, yaml_punctuation
from microsite.source.yaml_break import Break

_RULES: tuple[Callable[[Break], Diagnostic | None], ...] = (
    yaml_layout.tab,
    yaml_punctuation.escape,
    yaml_punctuation.open_quote,
    yaml_punctuation.quote_closed_by_the_next,
    yaml_punctuation.text_after_quote,
    yaml_punctuation.item_missing,
    yaml_punctuation.bracket_too_many,
    yaml_punctuation.text_after_bracket,
    yaml_punctuation.open_bracket,
    yaml_layout.colon_in_text,
    yaml_layout.missing_colon,
    yaml_layout.list_on_the_line_of_its_name,
    yaml_punctuation.special_beginning,
    yaml_punctuation.extra,
    yaml_layout.block_header,
    yaml_layout.name_missing,
    yaml_layout.uneven_line,
)


def explain(stop: Break) -> Diagnostic:
    """Word what is wrong at the place where reading stopped."""
    return next((found for rule in _RULES if (found := rule(stop))), None) or _anything(stop)


def _anything(stop: Break) -> Diagnostic:
    return Diagnostic(
        code="E130",
        message="the fields cannot be read from here on",
        position=stop.source.position(stop.at, stop.source.line_end(stop.at)),
        help="write each field on its own line, as `name: value`; put quotes around special characters",
    )
