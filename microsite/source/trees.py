"""The parts of a document, one after another -> a tree, and what people may not write in it."""

from __future__ import annotations

import re

from microsite.core.dataclasses import dataclass, field, replace
from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex
from microsite.source import yaml_words
from microsite.source.nodes import Group, Listing, Node, Scalar
from microsite.source.scalars import is_endless_number
from microsite.source.source_text import SourceText

deepest_nesting = 20

_LOST_TEXT = regex(r"[ \t]+(#[^\s#][^\n]*)")
_IN_CURLY_QUOTES = regex(r"[“”„‘‚][^“”„‘‚’]*[“”’‘]")
_TAB_INDENT = regex(r"\n *\t")


class BrokenError(Exception):
    """Carry the mistake after which nothing more can be known."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Take the mistake."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Open:
    """A list or a group whose end has not been seen."""

    start: int
    is_group: bool
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None


class Tree:
    """Grow the tree of one document; places are counted in characters from the beginning of its source.

    `root` is the tree when the document has ended, `diagnostics` what was wrong with it, and `last_written`
    the text that was taken last.
    """

    def __init__(self, source: SourceText) -> None:
        """Begin with nothing."""
        self.source = source
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self.last_written: Scalar | None = None
        self._open: list[_Open] = []
        self._documents = 0

    def begin(self, start: int, *, is_marked: bool) -> None:
        """Begin a document; raise BrokenError when it is not the first, or when directives come before it."""
        self._documents += 1
        if self._documents > 1:
            raise BrokenError(yaml_words.second_document(self.source, start))
        if is_marked and (directive := re.search(r"^%", self.source.text, re.MULTILINE)):
            raise BrokenError(yaml_words.directive(self.source, directive.start()))

    def refuse_alias(self, start: int, end: int) -> None:
        """Raise BrokenError: what another place holds is not known here."""
        raise BrokenError(yaml_words.alias(self.source, start, end))

    def refuse_extras(self, start: int, *, anchor: str | None, tag: str | None) -> None:
        """Note a name for other places, or a type, that was written before a value."""
        if anchor:
            self.diagnostics.append(yaml_words.anchor(self.source, start))
        if tag:
            self.diagnostics.append(yaml_words.tag(self.source, start))

    def write(self, text: str, start: int, end: int, *, is_plain: bool) -> None:
        """Take one text."""
        if is_plain:
            self._check_plain(text, start, end)
        self.last_written = Scalar(source=self.source, start=start, end=end, text=text, is_plain=is_plain)
        self._add(self.last_written)

    def open(self, start: int, *, is_group: bool) -> None:
        """Begin a list or a group; raise BrokenError when it lies too deep."""
        if len(self._open) == deepest_nesting:
            raise BrokenError(yaml_words.too_deep(self.source, start, deepest_nesting))
        if self._awaits_key():
            raise BrokenError(yaml_words.key_of_parts(self.source, start))
        self._open.append(_Open(start=start, is_group=is_group))

    def close(self, end: int) -> None:
        """End the list or group that was begun last."""
        ended = self._open.pop()
        if ended.is_group:
            pairs = tuple(ended.pairs.values())
            self._add(Group(source=self.source, start=ended.start, end=end, pairs=pairs))
        else:
            self._add(Listing(source=self.source, start=ended.start, end=end, items=tuple(ended.items)))

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_group and self._open[-1].key is None

    def _check_plain(self, text: str, start: int, end: int) -> None:
        if tab := _TAB_INDENT.search(self.source.text, start, end):
            raise BrokenError(yaml_words.tab(self.source, tab.end() - 1))
        if is_endless_number(text):
            self.diagnostics.append(yaml_words.endless_number(self.source, start, end))
        if _IN_CURLY_QUOTES.fullmatch(text) and not self._awaits_key():
            self.diagnostics.append(yaml_words.curly_quotes(self.source, start, end))
        if lost := _LOST_TEXT.match(self.source.text, end):
            self.diagnostics.append(yaml_words.lost_text(self.source, start, lost.start(1), lost.end(1)))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_group:
            parent.items.append(node)
        elif parent.key is not None:
            self._add_pair(parent, parent.key, node)
        elif isinstance(node, Scalar):
            parent.key = self._key(node)

    def _key(self, node: Scalar) -> Scalar:
        if node.is_plain and node.text == "<<":
            raise BrokenError(yaml_words.merge_key(self.source, node.start))
        if not node.text:
            raise BrokenError(yaml_words.empty_key(self.source, node.start))
        return node

    def _add_pair(self, parent: _Open, key: Scalar, node: Node) -> None:
        parent.key = None
        first = parent.pairs.get(key.text)
        if first:
            self.diagnostics.append(yaml_words.duplicate(key, first[0]))
            return
        if isinstance(node, Scalar) and node.is_plain and not node.text:
            node = replace(key, text="", is_plain=True)
        parent.pairs[key.text] = (key, node)
