"""A number of profiles -> an invented program of that size: its people, cohorts, events and news, the same every time.

    python -m benchmarks.corpus text-1000 --for microsite FOLDER

writes the program as a site for one of the generators that `benchmarks/peers/` knows, for a look or for a profiler.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import words

NAME, ADDRESS, TIMEZONE = "Career Mentor Program", "https://mentor.example.org", "Europe/Oslo"
DAY = dt.date(2026, 1, 1)
"""The day for which the sites are built."""

_ASCII = str.maketrans({"ø": "o", "å": "a", "æ": "ae"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that somebody speaks, by code and by name."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A mentee; `body` is Markdown of about 190 words with a heading, a link and a list."""

    slug: str
    name: str
    headline: str
    skills: tuple[str, ...]
    languages: tuple[Language, ...]
    industry: str
    location: str
    available_from: dt.date
    cohort: str
    links: tuple[tuple[str, str], ...]
    published_on: dt.date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A cohort."""

    slug: str
    title: str
    start: dt.date
    end: dt.date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of two hours."""

    slug: str
    title: str
    start: dt.datetime
    end: dt.datetime
    place: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A piece of news of about 450 words."""

    slug: str
    title: str
    date: dt.date
    author: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Everything that a site is made of; events by date, updates newest first."""

    people: tuple[Person, ...]
    cohorts: tuple[Cohort, ...]
    events: tuple[Event, ...]
    updates: tuple[Update, ...]

    @property
    def skills(self) -> tuple[str, ...]:
        """Give every skill that somebody has."""
        return tuple(sorted({skill for person in self.people for skill in person.skills}))


def invent(profiles: int) -> Program:
    """Invent a program; a cohort for 50 people (four at least), an event for ten, an update for twenty."""
    chance = random.Random(7_000_021 + profiles)
    cohorts = tuple(_cohort(chance, number) for number in range(max(4, profiles // 50)))
    people = tuple(_person(chance, number, cohorts) for number in range(profiles))
    events = (_event(chance, number) for number in range(max(1, profiles // 10)))
    updates = [_update(chance, number) for number in range(max(1, profiles // 20))]
    return Program(
        people=people,
        cohorts=cohorts,
        events=tuple(sorted(events, key=lambda event: (event.start, event.slug))),
        updates=tuple(reversed(updates)),
    )


def slug(text: str) -> str:
    """Write a text as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_ASCII)).strip("-")


def _cohort(chance: random.Random, number: int) -> Cohort:
    start = dt.date(2024, 1, 15) + dt.timedelta(days=7 * number)
    body = f"{_paragraph(chance, 40)}\n\n{_bullets(chance, 3)}\n"
    end = start + dt.timedelta(days=180)
    return Cohort(slug=f"cohort-{number + 1}", title=f"Cohort {number + 1}", start=start, end=end, body=body)


def _person(chance: random.Random, number: int, cohorts: Sequence[Cohort]) -> Person:
    name = f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}"
    id = f"{slug(name)}-{number + 1}"
    codes = chance.sample(list(words.LANGUAGES), chance.randint(1, 4))
    labels = chance.sample(words.LINK_LABELS, chance.randint(1, 3))
    return Person(
        slug=id,
        name=name,
        headline=f"{chance.choice(words.HEADLINES)}, {chance.choice(words.GOALS)}",
        skills=tuple(sorted(chance.sample(words.SKILLS, chance.randint(3, 6)))),
        languages=tuple(
            Language(code=code, name=words.LANGUAGES[code], level=chance.choice(words.LEVELS))
            for code in codes
        ),
        industry=chance.choice(words.INDUSTRIES),
        location=chance.choice(words.PLACES),
        available_from=dt.date(2025, 9, 1) + dt.timedelta(days=30 * chance.randrange(8)),
        cohort=cohorts[number % len(cohorts)].slug,
        links=tuple((label, f"https://example.org/{slug(label)}/{id}") for label in labels),
        published_on=dt.date(2024, 1, 1) + dt.timedelta(days=number % 600),
        body=_pitch(chance),
    )


def _event(chance: random.Random, number: int) -> Event:
    start = dt.datetime(2025, 1, 6, 9) + dt.timedelta(days=number % 720, hours=number % 9)  # noqa: DTZ001 (local)
    return Event(
        slug=f"event-{number + 1}",
        title=f"{chance.choice(words.OCCASIONS)} {number + 1}",
        start=start,
        end=start + dt.timedelta(hours=2),
        place=f"{chance.choice(words.PLACES)} library, room {chance.randint(1, 40)}",
        body=f"{_paragraph(chance, 35)} {_link(chance)}\n\n{_bullets(chance, 2)}\n",
    )


def _update(chance: random.Random, number: int) -> Update:
    return Update(
        slug=f"update-{number + 1}",
        title=f"Update {number + 1}: {' '.join(chance.choice(words.WORDS) for _ in range(4))}",
        date=dt.date(2024, 2, 1) + dt.timedelta(days=number),
        author=f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}",
        summary=_paragraph(chance, 20).replace("*", "").replace("`", ""),
        body=_post(chance),
    )


def _pitch(chance: random.Random) -> str:
    count = chance.randint(120, 225)
    first, second = max(30, int(count * 0.4)), max(20, int(count * 0.25))
    parts = [
        _paragraph(chance, first),
        f"## {chance.choice(words.HEADINGS)}",
        f"{_paragraph(chance, second)} {_link(chance)}",
        _bullets(chance, 3),
        _paragraph(chance, max(10, count - first - second - 30)),
    ]
    return "\n\n".join(parts) + "\n"


def _post(chance: random.Random) -> str:
    parts = [_paragraph(chance, 70)]
    for _ in range(chance.randint(2, 3)):
        parts += [
            f"## {' '.join(chance.choice(words.WORDS) for _ in range(3)).capitalize()}",
            f"{_paragraph(chance, 60)} {_link(chance)}",
            _paragraph(chance, 50),
            _bullets(chance, 4),
        ]
        if chance.random() < 0.5:
            parts.append(f"> {_sentence(chance)}")
    return "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random, count: int) -> str:
    sentences: list[str] = []
    while sum(sentence.count(" ") + 1 for sentence in sentences) < count:
        sentences.append(_sentence(chance))
    return " ".join(sentences)


def _sentence(chance: random.Random, least: int = 8, most: int = 18) -> str:
    """Write a sentence; some have strong, emphasised or monospaced words."""
    chosen = [chance.choice(words.WORDS) for _ in range(chance.randint(least, most))]
    chosen[0] = chosen[0].capitalize()
    at = chance.randrange(1, len(chosen) - 1)
    match chance.choices(("strong", "emphasis", "code", "plain"), (35, 20, 5, 40))[0]:
        case "strong":
            chosen[at : at + 2] = [f"**{chosen[at]}", f"{chosen[at + 1]}**"]
        case "emphasis":
            chosen[at] = f"*{chosen[at]}*"
        case "code":
            chosen[at] = f"`{chosen[at]}`"
    return f"{' '.join(chosen)}."


def _bullets(chance: random.Random, count: int) -> str:
    return "\n".join(f"- {_sentence(chance, 4, 8)}" for _ in range(count))


def _link(chance: random.Random) -> str:
    one, other, folder = (chance.choice(words.WORDS) for _ in range(3))
    return f"Read more at [{one} {other}](https://example.org/{folder}/{chance.randint(1, 999)})."


def profiles_in(workload: str) -> int:
    """Read `text-1000` as 1000."""
    kind, _, count = workload.partition("-")
    if kind != "text" or not count.isdecimal():
        raise argparse.ArgumentTypeError(
            f"write `text-100`, `text-1000` or `text-10000`, and not `{workload}`"
        )
    return int(count)


def main() -> None:
    """Write a site for one of the generators."""
    from benchmarks.peers import PEERS

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("profiles", type=profiles_in, metavar="WORKLOAD", help="such as text-1000")
    parser.add_argument("--for", dest="peer", choices=PEERS, default="microsite", help="whose site")
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    asked = parser.parse_args()
    PEERS[asked.peer].write(invent(asked.profiles), asked.folder)


if __name__ == "__main__":
    main()
