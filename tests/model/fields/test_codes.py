from zoneinfo import ZoneInfo

import pytest

from microsite.model.fields import codes
from microsite.model.schema.types import CefrLevel, CountryCode, LanguageCode, TimeZone
from tests.model.fields.verdicts import Mistake, help_for, label, verdict


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("nb", "nb"),
        ("nn", "nn"),
        ("no", "no"),
        ("NB-no", "nb-NO"),
        ("pt-BR", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("yue", "yue"),
        ("apc", "apc"),
        ("se", "se"),
    ],
)
def test_a_language_code_is_kept_in_its_usual_letters(written: str, code: str) -> None:
    assert verdict(LanguageCode, written) == code


def test_a_usual_language_is_known_without_the_names_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_names", lambda _: pytest.fail("the names of all languages were read"))
    assert verdict(LanguageCode, "nb") == "nb"


@pytest.mark.parametrize(
    ("written", "said", "help"),
    [
        ("Norwegian", "this is a name, not a code", "write nb"),
        ("norsk", "this is a name, not a code", "write nb"),
        ("English", "this is a name, not a code", "write en"),
        ("tysk", "this is a name, not a code", "write de"),
        ("Brazilian Portuguese", "this is a name, not a code", "write pt-BR"),
        ("jp", "this is the code of a country, Japan", "write ja"),
        ("DK", "this is the code of a country, Denmark", "write da"),
        ("nb-XY", "no script or country has this code", "write nb"),
        (
            "xx",
            "no language has this code",
            "write a language code, for example en for English or nb for Norwegian Bokmål",
        ),
    ],
)
def test_what_is_not_a_language_code_is_told(written: str, said: str, help: str) -> None:
    assert verdict(LanguageCode, written) == Mistake(code="E215", label=said, help=help)


def test_levels_may_be_written_in_any_letters() -> None:
    assert [verdict(CefrLevel, level) for level in ("A1", "b2", "native", "Native")] == [
        "A1",
        "B2",
        "native",
        "native",
    ]


def test_a_word_for_a_level_is_told_with_all_levels() -> None:
    assert verdict(CefrLevel, "fluent") == Mistake(
        code="E216",
        label="there is no such level",
        help="write A1 or A2 (basic), B1 or B2 (independent), C1 or C2 (proficient), or native",
    )


def test_a_country_has_two_letters() -> None:
    assert [verdict(CountryCode, code) for code in ("NO", "no", "GB", "XK")] == ["NO", "NO", "GB", "XK"]


@pytest.mark.parametrize(
    ("written", "said", "help"),
    [
        ("Norway", "this is a name, not a code", "write NO"),
        ("Norge", "this is a name, not a code", "write NO"),
        ("USA", "this is a name, not a code", "write US"),
        ("UK", "no country has this code", "write GB"),
        ("EU", "no country has this code", "write a country code of two letters, for example NO for Norway"),
        ("ZZ", "no country has this code", "write a country code of two letters, for example NO for Norway"),
    ],
)
def test_what_is_not_a_country_code_is_told(written: str, said: str, help: str) -> None:
    assert verdict(CountryCode, written) == Mistake(code="E217", label=said, help=help)


def test_a_time_zone_is_named_by_its_city() -> None:
    assert verdict(TimeZone, "Europe/Oslo") == ZoneInfo("Europe/Oslo")
    assert verdict(TimeZone, "America/Argentina/Buenos_Aires").key == "America/Argentina/Buenos_Aires"
    assert verdict(TimeZone, "UTC") == ZoneInfo("UTC")
    assert verdict(TimeZone, ZoneInfo("Europe/Oslo")) == ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("Oslo", "write Europe/Oslo"),
        ("europe/oslo", "write Europe/Oslo"),
        ("New York", "write America/New_York"),
        ("CET", "write a time zone by its city, for example Europe/Oslo"),
        ("../../etc/passwd", "write a time zone by its city, for example Europe/Oslo"),
        ("Europe/../Europe/Oslo", "write Europe/Oslo"),
        ("+02:00", "write a time zone by its city, for example Europe/Oslo"),
    ],
)
def test_a_time_zone_that_does_not_exist_is_told_with_one_that_does(written: str, help: str) -> None:
    assert label(TimeZone, written) == "there is no time zone of this name"
    assert help_for(TimeZone, written) == help


def test_a_part_of_a_time_zone_is_told_with_whole_ones() -> None:
    assert help_for(TimeZone, "America/Argentina").startswith("did you mean `America/Argentina/")
