"""What the code cannot say of itself, in words, for `docs/generate.py`."""

# ruff: noqa: INP001 (beside the pages, not a part of the package)

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from microsite.model.kinds import Form
from microsite.model.schema import types
from microsite.model.schema.types import Depicts

CONTENT_MODEL = """
# The content model

Everything that can be written about a site: each kind of content, where its files are, and every field. A field that is
not listed here is a mistake, and microsite asks whether you meant another one.
"""

FORMS: Mapping[Form, str] = {
    Form.MARKDOWN: "one file each, with the fields between two lines of `---` and the text below in Markdown",
    Form.YAML: "the fields, one below the other",
    Form.LIST: "a list of entries, each of which begins with a hyphen",
}

TYPES_HEAD = """
Quotes around a value are only needed where YAML would misread it, for example around a text with a colon and a space in
it. `NO` is text and not false, and `18:00` is a time and not a number.
"""

TYPES: tuple[tuple[Any, tuple[str, str], str], ...] = (
    (
        types.Text,
        ("a text", "texts"),
        "Any words. For several lines, write `>-` and set the lines below two spaces in.",
    ),
    (
        types.Slug,
        ("a short name", "short names"),
        "Small letters a–z, digits and single hyphens, as in `anna-berg`.",
    ),
    (
        types.Reference,
        ("an id", "ids"),
        "The name of another entry's file or folder without its ending, or its `id`.",
    ),
    (
        types.MediaPath,
        ("a file", "files"),
        "The name of a file beside the entry, or the way to it: `../galleries/a/b.jpg`.",
    ),
    (types.Date, ("a date", "dates"), "Year, month, day, as in `2023-09-13`."),
    (
        types.FirstDay,
        ("a first day", "first days"),
        "A date. While it is not fixed, the line can go, and `expected` stands instead.",
    ),
    (types.PartialDate, ("a year or month", "years or months"), "`2019`, or `2019-06`."),
    (
        types.ExpectedTime,
        ("a month, season or year", "months, seasons or years"),
        "`2024-03`, `2024-spring`, or `2024`.",
    ),
    (types.Latitude, ("degrees north", "degrees north"), "A number from -90 to 90, as in `59.9075`."),
    (types.Longitude, ("degrees east", "degrees east"), "A number from -180 to 180, as in `10.7581`."),
    (types.Time, ("a time of day", "times of day"), "Hours and minutes, as in `18:00`."),
    (types.TimeZone, ("a time zone", "time zones"), "By its city, as in `Europe/Oslo`."),
    (types.UtcOffset, ("a distance from UTC", "distances from UTC"), "As in `+02:00`."),
    (types.Url, ("a web address", "web addresses"), "The whole address, with `https://`."),
    (types.Email, ("an e-mail address", "e-mail addresses"), "As in `name@example.org`."),
    (
        types.LanguageCode,
        ("a language code", "language codes"),
        "BCP 47: `en` for English, `nb` for Norwegian Bokmål, `pt-BR` for the Portuguese of Brazil.",
    ),
    (
        types.CefrLevel,
        ("a language level", "language levels"),
        "`A1` or `A2` (basic), `B1` or `B2` (independent), `C1` or `C2` (proficient), or `native`.",
    ),
    (types.Integer, ("a whole number", "whole numbers"), "Digits without quotes: `17`."),
    (types.Plain, ("a value", "values"), "A text, a number, `true` or `false`."),
    (types.StrictBool, ("`true` or `false`", "`true` or `false`"), "One of these two words, without quotes."),
    (types.PercentRange, ("a percentage", "percentages"), "`100`, or a range: `80-100`."),
    (
        types.FocalPoint,
        ("a point of a picture", "points of a picture"),
        "How far it is from the left and from the top: `50% 30%`.",
    ),
    (
        Depicts,
        ("a list of ids, or `none`", ""),
        "`[anna-berg, ben-olsen]`, or the word `none` when nobody is to be seen.",
    ),
)

PLAIN_TYPES: Mapping[Any, tuple[str, str]] = {
    int: ("a whole number", "whole numbers"),
    str: ("a text", "texts"),
    bool: ("`true` or `false`", "`true` or `false`"),
    dict: ("a group of names, each with its value", "groups of names"),
}
LIMITS = {"min_length": "at least {}", "max_length": "at most {}", "ge": "from {}", "le": "to {}"}

COMMANDS_HEAD = """
# Commands

In this repository a command is run with `python3 build.py COMMAND`; without a command it builds. Where microsite is
installed, it is `microsite COMMAND` and the folder of the site is the one you are in, or `--site DIR`.

Results go to the standard output, messages to the standard error. Messages are plain where the output is not a
terminal, and where `NO_COLOR` is set.
"""


class CommandWords(NamedTuple):
    """What there is to know of a command, and command lines to try, without the program's name."""

    text: str
    examples: tuple[str, ...]


COMMANDS: Mapping[str, CommandWords] = {
    "build": CommandWords(
        "The site is published whole or not at all: with one mistake, `output/` stays as it was. Files in `output/` "
        "that microsite has not made stay too. When nothing has changed since the last build, it says so at once.",
        ("build", "build --strict --now 2026-11-23", "build --base-url https://program.example/2026"),
    ),
    "check": CommandWords(
        "Makes the site in memory, then looks through the finished pages: links and their anchors, headings, pictures "
        "without a text, files that are not there. Run it before you publish.",
        ("check", "check --strict", "check --json"),
    ),
    "serve": CommandWords(
        "Shows the site on this computer, and on no other, as you write: an open page follows each change that "
        "concerns it, and new styles come without loading it again. While there is a mistake, it lies over the last "
        "good site with the lines it is in, and goes when it is repaired. The site is made in memory: `output/` stays "
        "as it was, and there is no `--output`. Stop it with Ctrl-C.\n\n"
        "The system says when something was saved. Network drives do not say what other computers save: there, and "
        "with `--poll` or `WATCHFILES_FORCE_POLLING=1` in the environment, microsite looks every half second.",
        ("serve --open", "serve --drafts --future --port 8001", "serve --poll"),
    ),
    "list": CommandWords(
        "Tells what is waiting: drafts, news and people whose day has not come, people whose consent has ended, and "
        "those whose consent ends within 60 days; each with its day and its file. It also tells the next day on which "
        "the site changes by itself and must be built again.",
        ("list", "list expiring", "list drafts --json"),
    ),
    "clean": CommandWords(
        "Removes from `output/` what microsite has put there, and nothing else.",
        ("clean", "clean --cache"),
    ),
    "new": CommandWords(
        "Writes a file with every field and its meaning as a comment. Nothing that is there already is written over, "
        "and nothing is public until you say so: what it begins is a draft.",
        ("new mentee anna-berg", "new gallery summer --from ~/Pictures/summer", "new site my-program"),
    ),
}

TEST_COMMAND = """
`python3 build.py test` belongs to this repository and not to the installed program. It installs what the tests need,
Chromium among it, then runs lint, types, import rules and the whole suite; with `--coverage` it also tells which lines
no test has run, and takes twice the time. Other arguments go to pytest alone:
`python3 build.py test tests/model`.
"""

EXIT_CODES_HEAD = "For scripts: how a command ends."
EXIT_CODES: Mapping[int, str] = {
    0: "Fine.",
    1: "The content has mistakes; nothing was published.",
    2: "The command was written in a way that microsite does not know, or its port is in use.",
    70: "A mistake of microsite itself; please report it.",
    73: "The disk refused to be written.",
    74: "A source file could not be read, or was changed meanwhile.",
    75: "Another build of this site is running.",
    130: "Interrupted with Ctrl-C; the published site is as it was.",
}

TEMPLATES_HEAD = """
# Templates

Templates are written in [Jinja](https://jinja.palletsprojects.com/en/stable/templates/). They choose and arrange;
dates, links and numbers come ready. How to change one is told in [Make a theme of your own](../how-to/make-a-theme.md).

Everything is escaped, a name that does not exist is a mistake with the template's line, names of templates in
`extends`, `include` and `import` are written out, and `|safe` is refused: HTML that may stand as it is
comes marked as such. An entry's `language` is empty where it is the page's; `lang(entry)` of `macros/language.html`
writes it as attributes.
"""

VALUES_HEAD = """
Every template is given `site` ([SiteView](#siteview)), `page` ([PageView](#pageview)) and `theme`, a mapping with the
theme's options. To these comes, for each:
"""

VALUES: Mapping[str, Mapping[str, str]] = {
    "home": {
        "content": "FreePageView or none",
        "quilt": "list of MenteeView",
        "available": "list of MenteeView",
        "upcoming": "list of EventView",
        "latest": "UpdateView or none",
        "strip": "list of ImageView",
    },
    "mentees": {
        "mentees": "list of MenteeView",
        "facets": "list of FacetView",
        "paging": "none",
        "search": "none",
    },
    "directory": {
        "mentees": "list of MenteeView: those of this page",
        "facets": "list of FacetView",
        "paging": "PagingView",
        "search": "SearchView on the first page, or none",
    },
    "mentee": {
        "mentee": "MenteeView",
        "similar": "list of (MenteeView, names of shared skills)",
        "previous": "LinkView or none",
        "next": "LinkView or none",
        "qr_path": "path, or empty",
        "resume_path": "path, or empty",
        "events": "list of EventView",
    },
    "term": {
        "term": "TermView",
        "taxonomy": "text",
        "taxonomy_label": "text",
        "facet_name": "text",
        "mentees": "list of MenteeView: those of this page",
        "paging": "PagingView or none",
    },
    "cohort": {
        "cohort": "CohortView",
        "next_cohort": "CohortView or none",
        "strip": "list of ImageView",
        "earlier": "list of OutcomesRow",
    },
    "page": {"content": "FreePageView", "earlier": "list of OutcomesRow"},
    "events": {
        "months": "list of EventMonth",
        "past": "list of EventView",
        "calendar": "list of CalendarMonth",
    },
    "event": {"event": "EventView", "next_dates": "list of EventView"},
    "galleries": {"galleries": "list of GalleryView"},
    "gallery": {"gallery": "GalleryView"},
    "outcomes": {"all": "OutcomesView or none", "rows": "list of OutcomesRow"},
    "updates": {
        "updates": "list of UpdateView",
        "years": "list of YearView",
        "all_tags": "list of TermView",
    },
    "update": {"update": "UpdateView", "related": "list of UpdateView"},
    "tag": {"updates": "list of UpdateView", "tag": "TermView", "tags": "list of TermView"},
    "year": {"updates": "list of UpdateView", "year": "text", "years": "list of YearView"},
    "contact": {},
    "thanks": {},
    "404": {},
}

FUNCTIONS = {
    '`url(thing, query="", fragment="")`': "The link to a view, a target or a path. `query` is a text or a mapping.",
    '`asset("brand/favicon.svg")`': "The link to a file of the theme's `assets/`.",
    "`once(card, mentee)`": "What an imported macro draws of a view, drawn once for all pages that show it, so that "
    "a long list costs little. It must depend on its arguments alone.",
    '`_("Text with %(name)s", name=…)`': "The text in the site's language.",
    '`ngettext("one", "%(num)s of them", count)`': "The same for a number: one, or several.",
    "`{% trans %}…{% pluralize %}…{% endtrans %}`": "The same for longer texts.",
}

FILTERS_HEAD = "Besides [those of Jinja](https://jinja.palletsprojects.com/en/stable/templates/#list-of-builtin-filters):"
FILTERS = {
    "date": 'A day in words: 7 December 2023. With a style: `date("short")`, `"long"`, `"month"`, `"day"`.',
    "iso": "A day or time for machines: 2023-12-07.",
    "number": "A number with the language's separators.",
    "in_words": "A small number in words: seventeen.",
    "capital": "The text with a capital first letter.",
    "names": "A list in words: A, B and C.",
    "file_size": "A number of bytes in words: 180 KB.",
    "justified": "Pictures laid out in full rows: `heights` for `data-rows`, and `placed`: each `photo` with its "
    "`shape` for `data-r` and the `sizes` it is shown at.",
}

VIEWS_HEAD = """
A view is what a template may read of a thing. Views cannot be changed. An absent text is empty, an absent list has no
members, and both count as false. A path is an output path, which `url()` turns into a link.
"""
VIEW_TYPES: Mapping[Any, str] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "true or false",
    object: "a value",
    dt.date: "day",
    dt.time: "time of day",
    dt.datetime: "day and time with zone",
    Markup: "HTML, ready",
}

CODES_HEAD = """
# Codes

Each message of microsite has a code, and each code a page: what it means, an example, and how to repair it. A code that
begins with E is an error, and nothing is published until it is repaired. W is a warning, which `--strict` turns into an
error. N is a notice: something you may want to know.
"""
HUNDREDS = {
    "1": "Files and their form",
    "2": "Fields and values",
    "3": "References, consent and people",
    "4": "Texts in Markdown, and links",
    "5": "Pictures and documents",
    "6": "Galleries, and how pictures are described",
    "7": "Themes, templates and settings",
    "8": "Addresses, pages and commands",
    "9": "Publishing, the disk and this computer",
}
