"""A name -> the files of a site that builds at once, or of a theme that changes nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from microsite.commands.new.schedules import WORKFLOW, WORKFLOW_PATH
from microsite.core.diagnostics import Diagnostic

_SITE = """# The settings of the site. Every field is explained in the reference of the content model.
name: {name}
tagline: A mentor program in our town
# url: https://{slug}.example    # the public address; needed for feeds and previews
timezone: Europe/Oslo
organisation:
  name: {name}
coordinator:
  name: Kari
  email: contact@{slug}.example  # a role address; it is published
contact_form:
  provider: mailto
  topics:
    - id: introduction
      label: Meeting one or more mentees
    - id: apply
      label: Applying for the next cohort
    - id: other
      label: Something else
navigation:
  - label: About
    to: page:about
  - label: Contact
    to: contact
"""
_HOME = """---
title: Three months with a mentor
lead: Say in two sentences what the program is, and for whom.
actions:
  - label: About the program
    to: page:about
  - label: Write to us
    to: contact
---
"""
_ABOUT = """---
title: About the program
lead: Who runs it, why, and how one takes part.
---

Write here in Markdown. Begin headings with `##`.
"""
_COHORT = """---
title: The first cohort
summary: Say in a sentence who takes part.
expected: next autumn
---
"""
_THEME = """# A theme that looks like the default one until you change something: put a file of the same name
# into templates/ or assets/, or choose other values below.
name: {slug}
extends: default
"""
_STYLE = """/* Rules here come after those of the default theme. Colours and sizes are custom properties. */
"""
Made = tuple[Mapping[str, str | Path], tuple[Diagnostic, ...]]


def make_site(slug: str, _: Path | None) -> Made:
    """Give the files of a new site, in a folder of its name."""
    name = slug.replace("-", " ").title()
    files = {
        "content/site.yaml": _SITE.format(name=name, slug=slug),
        "content/pages/index.md": _HOME,
        "content/pages/about.md": _ABOUT,
        "content/cohorts/first.md": _COHORT,
        ".gitignore": "/output/\n/.microsite/\n",
        WORKFLOW_PATH: WORKFLOW,
    }
    return {f"{slug}/{path}": text for path, text in files.items()}, ()


def make_theme(slug: str, _: Path | None) -> Made:
    """Give the files of a new theme."""
    folder = f"themes/{slug}"
    return {
        f"{folder}/theme.yaml": _THEME.format(slug=slug) + "stylesheets: [css/own.css]\n",
        f"{folder}/assets/css/own.css": _STYLE,
    }, ()
