"""A static site generator for program microsites."""

__version__ = "0.1.0"
