"""What a host is told -> a diagnostic when it is more than the host reads.

The limits are those of Cloudflare Pages, the narrowest: https://developers.cloudflare.com/pages/platform/limits/.
"""

from __future__ import annotations

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.plan import SETTINGS

MOST_RULES = 100
LONGEST_LINE = 2_000
MOST_BYTES = 100_000


def fault(path: str, written: bytes) -> Diagnostic | None:
    """Say what a host would not read in a file that was written for it (E806)."""
    reason = _beyond(written.decode().splitlines(), len(written))
    if reason is None:
        return None
    return Diagnostic(
        code="E806",
        message=f"the host would not read `{path}`, so no page would be protected: {reason}",
        position=Position(path=SETTINGS),
        help="shorten the address in `contact_form: endpoint`, which it repeats",
    )


def _beyond(lines: list[str], size: int) -> str | None:
    rules = sum(line.startswith("/") for line in lines)
    longest = max((len(line) for line in lines), default=0)
    if rules > MOST_RULES:
        return f"it has {rules} rules, at most {MOST_RULES} count"
    if longest > LONGEST_LINE:
        return f"a line has {longest:,} characters, at most {LONGEST_LINE:,} count"
    return f"it has {size:,} bytes, at most {MOST_BYTES:,} count" if size > MOST_BYTES else None
