from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from microsite.incremental import Memory
from microsite.render.environment import Environment, TemplateFaultError, filters
from microsite.render.environment.translations import translations
from microsite.render.theme import load
from microsite.render.views import LinkView, Target
from microsite.render.words import Words
from tests.conftest import write_site
from tests.render.samples import event, lovepats, picture

PLAIN = Words(locale="en", gettext=str, ngettext=lambda one, many, count: one if count == 1 else many)


def environment(tmp_path: Path, templates: dict[str, str], language: str = "en", **files: str) -> Environment:
    written = {f"themes/bare/templates/{name}": text for name, text in templates.items()}
    others = {f"themes/bare/{path}": text for path, text in files.items()}
    write_site(tmp_path, {"themes/bare/theme.yaml": "name: bare\n", **written, **others}, base=None)
    theme, problems = load("bare", site_folder=tmp_path, choices={}, at=lambda *_, **__: None)
    assert (problems, theme is not None) == ((), True)
    assert theme is not None
    made = Environment(theme)
    made.speak(language)
    return made


def drawn(tmp_path: Path, template: str, **values: object) -> str:
    return environment(tmp_path, {"page.html": template}, "en").draw("page", values, subject="a page")


def fault(tmp_path: Path, template: str, **values: object) -> str:
    with pytest.raises(TemplateFaultError) as caught:
        drawn(tmp_path, template, **values)
    found = caught.value.diagnostic
    assert found.position is not None
    at = f"{found.position.line}:{found.position.column} {found.position.length}"
    return f"{found.code} {at} {found.message} | {found.help}"


def test_every_value_is_escaped_but_sanitised_html(tmp_path: Path) -> None:
    assert drawn(tmp_path, "{{ a }} {{ b }}", a="<b>{{ c }}", b=Markup("<b>")) == "&lt;b&gt;{{ c }} <b>"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{ url('mentees/a/index.html') }}", "site:/mentees/a/index.html"),
        ("{{ url(thing) }}", "site:/events/closing-evening/index.html"),
        ("{{ url(link) }}", "https://a.example/?b=c&amp;d=e"),
        (
            "{{ url('a.html', query={'a': 'b c', 'd': 'å'}, fragment='x') }}",
            "site:/a.html?a=b+c&amp;d=%C3%A5#x",
        ),
        ("{{ url('a.html', query='a=b') }}", "site:/a.html?a=b"),
        ("{{ url(target, fragment='y') }}", "site:/a.html?q=1#y"),
    ],
)
def test_links_are_written_for_views_targets_and_paths(tmp_path: Path, written: str, expected: str) -> None:
    values = {
        "thing": event(),
        "link": LinkView(label="A", target=Target(address="https://a.example/?b=c&d=e")),
        "target": Target(path="a.html", query="q=1", fragment="x"),
    }
    assert drawn(tmp_path, written, **values) == expected


def test_a_finished_page_is_linked_relative_to_itself_and_words_are_left_alone(tmp_path: Path) -> None:
    made = environment(tmp_path, {})
    html = '<a href="site:/a/index.html?b=c#d">site:/x</a><img srcset="site:/a.jpg 1w, site:/b.jpg 2w" alt="site:/y">'
    finished = made.finish(html, path="p/index.html", resolve=lambda here, there: f"[{here}>{there}]")
    assert finished == (
        '<a href="[p/index.html>a/index.html]?b=c#d">site:/x</a>'
        '<img srcset="[p/index.html>a.jpg] 1w, [p/index.html>b.jpg] 2w" alt="site:/y">'
    )


def macros(tmp_path: Path, page: str, macro: str) -> tuple[Environment, Memory]:
    written = {
        f"themes/bare/templates/{name}": text for name, text in {"page.html": page, "m.html": macro}.items()
    }
    write_site(tmp_path, {"themes/bare/theme.yaml": "name: bare\n", **written}, base=None)
    theme, _ = load("bare", site_folder=tmp_path, choices={}, at=lambda *_, **__: None)
    assert theme is not None
    memory = Memory()
    made = Environment(theme, memory=memory)
    made.speak("en")
    return made, memory


def test_what_a_macro_draws_of_a_view_is_drawn_once_for_all_pages(tmp_path: Path) -> None:
    page = '{% from "m.html" import card %}{{ once(card, one, heading="h2") }}{{ once(card, one, heading="h2") }}'
    macro = "{% macro card(one, heading) %}<{{ heading }}>{{ one.label }}{% endmacro %}"
    made, memory = macros(tmp_path, page, macro)
    memory.rule("link", lambda _: LinkView(label="<A>", target=Target(path="a.html")))
    pages = [made.draw("page", {"one": memory.answer("link", "a")}, subject=f"page {n}") for n in (1, 2)]
    assert pages == ["<h2>&lt;A&gt;<h2>&lt;A&gt;"] * 2
    assert [node.key.partition(":")[0] for node in memory.made()] == ["link", "fragment"]


def test_what_a_macro_draws_of_anything_else_is_drawn_each_time(tmp_path: Path) -> None:
    macro = "{% macro card(names) %}{{ names|join('+') }}{% endmacro %}"
    made, memory = macros(tmp_path, '{% from "m.html" import card %}{{ once(card, names) }}', macro)
    assert made.draw("page", {"names": ("a", "b")}, subject="a page") == "a+b"
    assert list(memory.made()) == []


def test_a_mistake_in_a_macro_that_draws_once_is_told_at_its_line_with_the_page(tmp_path: Path) -> None:
    macro = "{% macro card(one) %}\n{{ one.wrong }}\n{% endmacro %}"
    made, memory = macros(tmp_path, '{% from "m.html" import card %}{{ once(card, one) }}', macro)
    memory.rule("link", lambda _: LinkView(label="A", target=Target(path="a.html")))
    with pytest.raises(TemplateFaultError) as caught:
        made.draw("page", {"one": memory.answer("link", "a")}, subject="page 7")
    found = caught.value.diagnostic
    assert (found.position and (found.position.path, found.position.line)) == (
        "themes/bare/templates/m.html",
        2,
    )
    assert found.message.endswith("while drawing page 7")


def test_a_page_gets_the_icons_it_uses_and_only_those(tmp_path: Path) -> None:
    icons = '<symbol id="i-a"><path/></symbol>\n<symbol id="i-b"><path/></symbol>\n'
    made = environment(tmp_path, {"partials/icons.svg": icons})
    page = '<!--icons--><svg><use href="#i-b"/></svg><svg><use href="#i-none"/></svg>'
    finished = made.finish(page, path="a.html", resolve=lambda _, there: there)
    assert '<symbol id="i-b"><path/></symbol>' in finished
    assert "i-a" not in finished
    assert made.finish("<!--icons-->x", path="a.html", resolve=lambda _, there: there) == "x"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            "\n{{ nobody }}",
            "E710 2:4 6 there is no `nobody` here, while drawing a page | correct the name, or test it with `is defined`",
        ),
        ("{{ sit.name }}", "E710 1:4 3 there is no `sit` here, while drawing a page | did you mean `site`?"),
        ("{{ site.nmae }}", "E710 1:9 4 a site has no `nmae`, while drawing a page | did you mean `name`?"),
        (
            "{{ site.zzz }}",
            "E710 1:9 3 a site has no `zzz`, while drawing a page | correct the name, or test it with `is defined`",
        ),
        (
            "{{ [][3] }}",
            "E710 1:1 11 the template fails: list object has no element 3, while drawing a page | correct the name, or test it with `is defined`",
        ),
        (
            "{{ 1 / 0 }}",
            "E710 1:1 11 the template fails: division by zero, while drawing a page | test the value with `is defined`, or `if`",
        ),
        (
            "{{ 'x' | date }}",
            "E710 1:5 1 the template fails: `date` needs a day, and not 'x', while drawing a page | test the value with `is defined`, or `if`",
        ),
        (
            "{% include 'none.html' %}",
            "E708 1:13 9 the theme has no template `none.html`, while drawing a page | correct the name, or add the template",
        ),
        (
            "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            "E711 1:1 47 the template calls itself without end, while drawing a page | take the circle out",
        ),
        (
            "{{ site.name.__class__.mro() }}",
            "E712 1:14 9 templates may not use `__class__`, while drawing a page | take it out",
        ),
        (
            "{{ range(999999) | list }}",
            "E712 1:1 26 templates may not count further than 100,000, while drawing a page | take it out, or count to a smaller number",
        ),
        (
            "{{ asset('none.svg') }}",
            "E706 1:11 8 the theme has no asset `none.svg`, while drawing a page | put the file into the theme's `assets/`, or correct its name",
        ),
        ("{% if %}", None),
    ],
)
def test_a_mistake_of_a_template_is_told_at_its_line_with_the_page_that_was_drawn(
    tmp_path: Path, template: str, expected: str | None
) -> None:
    told = fault(tmp_path, template, site=lovepats())
    assert told == (expected or told)
    assert told[:3] == "E71" or told[:4] == "E70" + told[3]


def test_a_template_that_is_missing_altogether_is_told_without_a_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaultError) as caught:
        environment(tmp_path, {}).draw("none", {}, subject="a page")
    assert str(caught.value.diagnostic.position) == "themes/bare/templates/none.html:1:1"


def test_a_mistake_of_ours_is_not_worded_as_one_of_the_theme(tmp_path: Path) -> None:
    made = environment(tmp_path, {})
    with pytest.raises(TypeError):
        made.draw(None, 3, subject="a page")  # type: ignore[arg-type]


def test_a_picture_in_a_text_is_drawn_by_the_theme_s_own_macro(tmp_path: Path) -> None:
    macro = "{% macro figure(image) %}<figure>{{ image.alt }}</figure>{% endmacro %}"
    assert (
        environment(tmp_path, {"macros/picture.html": macro}).figure(picture(alt="A < B"))
        == "<figure>A &lt; B</figure>"
    )


def test_a_mistake_in_that_macro_is_told(tmp_path: Path) -> None:
    macro = "{% macro figure(image) %}{{ image.altt }}{% endmacro %}"
    with pytest.raises(TemplateFaultError) as caught:
        environment(tmp_path, {"macros/picture.html": macro}).figure(picture())
    assert caught.value.diagnostic.message == "a image has no `altt`, while drawing a picture in a text"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ a | safe }}", ["E705 1:8"]),
        ("\n{{ a|upper|safe }}", ["E705 2:12"]),
        ("{% include a %}", ["E707 1:1"]),
        ("{% include ['a.html', b] %}", ["E707 1:1"]),
        ("{% from a import b %}", ["E707 1:1"]),
        ("{% import 'a' ~ b as c %}", ["E707 1:1"]),
        ("{% extends a %}", ["E707 1:1"]),
        ("{% if a %}", ["E709 1:1"]),
        ("{{ a | nosuch }}", []),
        ("{% include 'a.html' %}{{ a }}", []),
    ],
)
def test_what_templates_may_not_do_is_found_before_anything_is_drawn(
    tmp_path: Path, template: str, expected: list[str]
) -> None:
    found = environment(tmp_path, {"page.html": template}).check()
    told = [f"{d.code} {d.position.line}:{d.position.column}" for d in found if d.position]
    assert told == expected or ("nosuch" in template and [d.code for d in found] in ([], ["E709"]))


def test_filters_word_values() -> None:
    words = filters(PLAIN)
    assert words["date"](date(2023, 12, 7)) == "7 December 2023"
    assert (words["date"](date(2023, 12, 7), "short"), words["iso"](date(2023, 12, 7))) == (
        "7 Dec",
        "2023-12-07",
    )
    assert (words["number"](1500), words["names"](["A", "B", "C"])) == ("1,500", "A, B and C")
    assert (words["in_words"](3), words["capital"]("a"), words["file_size"](180_000)) == (
        "three",
        "A",
        "180 KB",
    )


CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Thank you"
msgstr "Takk"

msgid "Untranslated"
msgstr ""

msgid "%(num)s picture"
msgid_plural "%(num)s pictures"
msgstr[0] "%(num)s bilde"
msgstr[1] "%(num)s bilder"
"""


def test_texts_are_translated_the_nearest_catalogue_first(tmp_path: Path) -> None:
    (tmp_path / "near.po").write_text(CATALOGUE.replace("Takk", "Tusen takk"))
    (tmp_path / "far.po").write_text(CATALOGUE)
    gettext, ngettext = translations([tmp_path / "near.po", tmp_path / "far.po"])
    assert (gettext("Thank you"), gettext("Untranslated"), gettext("Unknown")) == (
        "Tusen takk",
        "Untranslated",
        "Unknown",
    )
    counted = [ngettext("%(num)s picture", "%(num)s pictures", count) for count in (0, 1, 2)]
    assert counted == ["%(num)s bilder", "%(num)s bilde", "%(num)s bilder"]
    assert [ngettext("one", "many", count) for count in (1, 2)] == ["one", "many"]


def test_a_page_is_drawn_in_the_site_s_language(tmp_path: Path) -> None:
    template = "{{ _('Thank you') }} {% trans count=2 %}{{ count }} picture{% pluralize %}{{ count }} pictures{% endtrans %}"
    made = environment(tmp_path, {"page.html": template}, "nb", **{"strings/nb.po": CATALOGUE})
    assert made.draw("page", {}, subject="a page") == "Takk 2 pictures"
