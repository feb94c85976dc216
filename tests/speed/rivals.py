"""What others do, as jobs. Runs in var/bench-venv, which has these libraries and no trienkhai; see `measuring.py`."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.speed.measuring import serve_jobs


def cite_eyecite(path: str) -> object:
    """All citations of an American text."""
    from eyecite import get_citations

    return get_citations(Path(path).read_text("utf-8"))


def extract_python_docx(path: str) -> object:
    """The words of paragraphs and of cells in tables, as its users write it."""
    import docx

    document = docx.Document(path)
    words = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        words += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(words)


def extract_mammoth(path: str) -> object:
    """The raw text."""
    import mammoth

    with open(path, "rb") as file:
        return mammoth.extract_raw_text(file).value


def extract_markitdown(path: str) -> object:
    """Markdown."""
    from markitdown import MarkItDown

    return MarkItDown(enable_plugins=False).convert(path).text_content


def extract_pypdfium2(path: str) -> object:
    """The bare text of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


def extract_pdfplumber(path: str) -> object:
    """The text of each page, laid out by its own rules."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [page.extract_text() for page in document.pages]


def recognise_plain(path: str, output: str = "stdout") -> object:
    """A page image by tesseract as it comes, one thread."""
    return subprocess.run(
        ["tesseract", path, output, "-l", "vie", "--dpi", "200"],
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
    ).stdout


JOBS: dict[str, Callable[[str], object]] = {
    "eyecite": cite_eyecite,
    "python-docx": extract_python_docx,
    "mammoth": extract_mammoth,
    "markitdown": extract_markitdown,
    "pypdfium2": extract_pypdfium2,
    "pdfplumber": extract_pdfplumber,
    "tesseract": partial(recognise_plain),
}

if __name__ == "__main__":
    serve_jobs(JOBS)
