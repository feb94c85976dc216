"""The pictures of pages, drawn once and kept beside the store under the hash of the file they show.

They can be drawn again at any time, so no backup needs them.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from trienkhai.errors import UnreadableFile
from trienkhai.sources.confined import render_confined
from trienkhai.sources.picture import Frame
from trienkhai.web.documents.machine_words import say_in_page_language
from trienkhai.web.documents.models import Document, DocumentFile, ReadPage
from trienkhai.web.errors import Unknown
from trienkhai.web.files.store import read_stored

MEDIA_TYPE = "image/webp"


def find_picture(document: Document, page: ReadPage) -> bytes:
    """The picture of a page of the document's own file. Raises Unknown where it cannot be drawn."""
    files = list(document.files.all())
    if page.file_id is None:
        shown = next((file for file in files if file.part == DocumentFile.Part.ORIGINAL), None)
    else:
        shown = next((file for file in files if file.pk == page.file_id), None)
    if shown is None:
        raise Unknown
    number = page.number if page.file_id is None else 1
    sheet = Sheet(shown.stored.sha256, shown.name, Frame(number, page.turn, page.skew))
    if sheet.path.exists():
        return sheet.path.read_bytes()
    try:
        return draw_sheet(sheet)
    except UnreadableFile as refusal:
        raise Unknown(say_in_page_language(refusal.message)) from refusal
    except (OSError, ValueError) as error:
        raise Unknown(_("Tệp này không còn nguyên vẹn trong kho. Báo quản trị: cần lấy lại từ bản sao lưu.")) from error


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of one stored file, as its words were placed."""

    sha256: str
    name: str
    frame: Frame

    @property
    def path(self) -> Path:
        """Where its picture is kept."""
        frame = self.frame
        name = f"{self.sha256}-{frame.number}-{frame.turn}-{frame.skew:.2f}.webp"
        return Path(settings.TRIENKHAI_FILES).with_name("pictures") / self.sha256[:2] / name

    @property
    def failed(self) -> Path:
        """A file that stands there where it could not be drawn; drawn once more only when somebody asks for it."""
        return self.path.with_suffix(".none")


def draw_sheet(sheet: Sheet) -> bytes:
    """The picture, drawn and kept; twice gives the same. Raises UnreadableFile, OSError, ValueError."""
    picture = render_confined(read_stored(sheet.sha256), sheet.name, sheet.frame)
    _keep(sheet.path, picture)
    return picture


def draw_ahead(sheet: Sheet) -> bool:
    """The picture is drawn before somebody asks for it; False where it was, or cannot be drawn."""
    if sheet.path.exists() or sheet.failed.exists():
        return False
    try:
        draw_sheet(sheet)
    except (UnreadableFile, OSError, ValueError):
        _keep(sheet.failed, b"")
    return True


def _keep(path: Path, picture: bytes) -> None:
    """Written aside and renamed: whoever asks at the same moment never reads half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".drawing-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(picture)
    Path(temporary).replace(path)
