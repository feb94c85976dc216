"""A paper, worded: every line as it will stand, broken and punctuated, so that DOCX and PDF cannot differ in
words.

`wording.lay_out` makes it; the renderers only place it. Lengths of rules are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trienkhai.rendering.paper import Align, RowKind, Run


class Style(StrEnum):
    """How a paragraph of the body is set."""

    PLAIN = "plain"
    BASIS = "basis"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"


@dataclass(frozen=True, slots=True)
class Flow:
    """One paragraph of the body with its label already before it."""

    style: Style
    runs: tuple[Run, ...]
    kind: str = "flow"


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's heading and how many columns and rows it covers, its place counted from 0."""

    text: str
    row: int
    column: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table; a group row has one cell that covers all columns."""

    kind: RowKind
    cells: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are shares that sum to 1, `head_rows` is 1, or 2 where columns are grouped."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    head_rows: int
    head: tuple[HeadCell, ...]
    rows: tuple[GridRow, ...]
    unit: str | None
    notes: tuple[str, ...]
    kind: str = "grid"


SheetBlock = Flow | Grid


@dataclass(frozen=True, slots=True)
class SheetAppendix:
    """An appendix: its three heading lines and its blocks."""

    label: str
    title: tuple[str, ...]
    origin: str
    blocks: tuple[SheetBlock, ...]
    landscape: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed, in the order of the zones (see `wording`)."""

    name: str
    author: str
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    issuer_rule: float
    motto_rule: float
    number: str
    date: str
    urgency: str | None
    dispatch_subject: tuple[str, ...]
    kind: str | None
    title: tuple[str, ...]
    title_rule: float
    addressees: tuple[str, ...]
    body: tuple[SheetBlock, ...]
    authority: tuple[str, ...]
    signer: str | None
    recipients: tuple[str, ...]
    appendices: tuple[SheetAppendix, ...]
    contact: str | None
    trace: str | None
