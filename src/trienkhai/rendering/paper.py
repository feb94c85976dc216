"""An official document that is to be printed: what it says, and nothing of how it looks.

The form (zones, sizes, margins) is that of Decree 30/2020/NĐ-CP, Appendix I, and is decided by the renderers
alone. `render_docx` and `render_pdf` make the same document of the same paper. All sentences are given as
they shall stand, in Vietnamese; numbers and dates are written with `rendering.numbers`.

    Paper(
        kind="Báo cáo", subject="Kết quả ...", agency="Sở Y tế", parent_agency="UBND tỉnh Lạng Sơn",
        symbol="BC-SYT", place="Lạng Sơn", date=Date(None, 12, 2023),
        body=(Paragraph("Thực hiện ..."), Heading("KẾT QUẢ THỰC HIỆN", 1, "II"), Dash("...")),
        signing=Signing(mode="KT.", lines=("Giám đốc",), position="Phó Giám đốc"),
    )
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from trienkhai.parts import Date


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. `link` is an address that opens what stands behind the piece, such as the evidence
    of a figure; it does not change how the piece looks on paper."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


Text = str | tuple[Run, ...]
"""Words of a paragraph or a cell: plain, or in pieces."""


class Align(StrEnum):
    """How a column stands: words to the left, figures to the right, short marks in the centre."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(StrEnum):
    """A plain row, the heading of a group of rows (one cell over the full width), a row of totals, or a remark: its
    last cell runs over all columns that are left and says why there are no figures."""

    PLAIN = "plain"
    GROUP = "group"
    TOTAL = "total"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, indented and justified. `number` ("1", "a") is printed as "1." or "a)" before
    it."""

    text: Text
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body. Level 1 is "I. TITLE" in bold capitals, 2 "1. Title" in bold, 3 "a) Title" in
    bold italic; `label` comes without its dot or bracket."""

    text: str
    level: int = 1
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Dash:
    """A point of a list, led by a dash."""

    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Columns next to each other with the same `group` stand under one common heading.
    `width` is a share: a column of 2 is twice as wide as a column of 1."""

    title: str
    align: Align = Align.LEFT
    width: float = 1.0
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A group row has one cell, a remark two or more; any other has a cell for every column, "" where it is
    empty."""

    cells: tuple[Text, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its heading is repeated on each page. `unit` stands above it on the right ("Đơn vị tính:
    ..."), each note below it in italics."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows whose cells do not fit the columns."""
        for index, row in enumerate(self.rows, start=1):
            wanted = 1 if row.kind is RowKind.GROUP else len(self.columns)
            if row.kind is RowKind.REMARK:
                wanted = min(max(len(row.cells), 2), wanted)
            if len(row.cells) != wanted:
                raise ValueError(f"row {index} has {len(row.cells)} cells where {wanted} are needed")


Block = Paragraph | Heading | Dash | Table


@dataclass(frozen=True, slots=True)
class Signing:
    """The signing block (zones 7a, 7b). `mode` is "KT.", "TM.", "TL.", "TUQ.", "Q." or None for the head;
    `lines` is whom it stands for, one line each, the first printed after the mode; case does not matter, it
    is printed in capitals:

        Signing("KT.", ("Giám đốc",), "Phó Giám đốc", "Phan Văn A")
        Signing("TM.", ("Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch")
        Signing(position="Giám đốc")
    """

    mode: str | None = None
    lines: tuple[str, ...] = ()
    position: str | None = None
    name: str | None = None

    def printed(self) -> tuple[str, ...]:
        """The authority lines as they stand on paper, in capitals, the signer's own position last."""
        lines = [*self.lines, *([self.position] if self.position else [])]
        if self.mode and lines:
            lines[0] = f"{self.mode} {lines[0]}"
        return tuple(line.upper() for line in lines)


@dataclass(frozen=True, slots=True)
class SentTo:
    """One line of "Nơi nhận". `purpose` ("b/c", "để biết") is printed in brackets before the semicolon."""

    name: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: a section of its own with its own page numbers, landscape where asked. Two or more are
    numbered I, II, III. The line "(Kèm theo ...)" is made from the paper's own kind, number and date."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to print. `kind` None makes a công văn, whose `subject` follows "V/v"; any other kind ("Báo
    cáo", "Tờ trình") is a named document with the kind and the subject as its title.

    `number` None and parts of `date` None leave room to be filled in when it is issued. `bases` are the "Căn
    cứ" lines without their end mark. `archive` is what follows "Lưu:" ("VT", "NVY"). `electronic` leaves the
    numbers in the appendix's "(Kèm theo ...)" blank, as the decree asks of electronic documents. `contact`
    stands at the foot of page 1; `trace`, small, at the foot of every page: where the printed figures can be
    looked up again.
    """

    subject: str
    agency: str
    symbol: str
    place: str
    body: tuple[Block, ...]
    signing: Signing
    kind: str | None = None
    parent_agency: str | None = None
    number: str | None = None
    date: Date = field(default_factory=Date)
    urgency: str | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[SentTo, ...] = ()
    archive: tuple[str, ...] = ("VT",)
    appendices: tuple[Appendix, ...] = ()
    electronic: bool = True
    contact: str | None = None
    trace: str | None = None


def find_plain(text: Text) -> str:
    """The words of a text without its marks."""
    return text if isinstance(text, str) else "".join(run.text for run in text)
