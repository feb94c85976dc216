"""A page image made ready for reading: even light, straight lines, no speckle. Needs numpy and Pillow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.uint8]

DPI = 200
_INK = 150
"""Darker than this is ink, once the light is even."""

_COARSE = 4
"""Skew, speckle and gutters are looked for at a quarter of the size."""

_SPECKLE = 0.12
"""Share of lonely dark dots above which a page is cleaned; cleaning a good page costs accents."""

_HEAD_GAP = 0.018
"""The blank below a head, as part of the page: more than one line. Inside a head one column fills the other's gaps."""

_HEAD_LEAST = 0.05
"""A head has three lines at least."""

_MARKED = 6.0
"""How many times the grain of the paper a dot at a quarter of the size must stand out to be print or pen. Of grain
alone one dot in a thousand million does, and a page has a quarter of a million."""

_MARKED_LEAST = 12.0
"""The same in grey levels, for paper without any grain; the faintest copy is darker."""

_NEAR = 5
"""Dots around a mark that belong to it, itself in the middle: accents and dots stand no farther off."""

_ABOVE, _BESIDE = 4, 2
"""Dots at a quarter of the size by which letters may stand out of their word's box: half a line, half a letter."""

_STRAIGHT = 0.2
"""Degrees below which turning would blur more than it helps."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in grey, evenly lit, straight, and cleaned where it was speckled.

    `image` is the page as it came, `turned` by how many degrees it was turned, `cleaned` whether it was speckled.
    """

    page: Image.Image
    image: Image.Image
    turned: float
    cleaned: bool

    @property
    def skew(self) -> float:
        """By how many degrees the page was turned to stand straight."""
        return self.turned if abs(self.turned) >= _STRAIGHT else 0.0

    def unseal(self) -> Image.Image | None:
        """The page without red, for a seal lies over the signature; None where it bears no seal. Only the signature is
        read from it, for marks of urgency and secrecy are red too; so it is made when asked for, and most pages have
        no signature."""
        if self.image.mode != "RGB" or not _has_red(self.image):
            return None
        # In red light a red seal is paper, and black print and blue pen are ink
        return _finish(_even_light(self.image.getchannel("R")), self.turned, cleans=self.cleaned)


def prepare_page(image: Image.Image) -> Sheet:
    """The page made ready for reading."""
    page = _even_light(image.convert("L"))
    angle = _find_skew(page)
    cleans = _measure_speckle(page) > _SPECKLE
    return Sheet(_finish(page, angle, cleans=cleans), image, angle, cleans)


def _finish(page: Image.Image, angle: float, *, cleans: bool) -> Image.Image:
    if abs(angle) >= _STRAIGHT:
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return clear_grain(Image.fromarray(_take_medians(np.asarray(page))) if cleans else page)


def _has_red(image: Image.Image) -> bool:
    """Whether the page bears enough red for a seal."""
    small = image.resize((max(1, image.width // 8), max(1, image.height // 8)), Image.Resampling.BOX)
    red, green = (np.asarray(small.getchannel(name), dtype=np.int16) for name in "RG")
    return bool(np.count_nonzero(red - green > 40) > 0.0005 * red.size)


def encode_image(image: Image.Image) -> bytes:
    """The grey image as an OCR program takes it, not packed: packing takes longer than reading it. As BMP, for
    leptonica reads that by rows and PGM pixel by pixel: a twentieth of the whole reading of a page."""
    stream = BytesIO()
    image.save(stream, "BMP")
    return stream.getvalue()


_BAND = 128
"""Rows worked on at a time, so that the values stay in the processor's cache."""

_FACTORS = (255.0 / np.maximum(np.arange(256), 32)).astype(np.float32)
"""What makes paper of each grey white; darker than 32 is no paper."""


def _even_light(grey: Image.Image) -> Image.Image:
    """Each pixel divided by the paper around it (flat field). Shadows of folds and yellowed corners go; without it the
    OCR program takes a shaded signature block for a picture and leaves it out."""
    small = grey.resize((max(1, grey.width // 8), max(1, grey.height // 8)), Image.Resampling.BOX)
    for _ in range(4):  # as one filter of nine does, in a third of the time
        small = small.filter(ImageFilter.MaxFilter(3))
    paper = small.filter(ImageFilter.GaussianBlur(6))
    background = np.asarray(paper.resize(grey.size, Image.Resampling.BILINEAR))
    pixels = np.asarray(grey)
    made = np.empty_like(pixels)
    for top in range(0, grey.height, _BAND):
        band = slice(top, top + _BAND)
        even = np.take(_FACTORS, background[band])
        even *= pixels[band]
        made[band] = np.minimum(even, 255.0, out=even)
    return Image.fromarray(made)


def _find_ink(image: Image.Image) -> NDArray[np.bool_]:
    return np.asarray(_shrink(image)) < _INK + 40


def _find_marks(image: Image.Image) -> NDArray[np.bool_]:
    """Where at a quarter of the size something darker stands out of the grain of this paper, be it ever so faint."""
    small = np.asarray(_shrink(image), dtype=np.float32)
    paper, lower = np.percentile(small, (50, 31))
    grain = 2.0 * float(paper - lower)  # half a deviation lies between the two
    return np.asarray(small < paper - max(_MARKED * grain, _MARKED_LEAST))


def share_unread(image: Image.Image, boxes: Iterable[tuple[float, float, float, float]]) -> float:
    """The share of print and pen that lies in none of these boxes (left, top, right, bottom). 0.0 where all is paper.

    A box reaches half a line farther up and down: accents stand above the letters that it is measured by.
    """
    marks = _find_marks(image)
    total = int(np.count_nonzero(marks))
    for box in boxes:
        left, top, right, bottom = (max(0, round(side / _COARSE)) for side in box)
        marks[max(0, top - _ABOVE) : bottom + _ABOVE, max(0, left - _BESIDE) : right + _BESIDE] = False
    return int(np.count_nonzero(marks)) / total if total else 0.0


def clear_grain(image: Image.Image) -> Image.Image:
    """The image, its paper white where the OCR program would take the grain of the paper for ink.

    It parts ink from paper where the two differ most (Otsu). Where hardly anything is written that place lies within
    the grain: a quarter of the paper turns black, and it reads specks for half a minute. That is so where most of what
    it would call ink is near no mark; print itself is not touched.
    """
    threshold = _part_tones(image)
    dark = np.asarray(_shrink(image.point([255 * (tone <= threshold) for tone in range(256)])), dtype=np.float64)
    marks = _find_marks(image)
    if dark[~marks].sum() * 2 <= dark.sum():
        return image
    near = Image.fromarray(marks.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(_NEAR))
    if dark[np.asarray(near) == 0].sum() * 2 <= dark.sum():
        return image
    near = near.resize(image.size, Image.Resampling.NEAREST).convert("1")
    return Image.composite(image, Image.new("L", image.size, 255), near)


def _part_tones(image: Image.Image) -> int:
    """The grey up to which the OCR program calls an image ink: between the two classes that differ most (Otsu)."""
    counts = np.asarray(image.histogram(), dtype=np.float64)
    tones = np.arange(len(counts))
    below, weight = np.cumsum(counts), np.cumsum(counts * tones)
    apart = (weight[-1] * below - weight * below[-1]) ** 2 / np.maximum(below * (below[-1] - below), 1.0)
    return int(np.argmax(apart))


def _shrink(image: Image.Image) -> Image.Image:
    return image.resize((max(1, image.width // _COARSE), max(1, image.height // _COARSE)), Image.Resampling.BOX)


def _find_skew(image: Image.Image) -> float:
    """By how many degrees to turn the page: where the rows of ink are sharpest. Looks up to three degrees each way."""
    rows, columns = np.nonzero(_find_ink(image))
    if len(rows) < 500:
        return 0.0
    best = (0.0, -1.0)
    for angle in np.arange(-3.0, 3.01, 0.2):
        heights = (rows - columns * np.tan(np.radians(angle))).astype(np.int64)
        profile = np.bincount(heights - heights.min()).astype(np.float64)
        sharpness = float(np.sum(np.diff(profile) ** 2))
        if sharpness > best[1]:
            best = (float(angle), sharpness)
    return best[0]


def _measure_speckle(image: Image.Image) -> float:
    """The share of dark dots that a median of nine would take away."""
    ink = np.asarray(image) < _INK
    kept = _take_medians(np.asarray(image)) < _INK
    total = int(np.count_nonzero(ink))
    return float(np.count_nonzero(ink & ~kept)) / total if total else 0.0


# Nineteen exchanges bring the median of nine values to the fifth place (Devillard's network).
_EXCHANGES = (
    (1, 2), (4, 5), (7, 8), (0, 1), (3, 4), (6, 7), (1, 2), (4, 5), (7, 8), (0, 3),
    (5, 8), (4, 7), (3, 6), (1, 4), (2, 5),
    (4, 7), (4, 2), (6, 4), (4, 2),
)  # fmt: skip


def _take_medians(pixels: Pixels) -> Pixels:
    """Each pixel replaced by the median of the nine around it, the edges repeated outwards; in bands, so that the
    values stay in the processor's cache: many times faster than a sort for each pixel."""
    height, width = pixels.shape
    padded = np.pad(pixels, 1, mode="edge")
    made = np.empty_like(pixels)
    for top in range(0, height, _BAND):
        rows = min(_BAND, height - top)
        nine = [
            padded[top + row : top + row + rows, column : column + width] for row in range(3) for column in range(3)
        ]
        for one, other in _EXCHANGES:
            nine[one], nine[other] = np.minimum(nine[one], nine[other]), np.maximum(nine[one], nine[other])
        made[top : top + rows] = nine[4]
    return made


def _end_at_gap(inked: NDArray[np.bool_], gap: int, least: int) -> int:
    """Where the first stretch without ink longer than `gap` begins, looked for below `least`."""
    run = 0
    for row, has_ink in enumerate(inked):
        run = 0 if has_ink else run + 1
        if run > gap and row - run > least:
            return row - run + 2
    return len(inked)


def find_head(image: Image.Image) -> tuple[int, int] | None:
    """The middle of the gutter between the two columns of the head, and the height down to which it stays free.

    Both in pixels of the image; None where the page has no such head.
    """
    ink = _find_ink(image)
    height, width = ink.shape
    ink = ink[:, int(width * 0.03) : int(width * 0.97)]
    edge = int(width * 0.03)
    rows = np.nonzero(ink[: height // 2].sum(axis=1) > 2)[0]
    if len(rows) < 8:
        return None
    top = int(rows[0])
    half = max(2, int(width * 0.008))
    best = (0, 0)
    for middle in range(int(width * 0.28), int(width * 0.6)):
        strip = ink[top : height // 2, middle - edge - half : middle - edge + half + 1]
        crossed = np.nonzero(strip.sum(axis=1) > 0)[0]
        free = int(crossed[0]) if len(crossed) else 0
        if free > best[1]:
            best = (middle, free)
    middle, free = best
    bottom = top + _end_at_gap(
        np.any(ink[top : top + free], axis=1, keepdims=True)[:, 0], int(height * _HEAD_GAP), int(height * _HEAD_LEAST)
    )
    left, right = ink[top:bottom, : middle - edge], ink[top:bottom, middle - edge :]
    is_head = free > height * 0.05 and left.any(axis=1).sum() > 8 and right.any(axis=1).sum() > 8
    return (middle * _COARSE, bottom * _COARSE) if is_head else None
