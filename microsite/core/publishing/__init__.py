"""What a site shall consist of, to the output folder: whole or not at all, and only what is new is written.

`publish` is the way in; `recover` finishes what a kill or a power cut broke off; `purge` forgets old sites.
"""

from microsite.core.publishing.artifacts import Artifacts, Kept
from microsite.core.publishing.folders import Folders, unsafe_output
from microsite.core.publishing.looks import Look
from microsite.core.publishing.publication import (
    Mode,
    PublishReport,
    look,
    publish,
    published,
    purge,
    recover,
)

__all__ = [
    "Artifacts",
    "Folders",
    "Kept",
    "Look",
    "Mode",
    "PublishReport",
    "look",
    "publish",
    "published",
    "purge",
    "recover",
    "unsafe_output",
]
