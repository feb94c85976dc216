"""How much of a text was taken up by some part of its reading, and what was left over.

The measure is letters and digits; fixed words of the form ("Kính gửi:", "V/v", "Căn cứ", the national title) belong
to it and are taken up although no value lies on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trienkhai import parts
from trienkhai.sources.lines import split_lines
from trienkhai.vietnamese.letters import fold

_FIXED = re.compile(
    r"(dong )?kinh gui|noi nhan|luu|so|v/v|ve viec|ngay|thang|nam|"
    r"thuc hien|can cu|theo|tren co so|xet de nghi cua|gui kem|"
    r"cong hoa xa hoi chu nghia viet nam|doc lap\s*-\s*tu do\s*-\s*hanh phuc|dang cong san viet nam"
)
# Where what is said of a cited document ends: "… của Ban Thường vụ Tỉnh ủy;", a full stop, the end of the paragraph.
_CLAUSE_END = re.compile(r";|\.(?=\s|$)|\n\s*\n")
_LETTER = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """The share of letters taken up, 0 to 1, and the stretches that were not."""

    share: float
    leftovers: tuple[parts.Span, ...]

    @property
    def percent(self) -> int:
        """Whole per cent; 100 only where nothing is left."""
        return 100 if not self.leftovers else min(99, round(100 * self.share))


def measure(found: parts.Reading) -> Attachment:
    """What of the text lies in some part."""
    text = found.text
    taken = bytearray(len(text))
    for start, end in all_spans(found):
        taken[start:end] = b"\1" * max(0, min(end, len(text)) - start)
    leftovers = tuple(_find_leftovers(text, taken))
    letters = len(_LETTER.findall(text))
    left = sum(len(_LETTER.findall(text[start:end])) for start, end in leftovers)
    return Attachment((letters - left) / letters if letters else 1.0, leftovers)


def _find_leftovers(text: str, taken: bytearray) -> Iterable[parts.Span]:
    for line in split_lines(text):
        start = line.start
        while start < line.end:
            if taken[start]:
                start += 1
                continue
            end = taken.find(1, start, line.end)
            end = line.end if end < 0 else end
            said = re.sub(r"^[\W_]+|[\W_]+$", "", fold(text[start:end]))
            if said and not _FIXED.fullmatch(said):
                yield start, end
            start = end


def _citations_with_tails(found: parts.Reading) -> Iterable[parts.Span]:
    """Each citation to the end of its clause: what follows it names its issuer and says what it is about."""
    starts = sorted(citation.span[0] for citation in found.citations)
    for citation in found.citations:
        start, end = citation.span
        stop = _CLAUSE_END.search(found.text, end)
        following = next((other for other in starts if other > start), len(found.text))
        yield start, max(end, min(stop.start() if stop else len(found.text), following))


def all_spans(found: parts.Reading) -> Iterable[parts.Span]:
    """The places of everything that was found."""
    for spans in found.places.values():
        yield from spans
    yield from _citations_with_tails(found)
    yield from (entry.span for entry in found.outline)
    yield from (deadline.span for deadline in found.deadlines)
    directive = found.directive
    for item in directive.items:
        yield from item.spans
    for form in directive.forms:
        yield from form.spans
    yield from (assignment.span for assignment in directive.assignments)
    yield from (link.span for link in directive.authority_chain)
    yield from (absent.span for absent in directive.announced_but_absent)
    if directive.issuer is not None and directive.issuer.span is not None:
        yield directive.issuer.span
