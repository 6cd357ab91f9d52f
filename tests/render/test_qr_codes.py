"""The code on a printed profile leads to its page."""

from __future__ import annotations

import re

import segno

from microsite.render.qr_codes import qr_code
from tests.conftest import SiteWriter
from tests.making import made
from tests.texts import settings

ADDRESS = "https://northlight.example/mentees/anna-berg/"


def test_the_code_of_a_profile_is_that_of_its_address(site: SiteWriter) -> None:
    files = made(site({"content/site.yaml": settings(url="https://northlight.example")}))
    assert files["mentees/anna-berg/qr.svg"] == qr_code(ADDRESS).decode()


def test_every_dark_module_is_drawn_and_no_other() -> None:
    drawn: set[tuple[int, int]] = set()
    x, y = 0, 0.0
    for command, across, down in re.findall(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", qr_code(ADDRESS).decode()):
        if command == "h":
            drawn |= {(x + n, int(y)) for n in range(int(across))}
            x += int(across)
        else:
            x, y = (x if command == "m" else 0) + int(across), (y if command == "m" else 0) + float(down)
    modules = segno.make(ADDRESS, error="m", micro=False).matrix
    assert drawn == {(x, y) for y, row in enumerate(modules) for x, dark in enumerate(row) if dark}
