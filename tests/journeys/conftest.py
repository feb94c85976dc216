"""One sample for all journeys, copied for each."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that failed tells what its last page showed: the only witness where nobody sees the browser."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.failed and call.when == "call" and browser and browser.contexts:
        for page in browser.contexts[-1].pages:
            try:
                report.sections.append((f"page {page.url}", page.locator("body").inner_text(timeout=2_000)))
            except Error as error:
                report.sections.append((f"page {page.url}", str(error)))
    return report
