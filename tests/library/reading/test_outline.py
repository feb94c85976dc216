"""Outline: what counts as an item, and how items are nested."""

from __future__ import annotations

import pytest

from trienkhai.parts import OutlineItem
from trienkhai.reading.outline import find_outline
from trienkhai.reading.pipeline import read_text
from trienkhai.reading.split import Zones
from trienkhai.sources.lines import split_lines


def outline_of(body: str, tail: str = "") -> tuple[OutlineItem, ...]:
    text = body + tail
    appended = (len(body), len(text)) if tail else None
    return find_outline(text, split_lines(text), Zones((0, 0), None, (0, len(body)), None, appended))


def labels_of(body: str, tail: str = "") -> str:
    """Labels with their levels: "I1 1₂" would be unreadable, so "I/1 1/2"."""
    return " ".join(f"{item.label}/{item.level}" for item in outline_of(body, tail))


NESTING = [
    ("I. MỤC ĐÍCH\n1. Mục đích\n- Nâng cao.\nII. NỘI DUNG\n", "I/1 1/2 -/3 II/1", "three levels of a plan"),
    ("I- MỤC ĐÍCH\n1. Nhận thức.\nH- NHIỆM VỤ\n1. Vận động\n- Nêu gương.\nIII- THỰC HIỆN\n1. Các xã.\n",
     "I/1 1/2 H/1 1/2 -/3 III/1 1/2", "a page reader's H for II"),
    ("G. CHUNG\n1. Một.\nH. RIÊNG\nI. Phạm vi\nII. Đối tượng\n", "G/1 1/2 H/1 I/2 II/2", "the letter behind G"),
    ("I- CHUNG\n1. Phạm vi\n1.1. Áp dụng\n1.1.1. Thể thức\n", "I/1 1/2 1.1/3 1.1.1/4", "decimals lie in numbers"),
    ("Điều 1. Phê duyệt:\n1. Kết quả.\na) Ban:\n- Ông A;\nĐiều 2. Hiệu lực.\n",
     "Điều 1/1 1/2 a/3 -/4 Điều 2/1", "articles of a decision"),
    ("19.3. Tiền thưởng\na) Mức thưởng\nb) Định kỳ\n", "19.3/2 a/3 b/3", "the parent 19 was cut off"),
    ("1. Rà soát.\n2. Báo cáo.\nĐiều 2. Giao Sở.\n", "1/2 2/2 Điều 2/1", "the first article was lost"),
    ("- Hình thức:\n+ Qua mạng\n+ Tại quầy\n- Thời gian\n", "-/1 +/2 +/2 -/1", "plus lies in dash"),
    ("* Đối với xã:\n- Lập sổ;\n- Gửi sổ.\n* Đối với tỉnh:\n- Tổng hợp.\n",
     "*/1 -/2 -/2 */1 -/2", "dashes lie in starred headings"),
    ("a) Hồ sơ gồm:\n1. Đơn;\n2. Bản sao;\nb) Thời hạn.\n", "a/1 1/2 2/2 b/1", "points hold numbers where b follows"),
    ("Điều 1. Phê duyệt:\nI. MỤC TIÊU\n1. Chung:\na) Một;\nII. TỔ CHỨC\n1. Bộ A:\n"
     "a) Chủ trì;\n2. Bộ B.\nĐiều 2. Hiệu lực.\n",
     "Điều 1/1 I/2 1/3 a/4 II/2 1/3 a/4 2/3 Điều 2/1", "an article that holds Roman parts is not lost"),
    ("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Văn bản này\nChương II\n",
     "Chương I/1 Điều 1/2 1/3 Chương II/1", "a regulation"),
    ("I. Chung\nI.1. Một\n1. Nhỏ\nI.2. Hai\nI.2.1. Ba\nII. Riêng\nII.1. Một\na) Việc\n",
     "I/1 I.1/2 1/3 I.2/2 I.2.1/3 II/1 II.1/2 a/3", "numbers that name the Roman part they lie in"),
    ("A. Chung\nA.1. Một\nB. Riêng\nB.1. Một\n", "A/1 A.1/2 B/1 B.1/2", "or its letter"),
    ("1. Việc\n• Một;\no Chi tiết;\no Chi tiết;\n2. Việc\n", "1/1 •/2 o/3 o/3 2/1", "a small o for a bullet"),
    ("II. NHIỆM VỤ\n2.1. Rà soát\n2.2. Báo cáo\n", "II/1 2.1/2 2.2/2", "decimals that count a Roman part"),
]  # fmt: skip

KEPT = [
    (". Điều 1. Ban hành\n", "Điều 1/1", "debris before the label"),
    ("__- Lập danh sách\n", "-/1", "debris before the dash"),
    (": 1, Thực hiện nghiêm\n2. Tăng cường\n", "1/1 2/1", "a comma for the dot, known by its neighbour"),
    ("a) Một;\nb) Hai;\n2. Ba:\na) Bốn;\nII. NĂM\n1. Sáu;\n", "a/3 b/3 2/2 a/3 II/1 1/2", "both parents lost"),
    ("1. Bệnh viện\n2 Trung tâm\n3. Trạm\n", "1/1 2/1 3/1", "a lost dot between neighbours"),
    ("d) Một\nđ) Hai\ne) Ba\n", "d/1 đ/1 e/1", "đ follows d"),
    (
        "1. Sở Y tế:\n- Các phòng, ban, đơn vị căn cứ chức năng, nhiệm vụ được giao\n"
        "xây dựng kế hoạch cụ thể của đơn vị mình trong năm 2024;\n+ Phối hợp với các đơn vị tổ chức thực hiện\n"
        "- Báo cáo kết quả về Sở Nội vụ để tổng hợp theo quy định,\n"
        "gửi kèm danh sách cán bộ, công chức đã tham gia tập huấn\n",
        "1/1 -/2 +/3 -/2",
        "a bullet behind one of another sign, with an earlier one of its own",
    ),
    ("1- Sở Y tế:\n2/ Sở Tài chính:\n3) Công an:\n", "1/1 2/1 3/1", "other signs behind numbers"),
]

LEFT_OUT = [
    ("- Căn cứ Điều lệ Đảng;\n- Căn cứ Quy chế làm việc;\n1. Nội dung\n", "1/1", "bases are preamble"),
    ("- Căn cứ Điều lệ;\n- Để thống nhất việc ghi sổ,\nQUYẾT ĐỊNH\nĐiều 1. Ban hành.\n", "Điều 1/1",
     "a dash-led reason before the enacting word"),
    ("1. Điều 7 quy định:\n“a) Đơn;\n- Tờ khai. ’\n2. Thực hiện:\n- Nộp.\n", "1/1 2/1 -/2", "its closing sign misread"),
    ("b) Khoản 4 quy định:\n“4. Nhiệm kỳ:\na) Không quá 05 năm;\nb) Báo cáo.”\nc) Khác\n", "b/1 c/1", "quoted law"),
    ("|- Sáng|8h|\n1. Thời gian\n", "1/1", "a row of a drawn table"),
    ("ngày 12/8/2024 Sở nhận\n12/8/2024 là ngày nhận\n", "", "a date is no label"),
    ("1.500 triệu đồng\n", "", "an amount is no label"),
    ("1. Rà soát\no Bụi của máy quét\n2. Báo cáo\n", "1/1 2/1", "a single o is dust"),
    ("2\n\n1. Nội dung\n", "1/1", "a page number"),
    ("Phụ huynh, sinh viên truy cập cổng thông tin của Trường Đại học Kỹ thuật\n"
     "- Công nghệ Cần Thơ đăng nhập tài khoản và thực hiện nộp học phí theo lịch\n"
     "đã thông báo của nhà trường cho sinh viên toàn khóa học trong năm học này.\n", "", "a wrapped line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), NESTING + KEPT + LEFT_OUT)
def test_items_and_levels(text: str, expected: str, reason: str) -> None:
    """Each snippet gives exactly these labels at these levels."""
    assert labels_of(text) == expected, reason


def test_an_item_knows_its_first_line_and_its_first_eighty_letters() -> None:
    """The span is the first line without outer white space; the text its first 80 letters."""
    long = "1. " + "Nội dung " * 20
    (item,) = outline_of(f"   {long}\ndòng sau\n")
    assert item.span == (3, 3 + len(long.rstrip()))
    assert item.text == long[:80]


def test_appended_parts_count_anew_and_their_recipients_are_no_items() -> None:
    """An annex starts its own numbering; Kính gửi and Nơi nhận dashes of a second document are left out."""
    tail = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKính gửi:\n- Sở Y tế;\nThực hiện Công văn số 1,\n- Việc một;\n"
        "- Việc hai.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nDANH SÁCH\n1. Đơn vị một\n"
    )
    assert labels_of("Điều 1. Giao\n1. Một\n", tail) == "Điều 1/1 1/2 -/1 -/1 1/1"


def test_last_items_of_a_text_without_a_foot_are_items() -> None:
    """A list of recipients without its heading is told by "Lưu:"; where that is missing, dashes are items."""
    text = "KẾ HOẠCH\nThi đua\nI. Mục đích\n1. Yêu cầu\n- Nêu gương người tốt.\n- Khen thưởng kịp thời.\n"
    assert [item.label for item in read_text(text).outline] == ["I", "1", "-", "-"]
