"""Drawn pictures that stand for photos in the sample: a house, a banner, a hall. No real place, no faces."""

from __future__ import annotations

import io
import random
from datetime import date

from PIL import Image, ImageDraw

SIZE = (480, 320)


def draw_photo(seed: int, day: date) -> bytes:
    """A small JPEG that says, as cameras do, on which day it was taken."""
    draw = random.Random(seed)
    sky = (draw.randint(150, 200), draw.randint(180, 215), draw.randint(200, 230))
    picture = Image.new("RGB", SIZE, sky)
    pen = ImageDraw.Draw(picture)
    ground = SIZE[1] - draw.randint(50, 90)
    pen.rectangle((0, ground, *SIZE), fill=(draw.randint(110, 150), draw.randint(130, 160), draw.randint(100, 130)))
    left, width = draw.randint(40, 120), draw.randint(220, 300)
    pen.rectangle((left, ground - 120, left + width, ground), fill=(229, 217, 190))
    pen.polygon(
        ((left - 20, ground - 120), (left + width // 2, ground - 180), (left + width + 20, ground - 120)), (150, 90, 70)
    )
    banner = ground - draw.randint(80, 105)
    pen.rectangle((left + 20, banner, left + width - 20, banner + 26), fill=(122, 42, 42))
    for step in range(7):
        x = left + 36 + step * (width - 72) // 7
        pen.line((x, banner + 13, x + 18, banner + 13), fill=(240, 214, 120), width=4)
    exif = Image.Exif()
    exif[306] = f"{day:%Y:%m:%d} {draw.randint(8, 20):02}:{draw.randint(0, 59):02}:00"
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80, exif=exif)
    return target.getvalue()
