"""YAML text -> a tree that knows where everything stands. The only user of the YAML library.

It stands on the library's events: they keep the place of every key and value, build no objects, and
stop at the first bomb. Of YAML only what people need to fill in fields is let through.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from microsite.core.regexes import regex
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

_UNREADABLE = regex("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(text: str, *, path: str, first_line: int = 1) -> Parsed:
    """Read one document that begins on line `first_line` of its file.

    The node is None when there is nothing, or when the text is broken so that its fields are not known.
    """
    source = SourceText(text=text, path=path, first_line=first_line)
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

    takers: dict[type, Callable[[Tree, Any, int, int], None]] = {
        yaml.DocumentStartEvent: _take_document,
        yaml.ScalarEvent: _take_scalar,
        yaml.SequenceStartEvent: _take_list,
        yaml.MappingStartEvent: _take_group,
        yaml.SequenceEndEvent: _take_end,
        yaml.MappingEndEvent: _take_end,
        yaml.AliasEvent: _take_alias,
    }
    loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        for event in yaml.parse(_on_lines(text), Loader=loader):
            if taker := takers.get(type(event)):
                taker(tree, event, _index(event.start_mark), _index(event.end_mark))
    except yaml.MarkedYAMLError as error:
        raise BrokenError(yaml_syntax.explain(_break(tree, error))) from None


def _on_lines(text: str) -> str:
    # YAML ends lines where editors do not; a space keeps every place the same.
    return text.replace("\u2028", " ").replace("\u2029", " ")


def _index(mark: Any) -> int:
    return mark.index if mark else 0  # the library's types allow for events without marks


def _break(tree: Tree, error: yaml.MarkedYAMLError) -> Break:
    began, at = error.context_mark, error.problem_mark
    return Break(
        source=tree.source,
        context=error.context or "",
        problem=error.problem or "",
        began=began.index if began else None,
        at=at.index if at else len(tree.source.text),
        last=tree.last_written,
    )


def _take_document(tree: Tree, event: yaml.DocumentStartEvent, start: int, _end: int) -> None:
    tree.begin(start, is_marked=bool(event.explicit))


def _take_scalar(tree: Tree, event: yaml.ScalarEvent, start: int, end: int) -> None:
    if event.anchor or event.tag:
        tree.refuse_extras(start, anchor=event.anchor, tag=event.tag)
    tree.write(event.value, start, end, is_plain=not event.style)


def _take_list(tree: Tree, event: yaml.SequenceStartEvent, start: int, _end: int) -> None:
    if event.anchor or event.tag:
        tree.refuse_extras(start, anchor=event.anchor, tag=event.tag)
    tree.open(start, is_group=False)


def _take_group(tree: Tree, event: yaml.MappingStartEvent, start: int, _end: int) -> None:
    if event.anchor or event.tag:
        tree.refuse_extras(start, anchor=event.anchor, tag=event.tag)
    tree.open(start, is_group=True)


def _take_end(tree: Tree, _event: yaml.CollectionEndEvent, _start: int, end: int) -> None:
    tree.close(end)


def _take_alias(tree: Tree, _event: yaml.AliasEvent, start: int, end: int) -> None:
    tree.refuse_alias(start, end)
