"""A DOC or RTF file as lines: read here where it is Word 97 or later, else by an outside program under caps."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from trienkhai.errors import UnreadableFile
from trienkhai.sources.doc_word import read_word_97
from trienkhai.sources.docx import read_docx
from trienkhai.sources.limits import (
    OFFICE_MEMORY_BYTES,
    OFFICE_SECONDS,
    TOOL_MEMORY_BYTES,
    TOOL_SECONDS,
    ZIP_MEMBER_BYTES,
)
from trienkhai.sources.lines import Source
from trienkhai.sources.programs import run_program
from trienkhai.sources.recognise import Kind
from trienkhai.sources.refusals import refuse


def read_doc(data: bytes, kind: Kind) -> Source:
    """The text of a DOC or RTF.

    LibreOffice keeps numbering and tables and is asked before catdoc, which keeps neither. Raises `UnreadableFile`:
    doc-broken, file-encrypted, doc-needs-tools.
    """
    if kind is Kind.DOC:
        try:
            return read_word_97(data)
        except UnreadableFile as refused:
            if refused.id != "doc-broken":
                raise
    office, catdoc = shutil.which("soffice"), shutil.which("catdoc")
    if office is None and catdoc is None:
        raise refuse("doc-needs-tools")
    suffix = ".rtf" if kind is Kind.RTF else ".doc"
    with tempfile.TemporaryDirectory(prefix="trienkhai-") as folder:
        path = Path(folder, "in" + suffix)
        path.write_bytes(data)
        source = _convert_with_office(office, path) if office is not None else None
        if source is None and catdoc is not None:
            source = _read_with_catdoc(catdoc, path)
    if source is None or not any(char.isalnum() for char in source.text):
        raise refuse("doc-broken")
    return source


def _convert_with_office(office: str, path: Path) -> Source | None:
    """The file by way of DOCX; None where LibreOffice cannot. It has a profile of its own: a running one is not
    disturbed, and two may work at once."""
    command = [
        office, f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--norestore",
        "--convert-to", "docx", "--outdir", str(path.parent / "out"), str(path),
    ]  # fmt: skip
    if not run_program(command, path.parent, OFFICE_SECONDS, OFFICE_MEMORY_BYTES).succeeded:
        return None
    made = path.parent / "out" / "in.docx"
    if not made.is_file() or made.stat().st_size > ZIP_MEMBER_BYTES:
        return None
    source = read_docx(made.read_bytes())
    return Source("doc", source.text, source.layout)


def _read_with_catdoc(catdoc: str, path: Path) -> Source | None:
    command = [catdoc, "-w", "-d", "utf-8", str(path)]
    outcome = run_program(command, path.parent, TOOL_SECONDS, TOOL_MEMORY_BYTES)
    return Source("doc", outcome.output.decode("utf-8", "replace")) if outcome.succeeded else None
