"""Text as numbered lines, the common ground every source is brought to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from trienkhai.parts import Layout

_LINE_END = re.compile(r"\r?[\n\f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 0, its half-open offsets in the whole text (without the line end), its text."""

    number: int
    start: int
    end: int
    text: str


WORD = 6
"""How many whole numbers tell of one word of a page."""


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Where the words of one page stand. `width` and `height` are those of the page as it is shown, in points.

    `words` holds six whole numbers a word, one after the other: its start and end in the text, then left, top, right
    and bottom in tenths of a point from the page's top left corner. A page that was recognised from its image was
    turned clockwise by `turn` degrees and then straightened by `skew` degrees (counter-clockwise) before.
    """

    width: float
    height: float
    recognised: bool = False
    turn: int = 0
    skew: float = 0.0
    words: tuple[int, ...] = ()


class TextLayer(StrEnum):
    """What became of the letters that a PDF keeps behind its page images."""

    SOUND = "sound"
    GARBLED = "garbled"
    """They were taken, though they were recognised by a program that does not know Vietnamese."""
    SET_ASIDE = "set-aside"
    """For that reason the page images were read instead."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file turned into text. `kind` is "text", "docx", "doc", "pdf" or "scan"; offsets refer to `text`.

    `pages` is only filled on demand, for PDF files and scans.
    """

    kind: str
    text: str
    layout: Layout | None = None
    pages: tuple[PagePlaces, ...] = ()
    text_layer: TextLayer = TextLayer.SOUND


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text at line ends (\\n, \\r\\n, \\f) without losing an offset."""
    lines: list[Line] = []
    start = 0
    if "\f" not in text:  # one sign ends all lines
        for number, piece in enumerate(text.split("\n")):
            end = start + len(piece)
            if piece[-1:] == "\r" and end < len(text):
                lines.append(Line(number, start, end - 1, piece[:-1]))
            else:
                lines.append(Line(number, start, end, piece))
            start = end + 1
        return tuple(lines)
    for ending in _LINE_END.finditer(text):
        end = ending.start()
        lines.append(Line(len(lines), start, end, text[start:end]))
        start = ending.end()
    lines.append(Line(len(lines), start, len(text), text[start:]))
    return tuple(lines)


def move_words(pages: tuple[PagePlaces, ...], old: str, new: str) -> Iterator[PagePlaces]:
    """The pages with their words counted in another writing of the same lines.

    Where a line became longer or shorter its words stand for the whole line: a value in it is found a little too wide,
    never beside its place.
    """
    before, after = split_lines(old), split_lines(new)
    starts = [line.start for line in before]
    for page in pages:
        moved: list[int] = []
        for index in range(0, len(page.words), WORD):
            start, end, *place = page.words[index : index + WORD]
            number = bisect_right(starts, start) - 1
            if number >= len(after):
                continue
            was, now = before[number], after[number]
            if was.end - was.start == now.end - now.start:
                moved += [start - was.start + now.start, end - was.start + now.start, *place]
            elif now.start < now.end:
                moved += [now.start, now.end, *place]
        yield replace(page, words=tuple(moved))
