"""Seeds -> photos and portraits as cameras write them, for measuring. Soft shapes of all sizes, edges, and noise.

Made only where they are missing: 20 scenes, of which each photo is another view with its own light and noise. Photos
are 4000 × 3000 pixels of which three in ten are stored turned, portraits 1200 × 1500; all tell a position and a camera.
"""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyvips

ORIENTATIONS = (1, 1, 1, 6, 1, 1, 1, 8, 1, 3)
SCENES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A picture that is to be made; `scene` is the seed of what it shows, `seed` its own."""

    path: Path
    seed: int
    scene: int
    width: int
    height: int
    orientation: int = 1


def make_pictures(folder: Path, photos: int, portraits: int) -> None:
    """Make what is not there yet in the folders `gallery` and `portraits`."""
    wanted = [
        Wanted(
            path=folder / "gallery" / f"photo-{n:03d}.jpg",
            seed=n,
            scene=100 + n % SCENES,
            width=4000,
            height=3000,
            orientation=ORIENTATIONS[n % len(ORIENTATIONS)],
        )
        for n in range(photos)
    ]
    wanted += [
        Wanted(
            path=folder / "portraits" / f"portrait-{n:02d}.jpg",
            seed=900 + n,
            scene=900 + n,
            width=1200,
            height=1500,
        )
        for n in range(portraits)
    ]
    of_scene: dict[int, list[Wanted]] = {}
    for one in wanted:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        if not one.path.exists():
            of_scene.setdefault(one.scene, []).append(one)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        list(pool.map(photograph, of_scene.values()))


def photograph(wanted: list[Wanted]) -> None:
    """Draw a scene, and take all its photos."""
    width, height = wanted[0].width, wanted[0].height
    scene = draw(
        wanted[0].scene, width * 11 // 20, height * 11 // 20
    )  # a tenth wider than a photo, at half its size
    for one in wanted:
        take(scene, one)


def take(scene: pyvips.Image, wanted: Wanted) -> None:
    """Write one photo: a part of the scene, perhaps mirrored, darker or lighter, with a sensor's noise."""
    import pyvips

    chance = random.Random(wanted.seed)
    width, height = wanted.width // 2, wanted.height // 2
    left, top = chance.randrange(scene.width - width), chance.randrange(scene.height - height)
    view = scene.crop(left, top, width, height)
    view = (view.fliphor() if chance.random() < 0.5 else view) * chance.uniform(0.8, 1.15)
    noise = pyvips.Image.gaussnoise(
        wanted.width, wanted.height, mean=0, sigma=chance.uniform(3, 7), seed=wanted.seed
    )
    image = (view.cast("uchar").resize(2, kernel="cubic") + noise).cast("uchar").copy(interpretation="srgb")
    image.set_type(pyvips.GValue.gint_type, "orientation", wanted.orientation)
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd3-GPSLatitude", "59/1 54/1 30/1")
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Model", f"Camera {wanted.seed % 5}")
    whole = wanted.path.with_suffix(".part")
    image.jpegsave(str(whole), Q=90)
    whole.rename(wanted.path)


def draw(seed: int, width: int, height: int) -> pyvips.Image:
    """Draw shapes of all sizes in a light that falls off, with people and furniture that have hard edges."""
    import pyvips

    chance = random.Random(seed)
    image = pyvips.Image.black(width, height, bands=3)
    size, strength = 512, 46.0
    while size >= 2:
        image += clouds(chance, width, height, size) * strength
        size, strength = size // 2, strength * 0.7
    across, down = pyvips.Image.xyz(width, height).bandsplit()
    light = across * (chance.uniform(-60, 60) / width) + down * (chance.uniform(-90, 90) / height)
    image = (image + light + [chance.uniform(70, 170) for _ in range(3)]).cast("uchar")
    return with_shapes(chance, image.copy_memory()).cast("uchar").copy_memory()


def clouds(chance: random.Random, width: int, height: int, size: int) -> pyvips.Image:
    """Draw soft noise whose spots have a size."""
    import pyvips

    bands = []
    for _ in range(3):
        seed = chance.randrange(1 << 30)
        small = pyvips.Image.gaussnoise(width // size + 4, height // size + 4, mean=0, sigma=1, seed=seed)
        bands.append(small.resize(size, kernel="cubic").crop(size, size, width, height))
    grey = bands[0]
    return grey.bandjoin([grey * 0.65 + band * 0.35 for band in bands[1:]])


def with_shapes(chance: random.Random, image: pyvips.Image) -> pyvips.Image:
    """Draw circles and boxes into a picture, half transparent."""
    sheet, width, height = image, image.width, image.height
    for _ in range(40):
        side = chance.randrange(width // 40, width // 8)
        left, top = chance.randrange(width - side), chance.randrange(height // 5, height - side)
        colour = [chance.randrange(10, 245) for _ in range(3)]
        if chance.random() < 0.6:
            sheet = sheet.draw_circle(colour, left + side // 2, top + side // 2, side // 2, fill=True)
        else:
            sheet = sheet.draw_rect(colour, left, top, side, side, fill=True)
    return image * 0.3 + sheet * 0.7
