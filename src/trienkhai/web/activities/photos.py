"""Making a file fit to be kept as evidence: known kind, its day read, its metadata gone."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from datetime import date, datetime

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from trienkhai.web.errors import NotValid

LARGEST_FILE = 50 * 1024 * 1024
MOST_PIXELS = 60_000_000
IMAGE_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
PDF = b"%PDF-"
ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class ReadyPhoto:
    """A file ready to be kept. `taken_on` comes from the picture itself, None where it does not say."""

    data: bytes
    name: str
    media_type: str
    is_photo: bool
    taken_on: date | None


def prepare_evidence(data: bytes, name: str) -> ReadyPhoto:
    """The file without its metadata (GPS included), with the day it was taken. Raises NotValid, nothing kept."""
    name = clean_name(name)
    if not data:
        raise NotValid("file-empty", f"Tệp “{name}” trống, chưa có gì được lưu. Chọn lại tệp.")
    if len(data) > LARGEST_FILE:
        raise NotValid("file-too-large", f"Tệp “{name}” lớn hơn 50 MB, chưa được lưu. Giảm dung lượng rồi gửi lại.")
    if data.startswith(PDF):
        return ReadyPhoto(data, name, "application/pdf", is_photo=False, taken_on=None)
    if data.startswith(ARCHIVE) and name.lower().endswith((".docx", ".xlsx")):
        kind = "wordprocessingml.document" if name.lower().endswith(".docx") else "spreadsheetml.sheet"
        media_type = f"application/vnd.openxmlformats-officedocument.{kind}"
        return ReadyPhoto(data, name, media_type, is_photo=False, taken_on=None)
    return prepare_picture(data, name)


def prepare_picture(data: bytes, name: str) -> ReadyPhoto:
    """A picture drawn anew from its pixels, upright, so that nothing else travels with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            kind = picture.format or ""
            if kind not in IMAGE_TYPES:
                raise NotValid(
                    "file-kind-unknown",
                    f"Tệp “{name}” không phải ảnh JPEG, PNG, WebP hay PDF, DOCX, XLSX; chưa được lưu. Chọn tệp khác.",
                )
            if picture.width * picture.height > MOST_PIXELS:
                raise NotValid(
                    "image-too-large", f"Ảnh “{name}” quá lớn (trên 60 triệu điểm ảnh). Giảm cỡ rồi gửi lại."
                )
            taken_on = find_taken_on(picture)
            upright = ImageOps.exif_transpose(picture)
            upright.load()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Warning,
    ) as error:
        raise NotValid(
            "image-unreadable",
            f"Tệp “{name}” mang tên ảnh nhưng không mở được như ảnh; chưa được lưu. Chụp hoặc chọn lại.",
        ) from error
    mode = "RGBA" if kind != "JPEG" and upright.has_transparency_data else "RGB"
    bare = Image.new(mode, upright.size)
    bare.paste(upright.convert(mode))
    target = io.BytesIO()
    bare.save(target, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return ReadyPhoto(target.getvalue(), name, IMAGE_TYPES[kind], is_photo=True, taken_on=taken_on)


def find_taken_on(picture: Image.Image) -> date | None:
    """The day the camera wrote into the picture; None where it wrote none or one that cannot be."""
    try:
        exif = picture.getexif()
        said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a day has no zone
    except (ValueError, KeyError, OSError, SyntaxError, TypeError):
        return None


def clean_name(name: str) -> str:
    """The file's own name: no folders, no invisible direction marks, at most 200 characters with its ending kept."""
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf")).strip(" .") or "tệp"
    stem, dot, ending = name.rpartition(".")
    if len(name) > 200 and dot and len(ending) <= 8:
        return f"{stem[: 199 - len(ending)]}.{ending}"
    return name[:200]
