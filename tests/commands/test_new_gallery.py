"""A folder of photos, as from a camera, to a gallery that only people's words are missing from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from microsite.commands.new import new
from tests.conftest import SiteWriter
from tests.making import made, make_site, places
from tests.render.renditions.pictures import exif, iptc, jpeg, laden_jpeg, quadrants, with_segment

GALLERY = "content/galleries/summer/gallery.yaml"


def taken(when: str, width_px: int) -> bytes:
    """Encode a photo that says when it was taken, and nothing else."""
    block = exif(1, caption="").replace(b"2023:11:05 12:30:00", when.encode()).replace(b"(c) Ada", b"       ")
    return with_segment(jpeg(quadrants(width_px, 80)), 0xE1, b"Exif\0\0" + block)


def begun(site: SiteWriter, folder: Path, photos: dict[str, bytes]) -> tuple[Path, dict[str, Any]]:
    """Begin a gallery from photos; give the site's folder and what its file says."""
    folder.mkdir(exist_ok=True)
    for name, data in photos.items():
        (folder / name).write_bytes(data)
    written = site({})
    _, problems = new("gallery", "summer", site=written, photos=folder)
    assert problems == ()
    return written, yaml.safe_load((written / GALLERY).read_text())


def test_photos_are_copied_whole_and_in_the_order_in_which_they_were_taken(
    site: SiteWriter, tmp_path: Path
) -> None:
    photos = {
        "IMG_0003.JPG": taken("2023:06:01 09:00:00", 120),
        "IMG_0001.JPG": taken("2023:06:03 18:30:00", 122),
        "IMG_0002.JPG": taken("2023:06:02 12:00:00", 124),
    }
    folder, gallery = begun(site, tmp_path / "phone", photos)
    assert [photo["file"] for photo in gallery["photos"]] == ["img-0003.jpg", "img-0002.jpg", "img-0001.jpg"]
    assert str(gallery["date"]) == "2023-06-01"
    for name, data in photos.items():
        copy = folder / GALLERY.replace("gallery.yaml", name.lower().replace("_", "-"))
        assert copy.read_bytes() == data
        assert (tmp_path / "phone" / name).read_bytes() == data


def test_photos_that_do_not_say_when_come_last_counted_as_people_count(
    site: SiteWriter, tmp_path: Path
) -> None:
    photos = {f"photo-{n}.jpg": jpeg(quadrants(100 + 2 * n, 80)) for n in (10, 9, 2)}
    photos["z.jpg"] = taken("2023:06:03 18:30:00", 122)
    _, gallery = begun(site, tmp_path / "phone", photos)
    order = [photo["file"] for photo in gallery["photos"]]
    assert order == ["z.jpg", "photo-2.jpg", "photo-9.jpg", "photo-10.jpg"]


def test_what_the_photographer_has_written_is_taken_over(site: SiteWriter, tmp_path: Path) -> None:
    only_iptc = with_segment(
        jpeg(quadrants(124, 80)),
        0xED,
        b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(iptc()).to_bytes(4, "big") + iptc(),
    )
    photos = {"a.jpg": laden_jpeg(quadrants()), "b.jpg": only_iptc}
    _, gallery = begun(site, tmp_path / "camera", photos)
    first, second = gallery["photos"]
    assert first["alt"] == "Two people at a table"
    assert first["caption"].endswith(" caption")
    assert first["credit"] == "Ada Photographer / Credit AB"
    assert second["caption"] == "IPTC caption"
    assert second["credit"] == "Bo By-line / Credit AB"
    assert (second["alt"], second["depicts"]) == ("TODO", ["TODO"])
    assert "credit" not in gallery


def test_who_made_the_photos_is_asked_once_for_all_that_do_not_say(site: SiteWriter, tmp_path: Path) -> None:
    photos = {f"{n}.jpg": taken(f"2023:06:0{n} 09:00:00", 118 + 2 * n) for n in (1, 2)}
    _, gallery = begun(site, tmp_path / "phone", photos)
    assert gallery["credit"] == "TODO"
    assert all("credit" not in photo for photo in gallery["photos"])


def test_nothing_is_published_while_something_is_left_to_write_and_then_all_of_it(
    site: SiteWriter, tmp_path: Path
) -> None:
    photos = {f"{n}.jpg": taken(f"2023:06:0{n} 09:00:00", 118 + 2 * n) for n in (1, 2)}
    folder, _ = begun(site, tmp_path / "phone", photos)
    refused = make_site(folder)
    assert places(refused.diagnostics, "E") == [
        f"E606 {GALLERY}:7:9",
        f"E606 {GALLERY}:11:10",
        f"E606 {GALLERY}:13:15",
        f"E606 {GALLERY}:15:10",
        f"E606 {GALLERY}:17:15",
    ]
    text = (folder / GALLERY).read_text()
    text = text.replace("credit: TODO", "credit: Kari").replace("depicts: [TODO]", "depicts: none")
    (folder / GALLERY).write_text(text.replace("alt: TODO", "alt: A photo"))
    pages = made(folder)
    assert pages["galleries/summer/index.html"].count("<figure>") == 2


def test_names_that_come_twice_are_told_apart(site: SiteWriter, tmp_path: Path) -> None:
    photos = {"A b.jpg": jpeg(quadrants(120, 80)), "a_b.jpg": jpeg(quadrants(122, 80))}
    _, gallery = begun(site, tmp_path / "phone", photos)
    assert [photo["file"] for photo in gallery["photos"]] == ["a-b.jpg", "a-b-2.jpg"]
