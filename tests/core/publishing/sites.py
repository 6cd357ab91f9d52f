"""Sites for publishing tests: two that differ in every way a site can, and the place they are published to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from microsite.core.disk import DISK, Disk
from microsite.core.publishing import Artifacts, Mode, PublishReport, publish, recover

OLDER = {"index.html": b"older", "same.css": b"same", "older/index.html": b"older"}
OLD = {
    "index.html": b"old",
    "same.css": b"same",
    "photo.jpg": b"old photo",
    "was-page": b"a file",
    "was-folder/index.html": b"a folder",
    "gone/deep/index.html": b"gone",
    "mixed/index.html": b"old page beside a file of others",
}
NEW = {
    "index.html": b"new",
    "same.css": b"same",
    "photo.jpg": b"new photo",
    "was-page/index.html": b"a folder now",
    "was-folder": b"a file now",
    "fresh/deep/index.html": b"fresh",
    "mixed/index.html": b"new page beside a file of others",
}
PAGE = {"index.html": b"page"}
OTHERS = {
    "CNAME": b"example.org",
    ".git/HEAD": b"ref",
    "mixed/theirs/notes.txt": b"notes",
    "mixed/proof.txt": b"1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder for one test, with an output and a state folder in it."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def state(self) -> Path:
        return self.root / "state"

    def publish(self, site: Artifacts, *, mode: Mode = Mode.EXCHANGED, disk: Disk = DISK) -> PublishReport:
        recover(output=self.output, state=self.state, disk=disk)
        return publish(site, output=self.output, state=self.state, mode=mode, disk=disk)

    def add(self, files: dict[str, bytes]) -> None:
        for path, data in files.items():
            target = self.output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def files(self) -> dict[str, bytes]:
        """Read all that is in the output folder."""
        return read_all(self.output)


def read_all(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
