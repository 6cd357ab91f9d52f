"""Publishing that must be refused."""

from __future__ import annotations

import pytest

from microsite.core.disk import DISK, Disk
from microsite.core.failures import PublishingError
from microsite.core.publishing import Artifacts
from tests.core.publishing.sites import Place


def refusal(place: Place, site: Artifacts, *, disk: Disk = DISK) -> PublishingError:
    """Publish, which must be refused and change nothing; give why."""
    before = place.files()
    with pytest.raises(PublishingError) as stopped:
        place.publish(site, disk=disk)
    assert place.files() == before
    return stopped.value
