"""The whole story in a browser, with four people: clerk, officer, leader of the office, and a unit on a phone."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.office import Office, open_page

pytestmark = pytest.mark.journey
CONFIRM = ".actionbar button.btn-primary"
TAKEN = "2023:12:21 09:30:00"
EXIF_TAKEN = 36867


def upload(page: Page, path: Path) -> None:
    """The clerk brings a file in; the page that reviews its reading stands open."""
    page.goto("/van-ban/them/")
    page.set_input_files("input[name=file]", str(path))
    page.click("text=Gửi lên và đọc")
    page.wait_for_url(re.compile(r"/van-ban/\d+/"))


def see_every_doubt(page: Page) -> int:
    """Answer each doubtful place as the page proposes; gives how many there were. Confirming waits for them all."""
    confirm, seen = (
        page.locator(CONFIRM),
        page.locator(".doubt.current button:visible", has_text="Enter").first,
    )
    answered = 0
    while confirm.is_disabled():
        said = confirm.inner_text()
        seen.click()
        expect(confirm).not_to_have_text(said)
        answered += 1
    return answered


def id_in(page: Page, kind: str) -> int:
    """The number in the page's address."""
    found = re.search(rf"/{kind}/(\d+)/", page.url)
    assert found is not None, page.url
    return int(found[1])


def photo(path: Path) -> Path:
    """A picture that says when it was taken."""
    picture = Image.new("RGB", (640, 480), (90, 120, 160))
    exif = picture.getexif()
    exif.get_ifd(0x8769)[EXIF_TAKEN] = TAKEN
    picture.save(path, "JPEG", exif=exif)
    return path


def ask(office: Office, question: str, *values: object) -> list[tuple[object, ...]]:
    """What the office's database holds."""
    with sqlite3.connect(office.home / "office.sqlite3") as database:
        return list(database.execute(question, values))


def press(page: Page, button: str) -> None:
    """Press a button that sends a form, and wait for the page that answers: going on earlier would take it back."""
    with page.expect_navigation():
        page.click(button)


def issue(clerk: Page, officer: Page, leader: Page, expected: int) -> int:
    """From a confirmed reading, whose cascade page the clerk sees, to running duties; gives the directive's id."""
    directive = id_in(clerk, "chi-dao")
    officer.goto(f"/chi-dao/{directive}/don-vi/")
    leader.goto(f"/chi-dao/{directive}/ky/")
    leader.check('input[value="KT."]')
    press(leader, "button:has-text('Ký văn bản')")
    clerk.goto("/")
    clerk.click("a.btn:has-text('Cấp số, ngày')")
    clerk.click("main button:has-text('Vào sổ văn bản đi')")
    clerk.wait_for_url("**/ban-hanh/")
    clerk.click(f"main button:has-text('Giao {expected} nhiệm vụ')")
    clerk.wait_for_url("**/don-vi/")
    return directive


def test_the_founding_dispatch_from_its_file_to_27_duties(office: Office, browser: Browser, tmp_path: Path) -> None:
    """Read whole, each doubt seen, confirmed, signed, numbered, issued; the same text again is told, not refused."""
    path = tmp_path / "cong-van.txt"
    path.write_bytes(files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes())
    clerk, officer, leader = (open_page(browser, office, name) for name in ("vanthu", "chuyenvien", "lanhdao"))
    upload(clerk, path)
    page = clerk.locator("main").inner_text()
    assert "113-KH/TU" in page
    for label in ("NV", "VD"):
        assert label in page or "ND" in page
    assert see_every_doubt(clerk) >= 8
    clerk.click(CONFIRM)
    clerk.wait_for_url("**/don-vi/")
    said = clerk.locator("main").inner_text()
    assert "27" in said
    directive = issue(clerk, officer, leader, 27)
    assert ask(office, "select count(*) from directives_duty where directive_id = ?", directive) == [(27,)]
    officer.goto(f"/chi-dao/{directive}/do-phu/")
    assert "27" in officer.locator("main").inner_text()


def test_the_second_dispatch_is_carried_out_proved_and_reported(
    office: Office, browser: Browser, tmp_path: Path
) -> None:
    """Tasks and dates, no forms: a unit on a phone takes it on, does it, proves it, reports; the office rolls up."""
    clerk, officer, leader = (open_page(browser, office, name) for name in ("vanthu", "chuyenvien", "lanhdao"))
    upload(clerk, office.home / "cong-van-thu-hai.txt")
    see_every_doubt(clerk)
    clerk.click(CONFIRM)
    clerk.wait_for_url("**/don-vi/")
    directive = id_in(clerk, "chi-dao")
    ask_for_report(officer, directive)
    assert issue(clerk, officer, leader, 16) == directive
    duty = duty_of(office, directive, "Phòng Văn hóa và Thông tin huyện Lộc Bình")
    unit = open_page(browser, office, "phong-locbinh", width=390)
    record_and_prove(unit, duty, photo(tmp_path / "anh.jpg"))
    head = open_page(browser, office, "phong-locbinh-ld", width=390)
    confirm_and_report(unit, head, duty)
    officer.goto("/")
    report = ask(office, "select id from reports_report where duty_id = ?", duty)[0][0]
    officer.goto(f"/bao-cao/{report}/")
    officer.click("button:has-text('Tiếp nhận báo cáo')")
    expect(officer.locator("main")).to_contain_text("Đã tiếp nhận báo cáo")
    roll_up(officer, directive, office)


def ask_for_report(officer: Page, directive: int) -> None:
    """The officer decides what the dispatch leaves open: units report by a day."""
    officer.goto(f"/chi-dao/{directive}/don-vi/#bao-cao")
    form = officer.locator("form", has=officer.locator("input[name=deadline_on]"))
    form.locator("input[name=choice][value=other]").check()
    form.locator("input[name=data_close_on]").fill("21/12/2023")
    form.locator("input[name=deadline_on]").fill("31/12/2023")
    with officer.expect_navigation():
        form.locator("button:has-text('Xác nhận'), button:has-text('Lưu')").first.click()
    assert "31/12/2023" in officer.locator("main").inner_text()


def duty_of(office: Office, directive: int, unit: str) -> int:
    """The id of one unit's duty."""
    found = ask(office, "select id from directives_duty where directive_id = ? and unit_name = ?", directive, unit)
    return int(str(found[0][0]))


def record_and_prove(unit: Page, duty: int, picture: Path) -> None:
    """Acknowledge, then record with the photo first: its day fills the day field."""
    unit.goto(f"/nhiem-vu/{duty}/")
    press(unit, "button:has-text('Tiếp nhận')")
    unit.click("a:has-text('Ghi hoạt động')")
    unit.set_input_files("input[name=photos]", str(picture))
    unit.fill("input[name=place]", "Nhà văn hóa thị trấn Lộc Bình")
    unit.locator("input[name=completes]").check(force=True)
    expect(unit.locator("input[name=effective_on]")).to_have_value("21/12/2023")
    unit.click("button:has-text('Lưu hoạt động')")
    unit.wait_for_url(re.compile(r"/hoat-dong/\d+/"))
    assert "Nhà văn hóa thị trấn Lộc Bình" in unit.locator("main").inner_text()


def confirm_and_report(unit: Page, head: Page, duty: int) -> None:
    """The leader confirms what was recorded; the report fills itself and is sent."""
    head.goto(f"/hoat-dong/{id_in(unit, 'hoat-dong')}/")
    press(head, "button:has-text('Xác nhận')")
    expect(head.locator("body")).to_contain_text("Đã xác nhận hoạt động")
    head.goto(f"/nhiem-vu/{duty}/")
    head.click("button:has-text('Xem số liệu đã điền sẵn')")
    head.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    head.click("button:has-text('Gửi báo cáo')")
    expect(head.locator("main")).to_contain_text("Đã gửi báo cáo")


def roll_up(officer: Page, directive: int, office: Office) -> None:
    """One of sixteen reported: the page and the paper say so, and the paper is a DOCX that opens."""
    officer.goto(f"/chi-dao/{directive}/bao-cao/")
    assert "1/16" in officer.locator("main").inner_text()
    officer.click("button:has-text('Lập bản tổng hợp')")
    officer.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    answer = officer.request.get(f"/bao-cao/{id_in(officer, 'bao-cao')}/tep.docx")
    assert answer.ok
    body = zipfile.ZipFile(io.BytesIO(answer.body())).read("word/document.xml").decode()
    assert "BÁO CÁO" in body
    assert "1/16" in body


def test_without_script_the_way_is_the_same(office: Office, browser: Browser) -> None:
    """Reading, coverage, recording and reporting are links, forms and drawings from the server."""
    unit = open_page(browser, office, "phong-locbinh", script=False)
    duty = int(str(ask(office, "select id from directives_duty where unit_name like '%huyện Lộc Bình' limit 1")[0][0]))
    unit.goto(f"/nhiem-vu/{duty}/ghi/")
    unit.fill("input[name=place]", "Nhà văn hóa thôn")
    unit.fill("input[name=effective_on]", "31/11/2023")
    unit.click("button:has-text('Lưu hoạt động')")
    said = unit.locator("main").inner_text()
    assert "Tháng 11 có 30 ngày" in said
    assert unit.input_value("input[name=place]") == "Nhà văn hóa thôn"
    officer = open_page(browser, office, "chuyenvien", script=False)
    officer.goto("/chi-dao/1/do-phu/")
    officer.fill("input[name=ngay]", "30/09/2023")
    officer.click("button:has-text('Xem')")
    assert "30/09/2023" in officer.content() or "30/9/2023" in officer.content()
