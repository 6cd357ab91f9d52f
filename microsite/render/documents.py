"""Document jobs and the presented site -> feeds, calendars, listings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsite.plan import DocumentJob
from microsite.render import calendars, feeds, listings, profiles
from microsite.render.pages import Pages
from microsite.render.views import EventView


@dataclass(frozen=True, kw_only=True)
class Documents:
    """Writes the documents of drawn pages."""

    pages: Pages

    def write(self, job: DocumentJob) -> bytes:
        """Write one document."""
        whole, site, absolute = self.pages.whole, self.pages.whole.view, self.pages.absolute
        zone = self._zone
        match job.form:
            case "atom":
                return (
                    feeds.atom(site, site.updates, self_path=job.path, timezone=zone, absolute=absolute)
                    or b""
                )
            case "json_feed":
                return (
                    feeds.json_feed(site, site.updates, self_path=job.path, timezone=zone, absolute=absolute)
                    or b""
                )
            case "calendar":
                return self._calendar(site.events, site.name)
            case "cohort_calendar":
                cohort = whole.program.cohorts[job.subject]
                return self._calendar(cohort.events, f"{site.name}: {cohort.label}")
            case "event_calendar":
                event = whole.calendar.events[job.subject]
                return self._calendar((event,), event.title)
            case "sitemap":
                return listings.sitemap(self._listed(), absolute=absolute)
            case "robots":
                return listings.robots(sitemap_url=absolute("sitemap.xml"))
            case "mentees_index":
                return profiles.index(site, site.mentees)
            case "resume":
                return profiles.resume(whole.people.mentees[job.subject], absolute=absolute)
        raise ValueError(f"no document of form {job.form}")

    @property
    def _zone(self) -> str:
        return str(self.pages.whole.scene.site.settings.fields.timezone)

    def _calendar(self, events: tuple[EventView, ...], name: str) -> bytes:
        site, absolute = self.pages.whole.view, self.pages.absolute
        return calendars.calendar(site, events, name=name, timezone=self._zone, absolute=absolute)

    def _listed(self) -> Iterator[listings.ListedPage]:
        for job in self.pages.whole.scene.plan.pages:
            yield listings.ListedPage(path=job.path, is_indexed=self.pages.is_indexed(job))
