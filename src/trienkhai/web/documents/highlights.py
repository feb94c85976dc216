"""The text of a document as lines and pieces, each found value marked at its place.

Where marks overlap, the doubt is shown before the value and the shorter before the longer; the others stay reachable:
every piece knows all marks that lie on it, and each mark's anchor stands where it begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trienkhai import parts
from trienkhai.sources.lines import Line, split_lines
from trienkhai.vietnamese.letters import fold
from trienkhai.web.documents.doubts import Doubt
from trienkhai.web.documents.values import label_of
from trienkhai.web.language import in_vietnamese

_LEFT = ("parent_agency", "agency", "number", "symbol", "code")
_RIGHT = ("place", "date")
_BEFORE_NUMBER = re.compile(in_vietnamese(r"\s*[Ss]ố\s*:?[\s/.…-]*"))
_HEADS = (
    in_vietnamese("CỘNG HÒA XÃ HỘI"),
    in_vietnamese("CỘNG HOÀ XÃ HỘI"),
    in_vietnamese("ĐỘC LẬP - TỰ DO"),
    in_vietnamese("ĐẢNG CỘNG SẢN VIỆT NAM"),
)
_DISPATCH = in_vietnamese("công văn")
_ITEM_TAGS = {parts.ItemKind.TOPIC: "ND", parts.ItemKind.TASK: "NV", parts.ItemKind.REPORT: "BC"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that was found to be something. Lower `rank` wins where marks overlap.

    A value may lie in pieces: each has an anchor of its own, `owner` is the anchor of the first.
    """

    start: int
    end: int
    rank: int
    css: str
    tag: str
    tag_css: str
    anchor: str
    title: str
    owner: str = ""

    @property
    def goto(self) -> str:
        """The anchor by which the answering side knows it."""
        return self.owner or self.anchor


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line. `first`: its mark begins here and shows its tag; `anchors`: others that begin here."""

    start: int
    text: str
    mark: Mark | None
    first: bool
    anchors: tuple[str, ...] = ()
    names: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the text. `block` is the class of a line that belongs to a topic or form as a whole."""

    block: str
    tag: str
    tag_css: str
    anchor: str
    pieces: tuple[Piece, ...]
    after_gap: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole text. Its head stands in two columns where every line of it is known to belong left or right."""

    left: tuple[ShownLine, ...]
    right: tuple[ShownLine, ...]
    lines: tuple[ShownLine, ...]

    @property
    def stretches(self) -> tuple[tuple[str, tuple[ShownLine, ...]], ...]:
        """What a page draws one after the other: the two columns of the head, then the rest."""
        return ("paper-left", self.left), ("paper-right", self.right), ("paper-rest", self.lines)


@dataclass(frozen=True, slots=True)
class _Block:
    span: parts.Span
    css: str
    tag: str
    tag_css: str
    anchor: str
    owner: str = ""


def anchor_of(path: str) -> str:
    """The anchor of a path in the text: "addressees[1]" stands at "o-addressees-1"."""
    return "o-" + re.sub(r"[.\[]", "-", path).replace("]", "")


def lay_out_paper(found: parts.Reading, doubts: Sequence[Doubt], leftovers: Sequence[parts.Span] = ()) -> Paper:
    """The text as it is shown: the head in its two columns where that is safe, everything else line by line."""
    lines = mark_text(found, doubts, leftovers)
    columns = _find_columns(found)
    numbered = list(zip(split_lines(found.text), lines, strict=True))
    return Paper(
        left=tuple(shown for line, shown in numbered if columns.get(line.number) == "left"),
        right=tuple(shown for line, shown in numbered if columns.get(line.number) == "right"),
        lines=tuple(shown for line, shown in numbered if line.number not in columns),
    )


def mark_text(
    found: parts.Reading, doubts: Sequence[Doubt], leftovers: Sequence[parts.Span] = ()
) -> tuple[ShownLine, ...]:
    """The whole text, nothing left out, with its marks."""
    marks = [mark for mark in collect_marks(found, doubts, leftovers) if mark.start < mark.end <= len(found.text)]
    blocks = list(collect_blocks(found))
    edges = sorted({0, len(found.text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    cover = list(_cover(edges, marks))  # cover[n] reaches from edges[n] to edges[n + 1]
    shown: list[ShownLine] = []
    begun: set[str] = set()
    gap = False
    for line in split_lines(found.text):
        here = cover[max(0, bisect_right(edges, line.start) - 1) : bisect_left(edges, line.end)]
        pieces = tuple(_pieces(found.text, line, here, begun))
        block = next((block for block in blocks if line.text and block.span[0] <= line.start < block.span[1]), None)
        first = block is not None and block.anchor not in begun
        if block is not None:
            begun.add(block.anchor)
        shown.append(
            ShownLine(
                block=block.css if block else "",
                tag=block.tag if block and first else "",
                tag_css=block.tag_css if block else "",
                anchor=block.anchor if block and first else "",
                pieces=pieces,
                after_gap=gap and bool(line.text.strip()),
                owner=(block.owner or block.anchor) if block else "",
            )
        )
        gap = not line.text.strip()
    return tuple(shown)


def _pieces(
    text: str, line: Line, cover: Sequence[tuple[int, int, tuple[Mark, ...]]], begun: set[str]
) -> Iterable[Piece]:
    """The line's stretches; neighbours under the same winning mark are one, so that it is framed once."""
    for winner, group in groupby(cover, key=lambda part: part[2][0] if part[2] else None):
        stretches = list(group)
        low, high = max(stretches[0][0], line.start), min(stretches[-1][1], line.end)
        if low >= high:
            continue
        anchors = list(dict.fromkeys(mark.anchor for _, _, marks in stretches for mark in marks))
        names = " ".join(dict.fromkeys(mark.goto for _, _, marks in stretches for mark in marks))
        fresh = [anchor for anchor in anchors if anchor not in begun]
        begun.update(fresh)
        first = winner is not None and winner.anchor in fresh
        others = tuple(anchor for anchor in fresh if winner is None or anchor != winner.anchor)
        yield Piece(low, text[low:high], winner, first, others, names)


def _cover(edges: list[int], marks: list[Mark]) -> Iterable[tuple[int, int, tuple[Mark, ...]]]:
    """Neighbouring stretches, each with the marks that lie on it, the one that wins first."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    open_marks: list[Mark] = []
    position = 0
    for start, end in pairwise(edges):
        while position < len(ordered) and ordered[position].start <= start:
            open_marks.append(ordered[position])
            position += 1
        open_marks = [mark for mark in open_marks if mark.end > start]
        yield start, end, tuple(sorted(open_marks, key=lambda mark: (mark.rank, mark.end - mark.start, mark.anchor)))


def collect_blocks(found: parts.Reading) -> Iterable[_Block]:
    """Stretches of whole lines: topics, tasks and report requests by their label, dashes that name forms."""
    for index, item in enumerate(found.directive.items):
        tag = f"{_ITEM_TAGS[item.kind]} {item.label or index + 1}"
        anchor = anchor_of(f"directive.items[{index}]")
        for piece, span in enumerate(item.spans):
            end = "" if piece == 0 else f"-{piece}"
            said = tag if piece == 0 else _("%(tag)s (tiếp)") % {"tag": tag}
            yield _Block(span, "span-topic", said, "span-tag-topic", anchor + end, anchor)
    taken: set[int] = set()
    for index, form in enumerate(found.directive.forms):
        if form.spans and _begins_line(found.text, form.spans[0]):
            span = _line_around(found.text, form.spans[0])
            if span[0] not in taken:
                taken.add(span[0])
                anchor = anchor_of(f"directive.forms[{index}]")
                yield _Block(span, "span-form", f"HT {index + 1}", "span-tag-form", anchor)
    for index, entry in enumerate(found.outline):
        if entry.level <= 2 and entry.label != "-":
            yield _Block(entry.span, "paper-heading", "", "", f"dau-muc-{index}")
    for path, spans in found.places.items():
        if path.startswith("addressees"):
            for index, span in enumerate(spans):
                whole = _line_around(found.text, span)[0], _line_around(found.text, (span[1], span[1]))[1]
                yield _Block(whole, "indent", "", "", f"dong-{anchor_of(path)}-{index}")


def _begins_line(text: str, span: parts.Span) -> bool:
    return text[_line_around(text, span)[0] : span[0]].strip(" -+*•–") == ""


def _line_around(text: str, span: parts.Span) -> parts.Span:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def collect_marks(
    found: parts.Reading, doubts: Sequence[Doubt], leftovers: Sequence[parts.Span] = ()
) -> Iterable[Mark]:
    """Every mark: doubts, citations, values of head and foot, forms inside a sentence, orders, what was left over."""
    for number, doubt in enumerate(doubts, 1):
        if doubt.span is not None:
            span = _widen(found, doubt)
            yield Mark(*span, 0, "span-doubt", str(number), "span-tag-doubt", f"cho-{number}", doubt.title)
    numbers: dict[str, int] = {}
    for index, citation in enumerate(found.citations):
        known = citation.code or citation.text
        number = numbers.setdefault(known, len(numbers) + 1)
        anchor = anchor_of(f"citations[{index}]")
        yield Mark(
            *citation.span,
            1,
            "span-citation",
            f"VD{number}",
            "span-tag-citation",
            anchor,
            _("Viện dẫn %(code)s") % {"code": known},
        )
    yield from _place_marks(found)
    for index, form in enumerate(found.directive.forms):
        for piece, span in enumerate(form.spans):
            if piece or not _begins_line(found.text, span):
                owner = anchor_of(f"directive.forms[{index}]")
                anchor = owner + (f"-{piece}" if piece else "")
                tag, title = f"HT{index + 1}", _("Hình thức: %(form)s") % {"form": form.form}
                yield Mark(*span, 3, "span-form-inline", tag, "span-tag-form", anchor, title, owner)
    for index, deadline in enumerate(found.deadlines):
        anchor = anchor_of(f"deadlines[{index}]")
        yield Mark(*deadline.span, 3, "span", _("hạn"), "", anchor, _("Thời hạn: %(text)s") % {"text": deadline.text})
    for index, entry in enumerate(found.directive.assignments):
        anchor = anchor_of(f"directive.assignments[{index}]")
        yield Mark(*entry.span, 4, "span-order", _("giao việc"), "span-tag-order", anchor, _("Câu giao việc"))
    for index, span in enumerate(leftovers):
        yield Mark(*span, 9, "span-left", "", "", f"sot-{index + 1}", _("Chưa gắn vào mục nào"))


def _widen(found: parts.Reading, doubt: Doubt) -> parts.Span:
    """A doubt about number or date is framed with the words before the blank: "Số: /…", "Lạng Sơn, ngày … tháng …"."""
    assert doubt.span is not None
    start, end = doubt.span
    if doubt.path == "number":
        line = _line_around(found.text, doubt.span)[0]
        return (line, end) if _BEFORE_NUMBER.fullmatch(found.text[line:start]) else doubt.span
    places = found.places.get("place", ()) if doubt.path == "date" else ()
    same = [place for place in places if place[1] <= start and "\n" not in found.text[place[0] : start]]
    return (same[0][0], end) if same else doubt.span


def _place_marks(found: parts.Reading) -> Iterable[Mark]:
    """Header, addressees, recipients and signature."""
    for path, spans in found.places.items():
        name = path.split("[")[0]
        if name in ("code", "doc_type") or name.startswith("directive"):
            continue
        for index, span in enumerate(spans):
            owner = anchor_of(path)
            anchor = owner + (f"-{index}" if index else "")
            if name in ("addressees", "recipients", "archive"):
                place = int(path.split("[")[1].split("]")[0]) + 1 if "[" in path else 1
                tag = {
                    "addressees": f"NN{place}",
                    "recipients": _("gửi %(place)s") % {"place": place},
                    "archive": pgettext("purpose", "lưu"),
                }[name]
                yield Mark(*span, 2, "span-recipient", tag, "span-tag-recipient", anchor, label_of(path), owner)
            else:
                tag = label_of(path).lower() if index == 0 else ""
                yield Mark(*span, 2, "span", tag, "", anchor, label_of(path), owner)


def _find_columns(found: parts.Reading) -> dict[int, str]:
    """For each line of the head its column; empty where one of them belongs to neither or to both."""
    lines = split_lines(found.text)
    ends = [spans[0][0] for path, spans in found.places.items() if path.startswith("addressees") and spans]
    subject = found.places.get("subject", ())
    dispatch = (found.doc_type or _DISPATCH) == _DISPATCH
    stop = min(ends, default=0) if dispatch else (subject[0][0] if subject else 0)
    sides: dict[int, str] = {}
    for line in lines:
        if not line.text.strip():
            continue
        if line.end > stop or fold(line.text).strip().startswith(("kinh gui", "dong kinh gui")):
            break
        side = _side_of(found, line, dispatch)
        if side is None:
            return {}
        sides[line.number] = side
    return sides if {"left", "right"} <= set(sides.values()) else {}


def _side_of(found: parts.Reading, line: Line, dispatch: bool) -> str | None:
    names = {
        path.split("[")[0].split(".")[0]
        for path, spans in found.places.items()
        for start, end in spans
        if start < line.end and line.start < end
    }
    left = bool(names & {*_LEFT, *(("subject",) if dispatch else ())})
    right = bool(names & set(_RIGHT)) or _is_title(line.text)
    if left == right:
        return None
    return "left" if left else "right"


def _is_title(text: str) -> bool:
    """The national title and its motto, or the Party's title, alone on a line."""
    letters = " ".join(text.upper().replace("–", "-").split())
    return letters.startswith(_HEADS)
