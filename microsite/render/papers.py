"""A person's PDF -> the same pages without anything that says who made it, when, and with what. Only user of pypdf."""

from __future__ import annotations

from io import BytesIO

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position

LARGEST_BYTES = 10_000_000


def without_metadata(data: bytes, *, source_path: str) -> bytes | Diagnostic:
    """Copy the pages into a new document: no information, no XMP, no attachments, scripts or earlier versions.

    The same bytes give the same bytes. A damaged, encrypted or very large file is refused (E520).
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    if len(data) > LARGEST_BYTES:
        return _refusal(
            source_path, "it is larger than 10 MB", "save it smaller: a CV needs no large pictures"
        )
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            return _refusal(source_path, "it is locked with a password", "save it again without a password")
        writer = PdfWriter()
        for page in reader.pages:
            page.pop("/Metadata", None)
            page.pop("/PieceInfo", None)
            writer.add_page(page)
        writer.metadata = None
        written = BytesIO()
        writer.write(written)
    except (PyPdfError, ValueError, KeyError, RecursionError, OSError) as error:
        return _refusal(
            source_path, f"it cannot be read ({type(error).__name__})", "export it as a PDF again"
        )
    return written.getvalue()


def _refusal(source_path: str, why: str, help: str) -> Diagnostic:
    return Diagnostic(
        code="E520",
        message=f"`{source_path}` cannot be published: {why}",
        position=Position(path=source_path),
        help=help,
    )
