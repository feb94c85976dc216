"""A file becomes numbered lines with positions and layout.

`read_file` and `read_bytes` recognise what a file is from its content and call the module that reads it. They
are imported when first needed: reading a text must not pay for the PDF library.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from trienkhai.sources.limits import FILE_BYTES, MEBIBYTE, TEXT_CHARACTERS
from trienkhai.sources.lines import Line, PagePlaces, Source, TextLayer, move_words, split_lines
from trienkhai.sources.recognise import Kind, find_kind
from trienkhai.sources.refusals import refuse

__all__ = [
    "Kind",
    "Line",
    "PagePlaces",
    "Source",
    "TextLayer",
    "check_size",
    "find_kind",
    "read_bytes",
    "read_file",
    "split_lines",
]


def read_file(path: Path, *, reread: bool = False) -> Source:
    """The text and layout of a file; `reread` as for `read_bytes`.

    Raises `UnreadableFile`: missing, no document, or beyond a limit.
    """
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError as error:
        raise refuse("file-missing") from error
    return read_bytes(data, path.name, reread=reread)


def read_bytes(data: bytes, name: str, *, places: bool = False, promptly: bool = False, reread: bool = False) -> Source:
    """The text and layout of a file's bytes; `name` only serves to say what a disguised file pretends to be.

    `places` asks for the place of every word on the pages of PDF files and scans. `promptly` refuses with takes-longer
    what is not read within about a second: page images, and long PDF files. `reread` has the page images of a PDF read
    where the letters behind them are garbled.

    Raises `UnreadableFile` with one of the ids of `sources.refusals`.
    """
    check_size(data)
    source = _read_kind(find_kind(data, name), data, places=places, promptly=promptly, reread=reread)
    if len(source.text) > TEXT_CHARACTERS:
        raise refuse("file-too-long", limit=f"{TEXT_CHARACTERS:,}".replace(",", "."))
    return source


def check_size(data: bytes) -> None:
    """Raise file-empty or file-too-large where the size alone decides."""
    if not data:
        raise refuse("file-empty")
    if len(data) > FILE_BYTES:
        raise refuse("file-too-large", limit=FILE_BYTES // MEBIBYTE)


def _read_kind(kind: Kind, data: bytes, *, places: bool, promptly: bool, reread: bool) -> Source:
    # Imported when first needed: a text file must not load zipfile, pypdfium2, numpy or Pillow.
    if kind is Kind.DOCX:
        from trienkhai.sources.docx import read_docx

        return _modernise(read_docx(data))
    if kind is Kind.PDF:
        from trienkhai.sources.pdf import read_pdf

        return _modernise(read_pdf(data, places=places, promptly=promptly, reread=reread))
    if kind in (Kind.DOC, Kind.RTF):
        from trienkhai.sources.doc import read_doc

        return _modernise(read_doc(data, kind))
    if kind is Kind.IMAGE:
        from trienkhai.sources.scan import check_image, read_image

        if promptly:
            check_image(data)
            raise refuse("takes-longer")
        return read_image(data, places=places)
    from trienkhai.sources.text import decode_text

    return Source("text", decode_text(data))


# Letters with both roof and tone: no code of before Unicode can show them by chance, and no text lacks them.
_MODERN = re.compile("[ạ-ỹ]")


def _modernise(source: Source) -> Source:
    """Text typed in a font of before Unicode, where no font name told so, as proper Vietnamese."""
    if source.text.isascii() or _MODERN.search(source.text):
        return source
    from trienkhai.sources.text import convert_legacy  # only for such texts: its tables cost a millisecond

    text = convert_legacy(source.text)
    return replace(source, text=text, pages=tuple(move_words(source.pages, source.text, text)))
