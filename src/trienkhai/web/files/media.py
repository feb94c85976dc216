"""What a file is, told from its bytes: the name's ending and the browser's word are never believed.

An office exchanges documents, tables, slides and pictures; web pages, drawings with script, programs and archives are
refused, because whoever opens them later would run what somebody else wrote.
"""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext as _

from trienkhai.errors import UnreadableFile
from trienkhai.sources import Kind, find_kind
from trienkhai.web.errors import NotValid
from trienkhai.web.language import in_vietnamese

LARGEST_FILE = 50 * 1024 * 1024
_OOXML = "application/vnd.openxmlformats-officedocument."
_PICTURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
_KINDS = {
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.DOCX: _OOXML + "wordprocessingml.document",
    Kind.DOC: "application/msword",
    Kind.RTF: "application/rtf",
    Kind.PDF: "application/pdf",
}
# Other files of an office: kept as enclosures, though no text is read out of them.
_PACKAGES = (
    (b"xl/workbook", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/presentation", _OOXML + "presentationml.presentation"),
)
_OLD_TABLES = ("Workbook\x00", "application/vnd.ms-excel"), ("PowerPoint Document", "application/vnd.ms-powerpoint")


def check_size(data: bytes, name: str) -> None:
    """Raises NotValid for nothing at all and for more than 50 MB."""
    check_name_and_size(name, len(data))


def check_name_and_size(name: str, size: int) -> None:
    """The same for a file that is only announced."""
    if size < 1:
        raise _refusal("file-empty", _("Tệp “%(name)s” trống, chưa có gì được lưu. Chọn lại tệp.") % {"name": name})
    if size > LARGEST_FILE:
        raise too_large(name)


def too_large(name: str = "") -> NotValid:
    """The refusal of a file above the limit."""
    sentence = _("Tệp lớn hơn 50 MB, chưa được lưu. Giảm dung lượng, hoặc tách ra rồi gửi lại.")
    if name:
        sentence = _("Tệp “%(name)s” lớn hơn 50 MB, chưa được lưu. Giảm dung lượng, hoặc tách ra rồi gửi lại.") % {
            "name": name
        }
    return _refusal("file-too-large", sentence)


def find_media_type(data: bytes, name: str) -> str:
    """The media type of a file an office may keep. Raises NotValid with a sentence for every other."""
    check_size(data, name)
    try:
        kind = find_kind(data, name)
    except UnreadableFile as refusal:
        other = _other_office_file(data)
        if other is None:
            raise _refusal(refusal.id, refusal.message) from refusal
        return other
    if kind is Kind.IMAGE:
        return next((media for start, media in _PICTURES if data.startswith(start)), "image/tiff")
    return _KINDS[kind]


def clean_name(name: str, fallback: str = in_vietnamese("tệp")) -> str:
    """The last part of a name as a browser sent it, without control and direction marks, at most 255 letters.

    A mark that turns the direction of writing could show "gpj.exe" as "exe.jpg"; such marks are no printable letters.
    """
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(char for char in last if char.isprintable()).strip()
    if not shown.strip("."):
        return fallback
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > 255 and dot and len(ending) < 10:
        shown = f"{stem[: 254 - len(ending)]}.{ending}"
    return shown[:255]


def _other_office_file(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((media for mark, media in _PACKAGES if mark in data), None)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((media for entry, media in _OLD_TABLES if entry.encode("utf-16-le") in data), None)
    return None


def _refusal(id: str, sentence: str) -> NotValid:
    return NotValid(id, sentence, {"file": sentence})
