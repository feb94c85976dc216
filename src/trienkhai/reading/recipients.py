"""Nơi nhận: who receives a copy and why, and what is filed (Lưu)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trienkhai.parts import Recipient, Span
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.split import Zones, begins_receivers, find_noi_nhan
from trienkhai.reading.words import reading_words
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import CAPITALS, SMALL, fold

# Page readers make "=", "~" and ">" of a dash, and dust before it a circumflex.
_DASH = re.compile(r"[\s_.|“\"'`‘’¡:*ˆˇ]{0,60}[-–—+•\uf0b7\uf0a7~=>]{1,9}[\s_]{0,9}[-–—.]?\s{0,9}(?=[\w“\"(:])")
# "Lưu:" with other first letters ("tàu:", "1Lưu:") is told by the office (VT, VP) behind it.
_ARCHIVE = re.compile(
    r"\W*l(?:[uư]u|[iy]ru|tru|iru|uu)\b\s*[:.,;]?[\s:.,-]*|\W*l[a-z]{0,2}u\s*:[\s:.,-]*"
    r"|\W*\d?[a-z]{0,2}[ua]u\s*:[\s:.,-]*(?=v[a-z]{1,2}(?![a-z]))"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
# A list of recipients with the signature beside it is never longer than this many lines.
_LONGEST = 160
_NOISE_LINE = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Receivers:
    """The list with the place of each entry."""

    recipients: tuple[Recipient, ...]
    spans: tuple[tuple[Span, ...], ...]
    archive: tuple[str, ...]
    archive_spans: tuple[Span, ...]


def read_recipients(sheet: Sheet, zones: Zones, taken: tuple[Span, ...]) -> Receivers:
    """Recipients and archive of the first document; `taken` are the pieces that belong to the signature."""
    if zones.foot is None:
        return Receivers((), (), (), ())
    entries = _collect(sheet, zones.foot, taken)
    recipients: list[Recipient] = []
    spans: list[tuple[Span, ...]] = []
    archive: list[tuple[str, Span]] = []
    for entry in entries:
        match = _ARCHIVE.match(sheet.folded, *entry[0])
        if match and _is_archive(sheet, match):
            archive += _read_archive(sheet, (match.end(), entry[0][1]))
            for piece in entry[1:]:
                archive += _read_archive(sheet, piece)
            continue
        for recipient in _read_entry(sheet, entry):
            recipients.append(recipient)
            spans.append(tuple(entry))
    return Receivers(
        tuple(recipients), tuple(spans), tuple(text for text, _ in archive), tuple(span for _, span in archive)
    )


def _is_archive(sheet: Sheet, match: re.Match[str]) -> bool:
    """ "Lưu" in any reading; the family name Lưu would be followed by a capitalised given name without a colon."""
    printed = sheet.text[match.start() : match.end()].strip(" -–~_.,;'\"“”¡")
    return printed[:1] in "LlI" or printed.endswith("u:")


def _collect(sheet: Sheet, foot: Span, taken: tuple[Span, ...]) -> list[list[Span]]:
    """The entries as lists of pieces, from "Nơi nhận" to the archive line."""
    entries: list[list[Span]] = []
    heading = False
    closed = False
    gap = 0
    for line in sheet.lines_in(foot, _LONGEST):
        place = find_noi_nhan(sheet, line.number)
        start = line.start
        if place and not heading:
            heading, start = True, _after_colon(sheet, place[1], line.end)
        heading = heading or begins_receivers(sheet, line.number)
        if not heading:
            continue
        piece = _own_column(sheet, line, start, taken)
        if piece is None:
            gap += 1
            continue
        for part in _split_inline(sheet, piece):
            dash = _DASH.match(sheet.text, *part)
            text_start = dash.end() if dash else part[0]
            is_archive = _ARCHIVE.match(sheet.folded, text_start, part[1])
            if start != line.start and not (dash or is_archive or _is_listed(sheet, part)):
                continue
            if dash or is_archive or start != line.start or part[0] > piece[0]:
                entries.append([(text_start, part[1])])
                closed = False
            elif entries and not closed and _goes_on(sheet, entries[-1][-1], part, gap):
                entries[-1].append(part)
            elif (not entries and _is_named(sheet, part)) or (
                entries and _words(sheet, part) and gap == 0 and sheet.text[: entries[-1][-1][1]].rstrip().endswith(";")
            ):
                entries.append([part])
            else:
                closed = True
            if is_archive:
                closed = not sheet.text[slice(*part)].rstrip().endswith((",", ";"))
        gap = 0
        if entries and _ARCHIVE.match(sheet.folded, *entries[-1][0]) and closed:
            break
    return entries


def _is_listed(sheet: Sheet, part: Span) -> bool:
    """Whether what stands on the line of "Nơi nhận" itself is an entry and no remains of the signature."""
    text = sheet.text[slice(*part)].rstrip()
    if sheet.folded[slice(*part)].startswith("nhu "):
        return True
    return text.endswith((";", ".")) and sum(letter.islower() for letter in text) >= 4


_COLON = re.compile(r"\s*[:.;]?")


def _after_colon(sheet: Sheet, start: int, end: int) -> int:
    match = _COLON.match(sheet.text, start, end)
    return match.end() if match else start


def _words(sheet: Sheet, span: Span) -> bool:
    return sum(map(str.isalpha, sheet.text[slice(*span)])) >= 2


def _is_named(sheet: Sheet, span: Span) -> bool:
    """Whether letters hold a word of a name, and are not only what a seal or bad reading left of one."""
    return bool(_WORD.search(sheet.text, *span))


# A whole word in small letters, or the end sign that entries carry.
_WORD = re.compile(rf"(?<!\w)[{SMALL}{CAPITALS}][{SMALL}]{{2,}}(?!\w)|\w{{2}}\W{{0,3}}[;.]\s*$")


def _own_column(sheet: Sheet, line: Line, start: int, taken: tuple[Span, ...]) -> Span | None:
    """The recipient's part of a line from `start`: the first column, cut where the signature begins."""
    columns = [column for column in sheet.columns(line.number) if column[1] > start]
    if not columns:
        return None
    if columns[0][0] - line.start > 45 and start == line.start:
        return None
    begin, stop = max(columns[0][0], start), columns[0][1]
    for other in taken:
        if other[0] < stop and other[1] > begin:
            if other[0] <= begin:
                return None
            stop = other[0]
    stop = max(begin, stop)
    piece = sheet.strip((begin, min(stop, line.end)), " \t|*")
    if piece[1] <= piece[0] or _NOISE_LINE.fullmatch(sheet.text[slice(*piece)]):
        return None
    return piece


def _split_inline(sheet: Sheet, piece: Span) -> list[Span]:
    """ "- Như trên; - Lưu: VT" on one line is two entries; "; (B/c)" stays with what it follows."""
    parts: list[Span] = []
    start = piece[0]
    text = sheet.text[slice(*piece)]
    dash = _DASH.match(sheet.text, *piece)
    filed = _ARCHIVE.match(sheet.folded, dash.end() if dash else piece[0], piece[1])
    for match in _NEXT_ENTRY.finditer(text):
        if filed and match["dash"] is None:
            continue
        if match["dash"] is None and not _ENDED.search(text):
            continue  # what stands behind the semicolon without an end of its own are remains of the seal
        if match["dash"] is None and _HOLDER.match(text, max(0, start - piece[0]), match.start()):
            continue
        parts.append((start, piece[0] + match.start() + 1))
        start = piece[0] + match.end()
    parts.append((start, piece[1]))
    return parts


_NEXT_ENTRY = re.compile(rf";\s*(?:(?P<dash>(?=[-–+]\s*\w|Lưu\b))|(?=[{CAPITALS}]\w))")
_ENDED = re.compile(r"[;.,]\s*$")


def _goes_on(sheet: Sheet, before: Span, piece: Span, gap: int) -> bool:
    """Whether an undashed line is the rest of the entry above it; over a blank line only where its form says so."""
    last = sheet.text[slice(*before)].rstrip()
    rest = sheet.text[slice(*piece)].rstrip()
    spoken = _words(sheet, piece) or (rest.endswith((";", ".")) and any(map(str.isalpha, rest)))
    if gap and not (gap == 1 and (rest[:1].islower() or rest.endswith(";"))):
        return False
    return spoken and not last.endswith((";", ".")) and len(rest) < 120


_ENTRY = re.compile(r"(?P<name>[^;]*)(?:;\s*(?P<bracket>\([^()]*\)))?")
# "VPCP: BTCN, PCN; TGĐ Cổng TTĐT; các Vụ: KTTH, NC": one body, and who in it.
_HOLDER = re.compile(r"[^;:]*[^\W\d_]{2}\s*:[^;]*[^;\s]")
_ANOTHER = re.compile(rf";\s+(?=[{CAPITALS}{SMALL}]{{2}}[^;]*[{SMALL}]{{2}}[^;]*(?:;|[.,]?$))")


def _read_entry(sheet: Sheet, pieces: list[Span]) -> list[Recipient]:
    """The recipients of one entry: nearly always one, but "- Cục A; Cục B;" names two."""
    text = sheet.join([sheet.strip(piece, " \t|") for piece in pieces])
    named = [text]
    if ";" in text[:-1] and _ENDED.search(text):
        if _HOLDER.match(text) and text.find(":") < text.find(";"):
            return [Recipient(_clean(text), _purpose(text))]
        named = _ANOTHER.split(text)
    found = map(_read_recipient, named)
    return [recipient for recipient in found if recipient is not None]


def _read_recipient(text: str) -> Recipient | None:
    match = _ENTRY.match(text)
    assert match is not None
    name = _without_rest(match["name"]) if not _ENDED.search(text) else match["name"]
    purpose = _purpose(name)
    if purpose is None and match["bracket"]:
        purpose = _purpose(match["bracket"])
    name = _clean(name)
    letters = sum(len(sign[0]) for sign in _LETTER.finditer(name))  # "PC06 (Đ2)" is a body
    if letters < 2 or letters < 0.5 * len(name.replace(" ", "")):
        return None
    return Recipient(name, purpose)


def _without_rest(name: str) -> str:
    """An entry up to its own end, where what follows on its line has none: letters of the seal or of the pen."""
    same = _SAME.match(name)
    if same is not None:
        return same[0]
    for match in _BRACKET.finditer(name):
        if is_purpose(match[1]) and name[match.end() : match.end() + 1] in (",", "."):
            return name[: match.end()]
    debris = _SIGNS_BEHIND.search(name)
    return name[: debris.start()] if debris is not None else name


_SIGNS_BEHIND = re.compile(r"(?<=\w[,.])\s+(?=\S*[^\w\s.,;:()&/“”\"'+–-])")
_SAME = re.compile(r"Như (?:trên|kính gửi)(?=[,.]\s)")
_LETTER = re.compile(r"[^\W\d_]\d{0,2}")
_DEBRIS = re.compile(r"\.\s+[^\w\s].*$|\s+[^\w\s()“”\"]+\s*$|:(?:\s+\w{1,2}\b)+\W*$")


def _clean(name: str) -> str:
    """An entry without the debris behind its end: "Các đơn vị." keeps its words, not what follows the full stop."""
    return _DEBRIS.sub("", name).strip(" .;:,_-–'`‘’“*|ˆˇ˜ªº")


# "b/c" whose last letter or stroke a page reader took for another sign: "(b/€)", "(bíc)", "(/c)"; "t/h" as "(Uh)".
_MISREAD_REPORT = re.compile(r"(?:de )?(?:b(?:/\W?|[/iu]c)|/c|/h|[ul1]/?h)")


def _purpose(text: str) -> str | None:
    """What a bracket, or the words after a colon, say about why: "để b/c"; never a person or a parent body."""
    found: str | None = None
    for match in _BRACKET.finditer(text):
        if is_purpose(match[1]):
            found = match[1].strip()
    if found is None and ":" in text:
        after = text.rsplit(":", 1)[1].strip(" .;")
        if fold(after) in reading_words().purposes:
            found = after
    return found


_BY_WHAT_WAY = re.compile(r"^(?:e-copy|ban dien tu|qua mang|(?:qua )?e-?mail)\s*[,;+]\s*")  # "(e-copy, b/c)"
_BLANKS = re.compile(r"\s+")
_JOINT = re.compile(r"[,;+&]| va ")


def is_purpose(text: str) -> bool:
    """Whether words say why somebody receives a document."""
    folded = _BLANKS.sub(" ", fold(text)).strip(" .;,")
    if _MISREAD_REPORT.fullmatch(folded):
        return True
    folded = _BY_WHAT_WAY.sub("", folded)
    if folded.startswith("de ") and len(folded) < 60:
        return True
    first = _JOINT.split(folded, maxsplit=1)[0].strip(" .")
    known = reading_words().purposes
    return (
        first in known
        or any(folded.startswith(word + " ") and len(word) > 4 for word in known)
        or first.replace(" ", "") in known
    )


_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)[\s.;]*")


def _read_archive(sheet: Sheet, span: Span) -> list[tuple[str, Span]]:
    """The units after Lưu, split at commas and semicolons outside brackets; debris dropped."""
    found: list[tuple[str, Span]] = []
    whole = _IN_BRACKETS.fullmatch(sheet.text, *span)  # "Lưu (VP; KT)"
    if whole is not None:
        span = whole.span(1)
    depth, start = 0, span[0]
    for place in range(span[0], span[1] + 1):
        letter = sheet.text[place] if place < span[1] else ","
        depth += (letter == "(") - (letter == ")")
        if letter in ",;" and (depth <= 0 or place == span[1]):
            unit = _unit(sheet, (start, place))
            if unit:
                found.append(unit)
            start = place + 1
    return found


_UNIT = re.compile(r"[“\"]?\w(?:[\w\s.&/+’'–-]|\([^()]*\))*[”\"]?")


_FULL_STOP = re.compile(r"(?:(?<=\w{2})|(?<=\)))\.\s")
_SEAL = re.compile(r"[‡†¤§¬¦]")


def _unit(sheet: Sheet, span: Span) -> tuple[str, Span] | None:
    start, end = sheet.trim(span)
    text = sheet.text[start:end]
    # What stands behind a full stop and a space after the last unit are letters of the seal.
    match = _FULL_STOP.search(text)
    if match:
        end = start + match.start()
        text = sheet.text[start:end]
    if not text or not any(map(str.isalpha, text)) or not _UNIT.fullmatch(text):
        return None
    if len(text) == 1 and text.islower():  # a stroke of the pen, read as a letter
        return None
    if _SEAL.search(sheet.text, *span):
        return None
    return sheet.value((start, end)), (start, end)
