"""The numbered and bulleted items of a document and how they are nested.

Three steps: candidate labels at line starts (`labels.py`); leave out what is no item of this document (quoted
law, wrapped lines, tables, lists of addressees and recipients, bases "Căn cứ ..."); give each its level.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from trienkhai.parts import OutlineItem, Span
from trienkhai.reading.labels import BULLETS, LETTER_BULLET, RANKS, Label, Style, find_label, wants_number
from trienkhai.reading.rows import Rows, lines_of
from trienkhai.reading.split import Zones
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import fold

_LIST_OF_NAMES = re.compile(r"[\W_]*(?:dong )?kinh g[uơo]i\b")
_RECIPIENTS = re.compile(r"[\W_]*[nm][o0]'?i nh[aâ]n\b\W*(?:$|\s{3})|[\W_]*n[o0]'?i nh[aâ]n\b")
_ARCHIVE = re.compile(r"[\W_]*l[uư][uụ]\b")
_NEW_DOCUMENT = re.compile(
    r"[\W_]*(?:phu luc\b[^.;]{0,20}|danh sach\b[^.;]{0,40}|bieu mau\b[^.;]{0,20}|quy che|quy dinh|noi quy|dieu le"
    r"|de cuong|de an|huong dan|ke hoach|chuong trinh)[\W_]*$"
)
_NATIONAL_TITLE = "cong hoa xa hoi chu nghia"
# Preamble lines may be dash-led; the verbs are those of "căn cứ ban hành" (Decree 30/2020, appendix I).
_BASIS = re.compile(r"(?:can cu|xet|theo de nghi|tiep theo|thuc hien|thi hanh|tren co so)\b")
_QUOTE = re.compile(r"[“\"«]")
_GOING_ON = frozenset({"tai", "theo", "cua", "den", "tu", "va", "la"})
_LONGEST_QUOTE = 4000
_LOOK_AHEAD = 60


@dataclass(frozen=True, slots=True)
class _Mark:
    """A candidate: its label, its line's place among the zone's lines, and where its first line lies."""

    label: Label
    row: int
    span: Span


def find_outline(text: str, lines: Sequence[Line], zones: Zones) -> tuple[OutlineItem, ...]:
    """The items of body and appended parts, in order, each with its level. Linear in the text."""
    items: list[OutlineItem] = []
    for zone in (zones.body, zones.tail):
        if zone is None:
            continue
        rows = Rows(text, lines_of(lines, zone))
        quoted = find_quotes(text, zone)
        for part in _split_parts(rows):
            marks = _mend_romans(rows, _read_two(_find_marks(rows, part, quoted)))
            marks = _without_wrapped(rows, marks)
            items += _nest(text, rows, marks)
    return tuple(items)


@lru_cache(maxsize=2)  # outline and orders ask for the same
def find_quotes(text: str, zone: Span) -> tuple[Span, ...]:
    """Passages quoted in whole lines: their numbers are those of the quoted law."""
    return tuple(_list_quotes(text, zone))


def _list_quotes(text: str, zone: Span) -> Iterator[Span]:
    position = zone[0]
    for sign in _QUOTE.finditer(text, *zone):
        start = sign.start()
        if start < position or not _opens_line(text, position, start):
            continue
        end = _closing(text, start, min(zone[1], start + _LONGEST_QUOTE))
        position = end if end is not None else sign.end()
        if end is not None:
            yield start, end


_WORN_CLOSING = re.compile(r"[.;)][ \t]?[’'\"]{1,2}(?=[ \t]*(?:\n|\Z))")


def _opens_line(text: str, floor: int, place: int) -> bool:
    """Whether only blanks stand between a place and the beginning of its line or a colon, not before `floor`."""
    while place > floor and text[place - 1] in " \t":
        place -= 1
    return place == 0 or text[place - 1] == "\n" or (place > floor and text[place - 1] == ":")


def _closing(text: str, start: int, limit: int) -> int | None:
    opening = text[start]
    closing = {"“": "”", "«": "»"}.get(opening, '"')
    depth = 0
    # A page reader may make another sign of the closing one: it ends the quotation where none opens before it.
    again = text.find("\n“", start, limit) if opening == "“" else -1
    worn = _WORN_CLOSING.search(text, start + 1, again if again >= 0 else limit) if opening == "“" else None
    limit = worn.end() if worn is not None else limit
    for match in re.finditer(f"[{opening}{closing}]", text[start:limit]):
        depth += 1 if match.group() == opening and (opening != closing or depth == 0) else -1
        if depth == 0:
            return start + match.end()
    return worn.end() if worn is not None else None


def _split_parts(rows: Rows) -> Iterator[range]:
    """Stretches in which numbering may run on: a new header or annex title starts counting anew."""
    start = 0
    for row, folded in enumerate(rows.folded):
        title = _NATIONAL_TITLE in folded or (
            rows.lines[row].text.strip(" :.*").isupper() and _NEW_DOCUMENT.match(folded)
        )
        if title and row > start:
            yield range(start, row)
            start = row
    yield range(start, len(rows.lines))


def _find_marks(rows: Rows, part: range, quoted: Sequence[Span]) -> list[_Mark]:
    marks: list[_Mark] = []
    listing = False
    enacting = _find_enacting(rows, part)
    for row in part:
        folded = rows.folded[row]
        if not folded:
            continue
        line = rows.lines[row]
        label = find_label(line.text)
        if ("kinh g" in folded and _LIST_OF_NAMES.match(folded)) or ("i nh" in folded and _RECIPIENTS.match(folded)):
            listing = True
            continue
        if listing:
            listing = _still_listing(rows, row, label)
            if label is None or label.style in BULLETS:
                continue
        start = line.start + len(line.text) - len(line.text.lstrip())
        inside = bisect_left(quoted, start, key=lambda quote: quote[1])
        if label is None or (inside < len(quoted) and quoted[inside][0] < start):
            continue
        if label.style in BULLETS and not marks and (row < enacting or _is_basis(rows, row, label)):
            continue
        if rows.struck and _in_table(rows, row):
            continue
        marks.append(_Mark(label, row, (start, line.start + len(line.text.rstrip()))))
    return marks


def _read_two(marks: list[_Mark]) -> list[_Mark]:
    """ "H." is a page reader's "II." where no "G." stood, and "I." before it or "III." behind it is the next number."""
    if all(mark.label.text != "H" for mark in marks):
        return marks
    mended = list(marks)
    for place, mark in enumerate(marks):
        if mark.label.text == "H" and all(other.label.text != "G" for other in marks[:place]):
            romans = [
                [m.label for m in some if m.label.style is Style.ROMAN] for some in (mended[:place], marks[place:])
            ]
            if any(
                labels and labels[at].ordinals == (want,)
                for labels, at, want in zip(romans, (-1, 0), (1, 3), strict=True)
            ):
                mended[place] = replace(mark, label=replace(mark.label, style=Style.ROMAN, ordinals=(2,)))
    return mended


def _mend_romans(rows: Rows, marks: list[_Mark]) -> list[_Mark]:
    """Roman numbers that a page reader changed: a misread one is told by those beside it, and "1. KINH PHÍ" right above
    another "1." is "I."."""
    romans = [place for place, mark in enumerate(marks) if mark.label.style is Style.ROMAN]
    second_is_two = len(romans) > 1 and marks[romans[1]].label.ordinals == (2,)
    mended: list[_Mark] = []
    last = 0  # the Roman number before
    for place, mark in enumerate(marks):
        label = mark.label
        if label.style is Style.ROMAN and not label.exact:
            number = last + 1 if last or second_is_two else label.ordinals[0]
            label = replace(label, ordinals=(number,))
        elif label.style is Style.NUMBER and label.ordinals == (1,) and _is_heading_above_one(rows, marks, place):
            label = replace(label, style=Style.ROMAN)
        if label.style is Style.ROMAN:
            last = label.ordinals[0]
        mended.append(mark if label is mark.label else replace(mark, label=label))
    return mended


def _is_heading_above_one(rows: Rows, marks: Sequence[_Mark], place: int) -> bool:
    following = marks[place + 1].label if place + 1 < len(marks) else None
    if following is None or following.style is not Style.NUMBER or following.ordinals != (1,):
        return False
    mark = marks[place]
    return rows.lines[mark.row].text[mark.label.after :].strip(" .:*").isupper()


def _still_listing(rows: Rows, row: int, label: Label | None) -> bool:
    """Whether a list of addressees or recipients goes on after this line."""
    folded = rows.folded[row]
    if _ARCHIVE.match(folded):
        return False
    if label is not None:
        return label.style in BULLETS
    if not _BASIS.match(folded):
        return True
    earlier = rows.before(row)
    return earlier is not None and earlier == row - 1 and rows.ends_openly(earlier)


def _find_enacting(rows: Rows, part: range) -> int:
    """The row of "QUYẾT ĐỊNH:", before which only the preamble stands; the first row where there is none."""
    for row in part[1:_LONGEST_PREAMBLE]:
        if rows.folded[row].startswith("quyet ") and _ENACTS.fullmatch(rows.lines[row].text):
            return row
    return part.start


_LONGEST_PREAMBLE = 80
_ENACTS = re.compile(r"[\s*_]*QUYẾT (?:ĐỊNH|NGHỊ)[\s:*_]*")


def _is_basis(rows: Rows, row: int, label: Label) -> bool:
    words = fold(rows.lines[row].text[label.after :])
    return bool(_BASIS.match(words))


def _in_table(rows: Rows, row: int) -> bool:
    """Whether a line stands among remains of a drawn table that the page reader saw as upright strokes."""

    def struck(row: int) -> bool:
        """Whether an upright stroke stands in a line that is no row of a drawn table."""
        folded = rows.folded[row]
        return "|" in folded and not (folded.startswith("|") and folded.endswith("|"))

    if struck(row):
        return True
    near = [near for near in range(max(0, row - 8), min(len(rows.lines), row + 9)) if rows.folded[near]]
    place = near.index(row)
    return any(struck(n) for n in near[max(0, place - 4) : place]) and any(
        struck(n) for n in near[place + 1 : place + 5]
    )


def _without_wrapped(rows: Rows, marks: list[_Mark]) -> list[_Mark]:
    """Leave out lines that only happen to begin with a sign or number because a sentence was cut there."""
    if sum(mark.label.text == LETTER_BULLET for mark in marks) == 1:
        marks = [mark for mark in marks if mark.label.text != LETTER_BULLET]
    open_ends = [_follows_openly(rows, mark) for mark in marks]
    # A document that never ends its items with a sign cannot be judged by the sign.
    careless = sum(open_ends) > 0.7 * len(marks) > 2
    kept: list[_Mark] = []
    for place, mark in enumerate(marks):
        bullet = mark.label.style in BULLETS
        if bullet and open_ends[place] and not careless and _is_wrapped_bullet(rows, marks, place):
            continue
        if not bullet and not _counts(rows, marks, kept, place, open_ends[place]):
            continue
        kept.append(mark)
    return kept


def _follows_openly(rows: Rows, mark: _Mark) -> bool:
    earlier = rows.before(mark.row)
    return earlier is not None and rows.ends_openly(earlier)


def _is_wrapped_bullet(rows: Rows, marks: Sequence[_Mark], place: int) -> bool:
    mark = marks[place]
    earlier = rows.before(mark.row)
    assert earlier is not None
    words = rows.lines[mark.row].text[mark.label.after :]
    previous = marks[place - 1] if place else None
    if previous is not None and previous.row == earlier:
        if previous.label.style == mark.label.style:
            return False
    elif words[:1].islower() and rows.folded[earlier][-1] != ",":
        return True
    adjacent = earlier == mark.row - 1
    if adjacent and rows.is_full(earlier):
        return True
    return not _is_in_list(marks, place) and rows.wrapped and len(rows.lines[earlier].text.rstrip()) >= 0.6 * rows.width


def _is_in_list(marks: Sequence[_Mark], place: int) -> bool:
    """Whether a bullet has others of its kind: the next one, or an earlier one behind the last number or letter."""
    style = marks[place].label.style
    if place + 1 < len(marks) and marks[place + 1].label.style is style:
        return True
    for mark in marks[place - 1 :: -1] if place else ():
        if mark.label.style is style or mark.label.style not in BULLETS:
            return mark.label.style is style
    return False


def _counts(rows: Rows, marks: Sequence[_Mark], kept: Sequence[_Mark], place: int, opened: bool) -> bool:
    """Whether a numbered label belongs to a list here: by its neighbours where its line start is doubtful."""
    mark = marks[place]
    label = mark.label
    earlier = rows.before(mark.row)
    adjacent = opened and earlier is not None and earlier == mark.row - 1
    cut = adjacent and earlier is not None and rows.is_full(earlier)
    if cut and earlier is not None and wants_number(rows.folded[earlier], _GOING_ON):
        return False
    if adjacent and not label.exact and rows.lines[mark.row].text[label.after :][:1].islower():
        return False
    if label.exact and not cut and label.style is not Style.UPPER:
        return True
    follows = _has_before(kept, label)
    leads = _has_after(marks, place)
    if label.style is Style.UPPER:
        return follows or leads or rows.lines[mark.row].text.isupper()
    if label.exact:
        return follows or (label.ordinals[-1] == 1 and leads)
    if label.style is Style.DECIMAL:
        return follows or leads
    if label.style is Style.ROMAN:
        return follows or (label.ordinals[-1] == 1 and leads)
    comma = rows.lines[mark.row].text[: label.after].rstrip().endswith((",", ":"))
    first = label.ordinals[-1] == 1 and (comma or _has_after(marks, place, exact=True))
    return (follows or first) and (leads or (comma and follows))


def _has_before(kept: Sequence[_Mark], label: Label) -> bool:
    """Whether the label before this one stands among the last items ("2" before "3")."""
    last = label.ordinals[-1]
    for mark in kept[-1:-_LOOK_AHEAD:-1]:
        other = mark.label
        if other.style is label.style and other.ordinals[:-1] == label.ordinals[:-1]:
            return other.ordinals[-1] in (last - 1, last - 2)
        if label.style is Style.DECIMAL and other.ordinals == label.ordinals[:-1]:
            return last <= 2
        if RANKS[other.style] < RANKS[label.style] and other.style is not Style.NUMBER:
            return False
    return False


def _has_after(marks: Sequence[_Mark], place: int, *, exact: bool = False) -> bool:
    """Whether the label after this one stands among the next items, with its own sign if that is asked."""
    label = marks[place].label
    for mark in marks[place + 1 : place + _LOOK_AHEAD]:
        other = mark.label
        if other.style is label.style and other.ordinals[:-1] == label.ordinals[:-1]:
            return other.ordinals[-1] == label.ordinals[-1] + 1 and (other.exact or not exact)
        if RANKS[other.style] < RANKS[label.style]:
            return False
    return False


# Styles whose order shows that an earlier member is missing.
_COUNTED = frozenset({Style.PART, Style.CHAPTER, Style.ROMAN, Style.ARTICLE, Style.NUMBER})


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that later ones may lie in."""

    style: Style
    ordinals: tuple[int, ...]
    level: int
    sign: str = ""


def _nest(text: str, rows: Rows, marks: Sequence[_Mark]) -> Iterator[OutlineItem]:
    stack: list[_Open] = []
    for place, mark in enumerate(marks):
        label = mark.label
        if label.style in _HOLDERS:
            stack = _nest_decimal(stack, label)
        else:
            stack = _nest_plain(rows, stack, marks, place)
        level = stack[-1].level
        first = text[mark.span[0] : mark.span[1]]
        yield OutlineItem(label.text, level, first[:80], mark.span)


def _lost_parents(marks: Sequence[_Mark], place: int, above: Sequence[_Open]) -> list[_Open]:
    """The parents that a page reader lost, the outer ones first: where "2." comes and no "1." stood, what is before
    lies in the lost one, and where "II." comes behind it without "I.", both lie in that."""
    inner = RANKS[marks[place].label.style]
    floor = RANKS[above[-1].style] if above else -1
    held = {entry.style for entry in above}  # "Điều 1" that holds "I." is not lost where "Điều 2" follows
    lost: list[Label] = []
    for mark in marks[place + 1 : place + _LOOK_AHEAD]:
        other = mark.label
        rank = RANKS[other.style]
        if rank <= floor or (other.ordinals[:1] == (1,) and rank < inner) or other.style in held:
            break
        if rank < inner and other.style in _COUNTED:
            lost.insert(0, other)
            inner = rank
    level = above[-1].level + 1 if above else 1
    return [_Open(label.style, (label.ordinals[0] - 1,), level + depth) for depth, label in enumerate(lost)]


# In which items those lie whose label names its outer one: "1.2" in "1", "a.1" in "a", "II.1" in "II".
_HOLDERS = {
    Style.DECIMAL: (Style.NUMBER, Style.DECIMAL),
    Style.LETTER_NUMBER: (Style.LETTER,),
    Style.COMPOUND: (Style.ROMAN, Style.UPPER, Style.COMPOUND),
}


def _nest_decimal(stack: list[_Open], label: Label) -> list[_Open]:
    parent = label.ordinals[:-1]
    holders = _HOLDERS[label.style]
    for place in range(len(stack) - 1, -1, -1):
        other = stack[place]
        if other.ordinals == parent and other.style in holders:
            return [*stack[: place + 1], _Open(label.style, label.ordinals, other.level + 1)]
        if other.style is label.style and len(other.ordinals) == len(label.ordinals):
            return [*stack[:place], _Open(label.style, label.ordinals, other.level)]
    numbers = any(entry.style is Style.NUMBER for entry in stack)
    inmost = RANKS[Style.NUMBER if label.style is not Style.COMPOUND else Style.ROMAN]
    outer = [entry for entry in stack if RANKS[entry.style] < inmost]
    if outer and not numbers and outer[-1].ordinals == parent:
        return [*outer, _Open(label.style, label.ordinals, outer[-1].level + 1)]
    base = outer[-1].level if outer else 0
    return [*outer, _Open(label.style, label.ordinals, base + len(label.ordinals))]


def _nest_plain(rows: Rows, stack: list[_Open], marks: Sequence[_Mark], place: int) -> list[_Open]:
    label = marks[place].label
    sign = label.text if label.style is Style.OTHER_BULLET else ""
    for index in range(len(stack) - 1, -1, -1):
        if (stack[index].style is label.style and stack[index].sign == sign) or _continues(stack[index], label):
            return [*stack[:index], _Open(label.style, label.ordinals, stack[index].level, sign)]
    kept = list(stack)
    while kept and _lies_outside(rows, kept, marks, place):
        kept.pop()
    kept += _lost_parents(marks, place, kept)
    level = kept[-1].level + 1 if kept else 1
    return [*kept, _Open(label.style, label.ordinals, level, sign)]


def _continues(entry: _Open, label: Label) -> bool:
    """Whether "2)" follows "1.": the same list with another sign."""
    numbers = (Style.NUMBER, Style.NUMBER_BRACKET)
    return entry.style in numbers and label.style in numbers and entry.ordinals[0] + 1 == label.ordinals[0] > 1


def _lies_outside(rows: Rows, stack: Sequence[_Open], marks: Sequence[_Mark], place: int) -> bool:
    """Whether a label of a style not yet open ends the innermost open item instead of lying in it."""
    top, label = stack[-1], marks[place].label
    if RANKS[top.style] < RANKS[label.style]:
        return False
    announced = place > 0 and _announces(rows, marks, place - 1)
    if top.style in BULLETS:
        # "* Đối với ...:" may hold dashes; a bullet of another sign lies inside only what announces a list, or what is
        # itself one of a list that goes on behind it.
        return not (label.style in BULLETS and (announced or _comes_again(marks, place, top)))
    if top.style in (Style.UPPER, Style.ROMAN, Style.ARTICLE) and label.ordinals[-1:] == (1,):
        # "I." with "A." inside it, or an article with Roman parts: what came first is the outer one.
        return False
    return not (announced and label.ordinals[-1:] == (1,) and _goes_on(marks, place, top))


def _comes_again(marks: Sequence[_Mark], place: int, top: _Open) -> bool:
    """Whether a bullet of the innermost open item's sign follows, behind no label but bullets."""
    for mark in marks[place + 1 : place + _LOOK_AHEAD]:
        if mark.label.style not in BULLETS:
            return False
        if mark.label.style is top.style:
            return True
    return False


def _announces(rows: Rows, marks: Sequence[_Mark], place: int) -> bool:
    """Whether the words right before the next item end with a colon."""
    following = marks[place + 1].row
    earlier = rows.before(following)
    return earlier is not None and rows.folded[earlier].endswith(":")


def _goes_on(marks: Sequence[_Mark], place: int, top: _Open) -> bool:
    for mark in marks[place + 1 : place + _LOOK_AHEAD]:
        if mark.label.style is top.style:
            return mark.label.ordinals[-1:] == (top.ordinals[-1] + 1,)
        if RANKS[mark.label.style] < RANKS[top.style] and mark.label.style is not marks[place].label.style:
            return False
    return False
