"""A report as a paper to print: the same parts become the page, the DOCX and the PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from trienkhai import parts
from trienkhai.rendering.paper import Appendix, Block, Dash, Heading, Paper, Paragraph, Run, SentTo, Signing, Text
from trienkhai.web.directives.citing import lower_first
from trienkhai.web.directives.reporting_regime import name_results
from trienkhai.web.documents.signing import signing_of
from trienkhai.web.offices.letterheads import Letters
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.wording import Sentence, not_applicable_sentence

SECTIONS = (
    ("I", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "leading"),
    ("II", "KẾT QUẢ THỰC HIỆN", ""),
    ("III", "ĐÁNH GIÁ CHUNG", "assessment"),
    ("IV", "PHƯƠNG HƯỚNG, NHIỆM VỤ", "directions"),
    ("V", "KIẾN NGHỊ, ĐỀ XUẤT", "proposals"),
)
NOTHING = "Không."


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper says besides what people wrote: gathered by `presenting`, the same for page, DOCX and PDF."""

    opening: str
    sentences: tuple[Sentence, ...]
    letters: Letters
    addressees: tuple[str, ...]
    subject: str
    leading: tuple[str, ...] = ()
    missing: str = ""
    recipients: tuple[str, ...] = ()
    archive: tuple[str, ...] = ("VT",)
    signing: Signing = field(default_factory=lambda: Signing(position="THỦ TRƯỞNG ĐƠN VỊ"))
    appendix: Appendix | None = None
    figures_at: str = ""


def compose_paper(report: Report, told: Told) -> Paper:
    """The report as Decree 30 sets it (template 1.4); number and day stay empty until it is issued."""
    document = report.document
    day = document.dated_on if document else None
    blank = parts.Date(month=report.submitted_on.month if report.submitted_on else None, year=year_of(report))
    return Paper(
        kind="Báo cáo",
        subject=told.subject,
        parent_agency=told.letters.parent or None,
        agency=told.letters.name,
        number=(document.number or None) if document else None,
        symbol=document.symbol if document else f"BC-{told.letters.symbol}",
        place=told.letters.place or "…",
        date=parts.Date(day.day, day.month, day.year) if day else blank,
        addressees=told.addressees,
        body=compose_body(report, told),
        signing=signing_of(document) or told.signing,
        recipients=(SentTo("Như trên"), *(SentTo(name) for name in told.recipients)),
        archive=told.archive,
        appendices=(told.appendix,) if told.appendix else (),
        trace=f"Mã số liệu: {code_of(report)}" if report.snapshot else None,
    )


def year_of(report: Report) -> int:
    """The year a paper without a day is dated in."""
    return (report.submitted_on or report.period_end).year


def code_of(report: Report) -> str:
    """The snapshot code as printed: the day of freezing and the first letters of the hash, "2023-12-21 · 7C4A-19E2"."""
    short = report.snapshot[:8].upper()
    return f"{report.submitted_on} · {short[:4]}-{short[4:]}" if report.snapshot else ""


def compose_body(report: Report, told: Told) -> tuple[Block, ...]:
    """The opening, sections I to V and the closing sentence."""
    body: list[Block] = [Paragraph(told.opening)]
    for label, title, name in SECTIONS:
        body.append(Heading(title, 1, label))
        body += results(report, told) if not name else written(report, name, told)
    return (*body, Paragraph(f"Trên đây là báo cáo {lower_first(told.subject)} của {report.unit_name}./."))


def results(report: Report, told: Told) -> list[Block]:
    """Section II: who is in the figures, the figures, what does not apply."""
    body: list[Block] = [Paragraph(line) for line in told.missing.split("\n") if line]
    linked = [link_figures(sentence, told.figures_at) for sentence in told.sentences]
    body += [Paragraph(text) for text in linked[:1]]
    body += [Dash(text) for text in linked[1:]]
    if told.appendix is not None:
        body.append(Paragraph("Số liệu theo từng đơn vị tại Phụ lục."))
    apart = not_applicable_sentence(report.not_applicable)
    return [*body, Paragraph(apart)] if apart else body


def written(report: Report, name: str, told: Told) -> list[Block]:
    """What people wrote, one paragraph a line; "Không." where they wrote nothing."""
    lines = list(told.leading) if name == "leading" else []
    lines += [line.strip() for line in str(getattr(report, name)).splitlines() if line.strip()]
    return [Paragraph(line) for line in lines or [NOTHING]]


def link_figures(sentence: Sentence, address: str) -> Text:
    """The sentence with every figure opening its activities at `address`; plain words without one."""
    if not address:
        return "".join(piece.text for piece in sentence)
    return tuple(
        Run(piece.text, link=f"{address}?so={quote(piece.key)}#tu-dau" if piece.key else None) for piece in sentence
    )


def opening(report: Report, basis: str, agency: str) -> str:
    """The first sentence: what is carried out, who reports."""
    return f"Thực hiện {basis}, {agency} báo cáo {name_results(report.period_label)} như sau:"
