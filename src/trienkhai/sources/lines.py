"""Text as numbered lines, the common ground every source is brought to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trienkhai.parts import Layout

_LINE_END = re.compile(r"\r?[\n\f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 0, its half-open offsets in the whole text (without the line end), its text."""

    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file turned into text. `kind` is "text", "docx", "doc", "pdf" or "scan"; offsets refer to `text`."""

    kind: str
    text: str
    layout: Layout | None = None


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text at line ends (\\n, \\r\\n, \\f) without losing an offset."""
    lines: list[Line] = []
    start = 0
    for ending in _LINE_END.finditer(text):
        end = ending.start()
        lines.append(Line(len(lines), start, end, text[start:end]))
        start = ending.end()
    lines.append(Line(len(lines), start, len(text), text[start:]))
    return tuple(lines)
