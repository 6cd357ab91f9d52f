"""What templates may see: read-only values, already linked, dated and worded.

Paths are output paths from the site's root without a leading slash (`mentees/anna/index.html`); templates
turn them into links with `url()`. Times are local to the event. HTML is `Markup`, already sanitised.
Knows nothing of files, of the model's validation or of Jinja's environment.
"""

from microsite.render.views.basics import (
    DownloadView,
    ImageView,
    LinkView,
    Rendition,
    SourceSet,
    Target,
    TermView,
)
from microsite.render.views.events import CalendarDay, CalendarMonth, EventMonth, EventView
from microsite.render.views.people import (
    AvailabilityView,
    EducationView,
    ExperienceView,
    LanguageView,
    MenteeView,
    MentorView,
    PartnerView,
    PersonLink,
    StatusView,
    TestimonialView,
)
from microsite.render.views.program import (
    CohortView,
    DoorView,
    FactView,
    FreePageView,
    GalleryView,
    ListedStepView,
    OutcomeGroup,
    OutcomesView,
    QuestionView,
    StandingView,
    StepView,
    UpdateView,
)
from microsite.render.views.whole import (
    ContactFormView,
    CoordinatorView,
    FacetView,
    FieldView,
    FooterColumn,
    PageView,
    SectionView,
    SiteView,
)

__all__ = [
    "AvailabilityView",
    "CalendarDay",
    "CalendarMonth",
    "CohortView",
    "ContactFormView",
    "CoordinatorView",
    "DoorView",
    "DownloadView",
    "EducationView",
    "EventMonth",
    "EventView",
    "ExperienceView",
    "FacetView",
    "FactView",
    "FieldView",
    "FooterColumn",
    "FreePageView",
    "GalleryView",
    "ImageView",
    "LanguageView",
    "LinkView",
    "ListedStepView",
    "MenteeView",
    "MentorView",
    "OutcomeGroup",
    "OutcomesView",
    "PageView",
    "PartnerView",
    "PersonLink",
    "QuestionView",
    "Rendition",
    "SectionView",
    "SiteView",
    "SourceSet",
    "StandingView",
    "StatusView",
    "StepView",
    "Target",
    "TermView",
    "TestimonialView",
    "UpdateView",
]
