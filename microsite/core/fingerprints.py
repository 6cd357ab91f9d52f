"""Bytes to a fingerprint: equal bytes have equal ones, and other bytes others for all we will ever see."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from microsite.core.disk import DISK, Disk
from microsite.core.files import pieces

_SIZE_BYTES = 16


def fingerprint(data: bytes) -> str:
    """Give the fingerprint of bytes: 32 hexadecimal digits."""
    return blake2b(data, digest_size=_SIZE_BYTES).hexdigest()


def of_pieces(parts: Iterable[bytes]) -> str:
    """Give the fingerprint of bytes that come in pieces."""
    digest = blake2b(digest_size=_SIZE_BYTES)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def of_file(path: Path | str, disk: Disk = DISK) -> str:
    """Give the fingerprint of a file, without holding all of it in memory. Raises OSError."""
    return of_pieces(pieces(os.fspath(path), disk))
