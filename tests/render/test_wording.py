from __future__ import annotations

from datetime import date, time

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.render import wording
from microsite.render.wording import DateStyle

THURSDAY = date(2023, 12, 7)
NORWEGIAN = {
    "%(day)s, all day": "%(day)s, hele dagen",
    "%(day)s, from %(time)s": "%(day)s fra %(time)s",
    "%(first)s to %(last)s": "%(first)s til %(last)s",
    "seventeen": "sytten",
    "Everyday (B1)": "Hverdagslig (B1)",
}
THIN = "\N{THIN SPACE}"


def nb(text: str) -> str:
    return NORWEGIAN.get(text, text)


@pytest.mark.parametrize(
    ("style", "english", "norwegian", "turkish"),
    [
        ("", "7 December 2023", "7. desember 2023", "7 Aralık 2023"),
        ("long", "Thursday, 7 December 2023", "torsdag 7. desember 2023", "7 Aralık 2023 Perşembe"),
        ("short", "7 Dec", "7. des.", "7 Ara"),
        ("month", "Dec", "des", "Ara"),
        ("day", "7", "7", "7"),
        ("month_and_year", "December 2023", "desember 2023", "Aralık 2023"),
        ("iso", "2023-12-07", "2023-12-07", "2023-12-07"),
    ],
)
def test_a_day_is_worded_in_the_language_of_the_page(
    style: DateStyle, english: str, norwegian: str, turkish: str
) -> None:
    assert [wording.date(THURSDAY, style, locale) for locale in ("en", "nb", "tr")] == [
        english,
        norwegian,
        turkish,
    ]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "5–7 December 2023"),
        ("nb", "5.–7. desember 2023"),
        ("tr", "5–7 Aralık 2023"),
        ("en-US", f"December 5{THIN}–{THIN}7, 2023"),
    ],
)
def test_a_period_of_days_repeats_no_more_than_it_must(locale: str, expected: str) -> None:
    assert wording.period(date(2023, 12, 5), THURSDAY, locale) == expected


def test_a_period_of_one_day_is_that_day() -> None:
    assert wording.period(THURSDAY, THURSDAY, "en") == "7 December 2023"


def test_a_period_over_the_end_of_a_year_has_both_years() -> None:
    assert wording.days(THURSDAY, date(2024, 1, 8), "en") == f"7 December 2023{THIN}–{THIN}8 January 2024"


def test_a_long_period_is_worded_by_its_months() -> None:
    autumn = date(2023, 9, 5), date(2023, 11, 30)
    assert wording.period(*autumn, "en") == "September to November 2023"
    assert wording.period(*autumn, "nb", gettext=nb) == "september til november 2023"


def test_months_of_two_years_have_both() -> None:
    assert wording.months(THURSDAY, date(2024, 2, 1), "en") == "December 2023 to February 2024"


def test_months_within_one_are_that_month() -> None:
    assert wording.months(date(2023, 12, 1), THURSDAY, "en") == "December 2023"


def test_a_language_without_translation_gets_a_dash_and_no_english() -> None:
    assert wording.months(date(2023, 9, 5), date(2023, 11, 30), "tr") == "Eylül – Kasım 2023"


def test_a_pattern_of_one_part_is_filled_with_both_ends() -> None:
    assert wording.months(date(2023, 11, 5), THURSDAY, "fa") == "نوامبر 2023 تا دسامبر 2023"


@pytest.mark.parametrize(
    ("end_date", "start_time", "end_time", "expected"),
    [
        (THURSDAY, time(16), time(19), "Thursday, 16:00–19:00"),
        (THURSDAY, None, None, "Thursday, all day"),
        (THURSDAY, time(18), None, "Thursday, from 18:00"),
        (date(2023, 12, 9), None, None, "Thursday to Saturday"),
        (date(2023, 12, 8), time(22), time(1), "Thursday, 22:00 to Friday, 01:00"),
        (date(2023, 12, 14), None, None, "Thursday, 7 December 2023 to Thursday, 14 December 2023"),
    ],
)
def test_it_is_worded_when_an_event_takes_place(
    end_date: date, start_time: time | None, end_time: time | None, expected: str
) -> None:
    worded = wording.when(THURSDAY, end_date, start_time=start_time, end_time=end_time, locale="en")
    assert worded == expected


def test_a_sentence_in_another_language_has_one_capital() -> None:
    saturday = date(2023, 12, 9)
    assert [
        wording.when(THURSDAY, end, start_time=start, end_time=None, locale="nb", gettext=nb)
        for end, start in ((saturday, None), (THURSDAY, None), (THURSDAY, time(18)))
    ] == ["Torsdag til lørdag", "Torsdag, hele dagen", "Torsdag fra 18:00"]


def test_hours_are_written_as_people_of_a_region_do() -> None:
    assert wording.clock(time(16), "en") == "16:00"
    assert wording.clock(time(16), "en-US").replace("\N{NARROW NO-BREAK SPACE}", " ") == "4:00 PM"


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "A, B and C"), ("nb", "A, B og C"), ("tr", "A, B ve C")]
)
def test_names_are_joined_as_in_a_sentence(locale: str, expected: str) -> None:
    assert wording.names(["A", "B", "C"], locale) == expected
    assert wording.names(["A"], locale) == "A"
    assert wording.names([], locale) == ""


@pytest.mark.parametrize(("locale", "expected"), [("en", "12,345"), ("nb", "12\u00a0345"), ("tr", "12.345")])
def test_a_number_has_the_separators_of_its_language(locale: str, expected: str) -> None:
    assert wording.number(12345, locale) == expected


def test_numbers_to_twenty_are_words() -> None:
    assert [wording.in_words(n, "en") for n in (0, 1, 17, 20, 21)] == [
        "0",
        "one",
        "seventeen",
        "twenty",
        "21",
    ]
    assert wording.in_words(17, "nb", gettext=nb) == "sytten"


def test_a_number_without_a_translation_is_in_digits() -> None:
    assert wording.in_words(17, "tr") == "17"


@pytest.mark.parametrize(
    ("code", "locale", "expected"),
    [
        ("pl", "en", "Polish"),
        ("nb", "en", "Norwegian"),
        ("nn", "en", "Norwegian Nynorsk"),
        ("nb", "nb", "Norsk"),
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("sr-Latn", "en", "Serbian (Latin)"),
        ("zh-Hans", "tr", "Basitleştirilmiş Çince"),
        ("en", "tr", "İngilizce"),
        ("qqq", "en", "Qqq"),
    ],
)
def test_a_language_is_named_with_a_capital(code: str, locale: str, expected: str) -> None:
    assert wording.language_name(code, locale) == expected


def test_the_dotted_i_has_a_dotted_capital_in_turkish_only() -> None:
    assert [wording.capital("istanbul", locale) for locale in ("tr", "az", "en")] == [
        "İstanbul",
        "İstanbul",
        "Istanbul",
    ]
    assert wording.capital("", "tr") == ""


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("native", "Native"),
        ("C2", "Fluent (C2)"),
        ("C1", "Fluent (C1)"),
        ("B2", "Works in it (B2)"),
        ("B1", "Everyday (B1)"),
        ("A2", "Basic (A2)"),
        ("A1", "First words (A1)"),
    ],
)
def test_a_level_is_worded_plainly(level: str, expected: str) -> None:
    assert wording.level_label(level) == expected


def test_a_level_is_worded_in_the_language_of_the_theme() -> None:
    assert wording.level_label("B1", gettext=nb) == "Hverdagslig (B1)"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "1 KB"),
        (180_123, "180 KB"),
        (999_499, "999 KB"),
        (999_600, "1 MB"),
        (1_234_567, "1.2 MB"),
        (12_000_000, "12 MB"),
    ],
)
def test_a_size_is_rounded(size: int, expected: str) -> None:
    assert wording.file_size(size, "en") == expected


def test_a_size_has_the_comma_of_its_language() -> None:
    assert wording.file_size(1_234_567, "nb") == "1,2 MB"


def test_weeks_begin_where_the_language_is_at_home() -> None:
    first = [wording.weekdays(locale)[0] for locale in ("en", "nb", "tr", "en-US")]
    assert first == [("Monday", "Mo"), ("Mandag", "Ma."), ("Pazartesi", "Pt"), ("Sunday", "Su")]


def test_a_language_that_babel_does_not_know_is_worded_in_english() -> None:
    assert wording.date(THURSDAY, "", "tlh") == "7 December 2023"
    assert wording.date(THURSDAY, "", "nb-XX") == "7. desember 2023"


def test_every_text_that_themes_translate_is_listed() -> None:
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return text

    for start, end, last in ((None, None, 7), (time(18), None, 7), (time(18), time(1), 8)):
        wording.when(THURSDAY, date(2023, 12, last), start_time=start, end_time=end, locale="en", gettext=ask)
    for size in (1, 1_000_000):
        wording.file_size(size, "en", gettext=ask)
    for level in wording.LEVELS:
        wording.level_label(level, gettext=ask)
    for value in range(25):
        wording.in_words(value, "en", gettext=ask)
    assert set(asked) == set(wording.MESSAGES)


@settings(deadline=None)
@given(
    locale=st.sampled_from(sorted(locale_identifiers())), start=st.dates(date(1990, 1, 1), date(2099, 1, 1))
)
def test_every_language_words_every_period(locale: str, start: date) -> None:
    tag = locale.replace("_", "-")
    for end in (start, date(start.year, 12, 31), date(start.year + 1, 1, 1)):
        assert wording.days(start, end, tag)
        assert wording.months(start, end, tag)
        assert wording.when(start, end, start_time=time(18), end_time=time(19), locale=tag)
    assert len(wording.weekdays(tag)) == 7
