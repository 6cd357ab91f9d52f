from __future__ import annotations

from pathlib import Path

import pytest

from microsite.core.publishing import Mode
from tests.core.publishing.sites import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place where nothing is published yet."""
    return Place(root=tmp_path)


@pytest.fixture(params=[Mode.EXCHANGED, Mode.IN_PLACE])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Each of the two ways to publish."""
    asked: Mode = request.param
    return asked
