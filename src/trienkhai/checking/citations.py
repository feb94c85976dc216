"""Citations and legal bases (zone 6; Decree 30/2020, Appendix I, Part I, Section II.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from trienkhai.checking.examples import locate
from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.laws import DECREE_30
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject
from trienkhai.parts import Citation, Date, Reading
from trienkhai.vietnamese.letters import fold

_ARTICLE = "Phụ lục I, Phần I, Mục II.6"
_NAMED_BY_NAME = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
_DAY = Date(16, 6, 2022)
_BASE = re.compile(r"^\W{0,3}can cu\b")
_BASE_NEXT = re.compile(r"^\W{0,3}(?:can cu|theo de nghi|xet de nghi|xet|thuc hien|quyet dinh|quyet nghi)\b")


def _cite(code: str | None, date: Date | None, issuer: str | None = "Bộ Y tế") -> Reading:
    text = f"Thông tư số {code}"
    if date:
        text += f" ngày {date.day}/{date.month}/{date.year}"
    whole = f"{text} của {issuer}" if issuer else text
    return Reading(text=whole, citations=(Citation(text, "thông tư", code, date, issuer, (0, len(text))),))


def _list_first_mentions(subject: Subject) -> Iterator[Citation]:
    seen: set[str] = set()
    for citation in subject.reading.citations:
        key = fold(citation.code or citation.text)
        if key not in seen:
            seen.add(key)
            yield citation


@rule(
    "citation-incomplete",
    "Lần viện dẫn đầu ghi đủ số, ký hiệu và ngày",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=_cite("30/2022/TT-BYT", _DAY),
    failing=_cite("30", None),
)
def check_citation_complete(subject: Subject) -> Iterable[Hit]:
    """The first mention of a document gives number with symbol, and the full date; laws need only their
    name."""
    for citation in _list_first_mentions(subject):
        if (citation.type or "").startswith(_NAMED_BY_NAME):
            continue
        absent = []
        if citation.code is None:
            absent.append("số và ký hiệu")
        elif re.fullmatch(r"\d+", citation.code.strip(" /-")):
            absent.append("ký hiệu")
        if citation.date is None or None in (citation.date.day, citation.date.month, citation.date.year):
            absent.append("ngày ban hành")
        if absent:
            yield Hit(f"“{citation.text}”: viện dẫn lần đầu, thiếu {' và '.join(absent)}.", citation.span)


@rule(
    "citation-issuer",
    "Lần viện dẫn đầu ghi cơ quan ban hành",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=_cite("30/2022/TT-BYT", _DAY),
    failing=_cite("30/2022/TT-BYT", _DAY, None),
)
def check_citation_issuer(subject: Subject) -> Iterable[Hit]:
    """The first mention of a document names who issued it; laws need only their name."""
    for citation in _list_first_mentions(subject):
        if citation.issuer is None and not (citation.type or "").startswith(_NAMED_BY_NAME):
            yield Hit(f"“{citation.text}”: viện dẫn lần đầu, chưa thấy cơ quan ban hành.", citation.span)


@rule(
    "citation-later",
    "Văn bản viện dẫn ban hành không sau văn bản này",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=replace(_cite("30/2022/TT-BYT", _DAY), date=Date(1, 7, 2022)),
    failing=replace(_cite("30/2022/TT-BYT", _DAY), date=Date(1, 5, 2022)),
)
def check_citation_day(subject: Subject) -> Iterable[Hit]:
    """No cited document is later than the one that cites it."""
    own = _order(subject.reading.date)
    for citation in subject.reading.citations:
        cited = _order(citation.date) if citation.date else None
        if own and cited and cited > own:
            yield Hit(f"“{citation.text}” đề ngày sau ngày của văn bản này; xem lại ngày.", citation.span)


def _order(date: Date) -> tuple[int, int, int] | None:
    if date.year is None or date.month is None or date.day is None:
        return None
    return date.year, date.month, date.day


def _list_bases(subject: Subject) -> list[tuple[int, int]]:
    """The "Căn cứ" paragraphs of the preamble that another such paragraph follows, wrapped lines joined."""
    start, end = subject.body
    found: list[tuple[int, int]] = []
    open_from: int | None = None
    last_end = start
    for line in subject.lines:
        if line.start < start or line.start >= end or not line.text.strip():
            continue
        folded = subject.folded[line.start : line.end]
        if open_from is not None and _BASE_NEXT.match(folded):
            found.append((open_from, last_end))
            open_from = None
        if _BASE.match(folded):
            open_from = line.start
        elif open_from is None and found:
            break
        last_end = line.start + len(line.text.rstrip())
    return found


@rule(
    "bases-semicolon",
    "Mỗi căn cứ kết thúc bằng dấu chấm phẩy",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=locate(Reading(text="Số: 1/QĐ-SYT\nCăn cứ Luật A;\nCăn cứ Luật B.\nQUYẾT ĐỊNH:", number="1"), number="1"),
    failing=locate(Reading(text="Số: 1/QĐ-SYT\nCăn cứ Luật A,\nCăn cứ Luật B.\nQUYẾT ĐỊNH:", number="1"), number="1"),
)
def check_bases(subject: Subject) -> Iterable[Hit]:
    """Each legal base ends with a semicolon, the last one with a semicolon or a full stop; in a công văn
    "Căn cứ" opens a sentence of its own."""
    bases = [] if subject.is_dispatch else _list_bases(subject)
    for place, span in enumerate(bases):
        words = subject.text[span[0] : span[1]].rstrip()
        if not words.endswith(";" if place < len(bases) - 1 else (";", ".")):
            mark = "dấu chấm phẩy" if place < len(bases) - 1 else "dấu chấm"
            yield Hit(f"Căn cứ “{words[:60]}…” cần kết thúc bằng {mark}.", (span[0], span[0] + len(words)))
