"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# A law holds or not; how long an example took on a busy machine says nothing about it.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; one for the whole run, since a process can hold only one."""
    from tests.journeys.office import browsing  # Playwright is loaded by tests in a browser only

    with browsing() as browser:
        yield browser
