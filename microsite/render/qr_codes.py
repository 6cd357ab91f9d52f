"""An address -> a QR code as SVG, for printed pages. The only user of segno."""

from __future__ import annotations

from io import BytesIO


def qr_code(address: str) -> bytes:
    """Draw the code of an address, without a border: black on nothing, one unit a module."""
    import segno

    written = BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", border=0, xmldecl=False, omitsize=True, nl=True, svgclass=None, lineclass=None
    )
    return written.getvalue()
