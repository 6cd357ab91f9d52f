"""What the page of a code says that microsite says, which is what it must say."""

from __future__ import annotations

import re

from microsite.core.diagnostics import Diagnostic, render
from tests.conftest import ROOT


def said(code: str) -> str:
    """Read the message on the page of a code."""
    page = (ROOT / "docs" / "reference" / "codes" / f"{code}.md").read_text(encoding="utf-8")
    message = re.search(r"^~~~text\n(.*?)\n~~~$", page, re.MULTILINE | re.DOTALL)
    assert message is not None
    return message[1]


def wording(diagnostic: Diagnostic) -> str:
    """Word a diagnostic whose lines cannot be shown."""
    return render(diagnostic, lambda _: None)
