"""Where a cohort stands today -> the sentence and the button that its pages show."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass
from microsite.model.cohort_states import CohortState, Standing
from microsite.model.entry import Entry
from microsite.model.schema.cohort import Cohort
from microsite.plan import LIST_PATHS
from microsite.render import calendar_words
from microsite.render.present.scene import Scene
from microsite.render.views import LinkView, StandingView, Target

APPLY, HEAR = "apply", "updates"
"""The topics of the contact form that the buttons choose, where a site has them."""


@dataclass(frozen=True, kw_only=True)
class Standings:
    """Presents where the cohorts of a scene stand."""

    scene: Scene

    def of(self, entry: Entry[Cohort]) -> StandingView:
        """Present one cohort's."""
        standing = self.scene.site.standing_of(entry)
        return StandingView(
            state=standing.state.value,
            sentence=self._sentence(standing, entry.fields.expected or ""),
            on=standing.on,
            days_left=standing.days_left,
            action=self._action(standing),
        )

    def _sentence(self, standing: Standing, expected: str) -> str:
        words = self.scene.words
        if standing.state is CohortState.ANNOUNCED and standing.on is None:
            return calendar_words.planned(words, expected)
        return calendar_words.standing(words, standing.state.value, standing.on, standing.days_left)

    def _action(self, standing: Standing) -> LinkView | None:
        words = self.scene.words
        match standing.state:
            case CohortState.OPEN:
                return LinkView(label=calendar_words.apply(words, standing.on), target=self._contact(APPLY))
            case CohortState.ANNOUNCED | CohortState.OPENS:
                return LinkView(label=calendar_words.hear_more(words), target=self._contact(HEAR))
            case CohortState.CLOSED | CohortState.RUNNING | CohortState.FINISHED:
                return None

    def _contact(self, topic: str) -> Target:
        topics = {topic.id for topic in self.scene.site.settings.fields.contact_form.topics}
        return Target(path=LIST_PATHS["contact"], query=f"about={topic}" if topic in topics else "")
