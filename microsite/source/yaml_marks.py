"""YAML text -> a tree that knows where everything stands. The only user of the YAML library.

It stands on the library's events: they keep the place of every key and value, build no objects, and
stop at the first bomb. Of YAML only what people need to fill in fields is let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from microsite.source import yaml_syntax, yaml_words
from microsite.source.nodes import Group, Listing, Node, Parsed, Scalar, plain_value, position_of, text_of
from microsite.source.source_text import SourceText
from microsite.source.trees import BrokenError, Tree
from microsite.source.yaml_break import Break

if TYPE_CHECKING:
    import yaml

__all__ = ["Group", "Listing", "Node", "Parsed", "Scalar", "parse", "plain_value", "position_of", "text_of"]

longest_text = 1_000_000
"""Characters."""

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# YAML ends lines where editors do not; a space keeps every place the same.
_ONE_LINE = str.maketrans("\u2028\u2029", "  ")


def parse(text: str, *, path: str, first_line: int = 1) -> Parsed:
    """Read one document that begins on line `first_line` of its file.

    The node is None when there is nothing, or when the text is broken so that its fields are not known.
    """
    source = SourceText.of(text, path=path, first_line=first_line)
    if len(text) > longest_text:
        return Parsed(node=None, diagnostics=(yaml_words.too_long(source, longest_text),))
    if unreadable := _UNREADABLE.search(text):
        return Parsed(node=None, diagnostics=(yaml_words.unreadable(source, unreadable.start()),))
    tree = Tree(source)
    try:
        _grow(tree, text)
    except BrokenError as broken:
        return Parsed(node=None, diagnostics=(*tree.diagnostics, broken.diagnostic))
    return Parsed(node=tree.root, diagnostics=tuple(tree.diagnostics))


def _grow(tree: Tree, text: str) -> None:
    import yaml

    try:
        for event in _events(text):
            _take(tree, event)
    except yaml.MarkedYAMLError as error:
        began, at = error.context_mark, error.problem_mark
        raise BrokenError(
            yaml_syntax.explain(
                Break(
                    source=tree.source,
                    context=error.context or "",
                    problem=error.problem or "",
                    began=began.index if began else None,
                    at=at.index if at else len(text),
                    last=tree.last_written,
                )
            )
        ) from None


def _events(text: str) -> Iterator[yaml.Event]:
    import yaml

    loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    events: Iterator[yaml.Event] = yaml.parse(text.translate(_ONE_LINE), Loader=loader)
    return events


def _index(mark: Any) -> int:
    return mark.index if mark else 0


def _take(tree: Tree, event: yaml.Event) -> None:
    import yaml

    start, end = _index(event.start_mark), _index(event.end_mark)
    match event:
        case yaml.DocumentStartEvent():
            tree.begin(start, is_marked=bool(event.explicit))
        case yaml.AliasEvent():
            tree.refuse_alias(start, end)
        case yaml.ScalarEvent():
            tree.refuse_extras(start, anchor=event.anchor, tag=event.tag)
            tree.write(event.value, start, end, is_plain=not event.style)
        case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
            tree.refuse_extras(start, anchor=event.anchor, tag=event.tag)
            tree.open(start, is_group=isinstance(event, yaml.MappingStartEvent))
        case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
            tree.close(end)
