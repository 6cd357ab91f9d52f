"""Photos and portraits -> a site for microsite and one for Hugo, with the same pages and renditions.

Albums of 50 photos and a page of portraits. Photos become 480, 960 and 1600 pixels wide, portraits 320 and 640, as
WebP and JPEG of quality 78. Pictures are hard links to where they were made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PHOTO_WIDTHS_PX, PORTRAIT_WIDTHS_PX, QUALITY, WEBP_EFFORT = (480, 960, 1600), (320, 640), 78, 2
ALBUM = 50
SETTINGS = """name: Pictures
tagline: A site of pictures
timezone: Europe/Oslo
as_of: 2023-12-06
theme:
  name: measured
organisation:
  name: Northlight Foundation
coordinator:
  name: Kari
  email: kari@northlight.example
contact_form:
  topics:
    - {id: other, label: Something}
navigation:
  - {label: Mentees, to: mentees}
  - {label: Pictures, to: galleries}
"""
THEME = f"""name: measured
extends: default
meaning: The renditions that all contenders make.
profiles:
  photo:
    widths: {list(PHOTO_WIDTHS_PX)}
    webp_quality: {QUALITY}
    jpeg_quality: {QUALITY}
  portrait:
    widths: {list(PORTRAIT_WIDTHS_PX)}
    webp_quality: {QUALITY}
    jpeg_quality: {QUALITY}
"""
MENTEE = """---
name: Person {number}
headline: One of those who are shown
cohort: 2023-autumn
skills: [Python]
languages: [{{code: en, level: C1}}]
photo: photo.jpg
photo_alt: A portrait
photo_credit: A generator
status:
  - {{state: open, since: 2023-09-05}}
consent:
  given_on: 2023-09-05
  expires_on: 2024-12-31
  covers: [profile, photo, gallery, news]
  text_version: 2023-08
---
I count small things for a living.
"""
COHORT = """---
title: The autumn cohort
summary: Those who are shown.
start_date: 2023-09-05
end_date: 2023-12-07
---
It rained, and we met anyway.
"""
ENTRY = "  - {{file: {name}, alt: A photo, credit: A generator, depicts: none}}\n"
HUGO_PICTURES = """{{ range .Resources.ByType "image" }}{{ $photo := .Filter images.AutoOrient }}
{{ range $width := slice WIDTHS }}{{ range slice "webp" "jpeg" }}
{{ with $photo.Process (printf "resize %dx %s qQUALITY" $width .) }}<img src="{{ .RelPermalink }}" alt="">{{ end }}
{{ end }}{{ end }}{{ end }}"""


def albums(photos: list[Path]) -> Iterator[tuple[str, list[Path]]]:
    """Deal photos out to albums, each with its name."""
    for begin in range(0, len(photos), ALBUM):
        yield f"album-{begin // ALBUM + 1}", photos[begin : begin + ALBUM]


def write_our_site(photos: list[Path], portraits: list[Path], site: Path) -> None:
    """Write what `microsite build` needs."""
    write(site / "content" / "site.yaml", SETTINGS)
    write(site / "content" / "cohorts" / "2023-autumn.md", COHORT)
    write(site / "themes" / "measured" / "theme.yaml", THEME)
    for name, pictures in albums(photos):
        entries = "".join(
            f"  - {{file: {path.name}, alt: A photo, credit: A generator, depicts: none}}\n"
            for path in pictures
        )
        folder = site / "content" / "galleries" / name
        write(folder / "gallery.yaml", f"title: {name}\ndate: 2023-09-05\nphotos:\n{entries}")
        link(pictures, folder)
    for number, portrait in enumerate(portraits):
        folder = site / "mentees" / f"person-{number}"
        write(folder / "index.md", MENTEE.format(number=number))
        if not (folder / "photo.jpg").exists():
            os.link(portrait, folder / "photo.jpg")


def write_hugo_site(photos: list[Path], portraits: list[Path], site: Path) -> None:
    """Write what `hugo` needs."""
    write(
        site / "hugo.yaml",
        "baseURL: https://example.org/\ntitle: Pictures\ndisableKinds: [taxonomy, term, rss, sitemap]\n",
    )
    write(site / "layouts" / "home.html", "<h1>Pictures</h1>\n")
    for name, widths in (("album", PHOTO_WIDTHS_PX), ("portraits", PORTRAIT_WIDTHS_PX)):
        template = HUGO_PICTURES.replace("WIDTHS", " ".join(map(str, widths))).replace(
            "QUALITY", str(QUALITY)
        )
        write(site / "layouts" / f"{name}.html", template)
    for name, pictures in (*albums(photos), ("portraits", portraits)):
        folder = site / "content" / name
        layout = name.partition("-")[0]
        write(
            folder / "index.md",
            f"---\ntitle: {name}\nlayout: {layout}\nbuild: {{publishResources: false}}\n---\n",
        )
        link(pictures, folder)


def write(path: Path, text: str) -> None:
    """Write a file unless it is there already: what was not touched stays untouched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def link(pictures: list[Path], folder: Path) -> None:
    """Put pictures into a folder without copying them."""
    for path in pictures:
        if not (folder / path.name).exists():
            os.link(path, folder / path.name)
