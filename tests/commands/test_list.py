from __future__ import annotations

import json
from pathlib import Path

import pytest

from microsite.cli import main
from tests.conftest import SiteWriter
from tests.texts import event, mentee, mentor, update

WAITING = {
    "content/events/walk.md": event("draft: true\n", title="A walk"),
    "content/updates/2023-12-20-soon.md": update(day="2023-12-20", title="Soon"),
    "mentees/lea-lind/index.md": mentee("Lea Lind", expires_on="2023-12-01"),
    "mentees/otto-ek/index.md": mentee("Otto Ek", consent="  withdrawn_on: 2023-11-30\n"),
    "mentees/mia-mo/index.md": mentee("Mia Mo", given_on="2023-12-24"),
    "mentees/anna-berg/index.md": mentee("Anna Berg", expires_on="2024-01-31"),
    "content/mentors/jonas-b.md": mentor("Jonas B.", consent="  withdrawn_on: 2024-01-10\n"),
}


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[list[str], str]:
    """Run `list`; give what it says on stdout, by line, and on stderr."""
    capsys.readouterr()
    assert main(["list", *words, "--site", str(folder)]) == 0
    said = capsys.readouterr()
    return said.out.splitlines(), said.err


def test_everything_that_waits_is_listed_with_its_day_place_and_reason(
    site: SiteWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    found, said = listed(site(WAITING), capsys)
    assert found == [
        "drafts    -           content/events/walk.md:4  A walk: it is a draft",
        "future    2023-12-20  content/updates/2023-12-20-soon.md:3  Soon: it is published on 2023-12-20",
        "future    2023-12-24  mentees/mia-mo/index.md:13  Mia Mo: the consent begins on 2023-12-24",
        "expired   2023-11-30  mentees/otto-ek/index.md:17  Otto Ek: the consent was withdrawn on 2023-11-30",
        "expired   2023-12-01  mentees/lea-lind/index.md:14  Lea Lind: the consent expired on 2023-12-01",
        "expiring  2024-01-10  content/mentors/jonas-b.md:9  Jonas B.: the consent is withdrawn on 2024-01-10",
        "expiring  2024-01-31  mentees/anna-berg/index.md:14  Anna Berg: the consent ends on 2024-01-31",
    ]
    assert said == "next change: 2023-12-08; the site must be built again by then\n"


@pytest.mark.parametrize(("wait", "count"), [("drafts", 1), ("future", 2), ("expired", 2), ("expiring", 2)])
def test_one_kind_is_listed_alone(
    site: SiteWriter, capsys: pytest.CaptureFixture[str], wait: str, count: int
) -> None:
    found, _ = listed(site(WAITING), capsys, wait)
    assert [line.split()[0] for line in found] == [wait] * count


def test_the_day_can_be_asked_for(site: SiteWriter, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = listed(site(WAITING), capsys, "expiring", "--now", "2023-11-10")
    assert [line.split()[1] for line in found] == ["2023-11-30", "2023-12-01"]
    assert said == "next change: 2023-11-30; the site must be built again by then\n"


def test_the_list_can_be_had_as_data(site: SiteWriter, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = listed(site(WAITING), capsys, "drafts", "--json")
    assert said == ""
    assert json.loads("\n".join(found)) == {
        "today": "2023-12-06",
        "next_change": "2023-12-08",
        "waiting": [
            {
                "wait": "drafts",
                "on": None,
                "name": "event:walk",
                "title": "A walk",
                "reason": "it is a draft",
                "path": "content/events/walk.md",
                "line": 4,
            }
        ],
        "diagnostics": [],
    }


def test_mistakes_are_told_with_what_could_be_read(
    site: SiteWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site(
        {"content/events/walk.md": event("draft: true\nemial: x\n"), "content/site.yaml": "name: A\n"}
    )
    assert main(["list", "--site", str(folder)]) == 1
    assert "error[" in capsys.readouterr().err
