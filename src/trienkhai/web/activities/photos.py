"""Making a file fit to be kept as evidence: known kind, its day read, its metadata gone."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from trienkhai.web.errors import NotValid
from trienkhai.web.files.media import check_size, clean_name, find_media_type
from trienkhai.web.files.pictures import MOST_PIXELS, NotDrawn, convert_heic, find_taken_on, is_heic

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
    if is_heic(data):
        return prepare_heic(data, name, sent)
    try:
        media_type = find_media_type(data, name)
    except NotValid as refusal:
        sentence = _("Tệp “%(name)s” chưa được lưu. %(message)s") % {"name": name, "message": refusal.message}
        raise NotValid(refusal.id, sentence, {"file": sentence}) from refusal
    if media_type.startswith("image/"):
        return prepare_picture(data, name, sent)
    if media_type.startswith("text/"):
        raise unknown_kind(name)
    return ReadyPhoto(data, name, media_type, is_photo=False, taken_on=None, sent_sha256=sent)


def unknown_kind(name: str) -> NotValid:
    """The refusal of a file that is nothing we keep as evidence."""
    sentence = _(
        "Tệp “%(name)s” không phải ảnh JPEG, PNG, HEIC, WebP hay PDF, DOCX, XLSX; chưa được lưu. Chọn tệp khác."
    ) % {"name": name}
    return NotValid("file-kind-unknown", sentence, {"file": sentence})


def unreadable_picture(name: str) -> NotValid:
    """The refusal of a picture that cannot be opened."""
    sentence = _("Tệp “%(name)s” mang tên ảnh nhưng không mở được như ảnh; chưa được lưu. Chụp hoặc chọn lại.") % {
        "name": name
    }
    return NotValid("image-unreadable", sentence, {"file": sentence})


def prepare_heic(data: bytes, name: str, sent_sha256: str) -> ReadyPhoto:
    """A telephone's HEIC as a bare JPEG of the same name: what every browser and printer shows."""
    try:
        drawn = convert_heic(data)
    except NotDrawn as error:
        raise unreadable_picture(name) from error
    as_jpeg = f"{PurePath(name).stem[:251]}.jpg"
    return ReadyPhoto(
        drawn.jpeg, as_jpeg, "image/jpeg", is_photo=True, taken_on=drawn.taken_on, sent_sha256=sent_sha256
    )


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
                    "image-too-large",
                    _("Ảnh “%(name)s” quá lớn (trên 60 triệu điểm ảnh). Giảm cỡ rồi gửi lại.") % {"name": name},
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
        raise unreadable_picture(name) from error
    mode = "RGBA" if kind != "JPEG" and upright.has_transparency_data else "RGB"
    bare = Image.new(mode, upright.size)
    bare.paste(upright.convert(mode))
    target = io.BytesIO()
    bare.save(target, kind, **({"quality": 90} if kind == "JPEG" else {}))
    data = target.getvalue()
    return ReadyPhoto(data, name, IMAGE_TYPES[kind], is_photo=True, taken_on=taken_on, sent_sha256=sent_sha256)
