from __future__ import annotations

from dataclasses import replace

import pytest
import pyvips

from microsite.model.cards import Card, CardColours, CardPhoto, can_be_drawn, card_key, card_name
from microsite.render.renditions import WorkerPool, forget, make_cards
from tests.render.renditions.conftest import Studio
from tests.render.renditions.pictures import CANARY_BYTES, laden_jpeg, plain
from tests.render.renditions.test_metadata import metadata_in

DEEP, PAPER, ROSE = (9, 46, 57), (247, 245, 242), (208, 64, 95)
COLOURS = CardColours(background="#092e39", text="#f7f5f2", accent="#d0405f")
CARD = Card(title="A lifeline for lovepats", site_name="Lovepats", colours=COLOURS)


def drawn(studio: Studio, card: Card) -> pyvips.Image:
    made = make_cards([card], cache=studio.cache, pool=studio.pool)
    assert not made.diagnostics
    assert [file.name for file in made.by_key[card_key(card)]] == [card_name(card)]
    return pyvips.Image.new_from_buffer(studio.path(card_name(card)).read_bytes(), "")


def with_photo(studio: Studio, *people: str, card: Card = CARD) -> Card:
    data = laden_jpeg(plain((20, 200, 20), 600, 800))
    picture = studio.picture(data, "group.jpg")
    photo = CardPhoto(picture=picture, header=studio.header(data, "group.jpg"), people=people)
    return replace(card, photo=photo)


def is_near(pixel: list[float], colour: tuple[int, ...]) -> bool:
    return max(abs(one - other) for one, other in zip(pixel, colour, strict=True)) < 12


def ink(image: pyvips.Image, left: int, top: int, width: int, height: int) -> float:
    """Measure the share of a box that is in the colour of the words."""
    part = image.crop(left, top, width, height)
    return float((part.extract_band(0) > 128).avg() / 255)


def test_a_card_has_the_size_and_colours_that_are_asked_for(studio: Studio) -> None:
    image = drawn(studio, CARD)
    assert (image.width, image.height) == (1200, 630)
    assert is_near(image(20, 20), DEEP)
    assert is_near(image(100, 78), ROSE)
    assert ink(image, 72, 124, 900, 100) > 0.1
    assert ink(image, 72, 500, 300, 70) > 0.03


def test_a_photo_stands_at_the_right_and_no_word_on_it(studio: Studio) -> None:
    long = replace(CARD, title="What the mentees of the autumn learnt about working life in Norway, " * 2)
    image = drawn(studio, with_photo(studio, card=long))
    assert all(image(x, y)[1] > 150 > image(x, y)[0] + 80 for x in (730, 1190) for y in (5, 625))
    assert is_near(image(710, 300), DEEP)


@pytest.mark.parametrize("title", ["Word " * 200, "x" * 400, "A", "Žofia & Łukasz <b>met</b> Åse", ""])
def test_any_title_stays_inside_its_card(studio: Studio, title: str) -> None:
    image = drawn(studio, replace(CARD, title=title))
    for left, top, width, height in (
        (0, 0, 1200, 60),
        (0, 0, 60, 630),
        (1140, 0, 60, 630),
        (0, 565, 1200, 65),
    ):
        assert ink(image, left, top, width, height) == 0


def test_letters_of_the_second_font_file_are_drawn_like_the_others(studio: Studio) -> None:
    latin, extended = (drawn(studio, replace(CARD, title=title)) for title in ("Zofia Lodz", "Žofia Łódź"))
    ratio = ink(extended, 72, 90, 600, 140) / ink(latin, 72, 90, 600, 140)
    assert 0.95 < ratio < 1.3


@pytest.mark.parametrize(
    ("text", "drawable"),
    [
        ("A lifeline – “Østfold” 2023 …", True),
        ("Žofia Łukasz Şule Ñandú", True),
        ("Z\u030cofia", True),
        ("李", False),
        ("Ольга", False),
        ("🎉", False),
    ],
)
def test_titles_that_the_font_lacks_letters_for_are_known(text: str, drawable: bool) -> None:  # noqa: FBT001
    assert can_be_drawn(text) is drawable


def test_a_card_has_no_metadata_and_nothing_of_the_photo(studio: Studio) -> None:
    card = with_photo(studio)
    drawn(studio, card)
    assert CANARY_BYTES not in studio.path(card_name(card)).read_bytes()
    assert metadata_in(studio.path("")) == set()


def test_a_card_is_drawn_once(studio: Studio) -> None:
    first = drawn(studio, CARD)
    with WorkerPool(1) as unused:
        assert make_cards([CARD], cache=studio.cache, pool=unused).progress.from_cache == 1
        assert unused.started == 0
    assert first.width == 1200


def test_a_card_with_a_person_goes_when_they_are_forgotten(studio: Studio) -> None:
    named, shown = replace(CARD, people=("anna",)), with_photo(studio, "anna", "bo")
    drawn(studio, named)
    drawn(studio, shown)
    assert set(forget(studio.cache, "anna")) == {card_name(named), card_name(shown)}


def test_colours_that_are_none_are_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        CardColours(background="navy", text="#ffffff", accent="#000000")
