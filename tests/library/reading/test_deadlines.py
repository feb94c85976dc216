"""Days and periods by which something must be done, told from dates of another sense."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import read_dispatch
from trienkhai.parts import Date
from trienkhai.reading.pipeline import read_text

D = Date
FOUND = [
    ("Gửi về Sở trước 16h00 ngày 15/9/2025 (thứ Hai).", D(15, 9, 2025), "an hour before the day"),
    ("Báo cáo trước 16.00 ngày 15/9/2025.", D(15, 9, 2025), "an hour with a dot, as the armed forces write it"),
    ("Gửi về Phòng Quản lý Dược trong vòng 5 ngày kể từ ngày ký.", None, "'Dược' is no 'được'"),
    ("Định kỳ ngày 25 hằng tháng báo cáo.", None, "a day that comes back"),
    ("Báo cáo nhanh trước 7h00 và 16h00 hằng ngày.", None, "hours of every day"),
    ("Trình Chính phủ trong Quý III năm 2023.", None, "a quarter with a capital"),
    ("Hằng năm, trước ngày 15 tháng 7, các đơn vị lập dự toán.", None, "a day of every year"),
    ("Các đơn vị xây dựng quy chế trong quý II/2009.", None, "something to be drawn up"),
    ("Nộp hồ sơ chậm\nnhất ngày 25/11/2023.", D(25, 11, 2023), "the line is cut inside the words"),
    ("Hạn cuối nhận bài: 31/10/2023.", D(31, 10, 2023), "a noun for the latest day"),
    ("Định kỳ cuối học kỳ I, nhà trường báo cáo.", None, "a term of school that comes back"),
    ("Hằng tuần tổng hợp số thu, trình Cục.", None, "a sum that is due each week"),
    ("Thời hạn hoàn thành: 30/11/2025.", D(30, 11, 2025), "the same with what is to be done"),
    ("Hoàn thành trong tháng 9 năm 2025.", D(None, 9, 2025), "a month in which something is due"),
    ("Trình UBND tỉnh trong quý III/2025.", None, "a quarter has no day"),
    ("Treo cờ từ ngày 25/8/2025 đến hết ngày 05/9/2025.", D(5, 9, 2025), "the end of a window counts"),
    ("Báo cáo trước ngày 25 hằng tháng.", None, "a recurring day"),
    ("Báo cáo trước ngày 10 tháng 6 và ngày 10 tháng 12.", None, "two days of each year"),
    ("Rà soát trong vòng một năm (kể từ ngày nhận hồ sơ).", None, "a year counted from a day"),
    ("Nộp phí trước ngày mồng 5 hằng tháng.", None, "a day of the first ten"),
    ("Định kỳ 6 tháng,\n1 năm báo cáo kết quả.", None, "a recurring duty over a line end"),
    ("Từ nay đến hết năm 2025, các đơn vị tập trung tuyên truyền.", D(None, None, 2025), "a year that ends"),
    ("Gia hạn thời gian thực hiện đến hết năm 2026.", D(None, None, 2026), "an extension to the end of a year"),
    ("Từ nay đến cuối năm, tổ chức ít nhất hai đợt.", None, "the end of the year that runs"),
    ("Thời gian thực hiện: tháng 9/2025.", D(None, 9, 2025), "the month set for carrying out"),
    ("Thời gian hoàn thành: trong tháng 10 năm 2025.", D(None, 10, 2025), "the same, with 'trong'"),
    ("Thời gian thực hiện: Quý III, IV/2025.", None, "quarters have no day"),
    ("Thời gian thực hiện: Năm 2026.", D(None, None, 2026), "a year set for carrying out"),
    ("Thời gian thực hiện: hằng quý.", None, "what comes back"),
    ("Quyết toán gửi trước ngày 10/01 năm sau.", None, "a day of the year that follows each"),
    ("Báo cáo gửi trước ngày 05 của tháng sau.", None, "a day of each next month"),
    ("Gửi về phòng trong ngày 12/6/2024.", D(12, 6, 2024), "within a day"),
    ("Hạn cuối nộp bài dự thi là ngày 30/9/2024.", D(30, 9, 2024), "the latest day of what is named at length"),
    ("Gửi danh sách muộn nhất là 17h ngày thứ Sáu (14/6/2024).", D(14, 6, 2024), "a day of the week, its date behind"),
    ("Đến ngày 30/9/2024 phải hoàn thành kế hoạch.", D(30, 9, 2024), "what must be done by then is said after it"),
    ("Báo cáo Sở Nội vụ (thời hạn: 20/6/2024).", D(20, 6, 2024), "a term in brackets"),
    ("Đạt chỉ tiêu được giao trước 17 giờ 00 ngày 28/6/2021.", D(28, 6, 2021), "what was set, and not who qualifies"),
    ("Kiểm tra: tiến hành trong quý III/2020.", None, "a quarter in which something is carried out"),
    ("Gửi số liệu vào thứ sáu hằng tuần.", None, "a day of every week"),
    ("Gửi số liệu chậm nhất 16h00 thứ Năm hằng tuần.", None, "with its hour"),
    ("Trả lời trong thời hạn 30 ngày kể từ ngày ký Kết luận.", None, "a period"),
]
REFUSED = [
    ("Quán triệt trong kỳ sinh hoạt chi bộ định kỳ tháng 6/2026.", "the month of a meeting"),
    ("Giai đoạn từ 01/9/2016 (khi luật có hiệu lực) đến trước ngày 05/6/2018.", "the end of a stage that is told"),
    ("Hộ được giao đất trước ngày 01/7/2004 thì nộp tiền.", "a day that says which households are meant"),
    ("Từ ngày 15/11/2023 đến ngày 28/12/2023, Đoàn thanh tra đã tiến hành thanh tra.", "it is done already"),
    ("Trường hợp phạm tội trước 0 giờ 00 phút ngày 01/01/2018.", "a day that says which cases are meant"),
    ("Thời gian học: từ ngày 26-5-2025 đến ngày 30-5-2025.", "days of a course"),
    ("Thời gian nghỉ: từ ngày 31/8/2024 đến hết ngày 03/9/2024.", "days off"),
    ("Số liệu tính đến ngày 14/12/2023 như sau.", "a day that figures belong to"),
    ("Hội nghị diễn ra từ ngày 01/8/2025 đến ngày 02/8/2025.", "days of a meeting"),
    ("Quyết định có hiệu lực từ ngày 01/8/2025 đến ngày 31/12/2025.", "validity"),
    ("Phấn đấu đến năm 2030, tỷ lệ đạt 90%.", "an aim, no day by which something is asked for"),
    ("Nhiệm kỳ kéo dài đến hết năm 2026.", "a term of office"),
    ("Thời gian thực hiện Kế hoạch năm 2025 đã được kéo dài.", "the name of a plan"),
    ("Hội nghị tổ chức trong ngày 12/6/2024.", "the day of a meeting"),
    ("Đến ngày 30/9/2024, toàn tỉnh có 12 trường.", "the day of a count"),
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
