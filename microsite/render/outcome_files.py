"""Counted results -> files for funders: CSV (RFC 4180) and JSON, with the same figures as the pages.

Every state has its row, also with nobody in it, so that tables of two days can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterable

from microsite.render.links import Absolute
from microsite.render.listings import as_json
from microsite.render.present.outcomes import KEYS, Results
from microsite.render.views import OutcomesRow, OutcomesView, SiteView

COLUMNS = ("cohort", "cohort_name", "counted_on", "state", "people", "of")
ALL = "all"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[OutcomesRow]) -> bytes:
    """Write results as a table; it begins with a mark that lets spreadsheets read its letters rightly."""
    import csv
    from io import StringIO

    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for row in rows:
        counts = _counts(row.outcomes)
        day, total = row.outcomes.counted_on.isoformat(), row.outcomes.total
        writer.writerows((row.id, _harmless(row.label), day, key, counts[key], total) for key in KEYS)
    return table.getvalue().encode("utf-8-sig")


def _counts(view: OutcomesView) -> dict[str, int]:
    return dict.fromkeys(KEYS, 0) | {group.key: group.count for group in view.groups}


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def rows_of(results: Results, cohort_id: str, *, all_label: str) -> tuple[OutcomesRow, ...]:
    """Give the rows of one cohort; without an id those of all, and the sum below."""
    if cohort_id:
        return tuple(row for row in results.rows if row.id == cohort_id)
    together = (
        (OutcomesRow(id=ALL, label=all_label, path="", outcomes=results.of_all),) if results.of_all else ()
    )
    return (*results.rows, *together)


def json_of(site: SiteView, rows: Iterable[OutcomesRow], *, absolute: Absolute) -> bytes:
    """Write results as JSON."""
    notice = {"sample_notice": site.sample_notice} if site.sample_notice else {}
    return as_json({"site": site.name, **notice, "outcomes": [_fields(row, absolute) for row in rows]})


def _fields(row: OutcomesRow, absolute: Absolute) -> dict[str, object]:
    view = row.outcomes
    address = absolute(row.path) if row.path else ""
    said = {"path": row.path, "url": address, "definition": view.definition}
    return {
        "cohort": row.id,
        "cohort_name": row.label,
        "counted_on": view.counted_on.isoformat(),
        "people": view.total,
        "results": view.results,
        "states": _counts(view),
    } | {name: value for name, value in said.items() if value}
