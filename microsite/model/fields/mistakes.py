"""A value that does not fit its field -> the words for the person who wrote it.

Which field it was, and where it stands, is added by `microsite.model.entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

T = TypeVar("T")


class UnfitError(Exception):
    """Say what does not fit, and how to repair it where there is better advice than the usual."""

    def __init__(self, label: str, help: str = "") -> None:
        """Take the label, and the help that replaces the field type's own."""
        super().__init__(label)
        self.label, self.help = label, help


def mistake(code: str, must: str, *, label: str = "", help: str = "", field: str = "") -> PydanticCustomError:
    """Make the error that a validator raises.

    It reads: error[`code`]: `the_field` `must`, with `label` under the marked value. `{key}` in `help`
    becomes the name of the field. `field` names the field to point at when a rule of a whole record fails.
    """
    from pydantic_core import PydanticCustomError

    words = {"must": must, "label": label, "help": help, "field": field}
    return PydanticCustomError(code, "{label}", words)


def reading(
    kind: type[T], parse: Callable[[str], T], *, code: str, must: str, help: str
) -> Callable[[object], T]:
    """Make a validator of `parse`, which gets what was written and raises UnfitError.

    A value that is already of the `kind` passes; lists, groups, truth values and nothing are mistakes.
    """

    def read(value: object) -> T:
        if type(value) is kind and kind is not str:
            return value
        text = written(value, code, must, help=help)
        try:
            return parse(text)
        except UnfitError as unfit:
            raise mistake(code, must, label=unfit.label, help=unfit.help or help) from None

    return read


def written(value: object, code: str, must: str, *, help: str = "") -> str:
    """Give one value as it was written, without white space around it; else raise the mistake."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise mistake(code, must, label=kind_of(value), help=help)
    return str(getattr(value, "written", value)).strip()


def kind_of(value: object) -> str:
    """Name the kind of a value that stands where another kind was expected, as a label."""
    match value:
        case None:
            return "nothing is written here"
        case bool():
            return "this is true or false"
        case list() | tuple():
            return "this is a list"
        case Mapping():
            return "this is a group of fields"
        case int() | float():
            return "this is a number"
    return "this is text"
