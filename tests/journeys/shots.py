"""Screenshots of every kind of page for every role, wide and narrow, into var/shots. Called by ./run shots."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.office import Office, browsing, build_sample, open_page, running
from tests.journeys.walking import ROLES, walk_pages

TARGET = Path("var/shots")
WIDE, NARROW = 1440, 390


def picture_pages(browser: Browser, office: Office, username: str) -> int:
    """Picture every kind of page this person can reach; gives how many."""
    wide, narrow = (open_page(browser, office, username, width=width) for width in (WIDE, NARROW))
    count = 0
    for kind, address in walk_pages(wide, Counter()):
        narrow.goto(address, wait_until="load")
        for page, name in ((wide, "rong"), (narrow, "hep")):
            page.screenshot(path=TARGET / f"{username}--{kind}--{name}.png", full_page=True)
        count += 1
    return count


def main(arguments: list[str]) -> int:
    """Build a sample, walk it as every role (or the roles given)."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sample"
        home.mkdir()
        build_sample(home)
        with running(home) as office, browsing() as browser:
            for username in arguments or ROLES:
                print(f"{username}: {picture_pages(browser, office, username)} trang, {TARGET}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
