"""The site -> what machines read of it: sitemap, robots.txt, the index of mentees, résumés, build.json.

Profiles as data say what the profile's page shows and nothing else; there is no address to write to, as the
coordinator introduces people, and what somebody does not say is left out. The fields of the index are in
docs/reference/index-json.md, which a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from microsite.core.dataclasses import dataclass
from microsite.render.links import Absolute, plain_text
from microsite.render.views import (
    EducationView,
    ExperienceView,
    ImageView,
    LanguageView,
    MenteeView,
    MentorView,
    SiteView,
    StatusView,
)

Fields = dict[str, object]

RESUME_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

_PROFILES = "\0"
"""Stands where profiles come, as no text can have it."""
_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A page as search engines hear of it; `changed_on` only when it is known."""

    path: str
    is_indexed: bool
    changed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextChange:
    """The day on which the site must be built again, and why, in words: a consent expires."""

    date: date
    reason: str


def as_json(value: object) -> bytes:
    """Write a value as JSON: readable, keys in order, UTF-8, a line feed at the end."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def sitemap(pages: Iterable[ListedPage], *, absolute: Absolute) -> bytes:
    """Write the sitemap of the pages that search engines may have, ordered by path."""
    from xml.etree import ElementTree as ET

    root = ET.Element("urlset", xmlns=_SITEMAP_NAMESPACE)
    for page in sorted((page for page in pages if page.is_indexed), key=attrgetter("path")):
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = absolute(page.path)
        if page.changed_on is not None:
            ET.SubElement(url, "lastmod").text = page.changed_on.isoformat()
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def robots(*, sitemap_url: str = "") -> bytes:
    """Write robots.txt, which forbids nothing.

    A page that search engines may not have says so itself: a list of such pages here would show everyone the
    way, and a crawler that may not read a page does not see that it asks not to be listed.
    """
    lines = ["User-agent: *", "Allow: /"] + (["", f"Sitemap: {sitemap_url}"] if sitemap_url else [])
    return ("\n".join(lines) + "\n").encode()


def manifest(
    *, generator: str, version: str, built_for: date, files: Mapping[str, str], next_change: NextChange | None
) -> bytes:
    """Write build.json: what made the site, for which day, the hash of each file, when it is due again."""
    due = (
        None if next_change is None else {"date": next_change.date.isoformat(), "reason": next_change.reason}
    )
    return as_json(
        {
            "generator": generator,
            "version": version,
            "built_for": built_for.isoformat(),
            "files": dict(files),
            "next_change": due,
        }
    )


def mentees_index(site: SiteView, profiles: Sequence[str]) -> bytes:
    """Write mentees/index.json: everyone with a `profile`, in the order of their ids."""
    listed = [_PROFILES] if profiles else []
    written = as_json(_said(site=site.name, sample_notice=site.sample_notice) | {"mentees": listed})
    return written.replace(json.dumps(_PROFILES).encode(), ",\n  ".join(profiles).encode(), 1)


def profile(mentee: MenteeView, *, absolute: Absolute) -> str:
    """Write what mentees/index.json says of somebody, set in as far as it stands there."""
    return as_json(_profile(mentee, absolute)).decode().rstrip().replace("\n", "\n  ")


def _profile(mentee: MenteeView, absolute: Absolute) -> Fields:
    cohort = _said(id=mentee.cohort_id, label=mentee.cohort_label, path=mentee.cohort_path)
    available = mentee.availability
    return {"search_engines": mentee.may_be_indexed} | _said(
        id=mentee.id,
        path=mentee.path,
        url=absolute(mentee.path),
        name=mentee.name,
        headline=mentee.headline,
        pitch=plain_text(mentee.pitch),
        seeks=plain_text(mentee.seeks),
        roles_sought=mentee.roles_sought,
        status=_status(mentee.status),
        history=[_status(status) for status in mentee.history],
        availability=available.label if available else "",
        workload=available.workload if available else "",
        cohort=cohort,
        mentor=_mentor(mentee.mentor) if mentee.mentor else {},
        photo=_photo(mentee.photo) if mentee.photo else {},
        cv={"path": mentee.cv.path, "bytes": mentee.cv.bytes} if mentee.cv else {},
        **_background(mentee),
    )


def _background(mentee: MenteeView) -> Fields:
    return _said(
        skills=[skill.name for skill in mentee.skills],
        languages=[_language(language) for language in mentee.languages],
        industries=[industry.name for industry in mentee.industries],
        location=mentee.location,
        moved_from=mentee.moved_from,
        work_permit=mentee.work_permit,
        experience=[_experience(post) for post in mentee.experience],
        education=[_education(course) for course in mentee.education],
        links=[{"label": link.label, "url": link.target.address} for link in mentee.links],
    )


def _said(**fields: object) -> Fields:
    return {name: value for name, value in fields.items() if value}


def _status(status: StatusView) -> Fields:
    return _said(state=status.key, since=status.since.isoformat(), note=status.note)


def _mentor(mentor: MentorView) -> Fields:
    organisation = mentor.works_for.name if mentor.works_for else ""
    return _said(name=mentor.name, job_title=mentor.job_title, organisation=organisation)


def _photo(photo: ImageView) -> Fields:
    file = photo.largest
    return _said(
        path=file.path, alt=photo.alt, credit=photo.credit, width_px=file.width_px, height_px=file.height_px
    )


def _language(language: LanguageView) -> Fields:
    return _said(code=language.code, name=language.name, level=language.level)


def _experience(post: ExperienceView) -> Fields:
    return _said(
        job_title=post.job_title,
        organisation=post.organisation,
        start_date=post.started,
        end_date=post.ended,
        summary=post.summary,
    )


def _education(course: EducationView) -> Fields:
    return _said(study=course.study, organisation=course.organisation, end_date=course.ended)


def resume(site: SiteView, mentee: MenteeView, *, absolute: Absolute) -> bytes:
    """Write a profile as JSON Resume 1.0.0, without any way to reach the person. https://jsonresume.org/schema."""
    basics = _said(
        name=mentee.name,
        label=mentee.headline,
        summary=plain_text(mentee.pitch),
        image=absolute(mentee.photo.largest.path) if mentee.photo else "",
        url=absolute(mentee.path),
        location=_said(city=mentee.location),
        profiles=[{"network": link.label, "url": link.target.address} for link in mentee.links],
    )
    sections = _said(
        work=[_work(post) for post in mentee.experience],
        education=[_studies(course) for course in mentee.education],
        skills=[{"name": skill.name} for skill in mentee.skills],
        languages=[{"language": spoken.name, "fluency": spoken.level_label} for spoken in mentee.languages],
    )
    meta = _said(version="v1.0.0", notice=site.sample_notice)
    return as_json({"$schema": RESUME_SCHEMA, "meta": meta, "basics": basics} | sections)


def _work(post: ExperienceView) -> Fields:
    return _said(
        name=post.organisation,
        position=post.job_title,
        startDate=post.started,
        endDate=post.ended,
        summary=post.summary,
    )


def _studies(course: EducationView) -> Fields:
    return _said(institution=course.organisation, area=course.study, endDate=course.ended)
