"""Documents under one head: "các Nghị định của Chính phủ: số 30/2020/NĐ-CP về ..; số 09/2019/NĐ-CP về ..".

Kind and issuer are printed once, before the colon; each entry begins with its number, on the same line or on a line of
its own. The head holds until a sentence or a paragraph ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trienkhai.reading.issuers import Issuer, read_issuer
from trienkhai.reading.kinds import kinds, symbol_kinds
from trienkhai.vietnamese.letters import CAPITALS, fold

_FARTHEST = 1200
_HEAD = re.compile(rf"[Cc]ác\s+((?:[^\s,;:.]+\s+){{1,3}}?[^\s,;:.]+)\s+của\s+(?=[{CAPITALS}])")
_COLON = re.compile(r"(?:\s+sau(?:\s+đây)?)?\s?:")
_ENTRY = re.compile(r"(?:[;:,\n]|\svà)\s*(?:[-–+•]\s*)?((?:[Ss]ố\s?:?\s*)?)\Z")
_END = re.compile(rf"\n\s*\n|\.\s+(?=[{CAPITALS}])")
_OF_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d+\Z")  # "973/2020/UBTVQH14": the symbol names the issuer
_BETWEEN = re.compile(rf"(?:\S+\s+){{1,4}}?của\s+(?=[{CAPITALS}])")


@dataclass(frozen=True, slots=True)
class Head:
    """What is printed once for all entries of a list, and where this entry begins."""

    kind: str
    issuer: str
    entry: int


def find_list_head(text: str, number: int, symbol: str) -> Head | None:
    """The head of the list whose entry begins at `number` or at the "số" before it; the symbol is of its kind."""
    origin = max(0, number - _FARTHEST)
    window = text[origin:number]
    entry = _ENTRY.search(window, max(0, len(window) - 20))
    if entry is None or " của " not in window:
        return None
    for head in reversed(list(_HEAD.finditer(window))):
        kind = kinds().by_word.get(fold(head[1]))
        if kind is None:
            continue
        issuer = read_issuer(text, origin + head.end())
        colon = _COLON.match(text, issuer.span[1]) if issuer is not None else None
        if issuer is None or colon is None or _END.search(text, colon.end(), number) is not None:
            return None
        named = symbol_kinds(symbol.partition("/")[2] if symbol[:4].isdigit() else symbol)
        if _OF_ASSEMBLY.search(symbol):
            named = ("luật", "pháp lệnh", "nghị quyết")
        # Whatever the symbol of a dispatch begins with is its author's: "7/CT-TTHT" is of a tax office (Cục Thuế).
        fits = kind in named or kind == "công văn" or (kind == "văn bản" and not named)
        return Head(kind, issuer.name, origin + entry.start(1)) if fits else None
    return None


def read_issuer_between(text: str, start: int, end: int) -> Issuer | None:
    """The issuer between the kind at `start` and the number: "Kế hoạch của Tỉnh ủy số 12-KH/TU" ends at `end`."""
    if text.find("của", start, end) < 0:
        return None
    of = _BETWEEN.match(text, start, end)
    issuer = read_issuer(text, of.end()) if of is not None else None
    return issuer if issuer is not None and issuer.span[1] < end else None
