"""The host that a site names -> the file by which it is told to protect every page; and whether it would read it."""

from microsite.render.hosting.limits import fault
from microsite.render.hosting.providers import write

__all__ = ["fault", "write"]
