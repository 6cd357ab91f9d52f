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
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from microsite import arguments
from microsite.core.diagnostics import Diagnostic, Severity, as_data, in_order, render
from microsite.core.failures import DiagnosedError, refused_by_disk
from microsite.core.positions import Position

if TYPE_CHECKING:
    from microsite.options import Options
    from microsite.pipeline import BuildReport

FINE, CONTENT_ERRORS, USAGE, OUR_BUG, CANNOT_WRITE, INTERRUPTED = 0, 1, 2, 70, 73, 130
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
    except OSError as error:
        refused = refused_by_disk(error, lambda path: Path(path).name)
        _tell((refused,), parsed, lambda _: None)
        _print_as_data(parsed, {"diagnostics": [as_data(refused)], "published": False})
        return CANNOT_WRITE
    except Exception:  # noqa: BLE001 (the last line of defence: a mistake of ours must not look like one of theirs)
        import traceback

        traceback.print_exc()
        print(
            "\nthis is a mistake in microsite, not in your files; the published site is as it was",
            file=sys.stderr,
        )
        return OUR_BUG


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command, and end this process with its exit code.

    It ends at once: to take apart all that a build has in memory takes longer than some builds.
    """
    exit_code = main(arguments)
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(exit_code)


def _parser() -> argparse.ArgumentParser:
    runs = {"build": _build, "check": _check, "serve": _serve, "list": _list, "clean": _clean, "new": _new}
    return arguments.parser(runs)


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
        explain=parsed.explain,
        workers=max(0, parsed.jobs),
        on_progress=_progress(parsed),
    )


def _progress(parsed: argparse.Namespace) -> Callable[..., None]:
    if parsed.quiet or parsed.json or not sys.stderr.isatty():
        return lambda _: None
    from microsite.progress import Bar

    return Bar("pictures").show


def _build(parsed: argparse.Namespace) -> int:
    from microsite import unchanged

    _collect_garbage_seldom()
    options = _options(parsed)
    kept = None if parsed.json else unchanged.recall(options)
    if isinstance(kept, unchanged.Kept):
        _tell(kept.diagnostics, parsed, line_in(options.site))
        _say(f"nothing has changed: {kept.pages} pages and {kept.pictures} pictures", parsed)
        if options.explain:
            print(f"{options.explain}: not made again, as nothing has changed since the last build")
        return FINE
    from microsite.pipeline import build

    report = build(options, kept)
    _report(report, parsed)
    if report.published is None:
        return _failure(report.diagnostics)
    _say(_summary(report, options.output), parsed)
    for line in report.explanation if not parsed.json else ():
        print(line)
    return FINE


def _collect_garbage_seldom() -> None:
    """Look for rings of objects that nobody needs less often: a build makes many objects and few rings, and ends."""
    import gc

    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


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
        _options(parsed),
        port=parsed.port,
        opens_browser=parsed.open,
        polls=parsed.poll,
        tell=lambda text: _say(text, parsed),
    )


def _list(parsed: argparse.Namespace) -> int:
    from microsite.commands.listing import as_data as listed
    from microsite.commands.listing import lines_of, listing, sentence_of
    from microsite.core.diagnostics import has_errors

    found = listing(_options(parsed), parsed.wait)
    errors = tuple(one for one in found.diagnostics if one.severity is Severity.ERROR)
    _tell(errors, parsed, line_in(parsed.site))
    if parsed.json:
        _print_as_data(parsed, {**listed(found), "diagnostics": list(map(as_data, in_order(errors)))})
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines_of(found))
    _say(sentence_of(found), parsed)
    return _failure(errors) if has_errors(errors) else FINE


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
    _tell(report.diagnostics, parsed, line_in(parsed.site))
    if parsed.json:
        _print_as_data(parsed, _as_data(report))


def line_in(site: Path) -> Callable[[Position], str | None]:
    """Give the way to the lines of a site's files, for showing them; where a whole file is meant, none is shown."""

    def line_of(position: Position) -> str | None:
        from microsite.source.front_matter import decode

        file = site / position.path
        if position == Position(path=position.path) or not file.is_file():
            return None
        text = decode(file.read_bytes(), position.path).text
        lines = [] if text is None else text.split("\n")
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
    run()
