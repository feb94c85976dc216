"""The subject (trích yếu): under the number in a dispatch ("V/v ..."), under the title in every other kind."""

from __future__ import annotations

import re

from trienkhai.parts import Span
from trienkhai.reading.found import Found
from trienkhai.reading.header import left_over
from trienkhai.reading.marks import KINH_GUI, Marks
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.split import Zones, is_capitals, is_cut, is_issuer_line, is_rule, names_meeting

# "V/v", "V/w", "V/", "Về việc", "Về", also with lost or changed letters ("Ye vic"); "Vệ sinh" is a subject itself.
_PREFIX = re.compile(
    r"\W*(?:y\s?[/⁄]\s?v\b\.?|vw\b|v\s?[/⁄il1|]\s?[vw]?(?![a-z])\.?|[vy]e\s*v[i!1]?[eê]?c\b|v/v\.?|ve(?=[\s:]))[\s:.,]*"
)
_DISPATCH = re.compile(r"\W*(?:[vy]\s?[/⁄]\s?v\b|vw\b|v\s?[/⁄il1|]\s?[vw]?(?![a-z0-9])|ve viec\b|trich yeu)")
_OF_WHOM = re.compile(
    r"\W*cua (?:chu tich|thu tuong|chinh phu|quoc hoi|uy ban|hoi dong|ban |bo |bo truong|tong |thong doc|chanh an"
    r"|vien truong|giam doc|cuc truong|hieu truong|thuong truc|tinh uy|thanh uy|dang uy|doan )"
)
_ABOUT = re.compile(r"\s(?:v/v|ve viec)\s+")
_STAMP = re.compile(
    r"\W*(?:[^\W\d]\W+)?(?:do (?:mat|khan).*|thuong\s+khan|hoa\s+toc.*|khan|tuyet\s+mat|toi\s+mat|mat)\W*"
)


# The stamp of whoever received the paper stands below the subject (Decree 30/2020, appendix IV).
_RECEIVED = re.compile(r"\W*(?:cong van |van ban )?den\W*")
# What signing software prints into the head.
_SIGNED_BY = re.compile(r"\W*(?:(?:nguoi )?ky boi|ngay ky|thoi gian ky|chu ky so|ky so)\s?:|\W*e?-?mail\s?:")
# A note in brackets under the subject tells to whom the paper is put, or with what it comes.
_NOTE = re.compile(r"\W*\((?:trinh|kem theo|ban hanh kem|tai lieu|du thao|luu hanh|bao cao tai)\b[^()]*\)?\W*")


def read_subject(sheet: Sheet, marks: Marks, zones: Zones) -> Found | None:
    """The subject without "V/v" or "Về việc", its lines joined."""
    if marks.title is not None:
        spans = _under_title(sheet, marks, zones)
    else:
        spans = _under_number(sheet, marks, zones)
    if not spans:
        return None
    prefix = _PREFIX.match(sheet.folded, *spans[0])
    if prefix and not _is_other_word(sheet, prefix.span()):
        spans[0] = (prefix.end(), spans[0][1])
        if spans[0][0] >= spans[0][1]:
            spans = spans[1:]
    spans[:-1] = [_with_comma(sheet, span) for span in spans[:-1]]
    value = sheet.join(spans).strip(" .;:")
    if value[-1:] in _CLOSING_QUOTES and not any(sign in value[:-1] for sign in _OPENING_QUOTES):
        value = value[:-1].rstrip(" .;:")  # the whole subject stands in quotes
    return Found(value, tuple(spans)) if any(map(str.isalpha, value)) else None


_OPENING_QUOTES, _CLOSING_QUOTES = '“"«', ("”", '"', "»")


def _with_comma(sheet: Sheet, span: Span) -> Span:
    """A line with the comma or colon at its end, or the dash of a span of years, which trimming took for debris."""
    if sheet.text[span[1] : span[1] + 1] in (",", ";", ":"):
        return (span[0], span[1] + 1)
    dash = _YEARS.match(sheet.text, span[1]) if sheet.text[span[1] - 1].isdigit() else None
    return (span[0], dash.end(1)) if dash else span


_YEARS = re.compile(r"([ \t]{0,3}[-–])\s{1,9}(?=\d{4}(?!\d))")


def _is_other_word(sheet: Sheet, span: Span) -> bool:
    """ "Vệ", "Vé", "Vẻ" are not "Về"."""
    word = sheet.text[slice(*span)].strip()
    return word.lower() in ("vệ", "vé", "vẻ", "vẽ", "vè")


def _under_title(sheet: Sheet, marks: Marks, zones: Zones) -> list[Span]:
    assert marks.title is not None
    end = zones.header[1]
    spans: list[Span] = []
    rest = (marks.title.span[1], sheet.lines[marks.title.line].end)
    if len(sheet.trim(rest)) and sheet.trim(rest)[1] > sheet.trim(rest)[0] and "|" not in sheet.text[slice(*rest)]:
        spans.append(sheet.trim(rest))
    for line in sheet.lines[marks.title.line + 1 :]:
        if line.start >= end:
            break
        if is_issuer_line(sheet, line.number) and not (spans and _goes_on_below(sheet, spans)):
            break
        if is_rule(sheet, line.number):
            if spans:
                break
            continue
        columns = left_over(sheet, line.number, marks)
        spans += [column for column in columns if not _STAMP.fullmatch(sheet.folded, *column)]
    if len(spans) > 1 and _NOTE.fullmatch(sheet.folded, *spans[-1]):
        spans.pop()
    meeting = _count_meeting_lines(sheet, spans)
    if meeting:
        return spans[meeting:]
    if len(spans) > 1 and _OF_WHOM.match(sheet.folded, *spans[0]) and sheet.text[slice(*spans[0])].isupper():
        # "CHỈ THỊ" / "CỦA BAN BÍ THƯ": the title goes on, perhaps with the subject behind it on the same line.
        about = _ABOUT.search(sheet.folded, *spans[0])
        spans[:1] = [(about.end(), spans[0][1])] if about and about.end() < spans[0][1] else []
    return spans


def _goes_on_below(sheet: Sheet, spans: list[Span]) -> bool:
    """Whether a line with a body's name goes on with the lines above it."""
    return is_cut(sheet.value(spans[-1])) or names_meeting(sheet, spans[0][0])


def _count_meeting_lines(sheet: Sheet, spans: list[Span]) -> int:
    """How many lines in capitals name the meeting, before the line that says what the paper is about."""
    if len(spans) < 2 or not names_meeting(sheet, spans[0][0]):
        return 0
    for number, span in enumerate(spans):
        if number and _LINE_ABOUT.match(sheet.folded, *span):
            return number
        if not sheet.text[slice(*span)].isupper():
            break
    return 0


_LINE_ABOUT = re.compile(r"\W*(?:ve|v/v)\s")


def _under_number(sheet: Sheet, marks: Marks, zones: Zones) -> list[Span]:
    """From "V/v" down the same column to Kính gửi; without "V/v", what stands under the number line."""
    start = _find_start(sheet, zones)
    after = marks.number.line[1] if marks.number else None
    if start is None and after is None:
        return []
    if start is None and marks.addressed is None and after is not None:
        return _under_lost_title(sheet, marks, zones)
    spans: list[Span] = []
    for line in sheet.lines:
        if line.start >= zones.header[1]:
            break
        if line.end <= (start if start is not None else after or 0):
            continue
        for column in left_over(sheet, line.number, marks):
            if start is None and (marks.addressed is None or column[0] < (after or 0)):
                continue
            if start is not None and column[1] <= start:
                continue
            folded = sheet.folded[slice(*column)]
            if KINH_GUI.match(folded) or _STAMP.fullmatch(folded) or _SIGNED_BY.match(folded):
                continue
            if spans and _RECEIVED.fullmatch(folded) and sheet.text[slice(*column)].isupper():
                return spans
            spans.append((max(column[0], start) if start is not None and not spans else column[0], column[1]))
            break
    return spans


def _under_lost_title(sheet: Sheet, marks: Marks, zones: Zones) -> list[Span]:
    """Where a page lost the title: the lines in capitals between the number and the authority that decides."""
    assert marks.number is not None
    spans: list[Span] = []
    for line in sheet.lines:
        if line.start >= zones.header[1]:
            break
        if line.end <= marks.number.line[1]:
            continue
        if is_issuer_line(sheet, line.number):
            return spans
        columns = left_over(sheet, line.number, marks)
        spans += [column for column in columns if is_capitals(sheet.text[slice(*column)])]
    return []


def _find_start(sheet: Sheet, zones: Zones) -> int | None:
    for line in sheet.lines:
        if line.start >= zones.header[1]:
            return None
        for column in sheet.columns(line.number):
            if _DISPATCH.match(sheet.folded, *column) and column[0] < zones.header[1]:
                return column[0]
    return None
