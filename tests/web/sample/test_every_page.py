"""Every page a person can reach from their desk, for every role of the sample office."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.web.conftest import ClientFor, World

ROLES = ("vanthu", "chuyenvien", "lanhdao", "phong-locbinh", "phong-locbinh-ld", "phong-locbinh-vt", "baotang-ld")
LINK = re.compile(r'href="([^"#]+)')
MOST_QUERIES = 12
PER_NAME = 2


def sign_in(username: str) -> Client:
    """A client signed in as a person of the sample."""
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, backend="trienkhai.web.config.accounts.OfficeBackend")
    return client


def crawl(client: Client) -> dict[str, tuple[int, int, str]]:
    """Address → status, queries and body, for at most two addresses of each kind."""
    waiting, known, visited = ["/"], {"/"}, {}
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        name = resolve(urlsplit(address).path).view_name
        if kinds[name] >= PER_NAME or name in ("account_logout", "documents:download", "ui:catalogue"):
            continue
        kinds[name] += 1
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        body = answer.content.decode() if html and not answer.streaming else ""
        visited[address] = (answer.status_code, len(queries), body)
        for found in LINK.findall(body):
            target = urljoin(address, found.replace("&amp;", "&"))
            if target.startswith("/") and not target.startswith(("/static", "/ui/", "/api/")) and target not in known:
                known.add(target)
                waiting.append(target)
    return visited


def check_pages(visited: dict[str, tuple[int, int, str]]) -> None:
    """No page that is linked fails, and none asks the database more than twelve times."""
    assert len(visited) > 10
    failed = {address: status for address, (status, _, _) in visited.items() if status not in (200, 302)}
    heavy = {address: count for address, (_, count, _) in visited.items() if count > MOST_QUERIES}
    assert (failed, heavy) == ({}, {})


@pytest.mark.parametrize("key", ["so_officer", "unit_leader"])
def test_every_page_of_the_small_office_opens_in_few_queries(
    topics_directive: object, world: World, client_for: ClientFor, key: str
) -> None:
    """What is quick enough for every day; the whole sample is walked in the full run."""
    check_pages(crawl(client_for(world.actors[key])))


@pytest.mark.slow
@pytest.mark.parametrize("username", ROLES)
def test_every_page_opens_in_few_queries(sample: Path, username: str) -> None:
    """For every role of the sample office."""
    check_pages(crawl(sign_in(username)))


@pytest.mark.slow
@pytest.mark.parametrize("username", ["chuyenvien", "phong-locbinh"])
def test_no_page_shows_what_is_not_vietnamese_or_not_finished(sample: Path, username: str) -> None:
    """No untranslated word of Django or of ours, no empty None, no template remains."""
    foreign = re.compile(r">[^<]*\b(None|True|False|This field is required|Submit|undefined|Traceback)\b[^<]*<")
    for address, (_, _, body) in crawl(sign_in(username)).items():
        found = foreign.search(body)
        assert found is None, (address, found and found.group())
        assert "{{" not in body, address
        assert "{%" not in body, address
