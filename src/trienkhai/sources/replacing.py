"""One page of a text that was read page by page, exchanged for another that was read alone.

Pages are parted by form feeds and are read each for itself, so the text with the other page is the same as if all of it
had been read at once; only the other page costs time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trienkhai.parts import Layout, Span
from trienkhai.sources.lines import WORD, PagePlaces, Source

PAGE_END = "\f"


@dataclass(frozen=True, slots=True)
class Shift:
    """Where a stretch of the text lies after the exchange: what stood from `start` to `end` is `length` long now."""

    start: int
    end: int
    length: int

    def move(self, span: Span) -> Span | None:
        """The same stretch in the new text; None for one that touches the exchanged page.

        >>> shift = Shift(10, 20, 15)
        >>> shift.move((0, 10)), shift.move((12, 14)), shift.move((21, 30))
        ((0, 10), None, (26, 35))
        """
        if span[1] <= self.start:
            return span
        if span[0] < self.end:
            return None
        by = self.length - (self.end - self.start)
        return span[0] + by, span[1] + by


def find_shift(text: str, number: int, page: str) -> Shift:
    """What exchanging page `number` (from 1) for one with this text moves. Raises ValueError where there is none."""
    texts = text.split(PAGE_END)
    if not 1 <= number <= len(texts):
        raise ValueError(f"no page {number} among {len(texts)}")
    start = sum(len(before) + 1 for before in texts[: number - 1])
    return Shift(start, start + len(texts[number - 1]), len(page))


def replace_page(whole: Source, number: int, page: Source) -> Source:
    """The source with its page `number` (from 1) exchanged for the only page of another. Raises ValueError."""
    if len(page.pages) != 1 or PAGE_END in page.text:
        raise ValueError("one page is exchanged for one page")
    if len(whole.pages) != whole.text.count(PAGE_END) + 1:
        raise ValueError("the text has not as many pages as places")
    shift = find_shift(whole.text, number, page.text)
    by = shift.length - (shift.end - shift.start)
    pages = [
        _shifted(page.pages[0], shift.start) if place == number else _shifted(known, by if place > number else 0)
        for place, known in enumerate(whole.pages, 1)
    ]
    text = whole.text[: shift.start] + page.text + whole.text[shift.end :]
    return replace(whole, text=text, pages=tuple(pages), layout=_replace_lines(whole, number, page, shift))


def _shifted(page: PagePlaces, by: int) -> PagePlaces:
    words = [value + by if place % WORD < 2 else value for place, value in enumerate(page.words)]
    return replace(page, words=tuple(words))


def _replace_lines(whole: Source, number: int, page: Source, shift: Shift) -> Layout | None:
    """The looks of all lines; page size and margins stay those of the document."""
    if whole.layout is None:
        return None
    before = whole.text[: shift.start]
    first = before.count("\n") + before.count(PAGE_END)
    more = page.text.count("\n") - whole.text[shift.start : shift.end].count("\n")
    looks = page.layout.lines if page.layout else ()
    return replace(
        whole.layout,
        lines=(
            *(line for line in whole.layout.lines if line.page < number),
            *(replace(line, line=line.line + first, page=number) for line in looks),
            *(replace(line, line=line.line + more) for line in whole.layout.lines if line.page > number),
        ),
    )
