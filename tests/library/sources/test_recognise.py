"""What a file is, is told from its bytes; what is no document is refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.sources.building import build_docx, paragraph
from trienkhai.errors import UnreadableFile
from trienkhai.sources import Kind, find_kind, limits, read_bytes, read_file
from trienkhai.sources.refusals import list_refusals, refuse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Kính gửi: Ủy ban nhân dân".encode(), Kind.TEXT),
        (b"\xef\xbb\xbf" + "Kính gửi".encode(), Kind.TEXT),
        ("Kính gửi".encode("utf-16"), Kind.TEXT),
        ("Số: 12/KH-UBND ngày".encode("utf-16-le"), Kind.TEXT),
        (b"\xa7\xc6\xc4 c\xb8o", Kind.TEXT),
        (b"< 5 ng\xc3\xa0y", Kind.TEXT),
        (b"BM. 12: quy trinh", Kind.TEXT),
        (build_docx(paragraph("x")), Kind.DOCX),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\n\n%PDF-1.4\n", Kind.PDF),
        (OLE + "WordDocument\0".encode("utf-16-le"), Kind.DOC),
        (b"{\\rtf1\\ansi x}", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
        (b"\xff\xd8\xff\xe0", Kind.IMAGE),
        (b"II*\x00\x08", Kind.IMAGE),
        (b"BM\x36\x00\x00\x00", Kind.IMAGE),
    ],
)
def test_content_decides(data: bytes, kind: Kind) -> None:
    """The name says something else every time."""
    assert find_kind(data, "văn bản.xyz") is kind


@pytest.mark.parametrize(
    ("data", "name", "id"),
    [
        (b"", "a.docx", "file-empty"),
        (b" \r\n\t\n", "a.txt", "file-empty"),
        (bytes(100), "a.txt", "file-empty"),
        (b"<!DOCTYPE html><html>", "a.doc", "file-disguised"),
        (b"\xef\xbb\xbf  <HTML><body>", "a.docx", "file-disguised"),
        (b"<?xml version='1.0'?><!-- x --><svg onload='x'>", "a.pdf", "file-disguised"),
        (b"<svg xmlns='x'>", "a.png", "file-disguised"),
        (b"<?xml version='1.0'?><?mso-application?><w:wordDocument>", "a.doc", "file-disguised"),
        (b"<html><body>", "a.html", "file-kind-other"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "file-encrypted"),
        (OLE + "Workbook\0".encode("utf-16-le"), "a.doc", "file-kind-other"),
        (OLE + "VBA_PROJECT".encode("utf-16-le"), "a.doc", "file-kind-unknown"),
        (b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "a.docx", "file-kind-other"),
        (b"PK\x03\x04" + b"\0" * 26 + b"anh.jpg", "a.docx", "file-kind-other"),
        (b"MZ\x90\x00\x03", "a.doc", "file-kind-other"),
        (b"Rar!\x1a\x07\x00", "a.doc", "file-kind-other"),
        (b"\x00\x00\x00\x18ftypheic\x00", "a.jpg", "image-unreadable"),
        (bytes(range(256)) * 8, "a.doc", "file-kind-unknown"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, name: str, id: str) -> None:
    """Each reason has its id, and a sentence without open places."""
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, name)
    assert refused.value.id == id
    assert "{" not in refused.value.message


def test_a_file_beyond_the_cap_is_not_even_looked_at(tmp_path: Path) -> None:
    """The size is checked before the kind."""
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(UnreadableFile) as refused:
        read_file(path)
    assert refused.value.id == "file-too-large"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """Neither is a file that can be opened."""
    for path in (tmp_path / "không có.docx", tmp_path):
        with pytest.raises(UnreadableFile) as refused:
            read_file(path)
        assert refused.value.id == "file-missing"


def test_a_text_beyond_the_cap_is_refused() -> None:
    """A text of fifty megabytes is no document."""
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(b"chu " * (limits.TEXT_CHARACTERS // 4 + 1), "a.txt")
    assert refused.value.id == "file-too-long"


def test_every_refusal_says_what_to_do_in_one_line() -> None:
    """Each sentence ends properly and holds a second one: what to do next."""
    for id, sentence in list_refusals().items():
        assert sentence.endswith("."), id
        assert sentence.count(". ") >= 1 or "; " in sentence, id


def test_a_refusal_fills_in_its_values() -> None:
    """The limit stands in the sentence."""
    assert "50 MB" in refuse("file-too-large", limit=50).message
