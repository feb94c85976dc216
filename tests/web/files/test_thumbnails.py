"""Small pictures: of photos and of a PDF's first page, drawn under caps, made once."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from trienkhai.sources.confined import Caps
from trienkhai.web.files import pictures
from trienkhai.web.files.pictures import NotDrawn, convert_heic, draw_first_page
from trienkhai.web.files.store import path_of, write_durably
from trienkhai.web.files.thumbnails import find_thumbnail


def make_pdf(width: float, height: float) -> bytes:
    """A PDF with one empty page of this size in points."""
    document = pdfium.PdfDocument.new()
    document.new_page(width, height)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(595, 842, (340, 480)), (842, 595, (480, 340)), (14_400, 14_400, (480, 480)), (30, 60, (240, 480))],
    ids=["A4", "A4 across", "a very large sheet", "a tiny sheet"],
)
def test_a_first_page_has_the_size_of_a_list(width: float, height: float, size: tuple[int, int]) -> None:
    drawn = Image.open(io.BytesIO(draw_first_page(make_pdf(width, height))))
    assert drawn.format == "JPEG"
    assert all(abs(one - two) <= 1 for one, two in zip(drawn.size, size, strict=True))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nhong", b"khong phai"])
def test_what_cannot_be_drawn_is_told(data: bytes) -> None:
    with pytest.raises(NotDrawn):
        draw_first_page(data)
    with pytest.raises(NotDrawn):
        convert_heic(data)


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "CAPS", Caps(seconds=0))
    with pytest.raises(NotDrawn):
        draw_first_page(make_pdf(595, 842))


def test_a_pdf_that_cannot_be_drawn_shows_an_empty_sheet() -> None:
    sha256 = write_durably(b"%PDF-1.7\nhong")
    small = Image.open(io.BytesIO(find_thumbnail(sha256, "application/pdf")))
    assert small.size == (340, 480)


def test_a_small_picture_is_made_once_and_again_when_gone(store: Path) -> None:
    """It lies beside the store, never in it: nobody takes it for evidence."""
    picture = Image.new("RGB", (2000, 1000), "teal")
    target = io.BytesIO()
    picture.save(target, "PNG")
    sha256 = write_durably(target.getvalue())
    small = find_thumbnail(sha256, "image/png")
    kept = store / "small" / sha256[:2] / f"{sha256}.jpg"
    assert kept.read_bytes() == small
    assert Image.open(io.BytesIO(small)).size == (480, 240)
    path_of(sha256).unlink()
    assert find_thumbnail(sha256, "image/png") == small
    kept.unlink()
    with pytest.raises(OSError, match=sha256):
        find_thumbnail(sha256, "image/png")
    assert not path_of(hashlib.sha256(small).hexdigest()).exists()
