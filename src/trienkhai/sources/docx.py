"""A DOCX file as lines: its parts taken from the package and written in order by `word_lines`."""

from __future__ import annotations

from itertools import chain

from trienkhai.sources.docx_body import read_body
from trienkhai.sources.docx_numbering import Numbering
from trienkhai.sources.docx_package import Package
from trienkhai.sources.docx_styles import read_styles
from trienkhai.sources.lines import Source
from trienkhai.sources.refusals import refuse
from trienkhai.sources.word_blocks import Block, Body, Table
from trienkhai.sources.word_lines import WordWriter


def read_docx(data: bytes) -> Source:
    """The text and layout of a DOCX. Raises `UnreadableFile`: docx-broken, docx-bomb, docx-unsafe."""
    package = Package(data)
    main = next((part for kind, part in package.list_targets("").values() if kind == "officeDocument"), "")
    if main not in package:
        main = "word/document.xml"
    if main not in package:
        raise refuse("docx-broken")
    targets = package.list_targets(main)
    by_kind = {kind: part for kind, part in targets.values() if part in package}
    body = read_body(package.read_part(main))
    styles = read_styles(
        _read_optional(package, by_kind.get("styles")), lambda: _read_optional(package, by_kind.get("theme"))
    )
    numbering = Numbering(lambda: _read_optional(package, by_kind.get("numbering")), styles)
    writer = WordWriter(styles, body, numbering)
    _write_margins(writer, package, targets, [name for section in body.sections for name in section.headers])
    writer.write(body.blocks)
    _write_notes(writer, package, by_kind, body)
    _write_margins(writer, package, targets, [name for section in body.sections for name in section.footers])
    return Source("docx", "\n".join(writer.lines), writer.describe_layout())


def _read_optional(package: Package, part: str | None) -> bytes | None:
    return package.read_part(part) if part is not None else None


def _write_margins(
    writer: WordWriter, package: Package, targets: dict[str, tuple[str, str]], references: list[str]
) -> None:
    """Headers or footers, each text once; lines that only number the page are left out."""
    seen: set[str] = set()
    read: set[bytes] = set()  # each section has parts of its own, often with the very same bytes
    for reference in references:
        part = targets.get(reference, ("", ""))[1]
        if part in seen or part not in package:
            continue
        seen.add(part)
        markup = package.read_part(part)
        if b":t" not in markup or markup in read:  # most headers of a first page hold no text
            continue
        read.add(markup)
        lines = WordWriter(writer.styles, Body(), writer.numbering)
        lines.write(_drop_page_numbers(read_body(markup).blocks))
        if any(char.isalnum() for line in lines.lines for char in line) and "\n".join(lines.lines) not in seen:
            seen.add("\n".join(lines.lines))
            writer.append(lines)


def _drop_page_numbers(blocks: list[Block]) -> list[Block]:
    """Without the paragraphs that hold little but the number of the page ("Trang 2/5")."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            for cell in chain.from_iterable(block.rows):
                cell.blocks = _drop_page_numbers(cell.blocks)
            kept.append(block)
        elif not (block.has_page_number and len("".join(text for text, _ in block.pieces)) < 20):
            block.boxes = _drop_page_numbers(block.boxes)
            kept.append(block)
    return kept


def _write_notes(writer: WordWriter, package: Package, by_kind: dict[str, str], body: Body) -> None:
    """The foot- and endnotes, after the text, in the order in which it refers to them."""
    parts = {
        kind: read_body(package.read_part(by_kind[kind])).by_note
        for kind in {kind for kind, _ in body.notes}
        if kind in by_kind
    }
    for kind, note in dict.fromkeys(body.notes):
        writer.write(parts.get(kind, {}).get(note, []))
