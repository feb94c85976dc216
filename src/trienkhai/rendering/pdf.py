"""A paper as PDF/A-2b, equal in words to the DOCX; needs typst (`trienkhai[paper]`) and the Liberation Serif
face.

Liberation Serif has the widths of Times New Roman, which may not be shipped. Version 2 is needed: version 1
lacks 93 Vietnamese letters, and a program that finds it mixes faces without a word.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from trienkhai.errors import TrienkhaiError
from trienkhai.parts import to_json
from trienkhai.rendering import form
from trienkhai.rendering.paper import Paper
from trienkhai.rendering.widths import measure
from trienkhai.rendering.wording import lay_out

_FAMILY = "Liberation Serif"
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_DASH = "- "
_STAND_IN = "□"
_MOST_STRANGE_LETTERS = 30

_UNDISPLAYED = re.compile(r'the text `"(.)[^`]*"` could not be displayed')
"""PDF/A refuses a letter no face can show (a picture sign, a Chinese character) and names it, as in
"the text `"漢"` could not be displayed with font ..."; control characters never come this far."""


class FontMissingError(TrienkhaiError):
    """The face the PDF is set in is not installed."""


def render_pdf(paper: Paper) -> bytes:
    """The document as the bytes of a PDF/A-2b file; the same paper always gives the same bytes.

    A letter that no face can show, such as a picture sign, is printed as a small square.
    Raises `FontMissingError` where no Liberation Serif is installed.
    """
    words = json.dumps(to_json(lay_out(paper)), ensure_ascii=False)
    for _ in range(_MOST_STRANGE_LETTERS):
        try:
            return _compile(words, _find_day(paper))
        except typst.TypstError as error:
            strange = _UNDISPLAYED.search(error.message)
            if strange is None:
                raise
            words = words.replace(strange.group(1), _STAND_IN)
    return _compile("".join(letter if ord(letter) < 0x2E80 else _STAND_IN for letter in words), _find_day(paper))


def _compile(words: str, day: datetime) -> bytes:
    made = typst.compile(
        files("trienkhai.rendering").joinpath("paper.typ").read_bytes(),
        font_paths=_list_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"sheet": words, "form": _write_form()},
        pdf_standards="a-2b",
        timestamp=day,
    )
    assert isinstance(made, bytes)
    return made


def _find_day(paper: Paper) -> datetime:
    """The day for the file's own record: that of the document, else a fixed one, never the day of
    printing."""
    date = paper.date
    if date.year is None or date.month is None or date.day is None:
        return _NO_DAY
    return datetime(date.year, date.month, date.day, tzinfo=UTC)


def _write_form() -> str:
    measures = {name.lower(): value for name, value in vars(form).items() if name.isupper()}
    measures["addressee_indent"] = measure("Kính gửi: ", form.SIZE_BODY)
    measures["dash_width"] = measure(_DASH, form.SIZE_BODY)
    return json.dumps(measures, ensure_ascii=False)


@cache
def _list_fonts() -> typst.Fonts:
    """The face alone, from the folder of its second version where both are installed."""
    installed = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    folders = {Path(font.path).parent for font in installed if font.family == _FAMILY and font.path}
    if not folders:
        raise FontMissingError(
            "font-missing",
            "Máy chưa có phông chữ Liberation Serif. Cài gói fonts-liberation2 rồi tạo lại PDF.",
        )
    newest = max(folders, key=lambda folder: ("liberation2" in folder.name, str(folder)))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[newest])
