"""A program as the site of one generator: written, edited, built, and checked."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import contents, corpus, measuring
from benchmarks.corpus import Person, Program
from benchmarks.peers.peer import Peer

PAUSE_S = 1.1
"""How long nobody does anything between an edit and the build, as with people, and for stamps of whole seconds."""


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A program as the site of one generator."""

    peer: Peer
    program: Program
    folder: Path
    log: Path

    @property
    def profiles(self) -> int:
        """Give the size."""
        return len(self.program.people)

    def prepare(self) -> None:
        """Write the sources anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.peer.write(self.program, self.folder)

    def clear(self) -> None:
        """Take away what was built and cached."""
        for name in (self.peer.output, *self.peer.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def build(self) -> measuring.Cost:
        """Build, and give what it cost."""
        self.log.unlink(missing_ok=True)
        return measuring.run(self.peer.build(self.folder), self.folder, self.log)

    def person(self, number: int) -> Person:
        """Give somebody, another one for every number."""
        return self.program.people[number * 7 % self.profiles]

    def edit(self, operation: str, number: int) -> None:
        """Change the sources; the change says which it is."""
        person, words = self.person(number), mark(operation, number)
        source = self.folder / self.peer.profile(person.slug)
        match operation:
            case "body":
                change(source, lambda text: f"{text}\n{words} came later.\n")
            case "headline":
                change(source, lambda text: re.sub(r'(?m)^headline: ".*"$', f'headline: "{words}"', text))
            case "template":
                template = self.folder / self.peer.template
                change(template, lambda text: text.replace("</article>", f"<p>{words}</p>\n</article>"))

    def check(self, operation: str, number: int) -> None:
        """See to it that what was built is what it should be. Ends all when it is not."""
        wrong = list(self._wrong(operation, number))
        if wrong:
            said = f"{self.peer.name} at {self.profiles}, {operation}:"
            raise SystemExit("\n  ".join((said, *wrong[:12])))

    def _wrong(self, operation: str, number: int) -> Iterator[str]:
        output = self.folder / self.peer.output
        if operation == "cold":
            yield from contents.differences(output, self.program) if number == 0 else ()
            return
        person = self.person(number)
        pages = [f"mentees/{person.slug}/"]
        if operation == "headline":
            pages += [
                "mentees/",
                f"cohorts/{person.cohort}/",
                f"mentees/skills/{corpus.slug(person.skills[0])}/",
            ]
        if operation == "template":
            pages += [f"mentees/{other.slug}/" for other in self.program.people]
        for page in pages:
            has_it = mark(operation, number) in (output / page / "index.html").read_text("utf-8")
            if operation != "unchanged" and not has_it:
                yield f"lacks the edit on {page}"


def memory_folder() -> Path:
    """Give a folder in memory, as the place on a disk decides more than the generator; else a temporary one."""
    memory = Path("/dev/shm")  # noqa: S108 (it is never named twice)
    return memory if memory.is_dir() else Path(tempfile.gettempdir())


def mark(operation: str, number: int) -> str:
    """Give the words by which an edit is found."""
    return f"Edit {number} of a {operation}"


def change(file: Path, how: Callable[[str], str]) -> None:
    """Change a file; it must have changed."""
    old = file.read_text("utf-8")
    new = how(old)
    if new == old:
        raise SystemExit(f"{file} does not have what is to be edited")
    file.write_text(new, "utf-8")
