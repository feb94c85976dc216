"""Screenshots of every kind of page for every role, wide and narrow, into var/shots. Called by ./run shots."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser

from tests.journeys.office import Office, browsing, build_sample, open_page, running

TARGET = Path("var/shots")
ROLES = ("vanthu", "chuyenvien", "lanhdao", "phong-locbinh", "phong-locbinh-ld")
WIDTHS = ((1440, "rong"), (390, "hep"))
PER_KIND = 1
LINKS = "all => all.map(one => one.getAttribute('href'))"
SKIPPED = re.compile(r"/(static|api|ui)/|/tep/|\.docx|\.pdf|/minh-chung/|dang-xuat|xlsx|csv")


def kind_of(address: str) -> str:
    """Addresses that differ in numbers and questions only are of one kind."""
    return re.sub(r"\d+", "N", urlsplit(address).path).strip("/").replace("/", "-") or "viec-cua-toi"


def walk(browser: Browser, office: Office, username: str) -> int:
    """Picture every kind of page this person can reach; gives how many."""
    pages = {width: open_page(browser, office, username, width=width) for width, _ in WIDTHS}
    waiting, known = ["/"], {"/"}
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kinds[kind] >= PER_KIND:
            continue
        kinds[kind] += 1
        for width, name in WIDTHS:
            page = pages[width]
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=TARGET / f"{username}--{kind}--{name}.png", full_page=True)
        for link in pages[WIDTHS[0][0]].eval_on_selector_all(
            "a[href]", "all => all.map(one => one.getAttribute('href'))"
        ):
            target = urljoin(address, link)
            if target.startswith("/") and target not in known and not SKIPPED.search(target):
                known.add(target.split("#")[0])
                waiting.append(target.split("#")[0])
    return len(kinds)


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
                print(f"{username}: {walk(browser, office, username)} trang, {TARGET}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
