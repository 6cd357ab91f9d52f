from __future__ import annotations

import errno
import os
import socket
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import Disk
from microsite.core.failures import ReadingError
from microsite.core.fingerprints import fingerprint
from microsite.core.known_files import KnownFingerprints, recall, remember
from microsite.core.scanning import scan
from microsite.core.state_files import write_state
from tests.core.disks import RefusingDisk
from tests.core.pages import said, wording

SECOND_NS = 1_000_000_000
LONG = (
    "everything-that-anybody-ever-asked-about-our-program-its-mentors-and-its-many-partners-in-oslo-2023.md"
)


class CountingDisk(Disk):
    """Count the files that are opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open_to_read(self, path: str) -> int:
        self.opened.append(Path(path).name)
        return super().open_to_read(path)


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def only_problem(root: Path, disk: Disk | None = None) -> Diagnostic:
    files, (problem,) = scan(root, "content", disk=disk or Disk())
    assert files == ()
    return problem


def test_files_come_sorted_with_their_size_and_fingerprint(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"content/b.md": "b", "content/a/z.md": "zz", "mentees/anna/index.md": "anna", "other/x": ""},
    )
    files, problems = scan(tmp_path, "mentees", "content")
    assert problems == ()
    assert [(file.path, file.size) for file in files] == [
        ("content/a/z.md", 2),
        ("content/b.md", 1),
        ("mentees/anna/index.md", 4),
    ]
    assert files[0].fingerprint == fingerprint(b"zz")
    assert files[0].absolute == tmp_path / "content/a/z.md"
    assert files[0].read() == b"zz"


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert scan(tmp_path, "content") == ((), ())


def test_what_systems_and_editors_leave_behind_is_passed_over(tmp_path: Path) -> None:
    left = [".DS_Store", ".a.md.swp", "a.md~", "a.swp", "#a.md#", "Thumbs.db", "desktop.ini", "~$a.docx"]
    write(tmp_path, {f"content/{name}": "" for name in [*left, "__MACOSX/a.md", ".git/config", "a.md"]})
    files, problems = scan(tmp_path, "content")
    assert ([file.path for file in files], problems) == (["content/a.md"], ())


def test_a_path_is_in_the_one_form_whatever_the_disk_has(tmp_path: Path) -> None:
    stored = unicodedata.normalize("NFD", "café.md")
    write(tmp_path, {f"content/{stored}": "x"})
    (file,), _ = scan(tmp_path, "content")
    assert file.path == "content/café.md"
    assert file.absolute.name == stored


@pytest.mark.parametrize("target", ["../secret.txt", "../folder", "nowhere"])
def test_a_link_is_refused_and_not_followed(tmp_path: Path, target: str) -> None:
    write(tmp_path, {"secret.txt": "secret", "folder/secret.txt": "secret"})
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/faq.md").symlink_to(target)
    assert wording(only_problem(tmp_path)) == said("E151")


def test_a_linked_folder_of_content_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/a.md": "a"})
    (tmp_path / "content").symlink_to("elsewhere")
    assert only_problem(tmp_path).code == "E151"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "content/pages").mkdir(parents=True)
    os.mkfifo(tmp_path / "content/pages/faq.md")
    assert wording(only_problem(tmp_path)) == said("E152")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")  # A socket's path must be short.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert only_problem(tmp_path).message == "this is a socket of the system, not a file"


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"content/pages/faq.md": "x"})
    problem = only_problem(tmp_path, RefusingDisk("open_to_read", errno.EACCES))
    assert wording(problem) == said("E150")


def test_a_folder_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    write(tmp_path, {"content/pages/faq.md": "x"})
    problem = only_problem(tmp_path, RefusingDisk("entries", errno.EIO))
    assert (problem.code, str(problem.position)) == ("E150", "content:1:1")
    assert problem.message == "the disk cannot give what is in this: Input/output error"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E153", "con.md"),
        ("E154", "faq.md."),
        ("E158", "faq\t.md"),
        ("E161", "who-can-apply?.md"),
        ("E155", LONG),
    ],
)
def test_a_name_that_does_not_work_everywhere_is_refused(tmp_path: Path, code: str, name: str) -> None:
    write(tmp_path, {f"content/pages/{name}": "x"})
    assert wording(only_problem(tmp_path)) == said(code)


def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content/pages"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_bytes(b"")
    assert wording(only_problem(tmp_path)) == said("E159")


def test_a_folder_with_a_bad_name_is_refused_once_for_all_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"content/aux/a.md": "", "content/aux/b.md": ""})
    assert str(only_problem(tmp_path).position) == "content/aux:1:1"


def test_names_that_differ_in_capital_letters_are_refused_on_every_system(tmp_path: Path) -> None:
    write(tmp_path, {"content/pages/FAQ.md": "", "content/pages/faq.md": ""})
    assert wording(only_problem(tmp_path)) == said("E156")


def test_names_that_are_stored_in_two_ways_are_refused_on_every_system(tmp_path: Path) -> None:
    write(
        tmp_path, {f"content/pages/{unicodedata.normalize(form, 'café.md')}": "" for form in ("NFC", "NFD")}
    )
    assert wording(only_problem(tmp_path)) == said("E157")


def test_folders_nested_too_deep_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"content/" + "a/" * 20 + "b.md": ""})
    assert wording(only_problem(tmp_path)) == said("E162")


def test_all_problems_are_told_in_one_run(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"content/nul": "", "content/b?": "", "mentees/Anna/a": "", "mentees/anna/a": "", "mentees/ok": ""},
    )
    files, problems = scan(tmp_path, "mentees", "content")
    assert [file.path for file in files] == ["mentees/ok"]
    assert [problem.code for problem in problems] == ["E161", "E153", "E156"]


def test_a_file_that_changed_since_the_scan_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, {"content/pages/faq.md": "old"})
    (file,), _ = scan(tmp_path, "content")
    write(tmp_path, {"content/pages/faq.md": "new"})
    with pytest.raises(ReadingError) as stopped:
        file.read()
    assert wording(stopped.value.diagnostic) == said("E160")
    assert stopped.value.exit_code == 74


def test_a_file_that_is_gone_since_the_scan_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, {"content/pages/faq.md": "old"})
    (file,), _ = scan(tmp_path, "content")
    file.absolute.unlink()
    with pytest.raises(ReadingError, match="No such file"):
        file.read()


def _scan_again(root: Path, *, after_s: float) -> tuple[CountingDisk, tuple[str, ...]]:
    """Scan, as if that long after the file was last changed; then scan again with what is known."""
    files, _ = scan(root, "content")
    latest = max(max(file.stamp.mtime_ns, file.stamp.ctime_ns) for file in files)
    remember(files, root / "state/known.json", scanned_at_ns=latest + int(after_s * SECOND_NS))
    known, notices = recall(root / "state/known.json")
    assert notices == ()
    disk = CountingDisk()
    again, _ = scan(root, "content", known=known, disk=disk)
    return disk, tuple(file.fingerprint for file in again)


def test_a_file_that_was_left_alone_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": "a"})
    disk, fingerprints = _scan_again(tmp_path, after_s=2.5)
    assert (disk.opened, fingerprints) == ([], (fingerprint(b"a"),))


def test_a_file_that_was_changed_just_before_the_scan_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": "a"})
    disk, _ = _scan_again(tmp_path, after_s=1.5)
    assert disk.opened == ["a.md"]


def test_a_file_with_another_size_or_time_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": "a", "content/b.md": "b"})
    files, _ = scan(tmp_path, "content")
    known = KnownFingerprints(
        scanned_at_ns=1 << 62, files={file.path: (file.stamp, "known") for file in files}
    )
    write(tmp_path, {"content/a.md": "longer"})
    os.utime(tmp_path / "content/b.md", ns=(0, 0))
    again, _ = scan(tmp_path, "content", known=known)
    assert [file.fingerprint for file in again] == [fingerprint(b"longer"), fingerprint(b"b")]


def test_damaged_fingerprints_are_not_used(tmp_path: Path) -> None:
    write(tmp_path, {"state/fingerprints.json": "{}"})
    known, (notice,) = recall(tmp_path / "state/fingerprints.json")
    assert known == KnownFingerprints()
    assert wording(notice) == said("N901")


def test_a_new_name_beside_known_ones_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path, {"content/pages/a.md": "a", "content/b.md": "b"})
    files, _ = scan(tmp_path, "content")
    known = KnownFingerprints(files={file.path: (file.stamp, file.fingerprint) for file in files})
    write(
        tmp_path,
        {"content/pages/A.md": "a", "content/con.md": "b", "content/b.md~": "left", "content/c.md": "c"},
    )
    again, problems = scan(tmp_path, "content", known=known)
    assert sorted(problem.code for problem in problems) == ["E153", "E156"]
    assert [file.path for file in again] == ["content/b.md", "content/c.md"]


def test_a_known_file_that_has_become_something_else_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": "a", "content/b/c.md": "c"})
    files, _ = scan(tmp_path, "content")
    known = KnownFingerprints(files={file.path: (file.stamp, file.fingerprint) for file in files})
    (tmp_path / "content/a.md").unlink()
    (tmp_path / "content/a.md").symlink_to("b/c.md")
    again, (problem,) = scan(tmp_path, "content", known=known)
    assert (problem.code, [file.path for file in again]) == ("E151", ["content/b/c.md"])
    (tmp_path / "content/b/c.md").unlink()
    (tmp_path / "content/b/c.md").mkdir()
    assert scan(tmp_path, "content", known=known)[0] == ()


@pytest.mark.parametrize(
    ("change", "count"),
    [("later", 20), ("later", 21), ("edited", 1), ("fewer", 0), ("more", 20), ("more", 21), ("nothing", 0)],
)
def test_what_is_known_serves_while_nothing_is_gone_and_little_must_be_read(
    tmp_path: Path, change: str, count: int
) -> None:
    write(tmp_path, {f"content/{number}.md": "a" for number in range(count if change == "later" else 40)})
    files, _ = scan(tmp_path, "content")
    scanned_at_ns = 0 if change == "later" else 1 << 62
    rows = {file.path: (file.stamp, file.fingerprint) for file in files}
    known = KnownFingerprints(scanned_at_ns=scanned_at_ns, files=rows)
    if change == "edited":
        write(tmp_path, {"content/1.md": "longer"})
    if change == "fewer":
        (tmp_path / "content/1.md").unlink()
    if change == "more":
        write(tmp_path, {f"content/new-{number}.md": "c" for number in range(count)})
    again, _ = scan(tmp_path, "content", known=known)
    assert known.serves(again) is (change != "fewer" and count < 21)
    assert not KnownFingerprints().serves(again)


@pytest.mark.parametrize(
    "columns", [{}, {"paths": ["a"]}, {"sizes": ["1"]}, {"fingerprints": None}, {"mtimes_ns": [True]}]
)
def test_columns_that_do_not_belong_together_are_not_used(tmp_path: Path, columns: dict[str, object]) -> None:
    row: dict[str, object] = {"paths": ["a", "b"], "sizes": [1, 2], "mtimes_ns": [1, 2], "ctimes_ns": [1, 2]}
    state = tmp_path / "known.json"
    write_state(state, {"scanned_at_ns": 1, **row, "fingerprints": ["a", "b"]})
    assert len(recall(state)[0].files) == 2
    write_state(state, {"scanned_at_ns": 1, **row, "fingerprints": ["a", "b"], **columns} if columns else [])
    assert recall(state) == (KnownFingerprints(), ())
