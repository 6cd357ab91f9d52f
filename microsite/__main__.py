"""`python -m microsite`."""

from microsite.cli import run

run()
