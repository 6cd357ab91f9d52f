"""One written value -> a truth value, a whole number, a range of percent, a point of a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator

from microsite.model.fields.mistakes import UnfitError, kind_of, mistake, reading
from microsite.model.fields.values import Focus, Percents

percent_help = "write one number, 100, or two, 80-100"
focus_help = "write how far it is from the left and from the top, for example 50% 30%"
_PERCENT = re.compile(r"(\d{1,3})\s*%?(?:\s*[-\u2010-\u2015]\s*(\d{1,3})\s*%?)?", re.ASCII)
_POINT = re.compile(r"(\d{1,3}(?:\.\d+)?)%[ ,]\s*(\d{1,3}(?:\.\d+)?)%", re.ASCII)
_MEANINGS = {
    **dict.fromkeys(("true", "yes", "on", "y", "ja", "1"), "true"),
    **dict.fromkeys(("false", "no", "off", "n", "nei", "0"), "false"),
}


def _strict_bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    label = "this is a word in quotes" if word in ("true", "false") else kind_of(value)
    meant = _MEANINGS.get(word)
    help = f"write `{{key}}: {meant}`, without quotes" if meant else "write true or false, without quotes"
    raise mistake("E212", "must be true or false", label=label, help=help)


def _plain(value: object) -> str | int | float | bool:
    if isinstance(value, bool):
        return value
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    help = "write one text, one number, or true or false"
    raise mistake("E203", "must be one value", label=kind_of(value), help=help)


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    label = "this has a fraction" if isinstance(value, float) else kind_of(value)
    raise mistake(
        "E225", "must be a whole number", label=label, help="write digits without quotes, as in `{key}: 17`"
    )


def _degrees(most: int) -> Callable[[object], float]:
    def read(value: object) -> float:
        help = f"write a number from -{most} to {most}, for example 59.9075"
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise mistake("E242", "must be a number of degrees", label=kind_of(value), help=help)
        if abs(value) > most:
            raise mistake(
                "E242", "must be a number of degrees", label=f"{most} is the most there is", help=help
            )
        return float(value)

    return read


def _percents(text: str) -> Percents:
    found = _PERCENT.fullmatch(text)
    if not found:
        raise UnfitError("this is not one number or two")
    low, high = int(found[1]), int(found[2] or found[1])
    if max(low, high) > 100:
        raise UnfitError("100 is the most there is")
    if low > high:
        raise UnfitError("the smaller number comes first", f"write {high}-{low}")
    return Percents(low=low, high=high)


def _focus(text: str) -> Focus:
    found = _POINT.fullmatch(text)
    if not found:
        raise UnfitError("this is not two percentages")
    x, y = (round(float(share) / 100, 6) for share in found.groups())
    if max(x, y) > 1:
        raise UnfitError("this is outside of the picture")
    return Focus(x=x, y=y)


StrictBool = Annotated[bool, BeforeValidator(_strict_bool), Field(examples=["true"])]
Integer = Annotated[int, BeforeValidator(_integer), Field(examples=["17"])]
Plain = Annotated[str | int | float | bool, PlainValidator(_plain), Field(examples=["a text"])]
Latitude = Annotated[float, BeforeValidator(_degrees(90)), Field(examples=["59.9075"])]
Longitude = Annotated[float, BeforeValidator(_degrees(180)), Field(examples=["10.7581"])]
PercentRange = Annotated[
    Percents,
    PlainValidator(
        reading(
            Percents, _percents, code="E219", must="must be a percentage or a range of two", help=percent_help
        )
    ),
    Field(examples=["80-100"]),
]
FocalPoint = Annotated[
    Focus,
    PlainValidator(
        reading(Focus, _focus, code="E221", must="must be a point of the picture", help=focus_help)
    ),
    Field(examples=["50% 30%"]),
]
