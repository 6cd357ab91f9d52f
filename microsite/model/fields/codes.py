"""One written value -> a code of a public list: language, level, country, time zone; or of a colour."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BeforeValidator, Field, PlainValidator

from microsite.core.diagnostics import did_you_mean
from microsite.model.fields.mistakes import UnfitError, reading

if TYPE_CHECKING:
    from babel import Locale

language_help = "write a language code, for example en for English or nb for Norwegian Bokmål"
level_help = "write A1 or A2 (basic), B1 or B2 (independent), C1 or C2 (proficient), or native"
country_help = "write a country code of two letters, for example NO for Norway"
zone_help = "write a time zone by its city, for example Europe/Oslo"
# The parts of BCP 47 that people need; extensions and private use are left out.
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?", re.ASCII | re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_ZONE = re.compile(r"UTC|[A-Z][A-Za-z_]*(/[A-Z][A-Za-z0-9_+-]*)+")
_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
# Names in Babel's list that are not of a country of ISO 3166-1; Kosovo's XK is in general use.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_USUAL_NAMES = {
    "languages": {"norwegian": "nb", "norsk": "nb", "mandarin": "zh", "farsi": "fa"},
    "territories": {"uk": "GB", "england": "GB", "scotland": "GB", "el": "GR", "usa": "US", "holland": "NL"},
}


@lru_cache
def _names(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag)


def _code_named(name: str, table: Literal["languages", "territories"]) -> str:
    """Find the code of what was written as a name in English or Norwegian; empty when there is none."""
    wanted = name.casefold()
    if wanted in _USUAL_NAMES[table]:
        return _USUAL_NAMES[table][wanted]
    pairs = [pair for tag in ("en", "nb") for pair in getattr(_names(tag), table).items()]
    return next((str(code).replace("_", "-") for code, known in pairs if known.casefold() == wanted), "")


def _language(text: str) -> str:
    found = _LANGUAGE.fullmatch(text)
    if not found:
        raise _unfit_language(text)
    language, script, region = found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()
    if not _is_language(language):
        raise _unfit_language(text)
    if (script and script not in _names("en").scripts) or (region and region not in _names("en").territories):
        raise UnfitError("no script or country has this code", f"write {language}")
    return "-".join(filter(None, (language, script, region)))


def _is_language(code: str) -> bool:
    """Tell whether Babel knows a language; the names of all are not read where there is a file of its own."""
    from babel import localedata

    return localedata.exists(code) or code == "no" or code in _names("en").languages


def _unfit_language(text: str) -> UnfitError:
    code = _code_named(text, "languages")
    if code:
        return UnfitError("this is a name, not a code", f"write {code}")
    spoken = _spoken_in(text.upper())
    if spoken:
        country = _names("en").territories[text.upper()]
        return UnfitError(f"this is the code of a country, {country}", f"write {spoken}")
    return UnfitError("no language has this code")


def _spoken_in(country: str) -> str:
    from babel.languages import get_official_languages

    is_country = len(country) == 2 and country in _names("en").territories
    return " or ".join(get_official_languages(country)[:3]).replace("_", "-") if is_country else ""


def _level(text: str) -> str:
    level = text.lower() if text.lower() == "native" else text.upper()
    if level not in _LEVELS:
        raise UnfitError("there is no such level")
    return level


def _country(text: str) -> str:
    code = text.upper()
    if (
        re.fullmatch(r"[A-Z]{2}", code)
        and code in _names("en").territories
        and code not in _NO_COUNTRY | {"UK"}
    ):
        return code
    better = _code_named(text, "territories")
    label = "this is a name, not a code" if better and len(text) > 2 else "no country has this code"
    raise UnfitError(label, f"write {better}" if better else "")


def _zone(text: str) -> ZoneInfo:
    if _ZONE.fullmatch(text):
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(text)
    raise _unfit_zone(text)


def _unfit_zone(text: str) -> UnfitError:
    known = {name for name in available_timezones() if _ZONE.fullmatch(name)}
    city = _city(text.replace(" ", "_"))
    same_city = sorted(name for name in known if _city(name) == city)
    help = f"write {same_city[0]}" if same_city else did_you_mean(text, known)
    return UnfitError("there is no time zone of this name", help)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].casefold()


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise UnfitError("this is not a colour of six digits")
    return text


LanguageCode = Annotated[
    str,
    BeforeValidator(reading(str, _language, code="E215", must="must be a language", help=language_help)),
    Field(examples=["nb"]),
]
CefrLevel = Annotated[
    Literal["A1", "A2", "B1", "B2", "C1", "C2", "native"],
    BeforeValidator(reading(str, _level, code="E216", must="must be a language level", help=level_help)),
    Field(examples=["B1"]),
]
CountryCode = Annotated[
    str,
    BeforeValidator(reading(str, _country, code="E217", must="must be a country", help=country_help)),
    Field(examples=["NO"]),
]
TimeZone = Annotated[
    ZoneInfo,
    PlainValidator(reading(ZoneInfo, _zone, code="E218", must="must be a time zone", help=zone_help)),
    Field(examples=["Europe/Oslo"]),
]
Colour = Annotated[
    str,
    BeforeValidator(
        reading(
            str,
            _colour,
            code="E713",
            must="must be a colour",
            help='write it with six digits and in quotes, for example `{key}: "#092e39"`',
        )
    ),
]
