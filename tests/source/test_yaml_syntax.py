import pytest

from microsite.source.yaml_marks import parse
from tests.wording import places, said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 'b\nc: d\n", "E116 1:4"),
        ('a: "b\nc: "d"\n', "E116 1:4"),
        ("a: 'it\nb: 'is'\nc: d\n", "E116 1:4"),
        ('a: "b\n---\n', "E116 1:4"),
        ('a: "The "best" one"\n', "E117 1:10"),
        ("a: 'It's fine'\n", "E117 1:8"),
        ("a: 'b' c\n", "E117 1:8"),
        ("a: b: c\n", "E118 1:4"),
        ("- a: b: c\n", "E118 1:6"),
        ("a: 'b': c\n", "E118 1:4"),
        ("a:\n\tb: c\n", "E113 2:1"),
        ("a: b\n\tc: d\n", "E113 2:1"),
        ("a: b\n\tc\n", "E113 2:1"),
        ("\ta: b\n", "E113 1:1"),
        ("a: b\n  \tc\n", "E113 2:3"),
        ("- a\n? [b]\n", "E123 2:1"),
        ("a: |\n  b\n\tc\n", "E113 3:1"),
        ("%YAML 1.2\n---\na: b\n", "E119 1:1"),
        ("%a: b\n", "E119 1:1"),
        ("a: b\n---\nc: d\n", "E114 2:1"),
        ("a: *b\n", "E111 1:4"),
        ("a: *b* c\n", "E111 1:4"),
        ("*a : b\n", "E111 1:1"),
        ("a: &b c\n", "E111 1:4"),
        ("a: & b\n", "E111 1:4"),
        ("a: !!python/object:os.system b\n", "E112 1:4"),
        ("a: !b [c]\n", "E112 1:4"),
        ("a: !<b\n", "E112 1:4"),
        ("a: ! b\n", "E112 1:4"),
        ("<<: {a: b}\n", "E120 1:1"),
        ("? [a]\n: b\n", "E121 1:3"),
        ("? {a: b}\n: c\n", "E121 1:3"),
        (": a\n", "E121 1:1"),
        ("'': a\n", "E121 1:1"),
        ("a: 1" + "0" * 40 + "\n", "E122 1:4"),
        ("a: b\n  c: d\n", "E123 2:3"),
        ("a:\n  b: c\n d: e\n", "E123 3:2"),
        ("a: b\n- c\n", "E123 2:1"),
        ("- a\nb: c\n", "E123 2:1"),
        ("a: |\n  b\n c\n", "E123 3:2"),
        ("a\nb: c\n", "E124 1:1"),
        ("a: b\nc\nd: e\n", "E124 2:1"),
        ("a: [b, c\nd: e\n", "E125 1:4"),
        ("a: {b: c\n", "E125 1:4"),
        ("a: [\n", "E125 1:4"),
        ("a: [b,,c]\n", "E125 1:7"),
        ("a: [b]]\n", "E125 1:7"),
        ("a: @b\n", "E126 1:4"),
        ("a: `b`\n", "E126 1:4"),
        ("a: %b\n", "E126 1:4"),
        ("a: ]\n", "E126 1:4"),
        ("a: ,b\n", "E126 1:4"),
        ("a: {{ b }}\n", "E126 1:4"),
        ("a: {{ b }} c\n", "E126 1:4"),
        ("a: [b] c\n", "E126 1:4"),
        ("a: - b\n", "E127 1:4"),
        ('a: "C:\\users"\n', "E128 1:7"),
        ('a: "\\xzz"\n', "E128 1:5"),
        ("a: |b\n  c\n", "E129 1:5"),
        ("a: >b\n  c\n", "E129 1:5"),
        ("a: ?\n", "E130 1:4"),
        ("a: \x07\n", "E103 1:4"),
        ("a: \ud800\n", "E103 1:4"),
    ],
)
def test_each_slip_is_told_at_the_place_where_it_was_made(text: str, place: str) -> None:
    assert places(parse(text, path="a.yaml").diagnostics) == [place]


def test_an_opening_quote_is_named_though_reading_stops_at_the_next_one() -> None:
    text = 'title: "Lovepats\nname: "Anna"\n'
    assert said(parse(text, path="a.yaml").diagnostics, text) == (
        "error[E116]: a closing quote is missing\n"
        "   --> a.yaml:1:8\n"
        '  1 | title: "Lovepats\n'
        "    |        ^ this quote begins a text\n"
        "  note: the text ends only here\n"
        "   --> a.yaml:2:7\n"
        '  2 | name: "Anna"\n'
        "    |       ^\n"
        '  help: put another " at the end of the text'
    )


def test_a_list_that_is_begun_and_never_ended_is_shown_where_it_begins() -> None:
    text = "a: [\n"
    assert said(parse(text, path="a.yaml").diagnostics, text) == (
        "error[E125]: a comma or the closing ] is missing\n"
        "   --> a.yaml:1:4\n"
        "  1 | a: [\n"
        "    |    ^ this [ begins a list\n"
        "  note: it cannot go on like this\n"
        "   --> a.yaml:1:4\n"
        "  1 | a: [\n"
        "    |    ^\n"
        "  help: put a comma between two items and ] at the end; texts with commas or colons need quotes"
    )


def test_a_long_text_is_proposed_in_short() -> None:
    text = "a: @" + "b" * 500
    (diagnostic,) = parse(text, path="a.yaml").diagnostics
    assert diagnostic.help == 'put quotes around it: `"@' + "b" * 78 + '…"`'


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("a: b: c\n", '`a: "b: c"`'),
        ('a: b: "c"\n', "`a: 'b: \"c\"'`"),
        ('a: b: "it\'s"\n', "`a: 'b: \"it''s\"'`"),
        ("- a: b: c\n", '`a: "b: c"`'),
    ],
)
def test_the_proposed_quotes_fit_around_the_text(text: str, proposal: str) -> None:
    (diagnostic,) = parse(text, path="a.yaml").diagnostics
    assert diagnostic.help == f"put quotes around it: {proposal}"
