"""Pictures out of PDF and HEIC files, drawn by a child process that may be ended.

Both kinds are opened by libraries in C that obey none of our caps: a small file may make them claim gigabytes, run for
hours or crash. The child is confined as the one that reads documents is (`sources/confined.py`).

The child is `drawing_child.py`: bytes on standard input; one line of JSON and a JPEG on standard output.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from PIL import ExifTags, Image

from trienkhai.errors import UnreadableFile
from trienkhai.sources.confined import Caps, run_confined

MOST_PIXELS = 60_000_000
CAPS = Caps(seconds=60, processor_seconds=20, memory=1024 * 1024 * 1024)
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
_CHILD = "trienkhai.web.files.drawing_child"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bare JPEG, upright, and the day the camera wrote into the file it was made from."""

    jpeg: bytes
    taken_on: date | None


class NotDrawn(Exception):
    """No picture could be made: the file is broken, too large when unfolded, or took too long."""


def is_heic(data: bytes) -> bool:
    """Whether these bytes are a photo as telephones of one maker write it."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS


def convert_heic(data: bytes) -> Drawn:
    """The photo as a JPEG of the same size. Raises NotDrawn."""
    return _ask_child("heic", data, 0)


def draw_first_page(data: bytes, side: int = 480) -> bytes:
    """The first page of a PDF as a JPEG no longer than `side` pixels. Raises NotDrawn."""
    return _ask_child("pdf", data, side).jpeg


def find_taken_on(picture: Image.Image) -> date | None:
    """The day the camera wrote into the picture; None where it wrote none or one that cannot be."""
    try:
        exif = picture.getexif()
        said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a day has no zone
    except (ValueError, KeyError, OSError, SyntaxError, TypeError):
        return None


def _ask_child(kind: str, data: bytes, side: int) -> Drawn:
    try:
        written = run_confined(_CHILD, [kind, str(side)], data, CAPS)
    except UnreadableFile as refusal:
        raise NotDrawn from refusal
    said, _, jpeg = written.partition(b"\n")
    if not jpeg:
        raise NotDrawn
    day = json.loads(said)
    return Drawn(jpeg, date.fromisoformat(day) if day else None)
