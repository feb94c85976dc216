"""A text made ready for reading: its letters, its folded letters of the same length, its lines, its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trienkhai.parts import Span
from trienkhai.sources.lines import Line, split_lines
from trienkhai.vietnamese.letters import fold_whole

# What separates two columns that a tool put on one line: a drawn table, a tab, a wide gap.
_COLUMN = re.compile(r"[ \t\u00a0]*\|[ \t\u00a0|]*|\t[ \t\u00a0]*|[ \u00a0]{4,}[ \t\u00a0]*")
_OPENERS = '("“”«'
_CLOSERS = ')"“”»'


# Marks that page readers make of dust; Unicode counts them among letters, no name holds them.
_DUST = frozenset("ˆˇˉ˘˙˚˛˜˝ªº")


def _start(line: Line) -> int:
    return line.start


@dataclass(frozen=True, slots=True)
class Sheet:
    """A composed text with its folded twin; offsets serve both."""

    text: str
    folded: str
    lines: Sequence[Line]
    known_columns: dict[int, tuple[Span, ...]] = field(default_factory=dict, repr=False, compare=False)

    def folded_line(self, number: int) -> str:
        """One line in folded letters."""
        line = self.lines[number]
        return self.folded[line.start : line.end]

    def is_blank(self, number: int) -> bool:
        """Whether a line holds no letter or digit."""
        return not any(map(str.isalnum, self.lines[number].text))

    def value(self, span: Span) -> str:
        """What stands at a place, with single spaces."""
        return " ".join(self.text[span[0] : span[1]].split())

    def join(self, spans: Sequence[Span]) -> str:
        """Several pieces as one value."""
        return " ".join(filter(None, (self.value(span) for span in spans)))

    def lines_in(self, span: Span, most: int) -> Sequence[Line]:
        """The lines that begin in a place, at most so many."""
        first = bisect_left(self.lines, span[0], key=_start)
        return [line for line in self.lines[first : first + most] if line.start < span[1]]

    def columns(self, number: int) -> tuple[Span, ...]:
        """The non-empty columns of a line, left to right, without outer white space."""
        known = self.known_columns.get(number)
        if known is None:  # header, foot and signature ask for the same lines
            known = self.known_columns[number] = tuple(self._find_columns(number))
        return known

    def _find_columns(self, number: int) -> Iterator[Span]:
        line = self.lines[number]
        start = line.start
        text = line.text
        if not ("    " in text or "|" in text or "\t" in text or "\u00a0" in text):  # most lines are one column
            if start < line.end:
                yield self.strip((start, line.end), " \t")
            return
        for gap in _COLUMN.finditer(self.text, line.start, line.end):
            if gap.start() > start:
                yield start, gap.start()
            start = gap.end()
        if start < line.end:
            yield self.strip((start, line.end), " \t")

    def strip(self, span: Span, signs: str) -> Span:
        """A place without the given signs at its ends."""
        piece = self.text[span[0] : span[1]]
        if piece and piece[0] not in signs and piece[-1] not in signs:
            return span
        start = span[0] + len(piece) - len(piece.lstrip(signs))
        return start, max(start, span[0] + len(piece.rstrip(signs)))

    def trim(self, span: Span) -> Span:
        """A place without debris at its ends: signs that no name begins or ends with."""
        start, end = span
        text = self.text
        while start < end and not (text[start].isalnum() and text[start] not in _DUST) and text[start] not in _OPENERS:
            start += 1
        while (
            end > start
            and not (text[end - 1].isalnum() and text[end - 1] not in _DUST)
            and text[end - 1] not in _CLOSERS
        ):
            end -= 1
        return start, end


def lay_out(text: str, lines: Sequence[Line] | None = None) -> Sheet:
    """The sheet of a composed text."""
    return Sheet(text, fold_whole(text), split_lines(text) if lines is None else lines)
