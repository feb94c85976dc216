"""Where the parts of a document lie: header, addressees, body, foot, and what is appended after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trienkhai.parts import Span
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import fold

_KINH_GUI = re.compile(r"[\W_]*(?:dong )?kinh (?:gui|goi|moi)\b")
_NOI_NHAN = re.compile(r"[\W_]*n[o0]i nhan\b")
_OPENING = re.compile(
    r"[\W_]*(?:can cu|thuc hien|theo |thi hanh|tiep theo|ngay \d|de |nham |trong thoi gian|thoi gian qua|xet "
    r"|dieu 1|i\s*[.-]|1\s*[.,)]|phan (?:i|1|thu nhat)\b|chuong i\b|[a-d]\s*[.)]|hien nay|vua qua|sau khi"
    r"|uy ban|so |bo |chu tich|bi thu|ban |truong )"
)
_SIGNING = re.compile(
    r"[\W_]*(?:t\s*[/.]?\s*m|k\s*[/.]?\s*t|t\s*[/.]?\s*l|t\s*[/.]?\s*u\s*[/.]?\s*q|q)\s*[./]\s*[a-z]{2}"
)


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of a text in order. `tail` is an appended second document, annex or blank form."""

    header: Span
    addressees: Span | None
    body: Span
    foot: Span | None
    tail: Span | None


def split_document(text: str, lines: Sequence[Line]) -> Zones:
    """Cut a text into its zones; the zones are in order and do not overlap."""
    folded = [fold(line.text) for line in lines]
    addressed = next((n for n, line in enumerate(folded) if _KINH_GUI.match(line)), None)
    foot = next((n for n, line in enumerate(folded) if _NOI_NHAN.match(line)), None)
    if foot is None:
        foot = next((n for n, line in enumerate(folded) if n > 5 and _SIGNING.match(line)), None)
    if addressed is not None and foot is not None and addressed > foot:
        addressed = None
    start = addressed + 1 if addressed is not None else _after_number(folded)
    body = next((n for n in range(start, foot or len(folded)) if _OPENING.match(folded[n])), start)
    body_start = lines[body].start if body < len(lines) else len(text)
    foot_start = lines[foot].start if foot is not None else len(text)
    header_end = lines[addressed].start if addressed is not None else body_start
    return Zones(
        header=(0, header_end),
        addressees=(header_end, body_start) if addressed is not None else None,
        body=(body_start, max(foot_start, body_start)),
        foot=(foot_start, len(text)) if foot is not None else None,
        tail=None,
    )


def _after_number(folded: Sequence[str]) -> int:
    for number, line in enumerate(folded[:30]):
        if re.search(r"ngay .{0,12}thang .{0,12}nam", line):
            return number + 1
    return 0
