"""Why a printed receiver receives: stated by its bracket, else inferred by what it is. A person decides in the end."""

from __future__ import annotations

import re

from trienkhai.parts import Recipient
from trienkhai.vietnamese.letters import fold
from trienkhai.web.documents.models import Origin, Purpose

# Habitual brackets (not in the decree): (t/h), (để thực hiện), (b/c), (để báo cáo), (p/h), (để biết), (đăng tải).
_STATED = (
    (re.compile(r"\b(t/?h|thuc hien|thi hanh)\b"), Purpose.CARRY_OUT),
    (re.compile(r"\b(p/?h|phoi hop)\b"), Purpose.COORDINATE),
    (re.compile(r"\b(b/?c|b/?cao|bao cao)\b"), Purpose.REPORT),
    (re.compile(r"\b(dang tai|dang|cong khai)\b"), Purpose.PUBLISH),
    (re.compile(r"\b(biet|theo doi|chi dao|kiem tra)\b"), Purpose.KNOW),
)
_SAME = re.compile(r"^(nhu (tren|kinh gui|dieu \d+))")
_WEB = re.compile(r"\b(trang ttdt|trang thong tin dien tu|cong ttdt|cong thong tin|website|cong bao|trang web)\b")


def infer_purpose(recipient: Recipient) -> tuple[Purpose, Origin]:
    """The purpose of one line of Nơi nhận and where it comes from."""
    said = fold(recipient.purpose or "")
    for pattern, purpose in _STATED:
        if pattern.search(said):
            return purpose, Origin.STATED
    text = fold(recipient.text)
    if _SAME.match(text):
        return Purpose.CARRY_OUT, Origin.INFERRED
    if _WEB.search(text):
        return Purpose.PUBLISH, Origin.INFERRED
    return Purpose.KNOW, Origin.INFERRED
