from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from benchmarks.corpus import invent, profiles_in
from benchmarks.peers import microsite
from benchmarks.peers.writing import page, yaml
from tests.making import make_site, places


def test_a_program_of_a_size_is_the_same_every_time() -> None:
    assert invent(12) == invent(12)
    assert invent(12) != invent(13)


def test_a_program_has_as_many_profiles_as_are_asked_for_and_other_things_in_proportion() -> None:
    program = invent(400)
    assert [len(of) for of in (program.people, program.cohorts, program.events, program.updates)] == [
        *(400, 8, 40, 20)
    ]
    assert len({person.slug for person in program.people}) == 400


def test_a_program_is_a_site_of_ours_without_a_mistake(tmp_path: Path) -> None:
    microsite.write(invent(20), tmp_path / "site")
    assert places(make_site(tmp_path / "site").diagnostics) == []


def test_front_matter_is_written_as_people_write_it() -> None:
    fields = {
        "title": 'Say "hi"',
        "date": "2025-01-02",
        "skills": ["Law"],
        "place": {"name": "Ås", "at": "09:00"},
        "links": [{"label": "a", "url": "b"}],
    }
    assert page(fields, "Body\n") == (
        '---\ntitle: "Say \\"hi\\""\ndate: 2025-01-02\nskills:\n  - "Law"\nplace:\n  name: "Ås"\n  at: 09:00\n'
        'links:\n  - label: "a"\n    url: "b"\n---\nBody\n'
    )
    assert yaml({}) == ""


@pytest.mark.parametrize("workload", ["photo-17", "text", "text-many"])
def test_a_workload_that_is_none_is_refused(workload: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="write `text-100`"):
        profiles_in(workload)
