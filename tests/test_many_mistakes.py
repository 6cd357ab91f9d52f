"""Twenty different mistakes in twelve files: all are told in one run, each with its place and its repair."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import SiteWriter

CONSENT = "consent: {given_on: 2023-09-05, expires_on: 2024-12-31, covers: [profile], text_version: one}\n"
PERSON = (
    "headline: A person\ncohort: 2023-autumn\nskills: [Python]\nlanguages: [{code: en, level: C1}]\n"
    "status: [{state: open, since: 2023-09-05}]\n"
)
FILES = {
    "content/cohorts/2024-spring.md": (
        "---\ntitle: Spring\nsummary: The next one.\nstart_date: 2024-13-09\nplaces: many\n---\n"
    ),
    "content/cohorts/2024-autumn.md": (
        "---\ntitle: Autumn\nsumary: A misspelt key.\nsummary: One.\nstart_date: 03/04/2024\n---\n"
    ),
    "content/cohorts/2025-spring.md": (
        "---\ntitle: One\ntitle: Two\nsummary: Twice.\nexpected: in spring\n---\n"
    ),
    "content/events/more.yaml": (
        "- id: late\n  title: Late\n  start_date: 2024-02-10\n  end_date: 2024-02-01\n"
        "- id: early\n  title: Early\n  start_date: 2024-02-10\n  start_time: 25:00\n"
        "- id: lost\n  title: Lost\n  start_date: 2024-02-10\n  cohort: 2023-autum\n"
    ),
    "content/mentors/kim.md": "---\nname: Kim\njob_title: Editor\nworks_for: nrkk\n" + CONSENT + "---\n",
    "content/pages/about.md": (
        "---\ntitle: About\n---\n# A second title\n\n[Nowhere](page:abuot) and [bad](javascript:alert(1)).\n\n"
        "<script>alert(1)</script>\n"
    ),
    "content/pages/help.md": "---\ntitle: Help\n---\nWrite to me@private.example today.\n",
    "content/updates/2023-11-01-news.md": (
        "---\ntitle: News\ndate: 2023-11-01\nsummary: News.\nimage: missing.jpg\n---\nHello.\n"
    ),
    "content/partners.yaml": (
        "- id: northlight\n  name: Northlight Foundation\n  role: organizer\n"
        "- id: other\n  name: Other\n  role: host\n  url: other.example\n"
    ),
    "mentees/bo-lund/index.md": "---\nname: Bo Lund\nnationality: Danish\n"
    + PERSON
    + CONSENT
    + "---\nHello.\n",
    "mentees/cy-moe/index.md": "---\nname: Cy Moe\n" + PERSON + "---\nHello.\n",
    "content/testimonials.yaml": "- id: one\n  person: nobody\n  quote: Good.\n",
}
EXPECTED = {
    ("content/cohorts/2024-autumn.md", 3, 1),
    ("content/cohorts/2024-autumn.md", 5, 13),
    ("content/cohorts/2024-spring.md", 4, 13),
    ("content/cohorts/2024-spring.md", 5, 9),
    ("content/cohorts/2025-spring.md", 3, 1),
    ("content/events/more.yaml", 4, 13),
    ("content/events/more.yaml", 8, 15),
    ("content/events/more.yaml", 12, 11),
    ("content/mentors/kim.md", 4, 12),
    ("content/pages/about.md", 4, 1),
    ("content/pages/about.md", 6, 11),
    ("content/pages/about.md", 6, 33),
    ("content/pages/about.md", 8, 1),
    ("content/pages/help.md", 4, 10),
    ("content/partners.yaml", 3, 9),
    ("content/partners.yaml", 7, 8),
    ("content/testimonials.yaml", 2, 11),
    ("content/updates/2023-11-01-news.md", 5, 8),
    ("mentees/bo-lund/index.md", 3, 1),
    ("mentees/cy-moe/index.md", 2, 1),
}


def run(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "microsite", "build", "--site", str(site)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_twenty_mistakes_in_twelve_files_are_told_in_one_run_and_nothing_is_published(
    site: SiteWriter,
) -> None:
    folder = site({})
    assert run(folder).returncode == 0
    before = {p: p.read_bytes() for p in (folder / "output").rglob("*") if p.is_file()}
    done = run(site(FILES))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    blocks = [block for block in done.stderr.split("\n\n") if block.startswith("error[")]
    places = [re.search(r"--> (.+):(\d+):(\d+)", block) for block in blocks]
    assert {(found[1], int(found[2]), int(found[3])) for found in places if found} == EXPECTED
    assert len(blocks) == len(EXPECTED) == 20
    assert [block for block in blocks if "  help: " not in block] == []
    assert len({path for path, _, _ in EXPECTED}) == 12
    assert {p: p.read_bytes() for p in (folder / "output").rglob("*") if p.is_file()} == before
