from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite import __version__, cli
from microsite.core.locks import build_lock
from microsite.core.positions import Position
from tests.conftest import ROOT, SiteWriter
from tests.making import message_in_docs
from tests.texts import mentee, page

FAQ = "content/pages/faq.md"
Said = tuple[int, str, str]
Asker = Callable[..., Said]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Asker:
    """Ask the command line for something in a site's folder; get the exit code, stdout and stderr."""

    def asked(folder: Path, *arguments: str) -> Said:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = cli.main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return asked


def test_a_build_says_what_it_has_done_on_stderr_and_nothing_on_stdout(site: SiteWriter, ask: Asker) -> None:
    folder = site({})
    code, out, err = ask(folder, "build")
    assert (code, out) == (0, "")
    assert err.startswith("built 17 pages and ")
    assert " pictures into output/: " in err


def test_mistakes_are_printed_in_order_with_their_number(site: SiteWriter, ask: Asker) -> None:
    code, out, err = ask(site({FAQ: page("[a](nowhere)\n\n# b")}), "build")
    assert (code, out) == (1, "")
    assert err == (
        "error[E414]: there is nothing at `nowhere`\n"
        "   --> content/pages/faq.md:4:5\n"
        "  4 | [a](nowhere)\n"
        "    |     ^^^^^^^\n"
        "  help: write an id such as `page:faq`, or the path of a file\n\n"
        "error[E402]: a page has one main heading, and that is its title\n"
        "   --> content/pages/faq.md:6:1\n"
        "  6 | # b\n"
        "    | ^ a second main heading\n"
        "  help: write `## b`\n\n"
        "2 errors: nothing was published\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["build"], 0),
        (["check"], 0),
        (["build", "--strict"], 1),
        (["check", "--strict"], 1),
        (["build", "--now", "tomorrow"], 2),
        (["check", "--base-url", "x"], 2),
        (["new", "page", "A B"], 2),
        (["clean"], 0),
    ],
)
def test_exit_codes_tell_content_from_usage(
    site: SiteWriter, ask: Asker, arguments: list[str], code: int
) -> None:
    assert ask(site({FAQ: page("<b>x</b>")}), *arguments)[0] == code


def test_a_strict_build_says_what_kept_it_from_publishing(site: SiteWriter, ask: Asker) -> None:
    folder = site({FAQ: page("<b>x</b>")})
    assert ask(folder, "build", "--strict")[2].endswith("\n\n1 warning: nothing was published\n")
    assert ask(folder, "check", "--strict")[2].endswith("\n\n1 warning\n")


@pytest.mark.parametrize(
    "arguments", [[], ["bild"], ["build", "--jbos", "2"], ["new"], ["build", "--jobs", "many"]]
)
def test_wrong_usage_is_told_with_the_right_one(site: SiteWriter, ask: Asker, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        ask(site({}), *arguments)
    assert caught.value.code == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["--version"])
    assert (caught.value.code, capsys.readouterr().out) == (0, f"microsite {__version__}\n")


@pytest.mark.parametrize("command", ["build", "check", "serve", "clean", "new"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([command, "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: microsite {command} ")


def test_a_build_reports_as_data(site: SiteWriter, ask: Asker) -> None:
    folder = site({FAQ: page("<b>x</b>")})
    code, out, err = ask(folder, "build", "--json")
    told = json.loads(out)
    assert (code, err, told["published"]) == (0, "", True)
    assert told["diagnostics"] == [
        {
            "code": "W401",
            "severity": "warning",
            "message": "`<b>` is shown as it is written: texts are Markdown, not HTML",
            "path": FAQ,
            "line": 4,
            "column": 1,
            "length": 3,
            "label": "",
            "help": "write *emphasis*, **strong**, or a table in Markdown; put `code` between backticks",
            "related": [],
        }
    ]
    assert "index.html" in told["files"]
    assert set(told["written"]) == set(told["files"])


@pytest.mark.parametrize(
    ("arguments", "code", "key"),
    [
        (["check", "--json"], 1, "published"),
        (["build", "--json"], 1, "written"),
        (["new", "page", "plans", "--json"], 0, "files"),
        (["new", "page", "A B", "--json"], 2, "files"),
    ],
)
def test_every_report_as_data_is_one_value_on_stdout(
    site: SiteWriter, ask: Asker, arguments: list[str], code: int, key: str
) -> None:
    exit_code, out, err = ask(site({FAQ: page("[a](nowhere)")}), *arguments)
    assert (exit_code, err) == (code, "")
    assert key in json.loads(out)


def test_a_second_build_is_turned_away_in_words_and_as_data(site: SiteWriter, ask: Asker) -> None:
    folder = site({})
    with build_lock(folder / ".microsite"):
        code, out, err = ask(folder, "build")
        assert (code, out) == (75, "")
        assert f"another build of this site is running (process {os.getpid()})" in err
        code, out, _ = ask(folder, "build", "--json")
        assert (code, json.loads(out)["published"]) == (75, False)


def test_quiet_says_nothing_but_mistakes(site: SiteWriter, ask: Asker) -> None:
    folder = site({"mentees/lea-lind/index.md": mentee("Lea Lind", expires_on="2023-12-05")})
    assert ask(folder, "build", "--quiet") == (0, "", "")
    assert ask(folder, "check", "--quiet") == (0, "", "")
    site({FAQ: page("<b>x</b>")})
    assert "W401" in ask(folder, "build", "--quiet")[2]


def test_when_nothing_has_changed_it_says_so_at_once_with_what_it_said_before(
    site: SiteWriter, ask: Asker
) -> None:
    folder = site({FAQ: page("<b>x</b>")})
    ask(folder, "build")
    (folder / FAQ).touch()
    (folder / f"{FAQ}~").write_text("what an editor leaves behind", encoding="utf-8")
    _, _, err = ask(folder, "build")
    assert "W401" in err
    assert "\nnothing has changed: " in err


@pytest.mark.parametrize("left", ["mentees/a\tb/x.png", "mentees/con.md"])
def test_what_should_be_told_is_told_when_nothing_else_has_changed(
    site: SiteWriter, ask: Asker, left: str
) -> None:
    folder = site({FAQ: page("x")})
    assert ask(folder, "build")[0] == 0
    site({left: "x"})
    assert ask(folder, "build")[0] == 1


def test_an_edit_that_leaves_size_and_time_as_they_were_is_built(site: SiteWriter, ask: Asker) -> None:
    folder = site({FAQ: page("one")})
    ask(folder, "build")
    was = (folder / FAQ).stat()
    site({FAQ: page("two")})
    os.utime(folder / FAQ, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert "nothing has changed" not in ask(folder, "build")[2]


def test_new_names_the_files_it_has_written_on_stdout(site: SiteWriter, ask: Asker) -> None:
    folder = site({})
    assert ask(folder, "new", "page", "plans") == (0, "content/pages/plans.md\n", "")
    code, out, err = ask(folder, "new", "page", "plans")
    assert (code, out) == (2, "")
    assert (
        err
        == f"{message_in_docs('E832').replace('mentees/anna-berg/index.md', 'content/pages/plans.md')}\n\n1 error\n"
    )


def test_clean_says_what_it_has_removed(site: SiteWriter, ask: Asker) -> None:
    folder = site({})
    ask(folder, "build")
    assert ask(folder, "clean")[2].startswith("removed ")
    assert ask(folder, "clean", "--cache")[2] == "removed .microsite/\n"


def test_a_site_elsewhere_is_named(site: SiteWriter, ask: Asker, tmp_path: Path) -> None:
    site({})
    code, _, err = ask(tmp_path, "build", "--site", "site", "--output", "elsewhere")
    assert (code, "into elsewhere/: " in err) == (0, True)
    assert (tmp_path / "elsewhere/index.html").exists()
    assert not (tmp_path / "site/output").exists()


def test_a_mistake_of_ours_is_never_told_as_one_of_theirs(
    site: SiteWriter, ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LookupError("ours")

    monkeypatch.setattr("microsite.pipeline.build", broken)
    code, _, err = ask(site({}), "build")
    assert code == 70
    assert err.endswith(
        "this is a mistake in microsite, not in your files; the published site is as it was\n"
    )


@pytest.mark.parametrize(
    ("raised", "code"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left", "/a/b"), 73)]
)
def test_what_ends_a_build_early_has_a_code_of_its_own(
    site: SiteWriter, ask: Asker, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    def ended(*_: object) -> None:
        raise raised

    monkeypatch.setattr("microsite.pipeline.build", ended)
    exit_code, _, err = ask(site({}), "build")
    assert exit_code == code
    assert "the published site is as it was" in err


def test_lines_are_shown_as_they_were_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    (tmp_path / "b.md").write_bytes(b"\xff\xfe")
    line_of = cli.line_in(tmp_path)
    lines = [line_of(Position(path="a.md", line=number, column=2)) for number in (1, 2, 3, 4)]
    assert lines == ["one", "two", "three", None]
    assert line_of(Position(path="a.md")) is None
    assert line_of(Position(path="b.md", line=1, column=2)) is None
    assert line_of(Position(path="none.md", line=1, column=2)) is None


def in_terminal(folder: Path, environment: dict[str, str]) -> str:
    """Check a site on a terminal of its own, and give what is seen there."""
    import pty

    parent, child = pty.openpty()
    command = [sys.executable, "-m", "microsite", "check"]
    done = subprocess.run(
        command,
        cwd=folder,
        stderr=child,
        stdout=child,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )
    assert done.returncode == 1
    os.close(child)
    return os.read(parent, 65536).decode()


def test_colours_are_for_terminals_that_want_them(site: SiteWriter) -> None:
    folder = site({FAQ: page("[a](nowhere)")})
    assert "\x1b[1;31merror[E414]\x1b[0m: there is nothing" in in_terminal(folder, {"NO_COLOR": ""})
    assert "\x1b[" not in in_terminal(folder, {"NO_COLOR": "1"})


def test_a_reader_who_stops_listening_is_no_mistake(site: SiteWriter) -> None:
    command = f"{sys.executable} -m microsite build --json | head -c 1 > /dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=site({}),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGPIPE)
    assert b"Traceback" not in done.stderr
