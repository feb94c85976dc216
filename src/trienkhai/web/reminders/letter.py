"""The letter as a paper: Decree 30/2020/NĐ-CP, Appendix III, form 1.5 (công văn). Page, DOCX and PDF come of it."""

from __future__ import annotations

from dataclasses import dataclass

from trienkhai import parts
from trienkhai.rendering.numbers import render_number
from trienkhai.rendering.paper import Align, Block, Column, Paper, Paragraph, Row, SentTo, Signing, Table
from trienkhai.web.directives.citing import dispatch_as_cited, issuer_of, print_day
from trienkhai.web.documents.signing import signing_of
from trienkhai.web.offices.letterheads import Letters, letters_of
from trienkhai.web.reminders.models import LetterLine, UrgingLetter
from trienkhai.web.reports.presenting import proposed_signing

COLUMNS = (
    Column("TT", Align.CENTER, 0.6),
    Column("Đơn vị", width=4.2),
    Column("Việc chưa xong", width=3),
    Column("Hạn", Align.CENTER, 1.6),
    Column("Quá hạn (ngày làm việc)", Align.RIGHT, 1.6),
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the office by name, its letterhead, who is to sign."""

    name: str
    letters: Letters
    signing: Signing


def compose_letter(letter: UrgingLetter) -> Paper:
    """The letter with number, day and signer as far as they are given (two queries)."""
    directive, document = letter.directive, letter.document
    issuer = issuer_of(directive)
    sender = Sender(issuer, letters_of(directive.office, issuer), proposed_signing(directive.document))
    lines = list(letter.lines.all())
    day = document.dated_on
    return Paper(
        subject=document.subject,
        parent_agency=sender.letters.parent or None,
        agency=sender.letters.name,
        number=document.number or None,
        symbol=document.symbol,
        place=sender.letters.place or "…",
        date=parts.Date(day.day, day.month, day.year) if day else parts.Date(None, letter.on.month, letter.on.year),
        addressees=tuple(dict.fromkeys(line.unit_name for line in lines)),
        body=compose_body(letter, lines, sender.name, dispatch_as_cited(directive)),
        signing=signing_of(document) or sender.signing,
        recipients=(SentTo("Như trên"),),
    )


def compose_body(letter: UrgingLetter, lines: list[LetterLine], office: str, dispatch: str) -> tuple[Block, ...]:
    """What was ordered, what has not come in, until when it is asked for."""
    asked = f"trước ngày {print_day(letter.answer_by)}" if letter.answer_by else "ngay sau khi nhận được công văn này"
    extra = tuple(Paragraph(line.strip()) for line in letter.words.splitlines() if line.strip())
    return (
        Paragraph(f"Thực hiện {dispatch}; đến hết ngày {print_day(letter.on)}, các đơn vị sau còn việc quá hạn:"),
        Table(COLUMNS, tuple(row_of(place, line) for place, line in enumerate(lines, start=1))),
        *extra,
        Paragraph(
            f"{office} đề nghị các đơn vị có tên trên hoàn thành và gửi kết quả {asked}. Đơn vị có khó khăn, vướng mắc "
            "thì gửi đề nghị gia hạn, nêu rõ lý do./."
        ),
    )


def row_of(place: int, line: LetterLine) -> Row:
    """One line of the table."""
    return Row((str(place), line.unit_name, line.what, print_day(line.due_on), render_number(line.working_days)))
