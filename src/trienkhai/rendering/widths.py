"""How long a line of Times letters is, and where to break it so that its lines stand balanced.

The widths are those of the Times faces in thousandths of the letter size; a letter with marks is as wide as
the letter without them, which is true of Times New Roman and of Liberation Serif alike (but for ư, see
below).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

_LOWER: Final = "abcdefghijklmnopqrstuvwxyz"
_REGULAR_UPPER: Final = (
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611,
)  # fmt: skip
_REGULAR_LOWER: Final = (
    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
    500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444,
)  # fmt: skip
_BOLD_UPPER: Final = (
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667,
)  # fmt: skip
_BOLD_LOWER: Final = (
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833,
    556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444,
)  # fmt: skip
_SIGNS: Final = {" ": 250, "\u00a0": 250, ",": 250, ".": 250, "-": 333, "–": 500, "/": 278, ":": 278, ";":
278, "(": 333, ")": 333, "“": 444, "”": 444, '"': 500, "&": 800, "%": 833}  # fmt: skip
_OTHER: Final = 500
_SPACE: Final = _SIGNS[" "]
_HORN: Final = 40
_OPENERS: Final = frozenset({"và", "của", "về", "tại", "trên", "cho", "năm", "theo", "trong", "đối", "do", "từ"})
"""Words before which a line breaks well; most other breaks would tear a word of two syllables."""


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The length of the text in points, on one line."""
    return _count_units(text, bold) * size / 1000


def _count_units(text: str, bold: bool) -> int:
    return sum(_letter_width(letter, bold) for letter in unicodedata.normalize("NFC", text))


@cache
def _letter_width(letter: str, bold: bool) -> int:
    if letter in _SIGNS:
        return _SIGNS[letter]
    parts = unicodedata.normalize("NFD", letter)
    base = {"đ": "d", "Đ": "D"}.get(parts[0], parts[0])
    index = _LOWER.find(base.lower())
    if index < 0:
        return _OTHER
    lower, upper = (_BOLD_LOWER, _BOLD_UPPER) if bold else (_REGULAR_LOWER, _REGULAR_UPPER)
    horn = _HORN if base in "uU" and "\u031b" in parts else 0
    return (lower if base.islower() else upper)[index] + horn


def break_balanced(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as fit the width (points), as even as possible, but rather after a comma
    or before a small word.

    A word longer than the width stands alone on its line.
    """
    words = text.split(" ")
    if measure(text, size, bold=bold) <= width:
        return (text,)
    # Where each word would end if all stood on one line with a space after each, in thousandths of the letter size
    ends = list(accumulate((_count_units(f"{word} ", bold) for word in words), initial=0))
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    for end in range(1, len(words) + 1):
        options = [
            (best[start][0] + cost, (*best[start][1], end))
            for start in range(end)
            if (cost := _line_cost(words, start, end, (ends[end] - ends[start] - _SPACE) * size / 1000 / width))
            is not None
        ]
        best.append(min(options))
    return tuple(" ".join(words[start:end]) for start, end in pairwise(best[-1][1]))


def _line_cost(words: list[str], start: int, end: int, fullness: float) -> float | None:
    """How badly words[start:end] fill a line; None when they do not fit. A new line costs most, and
    the first line is rather the long one."""
    slack = 1 - fullness
    if slack < 0 and end - start > 1:
        return None
    breaks_well = end == len(words) or words[end - 1].endswith((",", ";", ":")) or words[end].lower() in _OPENERS
    torn = 0.0 if breaks_well else 0.3
    top_heavy = 1.2 if start == 0 else 1.0
    return 10.0 + slack * slack * top_heavy + torn
