"""Every kind of page a role can reach in a sample office, with its processor time and queries, one JSON a line.

Run by `office.py` in a process of its own, with the settings of the office that TRIENKHAI_HOME names.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import django
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WHO = ("vanthu", "chuyenvien", "lanhdao", "phong-locbinh", "phong-locbinh-ld", "phong-locbinh-vt", "baotang")
BACKEND = "trienkhai.web.config.accounts.OfficeBackend"
SKIPPED = re.compile(r"/(static|api|ui)/|/tep[/.]|\.docx|\.pdf|/minh-chung/|dang-xuat|chuyen-ngay|dang=xlsx|csv|rss")
LINK = re.compile(r'href="([^"#]+)')
RUNS = 5
MOST_OF_A_PLACE = 4  # of the ways to ask one page for something else
WHOLE = "tat-ca"  # asks for a list without pages: the longest there is, never left out


def walk_pages(client: Client) -> Iterator[str]:
    """The addresses of one page of each kind, found by following links from the desk."""
    waiting, known, kinds, places = ["/"], {"/"}, Counter[str](), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        place = kind.partition("?")[0]
        if kinds[kind] or (places[place] >= MOST_OF_A_PLACE and WHOLE not in kind):
            continue
        kinds[kind] += 1
        places[place] += 1
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming or "html" not in answer.headers["Content-Type"]:
            continue
        yield address
        for link in LINK.findall(answer.content.decode()):
            target = urljoin(address, unescape(link))
            if target.startswith("/") and target not in known and not SKIPPED.search(target):
                known.add(target)
                waiting.append(target)


def kind_of(address: str) -> str:
    """Addresses that differ in numbers and in the answers to the same questions are of one kind."""
    parts = urlsplit(address)
    asked = sorted(question.partition("=")[0] for question in parts.query.split("&"))
    return re.sub(r"\d+", "N", parts.path) + "?" + "&".join(asked)


def measure_page(client: Client, address: str) -> dict[str, object]:
    """The least processor time of some runs (other people's work on the machine only adds), and the queries."""
    with CaptureQueriesContext(connection) as made:
        client.get(address)
        queries = len(made)
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        client.get(address)
        times.append(time.process_time() - began)
    return {"address": address, "ms": min(times) * 1000, "queries": queries}


def main() -> None:
    """All pages of all roles."""
    django.setup()
    for who in WHO:
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(get_user_model().objects.get(username=who), backend=BACKEND)
        for address in walk_pages(client):
            print(json.dumps({"who": who, **measure_page(client, address)}), flush=True)


if __name__ == "__main__":
    main()
