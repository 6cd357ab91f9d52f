"""Kinds and ids -> output paths: where everything stands in the built site."""

from __future__ import annotations

from microsite.model.destinations import Destination
from microsite.model.kinds import Kind
from microsite.model.schema.site import HostKind

MEDIA_FOLDER = "media"
DOCUMENT_FOLDER = "documents"
SETTINGS = "content/site.yaml"
LIST_PATHS = {
    "home": "index.html",
    "mentees": "mentees/index.html",
    "events": "events/index.html",
    "updates": "updates/index.html",
    "galleries": "galleries/index.html",
    "outcomes": "outcomes/index.html",
    "contact": "contact/index.html",
    "thanks": "contact/thanks/index.html",
    "404": "404.html",
    "feed": "updates/feed.xml",
    "calendar": "events/calendar.ics",
}
HOSTING_PATHS = {
    HostKind.NETLIFY: "_headers",
    HostKind.CLOUDFLARE: "_headers",
    HostKind.GITHUB_PAGES: ".nojekyll",
    HostKind.NGINX: "nginx.conf",
}
_FOLDERS = {
    Kind.COHORT: "cohorts/",
    Kind.MENTEE: "mentees/",
    Kind.EVENT: "events/",
    Kind.UPDATE: "updates/",
    Kind.GALLERY: "galleries/",
    Kind.PAGE: "",
}


def path_of(kind: str, id: str) -> str:
    """Give the output path of an entry's page, or of a list page."""
    if kind in LIST_PATHS:
        return LIST_PATHS[kind]
    if kind == Kind.PAGE and id == "index":
        return LIST_PATHS["home"]
    return f"{_FOLDERS[Kind(kind)]}{id}/index.html"


def path_of_destination(destination: Destination) -> str:
    """Give the output path an internal link leads to."""
    if destination.media:
        return document_path(destination.media)
    return path_of(destination.kind, destination.id)


def document_path(source_path: str) -> str:
    """Give the output path of a document: a CV is beside its person's page."""
    folder, _, name = source_path.rpartition("/")
    return cv_path(folder) if folder.startswith("mentees/") else f"{DOCUMENT_FOLDER}/{name}"


def cv_path(folder: str) -> str:
    """Give the output path of the CV of the person whose page is in this folder. Its own name may tell too much."""
    return f"{folder}/cv.pdf"


def event_calendar_path(event_id: str) -> str:
    """Give the output path of one event's calendar file."""
    return f"events/{event_id}/event.ics"


def cohort_calendar_path(cohort_id: str) -> str:
    """Give the output path of a cohort's calendar file."""
    return f"cohorts/{cohort_id}/calendar.ics"


def mentor_calendar_path(mentor_id: str) -> str:
    """Give the output path of the calendar of what a mentor takes part in."""
    return f"mentors/{mentor_id}/calendar.ics"


def resume_path(mentee_id: str) -> str:
    """Give the output path of a profile as JSON Resume."""
    return f"mentees/{mentee_id}/resume.json"


def qr_code_path(mentee_id: str) -> str:
    """Give the output path of the code on a printed profile that leads back to its page."""
    return f"mentees/{mentee_id}/qr.svg"


def outcomes_path(cohort_id: str, ending: str) -> str:
    """Give the output path of the results as a file, of one cohort or (empty) of all."""
    return f"cohorts/{cohort_id}/outcomes.{ending}" if cohort_id else f"outcomes/outcomes.{ending}"


def tag_path(slug: str) -> str:
    """Give the output path of the news with a tag."""
    return f"updates/tags/{slug}/index.html"


def year_path(year: str) -> str:
    """Give the output path of the news of a year."""
    return f"updates/{year}/index.html"
