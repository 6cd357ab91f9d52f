"""An expression that is compiled late finds what one that is compiled at once finds."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import microsite
from microsite.core.regexes import regex

WORD = r"(?P<first>[a-z])\w*"
TEXT = "Anna bakes bread"


def test_it_finds_what_the_library_finds() -> None:
    ours, theirs = regex(WORD, re.IGNORECASE), re.compile(WORD, re.IGNORECASE)
    assert [found[0] for found in ours.finditer(TEXT)] == [found[0] for found in theirs.finditer(TEXT)]
    assert ours.sub(r"\g<first>", TEXT) == theirs.sub(r"\g<first>", TEXT) == "A b b"
    assert ours.fullmatch(TEXT) is theirs.fullmatch(TEXT) is None
    assert (ours.pattern, ours.flags, ours.groupindex) == (theirs.pattern, theirs.flags, theirs.groupindex)


def test_a_mistake_in_it_shows_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error, match="unterminated"):
        broken.search("")
    with pytest.raises(AttributeError, match="sing"):
        _ = regex("a").sing  # type: ignore[attr-defined]


def test_every_expression_of_the_package_can_be_compiled() -> None:
    kind = type(regex(""))
    names = [found.name for found in pkgutil.walk_packages(microsite.__path__, "microsite.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    written = [each for module in modules for each in vars(module).values() if isinstance(each, kind)]
    assert len(written) > 50
    assert all(isinstance(each.pattern, str) for each in written)
