"""Kính gửi: the bodies a document is addressed to."""

from __future__ import annotations

import re

from trienkhai.parts import Span
from trienkhai.reading.found import Found
from trienkhai.reading.marks import KINH_GUI, Marks
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.split import Zones
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import CAPITALS

_DASH = re.compile(r"[\s_.|“\"'`]{0,60}[-–—+•\uf0b7\uf0a7*~]{1,9}\s{0,9}[-–—]?\s{0,9}")
# "(gọi chung là thủ trưởng các đơn vị)" explains the list and is none of it.
# An address or tax number below the name of a firm is no addressee either.
_ASIDE = re.compile(r"[\W_]*\(.*|[\W_]*(?:dia chi|ma so thue|mst|ma so doanh nghiep|email|dien thoai|so fax)\b.*")
# Where the columns of the head were torn, the motto and the day may stand between "Kính gửi:" and its dashes.
_HEAD_DEBRIS = re.compile(r"\W*(?:cong hoa xa|doc lap\s?\W?\s?tu do|dang cong san viet)")
_NEW = (
    "ubnd",
    "uy ban",
    "so ",
    "bo ",
    "ban ",
    "phong ",
    "trung tam",
    "cac ",
    "hoi ",
    "cuc ",
    "vien ",
    "truong ",
    "cong ty",
    "benh vien",
)


def read_addressees(sheet: Sheet, marks: Marks, zones: Zones) -> tuple[Found, ...]:
    """One entry for each dash, line or semicolon, end punctuation removed."""
    if zones.addressees is None:
        return ()
    entries: list[list[Span]] = []
    open_entry = False
    dashed = bracket = False
    for line in sheet.lines:
        if line.end <= zones.addressees[0] or line.start >= zones.addressees[1]:
            continue
        start = max(line.start, zones.addressees[0])
        greeting = _greeting(sheet, marks, line)
        if greeting:
            start, open_entry = greeting[1], False
        if bracket or _ASIDE.fullmatch(sheet.folded, start, line.end):
            open_entry = False
            bracket = _opens_bracket(sheet.text[start : line.end], bracket)
            continue
        dash = _DASH.match(sheet.text, start, line.end)
        if dash:
            if not dashed and any(_HEAD_DEBRIS.match(sheet.folded, *span) for spans in entries for span in spans):
                entries.clear()
            start, open_entry, dashed = dash.end(), False, True
        for number, piece in enumerate(_pieces(sheet, (start, line.end))):
            if number or not open_entry or (not dashed and _is_next(sheet, entries[-1], piece)):
                entries.append([])
            entries[-1].append(piece)
            open_entry = True
        if line.text.rstrip().endswith(";"):
            open_entry = False
    found = (_entry(sheet, spans) for spans in entries)
    return tuple(entry for entry in found if entry is not None)


def _greeting(sheet: Sheet, marks: Marks, line: Line) -> Span | None:
    """The place of "Kính gửi" (of a telegram's "điện:") in a line."""
    if marks.addressed is not None and line.number == marks.addressed[0]:
        return marks.addressed[1]
    match = KINH_GUI.match(sheet.folded, line.start, line.end)
    return match.span() if match is not None else None


def _opens_bracket(line: str, already: bool) -> bool:
    """Whether an aside in brackets goes on in the next line."""
    return line.count("(") + already > line.count(")") and (already or line.lstrip().startswith("("))


def _pieces(sheet: Sheet, span: Span) -> list[Span]:
    """A line cut at the semicolons that do not stand in brackets, without drawn column signs."""
    pieces: list[Span] = []
    start, depth = span[0], 0
    for place in range(*span):
        letter = sheet.text[place]
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter == ";" and not depth:
            pieces.append((start, place))
            start = place + 1
    pieces.append((start, span[1]))
    return [piece for piece in pieces if any(map(str.isalpha, sheet.text[slice(*piece)]))]


def _is_next(sheet: Sheet, entry: list[Span], piece: Span) -> bool:
    """Without dashes: whether a line names another body instead of going on with the one before."""
    before = sheet.folded[slice(*entry[-1])].rstrip()
    if re.search(r"(?:,|-|\b(?:va|cua|cac|truc thuoc|thuoc))$", before):
        return False
    name = sheet.strip(piece, " \t|")
    return sheet.text[name[0]].isupper() and sheet.folded[slice(*name)].startswith(_NEW)


def _entry(sheet: Sheet, spans: list[Span]) -> Found | None:
    trimmed = [sheet.strip(span, " \t|") for span in spans]
    trimmed[-1] = sheet.trim(trimmed[-1])
    trimmed[0] = (min(max(trimmed[0][0], sheet.trim(trimmed[0])[0]), trimmed[0][1]), trimmed[0][1])
    value = sheet.join(trimmed).strip(" .;:,")
    if value.endswith(")") and "(" not in value:  # "(Đồng kính gửi: Công an tỉnh)"
        value = value[:-1].rstrip(" .;:,")
    return Found(value, tuple(trimmed)) if _NAMED.search(value) else None


# A body's name has a capital or a whole word, and two letters at least; less is what a scan made of dots.
_NAMED = re.compile(rf"[^\W\d_]{{3}}|[{CAPITALS}].*[^\W\d_]|[^\W\d_].*[{CAPITALS}]")
