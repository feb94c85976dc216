"""A text made ready for reading: its letters, its folded letters of the same length, its lines, its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trienkhai.parts import Span
from trienkhai.sources.lines import Line, split_lines
from trienkhai.vietnamese.letters import fold

# What separates two columns that a tool put on one line: a drawn table, a tab, a wide gap.
_COLUMN = re.compile(r"\s*(?:\||\t|[ \u00a0]{4,})\s*")
_OUTER = re.compile(r"^(?:[^\w(\"“”«]|_)+|(?:[^\w)\"“”»]|_)+$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A composed text with its folded twin; offsets serve both."""

    text: str
    folded: str
    lines: Sequence[Line]

    def folded_line(self, number: int) -> str:
        """One line in folded letters."""
        line = self.lines[number]
        return self.folded[line.start : line.end]

    def is_blank(self, number: int) -> bool:
        """Whether a line holds no letter or digit."""
        return not any(map(str.isalnum, self.lines[number].text))

    def value(self, span: Span) -> str:
        """What stands at a place, with single spaces."""
        return _SPACE.sub(" ", self.text[span[0] : span[1]]).strip()

    def join(self, spans: Sequence[Span]) -> str:
        """Several pieces as one value."""
        return " ".join(filter(None, (self.value(span) for span in spans)))

    def columns(self, number: int) -> Iterator[Span]:
        """The non-empty columns of a line, left to right, without outer white space."""
        line = self.lines[number]
        start = line.start
        for gap in _COLUMN.finditer(self.text, line.start, line.end):
            if gap.start() > start:
                yield start, gap.start()
            start = gap.end()
        if start < line.end:
            yield self.strip((start, line.end), " \t")

    def strip(self, span: Span, signs: str) -> Span:
        """A place without the given signs at its ends."""
        piece = self.text[span[0] : span[1]]
        start = span[0] + len(piece) - len(piece.lstrip(signs))
        return start, max(start, span[0] + len(piece.rstrip(signs)))

    def trim(self, span: Span) -> Span:
        """A place without debris at its ends: signs that no name begins or ends with."""
        start, end = span
        for match in _OUTER.finditer(self.text[start:end]):
            if match.start() == 0:
                start = span[0] + match.end()
            else:
                end = span[0] + match.start()
        return start, max(start, end)


def lay_out(text: str, lines: Sequence[Line] | None = None) -> Sheet:
    """The sheet of a composed text."""
    return Sheet(text, fold(text), split_lines(text) if lines is None else lines)
