"""Page and letters (Decree 30/2020, Appendix I, Part I, Section I and the table of sizes); needs a layout.

A reading of plain text has no layout, and none of these rules says anything about it. Page readings of scans
and PDFs are measured from what is printed, so a millimetre is allowed on every length and half a point on
every size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.laws import DECREE_30
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject
from trienkhai.parts import Layout, LineLayout, Reading, Span
from trienkhai.sources.lines import Line

_TOLERANCE_MM = 1.0
_TOLERANCE_PT = 0.5
_ARTICLE = "Phụ lục I, Phần I, Mục I"
_SIZES = "Phụ lục I, Phần I, Mục V (bảng cỡ chữ, kiểu chữ)"
_TIMES = re.compile(r"times|liberation\s*serif|tinos|nimbus\s*roman", re.IGNORECASE)


_A4 = Layout(210.0, 297.0, 20.0, 15.0, 20.0, 30.0)

_NAMELESS = re.compile(r"^(?:[A-Z]{6}\+)?[A-Z]{1,4}_?\d+(?:_\d+)?$")
"""Labels that programs give a face they do not name in a PDF, such as "F1", "TT0", "C2_0"."""


def _line(
    text: str, size: float, *, bold: bool = False, italic: bool = False, font: str = "Times New Roman"
) -> Reading:
    placed = LineLayout(0, 1, font=font, size=size, bold=bold, italic=italic)
    paths = ("number", "date", "doc_type", "agency", "parent_agency", "signature.position", "signature.name")
    return Reading(
        text=text,
        layout=Layout(lines=(placed,)),
        places={path: ((0, len(text)),) for path in paths},
    )


def _place_lines(size: float) -> Reading:
    return replace(_line("Sở Y tế báo cáo kết quả như sau:", size), places={})


@rule(
    "page-size",
    "Khổ giấy A4",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(layout=_A4),
    failing=Reading(layout=replace(_A4, page_width=216.0, page_height=279.0)),
)
def check_page_size(subject: Subject) -> Iterable[Hit]:
    """The page is A4, upright or across."""
    layout = subject.reading.layout
    if layout is None or layout.page_width is None or layout.page_height is None:
        return
    short, long = sorted((layout.page_width, layout.page_height))
    if abs(short - 210) > 2 or abs(long - 297) > 2:
        yield Hit(f"Khổ giấy {short:.0f} × {long:.0f} mm, không phải A4 (210 × 297 mm).")


@rule(
    "page-margins",
    "Lề trang",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(layout=_A4),
    failing=Reading(layout=replace(_A4, margin_left=20.0)),
)
def check_margins(subject: Subject) -> Iterable[Hit]:
    """Top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20."""
    layout = subject.reading.layout
    if layout is None:
        return
    limits = (
        ("trên", layout.margin_top, 20, 25),
        ("dưới", layout.margin_bottom, 20, 25),
        ("trái", layout.margin_left, 30, 35),
        ("phải", layout.margin_right, 15, 20),
    )
    for name, value, least, most in limits:
        if value is not None and not least - _TOLERANCE_MM <= value <= most + _TOLERANCE_MM:
            yield Hit(f"Lề {name} {value:.0f} mm; quy định {least} đến {most} mm.")


@rule(
    "font",
    "Phông chữ Times New Roman",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=_line("Nội dung", 14),
    failing=_line("Nội dung", 14, font="Arial"),
)
def check_font(subject: Subject) -> Iterable[Hit]:
    """All lines are in Times New Roman or a face of the same measures."""
    strange: dict[str, list[int]] = {}
    for line in subject.layout_by_line.values():
        if line.font and not _TIMES.search(line.font) and not _NAMELESS.match(line.font):
            strange.setdefault(line.font, []).append(line.line)
    for font, numbers in strange.items():
        yield Hit(
            f"{len(numbers)} dòng dùng phông {font}, không phải Times New Roman.", _find_line(subject, numbers[0])
        )


def _find_line(subject: Subject, number: int) -> Span | None:
    return (subject.lines[number].start, subject.lines[number].end) if number < len(subject.lines) else None


@rule(
    "body-size",
    "Cỡ chữ nội dung 13 đến 14",
    laws=DECREE_30,
    article=_SIZES,
    passing=_place_lines(14),
    failing=_place_lines(11),
)
def check_body_size(subject: Subject) -> Iterable[Hit]:
    """Most letters of the body are 13 to 14 points; tables may be smaller, so the greater part decides."""
    start, end = subject.body
    weights: dict[float, int] = {}
    for number, line in subject.layout_by_line.items():
        place = _find_line(subject, number)
        if line.size and place and start <= place[0] < end:
            weights[line.size] = weights.get(line.size, 0) + place[1] - place[0]
    if not weights:
        return
    size = max(weights, key=lambda each: weights[each])
    if not 13 - _TOLERANCE_PT <= size <= 14 + _TOLERANCE_PT:
        yield Hit(f"Nội dung cỡ chữ {size:g}; quy định 13 đến 14.", (start, min(start + 80, end)))


class Zone(NamedTuple):
    """How one zone is set: where it stands, its name, least and greatest size, bold and slope (None:
    either)."""

    path: str
    name: str
    least: float
    most: float
    bold: bool | None
    italic: bool | None


def _judge(subject: Subject, zone: Zone) -> Iterable[Hit]:
    if zone.path == "doc_type" and subject.is_dispatch:
        return
    told: set[str] = set()
    for span in subject.find_pieces(zone.path):
        for line in subject.list_lines_of(span):
            placed = subject.layout_by_line.get(line.number)
            if placed is None or not _fills(line, span):
                continue
            message = f"{zone.name}: {'; '.join(faults)}." if (faults := _list_faults(placed, zone)) else ""
            if message and message not in told:
                told.add(message)
                yield Hit(message, (line.start, line.end))


def _fills(line: Line, span: Span) -> bool:
    """Whether the value makes up most of the line; beside another zone, the line's letters are not its
    own."""
    inside = line.text[max(span[0] - line.start, 0) : max(span[1] - line.start, 0)]
    return len("".join(inside.split())) >= 0.6 * len("".join(line.text.split()))


def _list_faults(line: LineLayout, zone: Zone) -> list[str]:
    faults = []
    if line.size is not None and not zone.least - _TOLERANCE_PT <= line.size <= zone.most + _TOLERANCE_PT:
        faults.append(f"cỡ chữ {line.size:g}, quy định {zone.least:g} đến {zone.most:g}")
    if zone.bold is not None and line.bold is not zone.bold:
        faults.append("quy định chữ đậm" if zone.bold else "quy định chữ đứng, không đậm")
    if zone.italic is not None and line.italic is not zone.italic:
        faults.append("quy định chữ nghiêng" if zone.italic else "quy định chữ đứng")
    return faults


def _zone_rule(id: str, title: str, zone: Zone) -> Callable[[Subject], Iterable[Hit]]:
    """Register the rule that one zone keeps its sizes and styles."""

    def check_zone(subject: Subject) -> Iterable[Hit]:
        """The zone has its sizes and styles."""
        return _judge(subject, zone)

    right = _line("Chữ", zone.most, bold=bool(zone.bold), italic=bool(zone.italic))
    wrong = _line("Chữ", zone.most + 4, bold=bool(zone.bold), italic=bool(zone.italic))
    register = rule(id, title, laws=DECREE_30, article=_SIZES, severity=Severity.WARNING, passing=right, failing=wrong)
    return register(check_zone)


check_number_style = _zone_rule("number-style", "Số, ký hiệu: cỡ 13", Zone("number", "Số, ký hiệu", 13, 13, None, None))
check_date_style = _zone_rule(
    "date-style", "Địa danh, ngày tháng: cỡ 13 đến 14, nghiêng", Zone("date", "Ngày tháng", 13, 14, False, True)
)
check_kind_style = _zone_rule(
    "kind-style", "Tên loại: cỡ 13 đến 14, đậm", Zone("doc_type", "Tên loại", 13, 14, True, False)
)
check_issuer_style = _zone_rule(
    "issuer-style", "Cơ quan ban hành: cỡ 12 đến 13, đậm", Zone("agency", "Cơ quan ban hành", 12, 13, True, None)
)
check_parent_style = _zone_rule(
    "parent-style",
    "Cơ quan chủ quản: cỡ 12 đến 13, không đậm",
    Zone("parent_agency", "Cơ quan chủ quản", 12, 13, False, None),
)
check_position_style = _zone_rule(
    "position-style",
    "Chức vụ người ký: cỡ 13 đến 14, đậm",
    Zone("signature.position", "Chức vụ người ký", 13, 14, True, False),
)
check_name_style = _zone_rule(
    "name-style", "Họ tên người ký: cỡ 13 đến 14, đậm", Zone("signature.name", "Họ tên người ký", 13, 14, True, False)
)
