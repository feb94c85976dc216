"""The child process that opens PDF and HEIC files of strangers; started by `pictures.py` only."""

from __future__ import annotations

import io
import json
import sys

import pypdfium2 as pdfium
from pi_heif.heif import open_heif
from PIL import Image

from trienkhai.sources.confined import confine_oneself
from trienkhai.web.files.pictures import MOST_PIXELS, NotDrawn, find_taken_on


def _open_heic(data: bytes) -> Image.Image:
    photo = open_heif(io.BytesIO(data))
    if photo.size[0] * photo.size[1] > MOST_PIXELS:
        raise NotDrawn
    picture: Image.Image = photo.to_pillow()  # turned upright by the library
    return picture


def _open_first_page(data: bytes, side: int) -> Image.Image:
    document = pdfium.PdfDocument(data)
    page = document[0]
    width, height = page.get_size()
    picture: Image.Image = page.render(scale=side / max(width, height, 1)).to_pil()
    return picture


def main() -> int:
    """Read standard input and print the picture, under the limits this process sets on itself first."""
    confine_oneself(sys.argv[1], sys.argv[2])
    data = sys.stdin.buffer.read()
    picture = _open_heic(data) if sys.argv[3] == "heic" else _open_first_page(data, int(sys.argv[4]))
    day = find_taken_on(picture)
    bare = Image.new("RGB", picture.size, "white")
    bare.paste(picture.convert("RGB"))
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=90)
    sys.stdout.buffer.write(json.dumps(day.isoformat() if day else "").encode() + b"\n" + target.getvalue())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
