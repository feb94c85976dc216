"""Kính gửi and Nơi nhận: who is addressed, who receives a copy and why, what is filed."""

from __future__ import annotations

import pytest

from trienkhai.reading.pipeline import read_text
from trienkhai.reading.recipients import is_purpose

HEAD = "SỞ Y TẾ\nSố: 15/SYT-NV\nHà Nội, ngày 05 tháng 01 năm 2023\n"

ADDRESSED = [
    ("Kính gửi: Ủy ban nhân dân tỉnh.\n", ("Ủy ban nhân dân tỉnh",), "one, on the line"),
    ("Kính gửi:\n \nỦy ban nhân dân tỉnh.\n", ("Ủy ban nhân dân tỉnh",), "one, below"),
    ("Kính gửi: - Các phòng;\n- Trung tâm A; Trung tâm B.\n", ("Các phòng", "Trung tâm A", "Trung tâm B"),
     "two share a line"),
    ("Kính gửi:\n- Các bệnh viện\ncông lập;\n- Trung tâm Y tế.\n(gọi chung là các đơn vị)\n",
     ("Các bệnh viện công lập", "Trung tâm Y tế"), "a wrapped name, a bracket that explains"),
    ("Kính gửi: Sở Nội vụ;\nSở Tài chính;\nSở Y tế.\n", ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế"), "no dashes"),
    ("Kính gửi: Công ty TNHH A\nĐịa chỉ: số 1 phố B\nMã số thuế: 0101\n", ("Công ty TNHH A",), "a tax office's letter"),
    ("Kính gửi: Chủ tịch UBND tỉnh\nĐồng kính gửi: Sở Tài chính\n", ("Chủ tịch UBND tỉnh", "Sở Tài chính"),
     "and also addressed"),
    ("KÍNH GỬI: - Các sở (trừ Sở Y tế; Sở Nội vụ);\n- UBND các xã.\n",
     ("Các sở (trừ Sở Y tế; Sở Nội vụ)", "UBND các xã"), "a semicolon in brackets"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted", "reason"), ADDRESSED)
def test_addressees(lines: str, wanted: tuple[str, ...], reason: str) -> None:
    """One entry for each dash, line or semicolon."""
    reading = read_text(f"{HEAD}{lines}\nThực hiện Kế hoạch số 1/KH-UBND, Sở yêu cầu:\n1. Rà soát.\n")
    assert reading.addressees == wanted, reason


LISTS = [
    ("Nơi nhận:\n- Như trên;(T/h)\n- Văn phòng UBND tỉnh; (B/c)\n- Lưu: VT, QLVH&GD(HVĐ).\n",
     (("Như trên", "T/h"), ("Văn phòng UBND tỉnh", "B/c")), ("VT", "QLVH&GD(HVĐ)"), "purpose behind the semicolon"),
    ("Nơi nhận:\n- Giám đốc (để b/c);\n- CT UBND tỉnh (Đ/c Hà);\n- Cục KTVB (Bộ Tư pháp);\n- Lưu VT.\n",
     (("Giám đốc (để b/c)", "để b/c"), ("CT UBND tỉnh (Đ/c Hà)", None), ("Cục KTVB (Bộ Tư pháp)", None)), ("VT",),
     "a person or a parent body is no purpose"),
    ("Nơi nhận:\n- BGH: báo cáo;\n- Lưu: VT; KSĐH\n", (("BGH: báo cáo", "báo cáo"),), ("VT", "KSĐH"), "after a colon"),
    ("Nơi nhận:\n- Các huyện ủy, thành ủy,\n- Lưu Văn phòng Tỉnh ủy.\n",
     (("Các huyện ủy, thành ủy", None),), ("Văn phòng Tỉnh ủy",), "Party form"),
    ("Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- BGĐ SYT; .\n- Lưu: VT,csthuan.\n\nHà Văn An\n",
     (("Như trên", None), ("BGĐ SYT", None)), ("VT", "csthuan"), "a scan read across both columns"),
    ("|Nơi nhận:            |KT. CHỦ TỊCH |\n|- Các hội: Hội A, Hội |PHÓ CHỦ TỊCH |\n|B; |  |\n|- Lưu: VT |Lê Minh |\n",
     (("Các hội: Hội A, Hội B", None),), ("VT",), "a drawn table"),
    ("Nơi nhận:\n- Cục Thú y; Cục Trồng\ntrọt; các chi cục;\n- VPBộ: TT An; các Vụ: PC, TC;\n- Lưu: VT.\n",
     (("Cục Thú y", None), ("Cục Trồng trọt", None), ("các chi cục", None), ("VPBộ: TT An; các Vụ: PC, TC", None)),
     ("VT",), "several in one entry, and one body with who in it"),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT, CN (2). Tuynh\n", (("Như trên", None),), ("VT", "CN (2)"), "who typed it"),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT, KTT, ồ\n", (("Như trên", None),), ("VT", "KTT"), "a stroke read as a letter"),
    ("Nơi nhận: Như trên; Lưu: VT.\n", (("Như trên", None),), ("VT",), "all on one line"),
    ("Nơi nhận: KT. GIÁM ĐỐC\n- Như trên, 00 sN\n- Cục Thuế (để báo cáo), đVc\n\n- Ban Quản lý, Ä°2MH\n"
     "ˆ= Đội 2 (bíc),\n_> PA03 (Đ4),\nˆ= Lưu: VT, TH (4b).\n",
     (("Như trên", None), ("Cục Thuế (để báo cáo)", "để báo cáo"), ("Ban Quản lý", None), ("Đội 2 (bíc)", "bíc"),
      ("PA03 (Đ4)", None)),
     ("VT", "TH (4b)"), "dashes read as other signs, strokes of the pen behind entries"),
    ("Nơi nhận:\n- Cục Thuế (b/c), Cục Thú y;\n- Chi cục Thuế (b/c), các Đội\nthuế;\n-Eưu: VP, TT:\n",
     (("Cục Thuế (b/c), Cục Thú y", "b/c"), ("Chi cục Thuế (b/c), các Đội thuế", "b/c")), ("VP", "TT"),
     "what has an end of its own stays; Lưu with another first letter"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "recipients", "archive", "reason"), LISTS)
def test_recipients(
    lines: str, recipients: tuple[tuple[str, str | None], ...], archive: tuple[str, ...], reason: str
) -> None:
    """Recipients with their purpose; the Lưu line apart."""
    reading = read_text(f"{HEAD}Kính gửi: Các phòng.\nThực hiện kế hoạch.\n{lines}")
    assert tuple((one.text, one.purpose) for one in reading.recipients) == recipients, reason
    assert reading.archive == archive, reason


@pytest.mark.parametrize(
    "words",
    [
        "để b/c",
        "B/c",
        "t/h",
        "c/đ",
        "e-copy, b/c",
        "/c",
        "Uh",
        "đăng tải",
        "báo cáo",
        "để phối hợp chỉ đạo",
        "Thực hiện",
    ],
)
def test_purposes(words: str) -> None:
    """Words that say why a copy is sent."""
    assert is_purpose(words)


@pytest.mark.parametrize("words", ["Đ/c Hải", "Bộ Tư pháp", "02", "qua Văn phòng", "Tg 4"])
def test_no_purposes(words: str) -> None:
    """Names and counts say who, not why."""
    assert not is_purpose(words)


def test_a_dash_alone_on_its_line_belongs_to_the_next() -> None:
    foot = "Nơi nhận:\n- Như trên;\n-\nỦy ban MTTQ tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\nLê An\n"
    reading = read_text(f"{HEAD}Kính gửi: Các phòng.\nThực hiện kế hoạch.\n{foot}")
    assert [one.text for one in reading.recipients] == ["Như trên", "Ủy ban MTTQ tỉnh"]
