from __future__ import annotations

from microsite.render.links import plain_text, with_public_addresses
from tests.render.samples import absolute, html

BASE = "https://lovepats.example/site"


def test_links_inside_the_site_become_public() -> None:
    body = html('<p><a class="x" href="site:/mentees/anna/index.html">Anna</a></p>')
    assert (
        with_public_addresses(body, absolute) == f'<p><a class="x" href="{BASE}/mentees/anna/">Anna</a></p>'
    )


def test_queries_and_fragments_stay() -> None:
    body = html('<a href="site:/contact/index.html?about=x&amp;people=y#form">Ask</a>')
    assert (
        with_public_addresses(body, absolute)
        == f'<a href="{BASE}/contact/?about=x&amp;people=y#form">Ask</a>'
    )


def test_every_picture_of_a_source_set_becomes_public() -> None:
    body = html(
        '<img src="site:/media/a.jpg" srcset="site:/media/a.webp 160w, site:/media/b.webp 320w" alt="">'
    )
    expected = (
        f'<img src="{BASE}/media/a.jpg" srcset="{BASE}/media/a.webp 160w, {BASE}/media/b.webp 320w" alt="">'
    )
    assert with_public_addresses(body, absolute) == expected


def test_other_links_and_texts_are_left_alone() -> None:
    body = html('<p>Write <code>site:/index.html</code> or <a href="https://x.example/a">elsewhere</a></p>')
    assert with_public_addresses(body, absolute) == body


def test_text_has_a_line_for_every_paragraph_and_item() -> None:
    body = html("<p>One <em>fine</em>\nday &amp; night.</p>\n<ul><li>a</li><li>b<br>c</li></ul><p></p>")
    assert plain_text(body) == "One fine day & night.\na\nb\nc"


def test_text_of_nothing_is_empty() -> None:
    assert plain_text(html("")) == ""
