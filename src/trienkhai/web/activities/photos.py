"""Making a file fit to be kept as evidence: known kind, its day read, its metadata gone."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from datetime import date, datetime

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from trienkhai.web.errors import NotValid
from trienkhai.web.files.media import check_size, clean_name, find_media_type

MOST_PIXELS = 60_000_000
IMAGE_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class ReadyPhoto:
    """A file ready to be kept. `taken_on` comes from the picture itself, None where it does not say.

    `sent_sha256` is of the file as it was sent, so that the same photo is known again.
    """

    data: bytes
    name: str
    media_type: str
    is_photo: bool
    taken_on: date | None
    sent_sha256: str


def prepare_evidence(data: bytes, name: str) -> ReadyPhoto:
    """The file fit to be kept: a picture without its metadata, GPS included, but with the day it was taken.

    What the file is, its bytes say. Raises NotValid with a sentence; nothing is kept here.
    """
    name = clean_name(name)
    check_size(data, name)
    sent = hashlib.sha256(data).hexdigest()
    try:
        media_type = find_media_type(data, name)
    except NotValid as refusal:
        sentence = f"Tệp “{name}” chưa được lưu. {refusal.message}"
        raise NotValid(refusal.id, sentence, {"file": sentence}) from refusal
    if media_type.startswith("image/"):
        return prepare_picture(data, name, sent)
    if media_type.startswith("text/"):
        raise unknown_kind(name)
    return ReadyPhoto(data, name, media_type, is_photo=False, taken_on=None, sent_sha256=sent)


def unknown_kind(name: str) -> NotValid:
    """The refusal of a file that is nothing we keep as evidence."""
    sentence = f"Tệp “{name}” không phải ảnh JPEG, PNG, WebP hay PDF, DOCX, XLSX; chưa được lưu. Chọn tệp khác."
    return NotValid("file-kind-unknown", sentence, {"file": sentence})


def prepare_picture(data: bytes, name: str, sent_sha256: str) -> ReadyPhoto:
    """A picture drawn anew from its pixels, upright, so that nothing else travels with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            kind = picture.format or ""
            if kind not in IMAGE_TYPES:
                raise unknown_kind(name)
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
    data = target.getvalue()
    return ReadyPhoto(data, name, IMAGE_TYPES[kind], is_photo=True, taken_on=taken_on, sent_sha256=sent_sha256)


def find_taken_on(picture: Image.Image) -> date | None:
    """The day the camera wrote into the picture; None where it wrote none or one that cannot be."""
    try:
        exif = picture.getexif()
        said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a day has no zone
    except (ValueError, KeyError, OSError, SyntaxError, TypeError):
        return None


def shrink_photo(data: bytes, side: int = 480) -> bytes:
    """A JPEG no longer than `side` pixels. Raises OSError or ValueError for what is no picture."""
    picture = Image.open(io.BytesIO(data))
    picture.draft("RGB", (side, side))
    picture.thumbnail((side, side))
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()
