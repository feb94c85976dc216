"""A file that asks for too much ends its own reader, not the server."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from tests.library.sources.building import build_docx, paragraph
from tests.library.sources.building_doc import Part, build_doc
from tests.library.sources.building_pdf import build_pdf, build_raw_pdf
from trienkhai.errors import UnreadableFile
from trienkhai.sources import confined, read_bytes
from trienkhai.sources.confined import Caps, read_confined

LETTER = [(72, 700, "So: 15/KH-SYT"), (72, 680, "Kinh gui: So Y te"), (72, 660, "Can cu Ke hoach so 1/KH-UBND")]
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def build_bomb() -> bytes:
    """A PDF of some kilobytes whose page is a gigabyte of drawing: zeros of zeros."""
    engine = zlib.compressobj(9)
    inner = engine.compress(b"0 0 m 1 1 l S\n" * 4096)
    for _ in range(18_000):
        inner += engine.compress(b"0 0 m 1 1 l S\n" * 4096)
    packed = zlib.compress(inner + engine.flush(), 9)
    stream = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return build_raw_pdf([CATALOGUE, PAGES, page, stream])


def build_maze() -> bytes:
    """A PDF of a few kilobytes whose page draws a form that draws a form twenty times, and so on: 20^9 letters."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    start = b"<</Length 5>>stream\n/X Do\nendstream"
    forms = []
    for number in range(9):
        drawn = b"/X Do\n" * 20 if number < 8 else b"0 0 m 1 1 l S\n"
        inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + number) if number < 8 else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n" % (inner, len(drawn))
        forms.append(head + drawn + b"endstream")
    return build_raw_pdf([CATALOGUE, PAGES, page, start, *forms])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Số: 15/KH-SYT\nKính gửi: Sở Y tế".encode()),
        ("a.docx", build_docx(paragraph("Kính gửi: Sở Y tế"))),
        ("a.pdf", build_pdf([LETTER])),
        ("a.doc", build_doc([Part("Kính gửi: Sở Y tế\r")])),
    ],
)
def test_the_child_reads_as_the_server_would(name: str, data: bytes) -> None:
    """Text, kind and layout are the same."""
    assert read_confined(data, name) == read_bytes(data, name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"%PDF-1.7 nothing", "pdf-broken"), (build_pdf([LETTER], encrypted=True), "pdf-encrypted"), (b"", "file-empty")],
)
def test_a_refusal_comes_through_with_its_sentence(data: bytes, reason: str) -> None:
    """The clerk reads the reader's own words."""
    with pytest.raises(UnreadableFile) as refused:
        read_confined(data, "a.pdf")
    assert refused.value.id == reason
    with pytest.raises(UnreadableFile) as here:
        read_bytes(data, "a.pdf")
    assert refused.value.message == here.value.message


@pytest.mark.parametrize(
    ("data", "caps"),
    [
        pytest.param(build_bomb(), Caps(memory=320 * 1024**2, processor_seconds=20), id="memory"),
        pytest.param(build_maze(), Caps(processor_seconds=2), id="processor"),
        pytest.param(build_maze(), Caps(seconds=2), id="clock"),
    ],
)
def test_a_hostile_pdf_is_stopped(data: bytes, caps: Caps) -> None:
    """A small file that would take gigabytes or hours is refused, by the reason that says so."""
    assert len(data) < 100_000
    with pytest.raises(UnreadableFile) as refused:
        read_confined(data, "a.pdf", caps)
    assert refused.value.id == "reading-stopped"


def test_the_child_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys that the server holds are not handed on, and nothing is left behind."""
    monkeypatch.setenv("TRIENKHAI_SECRET_KEY", "x")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert "TRIENKHAI_SECRET_KEY" not in confined._environment(str(tmp_path))
    read_confined(build_pdf([LETTER]), "a.pdf")
    assert os.listdir(tmp_path) == []
