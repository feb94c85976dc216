"""The text of a document as lines and pieces, each found value marked at its place, doubts above everything else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trienkhai import parts
from trienkhai.sources.lines import split_lines
from trienkhai.web.documents.doubts import Doubt
from trienkhai.web.documents.values import label_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that was found to be something. Lower `rank` wins where marks overlap."""

    start: int
    end: int
    rank: int
    css: str
    tag: str
    tag_css: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line under one mark, or under none. `first` where the mark begins: there its tag stands."""

    start: int
    text: str
    mark: Mark | None
    first: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the text. `block` is the class of a line that belongs to a topic or form as a whole."""

    block: str
    tag: str
    pieces: tuple[Piece, ...]


def mark_text(found: parts.Reading, doubts: Sequence[Doubt]) -> tuple[ShownLine, ...]:
    """The whole text, nothing left out, with its marks."""
    marks = list(collect_marks(found, doubts))
    blocks = collect_blocks(found)
    edges = sorted({0, len(found.text), *(m.start for m in marks), *(m.end for m in marks)})
    cover = list(_cover(edges, marks))  # cover[n] reaches from edges[n] to edges[n + 1]
    lines = []
    begun: set[str] = set()
    for line in split_lines(found.text):
        pieces = []
        for start, end, mark in cover[max(0, bisect_right(edges, line.start) - 1) : bisect_left(edges, line.end)]:
            low, high = max(start, line.start), min(end, line.end)
            if low < high:
                first = mark is not None and mark.anchor not in begun
                if mark is not None:
                    begun.add(mark.anchor)
                pieces.append(Piece(low, found.text[low:high], mark, first))
        css, tag = next(((css, tag) for (a, b), css, tag in blocks if line.text and a <= line.start < b), ("", ""))
        lines.append(ShownLine(css, tag if tag not in begun else "", tuple(pieces)))
        begun.add(tag)
    return tuple(lines)


def _cover(edges: list[int], marks: list[Mark]) -> Iterable[tuple[int, int, Mark | None]]:
    """Neighbouring stretches, each with the mark that wins there."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    open_marks: list[Mark] = []
    position = 0
    for start, end in pairwise(edges):
        while position < len(ordered) and ordered[position].start <= start:
            open_marks.append(ordered[position])
            position += 1
        open_marks = [mark for mark in open_marks if mark.end > start]
        yield start, end, min(open_marks, key=lambda mark: (mark.rank, mark.end - mark.start), default=None)


def collect_blocks(found: parts.Reading) -> list[tuple[parts.Span, str, str]]:
    """Stretches of whole lines: topics, tasks and report requests by their label, dashes that name forms."""
    blocks = []
    names = {parts.ItemKind.TOPIC: "ND", parts.ItemKind.TASK: "NV", parts.ItemKind.REPORT: "BC"}
    for item in found.directive.items:
        tag = f"{names[item.kind]} {item.label or ''}".strip()
        blocks += [(span, "span-topic", tag if n == 0 else f"{tag} (tiếp)") for n, span in enumerate(item.spans)]
    for number, form in enumerate(found.directive.forms, 1):
        if form.section and form.spans and _is_own_line(found.text, form.spans[0]):
            blocks.append((_line_around(found.text, form.spans[0]), "span-form", f"HT {number}"))
    return blocks


def _is_own_line(text: str, span: parts.Span) -> bool:
    return text[_line_around(text, span)[0] : span[0]].strip(" -+*•") == ""


def _line_around(text: str, span: parts.Span) -> parts.Span:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def collect_marks(found: parts.Reading, doubts: Sequence[Doubt]) -> Iterable[Mark]:
    """Every mark, doubts first."""
    for number, doubt in enumerate(doubts, 1):
        if doubt.span is not None:
            yield Mark(*doubt.span, 0, "span-doubt", str(number), "span-tag-doubt", f"cho-{number}", doubt.title)
    numbers: dict[str, int] = {}
    for index, citation in enumerate(found.citations):
        known = citation.code or citation.text
        number = numbers.setdefault(known, len(numbers) + 1)
        yield Mark(
            *citation.span, 1, "span-citation", f"VD{number}", "span-tag-citation", f"vd-{index}", "Viện dẫn " + known
        )
    yield from place_marks(found)
    for index, form in enumerate(found.directive.forms):
        for piece, span in enumerate(form.spans):
            if not _is_own_line(found.text, span):
                tag = f"HT{index + 1}"
                yield Mark(*span, 3, "span", tag, "span-tag-form", f"ht-{index}-{piece}", "Hình thức " + form.form)
    for index, entry in enumerate(found.directive.assignments):
        yield Mark(*entry.span, 4, "span-order", "giao việc", "span-tag-order", f"gv-{index}", "Câu giao việc")


def place_marks(found: parts.Reading) -> Iterable[Mark]:
    """Header, addressees, recipients and signature."""
    for path, spans in found.places.items():
        name = path.split("[")[0]
        for index, span in enumerate(spans):
            anchor = "o-" + path.replace("[", "-").replace("]", "").replace(".", "-") + (f"-{index}" if index else "")
            if name in ("addressees", "recipients", "archive"):
                place = int(path.split("[")[1].rstrip("]")) + 1 if "[" in path else 1
                tag = {"addressees": f"NN{place}", "recipients": f"gửi {place}", "archive": "lưu"}[name]
                yield Mark(*span, 2, "span-recipient", tag, "span-tag-recipient", anchor, label_of(path))
            elif name != "code":
                yield Mark(*span, 2, "span", label_of(path).lower(), "", anchor, label_of(path))
