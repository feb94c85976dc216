"""The pages of this folder obey the content security policy, with and without a person at work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

import trienkhai.web
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown
from trienkhai.web.ui.views import PAGES

FORBIDDEN = re.compile(r"<style|\sstyle\s*=|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|hx-on|javascript:", re.IGNORECASE)
# A name that a tag gives ("with only=…") is no attribute of the page.
TAGS = re.compile(r"\{%.*?%\}", re.DOTALL)
TEMPLATES = sorted(Path(trienkhai.web.__file__).parent.glob("*/templates/**/*.html"))
ADDRESSES = [f"/ui/{page}/" if page else "/ui/" for page in PAGES]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_template_holds_inline_script_or_style(template: Path) -> None:
    """Move it to static/; widths of bars are SVG attributes."""
    assert FORBIDDEN.search(TAGS.sub("", template.read_text("utf-8"))) is None


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_of_the_catalogue_is_whole_and_keeps_the_policy(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert FORBIDDEN.search(page) is None
    assert page.count("<h1>") == 1
    assert page.count("<main") == 1
    assert 'lang="vi"' in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_identity_is_used_twice_on_a_page(client: Client, address: str) -> None:
    found = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())
    assert sorted(found) == sorted(set(found))


def test_a_real_office_has_no_catalogue(client: Client, settings: Settings) -> None:
    settings.TRIENKHAI_SAMPLE = False
    assert client.get("/ui/").status_code == 404


def test_an_unknown_page_of_the_catalogue_is_not_found(client: Client) -> None:
    assert client.get("/ui/khong-co/").status_code == 404


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 500])
def test_an_error_page_says_what_was_not_done_what_is_kept_and_what_to_do(code: int) -> None:
    page = render_to_string(f"ui/errors/{code}.html")
    said = page[page.index("<h1>") : page.index("</main>")]
    assert re.match(r"<h1>(Chưa|Không)", said)
    assert re.search(r"vẫn còn|đều còn|Không có gì bị mất", said)
    assert re.search(r"bấm|xem lại|chia|thử lại", said, re.IGNORECASE)
    assert "!" not in said


@pytest.mark.parametrize(
    "refusal",
    [
        Unknown(),
        NotAllowed("x", "Việc này do lãnh đạo duyệt."),
        Conflict("x", "Có người vừa sửa."),
        NotValid("x", "Sai."),
    ],
)
def test_a_refusal_prints_its_own_sentence(refusal: Refusal) -> None:
    page = render_to_string("ui/errors/refusal.html", {"refusal": refusal})
    assert refusal.message in page
    assert "Chưa có gì thay đổi." in page


def test_every_key_of_the_list_is_shown() -> None:
    keys = render_to_string("ui/_keys.html")
    for key in ("F2", "F8", "Ctrl", "Enter", "Esc", "Alt", "Dấu cách", "?"):
        assert f"<kbd>{key}</kbd>" in keys
