"""The lines of a zone with what rules ask of them: is one full, does one stop in mid-sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from trienkhai.parts import Span
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import fold_whole

_TERMINAL = ".;:!?…"
_PAGE_NUMBER = re.compile(r"\W*\d{0,3}\W*$")


def lines_of(lines: Sequence[Line], zone: Span) -> list[Line]:
    """The lines of a zone."""
    first = bisect_left(lines, zone[0], key=lambda line: line.end)
    last = bisect_left(lines, zone[1], key=lambda line: line.start)
    return [line for line in lines[first:last] if line.start >= zone[0] or line.end > zone[0]]


class Rows:
    """The lines of one zone with what the rules ask of them, worked out once."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.lines = lines
        whole = fold_whole(text)
        self.folded = [whole[line.start : line.end].strip() for line in lines]
        self.struck = any("|" in folded for folded in self.folded)  # whether there are tables, or remains of them
        widths = sorted(len(line.text.rstrip()) for line in lines if line.text.strip() and "|" not in line.text[:3])
        self.width = widths[int(len(widths) * 0.95)] if widths else 0
        # Text set in lines is cut near one width; text of a .docx has a line per paragraph, cut nowhere.
        # Two long lines alone may be two short paragraphs.
        wide = sum(w > 0.75 * self.width for w in widths)
        self.wrapped = 30 <= self.width <= 140 and wide > max(2, 0.15 * len(widths))

    def before(self, row: int) -> int | None:
        """The last line before this one that holds words."""
        for earlier in range(row - 1, max(-1, row - 12), -1):
            folded = self.folded[earlier]
            if folded and not ((not folded[0].isalpha() and _PAGE_NUMBER.match(folded)) or _is_debris(folded)):
                return earlier
        return None

    def ends_openly(self, row: int) -> bool:
        """Whether a line stops in the middle of a sentence."""
        tail = self.folded[row].rstrip("\"'* ")
        if tail.endswith("/"):
            return False
        return bool(tail) and tail[-1] not in _TERMINAL

    def is_full(self, row: int) -> bool:
        """Whether a line was cut because it reached the margin."""
        return self.wrapped and len(self.lines[row].text.rstrip()) >= 0.8 * self.width


_LETTERS = re.compile(r"[a-z]{3}")


def _is_debris(folded: str) -> bool:
    return len(folded) < 12 and not _LETTERS.search(folded)
