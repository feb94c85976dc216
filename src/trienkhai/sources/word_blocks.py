"""A Word document as paragraphs and tables, common ground of DOCX and DOC."""

from __future__ import annotations

from dataclasses import dataclass, field

from trienkhai.sources.docx_styles import RunLook


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its runs of text with their look, its place in a list, the text boxes anchored in it."""

    style: str | None = None
    number_id: str | None = None
    level: int | None = None
    pieces: list[tuple[str, RunLook]] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    joins_next: bool = False
    has_page_number: bool = False
    rendered_breaks: int = 0
    page_breaks: int = 0


@dataclass(slots=True)
class Cell:
    """One cell; `sides` counts its visible borders left and right."""

    blocks: list[Block] = field(default_factory=list)
    sides: int = 0
    hidden_sides: int = 0


@dataclass(slots=True)
class Table:
    """One table, row by row; `grid`: are lines drawn between its columns, None where its style decides."""

    rows: list[list[Cell]] = field(default_factory=list)
    style: str | None = None
    grid: bool | None = None
    in_deleted_row: bool = False


Block = Paragraph | Table


@dataclass(slots=True)
class Section:
    """Page of one section in twentieths of a point; headers and footers by their ids, first page first."""

    width: int | None = None
    height: int | None = None
    margins: dict[str, int] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """What one part holds. `notes` are the ids of foot- and endnotes in the order they are referred to."""

    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    by_note: dict[str, list[Block]] = field(default_factory=dict)
