"""Links, files, pictures and terms, as templates see them."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link leads: a page of the site, or an address outside."""

    path: str = ""
    query: str = ""
    fragment: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A worded link; `section` is the part of the site it leads to, for marking the current one."""

    label: str
    target: Target
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    """A file to download; `bytes` is its size."""

    path: str
    bytes: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file of a picture."""

    path: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSet:
    """The renditions of one format, narrowest first."""

    media_type: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """A picture with its renditions; the last source set is the one that every browser reads.

    `width_px` and `height_px` are those of the largest rendition; `id` is unique within its gallery and safe in
    addresses.
    """

    id: str
    alt: str
    caption: str
    credit: str
    width_px: int
    height_px: int
    sources: tuple[SourceSet, ...]

    @property
    def largest(self) -> Rendition:
        """Give the largest rendition in the format that every browser reads."""
        return self.sources[-1].renditions[-1]

    @property
    def smallest(self) -> Rendition:
        """Give the smallest rendition in the format that every browser reads."""
        return self.sources[-1].renditions[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term of a taxonomy, such as a skill or an industry, with its page.

    `slug` is its value in addresses; `count` is how many mentees have it; `synonyms` are other names that a
    search finds.
    """

    name: str
    slug: str
    path: str
    count: int
    synonyms: tuple[str, ...] = ()
