"""The pages of a document as pictures, each found value marked with rectangles at its place.

Kinds and numbers stand as tags in the margin, left or right of the words, so that nothing covers the picture. A long
document is shown ten pages at a time; what stands elsewhere is told by the address of its pages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from trienkhai import parts
from trienkhai.sources.lines import WORD
from trienkhai.web.documents.doubts import Doubt
from trienkhai.web.documents.highlights import Mark, collect_blocks, collect_marks
from trienkhai.web.documents.models import ReadPage

AT_ONCE = 10
_ROOM = 34.0
"""How far tags may stand outside the page, in points."""
_TAG_HEIGHT = 11.0
_CROP_WIDTH = 250.0
_CROP_HEIGHT = 90.0


@dataclass(frozen=True, slots=True)
class View:
    """How a person looks at the document: its pictures or its text, and from which page on (0: where the doubt is)."""

    as_text: bool = False
    page: int = 0

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        said = {**({"xem": "chu"} if self.as_text else {}), **({"trang": self.page} if self.page else {})}
        return "?" + urlencode(said) if said else ""


def read_view(said: QueryDict) -> View:
    """The view an address asks for."""
    page = said.get("trang", "")
    return View(said.get("xem") == "chu", int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    def __str__(self) -> str:
        return f"{self.left:.1f} {self.top:.1f} {self.right - self.left:.1f} {self.bottom - self.top:.1f}"

    @property
    def figures(self) -> dict[str, str]:
        """Its place and size as a drawing writes them: with points, whatever the reader's language."""
        names = ("x", "y", "width", "height")
        return dict(zip(names, str(self).split(), strict=True))


@dataclass(frozen=True, slots=True)
class Tag:
    """A word in the margin beside a mark."""

    text: str
    css: str
    box: Box

    @property
    def at(self) -> dict[str, str]:
        """Where its letters begin."""
        return {"x": f"{self.box.left + 3.5:.1f}", "y": f"{self.box.bottom - 2.8:.1f}"}


@dataclass(frozen=True, slots=True)
class SheetMark:
    """One value on one page. `anchor` is empty on the pages a value goes on to."""

    css: str
    anchor: str
    goto: str
    title: str
    doubt: bool
    boxes: tuple[Box, ...]
    tag: Tag | None
    phone_tag: Tag | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with its marks; what is more important is drawn later."""

    number: int
    width: float
    height: float
    marks: tuple[SheetMark, ...]

    @property
    def size(self) -> dict[str, str]:
        """The page's size as a drawing and an image write it."""
        return {
            "view": f"0 0 {self.width:.1f} {self.height:.1f}",
            "width": str(round(self.width * 2)),
            "height": str(round(self.height * 2)),
        }


@dataclass(frozen=True, slots=True)
class Crop:
    """The place of one doubt, to be shown enlarged."""

    page: int
    view: str
    width: str
    height: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page, or ten of them, in the line above the pictures."""

    label: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pictures shown now, crops by the number of their doubt, and where everything else stands."""

    shown: tuple[Sheet, ...] = ()
    crops: tuple[tuple[int, Crop], ...] = ()
    links: tuple[PageLink, ...] = ()
    recognised: bool = False
    has_pictures: bool = False

    def crop_of(self, number: int) -> Crop | None:
        """The crop of this doubt."""
        return dict(self.crops).get(number)


class Pages:
    """Which page a place in the text stands on; pages of a text are parted by form feeds."""

    def __init__(self, text: str) -> None:
        self._ends = [index for index, char in enumerate(text) if char == "\f"]
        self.count = len(self._ends) + 1

    def page_of(self, place: int) -> int:
        """The page, counted from 1."""
        return bisect_left(self._ends, place) + 1

    def window(self, page: int) -> range:
        """The ten pages that are shown together with this one."""
        first = (min(max(page, 1), self.count) - 1) // AT_ONCE * AT_ONCE + 1
        return range(first, min(first + AT_ONCE, self.count + 1))

    def list_links(self, page: int) -> tuple[PageLink, ...]:
        """The pages one may go to: each of the shown ones, and the tens where there are more."""
        here = self.window(page)
        starts = range(1, self.count + 1, AT_ONCE)
        tens = [
            PageLink(f"{first}–{min(first + AT_ONCE - 1, self.count)}", f"?trang={first}", first == here.start)
            for first in starts
        ]
        single = tuple(PageLink(str(number), f"#trang-{number}", current=False) for number in here)
        return tuple(tens) if len(tens) > 1 else single if self.count > 1 else ()


def lay_out_sheets(
    found: parts.Reading,
    doubts: Sequence[Doubt],
    leftovers: Sequence[parts.Span],
    rows: Sequence[ReadPage],
    window: Iterable[int],
) -> Sheets:
    """The pictures of the window's pages with all marks on them, and the crops of all doubts whose page is known."""
    pages = Pages(found.text)
    marks = sorted(_list_marks(found, doubts, leftovers), key=lambda mark: -mark.rank)
    known = {row.number: _Words(row, found.text) for row in rows}
    shown = [known[number] for number in window if number in known]
    crops = []
    for number, mark in sorted((int(mark.tag), mark) for mark in marks if mark.rank == 0):
        words = known.get(pages.page_of(mark.start))
        crop = words.crop(mark) if words is not None else None
        if crop is not None:
            crops.append((number, crop))
    return Sheets(
        shown=tuple(words.lay_out(marks) for words in shown),
        crops=tuple(crops),
        recognised=any(row.recognised for row in rows),
    )


def _list_marks(found: parts.Reading, doubts: Sequence[Doubt], leftovers: Sequence[parts.Span]) -> Iterable[Mark]:
    """The marks of the text; topics and headings, which the text shows as whole lines, lie below all others."""
    yield from collect_marks(found, doubts, leftovers)
    for block in collect_blocks(found):
        if block.css != "indent":
            yield Mark(*block.span, 10, "span-block", block.tag, block.tag_css, block.anchor, block.tag, block.owner)


class _Words:
    """The words of one page, found by their place in the text."""

    def __init__(self, row: ReadPage, text: str) -> None:
        self._row, self._text = row, text
        self._words = [tuple(row.words[at : at + WORD]) for at in range(0, len(row.words), WORD)]
        self._words.sort()
        self._starts = [word[0] for word in self._words]
        self._left = min((word[2] for word in self._words), default=0) / 10
        self._right = max((word[4] for word in self._words), default=0) / 10

    def find_boxes(self, start: int, end: int) -> list[Box]:
        """A rectangle for each line of this stretch of text; empty where none of it stands on this page."""
        boxes: list[Box] = []
        last = -1
        first = max(0, bisect_left(self._starts, start) - 1)
        for word in self._words[first : bisect_left(self._starts, end)]:
            if word[1] <= start:
                continue
            box = self._cut(word, start, end)
            before = boxes[-1] if boxes else box
            if boxes and "\n" not in self._text[last : word[0]] and before.top < box.middle < before.bottom:
                boxes[-1] = Box(
                    min(before.left, box.left),
                    min(before.top, box.top),
                    max(before.right, box.right),
                    max(before.bottom, box.bottom),
                )
            else:
                boxes.append(box)
            last = word[1]
        return boxes

    def _cut(self, word: tuple[int, ...], start: int, end: int) -> Box:
        """The word's box, or the part of it that belongs to the stretch: letters are taken as equally wide."""
        first, last, left, top, right, bottom = word
        step = (right - left) / (last - first)
        low = left + step * (max(start, first) - first)
        high = right - step * (last - min(end, last))
        page = self._row
        return Box(
            max(0.0, low / 10 - 1),
            max(0.0, top / 10 - 0.5),
            min(page.width, high / 10 + 1),
            min(page.height, bottom / 10 + 0.5),
        )

    def lay_out(self, marks: Sequence[Mark]) -> Sheet:
        """This page with its marks, the most important last; what lies inside a doubt is told by the doubt."""
        low, high = (self._starts[0], max(word[1] for word in self._words)) if self._words else (0, 0)
        near = [mark for mark in marks if mark.start < high and low < mark.end]
        here = [(mark, boxes) for mark in near if (boxes := self.find_boxes(mark.start, mark.end))]
        doubts = [mark for mark in near if mark.rank == 0]
        under = {mark.anchor for mark in near if mark.rank and _is_within(mark, doubts)}
        tagged = [(mark, boxes[0]) for mark, boxes in here
                  if mark.tag and self._begins(mark) and mark.anchor not in under]  # fmt: skip
        tags = _place_tags(tagged, self)
        return Sheet(
            number=self._row.number,
            width=self._row.width,
            height=self._row.height,
            marks=tuple(
                SheetMark(
                    css="pic-under" if mark.anchor in under else mark.css.replace("span", "pic", 1),
                    anchor=mark.anchor if self._begins(mark) else "",
                    goto=mark.goto,
                    title=mark.title or mark.tag or _("Đầu mục"),
                    doubt=mark.rank == 0,
                    boxes=tuple(boxes),
                    tag=tags.get(mark.anchor),
                    phone_tag=_tag_above(mark, boxes[0]) if mark.rank == 0 and self._begins(mark) else None,
                )
                for mark, boxes in here
            ),
        )

    def _begins(self, mark: Mark) -> bool:
        return bool(self._words) and mark.start >= self._text.rfind("\f", 0, self._starts[0] + 1) + 1

    def margins(self) -> tuple[float, float, float]:
        """Where the words of the page begin and end, and its width."""
        return self._left, self._right, self._row.width

    def crop(self, mark: Mark) -> Crop | None:
        """The mark with a little of what stands around it."""
        boxes = self.find_boxes(mark.start, mark.end)
        if not boxes:
            return None
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        top, bottom = boxes[0].top - 3, min(max(box.bottom for box in boxes) + 3, boxes[0].top + _CROP_HEIGHT)
        width = min(max(right - left + 24, _CROP_WIDTH), self._row.width)
        left = min(max(0.0, left - 12), self._row.width - width)
        view = Box(left, max(0.0, top), left + width, max(bottom, top + 20))
        return Crop(self._row.number, str(view), f"{self._row.width:.1f}", f"{self._row.height:.1f}", tuple(boxes))


def _place_tags(wanted: Sequence[tuple[Mark, Box]], words: _Words) -> dict[str, Tag]:
    """Each tag beside its line, in the free margin of the nearer side; tags of one line stand side by side."""
    begin, end, width = words.margins()
    placed: dict[str, Tag] = {}
    taken: list[Box] = []
    for mark, box in sorted(wanted, key=lambda pair: (round(pair[1].middle), pair[0].rank)):
        said = _shorten(mark.tag)
        size = sum(6.4 if char.isupper() else 5.0 for char in said) + 7
        is_left = (box.left + box.right) / 2 < width * 0.55 or box.left < width * 0.4
        # Outwards from the words where the page leaves a margin, else beside the page
        edge = begin - 6 if begin > size + 8 else -4.0
        edge = edge if is_left else (end + 6 if width - end > size + 8 else width + 4)
        tag = _free_place(box.middle, edge, size, taken, is_left=is_left, width=width)
        taken.append(tag)
        placed[mark.anchor] = Tag(said, mark.tag_css.replace("span-", "pic-"), tag)
    return placed


def _is_within(mark: Mark, doubts: Sequence[Mark]) -> bool:
    return any(doubt.start <= mark.start and mark.end <= doubt.end for doubt in doubts)


def _shorten(tag: str) -> str:
    """A kind as its initials, as clerks write them: "trích yếu" is TY. Codes such as "ND 1.1" stay."""
    if not tag.islower() or len(tag) < 6:
        return tag.replace(_("%(tag)s (tiếp)") % {"tag": ""}, "…")
    return "".join(word if word.isdigit() else word[0].upper() for word in tag.split())


def _free_place(middle: float, edge: float, size: float, taken: Sequence[Box], *, is_left: bool, width: float) -> Box:
    """The first free place beside this height, going outwards and then down."""
    top = middle - _TAG_HEIGHT / 2
    for _round in range(len(taken) + 1):
        near = edge
        while near - size >= -_ROOM if is_left else near + size <= width + _ROOM:
            low = near - size if is_left else near
            box = Box(low, top, low + size, top + _TAG_HEIGHT)
            hit = [other for other in taken if _overlap(box, other)]
            if not hit:
                return box
            near = min(other.left for other in hit) - 1.5 if is_left else max(other.right for other in hit) + 1.5
        top += _TAG_HEIGHT + 1
    return Box(edge - size, top, edge, top + _TAG_HEIGHT)


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _tag_above(mark: Mark, box: Box) -> Tag:
    """The number of a doubt as a phone shows it: at the corner of its frame, large enough to be read."""
    size = 10.0 * len(mark.tag) + 8
    return Tag(mark.tag, "pic-tag-doubt", Box(box.left - 8, box.top - 15, box.left - 8 + size, box.top + 3))
