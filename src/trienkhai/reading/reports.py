"""Requests for reports: which sentence asks for one, and from where it begins."""

from __future__ import annotations

import re

from trienkhai.parts import Span
from trienkhai.reading.directive_words import directive_words

# Words before "báo cáo" that make it a paper already there, or a deed of the past, not one asked for.
_NOT_ASKED = re.compile(
    r"(?:\b(?:theo|vao|cac|nhung|da|chua|nghe|tai|xem|so lieu|mau|thuc hien|noi dung|viec|cong tac|che do|phieu|de"
    r"|nhan duoc|ban|dang|phuc vu|thoi gian|khong gui|ket xuat|bo sung vao|ky|duoc|cho (?:\S+\s+){1,4})\s*)$"
)
_SENT = re.compile(
    r"\b(?:ve|gui|cho|qua|toi|den|len|theo quy dinh|dinh ky|truoc|cham nhat|ket qua|nhanh|bang van ban|tong hop"
    r"|ub|uy ban|so |bo |chu tich|ban )"
)
_RECURRING = re.compile(r"\bdinh ky\b|\b(?:hang|hang nam|moi) (?:tuan|thang|quy|nam)\b|\bngay \d{1,2} hang thang\b")

_ANSWER = re.compile(
    r"(?:bao cao|van ban|ket qua|danh sach|ho so|dang ky|y kien|phieu|so lieu|tai lieu|thong tin)\b.{0,160}?"
    r"\b(?:gui|ve|nop|chuyen)\b"
)
_SENDING = re.compile(
    r"(?:tong hop,? |lap |thong ke,? )?(?:gui|nop)\s+(?:danh sach|ket qua|van ban|bao cao|so lieu|y kien|phieu|bien ban"
    r"|de xuat|noi dung|bang|file|thong tin)\b"
)
_BY_A_DAY = re.compile(
    r"(?:t(?<!\w.)r(?:uoc|ong ngay)|c(?<!\w.)ham nhat|d(?<!\w.)inh ky|h(?<!\w.)an(?: chot|g (?:tuan|thang|quy|nam)))\b"
)
# "Thực hiện Quyết định .. ban hành chế độ báo cáo": what stands above, no report asked for here.
_MADE_BEFORE = re.compile(r"(?:thuc hien|can cu|theo|xet)\b(?!.*\b(?:de nghi|yeu cau|giao)\b).*\bban hanh\b")
_PAST = re.compile(r"\b(?:da|tuy nhien|thoi gian qua|nhan duoc)\b")


def find_report(folded: str, sentence: Span) -> int | None:
    """Where in a sentence the request for a report begins; None where it asks for none."""
    if folded.find("bao cao", *sentence) < 0:
        return None
    for match in directive_words().report.finditer(folded, *sentence):
        before = folded[max(sentence[0], match.start() - 24) : match.start()]
        if _NOT_ASKED.search(before):
            continue
        after = folded[match.end() : min(sentence[1], match.end() + 200)]
        if re.match(r"\s*(?:vien|dien bien|viên)\b", after):
            continue
        if _SENT.search(after) or _RECURRING.search(folded, *sentence) or match.group() != "bao cao":
            return match.start()
    return None


def is_sending(folded: str, task: Span) -> bool:
    """Whether a task is to send in something: "Gửi danh sách về Sở"."""
    return bool(_SENDING.match(folded, *task))


def names_a_day(folded: str) -> bool:
    """Whether words say by when something must arrive; without them no sentence of theirs is an answer."""
    return _BY_A_DAY.search(folded) is not None


def asks_for_report(folded: str) -> bool:
    """Whether words ask for a report by a day."""
    return names_a_day(folded) and find_report(folded, (0, len(folded))) is not None


def find_answer(folded: str, sentence: Span) -> bool:
    """Whether a sentence says where and by when a report, list or answer must arrive, naming nobody who sends it."""
    asked = _ANSWER.search(folded, *sentence) and _BY_A_DAY.search(folded, *sentence)
    return bool(asked) and not _PAST.search(folded, *sentence) and not _MADE_BEFORE.match(folded, *sentence)
