"""Counted results -> their views: worded groups, and a picture of an arch a person."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass
from microsite.incremental import answered, answers
from microsite.model.outcomes import BEST_FIRST, Outcomes
from microsite.plan import LIST_PATHS, outcomes_path, path_of
from microsite.render.present.scene import ScenePresenter
from microsite.render.views import ChartPart, ChartView, OutcomeGroup, OutcomesRow, OutcomesView

UNTOLD = "untold"
KEYS = (*(state.value for state in BEST_FIRST), UNTOLD)
LONGEST_ROW, CELL, ROW = 20, 68, 92
"""How many stand in a row at most, and how wide and high each place is, in units of the picture."""
ARCH = "M{left} {bottom}v-50a28 28 0 0 1 56 0v50z"
HALF = "M{left} {bottom}v-36h56v36z"
"""What fills an arch in part, so that two kinds of result differ without colour too."""
FILLED_IN_PART = ("training", "study")


@dataclass(frozen=True, kw_only=True)
class Results(ScenePresenter):
    """Presents what became of people; the pages, the files and the cited figures take it from here."""

    @answers(lambda results: dict.fromkeys(results.scene.site.reporting))
    def of_cohorts(self, id: str) -> OutcomesView:
        """Results by the id of the cohort, of those that report them and that somebody is counted in."""
        return self._view(id, self.scene.site.outcomes_of(id))

    @answered
    def of_all(self) -> OutcomesView | None:
        """Results of all cohorts together."""
        counted = self.scene.site.outcomes_of_all()
        return self._view("", counted) if counted else None

    @answered
    def rows(self) -> tuple[OutcomesRow, ...]:
        """Cohorts with their results, one below the other, the newest first."""
        return tuple(
            OutcomesRow(
                id=id,
                label=self.scene.cohort_label(id),
                path=path_of("cohort", id),
                outcomes=view,
                counts=self._counts(view),
            )
            for id, view in reversed(list(self.of_cohorts.items()))
        )

    def before(self, cohort_id: str) -> tuple[OutcomesRow, ...]:
        """Give the results of the cohorts that came before one, the newest first."""
        ids = list(self.scene.site.cohorts)
        earlier = ids[: ids.index(cohort_id)] if cohort_id in ids else []
        return tuple(row for row in self.rows if row.id in earlier)

    def _counts(self, view: OutcomesView) -> tuple[int, ...]:
        counts = {group.key: group.count for group in view.groups}
        return tuple(counts.get(group.key, 0) for group in self.of_all.groups) if self.of_all else ()

    def _view(self, cohort_id: str, counted: Outcomes) -> OutcomesView:
        words, groups = self.scene.words, self._groups(counted)
        return OutcomesView(
            total=counted.total,
            results=counted.results,
            untold=counted.untold,
            title=words.outcomes_title(counted.total, counted.results),
            counted_on=counted.counted_on,
            groups=groups,
            chart=chart([(group.key, group.count) for group in groups]),
            sentence=words.outcomes_sentence(counted.total, [(g.count, g.label) for g in groups]),
            definition=self._definition(cohort_id),
            csv_path=self.scene.made(outcomes_path(cohort_id, "csv")),
            json_path=self.scene.made(outcomes_path(cohort_id, "json")),
            path=self.scene.made(LIST_PATHS["outcomes"]),
        )

    def _groups(self, counted: Outcomes) -> tuple[OutcomeGroup, ...]:
        words = self.scene.words
        counts = {state.value: counted.count(state) for state in BEST_FIRST} | {UNTOLD: counted.untold}
        return tuple(
            OutcomeGroup(
                key=key,
                count=count,
                of_total=words.of_total(count, counted.total),
                label=words.outcome(key, count),
                heading=words.outcome_heading(key),
            )
            for key, count in counts.items()
            if count
        )

    def _definition(self, cohort_id: str) -> str:
        cohort = self.scene.site.cohorts.get(cohort_id)
        return cohort.fields.outcomes.definition if cohort and cohort.fields.outcomes else ""


def chart(groups: list[tuple[str, int]]) -> ChartView:
    """Draw an arch for each person, best first, in rows as long as the first."""
    total = sum(count for _, count in groups)
    columns = min(max(total, 1), LONGEST_ROW)
    parts, at = [], 0
    for key, count in groups:
        places = [_place(number, columns) for number in range(at, at + count)]
        parts.append(
            ChartPart(
                key=key,
                outline="".join(ARCH.format(left=left, bottom=bottom) for left, bottom in places),
                filling="".join(HALF.format(left=left, bottom=bottom) for left, bottom in places)
                if key in FILLED_IN_PART
                else "",
            )
        )
        at += count
    rows = -(-total // columns)
    return ChartView(width=columns * CELL, height=max(rows, 1) * ROW, parts=tuple(parts))


def _place(number: int, columns: int) -> tuple[int, int]:
    row, column = divmod(number, columns)
    return column * CELL + 2, row * ROW + 82
