"""Page images become lines: read by tesseract with its Vietnamese model, head and foot column by column.

The whole page is read once. A head in two columns, and a foot with "Nơi nhận" beside the signature, are then cut out
and read again, each column for itself and enlarged; of both readings of a column the one with more sure letters is
kept. numpy and Pillow come with the extra "scan", tesseract with the system.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from trienkhai.sources.limits import IMAGE_PIXELS, OCR_MEMORY_BYTES, OCR_SECONDS, SCAN_PAGES
from trienkhai.sources.lines import Source
from trienkhai.sources.page_order import Piece, PlacedLine, extend_line, order_page
from trienkhai.sources.page_text import Look, PageLine, PageText, join_pages
from trienkhai.sources.programs import run_program
from trienkhai.sources.refusals import refuse
from trienkhai.vietnamese.letters import fold

try:
    from PIL import Image, ImageOps

    from trienkhai.sources.scan_image import (
        DPI,
        Sheet,
        clear_grain,
        encode_image,
        find_head,
        prepare_page,
        share_unread,
    )

    _HAS_LIBRARIES = True
except ImportError:  # the extra "scan" is not installed: `_require_tools` says so
    _HAS_LIBRARIES = False

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_ENLARGED = 1.5
_SURE = 60.0
_UNREAD = 0.05
"""Share of the ink of a column that may lie outside all words: specks and ends of strokes. A line left out is more."""

_SLACK = 0.8
"""Handwritten numbers stand higher or lower than the printed "Số:" beside them; lines are 1.5 heights apart."""
_RULES = set("|_—–¬~^`'‘’=\\")
_HEAD = re.compile(r"cong hoa|xa hoi|chu nghia|doc lap|hanh phuc|dang cong|viet nam|tncs|ubnd|uy ban nhan dan")
_BODY = re.compile(r"k.?nh\s?g|^\W*(?:thong bao|giay moi|quyet dinh|ke hoach|to trinh|bao cao)\W*$")
_FOOT = re.compile(r"n[o0]i nh[ao]n|-\s?nhu tren|^\W{0,3}l[uư]u\s?[:;]|nhu dieu", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    confidence: float
    left: float
    right: float
    top: float
    bottom: float
    order: int


def read_image(data: bytes, *, places: bool = False) -> Source:
    """The text of an image file, page by page. Raises image-unreadable, image-too-large, scan-needs-tools."""
    _require_tools()
    pages: list[PageText] = []
    for number, image in enumerate(open_frames(data), 1):
        if number > SCAN_PAGES:
            raise refuse("scan-too-many-pages", limit=SCAN_PAGES)
        pages.append(_read_page(image, number))
    if not any(page.letters for page in pages):
        raise refuse("no-text-layer")
    return join_pages("scan", pages, places=places)


def check_image(data: bytes) -> None:
    """Look at an image without reading it. Raises image-unreadable, image-too-large, scan-needs-tools."""
    _require_tools()
    try:
        with Image.open(BytesIO(data)) as image:
            _check_pixels(image.width * image.height)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refuse("image-too-large", limit=IMAGE_PIXELS // 1_000_000) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise refuse("image-unreadable") from error


def read_pdf_pages(document: pdfium.PdfDocument, indexes: list[int]) -> list[PageText]:
    """The text of those pages of a PDF that are only images. Raises like `read_image`."""
    _require_tools()
    if len(indexes) > SCAN_PAGES:
        raise refuse("scan-too-many-pages", limit=SCAN_PAGES)
    pages: list[PageText] = []
    for index in indexes:
        page = document[index]
        try:
            width, height = page.get_size()
            _check_pixels(width * height * (DPI / 72) ** 2)
            image = page.render(scale=DPI / 72).to_pil()
        finally:
            page.close()
        pages.append(_read_page(image, index + 1))
    if not any(page.letters for page in pages):
        raise refuse("no-text-layer")
    return pages


def _check_pixels(count: float) -> None:
    if count > IMAGE_PIXELS:
        raise refuse("image-too-large", limit=IMAGE_PIXELS // 1_000_000)


def _require_tools() -> None:
    missing = [] if _HAS_LIBRARIES else ["numpy, Pillow"]
    if shutil.which("tesseract") is None:
        missing.append("tesseract-ocr, tesseract-ocr-vie")
    if missing:
        raise refuse("scan-needs-tools", missing=", ".join(missing))


def open_frames(data: bytes) -> Iterator[Image.Image]:
    """The pages of an image file, upright and at about 200 dpi."""
    try:
        with Image.open(BytesIO(data)) as image:
            for frame in range(min(getattr(image, "n_frames", 1), SCAN_PAGES + 1)):
                image.seek(frame)
                _check_pixels(image.width * image.height)
                upright = ImageOps.exif_transpose(image)
                yield _fit(upright.convert("L" if upright.mode in ("1", "L") else "RGB"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refuse("image-too-large", limit=IMAGE_PIXELS // 1_000_000) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise refuse("image-unreadable") from error


def _fit(image: Image.Image) -> Image.Image:
    """The page at the size an A4 sheet has at 200 dpi, where it is far from it: photos are larger, faxes smaller."""
    wanted = DPI * 8.27
    width = min(image.size)
    if 0.85 * wanted < width < 1.3 * wanted or width < 200:
        return image
    scale = wanted / width
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _read_page(image: Image.Image, number: int) -> PageText:
    sheet = prepare_page(image)
    words = _recognise(sheet.page, number, mode=3)
    turn = _find_turn(sheet.page, words, number)
    if turn:
        sheet = prepare_page(image.rotate(-turn, expand=True, fillcolor="white"))
        words = _recognise(sheet.page, number, mode=3)
    lines = _Columns(sheet, words, number).read()
    page, points = sheet.page, 72 / DPI
    placed = tuple(_place_lines(lines, points))
    return PageText(
        page.width * points,
        page.height * points,
        placed,
        has_image=True,
        recognised=True,
        turn=turn,
        skew=round(sheet.skew, 2),
    )


def _find_turn(page: Image.Image, words: list[_Word], number: int) -> int:
    """By how many degrees the page lies on its side, asked only where hardly anything could be read."""
    sure = sum(len(word.text) for word in words if word.confidence > _SURE)
    if sure >= 150 or sure * 2 > sum(len(word.text) for word in words) > 20:
        return 0
    found = re.search(rb"Rotate: (\d+)", _run(page, number, "--psm", "0", language="osd"))
    return int(found[1]) % 360 if found else 0


def _recognise(image: Image.Image, number: int, *, mode: int) -> list[_Word]:
    """The words tesseract finds; heights are those of their line, so that dashes and dots stand level with letters."""
    output = _run(image, number, "--psm", str(mode), "tsv").decode("utf-8", "replace")
    return _parse_words([row.split("\t") for row in output.splitlines()[1:]])


def _parse_words(rows: list[list[str]]) -> list[_Word]:
    """The words of one image in a table of tesseract's."""
    by_line: dict[tuple[str, ...], list[_Word]] = {}
    for order, cells in enumerate(rows):
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        word = _Word(cells[11], float(cells[10]), left, left + width, top, top + height, order)
        if not _is_debris(word):
            by_line.setdefault(tuple(cells[1:5]), []).append(word)
    return [word for line in by_line.values() for word in _level(line)]


def _is_debris(word: _Word) -> bool:
    """Specks, rules and bits of seals: no letter or digit, and unsure or nothing a person types alone."""
    if any(char.isalnum() for char in word.text) or word.text in ("-", "–", "+", "*"):
        return False
    return word.confidence < 70 or not set(word.text) - _RULES


def _level(line: list[_Word]) -> list[_Word]:
    shown = [word for word in line if any(char.isalnum() for char in word.text)] or line
    half = median(word.bottom - word.top for word in shown) / 2
    centre = median((word.top + word.bottom) / 2 for word in shown)
    return [
        _Word(word.text, word.confidence, word.left, word.right, centre - half, centre + half, word.order)
        for word in line
    ]


def _run(image: Image.Image, number: int, *options: str, language: str = "vie") -> bytes:
    with tempfile.TemporaryDirectory(prefix="trienkhai-") as folder:
        return _run_on("-", Path(folder), number, *options, language=language, data=encode_image(image))


def _run_on(given: str, folder: Path, number: int, *options: str, language: str = "vie", data: bytes = b"") -> bytes:
    command = ["tesseract", given, "-", "-l", language, "--dpi", str(DPI), *options]
    outcome = run_program(command, folder, OCR_SECONDS, OCR_MEMORY_BYTES, data)
    if outcome.timed_out:
        raise refuse("scan-timeout", page=number)
    return outcome.output if outcome.succeeded else b""


def _recognise_parts(parts: list[Image.Image], number: int) -> list[list[_Word]]:
    """The words of several parts of a page, each a block of lines, in one run: loading the model of the language takes
    a tenth of a second, half of what a part takes. Parts of which nothing comes are empty."""
    with tempfile.TemporaryDirectory(prefix="trienkhai-") as name:
        folder = Path(name)
        for index, part in enumerate(parts):
            (folder / f"{index}.bmp").write_bytes(encode_image(part))
        (folder / "parts").write_text("".join(f"{index}.bmp\n" for index in range(len(parts))), "ascii")
        output = _run_on("parts", folder, number, "--psm", "6", "tsv").decode("utf-8", "replace")
    rows: list[list[list[str]]] = [[] for _ in parts]
    for row in output.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) > 1 and cells[1].isdigit() and 0 < int(cells[1]) <= len(parts):
            rows[int(cells[1]) - 1].append(cells)
    return [_parse_words(table) for table in rows]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of head or foot, in the pixels of the page."""

    left: int
    top: int
    right: int
    bottom: int

    def crop(self, page: Image.Image) -> Image.Image:
        """Its image."""
        return page.crop((self.left, self.top, self.right, self.bottom))

    def cut(self, page: Image.Image) -> Image.Image:
        """Its image, enlarged."""
        part = clear_grain(self.crop(page))
        size = (max(1, round(part.width * _ENLARGED)), max(1, round(part.height * _ENLARGED)))
        return part.resize(size, Image.Resampling.LANCZOS)

    def place(self, words: list[_Word]) -> list[_Word]:
        """Words of its image with their places on the page."""
        return [
            _Word(
                word.text,
                word.confidence,
                word.left / _ENLARGED + self.left,
                word.right / _ENLARGED + self.left,
                word.top / _ENLARGED + self.top,
                word.bottom / _ENLARGED + self.top,
                word.order,
            )
            for word in words
        ]

    def holds(self, word: _Word) -> bool:
        """Whether the middle of a word lies in it."""
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.left <= across < self.right and self.top <= down < self.bottom


class _Columns:
    """Puts the words of a page in order, its head and foot read again column by column."""

    def __init__(self, sheet: Sheet, words: list[_Word], number: int) -> None:
        self._page = sheet.page
        self._sheet = sheet
        self._words = words
        self._number = number

    def read(self) -> list[PlacedLine]:
        """The lines of the page."""
        head = self._find_head()
        rest = self._words
        above = 0
        columns: list[_Column] = []
        if head is not None:
            middle, bottom = head
            columns += self._pair(0, bottom, middle)
            above = len(columns)
            rest = [word for word in rest if (word.top + word.bottom) / 2 >= bottom]
        foot = self._find_foot(rest)
        if foot is not None:
            top, middle = foot
            columns += self._pair(top, self._page.height, middle)
            rest = [word for word in rest if (word.top + word.bottom) / 2 < top]
        again = self._read_again(columns)
        return [*chain.from_iterable(again[:above]), *self._order(rest), *chain.from_iterable(again[above:])]

    def _pair(self, top: int, bottom: int, middle: int) -> list[_Column]:
        return [_Column(0, top, middle, bottom), _Column(middle, top, self._page.width, bottom)]

    def _read_again(self, columns: list[_Column]) -> list[list[PlacedLine]]:
        """The lines of each column in its best reading: of the whole page, by itself, below a seal without its red."""
        pages = [self._list_pages(column) for column in columns]
        parts = [column.cut(page) for column, its in zip(columns, pages, strict=True) for page in its]
        read = iter(_recognise_parts(parts, self._number) if parts else [])
        lines: list[list[PlacedLine]] = []
        for column, its in zip(columns, pages, strict=True):
            readings = [[word for word in self._words if column.holds(word)]]
            readings += [column.place(next(read)) for _ in its]
            lines.append(_join_number(self._order(max(readings, key=_count_sure))))
        return lines

    def _list_pages(self, column: _Column) -> list[Image.Image]:
        """The images a column is read again from. None where the reading of the whole page is sure of each of its words
        and left no ink unread: no other reading could have more sure letters."""
        words = [word for word in self._words if column.holds(word)]
        if all(word.confidence > _SURE for word in words):
            boxes = [
                (word.left - column.left, word.top - column.top, word.right - column.left, word.bottom - column.top)
                for word in words
            ]
            if share_unread(column.crop(self._page), boxes) < _UNREAD:
                return []
        unsealed = self._sheet.unseal() if column.left and column.top else None
        return [self._page] if unsealed is None else [self._page, unsealed]

    def _order(self, words: list[_Word]) -> list[PlacedLine]:
        pieces = [
            Piece(word.text, word.left, word.right, word.top, word.bottom, word.order, word.order, blank=True)
            for word in words
        ]
        return order_page(pieces, self._page.width, slack=_SLACK, boxes=True)

    def _find_head(self) -> tuple[int, int] | None:
        """The gutter of the head and its lower end, where the words above tell that it is one."""
        head = find_head(self._page)
        if head is None:
            return None
        middle, bottom = head
        lines = self._order([word for word in self._words if word.bottom < bottom + 10])
        if not any(_HEAD.search(fold(line.text)) for line in lines):
            return None
        # "Kính gửi" may stand left of the gutter, but belongs to the body
        below = [line.top for line in lines if _BODY.search(fold(line.text))]
        return middle, int(min([bottom, *(top - 2 for top in below)]))

    def _find_foot(self, words: list[_Word]) -> tuple[int, int] | None:
        """Top of the foot and middle of its gutter: the last lines beside "Nơi nhận" or its dashes."""
        lines = self._order(words)
        half = self._page.width * 0.5
        left = [line for line in lines if line.left < half * 0.6 and _FOOT.search(fold(line.text))]
        if not left:
            return None
        first = min(left, key=lambda line: line.top)
        right_edge = max(
            (word.right for word in words if word.top >= first.top - 5 and word.right < half * 1.1), default=half
        )
        beside = [
            word for word in words
            if word.left > half * 0.8 and word.bottom > first.top - 3 * (first.bottom - first.top)
            and word.confidence > _SURE
        ]  # fmt: skip
        above = [line for line in lines if line.left < half * 0.6 and line.top < first.top - 5]
        if above and above[-1].right < half * 0.8 and _is_near(above[-1], first):
            first = above.pop()  # "Nơi nhận" itself, read as something else
        top = max((line.bottom for line in above), default=first.top - 10)
        if not beside:
            return None
        gutter = (min(right_edge, half * 1.1) + min(word.left for word in beside)) / 2
        return int(min(top + 2, first.top - 4)), int(min(max(gutter, half * 0.6), half * 1.2))


def _join_number(lines: list[PlacedLine]) -> list[PlacedLine]:
    """A symbol torn from its number stands behind it again: no line of a document begins with a slash."""
    joined: list[PlacedLine] = []
    for line in lines:
        if joined and line.text.startswith("/") and line.left > joined[-1].left:
            joined[-1] = replace(extend_line(joined[-1], line, ""), right=line.right)
        else:
            joined.append(line)
    return joined


def _is_near(upper: PlacedLine, lower: PlacedLine) -> bool:
    return lower.top - upper.bottom < 0.8 * (lower.bottom - lower.top)


def _count_sure(words: list[_Word]) -> float:
    """Letters weighed by how sure they are; unsure ones count against."""
    return sum(sum(char.isalnum() for char in word.text) * (1.0 if word.confidence > _SURE else -0.5) for word in words)


def _place_lines(lines: list[PlacedLine], points: float) -> list[PageLine]:
    """The lines with their places in points; a wide gap leaves an empty line."""
    placed: list[PageLine] = []
    last: PlacedLine | None = None
    for line in lines:
        if last is not None and line.top - last.bottom > 1.5 * (line.bottom - line.top):
            placed.append(PageLine("", None))
        look = Look(line.left * points, line.right * points, line.top * points)
        boxes = tuple(
            (first, end, left * points, top * points, right * points, bottom * points)
            for first, end, left, top, right, bottom in line.boxes
        )
        placed.append(PageLine(line.text, look, boxes))
        last = line
    return placed
