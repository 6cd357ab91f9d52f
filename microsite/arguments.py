"""What can be asked for on the command line: every command with its options. Knows no command's work."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from microsite import __version__

Run = Callable[[argparse.Namespace], int]
"""Do what was asked for, and give the exit code."""


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Give the parser of the command line; `runs` has what does the work of each command."""
    whole = argparse.ArgumentParser(
        prog="microsite", description="Build the web site of a program: its cohorts, people, events and news."
    )
    whole.add_argument("--version", action="version", version=f"microsite {__version__}")
    whole.set_defaults(json=False, quiet=False, verbose=False, output=None)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    common, placing, building = _common(), _placing(), _building()

    def command(name: str, help: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        description = f"{help[0].upper()}{help[1:]}."
        added = commands.add_parser(name, help=help, description=description, parents=parents)
        added.set_defaults(run=runs[name])
        return added

    command("build", "build the site into output/", common, placing, building)
    command("check", "prove what build proves, and more; write nothing", common, placing, building)
    _add_serving(command("serve", "build, serve on this computer, rebuild on change", common, building))
    _add_listing(command("list", "list what is waiting, and when the site must be built again", common))
    _add_cleaning(command("clean", "remove the built site, not the cache", common))
    _add_beginning(command("new", "write a commented starter file", common))
    return whole


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: here)"
    )
    common.add_argument("--json", action="store_true", help="report as JSON on stdout")
    common.add_argument("--quiet", action="store_true", help="say nothing but mistakes")
    common.add_argument("--verbose", action="store_true", help="say more")
    return common


def _placing() -> argparse.ArgumentParser:
    placing = argparse.ArgumentParser(add_help=False)
    placing.add_argument(
        "--output", type=Path, metavar="DIR", help="where the site goes (default: SITE/output)"
    )
    return placing


def _building() -> argparse.ArgumentParser:
    building = argparse.ArgumentParser(add_help=False)
    add = building.add_argument
    add("--theme", metavar="NAME", help="another theme than the site's")
    add("--base-url", metavar="URL", help="another public address than the site's")
    add("--drafts", action="store_true", help="also what is a draft")
    add("--future", action="store_true", help="also news whose day has not come")
    add("--now", metavar="TIME", help="build for this day: 2026-11-23 or 2026-11-23T12:00")
    add("--explain", metavar="PATH", help="say why a page was made again, or why not")
    add("--strict", action="store_true", help="warnings are errors")
    add(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="processes that read, draw and make pictures (default: one a processor, 4 at most)",
    )
    return building


def _add_serving(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--port",
        type=int,
        default=8000,
        help="the port to listen on, or the next that is free (default: 8000)",
    )
    serve.add_argument(
        "--poll", action="store_true", help="look for changes every half second, as on network drives"
    )
    serve.add_argument("--open", action="store_true", help="open the site in the browser")


def _add_listing(listing: argparse.ArgumentParser) -> None:
    listing.add_argument(
        "wait",
        metavar="WHAT",
        nargs="?",
        default="all",
        choices=("drafts", "future", "expired", "expiring", "all"),
        help="drafts, future, expired, expiring (within 60 days), or all (default)",
    )
    listing.add_argument("--now", metavar="TIME", help="as of this day: 2026-11-23 or 2026-11-23T12:00")
    listing.set_defaults(
        output=None,
        theme=None,
        base_url=None,
        drafts=False,
        future=False,
        strict=False,
        explain=None,
        jobs=0,
    )


def _add_cleaning(clean: argparse.ArgumentParser) -> None:
    clean.add_argument(
        "--output", type=Path, metavar="DIR", help="the folder of the built site (default: SITE/output)"
    )
    clean.add_argument("--cache", action="store_true", help="remove the cache as well")


def _add_beginning(new: argparse.ArgumentParser) -> None:
    new.add_argument(
        "kind", metavar="KIND", help="mentee, event, update, gallery, cohort, mentor, page, site or theme"
    )
    new.add_argument("slug", metavar="SLUG", help="its short name, as in its address: anna-berg")
    new.add_argument(
        "--from", dest="source", type=Path, metavar="DIR", help="gallery: take the photos of this folder"
    )
