"""The one outcome that is neither the old site nor the new: said so, and finished by the next build."""

from __future__ import annotations

from microsite.core.diagnostics import Diagnostic
from microsite.core.failures import PublishingError


def half_done(shown: str) -> PublishingError:
    """Word that the disk failed in the middle, and again when what was done should be undone."""
    return PublishingError(
        Diagnostic(
            code="E910",
            message=f"the disk failed in the middle of publishing: `{shown}` may be partly new already",
            help="build again: that finishes it",
        )
    )
