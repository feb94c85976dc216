"""What a file is, told from its bytes: the name's ending is never believed."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from trienkhai.sources.refusals import refuse


class Kind(StrEnum):
    """The kinds of file that are read, each by its own module."""

    TEXT = "text"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    PDF = "pdf"
    IMAGE = "image"


_IMAGE_STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"GIF8",
)
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = ("", ".txt", ".text", ".md")

# Other things offices send by mistake, told by their first bytes.
_OTHER_STARTS = (
    (b"Rar!", "nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "nén 7-Zip"),
    (b"\x1f\x8b", "nén GZIP"),
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình"),
    (b"ID3", "âm thanh"),
    (b"OggS", "âm thanh"),
)

# A page or a drawing: its first tag, after white space, comments and the XML declaration.
_MARKUP = re.compile(
    rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:[^-]|-(?!->)){0,2000}-->){0,20}"
    rb"<(?:!doctype\s+(?P<doctype>[a-z]+)|(?:[a-z]+:)?(?P<tag>html|head|body|svg|meta|script|table|div)[\s>/])",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s{0,100}<\?xml\s", re.IGNORECASE)
_CONTROL = bytes(code for code in range(32) if code not in (7, 8, 9, 10, 11, 12, 13, 26, 27))


def find_kind(data: bytes, name: str) -> Kind:
    """The kind of file these bytes are.

    Raises `UnreadableFile` (file-empty, file-disguised, file-encrypted, file-kind-unknown, file-kind-other)
    for what is not a document. `name` is only used to say what the file pretends to be.
    """
    start = data[:4096]
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise refuse("file-empty") if not data.strip(b"\x00 \t\r\n") else _unknown()
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _find_zip_kind(data)
    if start.startswith(_OLE_START):
        return _find_ole_kind(data)
    if start.startswith(b"{\\rtf"):
        return Kind.RTF
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if _looks_like_image(start):
        return Kind.IMAGE
    _refuse_other(start)
    _refuse_markup(start.removeprefix(b"\xef\xbb\xbf"), name)
    if _looks_like_text(data):
        return Kind.TEXT
    raise _unknown()


def _unknown() -> Exception:
    return refuse("file-kind-unknown")


def _looks_like_image(start: bytes) -> bool:
    if start.startswith(b"BM"):  # two letters that a text may begin with too
        return b"\x00" in start[:32]
    return start.startswith(_IMAGE_STARTS) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


def _find_zip_kind(data: bytes) -> Kind:
    """DOCX, or a refusal that names the other kind of package. Only names are looked at here."""
    if b"word/document" in data or b"word\\document" in data:
        return Kind.DOCX
    for mark, kind in (
        (b"xl/workbook", "Excel"),
        (b"ppt/presentation", "PowerPoint"),
        (b"mimetypeapplication/vnd.oasis", "OpenDocument"),
        (b"mimetypeapplication/epub", "EPUB"),
    ):
        if mark in data:
            raise refuse("file-kind-other", kind=kind)
    if b"[Content_Types].xml" in data[:4096] or data.startswith(b"PK\x05\x06"):
        raise refuse("docx-broken")
    raise refuse("file-kind-other", kind="nén ZIP")


def _find_ole_kind(data: bytes) -> Kind:
    """DOC, or a refusal that names what the container holds. Its directory stores names in UTF-16."""

    def holds(entry: str) -> bool:
        """Whether the directory names this entry."""
        return entry.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise refuse("file-encrypted")
    if holds("WordDocument\x00"):
        return Kind.DOC
    for entry, kind in (
        ("Workbook\x00", "Excel"),
        ("PowerPoint Document", "PowerPoint"),
        ("__substg1.0_", "thư Outlook"),
    ):
        if holds(entry):
            raise refuse("file-kind-other", kind=kind)
    raise _unknown()


def _refuse_other(start: bytes) -> None:
    for magic, kind in _OTHER_STARTS:
        if start.startswith(magic) and not (magic.isalpha() and _looks_like_text(start)):
            raise refuse("file-kind-other", kind=kind)
    if start[4:8] == b"ftyp":
        raise refuse("image-unreadable" if start[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "file-kind-unknown")


def _refuse_markup(start: bytes, name: str) -> None:
    match = _MARKUP.match(start)
    if match:
        tag = (match["doctype"] or match["tag"]).lower()
        kind = "hình vẽ SVG" if tag == b"svg" else "trang web"
    elif _XML.match(start):
        kind = "XML"
    else:
        return
    suffix = PurePath(name).suffix.lower()
    if suffix in (".html", ".htm", ".svg", ".xml", *_TEXT_ENDINGS):
        raise refuse("file-kind-other", kind=kind)
    raise refuse("file-disguised", suffix=suffix, kind=kind)


def _looks_like_text(data: bytes) -> bool:
    """Whether bytes are plausible text in UTF-8, UTF-16 or an old Vietnamese eight-bit code."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:65536]
    if b"\x00" in sample:
        # UTF-16 without a mark: every second byte of ordinary letters is zero
        zeros = max(sample[0::2].count(0), sample[1::2].count(0))
        return zeros > len(sample) * 0.3 and min(sample[0::2].count(0), sample[1::2].count(0)) <= len(sample) * 0.02
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls <= len(sample) * 0.01
