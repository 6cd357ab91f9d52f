"""What the validation library found wrong with a value -> words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from microsite.core.dataclasses import dataclass, replace
from microsite.core.diagnostics import Diagnostic, did_you_mean, did_you_mean_one_of, near
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.model.examples import one_line
from microsite.model.field_paths import FieldPlace, Loc
from microsite.model.fields.mistakes import kind_of
from microsite.model.fields.record import Record
from microsite.model.validation import fields_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_CODE = regex(r"[EWN]\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Hold what is wrong: the library's name for it (`kind`), its details (`words`), its sentence (`text`).

    `written` has the keys that stand beside the value, `position` is where people are to look.
    """

    kind: str
    place: FieldPlace
    words: Mapping[str, Any]
    text: str
    value: object
    written: tuple[str, ...]
    position: Position

    @property
    def name(self) -> str:
        """Name the field for people, who count items from one: `experience[2].start_date`."""
        return name_of(self.place.loc)

    @property
    def key(self) -> str:
        """Give the last key on the way to the value."""
        return next((step for step in reversed(self.place.loc) if isinstance(step, str)), "")


def name_of(loc: Loc) -> str:
    """Name a field for people, who count items from one: `experience[2].start_date`."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in loc).lstrip(".")


def diagnose(failure: Failure) -> Diagnostic:
    """Word one failure."""
    if _CODE.fullmatch(failure.kind):
        return _own(failure)
    return _WORDS.get(failure.kind, _anything)(failure)


def meant(failure: Failure) -> Loc:
    """Tell which field an unknown key was most likely meant to be."""
    return (*failure.place.loc[:-1], *_near_fields(failure)[:1])


def _near_fields(failure: Failure) -> list[str]:
    """Find fields that an unknown key may have been meant as: of which it is a word, or which are written alike."""
    known = fields_of(failure.place.record) if failure.place.record else {}
    key = failure.key.casefold()
    longer = [name for name in known if key in name.split("_") and name not in failure.written]
    return list(dict.fromkeys([*longer, *near(key, known)]))[:3]


def no_fields(schema: type[Record], position: Position) -> Diagnostic:
    """Say that a file has no fields at all, and which it needs."""
    required = ", ".join(f"`{key}`" for key, field in fields_of(schema).items() if field.is_required())
    if position.path.endswith(".md"):
        help = (
            f"begin the file with a line ---, below it {required or 'the fields'}, and below them --- again"
        )
    else:
        help = f"write {required or 'the fields'}, each on its own line with a colon and a value"
    return Diagnostic(code="E105", message="the fields are missing", position=position, help=help)


def not_fields(schema: type[Record], value: object, position: Position) -> Diagnostic:
    """Say that a list or a text stands where a group of fields is expected."""
    key, field = next(iter(fields_of(schema).items()))
    return Diagnostic(
        code="E208",
        message="this must be a group of fields",
        position=position,
        label=kind_of(value),
        help=f"write each field on its own line, as in `{_example_line(key, field)}`",
    )


def _own(failure: Failure) -> Diagnostic:
    """Word a mistake that a field type or a rule of ours raised."""
    words = failure.words
    label = words.get("label", failure.text if "must" not in words else "")
    must = words.get("must", "does not fit")
    help = words.get("help", "")
    if failure.place.loc and isinstance(failure.place.loc[-1], int):
        help = help.replace("{key}: ", "- ")
    return Diagnostic(
        code=failure.kind,
        message=f"`{failure.name}` {must}" if failure.name else f"this {must}",
        position=failure.position,
        label=label,
        help=help.replace("{key}", failure.key),
    )


def _unknown(failure: Failure) -> Diagnostic:
    record = failure.place.record
    refused = getattr(record, "refused", {}).get(failure.key.casefold().replace("-", "_").replace(" ", "_"))
    if refused:
        return Diagnostic(
            code="E209",
            message=f"`{failure.name}` has no place here",
            position=failure.position,
            help=refused,
        )
    known = fields_of(record) if record else {}
    others = ", ".join(f"`{key}`" for key in known if key not in failure.written)
    return Diagnostic(
        code="E201",
        message=f"`{failure.name}` is not a field",
        position=failure.position,
        help=did_you_mean_one_of(_near_fields(failure), otherwise=f"fields that can be added here: {others}"),
    )


def _missing(failure: Failure) -> Diagnostic:
    line = _example_line(failure.key, failure.place.field)
    if failure.key in failure.written:
        return Diagnostic(
            code="E210",
            message=f"`{failure.name}` is empty",
            position=failure.position,
            label="nothing is written after the colon",
            help=f"write a value, as in `{line}`",
        )
    return Diagnostic(
        code="E202",
        message=f"`{failure.name}` is missing",
        position=failure.position,
        help=f"add a line such as `{line}`",
    )


def _example_line(key: str, field: FieldInfo | None) -> str:
    examples = field.examples if field and field.examples else ["…"]
    return f"{key}: {one_line(examples[0])}"


def _not_text(failure: Failure) -> Diagnostic:
    help = f"write one text, `{failure.key}: a text`; a list, `{failure.key}: [a, b]`, does not fit here"
    return _other_kind(failure, code="E203", must="must be a text", help=help)


def _not_list(failure: Failure) -> Diagnostic:
    help = f"write a list, as in `{_example_line(failure.key, failure.place.field)}`"
    if choices := [str(choice) for item in get_args(failure.place.annotation) for choice in _choices(item)]:
        help += f"; the words are {', '.join(f'`{choice}`' for choice in choices)}"
    elif isinstance(failure.value, Mapping):
        help += ", or put a hyphen and a space before its first line"
    elif _is_one_value(failure.value) and not _holds_groups(failure.place.field):
        written = str(getattr(failure.value, "written", failure.value))
        items = [one_line(item.strip(), inside="[") for item in written.split(",") if item.strip()]
        if items and len(written) <= 60:
            help = f"write a list, `{failure.key}: [{', '.join(items)}]`, or one item a line, `- {items[0]}`"
    return _other_kind(failure, code="E205", must="must be a list", help=help)


def _is_one_value(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _holds_groups(field: FieldInfo | None) -> bool:
    example = field.examples[0] if field and field.examples else None
    return isinstance(example, list) and isinstance(next(iter(example), None), Mapping)


def _not_group(failure: Failure) -> Diagnostic:
    field = failure.place.field
    is_in_list = bool(failure.place.loc) and isinstance(failure.place.loc[-1], int)
    if is_in_list and field and field.examples and isinstance(field.examples[0], list):
        help = f"write its fields, as in `- {one_line(field.examples[0][0])}`"
    else:
        help = f"write its fields, as in `{_example_line(failure.key, field)}`"
    return _other_kind(failure, code="E208", must="must be a group of fields", help=help)


def _other_kind(failure: Failure, *, code: str, must: str, help: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        message=f"`{failure.name}` {must}",
        position=failure.position,
        label=kind_of(failure.value),
        help=help,
    )


def _not_a_choice(failure: Failure) -> Diagnostic:
    choices = [str(choice) for choice in _choices(failure.place.annotation)]
    listed = f"write one of {', '.join(f'`{choice}`' for choice in choices)}"
    value = str(getattr(failure.value, "written", failure.value))
    is_text = isinstance(failure.value, str | int | float) and not isinstance(failure.value, bool)
    return Diagnostic(
        code="E207",
        message=f"`{failure.name}` must be one of {len(choices)} words",
        position=failure.position,
        label="this is not one of them" if is_text else kind_of(failure.value),
        help=did_you_mean(value.casefold(), choices, otherwise=listed) if is_text else listed,
    )


def _choices(annotation: Any) -> Iterable[object]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [member.value for member in annotation]
    return []


def _out_of_bounds(failure: Failure) -> Diagnostic:
    key, bound = next(iter(failure.words.items()))
    must = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}.get(key, "a multiple of")
    return Diagnostic(
        code="E206",
        message=f"`{failure.name}` must be {must} {bound}",
        position=failure.position,
        label=f"this is {failure.value}",
        help=f"write a number that is {must} {bound}",
    )


def _wrong_length(failure: Failure) -> Diagnostic:
    is_text = failure.kind.startswith("string")
    least, most = failure.words.get("min_length"), failure.words.get("max_length")
    bound = least if most is None else most
    unit = "character" if is_text else "item"
    length = len(failure.value.strip() if isinstance(failure.value, str) else failure.value)  # type: ignore[arg-type]
    limit = f"at least {least}" if most is None else f"at most {most}"
    apart = abs(length - int(bound or 0))
    change = "add" if most is None else "take out"
    return Diagnostic(
        code="E206",
        message=f"`{failure.name}` must have {limit} {unit}{'' if bound == 1 else 's'}",
        position=failure.position,
        label=f"this has {length}" if length else "this is empty",
        help=f"{change} at least {apart} {unit}{'' if apart == 1 else 's'}",
    )


def _not_number(failure: Failure) -> Diagnostic:
    help = f"write digits without quotes, as in `{_example_line(failure.key, failure.place.field)}`"
    must = "must be a whole number" if failure.kind.startswith("int") else "must be a number"
    label = "this has a fraction" if failure.kind == "int_from_float" else ""
    found = _other_kind(failure, code="E225", must=must, help=help)
    return replace(found, label=label or found.label)


def _not_bool(failure: Failure) -> Diagnostic:
    help = "write true or false, without quotes"
    return _other_kind(failure, code="E212", must="must be true or false", help=help)


def _anything(failure: Failure) -> Diagnostic:
    said = failure.words.get("error", failure.text)
    return Diagnostic(
        code="E299",
        message=f"`{failure.name}` does not fit" if failure.name else "the fields do not fit together",
        position=failure.position,
        label=str(said),
        help="change it so that this holds",
    )


_WORDS: Mapping[str, Callable[[Failure], Diagnostic]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_text,
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), _not_list),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _not_group),
    **dict.fromkeys(("enum", "literal_error"), _not_a_choice),
    **dict.fromkeys(
        ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "multiple_of"), _out_of_bounds
    ),
    **dict.fromkeys(("too_short", "too_long", "string_too_short", "string_too_long"), _wrong_length),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _not_number),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _not_number),
    **dict.fromkeys(("bool_type", "bool_parsing"), _not_bool),
}
