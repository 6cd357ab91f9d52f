"""The words of one language: `wording` with its locale and the theme's translations bound, and the theme's sentences.

Each sentence here is in the theme's catalogue, so that a second language touches no template. Words of days and numbers
are answers that are kept: drawing an edited text again then does without Babel, which takes longer to load than that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from microsite.core.dataclasses import dataclass, field
from microsite.incremental import Memory, Presenter, answered, asked
from microsite.render import wording
from microsite.render.wording import DateStyle

DAY = len("2023-12-07")
Plural = Callable[[str, str, int], str]


@dataclass(frozen=True, kw_only=True)
class Words(Presenter):
    """Word things in `locale`, with the theme's translations; `answers` are those of this language alone."""

    locale: str
    gettext: Callable[[str], str]
    ngettext: Plural
    answers: Memory = field(default_factory=Memory)

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.answers

    def date(self, value: dt.date, style: DateStyle = "") -> str:
        """Word a day."""
        if style in ("iso", "day"):
            return wording.date(value, style, self.locale)
        return self._date(value.isoformat()[:DAY], style)

    @asked
    def _date(self, day: str, style: DateStyle) -> str:
        return wording.date(dt.date.fromisoformat(day), style, self.locale)

    def period(self, start: dt.date, end: dt.date) -> str:
        """Word a period by its days, or by its months when it is long."""
        return wording.period(start, end, self.locale, gettext=self.gettext)

    def months(self, start: dt.date, end: dt.date) -> str:
        """Word a period by its months."""
        return wording.months(start, end, self.locale, gettext=self.gettext)

    def when(
        self, start_date: dt.date, end_date: dt.date, *, start_time: dt.time | None, end_time: dt.time | None
    ) -> str:
        """Word when an event takes place."""
        return wording.when(
            start_date,
            end_date,
            start_time=start_time,
            end_time=end_time,
            locale=self.locale,
            gettext=self.gettext,
        )

    def capital(self, text: str) -> str:
        """Write the first letter as a capital."""
        return wording.capital(text, self.locale) if text else text

    def names(self, names: Iterable[str]) -> str:
        """List names: A, B and C."""
        return wording.joined(tuple(names), self._list_patterns)

    @answered
    def _list_patterns(self) -> tuple[str, str, str, str]:
        return wording.list_patterns(self.locale)

    def number(self, value: float) -> str:
        """Write a number with the language's separators."""
        return self._number(str(value))

    @asked
    def _number(self, value: str) -> str:
        return wording.number(float(value) if "." in value else int(value), self.locale)

    def in_words(self, value: int) -> str:
        """Spell a small number out."""
        return self._in_words(str(value))

    @asked
    def _in_words(self, value: str) -> str:
        return wording.in_words(int(value), self.locale, gettext=self.gettext)

    def file_size(self, size: int) -> str:
        """Word a size in bytes: 180 KB."""
        return wording.size_by(self.number, size, gettext=self.gettext)

    @asked
    def language_name(self, code: str) -> str:
        """Name a language."""
        return wording.language_name(code, self.locale)

    def level_label(self, level: str) -> str:
        """Word a CEFR level plainly: Everyday (B1)."""
        return wording.level_label(level, gettext=self.gettext)

    def level_or_better(self, level: str) -> str:
        """Word a choice of levels: Everyday (B1) or better."""
        label = self.level_label(level)
        return label if level == "native" else self.gettext("%(level)s or better") % {"level": label}

    def hours(self, key: str) -> str:
        """Word a choice of hours."""
        return {
            "full": self.gettext("Full time"),
            "most": self.gettext("Three or four days a week"),
            "half": self.gettext("Half time or less"),
        }[key]

    def level_short(self, level: str) -> str:
        """Word a CEFR level briefly: B1."""
        return self.gettext("native") if level == "native" else level

    def years(self, start: Any, end: Any | None) -> str:
        """Word the years of a post: 2019–2023, or since 2019."""
        if end is None:
            return self.gettext("since %(year)s") % {"year": start.year}
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"

    def term(self, taxonomy: str, name: str) -> str:
        """Word a term of a taxonomy by its name or key."""
        match taxonomy:
            case "status":
                return self.state(name)
            case "availability":
                return self.availability(name)
            case "hours":
                return self.hours(name)
            case "levels":
                return self.level_or_better(name.partition(":")[2])
            case "languages":
                return self.language_name(name)
            case _:
                return name

    def availability(self, key: str) -> str:
        """Word an availability: Available now, Within a month, From January 2024."""
        match key:
            case "now":
                return self.gettext("Available now")
            case "within-a-month":
                return self.gettext("Within a month")
        year, month = map(int, key.removeprefix("from-").split("-"))
        return self.gettext("From %(month)s") % {
            "month": self.date(dt.date(year, month, 1), "month_and_year")
        }

    def state(self, key: str) -> str:
        """Word where a mentee stands."""
        return {
            "open": self.gettext("Open to offers"),
            "job": self.gettext("Started a job"),
            "founder": self.gettext("Founding a company"),
            "training": self.gettext("In job training"),
            "study": self.gettext("Studying"),
            "paused": self.gettext("Taking a break"),
        }[key]

    def outcome(self, key: str, count: int) -> str:
        """Word what so many have done."""
        n = self.ngettext
        return {
            "job": n("started a relevant job", "started a relevant job", count),
            "founder": n("is founding a company", "are founding a company", count),
            "training": n("is in a job-training program", "are in a job-training program", count),
            "study": n("is studying", "are studying", count),
            "open": n("is open to offers today", "are open to offers today", count),
            "paused": n("is taking a break", "are taking a break", count),
            "untold": n("is counted without saying more", "are counted together without saying more", count),
        }[key]

    def so_many_of(self, count: int, total: int) -> str:
        """Say a figure with the number it is out of: 3 of 17."""
        return self.gettext("%(count)s of %(total)s") % {
            "count": self.number(count),
            "total": self.number(total),
        }

    def outcome_heading(self, key: str) -> str:
        """Head a column of a table of results."""
        return self.gettext("Not told") if key == "untold" else self.state(key)

    def of_total(self, count: int, total: int) -> str:
        """Say of how many, beside a number: of 17."""
        return self.ngettext("of %(total)s", "of %(total)s", count) % {"total": self.number(total)}

    def outcomes_title(self, total: int, results: int) -> str:
        """Head the results: Seventeen people, five first results."""
        people = self.ngettext("%(number)s person", "%(number)s people", total) % {
            "number": self.in_words(total)
        }
        if not results:
            return self.capital(people)
        first = self.ngettext("%(number)s first result", "%(number)s first results", results)
        return self.capital(f"{people}, {first % {'number': self.in_words(results)}}")

    def outcomes_sentence(self, total: int, groups: Sequence[tuple[int, str]]) -> str:
        """Say the results for those who do not see the picture."""
        parts = [f"{self.in_words(count)} {label}" for count, label in groups]
        opening = self.ngettext("One arch, for one mentee.", "%(number)s arches, one for each mentee.", total)
        return (
            f"{self.capital(opening % {'number': self.in_words(total)})} {self.capital(self.names(parts))}."
        )

    def audience(self, key: str) -> str:
        """Say who may come."""
        return self.gettext("Open to all") if key == "open" else self.gettext("For the cohort")

    def every(self, weeks: int, until: dt.date) -> str:
        """Say how a series repeats."""
        every = self.ngettext("Every week", "Every %(number)s weeks", weeks) % {"number": weeks}
        return self.gettext("%(every)s until %(day)s") % {"every": every, "day": self.date(until)}

    def pictures(self, count: int) -> str:
        """Count pictures."""
        return self.ngettext("%(number)s picture", "%(number)s pictures", count) % {
            "number": self.number(count)
        }

    def fact(
        self,
        key: Literal[
            "opens", "closes", "answer", "kick-off", "closing", "starts", "places", "where", "price"
        ],
    ) -> str:
        """Name a fact of a cohort."""
        return {
            "opens": self.gettext("Apply from"),
            "closes": self.gettext("Apply by"),
            "answer": self.gettext("Answer by"),
            "kick-off": self.gettext("Kick-off"),
            "closing": self.gettext("Closing"),
            "starts": self.gettext("Starts"),
            "places": self.gettext("Places"),
            "where": self.gettext("Where"),
            "price": self.gettext("Price"),
        }[key]
