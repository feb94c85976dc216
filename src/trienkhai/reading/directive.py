"""What a document orders, put together: issuer, period, items, forms, assignments, and what it leaves open."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence

from trienkhai.parts import (
    Absent,
    ChainLink,
    Directive,
    Form,
    Issuer,
    Item,
    ItemKind,
    Period,
    Reading,
    Span,
)
from trienkhai.reading.assignments import find_assignments
from trienkhai.reading.directive_words import directive_words
from trienkhai.reading.forms import find_bullet_forms, find_channel_forms, find_running_forms
from trienkhai.reading.items import find_items
from trienkhai.reading.paragraphs import Paragraph
from trienkhai.reading.sections import Body
from trienkhai.reading.split import Zones
from trienkhai.vietnamese.letters import fold

# These kinds report, ask or invite; they order nothing (Decree 30/2020, appendix III).
_ORDER_NOTHING = frozenset({
    "báo cáo", "tờ trình", "giấy mời", "thư mời", "biên bản", "giấy giới thiệu", "thư công", "phiếu trình", "đề án",
})  # fmt: skip
_SPEAKS = re.compile(
    r"\s+(?:yeu cau|de nghi|giao|thong bao|huong dan|chi dao|kinh de nghi|xay dung ke hoach|ban hanh|to chuc|trien khai"
    r"|co y kien|tran trong)\b"
)
_AUTHORITY = re.compile(
    r"\b(?:Sở|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Bộ|Tổng cục|Cục|Chi cục|Ban|Phòng|Trường|Văn phòng|Tỉnh ủy|Tỉnh uỷ"
    r"|Huyện ủy|Thành ủy|Đảng ủy|Trung tâm|Hội|Liên đoàn|Viện|Học viện|Đại học|Ngân hàng|Kho bạc|Công an|Tòa án"
    r"|Công ty)"
    r"(?=\s+[^\W\d_])"
)
_TITLE_BEFORE = re.compile(r"(?:Giám đốc|Chủ tịch|Bộ trưởng|Cục trưởng|Trưởng ban|Hiệu trưởng|Chánh)\s+$")
_LONGEST_SPEAKER = 90
_MONTHS = {"quy": 3, "thang": 1}
_RANGE = re.compile(
    r"tu (?:ngay )?(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\s*(?:den|-)\s*(?:het )?(?:ngay )?(\d{1,2})/(\d{1,2})/(\d{4})"
)
_YEARS = re.compile(r"(?:giai doan|trong cac nam)\s+(\d{4})\s*(?:-|den(?: nam)?)\s*(\d{4})")
_PART = re.compile(r"(quy|thang)\s+(iv|i{1,3}|\d{1,2})\s*(?:/|nam\s+|\s)\s*(?:nam )?(\d{4})")
_HALF = re.compile(r"6 thang (dau|cuoi) nam (\d{4})")
_YEAR = re.compile(r"n(?<!\w.)(?<!\bhoc .)(?<!\bngan sach .)(?<!\bden .)am\s+(\d{4})\b(?!\s*-\s*\d{4})")
# Each form behind the letters it begins with, so that only what follows these is searched.
_CHOICES = tuple(
    (begin, re.compile(pattern))
    for begin, pattern in (
        ("tuy th", r"(?<!\w)tuy (?:thuoc|theo)\b"),
        ("co the", r"(?<!\w)co the\b.{0,40}\b(?:lua chon|to chuc|hinh thuc)"),
        ("lua chon", r"(?<!\w)lua chon\b.{0,40}\bphu hop"),
        (
            "can cu ",
            r"(?<!\w)can cu (?:vao )?(?:chuc nang, nhiem vu va )?(?:tinh hinh|dieu kien) thuc te\b",
        ),
        ("hinh thuc phu hop", r"hinh thuc phu hop"),
    )
)


def read_directive(body: Body, zones: Zones, reading: Reading, chain: tuple[ChainLink, ...] = ()) -> Directive:
    """What the document orders; empty parts where it orders nothing.

    `reading` carries the fields found before, with places in the text that `body` was read from.
    """
    issuer = _find_issuer(body.paragraphs, reading)
    if (reading.doc_type or "") in _ORDER_NOTHING:
        return Directive(issuer=issuer, period=_find_period(reading.subject), authority_chain=chain)
    items = tuple(find_items(body, reading.deadlines, reading.doc_type))
    forms = tuple(_find_forms(body))
    return Directive(
        issuer=issuer,
        period=_find_period(reading.subject),
        authority_chain=chain,
        items=items,
        forms=forms,
        assignments=tuple(find_assignments(body, reading.deadlines)),
        not_stated=tuple(_list_not_stated(reading, items)),
        announced_but_absent=tuple(_find_absent(zones, reading)),
        units_choose=_units_choose(body, items, forms),
    )


def _find_issuer(paragraphs: Sequence[Paragraph], reading: Reading) -> Issuer | None:
    """The body printed in the header, else the one that speaks in the opening sentences."""
    if reading.agency:
        places = reading.places.get("agency")
        return Issuer(reading.agency, inferred=False, span=places[0] if places else None)
    for paragraph in paragraphs[:8]:
        if paragraph.item is not None:
            break
        for spoken in _SPEAKS.finditer(paragraph.folded):
            verb = spoken.end() - len(spoken.group().strip())
            if not directive_words().is_order_verb(paragraph.text, verb):  # "Trường mẫu giáo"
                continue
            found = _speaker(paragraph, spoken.start())
            if found is not None:
                return Issuer(paragraph.text[found[0] : found[1]], inferred=True, span=paragraph.span(*found))
    return None


def _speaker(paragraph: Paragraph, end: int) -> Span | None:
    """The authority whose name ends right before its verb; its name may hold commas, so the last sentence counts."""
    floor = max(0, end - _LONGEST_SPEAKER)
    start = max(paragraph.text.rfind(". ", floor, end) + 1, paragraph.text.rfind("; ", floor, end) + 1, floor)
    for head in [match.start() for match in _AUTHORITY.finditer(paragraph.text, start, end)]:
        name = paragraph.text[head:end]
        cut = name.rfind(", ") if re.search(r", (?:Sở|UBND|Ủy ban|Bộ|Cục|Giám đốc|Chủ tịch)\b", name) else -1
        if cut < 0 and not _holds_verb(paragraph, head + 1, end):
            before = paragraph.text[max(0, head - 60) : head]
            if not before or before.rstrip().endswith((",", ".", ";", ":")) or _TITLE_BEFORE.search(before):
                return head, end
    return None


def _holds_verb(paragraph: Paragraph, start: int, end: int) -> bool:
    found = directive_words().name_end.find(paragraph.text, paragraph.folded, start, end)
    return any(paragraph.text[match.start()].islower() for match in found)


# "QUYẾT ĐỊNH SỐ 20 NGÀY 11 THÁNG 5 NĂM 2016": the day of a paper that the subject names.
_DAY_OF_A_PAPER = re.compile(r"(?<=[\w/] )ngay \d{1,2} thang \d{1,2} nam \d{4}(?= (?:cua|ve|va|quy|huong|sua)\b)")


def _find_period(subject: str | None) -> Period | None:
    """The days the subject names: a year, part of a year, several years, or two dates."""
    if not subject:
        return None
    folded = _DAY_OF_A_PAPER.sub(lambda match: "-" * len(match[0]), fold(subject))
    for pattern, days in ((_RANGE, _range_days), (_YEARS, _years_days), (_PART, _part_days), (_HALF, _half_days)):
        match = pattern.search(folded)
        found = days(match) if match else None
        if match and found:
            return _period(found, subject[match.start() : match.end()])
    years = list(_YEAR.finditer(folded))
    if not years:
        return None
    year = years[-1].group(1)
    return _period((f"{year}-01-01", f"{year}-12-31"), subject[years[-1].start() : years[-1].end()])


def _period(days: tuple[str, str], words: str) -> Period:
    return Period(*days, inferred=True, basis=f"'{words}' in the subject")


def _range_days(match: re.Match[str]) -> tuple[str, str] | None:
    day, month, year, last_day, last_month, last_year = match.groups()
    start, end = _day(year or last_year, month, day), _day(last_year, last_month, last_day)
    return (start, end) if start and end else None


def _day(year: str, month: str, day: str) -> str | None:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return None
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _years_days(match: re.Match[str]) -> tuple[str, str]:
    return f"{match.group(1)}-01-01", f"{match.group(2)}-12-31"


def _part_days(match: re.Match[str]) -> tuple[str, str] | None:
    months = _MONTHS[match.group(1)]
    number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(match.group(2)) or int(match.group(2))
    if number * months > 12 or number < 1:
        return None
    first, last, year = (number - 1) * months + 1, number * months, int(match.group(3))
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]:02}"


def _half_days(match: re.Match[str]) -> tuple[str, str]:
    year = match.group(2)
    first = match.group(1) == "dau"
    return (f"{year}-01-01", f"{year}-06-30") if first else (f"{year}-07-01", f"{year}-12-31")


def _find_forms(body: Body) -> Iterator[Form]:
    for place, paragraph in enumerate(body.paragraphs):
        scope = body.scopes[place]
        running = tuple(find_running_forms(paragraph, scope.section))
        if running:
            yield from running
        elif scope.forms and paragraph.item is not None and place not in body.holders:
            yield from find_bullet_forms(paragraph, scope.section)
        elif not (scope.forms or scope.topics or scope.describes):
            yield from find_channel_forms(paragraph, scope.section)


def _list_not_stated(reading: Reading, items: Sequence[Item]) -> Iterator[str]:
    if reading.number is None:
        yield "number"
    for part in ("day", "month", "year"):
        if getattr(reading.date, part) is None:
            yield f"date.{part}"
    if not reading.deadlines:
        yield "deadline"
    if not any(item.kind is ItemKind.REPORT for item in items):
        yield "report"


def _find_absent(zones: Zones, reading: Reading) -> Iterator[Absent]:
    """What is announced as enclosed and does not follow in the same text."""
    tail = fold(reading.text[zones.tail[0] : zones.tail[1]]) if zones.tail else ""
    tail = " ".join(tail.split())
    for place, name in enumerate(reading.attachments):
        folded = " ".join(fold(name).split())
        head = " ".join(folded.split()[:2])
        if tail and head in tail:
            continue
        found = reading.places.get(f"attachments[{place}]")
        span = found[0] if found else _place_of(reading.text, name)
        if span is not None:
            yield Absent(name, span)


def _place_of(text: str, name: str) -> Span | None:
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    places = [match.span() for match in re.finditer(pattern, text)]
    return places[-1] if places else None


def _units_choose(body: Body, items: Sequence[Item], forms: Sequence[Form]) -> bool:
    """Whether units may choose among topics or forms: the text says so where it lists them."""
    if not forms and not any(item.kind is ItemKind.TOPIC for item in items):
        return False
    for paragraph in body.paragraphs:
        folded = paragraph.folded
        for word, choice in _CHOICES:
            place = folded.find(word)
            if place >= 0 and choice.search(folded, place):
                return True
    return False
