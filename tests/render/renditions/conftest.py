"""A folder with pictures and a cache, and workers to make renditions with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pyvips

from microsite.core.diagnostics import Diagnostic, render
from microsite.core.fingerprints import fingerprint
from microsite.model.renditions import ImageHeader, PictureFile, Profile, RenditionJob, key_of
from microsite.render.renditions import Measured, Places, Renditions, WorkerPool, make_all, measure

SMALL = Profile(name="small", widths_px=(60, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """Put pictures into a folder, measure them and make renditions of them."""

    folder: Path
    pool: WorkerPool

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def picture(self, data: bytes, name: str = "photo.jpg") -> PictureFile:
        path = self.folder / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return PictureFile(path=path, source_path=f"content/{name}", fingerprint=fingerprint(data))

    def measured(self, data: bytes, name: str = "photo.jpg") -> Measured:
        return measure(self.picture(data, name), cache=self.cache, pool=self.pool)

    def header(self, data: bytes, name: str = "photo.jpg") -> ImageHeader:
        header = self.measured(data, name)
        assert isinstance(header, ImageHeader), header
        return header

    def refusal(self, data: bytes, name: str = "photo.jpg") -> str:
        refused = self.measured(data, name)
        assert isinstance(refused, Diagnostic), refused
        return in_words(refused)

    def job(
        self,
        data: bytes,
        name: str = "photo.jpg",
        *,
        profile: Profile = SMALL,
        focal_point: tuple[float, float] = (0.5, 0.5),
        people: tuple[str, ...] = (),
    ) -> RenditionJob:
        header = self.header(data, name)
        picture = self.picture(data, name)
        return RenditionJob(
            picture=picture, header=header, profile=profile, focal_point=focal_point, people=people
        )

    def make(self, *jobs: RenditionJob) -> Renditions:
        return make_all(jobs, cache=self.cache, pool=self.pool)

    def images(self, job: RenditionJob) -> list[pyvips.Image]:
        return [pyvips.Image.new_from_buffer(data, "") for data in self.files(job).values()]

    def files(self, job: RenditionJob) -> dict[str, bytes]:
        made = self.make(job)
        assert not made.diagnostics, made.diagnostics
        return {file.name: self.path(file.name).read_bytes() for file in made.by_key[key_of(job)]}

    def path(self, name: str) -> Path:
        return Places(cache=self.cache).files / name


def in_words(diagnostic: Diagnostic) -> str:
    return render(diagnostic, lambda _: None)


def told(made: Renditions) -> str:
    return "\n\n".join(in_words(diagnostic) for diagnostic in made.diagnostics)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2) as pool:
        yield pool


@pytest.fixture
def studio(tmp_path: Path, pool: WorkerPool) -> Studio:
    return Studio(folder=tmp_path, pool=pool)
