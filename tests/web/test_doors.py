"""No address without a guard: every one of them, walked without a sign-in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# The catalogue of components shows made-up data only, and only in the sample; a real office answers 404.
OPEN = {"account_login", "set_language", "account_signup", "catalogue", "catalogue_page"}
# Written for everybody: they show published documents alone (tests/web/documents/test_public.py).
PUBLIC = {"/cong-khai/", "/cong-khai/x/", "/cong-khai/x/rss.xml", "/cong-khai/x/x/", "/cong-khai/x/x/tep/1/"}
FILLERS = {"kind": "docx", "side": "di", "name": "x"}


def list_addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Name and address of every pattern, its parts filled with something."""
    for pattern in patterns:
        route = str(getattr(pattern.pattern, "_route", "")) or regex_route(pattern)
        if isinstance(pattern, URLResolver):
            yield from list_addresses(pattern.url_patterns, prefix + route)
        elif pattern.name:
            yield pattern.name, "/" + prefix + fill(route)


def regex_route(pattern: URLPattern | URLResolver) -> str:
    """The one address that is written as an expression."""
    return "bao-cao/1/tep.docx" if "tep" in str(pattern.pattern) else ""


def fill(route: str) -> str:
    """A route with 1 for numbers, a fixed UUID for identities and words for words."""
    pieces = []
    for piece in route.split("/"):
        if piece.startswith("<"):
            kind, _, name = piece.strip("<>").rpartition(":")
            filler = FILLERS.get(name, "x")
            piece = "1" if kind == "int" else "00000000-0000-4000-8000-000000000000" if kind == "uuid" else filler
        pieces.append(piece)
    return "/".join(pieces)


ADDRESSES = sorted(set(list_addresses(get_resolver().url_patterns)))


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("name", "address"), ADDRESSES)
def test_nobody_gets_in_without_signing_in(name: str, address: str) -> None:
    """Pages send to the sign-in, the interface for machines answers 401; nothing answers 200."""
    client = Client()
    for answer in (client.get(address), client.post(address)):
        if address in PUBLIC:
            assert answer.status_code in ((200, 405) if address == "/cong-khai/" else (404, 405))
        elif name in OPEN:
            assert answer.status_code in (200, 302, 404)
        elif address.startswith("/api/"):
            assert answer.status_code in (401, 404, 405) or name in ("openapi-json", "api-root", "open_session")
        else:
            assert answer.status_code in (302, 405), (name, address)
            if answer.status_code == 302:
                assert "/dang-nhap/" in answer.headers["Location"]
