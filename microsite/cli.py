"""Arguments, exit codes, and the printing of reports. The only place that prints.

Results go to stdout, messages to stderr. A command is a module of `microsite.commands` or a stage; none is
imported before it is asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from microsite import __version__
from microsite.core.diagnostics import Diagnostic, Severity, as_data, in_order, render
from microsite.core.failures import DiagnosedError
from microsite.core.positions import Position

if TYPE_CHECKING:
    from microsite.options import Options
    from microsite.pipeline import BuildReport

FINE, CONTENT_ERRORS, USAGE, OUR_BUG, INTERRUPTED = 0, 1, 2, 70, 130
USAGE_CODES = ("E810", "E811")
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 fine; 1 the content has errors; 2 wrong usage; 73 and 74 the disk; 75 another build is running; 130 interrupted.
    """
    parsed = _parser().parse_args(sys.argv[1:] if arguments is None else list(arguments))
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except DiagnosedError as error:
        _tell((error.diagnostic,), parsed, lambda _: None)
        _print_as_data(parsed, {"diagnostics": [as_data(error.diagnostic)], "published": False})
        return error.exit_code
    except KeyboardInterrupt:
        print("interrupted; the published site is as it was", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception:  # noqa: BLE001 (the last line of defence: a mistake of ours must not look like one of theirs)
        import traceback

        traceback.print_exc()
        print(
            "\nthis is a mistake in microsite, not in your files; the published site is as it was",
            file=sys.stderr,
        )
        return OUR_BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="microsite", description="Build the web site of a program: its cohorts, people, events and news."
    )
    parser.add_argument("--version", action="version", version=f"microsite {__version__}")
    parser.set_defaults(run=_build, json=False, quiet=False, verbose=False)
    common = _common()
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    building = _building()
    _command(commands, "build", "build the site into output/", _build, common, building)
    _command(commands, "check", "prove what build proves, and more; write nothing", _check, common, building)
    serve = _command(
        commands, "serve", "build, serve on this computer, rebuild on change", _serve, common, building
    )
    serve.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    serve.add_argument("--open", action="store_true", help="open the site in the browser")
    clean = _command(commands, "clean", "remove the built site, not the cache", _clean, common)
    clean.add_argument(
        "--output", type=Path, metavar="DIR", help="the folder of the built site (default: SITE/output)"
    )
    clean.add_argument("--cache", action="store_true", help="remove the cache as well")
    new = _command(commands, "new", "write a commented starter file", _new, common)
    new.add_argument(
        "kind", metavar="KIND", help="mentee, event, update, gallery, cohort, mentor, page, site or theme"
    )
    new.add_argument("slug", metavar="SLUG", help="its short name, as in its address: anna-berg")
    new.add_argument(
        "--from", dest="source", type=Path, metavar="DIR", help="gallery: take the photos of this folder"
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
    run: Callable[[argparse.Namespace], int],
    *parents: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=help, description=f"{help[0].upper()}{help[1:]}.", parents=parents
    )
    parser.set_defaults(run=run)
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: here)"
    )
    common.add_argument("--json", action="store_true", help="report as JSON on stdout")
    common.add_argument("--quiet", action="store_true", help="say nothing but mistakes")
    common.add_argument("--verbose", action="store_true", help="say more")
    return common


def _building() -> argparse.ArgumentParser:
    building = argparse.ArgumentParser(add_help=False)
    add = building.add_argument
    add("--output", type=Path, metavar="DIR", help="where the site goes (default: SITE/output)")
    add("--theme", metavar="NAME", help="another theme than the site's")
    add("--base-url", metavar="URL", help="another public address than the site's")
    add("--drafts", action="store_true", help="also what is a draft")
    add("--future", action="store_true", help="also news whose day has not come")
    add("--now", metavar="TIME", help="build for this day: 2026-11-23 or 2026-11-23T12:00")
    add("--strict", action="store_true", help="warnings are errors")
    add("--jobs", type=int, default=os.cpu_count() or 2, metavar="N", help="how many workers make pictures")
    return building


def _options(parsed: argparse.Namespace) -> Options:
    from microsite.options import Options

    site = parsed.site.resolve()
    return Options(
        site=site,
        output=(parsed.output or site / "output").resolve(),
        theme=parsed.theme,
        url=parsed.base_url,
        drafts=parsed.drafts,
        future=parsed.future,
        now=parsed.now,
        strict=parsed.strict,
        workers=max(1, parsed.jobs),
        on_progress=_progress(parsed),
    )


def _progress(parsed: argparse.Namespace) -> Callable[..., None]:
    if parsed.quiet or parsed.json or not sys.stderr.isatty():
        return lambda _: None
    from microsite.progress import Bar

    return Bar("pictures").show


def _build(parsed: argparse.Namespace) -> int:
    from microsite import unchanged

    options = _options(parsed)
    if not parsed.json and (kept := unchanged.recall(options)):
        _tell(kept.diagnostics, parsed, _line_in(options.site))
        _say(f"nothing has changed: {kept.pages} pages and {kept.pictures} pictures", parsed)
        return FINE
    from microsite.pipeline import build

    report = build(options)
    _report(report, parsed)
    if report.published is None:
        return _failure(report.diagnostics)
    _say(_summary(report, options.output), parsed)
    return FINE


def _check(parsed: argparse.Namespace) -> int:
    from microsite.check import check

    report = check(_options(parsed))
    _report(report.build, parsed)
    if report.has_failed:
        return _failure(report.diagnostics)
    _say("checked: everything is in order", parsed)
    return FINE


def _failure(diagnostics: Sequence[Diagnostic]) -> int:
    return USAGE if any(diagnostic.code in USAGE_CODES for diagnostic in diagnostics) else CONTENT_ERRORS


def _serve(parsed: argparse.Namespace) -> int:
    from microsite.serve import serve

    return serve(
        _options(parsed), port=parsed.port, opens_browser=parsed.open, tell=lambda text: _say(text, parsed)
    )


def _clean(parsed: argparse.Namespace) -> int:
    from microsite.commands.clean import clean

    site = parsed.site.resolve()
    for line in clean(site, output=(parsed.output or site / "output").resolve(), cache=parsed.cache):
        _say(line, parsed)
    return FINE


def _new(parsed: argparse.Namespace) -> int:
    from microsite.commands.new import new

    made, problems = new(parsed.kind, parsed.slug, site=parsed.site.resolve(), photos=parsed.source)
    _tell(problems, parsed, lambda _: None)
    if parsed.json:
        _print_as_data(parsed, {"diagnostics": list(map(as_data, problems)), "files": list(made)})
    else:
        sys.stdout.writelines(f"{path}\n" for path in made)
    return USAGE if problems and not made else FINE


def _say(text: str, parsed: argparse.Namespace) -> None:
    if not parsed.quiet and not parsed.json:
        print(text, file=sys.stderr)


def _print_as_data(parsed: argparse.Namespace, data: object) -> None:
    if parsed.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))


def _summary(report: BuildReport, output: Path) -> str:
    published = report.published
    if published is None:
        return "nothing was published"
    pages = sum(path.endswith(".html") for path in report.artifacts)
    pictures = sum(path.startswith("media/") for path in report.artifacts)
    changed = f"{len(published.written)} changed, {len(published.removed)} removed"
    site = f"built {pages} pages and {pictures} pictures into {_shown(output)}: {changed}"
    made = report.pictures
    if made.done == made.from_cache:
        return site
    size_in, size_out = (f"{size / 1_000_000:.1f} MB" for size in (made.bytes_in, made.bytes_out))
    fresh = made.done - made.from_cache
    return f"{site}\n{fresh} photos made ({size_in} in, {size_out} out), {made.from_cache} from the cache"


def _shown(path: Path) -> str:
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else f"{path}/"


def _report(report: BuildReport, parsed: argparse.Namespace) -> None:
    _tell(report.diagnostics, parsed, _line_in(parsed.site))
    _print_as_data(parsed, _as_data(report))


def _line_in(site: Path) -> Callable[[Position], str | None]:
    """Give the way to the lines of a site's files, for showing them; those that are not there have none."""

    def line_of(position: Position) -> str | None:
        from microsite.source.front_matter import decode

        file = site / position.path
        if not position.path or not file.is_file():
            return None
        lines = (decode(file.read_bytes(), position.path).text or "").split("\n")
        return lines[position.line - 1] if position.line <= len(lines) else None

    return line_of


def _as_data(report: BuildReport) -> dict[str, object]:
    published = report.published
    return {
        "diagnostics": [as_data(diagnostic) for diagnostic in in_order(report.diagnostics)],
        "published": published is not None,
        "files": sorted(report.artifacts),
        "written": list(published.written) if published else [],
        "removed": list(published.removed) if published else [],
        "pictures": asdict(report.pictures),
    }


def _tell(
    diagnostics: Sequence[Diagnostic], parsed: argparse.Namespace, line_of: Callable[[Position], str | None]
) -> None:
    """Print diagnostics in order with an empty line between two, and how many errors there are."""
    if parsed.json:
        return
    shown = [d for d in in_order(diagnostics) if d.severity is not Severity.NOTICE or not parsed.quiet]
    for diagnostic in shown:
        print(_coloured(render(diagnostic, line_of), diagnostic.severity), end="\n\n", file=sys.stderr)
    kinds = (Severity.ERROR, Severity.WARNING) if getattr(parsed, "strict", False) else (Severity.ERROR,)
    counts = [(kind, sum(d.severity is kind for d in shown)) for kind in kinds]
    if any(count for _, count in counts):
        mistakes = " and ".join(f"{n} {kind}{'s' * (n > 1)}" for kind, n in counts if n)
        after = ": nothing was published" if parsed.run is _build else ""
        print(f"{mistakes}{after}", file=sys.stderr)


def _coloured(text: str, severity: Severity) -> str:
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    first, colon, rest = text.partition(":")
    return f"\x1b[1;{COLOURS[severity]}m{first}\x1b[0m{colon}{rest}"


if __name__ == "__main__":
    sys.exit(main())
