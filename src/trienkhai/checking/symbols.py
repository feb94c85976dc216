"""Number and symbol of a document (zone 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trienkhai.checking.examples import locate
from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.kinds import find_kind
from trienkhai.checking.laws import DECREE_30, GUIDANCE_05, GUIDANCE_36
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject, System
from trienkhai.parts import Reading
from trienkhai.vietnamese.letters import fold

_MIXED_CASE_KINDS = re.compile(r"CTr|TTr|QyĐ|TrS|ThU")
_ARTICLE = "Phụ lục I, Phần I, Mục II.3"


@rule(
    "number-missing",
    "Có số văn bản",
    laws=(DECREE_30, GUIDANCE_36, GUIDANCE_05),
    article="mục về số và ký hiệu văn bản",
    severity=Severity.ERROR,
    in_draft=Severity.REMARK,
    passing=Reading(number="15", symbol="BC-SYT"),
    failing=Reading(number=None, symbol="BC-SYT"),
)
def check_number(subject: Subject) -> Iterable[Hit]:
    """The document has a number; a draft may wait for it."""
    if not subject.reading.number:
        yield Hit("Chưa có số văn bản; để trống khi dự thảo, cấp khi ban hành.", subject.find_place("symbol"))


@rule(
    "symbol-missing",
    "Có ký hiệu văn bản",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.ERROR,
    passing=Reading(number="15", symbol="BC-SYT"),
    failing=Reading(number="15", symbol=None),
)
def check_symbol(subject: Subject) -> Iterable[Hit]:
    """The document has a symbol."""
    if not subject.reading.symbol:
        yield Hit("Văn bản không có ký hiệu.", subject.find_place("number"))


@rule(
    "number-padding",
    "Số nhỏ hơn 10 thêm số 0",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(number="07"),
    failing=Reading(number="7"),
)
def check_number_padding(subject: Subject) -> Iterable[Hit]:
    """A number below 10 carries a leading zero."""
    number = subject.reading.number or ""
    if len(number) == 1 and number.isdigit() and number != "0":
        yield Hit(f"Số {number} viết là 0{number}.", subject.find_place("number"))


@rule(
    "number-colon",
    "Sau chữ Số có dấu hai chấm",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=locate(Reading(number="15", text="Số: 15/BC-SYT"), number="15"),
    failing=locate(Reading(number="15", text="Số 15/BC-SYT"), number="15"),
)
def check_number_colon(subject: Subject) -> Iterable[Hit]:
    """A colon follows the word "Số"."""
    place = subject.find_place("number")
    if place and re.search(r"\bso\s{0,4}$", subject.folded[max(place[0] - 10, 0) : place[0]]):
        yield Hit("Sau chữ “Số” cần có dấu hai chấm.", place)


@rule(
    "symbol-spaces",
    "Số và ký hiệu viết liền",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(code="15/BC-SYT"),
    failing=Reading(code="15 /BC - SYT"),
)
def check_symbol_spaces(subject: Subject) -> Iterable[Hit]:
    """No space stands beside the slash or a hyphen of the code."""
    code = subject.reading.code or subject.reading.symbol or ""
    if re.search(r"\s[/-]|[/-]\s", code):
        place = subject.find_place("code") or subject.find_place("symbol")
        yield Hit(f"“{code}” có khoảng trắng cạnh dấu / hoặc -; số và ký hiệu viết liền.", place)


def _list_groups(subject: Subject) -> list[str]:
    return [group.strip() for group in (subject.reading.symbol or "").strip(" /").split("-")]


@rule(
    "symbol-kind",
    "Ký hiệu mở đầu bằng chữ viết tắt của tên loại",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.3 và Phụ lục III",
    passing=Reading(doc_type="kế hoạch", symbol="KH-SYT"),
    failing=Reading(doc_type="kế hoạch", symbol="BC-SYT"),
)
def check_symbol_kind(subject: Subject) -> Iterable[Hit]:
    """The symbol of a named document begins with the abbreviation of its kind."""
    kind = find_kind(subject.reading.doc_type)
    if kind is None or kind.abbreviation is None or not subject.reading.symbol:
        return
    groups = _list_groups(subject)
    if fold(groups[0]) != fold(kind.abbreviation):
        yield Hit(
            f"Ký hiệu của {kind.name} mở đầu bằng {kind.abbreviation}, ở đây là {groups[0]}.",
            subject.find_place("symbol"),
        )


@rule(
    "symbol-dispatch-kind",
    "Ký hiệu công văn không có chữ CV",
    laws=DECREE_30,
    article="Phụ lục III, Bảng chữ viết tắt",
    passing=Reading(doc_type="công văn", symbol="SYT-NVY"),
    failing=Reading(doc_type="công văn", symbol="CV-SYT"),
)
def check_symbol_dispatch(subject: Subject) -> Iterable[Hit]:
    """A công văn has no kind abbreviation in its symbol."""
    if subject.is_dispatch and "CV" in _list_groups(subject):
        yield Hit("Công văn không có chữ viết tắt tên loại; bỏ “CV”.", subject.find_place("symbol"))


@rule(
    "symbol-unit",
    "Ký hiệu công văn có đơn vị soạn thảo hoặc lĩnh vực",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=Reading(doc_type="công văn", symbol="SYT-NVY"),
    failing=Reading(doc_type="công văn", symbol="SYT"),
)
def check_symbol_unit(subject: Subject) -> Iterable[Hit]:
    """The symbol of a công văn names issuer and drafting unit or field."""
    if subject.is_dispatch and subject.reading.symbol and len(_list_groups(subject)) == 1:
        yield Hit(
            "Ký hiệu công văn gồm cơ quan ban hành và đơn vị soạn thảo (hoặc lĩnh vực), nối bằng gạch nối.",
            subject.find_place("symbol"),
        )


@rule(
    "symbol-capitals",
    "Ký hiệu viết in hoa",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=Reading(symbol="TTr-SNV"),
    failing=Reading(symbol="KH-Syt"),
)
def check_symbol_capitals(subject: Subject) -> Iterable[Hit]:
    """The symbol is in capitals but for abbreviations the decree itself mixes (CTr, TTr, QyĐ)."""
    symbol = subject.reading.symbol or ""
    if any(letter.islower() for letter in _MIXED_CASE_KINDS.sub("", symbol)):
        yield Hit(f"Ký hiệu “{symbol}” có chữ thường.", subject.find_place("symbol"))


def _key(unit: str) -> str:
    """What stays equal between two ways of writing a unit: without bracketed initials, "&", marks and
    case."""
    return re.sub(r"[^a-z0-9]", "", fold(re.sub(r"\(.*", "", unit)))


@rule(
    "drafting-unit-differs",
    "Đơn vị soạn thảo ở ký hiệu và ở Lưu là một",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.3 và II.9",
    severity=Severity.REMARK,
    passing=Reading(doc_type="công văn", symbol="SYT-NVY", archive=("VT", "NVY")),
    failing=Reading(doc_type="công văn", symbol="SYT-NVY", archive=("VT", "KHTC")),
)
def check_drafting_unit(subject: Subject) -> Iterable[Hit]:
    """The drafting unit in the symbol of a công văn is the one that keeps a copy, spelt alike."""
    groups = _list_groups(subject)
    # Initials of the drafter follow the unit: "NVY(HVĐ)", "NVY, bcluan", "NVY.Châu".
    kept = [
        (path, bare)
        for path, unit in enumerate(subject.reading.archive)
        if (bare := re.split(r"[(.]", unit)[0].strip()) and _key(bare) != "vt" and not bare.islower()
    ]
    if not subject.is_dispatch or len(groups) < 2 or not kept or any(groups[-1] == bare for _, bare in kept):
        return
    same = any(_key(groups[-1]) == _key(bare) for _, bare in kept)
    names = ", ".join(bare for _, bare in kept)
    yield Hit(
        f"Đơn vị soạn thảo {'viết khác nhau' if same else 'khác nhau'}: {groups[-1]} ở ký hiệu, {names} ở Lưu.",
        subject.find_place(f"archive[{kept[0][0]}]") or subject.find_place("symbol"),
    )


@rule(
    "party-number-colon",
    "Sau chữ Số của văn bản Đảng không có dấu hai chấm",
    laws=(GUIDANCE_36, GUIDANCE_05),
    article="mục về số và ký hiệu văn bản",
    severity=Severity.REMARK,
    system=System.PARTY,
    passing=locate(Reading(number="113", symbol="KH/TU", text="Số 113-KH/TU"), number="113"),
    failing=locate(Reading(number="113", symbol="KH/TU", text="Số: 113-KH/TU"), number="113"),
)
def check_party_number(subject: Subject) -> Iterable[Hit]:
    """No colon follows the word "Số" in a Party document."""
    place = subject.find_place("number")
    if place and re.search(r"\bso\s{0,3}:\s{0,3}$", subject.folded[max(place[0] - 10, 0) : place[0]]):
        yield Hit("Văn bản của Đảng viết “Số 113-KH/TU”, không có dấu hai chấm sau chữ “Số”.", place)
