"""Pictures of the content -> files for the site: measured, shrunk, cropped, without metadata, in a cache.

    with WorkerPool() as pool:
        headers = measure_all(pictures, cache=cache, pool=pool)
        made = make_all(jobs, cache=cache, pool=pool)

Only the modules that run in worker processes import the image library.
"""

from microsite.render.renditions.cache import Places, Rendition, forget, prune
from microsite.render.renditions.headers import Measured, measure, measure_all
from microsite.render.renditions.making import make_all, make_cards
from microsite.render.renditions.notes import PhotoNotes, read_captions
from microsite.render.renditions.orders import Progress, Renditions
from microsite.render.renditions.pool import WorkerPool

__all__ = [
    "Measured",
    "PhotoNotes",
    "Places",
    "Progress",
    "Rendition",
    "Renditions",
    "WorkerPool",
    "forget",
    "make_all",
    "make_cards",
    "measure",
    "measure_all",
    "prune",
    "read_captions",
]
