"""The laws of the reader, for every text and every file: what `test_reading_laws.py` and `fuzz.py` both check."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass
from itertools import pairwise

from trienkhai.errors import UnreadableFile
from trienkhai.parts import Reading, Span
from trienkhai.reading.citations import find_citations
from trienkhai.reading.pipeline import read_source, read_text
from trienkhai.sources import Source, read_bytes
from trienkhai.sources.refusals import list_refusals

SECONDS_A_KILOBYTE = 0.02
"""Four times what the densest document of the corpus costs on a slow machine; more is looked at by doubling."""

MOST_GROWTH = 2.9
"""How many times longer the doubled text may take. Linear work gives 2, quadratic 4; the rest is noise."""


class BrokenLaw(AssertionError):
    """A reading that breaks one of the laws."""


def demand(holds: bool, law: str) -> None:
    """Raise BrokenLaw unless the law holds."""
    if not holds:
        raise BrokenLaw(law)


def places_in(part: object) -> list[Span]:
    """Every `span` and `spans` of a part, at any depth."""
    found: list[Span] = []
    if isinstance(part, dict):
        part = tuple(part.values())
    if isinstance(part, tuple) and len(part) == 2 and all(isinstance(one, int) for one in part):
        return [(int(part[0]), int(part[1]))]
    if isinstance(part, tuple):
        return [place for one in part for place in places_in(one)]
    if is_dataclass(part) and not isinstance(part, type):
        for entry in fields(part):
            value = getattr(part, entry.name)
            if entry.name in ("span", "spans") or isinstance(value, (tuple, dict)) or is_dataclass(value):
                found += places_in(value)
    return found


def check_places(reading: Reading, text: str) -> None:
    """Every place lies in the text as it was found and begins before it ends; citations and outline are in order."""
    for start, end in places_in(reading):
        demand(0 <= start <= end <= len(text), f"a place outside the text: {start}..{end} of {len(text)}")
    for citation in reading.citations:
        demand(citation.text == text[slice(*citation.span)], f"a citation is not its place: {citation}")
    starts = [citation.span[0] for citation in reading.citations]
    demand(starts == sorted(starts), "citations are not in the order of the text")
    for before, after in pairwise(reading.citations):
        demand(before.span[1] <= after.span[0], f"citations overlap: {before.span} {after.span}")
    marks = [item.span[0] for item in reading.outline]
    demand(marks == sorted(marks), "outline items are not in the order of the text")


def check_text(text: str) -> Reading:
    """The reading of a text, after all laws were checked on it: no error, places inside, the same twice, in time."""
    began = time.process_time()
    reading = read_text(text)
    spent = time.process_time() - began
    check_places(reading, text)
    demand(read_text(text) == reading, "the same text read twice gives two readings")
    if spent > 0.2 and spent > SECONDS_A_KILOBYTE * len(text.encode("utf-8", "replace")) / 1024:
        check_growth(text)
    return reading


def check_growth(text: str) -> None:
    """Reading a text four times over costs about twice what it costs two times over."""
    twice, fourfold = _least_seconds(text * 2), _least_seconds(text * 4)
    if fourfold > 0.3 and fourfold > MOST_GROWTH * twice:
        demand(_least_seconds(text * 8) < MOST_GROWTH * fourfold, f"time grows with the square: {twice} {fourfold}")


def _least_seconds(text: str) -> float:
    """The processor time of reading a text, the better of two."""
    spent = []
    for _ in range(2):
        began = time.process_time()
        read_text(text)
        find_citations(text)
        spent.append(time.process_time() - began)
    return min(spent)


def check_file(data: bytes, name: str) -> Reading | None:
    """The reading of a file's bytes, None where it was refused with a known reason. Any other error is a broken law."""
    try:
        source = read_bytes(data, name)
    except UnreadableFile as refusal:
        demand(refusal.id in list_refusals(), f"a refusal without a sentence: {refusal.id}")
        demand("{" not in refusal.message, f"an unfilled sentence: {refusal.message}")
        return None
    reading = read_source(source)
    check_places(reading, source.text)
    demand(read_source(Source(source.kind, source.text, source.layout)) == reading, "one source, two readings")
    return reading
