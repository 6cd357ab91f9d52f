"""What one job came to: bytes, or what is wrong. Kept from build to build by its fingerprint alone."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site. `data` is None when an earlier build made it, and it stands as it was published.

    Two are equal when their bytes are. `fault` says why there is none.
    """

    fingerprint: str = ""
    size: int = 0
    fault: Diagnostic | None = None
    data: bytes | None = field(default=None, compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Be kept without the bytes."""
        return _recalled, (self.fingerprint, self.size, self.fault)


def output(data: bytes) -> Output:
    """Take the bytes of a file."""
    return Output(fingerprint=fingerprint(data), size=len(data), data=data)


def _recalled(fingerprint: str, size: int, fault: Diagnostic | None) -> Output:
    return Output(fingerprint=fingerprint, size=size, fault=fault)
