"""What one page is made of: the value between presenters and pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from microsite.core.dataclasses import dataclass
from microsite.render.views import ImageView


@dataclass(frozen=True, kw_only=True)
class Content:
    """What one page is made of: `people` are the ids of whom it names, `pictures` what it shows beside portraits.

    `image` stands for the page where it is shared. `structured` is its JSON-LD, as a value.
    `published_on` is the day of a piece of news.
    """

    title: str
    description: str
    values: Mapping[str, Any]
    people: tuple[str, ...] = ()
    pictures: tuple[ImageView, ...] = ()
    image: ImageView | None = None
    structured: Any = None
    is_listed: bool = True
    published_on: date | None = None
