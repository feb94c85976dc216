"""Reading an amount as people in Viet Nam type it: "1.665", "2,5", "khoảng 350", "12 chiếc". Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from trienkhai.vietnamese.letters import compose, fold

LARGEST = Decimal("999999999999")
_ABOUT = re.compile(r"(?:khoang|chung|gan|uoc(?: tinh| dat)?|~|≈)\s*")
_FIGURES = re.compile(r"[0-9](?:[0-9., ]*[0-9])?")
_SQUARE = re.compile(r"\b(m|km)2\b")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]{1,2})?")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]{1,2})?")
_COUNTED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


class InvalidAmount(ValueError):
    """The text is no amount; the message is a sentence for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, whether it is about that much, and the words behind the figures ("chiếc"), "" for none."""

    value: Decimal
    approximate: bool = False
    words: str = ""


def parse_amount(text: str) -> Amount:
    """The amount. A dot or a space parts thousands, a comma stands before at most two decimals.

    Raises InvalidAmount for several amounts in one field, for what could be read in two ways ("2.5", "1,665"), and for
    what is no figure at all.

    >>> parse_amount("khoảng 1.665 lượt người")
    Amount(value=Decimal('1665'), approximate=True, words='lượt người')
    """
    typed = _SQUARE.sub(r"\1²", " ".join(compose(text).text.replace("\u00a0", " ").split()))
    folded = fold(typed)
    about = _ABOUT.match(folded)
    rest, start = folded[about.end() :] if about else folded, about.end() if about else 0
    found = list(_FIGURES.finditer(rest))
    if not found:
        raise InvalidAmount(f"Số lượng “{typed}” không có chữ số. Nhập số, ví dụ 12 hoặc 1.665.")
    if len(found) > 1:
        raise InvalidAmount(_several(typed, len(found)))
    if found[0].start() != 0:
        raise InvalidAmount(f"Số lượng “{typed}” chưa đọc được. Nhập số trước, ví dụ 12.")
    value = _value(found[0].group())
    if value > LARGEST:
        raise InvalidAmount(f"Số lượng “{typed}” quá lớn. Kiểm tra lại số chữ số.")
    return Amount(value, about is not None, typed[start + found[0].end() :].strip(" .;"))


def _several(typed: str, count: int) -> str:
    lines = _COUNTED[count] if count < len(_COUNTED) else str(count)
    return f"Số lượng “{typed}”: ghi thành {lines} dòng, mỗi đơn vị tính một dòng."


def _value(figures: str) -> Decimal:
    if _PLAIN.fullmatch(figures) or _THOUSANDS.fullmatch(figures):
        return Decimal(figures.replace(".", "").replace(" ", "").replace(",", "."))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", figures):
        comma = figures.replace(".", ",")
        raise InvalidAmount(f"Số “{figures}” đọc được hai cách. Phần thập phân viết sau dấu phẩy: {comma}.")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", figures):
        dots = figures.replace(",", ".")
        raise InvalidAmount(f"Số “{figures}” đọc được hai cách. Phần nghìn viết sau dấu chấm: {dots}.")
    if re.fullmatch(r"[[0-9]., ]+, ?[0-9]+|[0-9]+ [0-9]+", figures) and (", " in figures or " " in figures):
        raise InvalidAmount(_several(figures, len(re.split(r",? ", figures))))
    raise InvalidAmount(f"Số “{figures}” chưa đọc được. Viết 1.665 hoặc 2,5.")
