"""What is wrong with a picture -> words for the person who put it there. Decides nothing."""

from __future__ import annotations

from typing import Literal

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position

MOST_MEGAPIXELS = 50
ANDROID = "on an Android phone choose Camera > Settings > Picture formats and turn off HEIF"
IPHONE = "on an iPhone choose Settings > Camera > Formats > Most Compatible"


def empty(source_path: str) -> Diagnostic:
    """Refuse a file of 0 bytes."""
    return _refusal(
        "E501",
        source_path,
        "this picture file is empty",
        label="0 bytes",
        help="copy the picture here again from the camera or the computer where it opens",
    )


def pointer(source_path: str) -> Diagnostic:
    """Refuse a Git LFS pointer."""
    return _refusal(
        "E502",
        source_path,
        "this is only a pointer to a picture, not the picture",
        label="a text file that Git LFS left in the picture's place",
        help="run `git lfs pull` in the site folder, then build again",
    )


def not_a_picture(source_path: str, what: str) -> Diagnostic:
    """Refuse a file that holds something else than its name says."""
    return _refusal(
        "E503",
        source_path,
        "this file is not a picture",
        label=f"it holds {what}",
        help="put the picture itself here: open it where you found it and save it as JPEG, PNG or WebP",
    )


def drawing(source_path: str) -> Diagnostic:
    """Refuse an SVG file among the content."""
    return _refusal(
        "E504",
        source_path,
        "SVG drawings are not accepted as pictures of the content",
        label="an SVG drawing can carry programs",
        help="export it as PNG, at least 1600 pixels wide; a theme may have SVG files of its own",
    )


def unaccepted(source_path: str, what: str) -> Diagnostic:
    """Refuse a picture in a format that is not accepted."""
    return _refusal(
        "E505",
        source_path,
        "pictures must be JPEG, PNG or WebP files",
        label=f"this is {what}",
        help="open it in Preview, Photos, Paint or GIMP, choose Export or Save as, and save it as JPEG "
        "(PNG for drawings and screenshots)",
    )


def heic(source_path: str) -> Diagnostic:
    """Refuse a HEIC picture where its converter is not installed."""
    return _refusal(
        "E506",
        source_path,
        "HEIC pictures cannot be read here",
        label="a HEIC picture, as phones take them",
        help=f"export it as JPEG; for new photos, {IPHONE}, or {ANDROID}; "
        "or have the optional part `heic` of microsite installed, which converts them",
    )


def too_many_pixels(source_path: str, width_px: int, height_px: int) -> Diagnostic:
    """Refuse a picture by the size that its header tells."""
    megapixels = width_px * height_px / 1_000_000
    return _refusal(
        "E507",
        source_path,
        f"pictures may have at most {MOST_MEGAPIXELS} megapixels",
        label=f"{width_px} × {height_px} pixels are {megapixels:,.1f} megapixels",
        help="save it smaller: 4000 pixels on the longer side are plenty for a web page",
    )


def too_many_bytes(source_path: str, size: int, most: int) -> Diagnostic:
    """Refuse a file that is too large to be read."""
    return _refusal(
        "E508",
        source_path,
        f"picture files may have at most {most / 1e6:.0f} MB",
        label=f"{size / 1e6:,.1f} MB",
        help="save it as JPEG of a usual quality (80 to 90 of 100), at most 4000 pixels on the longer side",
    )


def damaged(source_path: str) -> Diagnostic:
    """Refuse a picture whose pixels cannot be read to the end."""
    return _refusal(
        "E509",
        source_path,
        "this picture file is damaged or not complete",
        label="it cannot be read to its end",
        help="copy it here again from the camera or the computer where it opens whole",
    )


def damaged_header(source_path: str, what: str) -> Diagnostic:
    """Refuse a picture whose size cannot even be read."""
    return _refusal(
        "E510",
        source_path,
        "this picture file is damaged at its beginning",
        label=f"it starts as {what}, but its size cannot be read",
        help="copy it here again, or open it in a picture program and save it anew as JPEG",
    )


def crashed(source_path: str) -> Diagnostic:
    """Refuse a picture on which the program that reads pictures broke off."""
    return _refusal(
        "E511",
        source_path,
        "reading this picture broke off",
        label="the program that reads pictures stopped at this one",
        help="build once more; if it breaks off here again, open the picture in a picture program "
        "and save it anew as JPEG",
    )


def too_slow(source_path: str, limit_s: float) -> Diagnostic:
    """Refuse a picture that took too long."""
    return _refusal(
        "E512",
        source_path,
        "this picture takes too long",
        label=f"not done after {limit_s:.0f} seconds",
        help="open it in a picture program and save it anew as JPEG, at most 4000 pixels on the longer side",
    )


def too_much_memory(source_path: str) -> Diagnostic:
    """Refuse a picture that needs too much memory."""
    return _refusal(
        "E513",
        source_path,
        "this picture needs too much memory",
        label="it needs more than microsite gives to one picture",
        help="open it in a picture program and save it anew as JPEG, at most 4000 pixels on the longer side",
    )


def changed(source_path: str) -> Diagnostic:
    """Refuse a picture that is no longer the one that was planned."""
    return _refusal(
        "E514",
        source_path,
        "this picture changed while the site was built",
        help="build once more when it has been saved",
    )


def unreadable(source_path: str, reason: str) -> Diagnostic:
    """Refuse a file that the system does not let us read."""
    return _refusal(
        "E516",
        source_path,
        "this picture cannot be read",
        label=reason,
        help="see that the file is there, is a file, and that you may open it",
    )


def of_kind(
    source_path: str, kind: Literal["empty", "pointer", "svg", "unaccepted", "other"], name: str
) -> Diagnostic:
    """Word why a file of such a kind is refused."""
    match kind:
        case "empty":
            return empty(source_path)
        case "pointer":
            return pointer(source_path)
        case "svg":
            return drawing(source_path)
        case "unaccepted":
            return unaccepted(source_path, name)
        case "other":
            return not_a_picture(source_path, name)


def of_fault(source_path: str, fault: str, limit_s: float) -> Diagnostic:
    """Word a worker's `fault`."""
    match fault:
        case "changed":
            return changed(source_path)
        case "memory":
            return too_much_memory(source_path)
        case "too_slow":
            return too_slow(source_path, limit_s)
        case "crashed":
            return crashed(source_path)
        case _:
            return damaged(source_path)


def no_library(reason: str) -> Diagnostic:
    """Say that pictures cannot be made on this computer at all."""
    return Diagnostic(
        code="E515",
        message=f"pictures cannot be made on this computer: {reason}",
        help="install the dependencies of microsite anew; see docs/reference/codes/E515.md",
    )


def damaged_in_cache(source_path: str) -> Diagnostic:
    """Tell that renditions in the cache were no longer as they were made."""
    return Diagnostic(
        code="N501",
        message="the cache held a damaged copy of this picture; it was made again",
        position=Position(path=source_path),
    )


def _refusal(code: str, source_path: str, message: str, *, label: str = "", help: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, position=Position(path=source_path), label=label, help=help)
