"""The pictures of pages, drawn once and kept beside the store under the hash of the file they show.

They can be drawn again at any time, so no backup needs them.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from trienkhai.errors import UnreadableFile
from trienkhai.sources.confined import render_confined
from trienkhai.sources.picture import Frame
from trienkhai.web.documents.models import Document, DocumentFile, ReadPage
from trienkhai.web.errors import Unknown
from trienkhai.web.files.store import read_stored

MEDIA_TYPE = "image/webp"


def find_picture(document: Document, page: ReadPage) -> bytes:
    """The picture of a page of the document's own file. Raises Unknown where it cannot be drawn."""
    original = next((file for file in document.files.all() if file.part == DocumentFile.Part.ORIGINAL), None)
    if original is None:
        raise Unknown
    kept = _path_of(original.stored.sha256, page)
    if kept.exists():
        return kept.read_bytes()
    frame = Frame(page.number, page.turn, page.skew)
    try:
        picture = render_confined(read_stored(original.stored.sha256), original.name, frame)
    except UnreadableFile as refusal:
        raise Unknown(refusal.message) from refusal
    except (OSError, ValueError) as error:
        raise Unknown("Tệp này không còn nguyên vẹn trong kho. Báo quản trị: cần lấy lại từ bản sao lưu.") from error
    _keep(kept, picture)
    return picture


def _path_of(sha256: str, page: ReadPage) -> Path:
    name = f"{sha256}-{page.number}-{page.turn}-{page.skew:.2f}.webp"
    return Path(settings.TRIENKHAI_FILES).with_name("pictures") / sha256[:2] / name


def _keep(path: Path, picture: bytes) -> None:
    """Written aside and renamed: whoever asks at the same moment never reads half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".drawing-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(picture)
    Path(temporary).replace(path)
