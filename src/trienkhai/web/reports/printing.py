"""A report as a paper to print: the same parts become the page, the DOCX and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trienkhai import parts
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.numbers import render_number
from trienkhai.rendering.paper import (
    Align,
    Appendix,
    Block,
    Column,
    Dash,
    Heading,
    Paper,
    Paragraph,
    Row,
    RowKind,
    SentTo,
    Signing,
    Table,
)
from trienkhai.rendering.pdf import render_pdf
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.models import Letterhead
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.wording import Sentence, Shown, plain

SECTIONS = (
    ("I", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "leading"),
    ("II", "KẾT QUẢ THỰC HIỆN", ""),
    ("III", "ĐÁNH GIÁ CHUNG", "assessment"),
    ("IV", "PHƯƠNG HƯỚNG, NHIỆM VỤ", "directions"),
    ("V", "KIẾN NGHỊ, ĐỀ XUẤT", "proposals"),
)
NO_REPORT, NOT_ASKED, NOT_APPLICABLE = "chưa có báo cáo", "không phải gửi báo cáo", "không áp dụng"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the appendix: its figures by key, or why it has none (`nothing`)."""

    name: str
    band: str
    figures: dict[str, Decimal]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Appended:
    """The appendix of a roll-up: one column a figure, one row a unit, totals last."""

    columns: tuple[Shown, ...]
    rows: tuple[UnitRow, ...]
    reported: int


def opening(report: Report, dispatch: Document, agency: str) -> str:
    """The first sentence: what is carried out, who reports."""
    number = dispatch.code or f"…/{dispatch.symbol}"
    day = f" ngày {dispatch.dated_on:%d/%m/%Y}" if dispatch.dated_on else ""
    kind = dispatch.kind_name.capitalize()
    about = f" về việc {dispatch.subject}" if dispatch.subject else ""
    return (
        f"Thực hiện {kind} số {number}{day} của {dispatch.issuer_name or 'cơ quan ban hành'}{about}, "
        f"{agency} báo cáo kết quả {report.period_label} như sau:"
    )


def compose_paper(
    report: Report,
    *,
    dispatch: Document,
    letterhead: Letterhead | None,
    sentences: Sequence[Sentence],
    addressees: tuple[str, ...],
    missing: str = "",
    appendix: Appended | None = None,
) -> Paper:
    """The report as Decree 30 sets it (template 1.4); number and day stay empty until it is issued."""
    agency = letterhead.name if letterhead else report.unit_name
    document = report.document
    body: list[Block] = [Paragraph(opening(report, dispatch, report.unit_name))]
    for label, title, field in SECTIONS:
        body.append(Heading(title, 1, label))
        if not field:
            body += [Paragraph(missing)] if missing else []
            body += [Paragraph(plain(sentences[0]))] if sentences else []
            body += [Dash(plain(sentence)) for sentence in sentences[1:]]
            continue
        written = getattr(report, field).strip() or "Không."
        body += [Paragraph(line.strip()) for line in written.splitlines() if line.strip()]
    closing = f"Trên đây là báo cáo kết quả {report.period_label} của {report.unit_name}./."
    body.append(Paragraph(closing))
    day = document.dated_on if document and document.dated_on else None
    signing = signing_of(document)
    return Paper(
        kind="Báo cáo",
        subject=f"Kết quả {lower_first(report.directive.title)}",
        parent_agency=(letterhead.parent_name or None) if letterhead else None,
        agency=agency,
        number=(document.number or None) if document else None,
        symbol=document.symbol if document else f"BC-{letterhead.symbol if letterhead else '…'}",
        place=letterhead.place if letterhead else "…",
        date=parts.Date(day.day, day.month, day.year) if day else parts.Date(year=report.period_end.year),
        addressees=addressees,
        body=tuple(body),
        signing=signing,
        recipients=(SentTo("Như trên"),),
        archive=("VT",),
        appendices=(append(appendix, report),) if appendix else (),
        trace=f"Mã số liệu: {report.snapshot[:12]}" if report.snapshot else None,
    )


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it starts with a name in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def signing_of(document: Document | None) -> Signing:
    """The signing block; a title to be filled in until a leader signs."""
    if document is None or not document.signing_title:
        return Signing(position="THỦ TRƯỞNG ĐƠN VỊ")
    lines = (document.signing_head_title,) if document.signing_head_title else ()
    return Signing(document.signing_mode or None, lines, document.signing_title, document.signer_name or None)


def append(appended: Appended, report: Report) -> Appendix:
    """The table by unit and measure, on landscape pages."""
    columns = [Column("Đơn vị", Align.LEFT, 3.2), *(column_of(figure) for figure in appended.columns)]
    rows: list[Row] = []
    band = ""
    width = len(appended.columns)
    for entry in appended.rows:
        if entry.band != band:
            band = entry.band
            rows.append(Row((band,), RowKind.GROUP))
        if entry.nothing:
            cells: tuple[str, ...] = (entry.nothing, *("" for _ in range(width - 1)))
        else:
            cells = tuple(cell_of(entry, figure) for figure in appended.columns)
        rows.append(Row((entry.name, *cells)))
    totals = tuple(render_number(figure.value) for figure in appended.columns)
    rows.append(Row((f"Tổng {appended.reported} đơn vị đã báo cáo", *totals), RowKind.TOTAL))
    notes = (
        "0: đơn vị báo cáo không phát sinh; “không áp dụng”: đơn vị không có việc này; “chưa có báo cáo” khác với 0.",
        "Các đơn vị tính khác nhau không cộng với nhau.",
    )
    table = Table(tuple(columns), tuple(rows), notes=notes)
    return Appendix(f"Số liệu theo đơn vị, {report.period_label}", (table,), landscape=True)


def cell_of(entry: UnitRow, figure: Shown) -> str:
    """A unit's number in a column: what it reported, or 0."""
    return render_number(entry.figures.get(figure.key, Decimal(0)))


def column_of(figure: Shown) -> Column:
    """A column headed by form and measure."""
    if not figure.measure:
        return Column({"activities": "Hoạt động", "proved": "Có minh chứng"}.get(figure.key, figure.key), Align.RIGHT)
    form, measure = catalogue().form_name(figure.form), catalogue().measure_name(figure.measure)
    return Column(f"{form} ({measure})" if form else measure.capitalize(), Align.RIGHT)


def print_docx(paper: Paper) -> bytes:
    """The paper as DOCX."""
    return render_docx(paper)


def print_pdf(paper: Paper) -> bytes:
    """The paper as PDF/A."""
    return render_pdf(paper)
