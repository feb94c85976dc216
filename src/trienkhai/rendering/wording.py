"""From what a paper says to the lines that stand on it (Decree 30/2020/NĐ-CP, Appendix I, Part I, Section
II)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TypeVar, cast

from trienkhai.rendering import form
from trienkhai.rendering.numbers import render_document_number, render_long_date, render_roman
from trienkhai.rendering.paper import (
    Appendix,
    Block,
    Column,
    Dash,
    Heading,
    Paper,
    Paragraph,
    RowKind,
    Run,
    Table,
    Text,
    find_plain,
)
from trienkhai.rendering.sheet import Flow, Grid, GridRow, HeadCell, Sheet, SheetAppendix, SheetBlock, Style
from trienkhai.rendering.widths import break_balanced, measure

_ROOM_FOR_NUMBER = "\u00a0" * 8
_CELL_SLACK = 4.0
_CELL_PADDING = 8.0
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+")
Part = TypeVar("Part")


def lay_out(paper: Paper) -> Sheet:
    """The paper with every line worded, broken and punctuated, free of control characters."""
    return _lay_out(_clean(paper))


def _clean(part: Part) -> Part:
    """The part with every string in NFC and each run of control characters and line ends made one space."""
    if isinstance(part, StrEnum):
        return part
    if isinstance(part, str):
        return cast(Part, _CONTROLS.sub(" ", unicodedata.normalize("NFC", part)))
    if isinstance(part, tuple):
        return cast(Part, tuple(_clean(each) for each in part))
    if is_dataclass(part) and not isinstance(part, type):
        values = {entry.name: _clean(getattr(part, entry.name)) for entry in fields(part)}
        return cast(Part, replace(part, **values))
    return part


def _lay_out(paper: Paper) -> Sheet:
    issuer = _break_issuer(paper.agency, bold=True)
    title = _break_title(paper.subject) if paper.kind else ()
    return Sheet(
        name=f"{paper.kind or 'Công văn'} {paper.subject}",
        author=paper.agency,
        parent=_break_issuer(paper.parent_agency, bold=False) if paper.parent_agency else (),
        issuer=issuer,
        issuer_rule=_find_rule(issuer, form.SIZE_ISSUER),
        motto_rule=measure(form.MOTTO, form.SIZE_MOTTO, bold=True),
        number=_word_number(paper),
        date=f"{paper.place}, {render_long_date(paper.date)}",
        urgency=paper.urgency.upper() if paper.urgency else None,
        dispatch_subject=() if paper.kind else _break_dispatch_subject(paper.subject),
        kind=paper.kind.upper() if paper.kind else None,
        title=title,
        title_rule=_find_rule(title, form.SIZE_TITLE) if title else 0.0,
        addressees=_end_list(paper.addressees),
        body=(*_word_bases(paper.bases), *_close(_word_blocks(paper.body, form.TEXT_WIDTH))),
        authority=paper.signing.printed(),
        signer=paper.signing.name,
        recipients=_word_recipients(paper),
        appendices=tuple(
            _word_appendix(paper, appendix, place) for place, appendix in enumerate(paper.appendices, start=1)
        ),
        contact=paper.contact,
        trace=paper.trace,
    )


def _break_issuer(name: str, *, bold: bool) -> tuple[str, ...]:
    width = (form.ISSUER_COLUMN - _CELL_SLACK) * form.POINTS_PER_MM
    return break_balanced(name.upper(), width, form.SIZE_ISSUER, bold=bold)


def _break_title(subject: str) -> tuple[str, ...]:
    return break_balanced(_capitalise(subject), form.TITLE_WIDTH * form.POINTS_PER_MM, form.SIZE_TITLE, bold=True)


def _break_dispatch_subject(subject: str) -> tuple[str, ...]:
    width = (form.ISSUER_COLUMN - _CELL_SLACK) * form.POINTS_PER_MM
    return break_balanced(f"V/v {subject}", width, form.SIZE_DISPATCH_SUBJECT)


def _find_rule(lines: tuple[str, ...], size: float) -> float:
    longest = max(measure(line, size, bold=True) for line in lines)
    return longest * form.ISSUER_RULE_SHARE


def _word_number(paper: Paper) -> str:
    number = render_document_number(paper.number) if paper.number else _ROOM_FOR_NUMBER
    return f"Số: {number}/{paper.symbol}"


def _end_list(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Each entry with ";", the last with "." (Decree 30/2020, Appendix I, Part I, Section II, on Kính gửi
    and Nơi nhận)."""
    bare = [entry.rstrip(" .;") for entry in entries]
    return tuple(f"{entry}{'.' if place == len(bare) else ';'}" for place, entry in enumerate(bare, start=1))


def _word_bases(bases: tuple[str, ...]) -> tuple[Flow, ...]:
    return tuple(Flow(Style.BASIS, (Run(line, italic=True),)) for line in _end_list(bases))


def _word_recipients(paper: Paper) -> tuple[str, ...]:
    lines = [f"{sent.name} ({sent.purpose})" if sent.purpose else sent.name for sent in paper.recipients]
    lines.append(f"Lưu: {', '.join(paper.archive)}")
    return tuple(f"- {line}" for line in _end_list(tuple(lines)))


def _word_blocks(blocks: tuple[Block, ...], room: float) -> tuple[SheetBlock, ...]:
    return tuple(_word_block(block, room) for block in blocks)


def _word_block(block: Block, room: float) -> SheetBlock:
    match block:
        case Heading():
            return _word_heading(block)
        case Paragraph(text, number):
            label = "" if number is None else f"{_label(number)} "
            return Flow(Style.PLAIN, _lead(label, text))
        case Dash(text):
            return Flow(Style.PLAIN, _lead("- ", text))
        case Table():
            return _word_table(block, room)


def _word_heading(heading: Heading) -> Flow:
    style = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3)[min(max(heading.level, 1), 3) - 1]
    words = heading.text.upper() if style is Style.HEADING_1 else heading.text
    label = "" if heading.label is None else f"{_label(heading.label)} "
    return Flow(style, (Run(label + words, bold=True, italic=style is Style.HEADING_3),))


def _label(label: str) -> str:
    """The label with its sign: "1" and "I" take a dot, "a" and "đ" a bracket."""
    return f"{label})" if label.isalpha() and label.islower() else f"{label}."


def _lead(label: str, text: Text) -> tuple[Run, ...]:
    runs = (Run(text),) if isinstance(text, str) else text
    return (Run(label), *runs) if label else runs


def _close(blocks: tuple[SheetBlock, ...]) -> tuple[SheetBlock, ...]:
    """The body with "./." after its last paragraph."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, Flow):
            last = block.runs[-1]
            words = last.text.rstrip()
            words = words.removesuffix("./.").rstrip(" .;:/")
            closed = replace(block, runs=(*block.runs[:-1], replace(last, text=f"{words}./.")))
            return (*blocks[:place], closed, *blocks[place + 1 :])
    return blocks


def _word_table(table: Table, room: float) -> Grid:
    grouped = any(column.group for column in table.columns)
    return Grid(
        widths=_share_room(table, room * form.POINTS_PER_MM),
        aligns=tuple(column.align for column in table.columns),
        head_rows=2 if grouped else 1,
        head=_word_head(table.columns, grouped),
        rows=tuple(GridRow(row.kind, tuple(_cell(cell, row.kind) for cell in row.cells)) for row in table.rows),
        unit=table.unit,
        notes=table.notes,
    )


def _share_room(table: Table, room: float) -> tuple[float, ...]:
    """The shares of the columns, none so narrow that a word would break, unless there is no room for all
    words."""
    whole = sum(column.width for column in table.columns)
    shares = [column.width / whole for column in table.columns]
    needs = [_find_need(table, place) / room for place in range(len(shares))]
    tight = {place for place, share in enumerate(shares) if share < needs[place]}
    free = 1 - sum(needs[place] for place in tight)
    loose = sum(share for place, share in enumerate(shares) if place not in tight)
    if not tight or not loose or free < sum(need for place, need in enumerate(needs) if place not in tight):
        return tuple(shares)
    return tuple(needs[place] if place in tight else share * free / loose for place, share in enumerate(shares))


def _find_need(table: Table, place: int) -> float:
    """How wide a column must be for its longest word, in points, with the distance to its lines."""
    own = [row.cells[:-1] if row.kind is RowKind.REMARK else row.cells for row in table.rows]
    whole = [cells for row, cells in zip(table.rows, own, strict=True) if row.kind is not RowKind.GROUP]
    cells = [find_plain(cells[place]) for cells in whole if place < len(cells)]
    words = [word for text in (table.columns[place].title, *cells) for word in text.split()]
    return max((measure(word, form.SIZE_TABLE, bold=True) for word in words), default=0.0) + _CELL_PADDING


def _word_head(columns: tuple[Column, ...], grouped: bool) -> tuple[HeadCell, ...]:
    cells: list[HeadCell] = []
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        titles = [column.title for column in members]
        if group is not None:
            cells.append(HeadCell(group, 0, place, len(titles), 1))
        row, rows = (1, 1) if group is not None else (0, 2 if grouped else 1)
        cells.extend(HeadCell(title, row, place + offset, 1, rows) for offset, title in enumerate(titles))
        place += len(titles)
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _cell(text: Text, kind: RowKind) -> tuple[Run, ...]:
    runs = (Run(text),) if isinstance(text, str) else text
    plain = kind in (RowKind.PLAIN, RowKind.REMARK)
    return runs if plain else tuple(replace(run, bold=True) for run in runs)


def _word_appendix(paper: Paper, appendix: Appendix, place: int) -> SheetAppendix:
    label = "Phụ lục" if len(paper.appendices) == 1 else f"Phụ lục {render_roman(place)}"
    long_side = form.PAGE_LONG if appendix.landscape else form.PAGE_SHORT
    room = long_side - form.MARGIN_LEFT - form.MARGIN_RIGHT
    width = room * 0.85 * form.POINTS_PER_MM
    return SheetAppendix(
        label=label,
        title=break_balanced(appendix.title.upper(), width, form.SIZE_TITLE, bold=True),
        origin=_word_origin(paper),
        blocks=_word_blocks(appendix.blocks, room),
        landscape=appendix.landscape,
    )


def _word_origin(paper: Paper) -> str:
    """Where the appendix belongs; the values stay blank in an electronic document (Appendix I, Part I,
    Section III.1)."""
    kind = paper.kind or "Công văn"
    if paper.electronic or not paper.number:
        blank = "\u00a0" * 6
        return f"(Kèm theo {kind} số{blank}/{paper.symbol} ngày{blank}tháng{blank}năm{blank}của {paper.agency})"
    number = render_document_number(paper.number)
    return f"(Kèm theo {kind} số {number}/{paper.symbol} {render_long_date(paper.date)} của {paper.agency})"


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
