"""A reading as a page that a person in an office reads from top to bottom."""

from __future__ import annotations

from itertools import groupby

from trienkhai.cli.terminal import Page, Tone
from trienkhai.parts import Date, Directive, EdgeKind, Item, ItemKind, Reading, Role, Span

_EDGES = {
    EdgeKind.IMPLEMENTS: "thực hiện",
    EdgeKind.RELAYS: "chuyển tiếp",
    EdgeKind.BASED_ON: "căn cứ",
    EdgeKind.AMENDS: "sửa đổi",
    EdgeKind.REPLACES: "thay thế",
    EdgeKind.CITES: "viện dẫn",
}
_ROLES = {Role.LEAD: "Chủ trì", Role.COOPERATE: "Phối hợp", Role.ALL: "Thực hiện"}
_ITEMS = {ItemKind.TOPIC: "nội dung để chọn", ItemKind.TASK: "nhiệm vụ", ItemKind.REPORT: "yêu cầu báo cáo"}
_NOT_STATED = {
    "number": "số",
    "date.day": "ngày",
    "date.month": "tháng",
    "date.year": "năm",
    "deadline": "thời hạn",
    "report": "yêu cầu báo cáo",
    "signature.name": "họ tên người ký",
}
_ITEM_LINES = 2


def write_summary(page: Page, reading: Reading) -> None:
    """The page tells the document, its chain of authority, what it orders, to whom, and what to look at
    again."""
    _write_document(page, reading)
    _write_chain(page, reading)
    _write_items(page, reading.directive)
    _write_forms(page, reading.directive)
    _write_assignments(page, reading)
    _write_recipients(page, reading)
    _write_signature(page, reading)
    _write_problems(page, reading)


def _write_document(page: Page, reading: Reading) -> None:
    page.title("VĂN BẢN")
    if reading.secrecy:
        page.say(f"Có dấu {reading.secrecy.upper()}: văn phòng không nhận văn bản mật.", tone=Tone.ERROR)
    page.row("Loại", (reading.doc_type or "chưa rõ").capitalize())
    page.row("Số, ký hiệu", _tell_code(reading))
    page.row("Ngày", _tell_date(reading.place, reading.date))
    page.row("Cơ quan", _tell_issuer(reading))
    page.row("Trích yếu", reading.subject or "chưa thấy")
    if reading.urgency:
        page.row("Độ khẩn", reading.urgency.upper(), tone=Tone.ERROR)
    for place, addressee in enumerate(reading.addressees):
        page.row("Kính gửi" if place == 0 else "", addressee)
    if reading.attachments:
        page.row("Gửi kèm", "; ".join(reading.attachments))


def _tell_code(reading: Reading) -> str:
    if reading.code:
        return reading.code
    return f"chưa có số; ký hiệu {reading.symbol}" if reading.symbol else "chưa thấy"


def _tell_date(place: str | None, date: Date) -> str:
    if date.year is None and date.month is None and date.day is None:
        return "chưa thấy"
    day = f"{date.day:02d}" if date.day else "…"
    month = "…" if not date.month else f"{date.month:02d}" if date.month <= 2 else str(date.month)
    return f"{place + ', ' if place else ''}ngày {day} tháng {month} năm {date.year or '…'}"


def _tell_issuer(reading: Reading) -> str:
    if reading.agency:
        return f"{reading.agency} ({reading.parent_agency})" if reading.parent_agency else reading.agency
    issuer = reading.directive.issuer
    return f"{issuer.name} (không in ở đầu văn bản, suy ra từ nội dung)" if issuer else "chưa thấy"


def _write_chain(page: Page, reading: Reading) -> None:
    chain = reading.directive.authority_chain
    if not chain:
        return
    page.title("CHUỖI THẨM QUYỀN", f"{len(chain)} văn bản ở trên")
    width = max(len(link.code) for link in chain) + 2
    for depth, link in enumerate(chain):
        step = "" if depth == 0 else "└ "
        words = f"{link.issuer or 'chưa rõ cơ quan'} · {_EDGES[link.kind]}"
        inset = 2 * max(depth - 1, 0)
        page.row(f"{step}{link.code}", words, label_width=width + 2 * len(chain) - inset, indent=2 + inset)
    page.row("└ văn bản này", "", indent=2 + 2 * max(len(chain) - 1, 0))


def _write_items(page: Page, directive: Directive) -> None:
    if not directive.items:
        return
    counts = [
        f"{sum(item.kind is kind for item in directive.items)} {words}"
        for kind, words in _ITEMS.items()
        if any(item.kind is kind for item in directive.items)
    ]
    if directive.units_choose:
        counts.append("đơn vị tự chọn")
    page.title("NỘI DUNG", " · ".join(counts))
    width = max(len(item.label or "") for item in directive.items) + 2
    for emphasis, group in groupby(directive.items, key=lambda item: item.emphasis):
        if emphasis:
            page.say(emphasis.capitalize(), tone=Tone.STRONG)
        for item in group:
            _write_item(page, item, width)
    if directive.period:
        period = directive.period
        how = ", suy ra từ văn bản" if period.inferred else ""
        page.row("Thời gian", f"{_tell_day(period.start)} đến {_tell_day(period.end)}{how}")


def _tell_day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _write_item(page: Page, item: Item, width: int) -> None:
    page.row(item.label or "-", item.text, label_width=max(width, 3), most=_ITEM_LINES)
    told = []
    if item.deadline:
        told.append(f"hạn: {item.deadline.text}")
    if item.addressees:
        told.append(f"giao: {'; '.join(item.addressees)}")
    if told:
        page.row("", " · ".join(told), label_width=max(width, 3), tone=Tone.WARNING)


def _write_forms(page: Page, directive: Directive) -> None:
    if not directive.forms:
        return
    page.title("HÌNH THỨC", str(len(directive.forms)))
    for section, group in groupby(directive.forms, key=lambda form: form.section):
        for place, form in enumerate(group):
            label = f"Mục {section}" if section and place == 0 else ""
            examples = f" ({', '.join(form.examples)})" if form.examples else ""
            page.row(f"{label:<9}•", f"{form.form}{examples}", label_width=11)


def _write_assignments(page: Page, reading: Reading) -> None:
    directive = reading.directive
    if not (directive.assignments or reading.deadlines):
        return
    page.title("GIAO CHO AI", str(len(directive.assignments) or ""))
    for assignment in directive.assignments:
        for place, who in enumerate(assignment.who or ("không nêu tên",)):
            page.row(_ROLES[assignment.role] if place == 0 else "", who)
        page.row("", f"→ {assignment.what}", most=_ITEM_LINES, tone=Tone.QUIET)
        if assignment.deadline:
            page.row("", f"hạn: {assignment.deadline.text}", tone=Tone.WARNING)
    for place, deadline in enumerate(reading.deadlines):
        page.row("Thời hạn" if place == 0 else "", deadline.text)


def _write_recipients(page: Page, reading: Reading) -> None:
    if not (reading.recipients or reading.archive):
        return
    page.title("NƠI NHẬN")
    for recipient in reading.recipients:
        told = recipient.text
        if recipient.purpose and recipient.purpose not in told:
            told += f" ({recipient.purpose})"
        page.row("•", told, label_width=2)
    if reading.archive:
        page.row("•", f"Lưu: {', '.join(reading.archive)}", label_width=2)


def _write_signature(page: Page, reading: Reading) -> None:
    signed = reading.signature
    lines = list(signed.chain) or [
        " ".join(part for part in (signed.mode, signed.on_behalf_of) if part),
        signed.position or "",
    ]
    lines = [line for line in lines if line]
    if not lines and not signed.name:
        return
    page.title("NGƯỜI KÝ")
    for line in lines:
        page.say(line)
    page.say(signed.name or "chưa có họ tên", tone=Tone.STRONG)


def _write_problems(page: Page, reading: Reading) -> None:
    directive = reading.directive
    absent = [_NOT_STATED.get(field, field) for field in directive.not_stated]
    if not (reading.problems or absent):
        page.title("CẦN XEM LẠI")
        page.say("Máy không thấy chỗ nào.", tone=Tone.GOOD)
        return
    page.title("CẦN XEM LẠI", str(len(reading.problems) or ""))
    for problem in reading.problems:
        page.point(problem.message + tell_line(reading.text, problem.span), Tone.WARNING)
    if absent:
        page.point(f"Văn bản không nêu: {', '.join(absent)}.", Tone.QUIET)


def tell_line(text: str, span: Span | None) -> str:
    """Where a place stands, for a person: " (dòng 12)", which no line end tears; nothing where there is no
    place."""
    return "" if span is None else f" (dòng\u00a0{text.count(chr(10), 0, span[0]) + 1})"
