"""The site on this computer, as it is written."""

from microsite.serve.server import PortError, serve

__all__ = ["PortError", "serve"]
