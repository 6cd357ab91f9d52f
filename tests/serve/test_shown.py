from __future__ import annotations

from pathlib import Path

import pytest

from microsite.serve.shown import (
    MEND,
    MISTAKES,
    RELOAD,
    STYLE,
    Shown,
    Version,
    answer,
    next_steps,
    version_at,
    version_of,
)

PAGE = b'<head><link href="../assets/site-%s.css"></head>%s'
GOOD = Shown(
    files={
        "index.html": PAGE % (b"00000001", b"home"),
        "mentees/anna/index.html": b"<head></head>Anna",
        "events/calendar.ics": b"BEGIN",
        "assets/site-00000001.css": b"main {}",
        "404.html": b"<head></head>lost",
    }
)
WRONG = Shown(files=GOOD.files, mistakes={MISTAKES: b"<head></head>mistakes", "-/source/a.md": b"a"})
NEVER_GOOD = Shown(mistakes=WRONG.mistakes)


def asked(shown: Shown, path: str) -> tuple[int, bytes]:
    """Give the status and the body of a page, without the scripts that are added."""
    found = answer(shown, path, port=8000)
    head, _, body = found.body.partition(b"<script src=")
    return found.status, head + body.partition(b"</script></head>")[2]


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("mentees/anna/", 200, b"<head>Anna"),
        ("mentees/anna/index.html", 200, b"<head>Anna"),
        ("mentees/ben/", 404, b"<head>lost"),
        ("../secret", 404, b"<head>lost"),
        ("picture.webp", 404, b"<head>lost"),
    ],
)
def test_an_address_is_answered_with_its_page_or_the_page_for_lost_visitors(
    path: str, status: int, body: bytes
) -> None:
    assert asked(GOOD, path) == (status, body)
    assert asked(WRONG, path) == (status, body)


def test_where_nothing_good_is_the_mistakes_are_every_page() -> None:
    assert asked(NEVER_GOOD, "mentees/anna/") == (500, b"<head>mistakes")
    assert asked(NEVER_GOOD, MISTAKES) == (200, b"<head>mistakes")


def test_the_mistakes_have_an_address_while_there_are_any() -> None:
    assert asked(WRONG, MISTAKES) == (200, b"<head>mistakes")
    assert asked(GOOD, MISTAKES)[0] == 404


def test_a_page_is_published_but_for_the_scripts_in_its_head() -> None:
    body = answer(GOOD, "mentees/anna/", port=8000).body
    scripts = body.removeprefix(b"<head>").removesuffix(b"</head>Anna")
    version = str(version_at(GOOD, "mentees/anna/")).encode()
    assert scripts == (
        b'<script src="/-/follow.js" defer></script>'
        b'<script src="/livereload.js?port=8000&amp;maxdelay=2000&amp;snipver=%s" defer></script>' % version
    )


def test_a_picture_that_is_gone_from_the_cache_is_not_found(tmp_path: Path) -> None:
    shown = Shown(files={**GOOD.files, "media/a.jpg": tmp_path / "a.jpg"})
    assert answer(shown, "media/a.jpg", port=8000).status == 404
    (tmp_path / "a.jpg").write_bytes(b"picture")
    assert answer(shown, "media/a.jpg", port=8000).body == b"picture"


def test_a_folder_without_its_slash_is_sent_on_so_that_links_work() -> None:
    assert answer(GOOD, "mentees/anna", port=8000).location == "/mentees/anna/"


def test_a_file_that_is_not_a_page_is_given_as_it_is() -> None:
    found = answer(GOOD, "events/calendar.ics", port=8000)
    assert (found.media_type, found.body) == ("text/calendar", b"BEGIN")


@pytest.mark.parametrize(("name", "kind"), [("follow.js", "javascript"), ("mistakes.css", "css")])
def test_our_own_files_are_given(name: str, kind: str) -> None:
    found = answer(NEVER_GOOD, f"-/{name}", port=8000)
    assert (found.status, found.media_type.rpartition("/")[2]) == (200, kind)


def test_an_open_page_gets_new_styles_by_the_name_it_knows() -> None:
    found = answer(GOOD, "assets/site-0000000f.css", port=8000)
    assert (found.status, found.body) == (200, b"main {}")
    assert answer(GOOD, "assets/other-0000000f.css", port=8000).status == 404


def test_a_version_is_read_as_it_was_written() -> None:
    now = version_at(WRONG, "")
    assert version_of(str(now)) == now
    assert version_of("nonsense") == Version(page="")


@pytest.mark.parametrize(
    ("files", "steps"),
    [
        ({}, ()),
        ({"mentees/anna/index.html": b"other"}, ()),
        ({"index.html": PAGE % (b"00000001", b"changed")}, (RELOAD,)),
        ({"index.html": PAGE % (b"00000002", b"home")}, (STYLE,)),
        ({"index.html": PAGE % (b"00000002", b"changed")}, (RELOAD,)),
    ],
)
def test_a_browser_does_what_its_page_needs(files: dict[str, bytes], steps: tuple[str, ...]) -> None:
    after = Shown(files={**GOOD.files, **files})
    assert next_steps(version_at(GOOD, ""), version_at(after, "")) == steps


def test_mistakes_come_and_go_without_loading_the_page() -> None:
    good, wrong = version_at(GOOD, ""), version_at(WRONG, "")
    others = version_at(Shown(files=GOOD.files, mistakes={MISTAKES: b"others"}), "")
    assert next_steps(good, wrong) == (f"/{MISTAKES}",)
    assert next_steps(wrong, others) == (f"/{MISTAKES}",)
    assert next_steps(wrong, good) == (MEND,)


def test_a_page_of_mistakes_is_left_when_they_are_mended_or_others() -> None:
    before = version_at(NEVER_GOOD, "")
    assert next_steps(before, version_at(GOOD, "")) == (RELOAD,)
    assert next_steps(before, version_at(Shown(mistakes={MISTAKES: b"others"}), "")) == (RELOAD,)
