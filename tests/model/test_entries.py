from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator

from microsite.core.diagnostics import Diagnostic
from microsite.model import entries
from microsite.model.fields.mistakes import mistake
from microsite.model.fields.record import Record, field, rule
from microsite.model.fields.values import Focus
from microsite.model.schema.types import (
    Date,
    FocalPoint,
    Integer,
    MediaPath,
    PartialDate,
    Plain,
    StrictBool,
    Text,
)
from microsite.model.validation import fields_of, validated
from microsite.source.yaml_marks import parse
from tests.wording import is_inside, places, said

PATH = "content/posts/one.md"


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Post(Record):
    job_title: Text
    start_date: PartialDate
    end_date: PartialDate | None = None


class Venue(Record):
    name: Text = field(examples=["Room 1"])
    floor: int | None = field(default=None, ge=0, le=99)


def not_loud(bare: str) -> str:
    if bare.isupper():
        raise ValueError("shouting is not allowed")
    return bare


class Story(Record):
    refused: ClassVar[Mapping[str, str]] = {"age": "nobody needs to know it"}

    title: Text = field(max_length=20, examples=["A story"])
    date: Date = field(examples=["2023-09-13"])
    tags: tuple[Text, ...] = field(default=(), max_length=3, examples=[["one", "two"]])
    steps: tuple[Text, ...] = field(default=("first",), min_length=1)
    state: State = State.OPEN
    kind: Literal["long", "short"] = "long"
    draft: StrictBool = False
    pages: int = field(default=1, ge=1, examples=[3])
    share: float = field(default=0.5, gt=0)
    count: Integer = 0
    plain: bool = False
    bare: Annotated[str, AfterValidator(not_loud)] = ""
    posts: tuple[Post, ...] = field(default=(), examples=[[{"job_title": "Analyst", "start_date": "2019"}]])
    place: Venue | None = field(default=None, examples=[{"name": "Room 1"}])
    either: Venue | Post | None = None
    options: dict[str, Plain] = field(default_factory=dict, examples=[{"hue": 16}])
    image: MediaPath | None = None
    focal_point: FocalPoint = Focus(x=0.5, y=0.5)

    @rule
    def _has_title_unlike_state(self) -> None:
        if self.title == self.state:
            raise mistake(
                "E231", "must not be the state", label="it is", help="change `{key}`", field="title"
            )


class Empty(Record):
    """A record without anything required."""


REQUIRED = "title: One\ndate: 2023-09-13\n"


def load(text: str, schema: type[Record] = Story) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    parsed = parse(text, path=PATH)
    assert parsed.diagnostics == ()
    return entries.load(schema, parsed.node, path=PATH)


def story(text: str) -> Story:
    record, diagnostics = load(REQUIRED + text)
    assert diagnostics == ()
    assert isinstance(record, Story)
    return record


def told(text: str) -> str:
    """Tell what is said of fields that follow the two required ones."""
    return said(load(REQUIRED + text)[1], REQUIRED + text)


def test_fields_become_typed_values() -> None:
    record = story(
        "posts:\n  - job_title: Analyst\n    start_date: 2019-06\nfocal_point: 50% 30%\nimage: a.jpg\n"
    )
    assert str(record.date) == "2023-09-13"
    assert [str(post.start_date) for post in record.posts] == ["2019-06"]
    assert record.focal_point == Focus(x=0.5, y=0.3)


def test_a_text_field_takes_a_number_as_it_was_written() -> None:
    assert load("title: 1.10\ndate: 2023-09-13\n")[0] == validated(
        Story, {"title": "1.10", "date": "2023-09-13"}
    )
    assert story("steps: [2023, NO, 18:00, 0123]\n").steps == ("2023", "NO", "18:00", "0123")


def test_an_optional_field_that_is_left_empty_is_as_if_it_were_not_written() -> None:
    record = story("tags:\ndraft:\nplace:\n  name: Room 1\n  floor:\n")
    assert (record.tags, record.draft) == ((), False)
    assert record.place == Venue(name="Room 1")


def test_a_date_that_is_not_on_the_calendar_is_told_in_full() -> None:
    text = "title: One\ndate: 2023-13-09\n"
    assert said(load(text)[1], text) == (
        "error[E204]: `date` must be a date\n"
        "   --> content/posts/one.md:2:7\n"
        "  2 | date: 2023-13-09\n"
        "    |       ^^^^^^^^^^ there is no month 13\n"
        "  help: write year-month-day, for example 2023-09-13"
    )


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    assert told("stat: open\n") == (
        "error[E201]: `stat` is not a field\n"
        "   --> content/posts/one.md:3:1\n"
        "  3 | stat: open\n"
        "    | ^^^^\n"
        "  help: did you mean `state`?"
    )


def test_an_unknown_key_that_is_near_to_none_is_told_with_those_that_are_missing() -> None:
    (diagnostic,) = load("name: Room\nzzz: 1\n", Venue)[1]
    assert diagnostic.help == "fields that can be added here: `floor`"


def test_a_misspelt_required_field_is_one_mistake() -> None:
    assert places(load("titel: One\ndate: 2023-09-13\n")[1]) == ["E201 1:1"]


def test_a_refused_key_is_told_with_the_reason() -> None:
    assert told("Age: 33\n") == (
        "error[E209]: `Age` has no place here\n"
        "   --> content/posts/one.md:3:1\n"
        "  3 | Age: 33\n"
        "    | ^^^\n"
        "  help: nobody needs to know it"
    )


def test_a_missing_field_is_told_where_the_fields_begin_with_a_line_to_copy() -> None:
    text = "title: One\n"
    assert said(load(text)[1], text) == (
        "error[E202]: `date` is missing\n"
        "   --> content/posts/one.md:1:1\n"
        "  1 | title: One\n"
        "    | ^^^^^\n"
        "  help: add a line such as `date: 2023-09-13`"
    )


def test_a_required_field_that_is_left_empty_is_told_at_its_key() -> None:
    text = "title:\ndate: 2023-09-13\n"
    assert said(load(text)[1], text) == (
        "error[E210]: `title` is empty\n"
        "   --> content/posts/one.md:1:1\n"
        "  1 | title:\n"
        "    | ^^^^^ nothing is written after the colon\n"
        "  help: write a value, as in `title: A story`"
    )


def test_a_list_where_a_text_is_expected_is_told_with_both_forms() -> None:
    text = "title: [a, b]\ndate: 2023-09-13\n"
    assert said(load(text)[1], text) == (
        "error[E203]: `title` must be a text\n"
        "   --> content/posts/one.md:1:8\n"
        "  1 | title: [a, b]\n"
        "    |        ^^^^^^ this is a list\n"
        "  help: write one text, `title: a text`; a list, `title: [a, b]`, does not fit here"
    )


def test_a_text_where_a_list_is_expected_is_told_with_both_forms() -> None:
    assert told("tags: one\n") == (
        "error[E205]: `tags` must be a list\n"
        "   --> content/posts/one.md:3:7\n"
        "  3 | tags: one\n"
        "    |       ^^^ this is text\n"
        "  help: write a list, `tags: [one]`, or one item a line, `- one`"
    )


def test_a_text_with_commas_is_proposed_as_a_list_of_its_parts() -> None:
    (diagnostic,) = load(REQUIRED + "tags: one, two\n")[1]
    assert diagnostic.help == "write a list, `tags: [one, two]`, or one item a line, `- one`"


def test_a_long_text_in_place_of_a_list_is_told_with_an_example() -> None:
    (diagnostic,) = load(REQUIRED + f"tags: {'long ' * 20}\n")[1]
    assert diagnostic.help == "write a list, as in `tags: [one, two]`"


def test_items_are_counted_from_one() -> None:
    text = "posts:\n  - job_title: Analyst\n    start_date: 2019\n  - job_title: Analyst\n    start_date: 2019-13\n"
    assert told(text) == (
        "error[E224]: `posts[2].start_date` must be a year, or a year and month\n"
        "   --> content/posts/one.md:7:17\n"
        "  7 |     start_date: 2019-13\n"
        "    |                 ^^^^^^^ there is no month 13\n"
        "  help: write a year, 2019, or a year and month, 2019-06"
    )


def test_a_field_that_is_missing_in_a_list_of_groups_is_told_at_its_item() -> None:
    assert told("posts:\n  - start_date: 2019\n") == (
        "error[E202]: `posts[1].job_title` is missing\n"
        "   --> content/posts/one.md:4:5\n"
        "  4 |   - start_date: 2019\n"
        "    |     ^^^^^^^^^^\n"
        "  help: add a line such as `job_title: a text`"
    )
    assert places(load(REQUIRED + "place: {floor: 1}\n")[1]) == ["E202 3:8"]
    assert places(load(REQUIRED + "place: {}\n")[1]) == ["E202 3:8"]


def test_a_group_where_a_list_is_expected_is_told_with_an_example() -> None:
    (diagnostic,) = load(REQUIRED + "posts:\n  job_title: Analyst\n")[1]
    assert diagnostic.code == "E205"
    assert diagnostic.help == (
        "write a list, as in `posts: [{job_title: Analyst, start_date: 2019}]`, "
        "or put a hyphen and a space before its first line"
    ).replace("2019", '"2019"')


def test_a_text_where_a_list_of_groups_is_expected_is_not_made_a_list_of_texts() -> None:
    (diagnostic,) = load(REQUIRED + "posts: Analyst\n")[1]
    assert diagnostic.help == 'write a list, as in `posts: [{job_title: Analyst, start_date: "2019"}]`'


def test_a_key_that_is_a_word_of_a_field_is_told_with_that_field() -> None:
    (diagnostic,) = [d for d in load("posts: [{job_title: Analyst, date: 2019}]\n")[1] if d.code == "E201"]
    assert diagnostic.help == "did you mean `start_date` or `end_date`?"


def test_a_text_where_a_group_is_expected_is_told_with_an_example() -> None:
    assert told("place: Room 1\n") == (
        "error[E208]: `place` must be a group of fields\n"
        "   --> content/posts/one.md:3:8\n"
        "  3 | place: Room 1\n"
        "    |        ^^^^^^ this is text\n"
        "  help: write its fields, as in `place: {name: Room 1}`"
    )
    (diagnostic,) = load(REQUIRED + "posts: [Analyst]\n")[1]
    assert diagnostic.help == 'write its fields, as in `- {job_title: Analyst, start_date: "2019"}`'


def test_a_choice_that_does_not_exist_is_told_with_the_nearest_or_with_all() -> None:
    assert told("state: opne\nkind: huge\n") == (
        "error[E207]: `state` must be one of 2 words\n"
        "   --> content/posts/one.md:3:8\n"
        "  3 | state: opne\n"
        "    |        ^^^^ this is not one of them\n"
        "  help: did you mean `open`?\n"
        "\n"
        "error[E207]: `kind` must be one of 2 words\n"
        "   --> content/posts/one.md:4:7\n"
        "  4 | kind: huge\n"
        "    |       ^^^^ this is not one of them\n"
        "  help: write one of `long`, `short`"
    )


@pytest.mark.parametrize(
    ("text", "message", "label", "help"),
    [
        ("pages: 0\n", "`pages` must be at least 1", "this is 0", "write a number that is at least 1"),
        ("share: 0\n", "`share` must be more than 0.0", "this is 0", "write a number that is more than 0.0"),
        (
            "place: {name: a, floor: 100}\n",
            "`place.floor` must be at most 99",
            "this is 100",
            "write a number that is at most 99",
        ),
        ("steps: []\n", "`steps` must have at least 1 item", "this is empty", "add at least 1 item"),
        (
            "tags: [a, b, c, d, e]\n",
            "`tags` must have at most 3 items",
            "this has 5",
            "take out at least 2 items",
        ),
    ],
)
def test_a_limit_is_told_with_what_is_there(text: str, message: str, label: str, help: str) -> None:
    (diagnostic,) = load(REQUIRED + text)[1]
    assert (diagnostic.code, diagnostic.message, diagnostic.label, diagnostic.help) == (
        "E206",
        message,
        label,
        help,
    )


def test_a_text_that_is_too_long_is_told_with_how_much() -> None:
    (diagnostic,) = load("title: One two three four five\ndate: 2023-09-13\n")[1]
    assert diagnostic.message == "`title` must have at most 20 characters"
    assert (diagnostic.label, diagnostic.help) == ("this has 23", "take out at least 3 characters")


def test_a_list_that_lost_its_only_item_to_another_mistake_is_not_also_too_short() -> None:
    assert places(load(REQUIRED + "steps: [[a]]\n")[1]) == ["E203 3:9"]


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("pages: many\n", "E225", "this is text"),
        ("pages: 1.5\n", "E225", "this has a fraction"),
        ("share: much\n", "E225", "this is text"),
        ("count: '3'\n", "E225", "this is text"),
        ("plain: maybe\n", "E212", "this is text"),
        ("plain: [true]\n", "E212", "this is a list"),
        ("state: [open]\n", "E207", "this is a list"),
        ("kind: true\n", "E207", "this is true or false"),
        ("tags: true\n", "E205", "this is true or false"),
        ("bare: [a]\n", "E203", "this is a list"),
        ("options: {hue: [1]}\n", "E203", "this is a list"),
        ("options: [hue]\n", "E208", "this is a list"),
    ],
)
def test_another_kind_of_value_is_told(text: str, code: str, label: str) -> None:
    (diagnostic,) = load(REQUIRED + text)[1]
    assert (diagnostic.code, diagnostic.label) == (code, label)


def test_options_of_any_name_take_plain_values() -> None:
    assert story("options: {hue: 16, wide: true, name: a, share: 0.5}\n").options == {
        "hue": 16,
        "wide": True,
        "name": "a",
        "share": 0.5,
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("either: {name: Room 1, floor: -1}\n", ["E206 3:31"]),
        ("either: {job_title: Analyst, start_date: soon}\n", ["E224 3:42"]),
        ("either: {job_title: Analyst}\n", ["E202 3:9"]),
        ("either: Room 1\n", ["E208 3:9"]),
    ],
)
def test_of_several_types_only_the_likeliest_is_spoken_of(text: str, place: list[str]) -> None:
    assert places(load(REQUIRED + text)[1]) == place


def test_a_rule_of_a_record_points_at_the_field_it_names() -> None:
    text = "title: open\ndate: 2023-09-13\n"
    assert said(load(text)[1], text) == (
        "error[E231]: `title` must not be the state\n"
        "   --> content/posts/one.md:1:8\n"
        "  1 | title: open\n"
        "    |        ^^^^ it is\n"
        "  help: change `title`"
    )


def test_a_rule_without_a_code_is_told_with_its_own_words() -> None:
    assert told("bare: LOUD\n") == (
        "error[E299]: `bare` does not fit\n"
        "   --> content/posts/one.md:3:7\n"
        "  3 | bare: LOUD\n"
        "    |       ^^^^ shouting is not allowed\n"
        "  help: change it so that this holds"
    )


def test_a_file_beside_the_entry_may_lie_in_another_folder_of_the_site() -> None:
    assert story("image: ../pictures/./a.jpg\n").image == "../pictures/a.jpg"
    assert places(load(REQUIRED + "image: ../../../a.jpg\n")[1]) == ["E222 3:8"]


def test_an_entry_without_fields_is_told_which_ones_it_needs() -> None:
    assert said(entries.load(Story, None, path=PATH)[1], "A body.\n") == (
        "error[E105]: the fields are missing\n"
        "   --> content/posts/one.md:1:1\n"
        "  1 | A body.\n"
        "    | ^\n"
        "  help: begin the file with a line ---, below it `title`, `date`, and below them --- again"
    )
    (diagnostic,) = entries.load(Empty, None, path="content/a.yaml")[1]
    assert diagnostic.help == "write the fields, each on its own line with a colon and a value"


@pytest.mark.parametrize(
    ("text", "label"), [("- a\n- b\n", "this is a list"), ("Only a text.\n", "this is text")]
)
def test_something_else_than_fields_is_told(text: str, label: str) -> None:
    (diagnostic,) = load(text)[1]
    assert (diagnostic.code, diagnostic.label) == ("E208", label)
    assert diagnostic.help == "write each field on its own line, as in `title: A story`"


def test_all_mistakes_are_told_together_in_the_order_of_the_file() -> None:
    text = "draft: 'false'\ntitle: [a]\nposts: [{job_title: a}]\nkind: huge\nzzzzz: 1\n"
    assert places(load(text)[1]) == ["E202 1:1", "E212 1:8", "E203 2:8", "E202 3:9", "E207 4:7", "E201 5:1"]


keys = st.sampled_from([*fields_of(Story), "Age", "titel", "name", "floor", "job_title"])
scalars = st.sampled_from(
    ["", "a", "17", "1.10", "true", "'x'", "2023-09-13", "2023-13-09", "[]", "{}", "[a, [b]]", "{name: a}"]
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(item or 'x' for item in items)}]")
        | st.dictionaries(keys, inner, max_size=3).map(
            lambda fields: "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"
        )
    ),
    max_leaves=5,
)


@settings(deadline=None)  # a busy computer is no failure
@given(st.dictionaries(keys, values, min_size=1))
def test_loading_never_fails_and_every_position_lies_inside_of_the_text(fields: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in fields.items())
    record, diagnostics = load(text)
    assert (record is None) == bool(diagnostics)
    said(diagnostics, text)
    assert all(diagnostic.position and is_inside(diagnostic.position, text) for diagnostic in diagnostics)
