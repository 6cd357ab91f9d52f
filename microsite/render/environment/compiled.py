"""The text of a template -> its code, which templates it includes, and what it may not do; each worked out once.

Reading and compiling templates takes longer than drawing with them. What is worked out is kept while this process
lives, as a preview needs it at each save, and code is given to the store for the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from jinja2 import BytecodeCache, Environment, meta, nodes
from jinja2.bccache import Bucket


class Refusal(NamedTuple):
    """Something that a template may not do: in which line, and what it is."""

    line: int
    is_safe_filter: bool


class Said(NamedTuple):
    """What a template says: which others it includes, and what it may not do."""

    includes: tuple[str, ...]
    refusals: tuple[Refusal, ...]


_SAID: dict[str, tuple[str, Said]] = {}
"""By name, with the text that says it."""


def said_in(jinja: Environment, name: str, source: str, file: str | None) -> Said:
    """Read a template. Raises TemplateSyntaxError."""
    known = _SAID.get(name)
    if known is None or known[0] != source:
        known = _SAID[name] = source, _read(jinja.parse(source, name, file))
    return known[1]


def _read(tree: nodes.Template) -> Said:
    safe = (node for node in tree.find_all(nodes.Filter) if node.name == "safe")
    including = tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))
    computed = (node for node in including if not isinstance(getattr(node, "template", 0), nodes.Const))
    return Said(
        includes=tuple(sorted(filter(None, meta.find_referenced_templates(tree)))),
        refusals=(
            *(Refusal(line=node.lineno, is_safe_filter=True) for node in safe),
            *(Refusal(line=node.lineno, is_safe_filter=False) for node in computed),
        ),
    )


class Compiled(BytecodeCache):
    """The code of templates; `new` has what this run compiled. Jinja checks that it is of the same text."""

    _here: ClassVar[dict[str, bytes]] = {}

    def __init__(self, kept: Callable[[str], bytes | None] = lambda _: None) -> None:
        """Take what was kept of an earlier run, by key."""
        self._kept = kept
        self.new: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of a template, if there is any."""
        if data := self._here.get(bucket.key) or self._kept(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._here[bucket.key] = self.new[bucket.key] = bucket.bytecode_to_string()
