"""Who issued a cited document, for bodies of every sort: behind it, and before "tại" or "ban hành"."""

from __future__ import annotations

import pytest

from trienkhai.reading.citations import find_citations

BODIES = [
    "Bộ Y tế",
    "Quỹ Đầu tư phát triển",
    "Vườn quốc gia Cát Tiên",
    "Hạt Kiểm lâm huyện Bắc Hà",
    "Hợp tác xã Nông nghiệp Tân Tiến",
    "Nhà xuất bản Giáo dục Việt Nam",
    "Xí nghiệp Thủy nông Ba Vì",
    "Tổng công ty Bưu điện Việt Nam",
    "Tổng Thanh tra Chính phủ",
    "Trạm Y tế xã Nà Tấu",
    "Đồn Biên phòng Cửa khẩu Hà Tiên",
    "Lữ đoàn 146",
    "Tỉnh đoàn Sơn La",
    "Khoa Công nghệ thông tin",
    # words with which names end elsewhere
    "Văn phòng Đăng ký đất đai",
    "Công ty Cổ phần Cấp nước Cao Bằng",
    "Ban Quản lý dự án đầu tư xây dựng công trình giao thông",
    "Đại sứ quán Việt Nam tại Lào",
    "Phân hiệu Đại học Đà Nẵng tại Kon Tum",
    # one office of two councils
    "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh",
    "Văn phòng HĐND và UBND huyện",
]
SENTENCES = [
    "Thực hiện Công văn số 15/ABC-XY ngày 05/3/2024 của {} về việc báo cáo.",
    "Căn cứ Quyết định số 15/QĐ-XY của {} ngày 05/3/2024 về việc giao.",
    "Theo đề nghị của {} tại Tờ trình số 15/TTr-XY ngày 05/3/2024;",
    "{} ban hành Kế hoạch số 15/KH-XY ngày 05/3/2024 về việc giao.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("body", BODIES)
def test_a_body_of_any_sort_issues(body: str, sentence: str) -> None:
    (found,) = find_citations(sentence.format(body))
    assert found.issuer == body


def test_a_numbered_body() -> None:
    (found,) = find_citations(SENTENCES[0].format("Đội Quản lý thị trường số 3"))
    assert found.issuer == "Đội Quản lý thị trường số 3"


NOT_PARTS = [
    ("Quy chế ban hành tại Quyết định số 15/QĐ-XY ngày 05/3/2024.", None, "a paper is no fund, though it sounds alike"),
    ("Theo Công văn số 15/ABC-XY ngày 05/3/2024 của Bộ Y tế đăng ký tham gia.", "Bộ Y tế", "a verb in small letters"),
    ("Theo Công văn số 15/ABC-XY ngày 05/3/2024 của Bộ Y tế phân cấp quản lý.", "Bộ Y tế", "a verb ends the name"),
    ("Theo Công văn số 15/ABC-XY của Bộ Y tế số hóa ngày 05/3/2024.", "Bộ Y tế", "no ordinal"),
    ("Theo Công văn số 15/ABC-XY của Bộ Y tế và UBND tỉnh ngày 05/3/2024.", "Bộ Y tế", "two bodies are not one office"),
]


@pytest.mark.parametrize(("text", "issuer", "reason"), NOT_PARTS)
def test_what_is_no_part_of_a_name(text: str, issuer: str | None, reason: str) -> None:
    assert [found.issuer for found in find_citations(text)] == [issuer], reason
