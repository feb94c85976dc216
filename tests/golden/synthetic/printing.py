"""A master printed: DOCX with header and foot in tables, PDF, page images, and the same pages as a bad scan gives them.

The pages are set here and not by `trienkhai.rendering`, so that the reader is not tested against its own twin.
"""

from __future__ import annotations

import io
import math
import random
from functools import cache
from pathlib import Path

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.golden.synthetic.delivery import (
    addressee_lines,
    left_lines,
    number_words,
    receiver_lines,
    right_lines,
    signing_lines,
    title_lines,
)
from tests.golden.synthetic.masters import Master

_PAGE = """
#set page(paper: "a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 1.5cm))
#set text(font: "Liberation Serif", size: 14pt, lang: "vi")
#set par(justify: true, leading: 0.62em, spacing: 0.75em)
#let lines(all) = all.map(line => if line == "" [#v(0.55em)] else [#line]).join(linebreak())
"""


@cache
def _list_fonts() -> typst.Fonts:
    """The one face with all Vietnamese letters, so that no letter of another stands between."""
    installed = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    paths = [Path(font.path).parent for font in installed if font.family == "Liberation Serif" and font.path]
    newest = max(paths, key=lambda path: ("liberation2" in path.name, str(path)))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[newest])


def write_typst(master: Master) -> str:
    """The page as typst source."""
    left = [line for line in left_lines(master, 40) if set(line) != {"-"}]
    right = [line for line in right_lines(master) if set(line) != {"-"}]
    number = left.index(number_words(master))
    head_left, head_right = _array(left[:number]), _array(right[:-1])
    below = _array(left[number:])
    urgency = f"#rect(inset: 4pt)[*{master.urgency}*]\n" if master.urgency else ""
    title = [line for line in title_lines(master) if set(line) != {"-"}]
    body = "\n\n".join(f"#h(1.27cm){_quoted(line.text)}" for line in master.body)
    return (
        f"{_PAGE}"
        f"#set par(justify: false)\n#grid(columns: (42%, 58%), align: center, row-gutter: 6pt,\n"
        f"  text(size: 12pt, strong(lines({head_left}))), text(size: 12pt, strong(lines({head_right}))),\n"
        f"  text(size: 13pt, lines({below})), text(size: 13pt, style: \"italic\", lines({_array(right[-1:])})))\n"
        f"{urgency}#v(6pt)\n#align(center, strong(lines({_array(title)})))\n#v(4pt)\n"
        f"#pad(left: 2cm, lines({_array(addressee_lines(master))}))\n#v(4pt)\n#set par(justify: true)\n"
        f"{body}\n#v(10pt)\n#set par(justify: false)\n"
        f"#block(breakable: false, grid(columns: (52%, 48%), text(size: 11pt, lines({_array(receiver_lines(master))})),"
        f" align(center, strong(lines({_array(signing_lines(master))})))))\n"
    )  # fmt: skip


def _array(lines: list[str]) -> str:
    return "(" + "".join(f"{_string(line)}," for line in lines) + ")"


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(words: str) -> str:
    return f"#{_string(words)};"


def print_pdf(master: Master) -> bytes:
    """The document as a PDF with a text layer."""
    made = typst.compile(write_typst(master).encode(), font_paths=_list_fonts(), ignore_system_fonts=True, format="pdf")
    assert isinstance(made, bytes)
    return made


def print_pages(master: Master, dpi: int = 200) -> list[Image.Image]:
    """The pages as grey images."""
    made = typst.compile(
        write_typst(master).encode(), font_paths=_list_fonts(), ignore_system_fonts=True, format="png", ppi=dpi
    )
    pages = [made] if isinstance(made, bytes) else made
    return [Image.open(io.BytesIO(page)).convert("L") for page in pages]


def seal(page: Image.Image, seed: str) -> Image.Image:
    """A page with the round seal and the signature of the office over its signing block, as a grey scan shows them."""
    chance = random.Random(seed)
    box = ImageChops.invert(page).getbbox()
    if box is None:
        return page
    width = page.size[0]
    x, y = int(width * chance.uniform(0.58, 0.66)), box[3] - int(width * 0.125)
    ink = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(ink)
    radius = int(width * 0.075)
    for reach, thick in ((radius, 5), (int(radius * 0.62), 2)):
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), outline=120, width=thick)
    for turn in range(28):  # the ring of letters is never legible
        angle = turn * math.tau / 28
        spot = (x + 0.8 * radius * math.cos(angle), y + 0.8 * radius * math.sin(angle))
        draw.text(spot, chance.choice("ỦBNDSỞTỈƯ"), fill=130, font_size=20)
    points = [(x + step * radius / 6, y + chance.uniform(-0.5, 0.5) * radius) for step in range(-3, 14)]
    draw.line(points, fill=60, width=4, joint="curve")
    return ImageChops.darker(page, ink)


def wear(page: Image.Image, strength: int, seed: str) -> Image.Image:
    """A page as a scanner leaves it: 1 an ordinary office scanner, 2 a bad copy (skewed, blurred, grainy, uneven)."""
    chance = random.Random(f"{seed} {strength}")
    skew = chance.uniform(-0.35, 0.35) * strength
    page = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(0.5 + 0.2 * strength))
    grain = Image.effect_noise(page.size, 4 + 5 * strength)
    page = ImageChops.add(page, grain, scale=1, offset=-128)
    if strength > 1:
        shade = Image.linear_gradient("L").rotate(90 * chance.randrange(4)).resize(page.size)
        page = ImageChops.subtract(page, shade.point(lambda value: value // 5))
        page = page.point(lambda value: max(0, min(255, (value - 40) * 5 // 4)))
    return page


def scan(master: Master, strength: int) -> list[Image.Image]:
    """The pages, sealed and signed, as the scanner gives them."""
    pages = print_pages(master)
    pages[-1] = seal(pages[-1], master.name)
    return [wear(page, strength, f"{master.name} {number}") for number, page in enumerate(pages)]


def save_scan(master: Master, strength: int, path: Path) -> None:
    """The document as a scanned PDF, or as one image where the path ends so."""
    pages = scan(master, strength)
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200), resolution=200)


def print_docx(master: Master) -> bytes:
    """The document as a DOCX: header and foot are tables without lines, as offices type them."""
    document = Document()
    left, right = left_lines(master), right_lines(master)
    number = left.index(number_words(master))
    head = document.add_table(2, 2)
    _fill(head.cell(0, 0), left[:number])
    _fill(head.cell(0, 1), right[:-1])
    _fill(head.cell(1, 0), [*left[number:], *([master.urgency] if master.urgency else [])])
    _fill(head.cell(1, 1), right[-1:])
    for line in title_lines(master, 200):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in [*addressee_lines(master), *(line.text for line in master.body)]:
        document.add_paragraph(line)
    foot = document.add_table(1, 2)
    _fill(foot.cell(0, 0), receiver_lines(master))
    _fill(foot.cell(0, 1), signing_lines(master))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(cell: _Cell, lines: list[str]) -> None:
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)
