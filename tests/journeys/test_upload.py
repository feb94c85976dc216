"""Photos over a bad connection, and a draft that survives: seen in a real browser."""

from __future__ import annotations

import io
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.office import PASSWORD, Office, open_page

pytestmark = pytest.mark.journey
PIECE = re.compile(r"/hoat-dong/tep-gui/[0-9a-f]{32}/(\d+)/")
PLACE = "Nhà văn hóa thôn Bản Chu, xã Khuất Xá"


def draw_noise(path: Path) -> Path:
    """A photo of about seven pieces, taken on a day of May 2023."""
    picture = Image.frombytes("RGB", (1000, 800), random.Random(5).randbytes(1000 * 800 * 3))
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2023:05:27 19:40:00"
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=98, exif=exif)
    path.write_bytes(target.getvalue())
    return path


def open_recording(browser: Browser, office: Office, width: int = 390) -> Page:
    """The page for a new activity of a unit, on a phone."""
    page = open_page(browser, office, "phong-locbinh", width=width)
    page.goto("/hoat-dong/ghi/")
    if not page.url.rstrip("/").endswith("/ghi") or "/nhiem-vu/" not in page.url:
        page.click("main a[href*='/nhiem-vu/'][href$='/ghi/']")
    page.wait_for_selector("form#activity")
    return page


def choose_first_topic(page: Page) -> None:
    """One item, so that the form can be saved."""
    box = page.locator("form#activity input[name=items]").first
    box.check(force=True)


def expect_copies(page: Page, count: int) -> None:
    """Wait until the browser itself keeps so many files, whatever becomes of the page."""
    page.wait_for_function(
        """(count) => new Promise((resolve) => {
          const wish = indexedDB.open("trienkhai", 1);
          wish.onsuccess = () => {
            const counted = wish.result.transaction("files").objectStore("files").count();
            counted.onsuccess = () => { wish.result.close(); resolve(counted.result === count); };
          };
        })""",
        arg=count,
    )


def test_the_network_breaks_in_the_middle(browser: Browser, office: Office, tmp_path: Path) -> None:
    """It goes on by itself, sends no piece twice, and the activity has one proof."""
    page, sent, broken = open_recording(browser, office), list[int](), list[int]()

    def break_off(route: Route) -> None:
        found = PIECE.search(route.request.url)
        number = int(found[1]) if found else -1
        if number in (2, 3) and broken.count(number) < number - 1:
            broken.append(number)
            route.abort("connectionreset")
        else:
            sent.append(number)
            route.continue_()

    page.route(PIECE, break_off)
    page.set_input_files("input[name=photos]", draw_noise(tmp_path / "Hội trường.jpg"))
    expect(page.locator("[data-uploads] [role=status]")).to_contain_text("Mất mạng")
    page.fill("input[name=place]", PLACE)
    choose_first_topic(page)
    expect(page.locator("[data-uploads] li.done")).to_have_count(1, timeout=30_000)
    assert broken == [2, 3, 3]
    assert sent == list(range(len(sent)))
    assert len(sent) >= 5
    expect(page.locator("[data-tiles] [name=kept]")).to_have_count(1)
    expect(page.locator("input[name=effective_on]")).to_have_value("27/05/2023")
    page.click("button[value=save]")
    expect(page.locator("main")).to_contain_text("Máy chủ đã nhận đủ 1 minh chứng")
    expect(page.locator(".proofs li")).to_have_count(1)


def test_a_reload_in_the_middle_loses_nothing(browser: Browser, office: Office, tmp_path: Path) -> None:
    """The browser kept the photo and what was typed; only the missing pieces go out; saved, the draft is gone."""
    page, sent, cut = open_recording(browser, office), list[int](), [True]

    def break_off(route: Route) -> None:
        found = PIECE.search(route.request.url)
        number = int(found[1]) if found else -1
        if cut[0] and number >= 3:
            route.abort("internetdisconnected")
        else:
            sent.append(number)
            route.continue_()

    page.route(PIECE, break_off)
    page.fill("input[name=place]", PLACE)
    choose_first_topic(page)
    page.set_input_files("input[name=photos]", draw_noise(tmp_path / "Hội trường.jpg"))
    expect(page.locator("[data-uploads] [role=status]")).to_contain_text("Mất mạng")
    page.click("button[value=save]")  # waits for the photo, saves nothing yet
    expect(page.locator("[data-upload-said]")).to_contain_text("Đang gửi nốt 1 tệp")
    expect_copies(page, 1)
    now = datetime.now(UTC)
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(minutes=1))  # no pause runs out: only a press sends on
    page.goto(page.url)
    expect(page.get_by_text("Đã lưu trên máy này, chưa gửi.")).to_be_visible()
    expect(page.locator("input[name=place]")).to_have_value(PLACE)
    send_now = page.get_by_role("button", name="Gửi ngay")
    expect(send_now).to_be_visible(timeout=30_000)  # it has met the broken connection again, and waits
    cut[0] = False
    send_now.click()
    expect(page.locator("[data-uploads] li.done")).to_have_count(1, timeout=30_000)
    assert sent == list(range(len(sent)))
    page.click("button[value=save]")
    expect(page.locator("main")).to_contain_text("Máy chủ đã nhận đủ 1 minh chứng")
    page.goto("/hoat-dong/ghi/")
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('trienkhai.draft')).length") == 0


def test_the_buttons_keep_their_place(browser: Browser, office: Office) -> None:
    """What an activity counts for arrives under a finger that is on its way: the button is still where it was."""
    page = open_recording(browser, office)
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, document.body.scrollHeight)")
    button, counted = page.locator("button[value=save]"), page.locator("#counted")
    place, height = button.bounding_box(), counted.bounding_box()
    page.evaluate("document.querySelector('form#activity input[name=items]').click()")
    expect(counted.locator("li")).to_have_count(1)
    assert counted.bounding_box() != height
    assert button.bounding_box() == place
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bar, last = page.locator(".actionbar").bounding_box(), page.locator(".foot").bounding_box()
    assert bar
    assert last
    assert last["y"] + last["height"] <= bar["y"] + 1  # the foot of the page is not hidden behind the bar


def test_a_session_that_ends_while_typing(browser: Browser, office: Office) -> None:
    """Saving leads to sign-in; afterwards everything typed is there again."""
    page = open_recording(browser, office)
    page.fill("input[name=place]", PLACE)
    choose_first_topic(page)
    page.fill("input[name=effective_on]", "27/05/2023")
    page.context.clear_cookies(name="sessionid")
    page.click("button[value=save]")
    page.wait_for_selector("input[name=login]")
    page.fill("input[name=login]", "phong-locbinh")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    if page.locator("form#activity").count() == 0:
        page.goto("/hoat-dong/ghi/")
        if "/nhiem-vu/" not in page.url:
            page.click("main a[href*='/nhiem-vu/'][href$='/ghi/']")
    expect(page.get_by_text("Đã lưu trên máy này, chưa gửi.")).to_be_visible()
    expect(page.locator("input[name=place]")).to_have_value(PLACE)
    expect(page.locator("input[name=items]:checked")).to_have_count(1)
    page.click("button[value=save]")
    expect(page.locator("main")).to_contain_text("Đã lưu hoạt động")
