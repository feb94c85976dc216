"""Small pictures of stored files for lists: made once, kept beside the store, made again where they are gone."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from PIL import Image

from trienkhai.web.files.pictures import NotDrawn, draw_first_page
from trienkhai.web.files.store import read_stored

SIDE = 480
_SHEET = (340, 480)


def may_show(media_type: str) -> bool:
    """Whether a file of this kind has a small picture."""
    return media_type.startswith("image/") or media_type == "application/pdf"


def find_thumbnail(sha256: str, media_type: str) -> bytes:
    """A bare JPEG no longer than 480 pixels; a PDF that cannot be drawn shows an empty sheet.

    Raises OSError or ValueError where the file is gone, damaged or no picture.
    """
    path = _path_of(sha256)
    if path.exists():
        return path.read_bytes()
    small = _draw(read_stored(sha256), media_type)
    _keep(path, small)
    return small


def draw_ahead(sha256: str, media_type: str) -> bool:
    """The small picture is drawn before somebody asks for it; False where it was, or cannot be drawn."""
    path = _path_of(sha256)
    failed = path.with_suffix(".none")
    if not may_show(media_type) or path.exists() or failed.exists():
        return False
    try:
        find_thumbnail(sha256, media_type)
    except (OSError, ValueError):
        _keep(failed, b"")
    return True


def shrink_photo(data: bytes, side: int = SIDE) -> bytes:
    """A JPEG no longer than `side` pixels. Raises OSError or ValueError for what is no picture."""
    picture = Image.open(io.BytesIO(data))
    picture.draft("RGB", (side, side))
    picture.thumbnail((side, side))
    return _as_jpeg(picture.convert("RGB"))


def _draw(data: bytes, media_type: str) -> bytes:
    if media_type != "application/pdf":
        return shrink_photo(data)
    try:
        return draw_first_page(data, SIDE)
    except NotDrawn:
        return _as_jpeg(Image.new("RGB", _SHEET, "white"))


def _as_jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()


def _path_of(sha256: str) -> Path:
    return Path(settings.TRIENKHAI_FILES) / "small" / sha256[:2] / f"{sha256}.jpg"


def _keep(path: Path, data: bytes) -> None:
    """Written aside and renamed: whoever asks at the same moment never reads half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(temporary).replace(path)
