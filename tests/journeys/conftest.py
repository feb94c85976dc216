"""One sample for all journeys, copied for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.office import Office, build_sample, copy_sample, running


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, built once."""
    home = tmp_path_factory.mktemp("built") / "sample"
    home.mkdir()
    build_sample(home)
    return home


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Iterator[Office]:
    """A running copy of the sample."""
    with running(copy_sample(built, tmp_path / "sample")) as office:
        yield office
