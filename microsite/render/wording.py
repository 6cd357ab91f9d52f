"""Dates, times, numbers, sizes, names and levels -> the words of a language.

The only user of Babel in `render`. A `locale` is a language code as people write it: `en`, `nb`, `pt-BR`.
Words that Babel does not have go through `gettext`, the theme's translations. Nothing here knows a clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from microsite.core.regexes import regex

if TYPE_CHECKING:
    from babel import Locale

Gettext = Callable[[str], str]
DateStyle = Literal["", "long", "short", "month", "day", "month_and_year", "iso"]

longest_in_days = 42
"""A period of more days is worded by its months."""

_HOME_OF_LANGUAGE = {"en": "en_GB"}
"""English without a region is that of Europe: the day before the month, and weeks that begin on Monday."""

LEVELS = {
    "native": "Native",
    "C2": "Fluent (C2)",
    "C1": "Fluent (C1)",
    "B2": "Works in it (B2)",
    "B1": "Everyday (B1)",
    "A2": "Basic (A2)",
    "A1": "First words (A1)",
}
NUMBER_WORDS = (
    "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
MESSAGES = (
    "%(day)s, all day",
    "%(day)s, from %(time)s",
    "%(first)s to %(last)s",
    "%(number)s KB",
    "%(number)s MB",
    *LEVELS.values(),
    *NUMBER_WORDS,
)
"""Every text that is passed through `gettext`, for the catalogues of themes."""

DAYS_OF_WEEK = 7
_DASH = regex(r"\s*–\s*")
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000
_DOTTED_I = {"tr", "az"}


def _untranslated(text: str) -> str:
    return text


def get_ready(language: str) -> None:
    """Load what words days and names in a language, as drawing them would."""
    import_module("babel.dates")
    _ = locale_of(language).date_formats


def locale_of(language: str) -> Locale:
    """Give Babel's locale of a language code; English where Babel knows nothing of the language."""
    from babel import Locale, UnknownLocaleError

    for tag in (_HOME_OF_LANGUAGE.get(language, language.replace("-", "_")), language.partition("-")[0]):
        with suppress(UnknownLocaleError):
            return Locale.parse(tag)
    return Locale.parse(_HOME_OF_LANGUAGE["en"])


def capital(text: str, locale: str) -> str:
    """Write the first letter as a capital, also the Turkish dotted i."""
    first = "İ" if text[:1] == "i" and locale_of(locale).language in _DOTTED_I else text[:1].upper()
    return first + text[1:]


def date(value: dt.date, style: DateStyle, locale: str) -> str:
    """Word a day.

    "" is 7 December 2023, `long` has the weekday, `short` is 7 Dec, `month` Dec, `day` 7, `month_and_year`
    December 2023, `iso` 2023-12-07.
    """
    if style == "iso":
        return value.isoformat()
    if style == "day":
        return str(value.day)
    from babel.dates import format_date, format_skeleton

    if style in ("", "long"):
        return format_date(value, "full" if style else "long", locale=locale_of(locale))
    skeleton = {"short": "MMMd", "month": "MMM", "month_and_year": "yMMMM"}[style]
    return format_skeleton(skeleton, value, locale=locale_of(locale))


def weekday(value: dt.date, locale: str) -> str:
    """Name the day of the week: Thursday."""
    return str(locale_of(locale).days["stand-alone"]["wide"][value.weekday()])


def first_weekday(locale: str) -> int:
    """Tell on which day weeks begin: 0 is Monday."""
    return int(locale_of(locale).first_week_day)


def weekdays(locale: str) -> tuple[tuple[str, str], ...]:
    """Name the days of the week, (full, short), from the first day of the week on."""
    forms = locale_of(locale).days["stand-alone"]
    order = [(first_weekday(locale) + number) % DAYS_OF_WEEK for number in range(DAYS_OF_WEEK)]
    return tuple((capital(forms["wide"][day], locale), capital(forms["short"][day], locale)) for day in order)


def period(start: dt.date, end: dt.date, locale: str, *, gettext: Gettext = _untranslated) -> str:
    """Word a period by days, 5–7 December 2023; over six weeks by months, September to November 2023."""
    if (end - start).days > longest_in_days:
        return months(start, end, locale, gettext=gettext)
    return days(start, end, locale)


def days(start: dt.date, end: dt.date, locale: str) -> str:
    """Word the days from one to another as briefly as the language does: 5–7 December 2023."""
    if start == end:
        return date(start, "", locale)
    return _interval(start, end, "yMMMd", locale)


def months(start: dt.date, end: dt.date, locale: str, *, gettext: Gettext = _untranslated) -> str:
    """Word the months from one to another: September to November 2023, or only December 2023."""
    if (start.year, start.month) == (end.year, end.month):
        return date(start, "month_and_year", locale)
    written = _interval(start, end, "yMMMM", locale)
    ends = _DASH.split(written)
    return _span(ends[0], ends[1], locale, gettext) if len(ends) == 2 else written


def _span(first: str, last: str, locale: str, gettext: Gettext) -> str:
    words = _translation("%(first)s to %(last)s", locale, gettext) or "%(first)s – %(last)s"
    return words % {"first": first, "last": last}


def _translation(english: str, locale: str, gettext: Gettext) -> str | None:
    """Give a text in the language of the page, None when the theme has it only in English."""
    translated = gettext(english)
    return translated if translated != english or locale_of(locale).language == "en" else None


def _interval(start: dt.date, end: dt.date, skeleton: str, locale: str) -> str:
    """Fill the language's own pattern of an interval, with whole names of months.

    Babel's `format_interval` finds only abbreviated ones for days: CLDR lists no others.
    """
    from babel.dates import format_date, format_skeleton

    words = locale_of(locale)
    patterns = words.interval_formats[skeleton]
    parts = patterns[_greatest(start, end, patterns)]
    if len(parts) != 2:  # a flaw of Babel's data, met in Persian: both ends in one part
        ends = (format_skeleton(skeleton, day, locale=words) for day in (start, end))
        return str(words.interval_formats[None].format(*ends))
    first, last = (re.sub(r"(?<!M)MMM(?!M)", "MMMM", part) for part in parts)
    return format_date(start, first, locale=words) + format_date(end, last, locale=words)


def _greatest(start: dt.date, end: dt.date, known: Mapping[str, object]) -> str:
    """Name the greatest unit in which two days differ, of those that the language tells apart."""
    if start.year != end.year:
        return "y"
    return "d" if start.month == end.month and "d" in known else "M"


def clock(value: dt.time, locale: str) -> str:
    """Word a time of day: 16:00, or 4:00 PM where people write it so."""
    from babel.dates import format_time

    return format_time(value, "short", locale=locale_of(locale))


def city(zone: str, locale: str) -> str:
    """Name the place by whose clocks a time is told: New York."""
    from babel.dates import get_timezone_location

    return get_timezone_location(zone, locale=locale_of(locale), return_city=True)


def when(
    start_date: dt.date,
    end_date: dt.date,
    *,
    start_time: dt.time | None,
    end_time: dt.time | None,
    locale: str,
    gettext: Gettext = _untranslated,
) -> str:
    """Word when an event takes place: Thursday, 16:00–19:00; Thursday, all day; Monday to Thursday.

    A week and longer is worded with dates, as its weekdays would come twice.
    """
    if start_date == end_date:
        return capital(_hours(start_date, start_time, end_time, locale, gettext), locale)
    is_short = (end_date - start_date).days < DAYS_OF_WEEK
    first, last = (
        weekday(day, locale) if is_short else date(day, "long", locale) for day in (start_date, end_date)
    )
    begin = first if start_time is None else f"{first}, {clock(start_time, locale)}"
    finish = last if end_time is None else f"{last}, {clock(end_time, locale)}"
    return capital(_span(begin, finish, locale, gettext), locale)


def _hours(day: dt.date, start: dt.time | None, end: dt.time | None, locale: str, gettext: Gettext) -> str:
    name = weekday(day, locale)
    if start is None:
        return gettext("%(day)s, all day") % {"day": name}
    if end is None:
        return gettext("%(day)s, from %(time)s") % {"day": name, "time": clock(start, locale)}
    return f"{name}, {clock(start, locale)}–{clock(end, locale)}"


def list_patterns(locale: str) -> tuple[str, str, str, str]:
    """Give what a sentence puts between names: of two, of the first two of more, before another, before the last."""
    patterns = locale_of(locale).list_patterns["standard"]
    return patterns["2"], patterns["start"], patterns["middle"], patterns["end"]


def joined(values: Sequence[str], patterns: tuple[str, str, str, str]) -> str:
    """Join names by such patterns (https://www.unicode.org/reports/tr35/tr35-general.html#ListPatterns)."""
    two, start, middle, end = patterns
    match values:
        case [first, last]:
            return two.format(first, last)
        case [first, second, *others, last]:
            written = start.format(first, second)
            for name in others:
                written = middle.format(written, name)
            return end.format(written, last)
    return "".join(values)


def names(values: Sequence[str], locale: str) -> str:
    """Join names as a sentence does: A, B and C."""
    return joined(values, list_patterns(locale))


def number(value: float, locale: str) -> str:
    """Write a number with the separators of the language: 12,345."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale_of(locale))


def in_words(value: int, locale: str, *, gettext: Gettext = _untranslated) -> str:
    """Write a number from one to twenty as a word; in digits others, and those without a translation."""
    if not 1 <= value <= len(NUMBER_WORDS):
        return number(value, locale)
    return _translation(NUMBER_WORDS[value - 1], locale, gettext) or number(value, locale)


def language_name(code: str, locale: str) -> str:
    """Name a language, with a capital: Polish, Brazilian Portuguese; the code itself when it has no name.

    Bokmål is simply Norwegian, as its speakers and employers call it.
    """
    words = locale_of(locale)
    known = words.languages.get("no" if code == "nb" else code.replace("-", "_"))
    return capital(known or _described(code, words), locale)


def _described(code: str, words: Locale) -> str:
    language, *rest = code.split("-")
    name = words.languages.get(language, language)
    details = [words.scripts.get(part) or words.territories.get(part, part) for part in rest]
    return f"{name} ({', '.join(details)})" if details else name


def level_label(level: str, *, gettext: Gettext = _untranslated) -> str:
    """Word a CEFR level or `native` plainly: Everyday (B1). KeyError for other levels."""
    return gettext(LEVELS[level])


def file_size(size: int, locale: str, *, gettext: Gettext = _untranslated) -> str:
    """Word a size in bytes in units of a thousand, rounded: 180 KB, 1.2 MB; at least 1 KB."""
    return size_by(lambda value: number(value, locale), size, gettext=gettext)


def size_by(write: Callable[[float], str], size: int, *, gettext: Gettext) -> str:
    """Word a size with numbers that `write` writes."""
    if size < _MEGABYTE - _KILOBYTE // 2:
        return gettext("%(number)s KB") % {"number": write(max(1, round(size / _KILOBYTE)))}
    return gettext("%(number)s MB") % {"number": write(round(size / _MEGABYTE, 1))}
