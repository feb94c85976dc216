"""The body: closing mark, numbering of its parts, appendices, capital letters (zone 6, Appendices I and
II)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trienkhai.checking.examples import locate
from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.laws import DECREE_30
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject
from trienkhai.parts import OutlineItem, Reading, Signature
from trienkhai.vietnamese.letters import fold

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN_LABEL = re.compile(r"^[IVXL]{1,7}$")
_APPENDIX = re.compile(
    r"(?:^|(?<=\f))\W{0,4}phu luc(?:[ \u00a0]{1,3}(?:so\s)?(?P<label>[0-9ivx]{1,5}))?[^\w\n]{0,3}$", re.MULTILINE
)
"""A line that is the heading of an appendix ("Phụ lục", "PHỤ LỤC II", "Phụ lục 1"); a page end may stand
before it. Refuses a sentence that goes on after the words."""
_NHAN_DAN = re.compile(r"\bnhân\s{1,3}dân\b")
_NAMED_NHAN_DAN = (
    "uy ban", "hoi dong", "toa an", "kiem sat", "cong an", "quan doi", "nha giao", "nghe si", "thay thuoc", "vu trang",
)  # fmt: skip
_UNIT_NUMBER = re.compile(r"\b(?:quận|phường|xã|thị trấn) \d{1,2}\b")
_SIGNED = Signature(None, None, "GIÁM ĐỐC", "Lê An")


def _outline(*lines: str) -> Reading:
    """A reading whose body is these lines, each an item labelled by its first word."""
    items, start = [], 0
    for line in lines:
        label = line.split(" ")[0].rstrip(".)")
        level = 1 if _ROMAN_LABEL.match(label) else 2 if label.isdigit() else 3
        items.append(OutlineItem(label, level, line[:80], (start, start + len(line))))
        start += len(line) + 1
    return Reading(text="\n".join(lines), outline=tuple(items))


@rule(
    "closing-mark",
    "Cuối nội dung có dấu ./. kết thúc",
    laws=DECREE_30,
    article="Phụ lục III, các mẫu trình bày",
    passing=locate(
        Reading(text="Trân trọng báo cáo./.\nGIÁM ĐỐC\nLê An", signature=_SIGNED), signature_position="GIÁM ĐỐC"
    ),
    failing=locate(
        Reading(text="Trân trọng báo cáo.\nGIÁM ĐỐC\nLê An", signature=_SIGNED), signature_position="GIÁM ĐỐC"
    ),
)
def check_closing(subject: Subject) -> Iterable[Hit]:
    """The last paragraph of the body ends with "./."; a document without a signing block is not judged."""
    start, end = subject.body
    if subject.reading.truncated or end == len(subject.text):
        return
    words = subject.text[start:end]
    if not re.search(r"\.\s{0,3}/\s{0,3}\.?", words[-400:]):
        last = words.rstrip()
        tail = start + len(last)
        yield Hit("Cuối nội dung chưa có “./.”.", (max(tail - 40, start), tail))


@rule(
    "numbering-unusual",
    "Đánh số theo các cấp của quy định",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.6",
    severity=Severity.REMARK,
    passing=_outline("I. NỘI DUNG", "1. Trọng tâm", "a) Tuyên truyền"),
    failing=_outline("I. NỘI DUNG", "1. Trọng tâm", "1.1. Tuyên truyền"),
)
def check_decimal_numbering(subject: Subject) -> Iterable[Hit]:
    """Levels are Roman, Arabic, lettered; decimal numbers (1.1) are common but not named in the decree."""
    decimal = [item for item in subject.reading.outline if re.fullmatch(r"\d+(?:\.\d+)+", item.label)]
    if decimal:
        yield Hit(
            f"{len(decimal)} mục đánh số thập phân như “{decimal[0].label}”; quy định dùng I, 1, a). Không phải lỗi.",
            _find_label(subject, decimal[0]),
        )


def _find_label(subject: Subject, item: OutlineItem) -> tuple[int, int]:
    start = max(subject.text.find(item.label, *item.span), item.span[0])
    return start, min(start + len(item.label), item.span[1])


def _value(label: str) -> tuple[str, int] | None:
    """The family of a label and its place in it; None where it has no order."""
    if label.isdigit():
        return "number", int(label)
    if _ROMAN_LABEL.match(label):
        values = [_ROMAN[letter] for letter in label]
        return "roman", sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    if len(label) == 1 and label in _LETTERS:
        return "letter", _LETTERS.index(label) + 1
    decimal = re.fullmatch(r"(\d+(?:\.\d+)*)\.(\d+)", label)
    if decimal:
        return f"decimal {decimal[1]}", int(decimal[2])
    article = re.fullmatch(r"(?:Điều|Dieu)\s+(\d+)", label)
    return ("article", int(article[1])) if article else None


def _list_gaps(subject: Subject) -> Iterator[tuple[OutlineItem, OutlineItem]]:
    """Neighbours of one family under one parent whose labels do not follow each other."""
    last: dict[tuple[int, str], OutlineItem] = {}
    for item in subject.reading.outline:
        for key in [key for key in last if key[0] > item.level]:
            del last[key]
        value = _value(item.label)
        if value is None:
            continue
        before = last.get((item.level, value[0]))
        previous = _value(before.label) if before else None
        if before is not None and previous is not None and value[1] not in {previous[1] + 1, 1}:
            yield before, item
        last[(item.level, value[0])] = item


@rule(
    "numbering-order",
    "Các mục đánh số liên tục",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.6",
    passing=_outline("1. Một", "2. Hai", "3. Ba"),
    failing=_outline("1. Một", "2. Hai", "4. Bốn"),
)
def check_numbering_order(subject: Subject) -> Iterable[Hit]:
    """Items of one level follow each other without gap or repetition, letters in the Vietnamese order."""
    for before, item in _list_gaps(subject):
        yield Hit(
            f"Sau mục {before.label} là mục {item.label}; kiểm tra có sót hoặc trùng.", _find_label(subject, item)
        )


@rule(
    "heading-capitals",
    "Tiêu đề mục La Mã viết in hoa",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.6",
    severity=Severity.REMARK,
    passing=_outline("I. NỘI DUNG TUYÊN TRUYỀN"),
    failing=_outline("I. Nội dung tuyên truyền"),
)
def check_heading_capitals(subject: Subject) -> Iterable[Hit]:
    """A title with a Roman number is in capitals; a whole sentence behind the number is no title, and the
    tables of an appendix have titles of their own."""
    appendix = _APPENDIX.search(subject.folded)
    end = appendix.start() if appendix else len(subject.text) + 1
    for item in (item for item in subject.reading.outline if item.span[0] < end):
        words = item.text.strip()[len(item.label) :].lstrip(".-)/ ")
        if _ROMAN_LABEL.match(item.label) and words and len(words) < 70 and not words.isupper():
            yield Hit(f"Tiêu đề mục {item.label} chưa viết in hoa.", item.span)


@rule(
    "appendix-roman",
    "Phụ lục đánh số La Mã",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục III.1",
    passing=Reading(text="Phụ lục I\nBẢNG A\nPhụ lục II\nBẢNG B"),
    failing=Reading(text="Phụ lục 1\nBẢNG A\nPhụ lục 2\nBẢNG B"),
)
def check_appendix_numbers(subject: Subject) -> Iterable[Hit]:
    """Two or more appendices are numbered in Roman figures."""
    for found in _APPENDIX.finditer(subject.folded):
        if found["label"] and found["label"].isdigit():
            yield Hit(f"Phụ lục {found['label']} đánh số bằng chữ số La Mã.", found.span())


@rule(
    "appendix-unmentioned",
    "Nội dung có chỉ dẫn đến phụ lục",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục III.1",
    severity=Severity.REMARK,
    passing=Reading(text="Số liệu tại Phụ lục kèm theo.\nPhụ lục\nBẢNG A"),
    failing=Reading(text="Số liệu như sau.\nPhụ lục\nBẢNG A"),
)
def check_appendix_mentioned(subject: Subject) -> Iterable[Hit]:
    """The text before an appendix points to it."""
    found = _APPENDIX.search(subject.folded)
    if found and "phu luc" not in subject.folded[: found.start()]:
        yield Hit("Có phụ lục nhưng nội dung không chỉ dẫn đến.", found.span())


@rule(
    "capital-nhan-dan",
    "Viết hoa Nhân dân",
    laws=DECREE_30,
    article="Phụ lục II, Mục V",
    severity=Severity.REMARK,
    passing=Reading(text="vận động Nhân dân tham gia"),
    failing=Reading(text="vận động nhân dân tham gia"),
)
def check_nhan_dan(subject: Subject) -> Iterable[Hit]:
    """The word "Nhân dân" has a capital, but inside a name such as "Ủy ban nhân dân"."""
    found = [each for each in _NHAN_DAN.finditer(subject.text) if not _ends_in_name(subject, each.start())]
    if found:
        yield Hit(f"{len(found)} chỗ viết “nhân dân”; quy định viết hoa “Nhân dân”.", found[0].span())


def _ends_in_name(subject: Subject, end: int) -> bool:
    before = " ".join(subject.folded[max(end - 20, 0) : end].split())
    return before.endswith(_NAMED_NHAN_DAN)


@rule(
    "capital-unit-number",
    "Viết hoa đơn vị hành chính mang số",
    laws=DECREE_30,
    article="Phụ lục II, Mục III",
    severity=Severity.REMARK,
    passing=Reading(text="tại Phường 7"),
    failing=Reading(text="tại phường 7"),
)
def check_unit_numbers(subject: Subject) -> Iterable[Hit]:
    """A territorial unit named by a number has its kind in capitals: "Quận 1"."""
    for found in _UNIT_NUMBER.finditer(subject.text):
        if fold(subject.text[max(found.start() - 3, 0) : found.start()]).strip() not in {"so", "cac"}:
            yield Hit(f"“{found.group()}” viết hoa chữ đầu.", found.span())
