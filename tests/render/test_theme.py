from __future__ import annotations

from pathlib import Path

import pytest

from microsite.core.positions import Position
from microsite.render.theme import BUILT_IN, Theme, load
from tests.conftest import SiteWriter, write_site
from tests.making import made, places, read_site, said_of
from tests.texts import settings

OWN = "name: own\nextends: default\n"
TEMPLATE = (
    '{% extends "layouts/base.html" %}\n{% block main %}\n<h1>Ours: {{ page.title }}</h1>\n{% endblock %}\n'
)


def chosen(name: str = "own", options: str = "") -> str:
    return settings(theme=f"\n  name: {name}\n{options}".rstrip())


def theme_of(folder: Path, name: str = "own", **choices: str | int | bool) -> Theme:
    def at(*_loc: str | int, of_key: bool = False) -> Position | None:
        return None

    theme, problems = load(name, site_folder=folder, choices=choices, at=at)
    assert problems == ()
    assert theme is not None
    return theme


def test_a_theme_of_a_site_changes_one_template_and_keeps_the_others(site: SiteWriter) -> None:
    pages = made(
        site(
            {
                "content/site.yaml": chosen(),
                "themes/own/theme.yaml": OWN,
                "themes/own/templates/thanks.html": TEMPLATE,
            }
        )
    )
    assert "<h1>Ours: Thank you · Northlight</h1>" in pages["contact/thanks/index.html"]
    assert "<h1>Write to Kari</h1>" in pages["contact/index.html"]


def test_a_site_can_override_one_template_of_a_built_in_theme_without_more(site: SiteWriter) -> None:
    pages = made(site({"themes/default/templates/thanks.html": TEMPLATE}))
    assert "Ours" in pages["contact/thanks/index.html"]


@pytest.mark.parametrize("extends", ["", "extends: default\n"])
def test_a_folder_named_as_a_built_in_theme_stands_before_it(site: SiteWriter, extends: str) -> None:
    folder = site({"themes/default/theme.yaml": f"name: default\n{extends}"})
    theme = theme_of(folder, "default")
    assert [layer.folder for layer in theme.layers] == [folder / "themes/default", BUILT_IN / "default"]


def test_a_theme_extends_one_that_extends_another(site: SiteWriter) -> None:
    folder = site(
        {
            "themes/own/theme.yaml": "name: own\nextends: base\nstylesheets: [css/own.css]\nscripts: {all: [js/own.js], home: [js/home.js]}\n",
            "themes/base/theme.yaml": OWN.replace("own", "base")
            + "stylesheets: [css/base-of-ours.css]\nscripts: {all: [js/base.js]}\n",
            "themes/own/strings/nb.po": "",
            "themes/base/strings/nb.po": "",
            "themes/base/strings/nb_NO.po": "",
            "themes/base/assets/css/own.css": "/* hidden */",
            "themes/own/assets/css/own.css": "/* shown */",
        }
    )
    theme = theme_of(folder)
    assert [layer.path for layer in theme.layers] == ["themes/own", "themes/base", "themes/default"]
    assert theme.stylesheets[-2:] == ("css/base-of-ours.css", "css/own.css")
    assert theme.scripts("home")[-3:] == ("js/base.js", "js/own.js", "js/home.js")
    assert [
        path.relative_to(folder).as_posix() for path in theme.strings("nb-NO") if path.is_relative_to(folder)
    ] == [
        "themes/own/strings/nb.po",
        "themes/base/strings/nb.po",
        "themes/base/strings/nb_NO.po",
    ]
    assert theme.asset("css/own.css") == folder / "themes/own/assets/css/own.css"
    assert theme.asset("css/none.css") is None
    assert theme.shown(folder / "themes/base/theme.yaml") == "themes/base/theme.yaml"
    assert theme.shown(Path("/elsewhere/x.html")) == "x.html"


def test_options_have_the_theme_s_defaults_and_the_site_s_choices_and_reach_the_stylesheet(
    site: SiteWriter,
) -> None:
    folder = site(
        {
            "themes/own/theme.yaml": OWN
            + "options:\n"
            + "  shade: {type: text, default: '#123456', meaning: A colour., css: --shade}\n"
            + "  big: {type: boolean, default: false, meaning: Big.}\n"
        }
    )
    theme = theme_of(folder, accent_hue=150, big=True)
    assert (theme.options["accent_hue"], theme.options["ink_hue"], theme.options["big"]) == (150, 222, True)
    assert theme.custom_properties == "@layer tokens{:root{--ah:150;--h:222;--shade:#123456}}"


def test_a_theme_without_options_for_the_stylesheet_adds_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, {"themes/bare/theme.yaml": "name: bare\n"}, base=None)
    assert theme_of(tmp_path, "bare").custom_properties == ""


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("accent_hue: green", "the theme's option `accent_hue` must be a whole number from 0 to 360"),
        ("accent_hue: 361", "the theme's option `accent_hue` must be a whole number from 0 to 360"),
        ("accent_hue: -1", "the theme's option `accent_hue` must be a whole number from 0 to 360"),
        ("accent_hue: true", "the theme's option `accent_hue` must be a whole number from 0 to 360"),
        ("accent_hue: 1.5", "the theme's option `accent_hue` must be a whole number from 0 to 360"),
        ("scheme: pink", "the theme's option `scheme` must be one of `auto`, `light`, `dark`"),
        ("own_count: x", "the theme's option `own_count` must be a whole number"),
        ("own_least: 2", "the theme's option `own_least` must be a whole number from 3"),
        ("own_big: 1", "the theme's option `own_big` must be true or false"),
        ("own_text: 1", "the theme's option `own_text` must be a text"),
        (
            "own_shade: 'red;} body{x:y'",
            "the theme's option `own_shade` must be letters, digits and `# . , % ( ) / + -`",
        ),
        ("acent_hue: 16", "the theme has no option `acent_hue`"),
    ],
)
def test_a_choice_that_does_not_fit_is_told_where_it_was_made(
    site: SiteWriter, option: str, message: str
) -> None:
    declared = (
        "options:\n  own_count: {type: integer, default: 1, meaning: N.}\n"
        "  own_least: {type: integer, default: 3, minimum: 3, meaning: N.}\n"
        "  own_big: {type: boolean, default: true, meaning: B.}\n"
        "  own_text: {type: text, default: a, meaning: T.}\n"
        "  own_shade: {type: text, default: a, css: --s, meaning: T.}\n"
    )
    folder = site(
        {
            "content/site.yaml": chosen(options=f"  options:\n    {option}"),
            "themes/own/theme.yaml": OWN + declared,
        }
    )
    text = said_of(folder, read_site(folder).diagnostics)
    assert text.splitlines()[0].partition(": ")[2] == message
    assert f"    {option}" in text


def test_a_site_that_chooses_for_a_theme_without_options_is_told_so(site: SiteWriter) -> None:
    folder = site(
        {
            "content/site.yaml": chosen("bare", "  options:\n    a: 1"),
            "themes/bare/theme.yaml": "name: bare\n",
        }
    )
    assert "help: this theme has no options: take the line out" in said_of(
        folder, read_site(folder).diagnostics
    )


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (
            OWN + "options:\n  a: {type: integer, default: x, meaning: M.}\n",
            "E704 themes/own/theme.yaml:4:31",
        ),
        (
            OWN + "options:\n  a: {type: choice, choices: [b], default: c, meaning: M.}\n",
            "E704 themes/own/theme.yaml:4:44",
        ),
        (
            OWN + "options:\n  a:\n    type: integr\n    default: 1\n    meaning: M.\n",
            "E207 themes/own/theme.yaml:5:11",
        ),
        (OWN + "profiles:\n  photo:\n    widths: [0]\n", "E714 themes/own/theme.yaml:5:13"),
        (OWN + "profiles:\n  photo:\n    widths: []\n", None),
        (OWN + "profiles:\n  photo:\n    widths: [10]\n    formats: [gif]\n", None),
        (OWN + "profiles:\n  photo:\n    widths: [10]\n    aspect: 0:5\n", "E714 themes/own/theme.yaml:6:13"),
        (OWN + "colour: red\n", "E201 themes/own/theme.yaml:3:1"),
        ("name: [\n", None),
        ("", "E107 themes/own/theme.yaml:1:1"),
    ],
)
def test_mistakes_in_theme_yaml_are_told_at_their_place_and_nothing_follows_from_them(
    site: SiteWriter, written: str, place: str | None
) -> None:
    folder = site(
        {
            "content/site.yaml": chosen(options="  options:\n    accent_hue: x"),
            "themes/own/theme.yaml": written,
        }
    )
    (told,) = places(read_site(folder).diagnostics)
    assert told == (place or told)
    assert "themes/own/theme.yaml" in told


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"content/site.yaml": chosen("nowhere")}, "there is no theme called `nowhere`"),
        (
            {"content/site.yaml": chosen(), "themes/own/templates/a.html": ""},
            "`themes/own` is not a theme yet: it has no `theme.yaml`",
        ),
        (
            {"content/site.yaml": chosen(), "themes/own/theme.yaml": "name: own\nextends: defualt\n"},
            "there is no theme called `defualt`",
        ),
        (
            {
                "content/site.yaml": chosen(),
                "themes/own/theme.yaml": "name: own\nextends: b\n",
                "themes/b/theme.yaml": "name: b\nextends: own\n",
            },
            "themes extend each other in a circle: own → b → own",
        ),
    ],
)
def test_a_chain_of_themes_that_leads_nowhere_is_told(
    site: SiteWriter, files: dict[str, str], message: str
) -> None:
    folder = site(files)
    assert said_of(folder, read_site(folder).diagnostics).splitlines()[0].partition(": ")[2] == message


def test_a_very_long_chain_is_a_circle_too(site: SiteWriter) -> None:
    chain = {f"themes/t{n}/theme.yaml": f"name: t{n}\nextends: t{n + 1}\n" for n in range(12)}
    folder = site({"content/site.yaml": chosen("t0"), **chain})
    assert [d.code for d in read_site(folder).diagnostics] == ["E702"]


def test_a_theme_asked_for_on_the_command_line_has_its_own_options_and_no_place_in_the_settings(
    site: SiteWriter,
) -> None:
    folder = site(
        {
            "content/site.yaml": chosen("default", "  options:\n    accent_hue: 150"),
            "themes/own/theme.yaml": OWN,
        }
    )
    theme = read_site(folder, theme="own").theme
    assert theme is not None
    assert theme.options["accent_hue"] == 16
    same = read_site(folder, theme="default").theme
    assert same is not None
    assert same.options["accent_hue"] == 150
    assert places(read_site(folder, theme="nowhere").diagnostics) == ["E701 None"]


def test_a_link_out_of_a_theme_is_refused(site: SiteWriter, tmp_path: Path) -> None:
    folder = site({"content/site.yaml": chosen(), "themes/own/theme.yaml": OWN})
    (folder / "themes/own/templates").mkdir()
    (folder / "themes/own/templates/thanks.html").symlink_to("/etc/passwd")
    assert places(read_site(folder).diagnostics) == ["E151 themes/own/templates/thanks.html:1:1"]


def test_a_use_of_pictures_that_no_theme_names_has_a_profile(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {"themes/bare/theme.yaml": "name: bare\nprofiles:\n  logo: {widths: [90, 30], formats: [png]}\n"},
        base=None,
    )
    profiles = theme_of(tmp_path, "bare").profiles
    assert (profiles["portrait"].aspect, profiles["photo"].aspect) == ((4, 5), None)
    assert (profiles["logo"].widths_px, profiles["logo"].formats) == ((30, 90), ("png",))
