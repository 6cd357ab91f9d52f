"""The code -> the pages of `docs/reference/` that are made from it, and never written by hand.

`python docs/generate.py` writes them. With `--check` it names those that are stale and ends with 1. What the code
cannot say, such as an example of a command, is in `docs/wording.py`; a command or a value without words is an error.
"""

# ruff: noqa: INP001, SLF001, T201 (a script beside the pages; argparse and our own modules have no public way in)

from __future__ import annotations

import argparse
import ast
import dataclasses
import inspect
import re
import sys
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pydantic.fields import FieldInfo  # noqa: E402

from docs import wording  # noqa: E402
from microsite.cli import _parser  # noqa: E402
from microsite.model.examples import one_line  # noqa: E402
from microsite.model.fields.record import Record  # noqa: E402
from microsite.model.kinds import PLACES, SCHEMAS, Kind  # noqa: E402
from microsite.model.links import REFERENCES  # noqa: E402
from microsite.model.validation import fields_of, hints_of  # noqa: E402
from microsite.render import environment, views  # noqa: E402
from microsite.render.present import contents, news_pages  # noqa: E402
from microsite.render.words import Words  # noqa: E402

REFERENCE = ROOT / "docs" / "reference"
CODES = REFERENCE / "codes"
MADE = "<!-- Made by docs/generate.py. Change the code, then run: python docs/generate.py -->\n"


def reference_pages() -> dict[Path, str]:
    """Give the text of every page that is made, by its file."""
    return {
        REFERENCE / "content-model.md": page(wording.CONTENT_MODEL, content_model()),
        REFERENCE / "commands.md": page(wording.COMMANDS_HEAD, commands()),
        REFERENCE / "templates.md": page(wording.TEMPLATES_HEAD, templates()),
        CODES / "index.md": page(wording.CODES_HEAD, codes()),
    }


def page(head: str, lines: Iterable[str]) -> str:
    """Put a page together, with no two empty lines in a row."""
    text = "\n".join((head.strip(), "", MADE, *lines))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a table; a bar inside a cell is escaped."""
    names = tuple(columns)
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    for row in rows:
        cells = (" ".join(cell.split()).replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"
    yield ""


# The content model


def content_model() -> Iterator[str]:
    """Write every kind, the parts it is made of, and the types of fields."""
    uses = Counter(part for schema in SCHEMAS.values() for part in parts_of(schema))
    for kind, schema in SCHEMAS.items():
        yield from (f"## {title(schema, kind)}", "", inspect.getdoc(schema) or "", "")
        yield from (f"- {place}" for place in places(kind))
        yield from ("", *fields(schema, kind))
        for part in parts_of(schema):
            if uses[part] == 1:
                yield from section(part, kind, level=3)
    yield from ("## Parts of several kinds", "")
    for part, count in uses.items():
        if count > 1:
            yield from section(part, None, level=3)
    yield from ("## How values are written", "", wording.TYPES_HEAD, "")
    rows = ((names[0].removeprefix("a ").removeprefix("an "), how) for _, names, how in wording.TYPES)
    yield from table(("value", "how it is written"), rows)


def section(part: type[Record], kind: Kind | None, *, level: int) -> Iterator[str]:
    """Write a part of an entry: what it is, and its fields."""
    yield from (f"{'#' * level} {title(part)}", "", inspect.getdoc(part) or "", "", *fields(part, kind))


def title(schema: type[Record], kind: Kind | None = None) -> str:
    """Give the words of a heading: `OutcomeReporting` is Outcome reporting."""
    name = kind.value if kind else schema.__name__
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()


def places(kind: Kind) -> Iterator[str]:
    """Say where a kind is written, and how."""
    return (f"`{path}`: {wording.FORMS[form]}" for path, (of, form) in PLACES.items() if of is kind)


def parts_of(schema: type[Record]) -> tuple[type[Record], ...]:
    """Find the records that a schema is made of, in order, each once."""
    found: dict[type[Record], None] = {}
    for hint in hints_of(schema).values():
        for part in records_in(hint):
            found |= dict.fromkeys((part, *parts_of(part)))
    return tuple(found)


def records_in(hint: Any) -> Iterator[type[Record]]:
    """Find the records that a type names."""
    if inspect.isclass(hint) and issubclass(hint, Record):
        yield hint
    for argument in get_args(hint):
        yield from records_in(argument)


def fields(schema: type[Record], kind: Kind | None) -> Iterator[str]:
    """Write the table of a schema's fields, and the keys it refuses."""
    hints = hints_of(schema)
    rows = (
        (
            f"`{name}`",
            with_limits(type_words(hints[name], references_of(kind, name)), field),
            needed(field),
            field.description or "",
            ", ".join(f"`{one_line(example)}`" for example in field.examples or ()),
        )
        for name, field in fields_of(schema).items()
    )
    yield from table(("field", "what it is", "needed", "meaning", "example"), rows)
    if refused := getattr(schema, "refused", {}):
        yield f"Refused, because {next(iter(refused.values()))}: {', '.join(f'`{key}`' for key in refused)}."
        yield ""


def references_of(kind: Kind | None, name: str) -> tuple[Kind, ...]:
    """Give the kinds whose ids a field holds."""
    known = REFERENCES.get(kind, {}) if kind else {}
    return known.get(name) or known.get(f"{name}.*") or ()


def needed(field: FieldInfo) -> str:
    """Say whether a field must be there, and what holds without it."""
    if field.is_required():
        return "yes"
    value = field.get_default(call_default_factory=True)
    says_nothing = value is None or value in ((), {}) or isinstance(value, Record)
    return (
        "no"
        if says_nothing
        else f"no: `{one_line(value) if isinstance(value, Enum) else one_line(str_of(value))}`"
    )


def str_of(value: object) -> object:
    """Give a default as it would be written."""
    return value if isinstance(value, bool | int | list | tuple) else str(value)


def type_words(hint: Any, references: tuple[Kind, ...] = (), *, many: bool = False) -> str:
    """Say in words what a type takes."""
    for known, names, _ in wording.TYPES:
        if hint is known:
            return names[many] + of_kinds(references, many=many)
    if choices := choices_of(hint):
        return ", ".join(f"`{choice}`" for choice in choices[:-1]) + f" or `{choices[-1]}`"
    if inspect.isclass(hint) and issubclass(hint, Record):
        link = f"[{title(hint).lower()}](#{anchor(title(hint))})"
        return f"groups: {link}" if many else f"a group: {link}"
    return compound_words(hint, references, many=many)


def compound_words(hint: Any, references: tuple[Kind, ...], *, many: bool) -> str:
    """Say in words what a type takes that is made of others."""
    origin, inside = get_origin(hint), [part for part in get_args(hint) if part not in (NoneType, ...)]
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(type_words(part, references, many=many) for part in inside))
    if origin is tuple:
        return f"a list of {type_words(inside[0], references, many=True)}"
    return wording.PLAIN_TYPES[origin or hint][many]


def of_kinds(references: tuple[Kind, ...], *, many: bool) -> str:
    """Say of which kinds an id is."""
    names = " or ".join(f"{kind}s" if many else kind for kind in references)
    return f" of {names}" if many and names else f" of a {names}" if names else ""


def choices_of(hint: Any) -> tuple[str, ...]:
    """Give the words that a closed choice allows."""
    if get_origin(hint) is Literal:
        return tuple(map(str, get_args(hint)))
    return tuple(item.value for item in hint) if inspect.isclass(hint) and issubclass(hint, Enum) else ()


def with_limits(words: str, field: FieldInfo) -> str:
    """Add a field's limits to its type."""
    found = (
        (said, getattr(rule, name, None)) for rule in field.metadata for name, said in wording.LIMITS.items()
    )
    limits = " ".join(said.format(value) for said, value in found if value is not None)
    return f"{words}, {limits}" if limits else words


def anchor(heading: str) -> str:
    """Give the anchor that a heading gets on the web: lower case, hyphens for spaces, no punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# The commands


def commands() -> Iterator[str]:
    """Write every command with its arguments, options and an example."""
    for name, parser in subcommands().items():
        said = wording.COMMANDS[name]
        yield from (f"## {name}", "", parser.description or "", "", said.text, "")
        yield from ("~~~sh", *(f"python3 build.py {line}" for line in said.examples), "~~~", "")
        yield from table(("argument or option", "meaning"), map(argument_row, arguments(parser)))
    yield from ("## test", "", wording.TEST_COMMAND, "")
    yield from ("## Exit codes", "", wording.EXIT_CODES_HEAD, "")
    yield from table(("code", "meaning"), ((str(code), text) for code, text in wording.EXIT_CODES.items()))


def subcommands() -> Mapping[str, argparse.ArgumentParser]:
    """Give the parser of every command, by its name."""
    choices = next(a.choices for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return typing.cast("Mapping[str, argparse.ArgumentParser]", choices)


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Give the arguments of a command, but the one for help."""
    return (action for action in parser._actions if not isinstance(action, argparse._HelpAction))


def argument_row(action: argparse.Action) -> tuple[str, str]:
    """Show an argument as it is written, and what it means."""
    value = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
    name = ", ".join(action.option_strings) + value if action.option_strings else str(action.metavar)
    return f"`{name}`", action.help or ""


# What templates see


def templates() -> Iterator[str]:
    """Write what a template is given: values, functions, filters, and every view with its fields."""
    yield from ("## Values", "", wording.VALUES_HEAD, "")
    rows = (
        (f"`{template}.html`", value_list(template, names))
        for template, names in sorted(values_by_template().items())
    )
    yield from table(("template", "values of its own"), rows)
    yield from ("## Functions", "", *table(("function", "gives"), wording.FUNCTIONS.items()))
    yield from ("## Filters", "", wording.FILTERS_HEAD, "")
    yield from table(("filter", "gives"), ((f"`{name}`", wording.FILTERS[name]) for name in filters()))
    yield from ("## Views", "", wording.VIEWS_HEAD, "")
    for view in all_views():
        yield from (f"### {view.__name__}", "", inspect.getdoc(view) or "", "", *view_fields(view))


def value_list(template: str, names: Iterable[str]) -> str:
    """List the values of a template with what they are."""
    return ", ".join(f"`{name}` ({view_words(wording.VALUES[template][name])})" for name in names) or "none"


def values_by_template() -> dict[str, tuple[str, ...]]:
    """Read off `Contents`, and who presents the news for it, which values each template is given."""
    trees = (
        ast.parse(inspect.getsource(presenter)) for presenter in (news_pages.NewsPages, contents.Contents)
    )
    methods = {
        node.name: node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    makers = next(node for node in ast.walk(methods["of"]) if isinstance(node, ast.Dict))
    pairs = zip(makers.keys, makers.values, strict=True)
    named = {
        ast.literal_eval(key): maker.attr for key, maker in pairs if key and isinstance(maker, ast.Attribute)
    }
    return {template: tuple(values_in(methods[method])) for template, method in named.items()}


def values_in(method: ast.FunctionDef) -> Iterator[str]:
    """Give the keys of `values={…}` in a method."""
    for node in ast.walk(method):
        if isinstance(node, ast.keyword) and node.arg == "values" and isinstance(node.value, ast.Dict):
            yield from (ast.literal_eval(key) for key in node.value.keys if key)


def filters() -> tuple[str, ...]:
    """Give the names of our own filters."""
    return tuple(environment.filters(Words(locale="en", gettext=str, ngettext=lambda one, *_: one)))


def all_views() -> tuple[type, ...]:
    """Give the views in the order of their module."""
    return tuple(
        v for v in vars(views).values() if inspect.isclass(v) and v.__module__.startswith(views.__name__)
    )


def view_fields(view: type) -> Iterator[str]:
    """Write the table of a view's fields and properties."""
    hints = get_type_hints(view)
    rows = [(f"`{field.name}`", view_words(hints[field.name])) for field in dataclasses.fields(view)]
    for name, member in vars(view).items():
        if isinstance(member, property):
            result = get_type_hints(member.fget)["return"]
            rows.append((f"`{name}`", f"{view_words(result)}: {inspect.getdoc(member)}"))
    return table(("field", "what it is"), rows)


def view_words(hint: Any) -> str:
    """Say in words what a field of a view holds; views are linked, and so are those that a text names."""
    if isinstance(hint, str):
        names = "|".join(view.__name__ for view in all_views())
        return re.sub(rf"\b({names})\b", lambda found: f"[{found[0]}](#{found[0].lower()})", hint)
    arguments = [argument for argument in get_args(hint) if argument is not Ellipsis]
    if get_origin(hint) in (Union, UnionType):
        return " or ".join("none" if a is NoneType else view_words(a) for a in arguments)
    if get_origin(hint) is tuple:
        is_list = Ellipsis in get_args(hint)
        inside = ", ".join(map(view_words, arguments))
        return f"list of {inside}" if is_list else f"({inside})"
    if arguments:
        return f"mapping of {view_words(arguments[0])} to {view_words(arguments[1])}"
    if hint in all_views():
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return wording.VIEW_TYPES[hint]


# The codes


def codes() -> Iterator[str]:
    """List every code with the heading of its page, by hundreds."""
    found = {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0] for path in CODES.glob("[EWN]*.md")
    }
    for hundred, subject in wording.HUNDREDS.items():
        listed = sorted((code for code in found if code[1] == hundred), key=lambda code: (code[0], code))
        if listed:
            yield from (f"## {subject}", "")
            rows = ((f"[{code}]({code}.md)", found[code].partition(": ")[2]) for code in listed)
            yield from table(("code", "what it is about"), rows)


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` name those that are stale."""
    stale = [
        (path, text)
        for path, text in reference_pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        print(path.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
