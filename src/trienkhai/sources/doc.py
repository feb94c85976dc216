"""A DOC or RTF file as lines: read here where it is Word 97 or later, else by an outside program under caps."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from trienkhai.errors import UnreadableFile
from trienkhai.sources.doc_word import read_word_97
from trienkhai.sources.docx import read_docx
from trienkhai.sources.limits import (
    OFFICE_SECONDS,
    TOOL_MEMORY_BYTES,
    TOOL_OUTPUT_BYTES,
    TOOL_SECONDS,
    ZIP_MEMBER_BYTES,
)
from trienkhai.sources.lines import Source
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
    if _run(command, OFFICE_SECONDS, memory=None) is None:
        return None
    made = path.parent / "out" / "in.docx"
    if not made.is_file() or made.stat().st_size > ZIP_MEMBER_BYTES:
        return None
    source = read_docx(made.read_bytes())
    return Source("doc", source.text, source.layout)


def _read_with_catdoc(catdoc: str, path: Path) -> Source | None:
    output = _run([catdoc, "-w", "-d", "utf-8", str(path)], TOOL_SECONDS, memory=TOOL_MEMORY_BYTES)
    return None if output is None else Source("doc", output.decode("utf-8", "replace"))


def _run(command: list[str], seconds: int, *, memory: int | None) -> bytes | None:
    """What a program writes, at most the cap; None where it fails, is too slow or too large.

    It runs in a process group of its own, so that its children end with it, and without our environment.
    """

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (TOOL_OUTPUT_BYTES * 4, TOOL_OUTPUT_BYTES * 4))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    with tempfile.TemporaryFile() as output:
        folder = str(Path(command[-1]).parent)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"},
            start_new_session=True,
            preexec_fn=limit,
        )
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end_group(process)
            return None
        output.seek(0)
        text = output.read(TOOL_OUTPUT_BYTES + 1)
    return text if status == 0 and len(text) <= TOOL_OUTPUT_BYTES else None


def _end_group(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
