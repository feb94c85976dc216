"""Corrections of a reading that were half typed survive: seen in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.office import PASSWORD, Office, open_page

pytestmark = pytest.mark.journey
TYPED = "Về tuyên truyền gia đình văn hóa, nhập dở"
DRAFTS = "() => Object.keys(localStorage).filter((key) => key.startsWith('trienkhai.draft')).length"
DISPATCH = """SỞ VĂN HÓA MẪU
Số:     /SVHM-NV
V/v tuyên truyền gia đình văn hóa

Lạng Sơn, ngày     tháng 5 năm 2023

Kính gửi: Các đơn vị trực thuộc Sở

Thực hiện Kế hoạch số 113-KH/TU ngày 16/5/2023, Sở yêu cầu các đơn vị tuyên truyền về gia đình văn hóa.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def enter_dispatch(browser: Browser, office: Office) -> Page:
    """The clerk's review page of a dispatch that was just brought in."""
    page = open_page(browser, office, "vanthu")
    page.goto("/van-ban/them/")
    page.set_input_files("input[type=file]", {"name": "cv.txt", "mimeType": "text/plain", "buffer": DISPATCH.encode()})
    page.click("main form button.btn-primary")
    page.wait_for_selector("#reading")
    return page


def field_of(page: Page, path: str) -> Locator:
    """The field of a value in its group."""
    return page.locator(f'[data-draft-place="muc {path}"]')


def save(page: Page, path: str) -> None:
    """Press the button beside a value."""
    field_of(page, path).locator("xpath=ancestor::form").locator("button[value=correct]").click()


def type_into(page: Page, path: str, words: str) -> None:
    """Type into a folded field, and wait until the machine has kept it."""
    field = field_of(page, path)
    field.evaluate(
        "(node) => { for (let f = node.closest('details'); f; f = f.parentElement.closest('details')) f.open = true; }"
    )
    field.fill(words)
    page.wait_for_function(f"{DRAFTS} === 1")


def test_a_closed_tab_and_a_session_that_ended(browser: Browser, office: Office) -> None:
    """Whoever comes back finds what was typed in its field; saved, the draft is gone."""
    page = enter_dispatch(browser, office)
    address = page.url
    type_into(page, "subject", TYPED)
    page.close(run_before_unload=False)
    page = page.context.new_page()
    page.goto(address)
    expect(field_of(page, "subject")).to_have_value(TYPED)
    expect(page.locator("[data-draft-back]")).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    save(page, "subject")
    expect(page.locator(".page-messages")).not_to_be_empty()
    page.goto(address)
    page.fill("input[name=login]", "vanthu")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    expect(field_of(page, "subject")).to_have_value(TYPED)
    save(page, "subject")
    expect(page.locator("#can-xem")).to_contain_text("đã sửa; máy đọc")
    page.wait_for_function(f"{DRAFTS} === 0")
    page.goto(address)
    expect(page.locator("[data-draft-back]")).to_be_hidden()
    expect(field_of(page, "subject")).to_have_value(TYPED)


def test_an_answer_elsewhere_leaves_what_is_half_typed(browser: Browser, office: Office) -> None:
    """The part of the page that an answer redraws keeps it; Esc and the button drop it."""
    page = enter_dispatch(browser, office)
    type_into(page, "subject", TYPED)
    page.locator("[data-doubt] [data-accept]").first.click()
    expect(page.locator("[data-doubt].seen, .doubt.seen")).not_to_have_count(0)
    expect(field_of(page, "subject")).to_have_value(TYPED)
    page.reload()
    expect(field_of(page, "subject")).to_have_value(TYPED)
    page.click("[data-draft-drop]")
    page.wait_for_function(f"{DRAFTS} === 0")
    type_into(page, "subject", TYPED)
    field_of(page, "subject").press("Escape")
    page.wait_for_function(f"{DRAFTS} === 0")


def test_a_colleague_corrected_the_same_place(browser: Browser, office: Office) -> None:
    """Both are there: what stands now is told beside what was typed."""
    page = enter_dispatch(browser, office)
    type_into(page, "subject", TYPED)
    other = open_page(browser, office, "vanthu")
    other.goto(page.url)
    type_into(other, "subject", "Trích yếu khác")
    save(other, "subject")
    expect(other.locator("#can-xem")).to_contain_text("đã sửa; máy đọc")
    page.reload()
    expect(field_of(page, "subject")).to_have_value(TYPED)
    expect(page.locator("#can-xem")).to_contain_text("đã được sửa thành “Trích yếu khác”")
