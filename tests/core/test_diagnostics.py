from microsite.core.diagnostics import Diagnostic, Related, did_you_mean, in_order, render, widest_excerpt
from microsite.core.positions import Position


def at(line: int, column: int, length: int = 1) -> Position:
    return Position(path="content/a.md", line=line, column=column, length=length)


def test_a_diagnostic_shows_its_line_with_the_place_marked_and_says_how_to_repair_it() -> None:
    diagnostic = Diagnostic(
        code="E204",
        message="`start_date` must be a date",
        position=at(4, 13, 10),
        label="there is no month 13",
        help="write year-month-day, for example 2023-09-13",
    )
    assert render(diagnostic, lambda _: "start_date: 2023-13-09") == (
        "error[E204]: `start_date` must be a date\n"
        "   --> content/a.md:4:13\n"
        "  4 | start_date: 2023-13-09\n"
        "    |             ^^^^^^^^^^ there is no month 13\n"
        "  help: write year-month-day, for example 2023-09-13"
    )


def test_a_second_place_is_shown_below_the_first() -> None:
    diagnostic = Diagnostic(
        code="E110",
        message="`a` is written twice",
        position=at(2, 1),
        related=(Related(position=at(1, 1), message="the first one is here"),),
    )
    assert render(diagnostic, lambda position: f"a: {position.line}") == (
        "error[E110]: `a` is written twice\n"
        "   --> content/a.md:2:1\n"
        "  2 | a: 2\n"
        "    | ^\n"
        "  note: the first one is here\n"
        "   --> content/a.md:1:1\n"
        "  1 | a: 1\n"
        "    | ^"
    )


def test_of_a_long_line_only_what_stands_around_the_place_is_shown() -> None:
    text = "x" * 500 + "here" + "y" * 500
    shown = render(Diagnostic(code="E999", message="m", position=at(1, 501, 4)), lambda _: text).splitlines()
    line, marks = shown[2], shown[3]
    assert len(line) == len("  1 | ") + widest_excerpt
    assert line[marks.index("^") : marks.rindex("^") + 1] == "here"
    assert line.startswith("  1 | …x")
    assert line.endswith("y…")


def test_a_mark_at_the_end_of_a_long_line_stays_on_its_character() -> None:
    shown = render(
        Diagnostic(code="E999", message="m", position=at(1, 300)), lambda _: "x" * 299 + "!"
    ).splitlines()
    assert shown[2][shown[3].index("^")] == "!"


def test_what_content_says_cannot_steer_the_terminal() -> None:
    diagnostic = Diagnostic(code="E999", message="a\x1b[2Jb", position=at(1, 2), help="\u202ec")
    assert render(diagnostic, lambda _: "\tx\x9b") == (
        "error[E999]: a\ufffd[2Jb\n   --> content/a.md:1:2\n  1 | →x\ufffd\n    |  ^\n  help: \ufffdc"
    )


def test_diagnostics_stand_in_the_order_of_the_file_each_once() -> None:
    later, earlier = (Diagnostic(code="E999", message="m", position=at(line, 1)) for line in (9, 2))
    nowhere = Diagnostic(code="E998", message="m")
    assert in_order([later, earlier, later, nowhere]) == [nowhere, earlier, later]


def test_at_most_three_near_names_are_proposed() -> None:
    assert did_you_mean("emial", ["email", "name"]) == "did you mean `email`?"
    assert did_you_mean("date", ["dates", "dated", "rate", "gate"]).count("`") == 6
    assert did_you_mean("Photo.JPG", ["photo.jpg", "cv.pdf"]) == "did you mean `photo.jpg`?"
    assert did_you_mean("xyz", ["email"], otherwise="nothing is near") == "nothing is near"
