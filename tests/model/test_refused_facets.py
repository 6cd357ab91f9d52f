"""Nobody is chosen by what they are: the schema refuses such fields and says why."""

from __future__ import annotations

import pytest

from microsite.model.schema.mentee import Mentee
from tests.conftest import SiteWriter
from tests.crowd import crowd, person
from tests.making import places, read_site, said_of


def test_the_fields_that_invite_discrimination_are_known() -> None:
    named = {
        "nationality",
        "citizenship",
        "ethnicity",
        "gender",
        "sex",
        "age",
        "birth_date",
        "religion",
        "family",
    }
    assert named <= set(Mentee.refused)


@pytest.mark.parametrize("field", sorted(Mentee.refused))
def test_a_refused_field_is_a_mistake_that_says_why(site: SiteWriter, field: str) -> None:
    written = person(0).replace("headline:", f"{field}: something\nheadline:")
    folder = site(crowd(1) | {"mentees/p-000/index.md": written})
    diagnostics = read_site(folder).diagnostics
    assert places(diagnostics, "E") == ["E209 mentees/p-000/index.md:3:1"]
    assert "hiring by it is discrimination" in said_of(folder, diagnostics)
