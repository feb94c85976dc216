"""Where the parts of a document lie: header, addressees, body, foot, and what is appended after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trienkhai.parts import Span
from trienkhai.reading.marks import KINH_GUI, NOI_NHAN, Marks, find_date_line, find_marks, find_mottos
from trienkhai.reading.sheet import Sheet, lay_out
from trienkhai.reading.words import reading_words
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import CAPITALS


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
    sheet = lay_out(text, lines)
    return split_sheet(sheet, find_marks(sheet))


def split_sheet(sheet: Sheet, marks: Marks) -> Zones:
    """The same, where the marks of the first page are known already."""
    size = len(sheet.lines)
    addressees: Span | None = None
    if marks.addressed is not None:
        header_line = marks.addressed[0]
        body_line = _end_of_addressees(sheet, *marks.addressed)
        addressees = (sheet.lines[header_line].start, _start(sheet, body_line))
    elif (first := _first_unannounced(sheet, marks)) is not None:
        header_line, place = first, sheet.lines[first].start
        body_line = _end_of_addressees(sheet, first, (place, place))
        addressees = (place, _start(sheet, body_line))
    else:
        header_line = body_line = _end_of_header(sheet, marks)
    foot_line = _find_foot(sheet, body_line)
    tail_line = _end_of_foot(sheet, foot_line) if foot_line < size else size
    return Zones(
        header=(0, _start(sheet, header_line)),
        addressees=addressees,
        body=(_start(sheet, body_line), _start(sheet, foot_line)),
        foot=(_start(sheet, foot_line), _start(sheet, tail_line)) if foot_line < size else None,
        tail=(_start(sheet, tail_line), len(sheet.text)) if tail_line < size else None,
    )


def _first_unannounced(sheet: Sheet, marks: Marks) -> int | None:
    """The first of the dash-led lines below the subject of a dispatch, where a stamp covered "Kính gửi:"."""
    if marks.title is not None or marks.number is None:
        return None
    number = bisect_right(sheet.lines, marks.number.line[0], key=lambda line: line.start) - 1
    about = -1
    for current in range(number, min(len(sheet.lines), number + _SUBJECT_LINES)):
        if _ABOUT.match(sheet.folded_line(current)):
            about = current
        elif about >= 0 and dash_end(sheet, current) is not None:
            later = (line.number for line in sheet.lines[current + 1 : current + 4])
            return current if any(dash_end(sheet, line) is not None for line in later) else None
        elif about >= 0 and opens_body(sheet, current):
            return None
    return None


_ABOUT = re.compile(r"\W*v\s?[/il1|]\s?[vw]\b")
_SUBJECT_LINES = 12


def _start(sheet: Sheet, line: int) -> int:
    return sheet.lines[line].start if line < len(sheet.lines) else len(sheet.text)


# How the first sentence of a body begins. A capital is required: a wrapped subject goes on in small letters.
_OPENING = re.compile(
    r"[\W_]*(?:can cu(?![a-z])|thuc hien (?!dan)|thi[uo]?rc hien|thuc hi[a-z]n|theo |xet |nham "
    r"|thi hanh |tiep theo |tiep tuc |kinh gui|kinh thua"
    r"|de (?:bao dam|dam bao|trien khai|thuc hien|kip|chu dong|tang cuong|nang cao|co |tiep|chuan)"
    r"|trong (?:thoi gian|nam|nhung|qua trinh|boi canh)|thoi gian qua|vua qua|hien nay|sau khi |qua |tren co so"
    r"|ngay \d|hoi \d|luc \d|tu ngay|trien khai thuc hien (?:nghi quyet|ke hoach|cong van|quyet dinh|chi thi|luat)"
    r"|hom nay|thoi gian\b|dia diem\b|thanh phan\b|chung toi gom|nam (?:19|20)\d\d,"
    r"|so [a-z]+ .{0,40}(?:nhan duoc|thong bao|bao cao)"
    r"|duoc su |phuc dap|tra loi|lien quan|uy ban nhan dan .{0,40}(?:nhan duoc|thong bao|bao cao|ban hanh))"
)
_NUMBERED = re.compile(
    r"[\W_]*(?:(?:phan|chuong|muc)\s+(?:[ivx]+|\d+|thu nhat)\b|dieu\s+\d+\s*[.:]|[ivx]{1,4}\s*[.\-/)]\s*\S"
    r"|1(?:\.1)?\s*[.)\-/]\s*\S|a\s*[.)]\s*\S|phan thu nhat)"
)
_DASHED = re.compile(r"[\s_.|“\"'`]{0,60}[-–—+•\uf0b7\uf0a7*~]{1,9}\s{0,9}[-–—]?\s{0,9}(?=[\w“\"(])")
_RULE = re.compile(r"[\s\-–—_=*~.|o0]{2,}|\s*\*\s*")


def opens_body(sheet: Sheet, number: int) -> bool:
    """Whether a line begins as the first sentence of a body, or its first numbered item, does."""
    line = sheet.lines[number]
    if _NUMBERED.match(sheet.folded, line.start, line.end):
        return True
    if line.text.lstrip().startswith("Để "):  # no name and no subject begins so
        return True
    if not _OPENING.match(sheet.folded, line.start, line.end):
        return False
    return next((letter.isupper() or letter.isdigit() for letter in line.text if letter.isalnum()), False)


def is_rule(sheet: Sheet, number: int) -> bool:
    """Whether a line is only a drawn rule or an asterisk."""
    text = sheet.lines[number].text
    return bool(text.strip()) and bool(_RULE.fullmatch(text))


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals, a few small letters of bad reading allowed."""
    capitals = sum(map(str.isupper, text))
    return capitals >= 3 and capitals >= 0.75 * sum(map(str.isalpha, text))


def _end_of_header(sheet: Sheet, marks: Marks) -> int:
    """The first line of the body of a document without Kính gửi."""
    lines = sheet.lines
    if marks.title is not None:
        return _end_of_subject(sheet, marks.title.line + 1)
    last = -1
    for span in (
        *marks.mottos,
        *((marks.number.line,) if marks.number else ()),
        *(marks.date.spans if marks.date else ()),
    ):
        last = max(last, next((line.number for line in lines if line.end >= span[1]), -1))
    if last < 0:
        return next((n for n in range(len(lines)) if not sheet.is_blank(n)), len(lines)) if lines else 0
    return _end_of_subject(sheet, last + 1)


def _end_of_subject(sheet: Sheet, number: int) -> int:
    """Where the lines of a subject, and the issuer printed under it in capitals, end."""
    taken: list[int] = []
    blank = False
    spaced = _is_spaced(sheet, number)
    for line in range(number, min(len(sheet.lines), number + 40)):
        if not sheet.lines[line].text.strip():
            blank = blank or bool(taken)
            continue
        if is_rule(sheet, line):
            blank = blank or bool(taken)
            continue
        if sheet.is_blank(line):
            continue
        if is_issuer_line(sheet, line) and not (taken and _below_cut(sheet, taken)):
            return line + 1
        if KINH_GUI.match(sheet.folded_line(line)) or NOI_NHAN.match(sheet.folded_line(line)):
            return line
        parted = blank and taken and not _continues(sheet, taken[-1], line, spaced)
        if taken and (parted or len(taken) >= 8 or _opens(sheet, taken[0], line)):
            if not parted and _before_issuer(sheet, line):
                return line + 2
            return line
        if not taken and (_BASIS_LINE.match(sheet.folded_line(line)) or _is_sentence(sheet, line)):
            return line
        taken.append(line)
        blank = False
    return min(len(sheet.lines), (taken[-1] + 1) if taken else number)


def _opens(sheet: Sheet, first: int, number: int) -> bool:
    """Whether the body begins at a line; a meeting in the title is named again where its paper begins to speak."""
    if opens_body(sheet, number) or _is_sentence(sheet, number):
        return True
    return names_meeting(sheet, sheet.lines[first].start) and names_meeting(sheet, sheet.lines[number].start)


def _before_issuer(sheet: Sheet, number: int) -> bool:
    """Whether a line that may open a body stands right above the issuer in capitals: it still tells what a decision
    is about ("theo Kế hoạch số 15/KH-SYT ngày 02/6/2023" / "GIÁM ĐỐC SỞ Y TẾ"). A basis has an end of its own."""
    text = sheet.lines[number].text.rstrip()
    if text.endswith((";", ",", ".", ":")) or _BASIS_LINE.match(sheet.folded_line(number)):
        return False
    return number + 1 < len(sheet.lines) and dash_end(sheet, number) is None and is_issuer_line(sheet, number + 1)


def _below_cut(sheet: Sheet, taken: list[int]) -> bool:
    return is_cut(sheet.lines[taken[-1]].text) or names_meeting(sheet, sheet.lines[taken[0]].start)


# "KẾT LUẬN" / "HỘI NGHỊ LẦN THỨ BẢY" / "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH KHÓA XVI" / "về ..": the meeting whose paper it is.
_MEETING = re.compile(r"[\W_]*(?:cua )?(?:hoi nghi|dai hoi|phien hop|ky hop)\b")


def names_meeting(sheet: Sheet, place: int) -> bool:
    """Whether the words at a place name the meeting that adopted a paper; the bodies below it belong to its name."""
    return _MEETING.match(sheet.folded, place) is not None


_BASIS_LINE = re.compile(r"[\W_]*can cu(?![a-z])")


def _is_sentence(sheet: Sheet, number: int) -> bool:
    """Whether a whole sentence stands where a subject would: the document has none."""
    text = sheet.lines[number].text.strip()
    if text.isupper():
        return False
    return text.endswith((".", ":")) and text[:1].isupper() and bool(_SPEAKS.search(sheet.folded_line(number)))


_LOOSE_END = re.compile(r"(?:\b(?:va|cua|ve|tai|cho|cac|theo|den|tu|voi|trong|doi voi|do|-)|,)\s*$")


def _is_spaced(sheet: Sheet, number: int) -> bool:
    """Whether blank lines stand between all lines of the head, so that they part nothing."""
    head = [not line.text.strip() for line in sheet.lines[:number]]
    printed = len(head) - sum(head)
    together = sum(1 for one, other in pairwise(head) if not one and not other)
    return printed >= 4 and together == 0


def _continues(sheet: Sheet, before: int, number: int, spaced: bool) -> bool:
    """Whether the line after a blank one still belongs to the subject."""
    text = sheet.lines[number].text.rstrip()
    # A subject does not end as a sentence does, however long its paragraph.
    if spaced and (len(text) < 100 or (len(text) < 250 and text[-1:] not in ".:;,…")) and not _ended(sheet, before):
        return True
    first = next((letter for letter in sheet.lines[number].text if letter.isalpha()), "A")
    if first.islower() and len(sheet.lines[number].text) < 200:
        return True
    if is_capitals(sheet.lines[before].text) and is_capitals(sheet.lines[number].text):
        return True
    return bool(_LOOSE_END.search(sheet.folded_line(before)))


_ISSUER_HEAD = re.compile(
    (
        r"[\W_]*(?:chu tich|giam d|bo truong|thu truong|thu tuong|hieu truong|cuc truong|vien truong|tong giam"
        r"|tong cuc truong|chanh an|chu nhiem|truong ban|thong doc|tong kiem|tong thanh|truong phong|chanh van phong"
        r"|chi cuc truong|thuong truc|bi thu|chanh thanh tra|uy ban (?:nhan|thuong|mat)|hoi dong|quoc hoi|chinh phu"
        r"|ban (?:thuong vu|chap hanh|bi thu|chi dao)|bo chinh tri|bo \w+|so \w+)"
    ).replace(" ", " {1,2}")  # a page reader may double the blanks
)


def is_issuer_line(sheet: Sheet, number: int) -> bool:
    """Whether a line names, in capitals, the authority that decides: "GIÁM ĐỐC SỞ Y TẾ"."""
    text = sheet.lines[number].text
    if len(text) >= 120 or _ISSUER_HEAD.match(sheet.folded_line(number)) is None:
        return False
    return is_capitals(text)


def is_cut(line: str) -> bool:
    """Whether a line in capitals was cut within a name: "CHỈ THỊ SỐ 37-CT/TW CỦA BAN" / "BÍ THƯ VỀ ..."."""
    return _CUT.search(line) is not None


_CUT = re.compile(r"\b(?:CỦA|BAN|VỀ|VÀ|VỚI|CHO|CÁC|BỘ|SỞ|ỦY|UỶ)\s*$")


def dash_end(sheet: Sheet, number: int) -> int | None:
    """Where the text of a dash-led line begins, None if it is not dash-led."""
    line = sheet.lines[number]
    match = _DASHED.match(sheet.text, line.start, line.end)
    return match.end() if match else None


_TO_FILL = re.compile(r"[.…_]{5}|…{2}")  # an invitation's name is written by hand
_ASIDE = re.compile(r"[\W_]*\(|[\W_]*(?:dia chi|ma so thue|mst|ma so doanh nghiep)\b")
_BASIS = re.compile(r"can cu(?![a-z])|thuc hien |theo |xet ")


def _end_of_addressees(sheet: Sheet, number: int, greeting: Span) -> int:
    """The first line after Kính gửi that is no addressee."""
    line = sheet.lines[number]
    start, last = greeting[1], number
    rest = sheet.text[start : line.end]
    named = any(map(str.isalpha, rest)) or _TO_FILL.search(rest) is not None
    dashed = named and bool(_DASHED.match(sheet.text, start, line.end))
    blank = False
    for current in range(number + 1, min(len(sheet.lines), number + 120)):
        folded = sheet.folded_line(current)
        if sheet.is_blank(current):
            blank = True
            continue
        dash = dash_end(sheet, current)
        if KINH_GUI.match(folded) or _ASIDE.match(folded):
            pass
        elif dash is not None:
            if _BASIS.match(sheet.folded, dash) or (named and not dashed and blank and _ended(sheet, last)):
                break
            dashed = True
        elif not named:
            if opens_body(sheet, current):
                break
        elif opens_body(sheet, current) or not _wraps(sheet, last, current, blank, dashed):
            break
        last, blank, named = current, False, True
    return last + 1


# What issuers do in a first sentence, and no name of a body says.
_SPEAKS = re.compile(
    r"\b(?:tran trong|kinh (?:moi|trinh|bao cao|de nghi)|nhan duoc|de nghi|yeu cau|thong bao|huong dan|phuc dap|tra loi"
    r"|co y kien|xin |da (?:nhan|co|ban hanh|to chuc)|to chuc (?:hoi|lop|cuoc)|ban hanh|duoc biet|nhu sau)\b"
)


def _ended(sheet: Sheet, number: int) -> bool:
    return sheet.lines[number].text.rstrip().endswith(".")


def _wraps(sheet: Sheet, last: int, current: int, blank: bool, dashed: bool) -> bool:
    """Whether an undashed line still belongs to the addressees: a wrapped name, or the next name of a list."""
    text = sheet.lines[current].text
    before = sheet.lines[last].text.rstrip()
    first = next((letter for letter in text if letter.isalpha()), "A")
    if _SPEAKS.search(sheet.folded_line(current)) and not first.islower():
        return False
    if before.endswith((";", ",")):
        return len(text) < 160
    if _LOOSE_END.search(sheet.folded_line(last)):
        return True
    if before.endswith((".", ")")):
        return False
    if first.islower():
        return len(text) < 120
    return not blank and len(text.strip()) < 75 and not text.rstrip().endswith(":")


_AUTHORITY = re.compile(
    rf"[\s|*_\"“”'.,:;-]*(?:(?:KT|TM|TL|TUQ|Q|K\.T|T\.M|T\.L)\s*\.|(?:K/T|T/M|T/L|TM|KT)\.?\s)\s*[{CAPITALS}]{{2}}",
)


def _find_foot(sheet: Sheet, body_line: int) -> int:
    """The line of Nơi nhận, or of the signature where that comes first; the number of lines if neither stands."""
    size = len(sheet.lines)
    receivers = next((n for n in range(body_line, size) if find_noi_nhan(sheet, n) is not None), size)
    if receivers == size:
        receivers = next((n for n in range(body_line, size) if begins_receivers(sheet, n)), size)
    if receivers == size:
        receivers = _above_archive(sheet, body_line)
    for number in range(max(body_line, receivers - 14), receivers if receivers < size else size):
        if _is_authority_line(sheet, number):
            return number
        if receivers < size and is_title_line(sheet, number):
            return number
    if receivers < size:
        return receivers
    return next((n for n in range(body_line, size) if is_title_line(sheet, n) or _is_authority_line(sheet, n)), size)


def _is_authority_line(sheet: Sheet, number: int) -> bool:
    line = sheet.lines[number]
    return len(line.text) < 120 and _AUTHORITY.match(sheet.text, line.start, line.end) is not None


_FILED = re.compile(r"[\W_]*luu\s*[:.]?\s*(?:vt|vp|van (?:thu|phong)|h[sc]|ho so)\b")
_ANYWHERE = re.compile(rf"(?<!\w)(?:(?:KT|TM|TL|TUQ)\s?\.|(?:T/M|T/L|K/T)\.?)\s*[{CAPITALS}]{{3}}")


def _above_archive(sheet: Sheet, body_line: int) -> int:
    """Where a list whose heading and first entry a page reader lost begins: it is told by its last line, "Lưu: VT"."""
    size = len(sheet.lines)
    last = next((n for n in range(body_line, size) if _FILED.match(sheet.folded_line(n))), size)
    if last == size:
        return size
    first = last
    for number in range(last - 1, max(body_line, last - 16), -1):
        text = sheet.lines[number].text.rstrip()
        if text.endswith(("./.", "/.", "./", ".//.")):
            break
        if dash_end(sheet, number) is not None or _ANYWHERE.search(text):
            first = number
    return first


def begins_receivers(sheet: Sheet, number: int) -> bool:
    """Whether a line is the entry with which lists of recipients begin; it tells them where the heading was lost."""
    dash = dash_end(sheet, number)
    return dash is not None and bool(_FIRST_RECEIVER.match(sheet.folded, dash))


_FIRST_RECEIVER = re.compile(r"nhu (?:tren|dieu \d|kinh gui|thanh phan)")


def find_noi_nhan(sheet: Sheet, number: int) -> Span | None:
    """The place of "Nơi nhận:" in a line, None if it does not stand at the start of a column."""
    line = sheet.lines[number]
    if len(line.text) > 600:
        return None
    folded = sheet.folded_line(number)
    if "nhan" not in folded and "nhon" not in folded:
        return None
    match = NOI_NHAN.match(sheet.folded, line.start, line.end)
    if match:
        return match.span()
    if "nhan" not in folded:
        return None
    for column in sheet.columns(number):
        match = NOI_NHAN.match(sheet.folded, *column)
        if match:
            return match.span()
    match = _TORN_NHAN.match(sheet.folded, line.start, line.end)
    return match.span() if match and _is_below_noi(sheet, number) else None


_TORN_NHAN = re.compile(r"[\W_]*nhan\s?:")


def _is_below_noi(sheet: Sheet, number: int) -> bool:
    """Whether a page reader took "Nơi" for a line of its own above this one."""
    above = next((n for n in range(number - 1, max(-1, number - 4), -1) if not sheet.is_blank(n)), None)
    return above is not None and sheet.folded_line(above).strip(" *_|") == "noi"


def is_title_line(sheet: Sheet, number: int) -> bool:
    """Whether a line is only a signer's title in capitals."""
    text = sheet.lines[number].text
    if len(text) > 120 or not sheet.folded_line(number).strip(" \t|*_.\"'").startswith(reading_words().titles):
        return False
    return is_capitals(text) and not is_basis_head(sheet, number)


def is_basis_head(sheet: Sheet, number: int) -> bool:
    """Whether what follows a title in capitals is a decision's preamble, so that it is the issuer and no signer."""
    for later in range(number + 1, min(len(sheet.lines), number + 6)):
        if sheet.lines[later].text.strip():
            return bool(re.match(r"[\W_]*(?:can cu|quyet dinh|theo |xet )", sheet.folded_line(later)))
    return False


_NEW_PART = re.compile(
    r"[\W_]*(?:phu luc|phieu|bieu|mau|danh sach|de cuong|quy che|quy dinh|dieu le|noi dung|chuong trinh"
    r"|ke hoach|bao cao|bang|lich|huong dan|quyet dinh|thong bao|cong van"
    r"|to trinh|giay|don vi\s*:|ten don vi|don|bien ban|cong hoa"
    r"|hop dong|quy trinh|de an|thong ke|tong hop|so do|chung thu)\b"
)


def _end_of_foot(sheet: Sheet, foot_line: int) -> int:
    """The first line of what is appended after the signature; the number of lines if nothing is."""
    size = len(sheet.lines)
    archive = _archive_line(sheet, foot_line)
    for number in range(archive + 1, size):
        if sheet.is_blank(number):
            continue
        if _begins_new_part(sheet, number):
            return _with_heading(sheet, archive, number)
    return size


_ARCHIVE = re.compile(r"[\W_]*l[iu][uty]?r?u?\s*[:.,]?\W*(?:vt|vp|van|dang|hs|ho so|h[cs]|tc|v[a-z]?[,;.:\s])")


def _archive_line(sheet: Sheet, foot_line: int) -> int:
    """The last line that certainly belongs to the foot: "Lưu: VT", or the last dash-led recipient."""
    last = foot_line
    silent = 0
    for number in range(foot_line, min(len(sheet.lines), foot_line + 70)):
        folded = sheet.folded_line(number)
        if _ARCHIVE.match(folded):
            return number
        if (
            number > foot_line
            and is_capitals(sheet.lines[number].text[:60])
            and (find_mottos(sheet, number) or _NEW_PART.match(folded))
        ):
            return last
        if sheet.is_blank(number):
            continue
        if (
            dash_end(sheet, number) is not None
            or _AUTHORITY.match(sheet.lines[number].text)
            or is_title_line(sheet, number)
        ):
            last, silent = number, 0
        else:
            silent += 1
            if silent > 12:
                return last
    return last


def _begins_new_part(sheet: Sheet, number: int) -> bool:
    text = sheet.lines[number].text.strip(" \t|*_")
    folded = sheet.folded_line(number)
    if find_mottos(sheet, number) or find_date_line(sheet, number):
        return True
    if _NEW_PART.match(folded) and (is_capitals(text[:40]) or re.match(r"[\W_]*(?:phu luc|mau|bieu)\b", folded)):
        return True
    words = text.split()
    if _NUMBERED.match(folded) and len(words) >= 3:
        return True
    return len(words) >= 7 and sum(word[:1].islower() for word in words) >= 4 and not _SIGNING.search(folded)


_SIGNING = re.compile(r"ky boi|nguoi ky|email|thoi gian ky|ngay ky|chu ky so|digitally|co quan:|da ky|luu")


def _with_heading(sheet: Sheet, archive: int, number: int) -> int:
    """The appended part's own agency lines above its motto belong to it."""
    first = number
    for above in range(number - 1, archive, -1):
        if sheet.is_blank(above):
            continue
        folded = sheet.folded_line(above).strip(" \t|*_.")
        if is_capitals(sheet.lines[above].text) and any(
            re.match(re.escape(body) + r"\b", folded) for body in reading_words().bodies
        ):
            first = above
            continue
        break
    return first
