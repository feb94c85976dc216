"""Days and periods by which something must be done, told from dates of another sense."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import read_dispatch
from trienkhai.parts import Date
from trienkhai.reading.pipeline import read_text

D = Date
FOUND = [
    ("Gửi về Sở trước 16h00 ngày 15/9/2025 (thứ Hai).", D(15, 9, 2025), "an hour before the day"),
    ("Nộp hồ sơ chậm\nnhất ngày 25/11/2023.", D(25, 11, 2023), "the line is cut inside the words"),
    ("Hạn cuối nhận bài: 31/10/2023.", D(31, 10, 2023), "a noun for the latest day"),
    ("Thời hạn hoàn thành: 30/11/2025.", D(30, 11, 2025), "the same with what is to be done"),
    ("Hoàn thành trong tháng 9 năm 2025.", D(None, 9, 2025), "a month in which something is due"),
    ("Trình UBND tỉnh trong quý III/2025.", None, "a quarter has no day"),
    ("Treo cờ từ ngày 25/8/2025 đến hết ngày 05/9/2025.", D(5, 9, 2025), "the end of a window counts"),
    ("Báo cáo trước ngày 25 hằng tháng.", None, "a recurring day"),
    ("Nộp phí trước ngày mồng 5 hằng tháng.", None, "a day of the first ten"),
    ("Định kỳ 6 tháng,\n1 năm báo cáo kết quả.", None, "a recurring duty over a line end"),
    ("Trả lời trong thời hạn 30 ngày kể từ ngày ký Kết luận.", None, "a period"),
]
REFUSED = [
    ("Từ ngày 15/11/2023 đến ngày 28/12/2023, Đoàn thanh tra đã tiến hành thanh tra.", "it is done already"),
    ("Số liệu tính đến ngày 14/12/2023 như sau.", "a day that figures belong to"),
    ("Hội nghị diễn ra từ ngày 01/8/2025 đến ngày 02/8/2025.", "days of a meeting"),
    ("Quyết định có hiệu lực từ ngày 01/8/2025 đến ngày 31/12/2025.", "validity"),
    ("Trong tháng 9 năm 2025, mưa lớn kéo dài.", "a month in which nothing is asked for"),
]


@pytest.mark.parametrize(("body", "date", "reason"), FOUND)
def test_a_due_date_is_found(body: str, date: Date | None, reason: str) -> None:
    assert [due.date for due in read_dispatch(body).deadlines] == [date], reason


@pytest.mark.parametrize(("body", "reason"), REFUSED)
def test_other_dates_are_none(body: str, reason: str) -> None:
    assert read_dispatch(body).deadlines == (), reason


def test_the_first_letters_of_a_text_are_looked_at() -> None:
    """A deadline may stand in the first line of an extract."""
    assert [due.date for due in read_text("Hoàn thành trước ngày 31/10/2025.\n").deadlines] == [D(31, 10, 2025)]
