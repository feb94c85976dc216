"""A reading prepared for checking: whose rules it falls under, its lines, where its parts stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from trienkhai.parts import LineLayout, Reading, Span
from trienkhai.sources.lines import Line, split_lines
from trienkhai.vietnamese.letters import fold


class System(StrEnum):
    """Whose rules of form a document falls under. Mass organisations and legal normative texts have rules of
    their own, which are not among ours; none of these is ever judged by another's rules."""

    STATE = "state"
    PARTY = "party"
    UNION = "union"
    NORMATIVE = "normative"


_PARTY_SYMBOL = re.compile(r"^[A-ZĐ][A-Za-zĐ]{0,5}/(?:TW|TU|HU|QU|ThU|TXU|ĐU|DU|CB|BCS[ĐD]|\w*TU|\w*TW|\w*ĐU|\w*HU)$")
_UNION_SYMBOL = re.compile(r"^[A-ZĐ][A-Za-zĐ]{0,5}/(?:[A-ZĐ]*(?:ĐTN|TNCS|LĐLĐ|CĐ|HPN|HND|CCB|MTTQ)|T[WƯ]ĐTN)\w*$")
_NORMATIVE_SYMBOL = re.compile(r"^(?:\d{4}/|(?:NĐ|TT|TTLT|QH|UBTVQH)\d*(?:-|$))")
_NORMATIVE_KINDS = frozenset(
    {"luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch", "hiến pháp", "lệnh"}
)
_HEAD_LETTERS = 1500
_FOOT = re.compile(r"^\W{0,4}(?:n[oơ]i nh[aâ]n|kinh gui)\b")


@dataclass(frozen=True)
class Subject:
    """One reading under check; `issued` when it is to be judged as a finished document, not as a draft."""

    reading: Reading
    issued: bool = False

    @property
    def text(self) -> str:
        """The text as it was found."""
        return self.reading.text

    @cached_property
    def folded(self) -> str:
        """The text in small letters without marks, offset for offset."""
        return fold(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text."""
        return split_lines(self.text)

    @cached_property
    def system(self) -> System:
        """Whose rules apply, told by symbol, kind, header and signing mode; the state's where nothing else
        shows."""
        reading = self.reading
        symbol = (reading.symbol or "").replace(" ", "")
        head = self.folded[:_HEAD_LETTERS]
        if _UNION_SYMBOL.match(symbol) or "doan tncs ho chi minh" in head or "doan thanh nien cong san" in head[:300]:
            return System.UNION
        if "cong hoa xa hoi chu nghia viet nam" not in head and (
            _PARTY_SYMBOL.match(symbol)
            or re.search(r"^.{0,200}dang cong san viet nam\s*$", head, re.MULTILINE)
            or (reading.signature.mode or "").upper() in {"T/M", "K/T", "T/L"}
        ):
            return System.PARTY
        if (reading.doc_type or "") in _NORMATIVE_KINDS or _NORMATIVE_SYMBOL.match(symbol):
            return System.NORMATIVE
        return System.STATE

    @property
    def is_dispatch(self) -> bool:
        """Whether the document is a công văn, which has no kind title."""
        return self.reading.doc_type == "công văn"

    def find_place(self, path: str) -> Span | None:
        """Where the value of a field stands, from its first piece's start to its last piece's end."""
        pieces = self.find_pieces(path)
        return (pieces[0][0], pieces[-1][1]) if pieces else None

    def find_pieces(self, path: str) -> tuple[Span, ...]:
        """All pieces of a field's value, those of its parts ("date.day") where the field itself has none."""
        pieces = self.reading.places.get(path)
        if pieces:
            return pieces
        parts = [spans for key, spans in self.reading.places.items() if key.startswith(f"{path}.")]
        return tuple(sorted(span for spans in parts for span in spans))

    def list_lines_of(self, span: Span) -> tuple[Line, ...]:
        """The lines a span touches."""
        starts = [line.start for line in self.lines]
        first = max(bisect_right(starts, span[0]) - 1, 0)
        last = bisect_right(starts, max(span[1] - 1, span[0]))
        return self.lines[first:last]

    @cached_property
    def layout_by_line(self) -> dict[int, LineLayout]:
        """The layout of each placed line by its number; empty for text without layout."""
        layout = self.reading.layout
        return {} if layout is None else {line.line: line for line in layout.lines}

    @cached_property
    def body(self) -> Span:
        """The text between the head and the "Nơi nhận" or signing block, as nearly as the reading tells."""
        starts = [span[1] for path in ("date", "subject", "number", "symbol") for span in self.find_pieces(path)]
        starts += [
            span[1] for path, pieces in self.reading.places.items() if path.startswith("addressees") for span in pieces
        ]
        ends = [
            span[0]
            for path, pieces in self.reading.places.items()
            if path.startswith(("recipients", "archive", "signature"))
            for span in pieces
        ]
        start = max(starts, default=0)
        end = min((each for each in ends if each > start), default=len(self.text))
        for line in self.lines:
            if start < line.start < end and _FOOT.match(self.folded[line.start : line.end]):
                end = line.start
                break
        return start, end
