"""What a document orders does not hang on which offices it names.

The same papers with the fields of all bodies left out and others put in their place, as different offices would have
written them: every number, date, label, kind and role stays; only the names are others.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trienkhai.parts import Reading
from trienkhai.reading.pipeline import read_text

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))

# The fields of ministries, departments and boards; what stands in their place no list of ours holds.
FIELDS = {
    "Y tế": "Thủy lợi",
    "Nội vụ": "Lưu trữ",
    "Tài chính": "Thủy sản",
    "Tư pháp": "Bưu chính",
    "Công Thương": "Kiều bào",
    "Xây dựng": "Địa chính",
    "Giáo dục và Đào tạo": "Sách báo và Thư viện",
    "Văn hóa, Thể thao và Du lịch": "Cầu đường, Bến bãi và Vận hà",
    "Thông tin và Truyền thông": "Lâm sản và Muối biển",
    "Tuyên giáo": "Nông giang",
}
BODY = r"(?P<body>\b(?:Sở|Bộ|Phòng|Cục|Chi cục|Tổng cục|Ban|SỞ|BỘ|PHÒNG|CỤC|CHI CỤC|TỔNG CỤC|BAN)\s+)"
NAMED = re.compile(BODY + "(?P<field>" + "|".join(map(re.escape, [*FIELDS, *map(str.upper, FIELDS)])) + r")\b")


def _other(match: re.Match[str]) -> str:
    field = match["field"]
    other = FIELDS.get(field) or FIELDS[next(name for name in FIELDS if name.upper() == field)].upper()
    return match["body"] + other


def structure(reading: Reading) -> dict[str, object]:
    """All of a reading but its names."""
    ordered = reading.directive
    return {
        "header": (reading.doc_type, reading.number, reading.symbol, reading.date, reading.urgency, reading.secrecy),
        "bodies": (reading.parent_agency is None, reading.agency is None, reading.place),
        "citations": [(one.type, one.code, one.date, one.issuer is None) for one in reading.citations],
        "outline": [(one.label, one.level) for one in reading.outline],
        "deadlines": [one.date for one in reading.deadlines],
        "receivers": (len(reading.addressees), [one.purpose for one in reading.recipients], len(reading.archive)),
        "signature": (reading.signature.mode, reading.signature.name, len(reading.signature.chain)),
        "chain": [(one.code, one.kind) for one in ordered.authority_chain],
        "items": [(one.kind, one.label, len(one.addressees), one.deadline is None) for one in ordered.items],
        "forms": [one.form for one in ordered.forms],
        "assignments": [(one.role, one.deadline is None) for one in ordered.assignments],
        "period": ordered.period,
        "problems": [one.id for one in reading.problems],
    }


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_other_offices_order_alike(path: Path) -> None:
    text = path.read_text("utf-8")
    assert structure(read_text(NAMED.sub(_other, text))) == structure(read_text(text))


def test_names_are_left_out() -> None:
    """The check would see nothing where no paper names such a body."""
    changed = [path for path in PAPERS if NAMED.search(path.read_text("utf-8"))]
    assert len(changed) >= 15
