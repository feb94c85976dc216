"""One page of a PDF file or scan as a picture for the eye: the frame its words were placed in, at screen size.

A recognised page is shown as it was read: turned upright and straightened, in its own colours, so that a rectangle
around a word is upright, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from trienkhai.sources.limits import PICTURE_DPI, PICTURE_PIXELS
from trienkhai.sources.recognise import Kind
from trienkhai.sources.refusals import refuse

if TYPE_CHECKING:
    from PIL import Image

_QUALITY = 78


@dataclass(frozen=True, slots=True)
class Frame:
    """Which page, counted from 1, and how it was turned and straightened before its words were placed."""

    number: int
    turn: int = 0
    skew: float = 0.0


def render_picture(data: bytes, kind: Kind, frame: Frame) -> bytes:
    """The page as a WebP picture.

    Raises `UnreadableFile`: page-missing where there is no such page, and what opening the file raises.
    """
    image = _draw_pdf_page(data, frame) if kind is Kind.PDF else _find_image(data, frame)
    if frame.turn:
        image = image.rotate(-frame.turn, expand=True, fillcolor="white")
    if frame.skew:
        image = image.rotate(frame.skew, resample=_bicubic(), fillcolor="white")
    stream = BytesIO()
    image.save(stream, "WEBP", quality=_QUALITY, method=2)
    return stream.getvalue()


def _draw_pdf_page(data: bytes, frame: Frame) -> Image.Image:
    # Imported here: an image needs no PDF library, and a PDF page none of what reads images.
    import pypdfium2 as pdfium

    from trienkhai.sources.pdf import open_pdf
    from trienkhai.sources.pdf_page import open_page

    document = open_pdf(data)
    try:
        if not 1 <= frame.number <= len(document):
            raise refuse("page-missing", page=frame.number)
        page = open_page(document, frame.number - 1)
        try:
            width, height = page.get_size()
            scale = PICTURE_DPI / 72
            if width * height * scale**2 > PICTURE_PIXELS:
                scale = (PICTURE_PIXELS / (width * height)) ** 0.5
            drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
            return drawn
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise refuse("pdf-broken") from error
    finally:
        document.close()


def _find_image(data: bytes, frame: Frame) -> Image.Image:
    from trienkhai.sources.scan import open_frames
    from trienkhai.sources.scan_image import DPI

    if frame.number < 1:
        raise refuse("page-missing", page=frame.number)
    image = next(islice(open_frames(data), frame.number - 1, None), None)
    if image is None:
        raise refuse("page-missing", page=frame.number)
    scale = min(PICTURE_DPI / DPI, (PICTURE_PIXELS / (image.width * image.height)) ** 0.5)
    if scale < 1:
        image = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), _bicubic())
    return image


def _bicubic() -> Image.Resampling:
    from PIL import Image

    return Image.Resampling.BICUBIC
