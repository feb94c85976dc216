"""The body as paragraphs: joined over line ends and page breaks, each knowing its item and its enclosing items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trienkhai.parts import OutlineItem, Span
from trienkhai.reading.labels import BULLET_SIGNS, find_label, wants_number
from trienkhai.reading.rows import Rows, lines_of
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import fold_whole

_NOISE = re.compile(r"\W*\d{0,3}\W*$")
# Words with single blanks between them: such a stretch stands in the joined text as it stands in the source.
_STRETCH = re.compile(r"\S+(?:[ ]\S+)*")
_HEADING_LENGTH = 90
# What stands behind a list, not under its last point, where that lost its full stop.
_ENDS_LIST = re.compile(r"(?:nhan \W?duoc|tren day|de nghi|yeu cau|trong qua trinh|moi )")
_LONGEST_HEADING = 160  # only where no sign at all ends it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `text` has single spaces and no label; `spans` are its pieces, label included.

    `parents` are the places of the enclosing items in the list of paragraphs, outermost first; a paragraph
    without a label lies in the heading it follows, if that has no words of its own beyond a heading's.
    `folded` is `text` in folded letters, place by place.
    """

    item: OutlineItem | None
    text: str
    spans: tuple[Span, ...]
    parents: tuple[int, ...]
    folded: str
    stretches: tuple[tuple[int, int], ...]

    def source_place(self, place: int) -> int:
        """Where a letter of the joined text stands in the source."""
        index = bisect_right(self.stretches, (place, 1 << 60)) - 1
        joined, source = self.stretches[max(index, 0)]
        return source + place - joined

    def span(self, start: int, end: int) -> Span:
        """The source place of a piece of the joined text."""
        if end <= start:
            return self.source_place(start), self.source_place(start)
        return self.source_place(start), self.source_place(end - 1) + 1

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """The source places of a piece of the joined text, cut where the paragraph is cut."""
        low, high = self.span(start, end)
        cut = ((max(low, a), min(high, b)) for a, b in self.spans)
        return tuple((a, b) for a, b in cut if a < b)


def find_paragraphs(
    text: str, lines: Sequence[Line], body: Span, outline: Sequence[OutlineItem]
) -> tuple[Paragraph, ...]:
    """The paragraphs of the body in order. Table rows and page numbers are left out."""
    rows = Rows(text, lines_of(lines, body))
    items = {item.span[0]: item for item in outline}
    groups: list[tuple[OutlineItem | None, list[int]]] = []
    for row, line in enumerate(rows.lines):
        folded = rows.folded[row]
        if len(folded) < 4 or (not folded[0].isalpha() and (folded[0] == "|" or _NOISE.match(folded))):
            continue
        item = items.get(line.start + len(line.text) - len(line.text.lstrip()))
        if item is None and groups and _continues(rows, groups[-1], row):
            groups[-1][1].append(row)
        else:
            groups.append((item, [row]))
    return _assemble(text, rows, groups)


def _continues(rows: Rows, group: tuple[OutlineItem | None, list[int]], row: int) -> bool:
    """Whether a line without a label goes on with the paragraph before it."""
    item, members = group
    last = members[-1]
    if item is not None and len(members) == 1 and item.text.rstrip(" .:") == item.label:
        return item.label not in BULLET_SIGNS  # "Điều 1." alone on its line
    first_letter = rows.lines[row].text.lstrip()[:1]
    lower = first_letter.islower() or first_letter in "),;"
    # "tổng kết công tác năm" / "2014 trước ngày ..": what a line that ends so is about stands on the next
    if first_letter.isdigit() and wants_number(rows.folded[last]):
        return True
    opened = rows.ends_openly(last)
    adjacent = row == last + 1
    if not rows.wrapped:
        long = item is not None and sum(len(rows.lines[m].text) for m in members) >= _HEADING_LENGTH
        return opened and (lower or (long and not adjacent and not rows.folded[last].endswith("...")))
    if adjacent:
        indent = _indent(rows, row) - _indent(rows, last)
        if rows.is_full(last):
            return indent < 3 or len(members) == 1
        heading = rows.lines[last].text.strip().isupper() or (item is not None and len(members) == 1)
        return opened and (lower or (not heading and len(rows.lines[last].text) >= 0.6 * rows.width))
    return opened and (lower or rows.is_full(last)) and not rows.lines[last].text.strip().isupper()


def _indent(rows: Rows, row: int) -> int:
    text = rows.lines[row].text
    return len(text) - len(text.lstrip())


def _assemble(text: str, rows: Rows, groups: Sequence[tuple[OutlineItem | None, list[int]]]) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    stack: list[tuple[int, int]] = []
    for item, members in groups:
        if item is not None:
            while stack and stack[-1][0] >= item.level:
                stack.pop()
        spans = _pieces(rows, members)
        label = find_label(rows.lines[members[0]].text) if item is not None else None
        start = rows.lines[members[0]].start + label.after if label else spans[0][0]
        joined, folded, stretches = _join(text, spans, start if label else _skip_debris(text, spans[0]))
        parents = tuple(place for _, place in stack)
        if item is None and stack and not _holds_sentences(paragraphs[stack[-1][1]]):
            # "Tổ Công nghệ thông tin:" between bullets heads the next of them
            parents = paragraphs[stack[-1][1]].parents if joined.rstrip().endswith(":") else ()
        if item is None and stack and len(paragraphs[stack[-1][1]].text) > _HEADING_LENGTH and _ENDS_LIST.match(folded):
            parents = ()
        if item is not None:
            stack.append((item.level, len(paragraphs)))
        paragraphs.append(Paragraph(item, joined, spans, parents, folded, stretches))
    return tuple(paragraphs)


def _skip_debris(text: str, span: Span) -> int:
    """Where the words of a line begin behind signs no sentence begins with."""
    start = span[0]
    while start < span[1] and not (text[start].isalnum() or text[start] in "“\"'(["):
        start += 1
    return start if start < span[1] else span[0]


def _holds_sentences(paragraph: Paragraph) -> bool:
    """Whether what follows without a label belongs to this item: it is a heading, and no bullet."""
    words = paragraph.text.rstrip()
    if words.endswith(")"):
        words = words[: words.rfind("(")].rstrip() or words  # "Trạm Y tế (đồng chí A phụ trách)": the name is short
    if paragraph.item is not None and paragraph.item.label in BULLET_SIGNS:
        return False
    if words.isupper() or len(words) <= _HEADING_LENGTH:
        return words.isupper() or not words.endswith((".", ";"))
    return len(words) <= _LONGEST_HEADING and words[-1:].isalnum()


def _pieces(rows: Rows, members: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for place, row in enumerate(members):
        line = rows.lines[row]
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        if place and row == members[place - 1] + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _is_one_stretch(printed: str) -> bool:
    """Whether single blanks part the words, and nothing else; of all blanks only the plain one is printable."""
    return printed.isprintable() and "  " not in printed and bool(printed) and printed[0] != " " != printed[-1]


def _find_stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """The words between two places, together where single blanks part them; most often that is all of them."""
    if _is_one_stretch(text[start:end]):
        yield start, end
        return
    for match in _STRETCH.finditer(text, start, end):
        yield match.span()


def _join(text: str, spans: Sequence[Span], start: int) -> tuple[str, str, tuple[tuple[int, int], ...]]:
    """The pieces as one text with single spaces, the same folded, and where its stretches stand in the source."""
    whole = fold_whole(text)
    low, high = max(spans[0][0], start), spans[0][1]
    if len(spans) == 1 and _is_one_stretch(text[low:high]):  # most paragraphs are one line
        return text[low:high], whole[low:high], ((0, low),)
    parts: list[str] = []
    folded: list[str] = []
    stretches: list[tuple[int, int]] = []
    length = 0
    for piece in spans:
        for low, high in _find_stretches(text, max(piece[0], start), piece[1]):
            # "20-" at a line's end goes on with "NQ/TW": a code is not cut by a space.
            cut = parts and parts[-1][-1] in "-/" and parts[-1][-2:-1].strip() and text[low - 1] in "\n\f"
            if parts and not cut:
                parts.append(" ")
                folded.append(" ")
                length += 1
            stretches.append((length, low))
            parts.append(text[low:high])
            folded.append(whole[low:high])
            length += high - low
    return "".join(parts), "".join(folded), tuple(stretches) or ((0, start),)
