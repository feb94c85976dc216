"""Why a value was read: its place in the text, how sure the reader is, what else it might be, and by which rule."""

from __future__ import annotations

import re

from trienkhai.cli.summary import tell_line
from trienkhai.cli.terminal import Page, Tone
from trienkhai.parts import Candidate, Json, Reading, Span, reading_to_json

# What the reader goes by, field by field; told to a person who asks why.
RULES = {
    "doc_type": "Tên loại in hoa giữa trang, sau số và ngày; không có tên loại mà có “Kính gửi” hoặc “V/v” "
    "là công văn; không có cả hai thì theo chữ viết tắt trong ký hiệu.",
    "number": "Chữ số giữa “Số” và dấu gạch chéo hoặc gạch nối. Chỗ trống, chữ viết tay không đọc được: không đoán.",
    "symbol": "Phần sau dấu gạch chéo hoặc gạch nối đầu tiên của dòng “Số”.",
    "code": "Số và ký hiệu đúng như in.",
    "parent_agency": "Các dòng in hoa ở cột trái, trên cơ quan ban hành; mỗi tên bắt đầu bằng một từ chỉ cơ quan.",
    "agency": "Tên cơ quan cuối cùng ở cột trái, trên dòng “Số”.",
    "place": "Chữ trước “, ngày … tháng … năm …” cùng dòng.",
    "date": "Dòng “ngày … tháng … năm …” ở phần đầu; phần bỏ trống để trống.",
    "subject": "Công văn: chữ sau “V/v”; loại khác: các dòng dưới tên loại, đến căn cứ hoặc câu mở đầu.",
    "urgency": "Dấu KHẨN, THƯỢNG KHẨN, HỎA TỐC in hoa đứng riêng ở phần đầu.",
    "secrecy": "Dấu MẬT, TỐI MẬT, TUYỆT MẬT in hoa đứng riêng ở phần đầu.",
    "addressees": "Mỗi gạch đầu dòng, mỗi dòng hoặc mỗi dấu chấm phẩy sau “Kính gửi” là một nơi.",
    "recipients": "Mỗi gạch đầu dòng dưới “Nơi nhận”, trừ dòng Lưu; ngoặc đơn nói lý do gửi thì là mục đích.",
    "archive": "Các đơn vị sau “Lưu”, tách ở dấu phẩy và chấm phẩy.",
    "signature": "Dòng quyền hạn (KT., TM., TL., TUQ., Q.; T/M, K/T, T/L) và chức vụ in hoa ở cuối văn bản; họ tên là "
    "dòng tên người đầu tiên bên dưới.",
    "attachments": "Vật được nêu cùng “gửi kèm”, “đính kèm”, “ban hành kèm theo”.",
    "citations": "Số, ký hiệu có dấu gạch chéo hoặc gạch nối trước chữ in hoa, hoặc tên luật kèm ngày, năm; tên loại "
    "đứng ngay trước; cơ quan đứng sau “của” hoặc trước “ban hành”.",
    "outline": "Số, chữ, gạch đầu dòng ở đầu dòng; cấp theo thứ tự lồng nhau của chính văn bản này.",
    "deadlines": "“trước ngày”, “chậm nhất”, “từ ngày … đến ngày …”, “trong thời hạn”, “định kỳ”, khi câu giao việc.",
    "directive": "Câu yêu cầu trong phần nội dung: ai làm, làm gì, khi nào; chủ đề để chọn; báo cáo phải gửi.",
    "truncated": "Thiếu phần đầu hoặc phần cuối của văn bản.",
}
_PATH = re.compile(r"[a-z_]+(?:\[\d+\])?(?:\.[a-z_]+)?")


def is_field(words: str) -> bool:
    """Whether words name something the reader reads: "code", "signature.name", "recipients[1]"."""
    return _PATH.fullmatch(words) is not None and _root(words) in RULES


def write_explanation(page: Page, reading: Reading, field: str) -> None:
    """What was read for a field, where, how surely, what else it might be, and the rule."""
    page.title(field.upper())
    told = False
    for path, value in _list_values(reading, field):
        told = True
        spans = _spans_of(reading, path, value)
        page.row(path, _tell(value), label_width=24)
        for span in spans:
            page.row("", f"“{_words_at(reading, span)}” ký tự {span[0]}–{span[1]}{tell_line(reading.text, span)}",
                     label_width=24, tone=Tone.QUIET)  # fmt: skip
        for place, candidate in enumerate(reading.candidates.get(path, ())):
            page.row("", _tell_candidate(candidate, first=place == 0), label_width=24)
    if not told:
        page.say("Máy không đọc được giá trị nào.", tone=Tone.WARNING)
    page.row("Quy tắc", RULES[_root(field)], label_width=24)


def _root(field: str) -> str:
    return re.split(r"[.\[]", field, maxsplit=1)[0]


def _list_values(reading: Reading, field: str) -> list[tuple[str, Json]]:
    """Path and value of what the field holds; a list gives one of each entry."""
    value: Json = reading_to_json(reading)
    for key in re.findall(r"[a-z_]+|\d+", field):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list):
            value = value[int(key)] if key.isdecimal() and int(key) < len(value) else None
    if isinstance(value, list):
        return [(f"{field}[{place}]", entry) for place, entry in enumerate(value)]
    if isinstance(value, dict) and field in ("signature", "directive"):
        return [(f"{field}.{key}", entry) for key, entry in value.items() if entry]
    return [] if value is None else [(field, value)]


def _spans_of(reading: Reading, path: str, value: Json) -> list[Span]:
    spans = list(reading.places.get(path, ()))
    if not spans and isinstance(value, dict):
        span = value.get("span")
        if isinstance(span, list) and len(span) == 2 and isinstance(span[0], int) and isinstance(span[1], int):
            spans = [(span[0], span[1])]
    return spans


def _words_at(reading: Reading, span: Span) -> str:
    words = " ".join(reading.text[span[0] : span[1]].split())
    return words if len(words) <= 80 else words[:79] + "…"


def _tell(value: Json) -> str:
    if isinstance(value, dict):
        shown = {key: entry for key, entry in value.items() if entry not in (None, [], "") and key != "span"}
        return "; ".join(f"{key}: {_tell(entry)}" for key, entry in shown.items())
    if isinstance(value, list):
        return ", ".join(_tell(entry) for entry in value)
    return str(value)


def _tell_candidate(candidate: Candidate, *, first: bool) -> str:
    kind = "Chọn" if first else "Có thể là"
    return f"{kind}: {candidate.value} (tin cậy {round(candidate.confidence * 100)}%)"
