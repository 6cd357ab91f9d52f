"""Document jobs and the presented site -> feeds, calendars, listings.

What writes a document is imported when one is written: few edits reach any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from microsite.core.dataclasses import dataclass
from microsite.incremental import Memory, Presenter, asked
from microsite.model.schema.site import HostKind
from microsite.plan import DocumentJob
from microsite.render import listings
from microsite.render.outputs import Output, output
from microsite.render.pages import Pages
from microsite.render.present.whole import Whole
from microsite.render.views import EventView, OutcomesRow


@dataclass(frozen=True, kw_only=True)
class Documents(Presenter):
    """Writes the documents that stand beside drawn pages."""

    pages: Pages

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.pages.memory

    @asked
    def at(self, path: str) -> Output:
        """Write the document at a path."""
        job = self._whole.scene.plan.document_at(path)
        if job.form == "hosting":
            return self._hosting(job)
        return output(self._writers[job.form](job))

    @property
    def _writers(self) -> Mapping[str, Callable[[DocumentJob], bytes]]:
        site, absolute = self._whole.view, self.pages.absolute
        return {
            "atom": self._atom,
            "json_feed": self._json_feed,
            "calendar": lambda _: self._calendar(self._whole.calendar.all_once, site.name),
            "cohort_calendar": self._cohort_calendar,
            "event_calendar": self._event_calendar,
            "outcomes_csv": self._outcomes_csv,
            "outcomes_json": self._outcomes_json,
            "mentor_calendar": self._mentor_calendar,
            "sitemap": lambda _: listings.sitemap(self._listed(), absolute=absolute),
            "robots": lambda _: listings.robots(sitemap_url=absolute("sitemap.xml")),
            "mentees_index": lambda _: listings.mentees_index(site, self._profiles()),
            "search": lambda job: self._whole.search.part(job.subject).encode(),
            "qr_code": self._qr_code,
            "resume": lambda job: listings.resume(
                site, self._whole.people.mentees[job.subject], absolute=absolute
            ),
        }

    @asked
    def profile(self, id: str) -> str:
        """Write a profile of the index, which is thousands of them: an edit writes its own anew."""
        return listings.profile(self._whole.people.mentees[id], absolute=self.pages.absolute)

    def _profiles(self) -> tuple[str, ...]:
        return tuple(map(self.profile, sorted(self._whole.people.mentees)))

    @property
    def _whole(self) -> Whole:
        return self.pages.whole

    def _outcomes_csv(self, job: DocumentJob) -> bytes:
        from microsite.render import outcome_files

        return outcome_files.as_csv(self._outcomes(job))

    def _outcomes_json(self, job: DocumentJob) -> bytes:
        from microsite.render import outcome_files

        return outcome_files.json_of(self._whole.view, self._outcomes(job), absolute=self.pages.absolute)

    def _outcomes(self, job: DocumentJob) -> tuple[OutcomesRow, ...]:
        from microsite.render import outcome_files

        all_label = self._whole.scene.words.gettext("All cohorts")
        return outcome_files.rows_of(self._whole.results, job.subject, all_label=all_label)

    @property
    def _zone(self) -> str:
        return str(self._whole.scene.site.settings.fields.timezone)

    def _atom(self, job: DocumentJob) -> bytes:
        from microsite.render import feeds

        site, absolute = self._whole.view, self.pages.absolute
        written = feeds.atom(site, site.updates, self_path=job.path, timezone=self._zone, absolute=absolute)
        return written or b""

    def _json_feed(self, job: DocumentJob) -> bytes:
        from microsite.render import feeds

        site, absolute = self._whole.view, self.pages.absolute
        written = feeds.json_feed(
            site, site.updates, self_path=job.path, timezone=self._zone, absolute=absolute
        )
        return written or b""

    def _cohort_calendar(self, job: DocumentJob) -> bytes:
        cohort = self._whole.program.cohorts[job.subject]
        events = (*cohort.events, *self._whole.calendar.deadlines[job.subject])
        return self._calendar(events, f"{self._whole.view.name}: {cohort.label}")

    def _mentor_calendar(self, job: DocumentJob) -> bytes:
        """Write what a mentor takes part in, without the name: copies of it cannot be taken back."""
        site, words = self._whole.view, self._whole.scene.words
        name = f"{site.name}: {words.gettext('dates of a mentor')}"
        return self._calendar(self._whole.calendar.of_mentor(job.subject), name)

    def _event_calendar(self, job: DocumentJob) -> bytes:
        event = self._whole.calendar.events[job.subject]
        return self._calendar((event,), event.title)

    def _calendar(self, events: tuple[EventView, ...], name: str) -> bytes:
        from microsite.render import calendars

        site, absolute = self._whole.view, self.pages.absolute
        return calendars.calendar(site, events, name=name, absolute=absolute)

    def _hosting(self, job: DocumentJob) -> Output:
        from microsite.render import hosting

        written = hosting.write(HostKind(job.subject), policy=self.pages.policy, url=self._whole.view.url)
        fault = hosting.fault(job.path, written)
        return Output(fault=fault) if fault else output(written)

    def _qr_code(self, job: DocumentJob) -> bytes:
        from microsite.render import qr_codes

        return qr_codes.qr_code(self.pages.absolute(self._whole.people.mentees[job.subject].path))

    def _listed(self) -> Iterator[listings.ListedPage]:
        for job in self._whole.scene.plan.pages:
            yield listings.ListedPage(path=job.path, is_indexed=self.pages.is_indexed(job.path))
