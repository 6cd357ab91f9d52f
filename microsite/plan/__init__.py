"""Site -> everything that will exist: one output path a job, or a diagnostic that names both sources.

Knows what exists, not how it looks.
"""

from microsite.plan.jobs import CopyJob, DocumentJob, PageJob
from microsite.plan.paths import (
    DOCUMENT_FOLDER,
    LIST_PATHS,
    MEDIA_FOLDER,
    SETTINGS,
    cohort_calendar_path,
    cv_path,
    document_path,
    event_calendar_path,
    mentor_calendar_path,
    outcomes_path,
    path_of,
    path_of_destination,
    qr_code_path,
    resume_path,
    tag_path,
    year_path,
)

__all__ = [
    "DOCUMENT_FOLDER",
    "LIST_PATHS",
    "MEDIA_FOLDER",
    "SETTINGS",
    "CopyJob",
    "DocumentJob",
    "PageJob",
    "cohort_calendar_path",
    "cv_path",
    "document_path",
    "event_calendar_path",
    "mentor_calendar_path",
    "outcomes_path",
    "path_of",
    "path_of_destination",
    "qr_code_path",
    "resume_path",
    "tag_path",
    "year_path",
]
