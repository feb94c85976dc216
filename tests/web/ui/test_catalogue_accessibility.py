"""Every page of the catalogue passes axe at the width of a desk and of a phone, and scrolls downwards only."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, ConsoleMessage

from trienkhai.web.ui.views import PAGES

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """async (rules) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  return found.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 120)).join(" | "));
}"""

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None or not AXE.exists(), reason="needs chromium and axe-core, see ./run setup"),
]


class Server(ThreadingMixIn, WSGIServer):
    """Answers several files at once, as a browser asks for them."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Writes no line per request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def office() -> Iterator[str]:
    """The address of a server for the catalogue, which needs no database."""
    pages = StaticFilesHandler(get_wsgi_application())
    with make_server("127.0.0.1", 0, pages, server_class=Server, handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("width", [1440, 1000, 390])
@pytest.mark.parametrize("page", list(PAGES))
def test_a_page_has_no_violation_and_no_sideways_scroll(office: str, browser: Browser, page: str, width: int) -> None:
    """The window is made as tall as the page, so that nothing lies under the fixed bar."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.on("console", note)
    tab.goto(f"{office}/ui/{page}/" if page else f"{office}/ui/")
    height = int(tab.evaluate("document.documentElement.scrollHeight"))
    tab.set_viewport_size({"width": width, "height": max(900, height)})
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tab.evaluate(AXE.read_text("utf-8") + ";0")
    assert tab.evaluate(CHECK, RULES) == []
    assert errors == []
    tab.close()


def test_the_list_of_keys_opens_by_question_mark_but_not_while_typing(office: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.goto(f"{office}/ui/viec-don-vi/")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.type("?/")
    assert tab.input_value("input[name=q]") == "?/"
    assert not tab.is_visible("#phim-tat")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("?")
    assert tab.is_visible("#phim-tat")
    tab.keyboard.press("Escape")
    assert not tab.is_visible("#phim-tat")
    tab.keyboard.press("Alt+3")
    tab.wait_for_url("**/ui/nhiem-vu/")
    tab.close()


def test_a_day_chosen_in_the_calendar_is_written_as_day_month_year(office: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.goto(f"{office}/ui/ghi-hoat-dong/")
    tab.fill(".day-picker input", "2023-12-07")
    tab.dispatch_event(".day-picker input", "change")
    assert tab.input_value("#activity input[name=day]") == "07/12/2023"
    tab.close()
