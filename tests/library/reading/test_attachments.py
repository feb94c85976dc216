"""What is enclosed: named before, behind or inside the words that say so."""

from __future__ import annotations

import pytest

from trienkhai.reading.pipeline import read_text

HEAD = "SỞ Y TẾ\nSố: 15/SYT-NV\nHà Nội, ngày 05 tháng 01 năm 2023\nKính gửi: Các phòng.\nThực hiện kế hoạch.\n"

ENCLOSED = [
    ("(Gửi kèm Đề cương tuyên truyền năm 2023).", ("Đề cương tuyên truyền năm 2023",), "the bracket names it"),
    ("các đơn vị chưa báo cáo (Danh sách gửi kèm).", ("Danh sách",), "named before the words"),
    ("theo Công văn số 2243/SYT-NVY của Sở Y tế (đính kèm).", ("Công văn số 2243/SYT-NVY",), "a bare bracket"),
    ("Ban hành kèm theo Quyết định này Quy chế làm việc.", ("Quy chế làm việc",), "issued with the decision"),
    ("Công bố kèm theo Quyết định này Danh mục thủ tục, chi tiết tại Phụ lục kèm theo.", ("Phụ lục",), "the annex"),
    ("gửi về Sở theo mẫu đính kèm.", ("mẫu",), "a form"),
    ("cử người tham gia (danh sách theo mẫu đính kèm).", ("mẫu",), "the form, and not the list to be drawn up on it"),
    ("(Đính kèm dự thảo Quyết định và dự thảo Điều lệ (sửa đổi)).",
     ("dự thảo Quyết định", "dự thảo Điều lệ (sửa đổi)"), "two things"),
    ("Sở Y tế gửi kèm theo Công văn này Đề cương báo cáo.", ("Đề cương báo cáo",), "within a sentence"),
    ("Mẫu báo cáo gửi kèm theo Công văn này.", ("Mẫu báo cáo",), "before the words, without a bracket"),
    ("Hồ sơ gửi kèm gồm:\n1. Tờ trình;\n2. Dự thảo Nghị quyết.", ("Tờ trình", "Dự thảo Nghị quyết"), "a list"),
    ("Kèm theo công văn này: Bảng kinh phí, Danh sách cán bộ.", ("Bảng kinh phí", "Danh sách cán bộ"), "in capitals"),
    ("(Gửi kèm: 01. Mẫu phiếu; 02. Danh sách đơn vị)", ("Mẫu phiếu", "Danh sách đơn vị"), "numbers are no part"),
    ("Báo cáo theo Phụ lục I, II kèm theo.", ("Phụ lục I, II",), "several annexes"),
    ("Thống kê theo các Biểu số 03, 04 và 05 kèm theo.", ("Biểu số 03, 04 và 05",), "numbered tables"),
    ("Xin gửi kèm theo đây dự thảo báo cáo.", ("dự thảo báo cáo",), "'herewith' is no part"),
    ("gửi số liệu theo mẫu gửi kèm Công văn số 8/SYT-KH ngày 07/6/2021.", (), "it came with another paper"),
    ("Đơn vị nộp hồ sơ kèm theo bản sao giấy chứng nhận.", (), "others must enclose it"),
    ("Sinh viên điền phiếu và đính kèm 01 loại giấy tờ tùy thân.", (), "others must enclose it"),
    ("Công văn có kèm theo bản sao giấy đăng ký.", (), "others must enclose it"),
    ("báo cáo kết quả kèm theo biên bản Đại hội cho Sở.", (), "about another paper"),
    ("Khoản 2 quy định:\n“2. Hồ sơ gồm đơn theo mẫu số 02 ban hành kèm theo Thông tư này.”", (), "of a quoted law"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted", "reason"), ENCLOSED)
def test_attachments(sentence: str, wanted: tuple[str, ...], reason: str) -> None:
    """One entry for each thing enclosed with this document."""
    assert read_text(f"{HEAD}{sentence}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n").attachments == wanted, reason


def test_a_list_as_long_as_a_page_is_read_to_its_end() -> None:
    assert len(read_text(f"{HEAD}Hồ sơ gửi kèm gồm: {'AB; ' * 1200}\n").attachments) == 1  # the same thing, once
