"""Checking never raises and every place it names lies in the text, whatever was read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trienkhai.checking import check
from trienkhai.reading.pipeline import read_text

_PIECES = st.sampled_from(
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập-Tự do", "Số:", " 7", "/", "BC-SYT", "-KH/TU", "\n", "\f", "\r\n",
        "ngày 5 tháng 09 năm 2023", "Kính gửi:", "- Sở Y tế;", "Căn cứ Luật A,", "I. NỘI DUNG", "1.1.", "a)", "đ)",
        "Điều 1.", "Nơi nhận:", "- Như trên; (t/h)", "- Lưu: VT, NVY", "KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TS. Lê An",
        "Phụ lục 1", "nhân dân", "./.", "\u0301", "\x00", "Công văn số 2373", "Đ", " ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=30).map("".join)))
def test_any_text_can_be_checked(text: str) -> None:
    for issued in (False, True):
        for finding in check(read_text(text), issued=issued):
            assert finding.message
            if finding.span is not None:
                assert 0 <= finding.span[0] <= finding.span[1] <= len(text)
