"""Text that goes back over itself: sixteen times as much of one piece, beside once as much, for every piece.

A search that goes over the same letters again and again takes 256 times as long for sixteen times as much; one that
does not takes some sixteen times. Times are told and compared here, never asserted by a test.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.speed.measuring import Row
from trienkhai import find_citations, read_text

# What a hostile hand would repeat: openings that never close, anchors without a number, blanks, all that may go on.
REPEATED = [
    "/QĐ-", "1/", "12/QĐ-UBND ", "số ", "Số: ", "số số 12/KH ", "ngày ", "ngày 1 tháng ", "của ", "của Bộ ",
    "Ủy ban ", "và ", ", ", "; ", "(", ")", "((", "“", "”", "- ", "+ ", "1. ", "1.1.1.1", "a) ", "I. ", "Điều 1. ",
    "Luật ", "Luật A, ", "Kế hoạch ", "Nơi nhận: ", "Kính gửi: ", "Lưu: ", "TM. ", "KT. GIÁM ĐỐC ", "V/v ", " ",
    "\n", "\n\n", "\x0c", "\t", "|", "| a | b |\n", "_", ".", "…", "-", "---", "\xad", "â", "ộ", "İ",
    "trước ngày ", "định kỳ ", "từ ngày 1/1 ", "trong vòng 5 ", "chậm nhất ", "hằng tháng ", "kèm theo ",
    "(kèm theo ", "gửi kèm ", "đề nghị các ", "giao Sở Y tế ", "phối hợp ", "như sau: ", "hình thức như: ",
    "CỘNG HÒA XÃ HỘI ", "Độc lập - ", "CÔNG ĐIỆN ", "Phụ lục ", "A", "a", "Ạ", "1", "0/", "ab ",
    "Hồ sơ gửi kèm gồm: ", "gửi kèm theo Công văn này ", "Mẫu A, ", "giữa Sở A và ", "II.1. Một ", "a.1) Một ", "-\n",
    "A ------ B ", "SỞ Y TẾ ", "HỘI NGHỊ LẦN THỨ ", "Số hiệu: ", "o Một ", "\u00a0", "Giấy chứng nhận đăng ký ",
    "; giao Sở A ", "nhận được ", "thông qua các ", "- Như trên; ", "= ", "Ký bởi: ", "Cục A - Bộ ", "tháng sau ",
]  # fmt: skip

# Nothing, a head on lines of its own, and one that was run together with all that follows.
LEADS = (
    "",
    "UBND TỈNH A\nSố: 1/KH-UBND\nKính gửi: Các sở\nThực hiện ",
    "UBND TỈNH A CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 1/KH-UBND Huế, ngày 1 tháng 2 năm 2024 Kính gửi: A Nơi nhận: ",
)
SHORT, LONG = 6_000, 96_000


def measure_repeats() -> Iterator[Row]:
    """The piece whose repetition grows worst, and the one that takes longest."""
    grown: list[tuple[float, float, str]] = []
    for lead in LEADS:
        for piece in REPEATED:
            long = _seconds(lead + piece * (LONG // len(piece)))
            short = _seconds(lead + piece * (SHORT // len(piece)))
            grown.append((long / short, long, piece))
    worst, slowest = max(grown), max(grown, key=lambda row: row[1])
    yield Row(
        f"sixteen times as much of one piece of text ({len(grown)} pieces tried, {LONG // 1000} kB), worst growth",
        f"**{worst[0]:.0f} ×** the time, by {worst[2]!r}",
        "≤ 40 ×",
        worst[0] <= 40,
        f"longest {slowest[1]:.2f} s, by {slowest[2]!r}",
    )


def _seconds(text: str) -> float:
    """The least of two: what else the machine does only adds."""
    return min(_once(text) for _ in range(2))


def _once(text: str) -> float:
    began = time.process_time()
    read_text(text)
    find_citations(text)
    return time.process_time() - began
