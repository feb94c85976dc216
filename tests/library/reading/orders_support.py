"""A short dispatch around a body, for tests of what documents order."""

from __future__ import annotations

from trienkhai.parts import Directive, Reading
from trienkhai.reading.pipeline import read_text

_HEAD = (
    "UBND TỈNH A\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v {subject}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nA, ngày 2 tháng 10 năm 2025\n"
    "Kính gửi:\n- Các đơn vị trực thuộc Sở;\n- UBND các xã, phường.\n"
)
_FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT, NVY.\nGIÁM ĐỐC\nNguyễn Văn A\n"
_OPENING = "Thực hiện Công văn số 5/UBND-VX ngày 01/10/2025 của UBND tỉnh, Sở Y tế yêu cầu các đơn vị thực hiện:\n"


def read_dispatch(body: str, *, subject: str = "phòng, chống dịch bệnh", foot: str = _FOOT) -> Reading:
    """The reading of a dispatch with this body."""
    return read_text(_HEAD.format(subject=subject) + body + foot)


def ordered(body: str, *, opening: str = _OPENING, subject: str = "phòng, chống dịch bệnh") -> Directive:
    """What a dispatch with this body orders, behind a usual opening sentence."""
    return read_dispatch(opening + body, subject=subject).directive
