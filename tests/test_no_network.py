"""A build asks nobody: none of its processes opens a socket."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import SiteWriter
from tests.render.renditions.pictures import jpeg, plain
from tests.texts import mentee

# Python runs this file before a program, and so in each worker that makes pictures; it is told of all that is done.
WATCH = """
import sys

def note(event, _):
    if event.startswith("socket."):
        with open({noted!r}, "a") as file:
            file.write(f"{{event}} in {{sys.argv}}\\n")

sys.addaudithook(note)
with open({began!r}, "a") as file:
    file.write("began\\n")
"""


def test_no_process_of_a_build_opens_a_socket(site: SiteWriter, tmp_path: Path) -> None:
    fields = "photo: anna.jpg\nphoto_alt: Anna\nphoto_credit: Illustration\n"
    folder = site(
        {
            "mentees/anna-berg/index.md": mentee("Anna Berg", fields),
            "mentees/anna-berg/anna.jpg": jpeg(plain((20, 90, 120), 330, 410)),
        }
    )
    noted, began = tmp_path / "noted", tmp_path / "began"
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch/sitecustomize.py").write_text(
        WATCH.format(noted=str(noted), began=str(began)), "utf-8"
    )
    path = os.pathsep.join((str(tmp_path / "watch"), *filter(None, [os.environ.get("PYTHONPATH")])))
    command = [sys.executable, "-m", "microsite", "build", "--site", str(folder)]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True)
    assert began.read_text("utf-8").count("began") > 1, "the workers were not watched"
    assert not noted.exists(), noted.read_text("utf-8")
