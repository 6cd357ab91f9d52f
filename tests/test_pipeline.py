from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from microsite.core.failures import AlreadyBuildingError
from microsite.core.locks import build_lock
from microsite.pipeline import BuildReport, build
from tests.conftest import SiteWriter, write_site
from tests.making import message_in_docs, options_for, places, said_of
from tests.texts import mentee, page, settings, update
from tests.whole_site import CANARY, ID, whole_site

FAQ = "content/pages/faq.md"


def built(folder: Path, **asked: object) -> BuildReport:
    return build(options_for(folder, **asked))


def files_in(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def texts(report: BuildReport) -> dict[str, bytes]:
    return {path: data for path, data in report.artifacts.items() if isinstance(data, bytes)}


def test_a_build_publishes_every_artifact_and_says_what_it_has_written(site: SiteWriter) -> None:
    folder = site({})
    report = built(folder)
    assert not report.has_failed
    assert report.published is not None
    assert set(files_in(folder / "output")) == set(report.artifacts) == set(report.published.written)
    again = built(folder)
    assert again.published is not None
    assert (again.published.written, again.published.removed) == ((), ())


def test_mistakes_keep_the_published_site_as_it_is(site: SiteWriter) -> None:
    folder = site({})
    built(folder)
    before = files_in(folder / "output")
    site({FAQ: page("[a](nowhere)"), "content/pages/index.md": page(title="New")})
    report = built(folder)
    assert (report.has_failed, places(report.diagnostics)) == (True, [f"E414 {FAQ}:4:5"])
    assert files_in(folder / "output") == before


def test_a_removed_entry_is_gone_from_the_output(site: SiteWriter) -> None:
    folder = site({FAQ: page()})
    built(folder)
    assert (folder / "output/faq/index.html").exists()
    (folder / FAQ).unlink()
    report = built(folder)
    assert report.published is not None
    assert "faq/index.html" in report.published.removed
    assert not (folder / "output/faq").exists()


def test_warnings_stop_a_strict_build_and_no_other(site: SiteWriter) -> None:
    folder = site({FAQ: page("<b>x</b>")})
    assert built(folder, strict=True).has_failed
    assert not (folder / "output").exists()
    assert not built(folder).has_failed


def test_drafts_and_news_of_the_future_are_built_when_asked_for(site: SiteWriter) -> None:
    folder = site({FAQ: page(fields="draft: true\n"), "content/updates/a.md": update(day="2030-01-01")})
    assert {"faq/index.html", "updates/a/index.html"}.isdisjoint(built(folder).artifacts)
    assert "faq/index.html" in built(folder, drafts=True).artifacts
    assert "updates/a/index.html" in built(folder, future=True).artifacts
    assert "updates/a/index.html" in built(folder, now="2030-01-01").artifacts


def test_another_address_is_in_every_place_that_needs_one(site: SiteWriter) -> None:
    folder = site({"content/site.yaml": settings(url="https://northlight.example")})
    for url in ("https://northlight.example", "https://preview.example/sub"):
        made = texts(built(folder, url=url))
        assert f'<link rel="canonical" href="{url}/contact/">'.encode() in made["contact/index.html"]
        assert f"<loc>{url}/contact/</loc>".encode() in made["sitemap.xml"]
        assert f"Sitemap: {url}/sitemap.xml".encode() in made["robots.txt"]


def test_links_of_pages_are_the_same_bytes_at_a_root_and_below_it(site: SiteWriter) -> None:
    folder = site({"content/site.yaml": settings(url="https://a.example")})
    root, below = built(folder), built(folder, url="https://a.example/one/two")
    for path in ("index.html", "mentees/anna-berg/index.html"):
        first, second = (
            re.sub(rb"(https://)?a\.example[^\"<\s]*", b"", texts(one)[path]) for one in (root, below)
        )
        assert first == second
    assert b'href="/one/two/index.html"' in texts(below)["404.html"]
    assert b'href="/index.html"' in texts(root)["404.html"]


def test_pretty_addresses_leave_the_index_out(site: SiteWriter) -> None:
    hosted = settings(url="https://a.example/sub", hosting="\n  pretty_urls: true")
    pages = texts(built(site({"content/site.yaml": hosted})))
    assert b'href="../contact/"' in pages["mentees/index.html"]
    assert b'href="/sub/contact/"' in pages["404.html"]
    assert b'index.html"' not in pages["mentees/index.html"].replace(b'data-root="../index.html"', b"")


def test_a_folder_without_settings_is_told_as_in_the_docs_and_nothing_is_written(tmp_path: Path) -> None:
    report = built(tmp_path)
    assert report.has_failed
    assert said_of(tmp_path, report.diagnostics) == message_in_docs("E700")
    assert list(tmp_path.iterdir()) == []
    assert places(built(tmp_path / "nowhere").diagnostics) == ["E700 None"]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("output", [".", "content", "content/site", "mentees", "..", "themes"])
def test_an_output_folder_that_would_harm_the_sources_is_refused(site: SiteWriter, output: str) -> None:
    folder = site({})
    before = files_in(folder)
    report = built(folder, output=(folder / output).resolve())
    assert [d.code for d in report.diagnostics] == ["E905"] or report.has_failed
    assert files_in(folder) == before


def test_a_second_build_at_the_same_time_is_turned_away(site: SiteWriter) -> None:
    folder = site({})
    with build_lock(folder / ".microsite"), pytest.raises(AlreadyBuildingError) as caught:
        built(folder)
    assert f"process {os.getpid()}" in caught.value.diagnostic.message


def test_who_withdraws_is_gone_from_the_output_the_cache_and_everything_that_is_kept(tmp_path: Path) -> None:
    folder = write_site(tmp_path, whole_site())
    built(folder)
    before = files_in(folder / ".microsite")
    shown = files_in(folder / "output")
    sources = {
        path: data for path, data in files_in(folder).items() if CANARY in path and path.endswith(".jpg")
    }
    write_site(folder, whole_site(consent="  withdrawn_on: 2023-12-06\n"), base=None)
    built(folder)
    kept = {**files_in(folder / "output"), **files_in(folder / ".microsite")}
    words = [word.encode() for word in (CANARY, CANARY.lower(), ID, "Mentorsen")]
    naming = [
        path for path, data in kept.items() if any(word in data or word in path.encode() for word in words)
    ]
    assert [path for path in naming if not path.endswith((".state", ".lock"))] == []
    gone = {data for path, data in shown.items() if path.startswith("media/")} - {
        data for path, data in files_in(folder / "output").items() if path.startswith("media/")
    }
    assert gone
    assert gone.isdisjoint(kept.values())
    assert not set(sources.values()) & set(kept.values())
    assert before


def test_two_pages_of_one_address_stop_the_build(site: SiteWriter) -> None:
    report = built(site({"content/pages/contact.md": page()}))
    assert [d.code for d in report.diagnostics] == ["E804"]


def test_who_is_held_back_is_told_and_does_not_stop_the_build(site: SiteWriter) -> None:
    report = built(site({"mentees/lea-lind/index.md": mentee("Lea Lind", expires_on="2023-12-05")}))
    assert (report.has_failed, [d.code for d in report.diagnostics]) == (False, ["N301"])
    assert "mentees/lea-lind/index.html" not in report.artifacts
