from __future__ import annotations

import re

import pytest

from tests.conftest import SiteWriter
from tests.making import made, make_site, places, said_of
from tests.texts import settings

OWN = "name: own\nextends: default\n"
STYLED = OWN + "stylesheets: [css/own.css]\n"
PAGE = '{{% extends "layouts/base.html" %}}\n{{% block main %}}\n<h1>{{{{ page.title }}}}</h1>\n{}\n{{% endblock %}}\n'


def told(site: SiteWriter, files: dict[str, str | bytes], theme: str = OWN) -> list[str]:
    folder = site(
        {"content/site.yaml": settings(theme="\n  name: own"), "themes/own/theme.yaml": theme, **files}
    )
    return places(make_site(folder).diagnostics)


def css(text: str) -> dict[str, str | bytes]:
    return {"themes/own/assets/css/own.css": text}


@pytest.mark.parametrize(
    ("theme", "place"),
    [
        (OWN + "stylesheets: [css/a.css, css/reset.css]\n", "E706 themes/own/theme.yaml:3:15"),
        (OWN + "scripts:\n  home: [js/a.js]\n", "E706 themes/own/theme.yaml:4:10"),
        (OWN + "scripts:\n  hom: [js/shortlist.js]\n", "E715 themes/own/theme.yaml:4:3"),
    ],
)
def test_what_theme_yaml_names_must_be_there(site: SiteWriter, theme: str, place: str) -> None:
    assert told(site, {}, theme) == [place]


@pytest.mark.parametrize(
    ("text", "places_"),
    [
        ("a{background:url(none.svg)}", ["E706 1:18"]),
        ('a{src:url("../fonts/none.woff2?v=1")}', ["E706 1:12"]),
        ("a{src:url(https://fonts.example/a.woff2)}", ["E716 1:11"]),
        ("a{src:url('//fonts.example/a.woff2')}", ["E716 1:12"]),
        ("a{}\n@import 'b.css';", ["E716 2:1"]),
        ('@import url("https://fonts.example/a.css");', ["E716 1:1"]),
        ("/* url(none.svg)\n@import 'x'; */\na{src:url(data:,x)}\nb{filter:url(#blur)}", []),
        ("a{src:url(../brand/favicon.svg#mark)}", []),
    ],
)
def test_what_a_stylesheet_names_must_be_a_file_of_the_theme(
    site: SiteWriter, text: str, places_: list[str]
) -> None:
    found = told(site, css(text), STYLED)
    assert [place.replace("themes/own/assets/css/own.css:", "") for place in found] == places_


def test_a_stylesheet_that_is_no_text_is_told(site: SiteWriter) -> None:
    assert told(site, {"themes/own/assets/css/own.css": b"a{}\xff"}, STYLED) == [
        "E101 themes/own/assets/css/own.css:1:4"
    ]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("<script>alert(1)</script>", "E716 4:1"),
        ('<p>x</p><script type="module">1</script>', "E716 4:9"),
        ('<p onclick="a()">x</p>', "E716 4:4"),
        ('<p style="color:red">x</p>', "E716 4:4"),
        ("<style>p{}</style>", "E716 4:1"),
        ('<script src="https://cdn.example/a.js"></script>', "E716 4:1"),
        ('<img alt="" src="//cdn.example/a.png">', "E716 4:1"),
        ('<link rel="stylesheet" href="https://cdn.example/a.css">', "E716 4:1"),
        ('<link href="//fonts.example" rel=preconnect>', "E716 4:1"),
        ("{# <script>1</script> #}", None),
        ('<script type="application/ld+json">{}</script>', None),
        ('<a href="https://elsewhere.example">x</a>', None),
        ('<link rel="canonical" href="https://elsewhere.example/">', None),
    ],
)
def test_a_template_cannot_carry_or_load_what_the_policy_forbids(
    site: SiteWriter, line: str, place: str | None
) -> None:
    found = told(site, {"themes/own/templates/thanks.html": PAGE.format(line)})
    assert [one.replace("themes/own/templates/thanks.html:", "") for one in found] == (
        [place] if place else []
    )


def test_the_default_theme_has_nothing_to_tell(site: SiteWriter) -> None:
    assert places(make_site(site({})).diagnostics) == []


def test_stylesheets_are_one_file_whose_addresses_are_those_of_the_published_files(site: SiteWriter) -> None:
    folder = site(
        {
            "content/site.yaml": settings(theme="\n  name: own"),
            "themes/own/theme.yaml": STYLED,
            **css(".own{background:url(../brand/favicon.svg#mark)}.b{src:url(data:,x)}.c{filter:url(#blur)}"),
        }
    )
    pages = made(folder)
    (stylesheet,) = [path for path in pages if path.endswith(".css")]
    rule = pages[stylesheet][pages[stylesheet].index(".own") :]
    icon = re.search(r'url\("(favicon-[0-9a-f]{8}\.svg)#mark"\)', rule)
    assert icon
    assert f"assets/{icon[1]}" in pages
    assert 'url("data:,x")' in rule
    assert 'url("#blur")' in rule
    assert pages[stylesheet].rstrip().endswith("@layer tokens{:root{--ah:16;--h:222}}")
    assert f'<link rel="stylesheet" href="{stylesheet}">' in pages["index.html"]


def test_only_assets_that_something_asks_for_are_published(site: SiteWriter) -> None:
    folder = site({"themes/default/assets/brand/unused.svg": "<svg/>"})
    assert not any("unused" in path for path in made(folder))


def test_the_name_of_an_asset_changes_with_its_bytes(site: SiteWriter) -> None:
    def script(pages: dict[str, str]) -> str:
        return next(path for path in pages if path.startswith("assets/shortlist-"))

    before = script(made(site({})))
    assert script(made(site({"themes/default/assets/js/shortlist.js": "// another"}))) != before


def test_a_template_that_asks_for_an_asset_which_is_not_there_is_told(site: SiteWriter) -> None:
    folder = site({"themes/default/templates/thanks.html": PAGE.format("{{ asset('brand/none.svg') }}")})
    assert said_of(folder, make_site(folder).diagnostics) == (
        "error[E706]: the theme has no asset `brand/none.svg`, while drawing `contact/thanks/` from `content/site.yaml`\n"
        "   --> themes/default/templates/thanks.html:4:11\n"
        "  4 | {{ asset('brand/none.svg') }}\n"
        "    |           ^^^^^^^^^^^^^^\n"
        "  help: put the file into the theme's `assets/`, or correct its name"
    )
