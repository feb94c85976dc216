"""Pages for a terminal: titles, labelled rows, wrapped paragraphs; colours only where a person looks."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import unicodedata
from dataclasses import dataclass, field
from enum import Enum

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_WIDEST = 100
_NARROWEST = 40
_LABEL = 15


class Tone(Enum):
    """How a word is shown: its escape sequence on a terminal, nothing elsewhere."""

    TITLE = "1;36"
    STRONG = "1"
    QUIET = "2"
    ERROR = "1;31"
    WARNING = "33"
    GOOD = "32"


@dataclass
class Page:
    """A page that grows line by line. `width` in columns; `colour` only on a terminal that wants it."""

    width: int
    colour: bool
    lines: list[str] = field(default_factory=list)

    def paint(self, words: str, tone: Tone) -> str:
        """The words in their tone, or as they are where colours are off."""
        return f"\x1b[{tone.value}m{words}\x1b[0m" if self.colour and words else words

    def blank(self) -> None:
        """An empty line, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def title(self, words: str, count: str = "") -> None:
        """The title of a section, with what it counts beside it."""
        self.blank()
        self.lines.append(self.paint(words, Tone.TITLE) + (f"  {self.paint(count, Tone.QUIET)}" if count else ""))

    def row(
        self,
        label: str,
        words: str,
        *,
        label_width: int = _LABEL,
        indent: int = 2,
        most: int = 0,
        tone: Tone | None = None,
    ) -> None:
        """A label and words beside it, wrapped under themselves; at most so many lines, 0 for all."""
        pieces = wrap(words, max(self.width - indent - label_width, 20), most) or [""]
        told = [self.paint(piece, tone) if tone else piece for piece in pieces]
        self.lines.append(f"{' ' * indent}{self.paint(label.ljust(label_width), Tone.QUIET)}{told[0]}".rstrip())
        self.lines.extend(f"{' ' * (indent + label_width)}{piece}" for piece in told[1:])

    def point(self, words: str, tone: Tone) -> None:
        """A paragraph led by a round mark in its tone."""
        pieces = wrap(words, max(self.width - 4, 20))
        self.lines.append(f"  {self.paint('●', tone)} {pieces[0]}")
        self.lines.extend(f"    {piece}" for piece in pieces[1:])

    def say(self, words: str, *, indent: int = 2, tone: Tone | None = None, most: int = 0) -> None:
        """A wrapped paragraph."""
        for piece in wrap(words, max(self.width - indent, 20), most):
            self.lines.append(" " * indent + (self.paint(piece, tone) if tone else piece))

    def write(self) -> str:
        """The whole page."""
        return "\n".join(self.lines).rstrip("\n") + "\n"


def open_page() -> Page:
    """A page as wide as the terminal (at most 100 columns), coloured where standard output is a terminal."""
    columns = shutil.get_terminal_size((80, 24)).columns
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(width=max(_NARROWEST, min(columns, _WIDEST)), colour=colour)


def wrap(words: str, room: int, most: int = 0) -> list[str]:
    """The words, white space made one, in lines no longer than the room; cut with "…" after `most` lines."""
    # Spaces that do not break stay: str.split would take them for spaces that do.
    composed = unicodedata.normalize("NFC", _WHITE.sub(" ", words).strip())
    pieces = textwrap.wrap(composed, room, break_long_words=True, break_on_hyphens=False)
    if most and len(pieces) > most:
        last = pieces[most - 1]
        pieces = [*pieces[: most - 1], (last if len(last) < room else last.rpartition(" ")[0]) + "…"]
    return pieces
