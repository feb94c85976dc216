"""Every kind of page a person can reach, as addresses: one of each kind, found by following links from the desk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

ROLES = ("vanthu", "chuyenvien", "lanhdao", "phong-locbinh", "phong-locbinh-ld")
SKIPPED = re.compile(r"/(static|api|ui)/|/tep/|\.docx|\.pdf|/minh-chung/|dang-xuat|xlsx|csv|rss")
LINKS = "all => all.map(one => one.getAttribute('href'))"


def kind_of(address: str) -> str:
    """Addresses that differ in numbers and questions only are of one kind."""
    return re.sub(r"\d+", "N", urlsplit(address).path).strip("/").replace("/", "-") or "viec-cua-toi"


def walk_pages(page: Page, known_kinds: Counter[str]) -> Iterator[tuple[str, str]]:
    """Open one page of each kind not known yet and yield its kind and address while it stands open."""
    waiting, known = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if known_kinds[kind]:
            continue
        known_kinds[kind] += 1
        page.goto(address, wait_until="load")
        yield kind, address
        for link in page.eval_on_selector_all("a[href]", LINKS):
            target = urljoin(address, link).split("#")[0]
            if target.startswith("/") and target not in known and not SKIPPED.search(target):
                known.add(target)
                waiting.append(target)
