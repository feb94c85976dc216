"""A text that a web page or a careless copy ran together on one line is cut into the lines it was printed on.

The cuts are only places: no letter of the text is moved, so every offset stays true. Blanks that only justify a line
are left out, with a way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trienkhai.reading.run_on import find_items
from trienkhai.reading.words import reading_words
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import CAPITALS, SMALL, Composed, fold

# A line this long that holds two marks of a first page was never printed as one line.
_LONG = 160
# The motto and another mark never stood on one line of a page that was narrower than two columns of this width.
_SHORT = 80

# Letters that each of the marks below holds: a line without two of them needs no search.
_MARK_LETTERS = ("CỘNG", "Số", "tháng", "Kính gửi", "Nơi nhận")
_MARKS = (
    re.compile(r"CỘNG H(?:ÒA|OÀ) X[Ãà] ?HỘI|ĐẢNG CỘNG SẢN VIỆT NAM"),  # "XàHỘI": a converter's Ã and blank
    re.compile(r"\bSố\s{0,9}:?\s{0,9}[\d.…]{0,9}\s{0,9}[/-]\s{0,3}[\dA-ZĐ]"),
    re.compile(r"\bngày\s{1,9}\S{0,6}\s{0,9}tháng\s{1,9}\S{0,4}\s{0,9}năm\b"),
    re.compile(r"\bKính gửi\b"),
    re.compile(r"\bNơi nhận\s*:"),
)
# Each pattern's match begins a line; a group called "after" begins the next one.
_CUTS = (
    _MARKS[0],
    re.compile(r"Độc lập\s{0,3}[-–—]?\s{0,3}Tự do\s{0,3}[-–—]?\s{0,3}Hạnh phúc(?P<after>)"),
    re.compile(r"VIỆT NAM(?P<after>)(?=\s+[-–—*\sĐ])"),
    re.compile(r"CỘNG H(?:ÒA|OÀ) X[Ãà] ?HỘI CHỦ NGHĨA VIỆT NAM(?P<after>)(?=\s)"),
    re.compile(
        rf"(?<=[\s*-])Số\s{{0,9}}:?\s{{0,9}}[\d.…]{{0,9}}\s{{0,9}}[/-]\s{{0,3}}"
        rf"(?:\d{{4}}/)?[{CAPITALS}][\w&-]*(?:/[{CAPITALS}][\w&-]*)?(?P<after>)"
    ),
    re.compile(
        rf"(?<![\w/&-])(?:[{CAPITALS}][\w.]{{0,15}}[ ]){{0,4}}[{CAPITALS}][\w.]{{0,15}},"
        rf"\s?ngày\s{{1,9}}\S{{0,6}}\s{{0,9}}tháng\s{{1,9}}\S{{0,4}}\s{{0,9}}năm(?:\s\d{{4}})?(?P<after>)"
    ),
    re.compile(
        r"(?<=\s)(?:V/v|Kính gửi\s*:|(?<!\d\.\s)(?<![a-zđ]\)\s)(?<!-\s)Căn cứ\s"
        r"|Nơi nhận\s*:|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ\s*:"
        r"|Điều\s+\d+\s*\.|Chương\s+[IVX]+\b)"
    ),
    # An item behind the end of a sentence or clause, over the blanks of a lost line end; "Số:   -KH/ĐTN" is a number.
    re.compile(r"(?<=[.;:]\s)(?<![Ss]ố:\s)\s{0,30}(?:[IVX]{1,4}\.|\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\)|[-+])\s+(?=\S)"),
    re.compile(
        rf"(?<=\s)(?:KT|TM|TL|TUQ)\.\s*(?=[{CAPITALS}]{{2}})|(?<=[{CAPITALS}]\s)\s{{0,9}}PHÓ\s+(?=[{CAPITALS}]{{2}})"
    ),
    # "TM. ỦY BAN NHÂN DÂN TỈNH CHỦ TỊCH": a body signs through its head. "PHÓ CHỦ TỊCH", "ĐOÀN CHỦ TỊCH" are one name.
    re.compile(
        rf"(?<!\S)T/?M\.?\s+(?:[{CAPITALS}]{{2,}}\s+){{1,9}}?(?P<after>)(?<!PHÓ\s)(?<!ĐOÀN\s)"
        r"(?:CHỦ TỊCH|CHỦ NHIỆM|TRƯỞNG BAN|GIÁM ĐỐC|HIỆU TRƯỞNG)(?=\s)"
    ),
    # "T/M BAN THƯỜNG VỤ BÍ THƯ Lê Văn A" of the Party, and the heading of a part in capitals.
    re.compile(
        rf"(?<=\s)[TK]/[TML]\s+(?=[{CAPITALS}]{{2}})"
        rf"|(?<=[{CAPITALS}]\s)(?<!PHÓ\s)(?<!BAN\s)(?:BÍ THƯ|CHÁNH VĂN PHÒNG)(?=\s)"
    ),
    re.compile(rf"(?<=\s)[IVX]{{1,4}}[.-]\s+(?=[{CAPITALS}]{{2,}}\s)"),
    # The title of the Youth Union's papers, run into the symbol on its left.
    re.compile(r"ĐOÀN TNCS HỒ CHÍ MINH(?=\s[^\n,]{2,40},\s?ngày\s)"),
    re.compile(r"\(\s*[Đđ]ã ký\s*\)(?P<after>)"),
    re.compile(rf"(?<=[{CAPITALS}]{{2}}\s)(?:(?:PGS|GS|TSKH|TS|ThS|BS|BSCKI+)\s?\.\s?)+(?=[{CAPITALS}][{SMALL}])"),
    # The authority that decides, in capitals behind a subject in small letters.
    re.compile(
        rf"(?<=[{SMALL}\d]\s)(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|HIỆU TRƯỞNG|[ỦU][YỶ] BAN NHÂN DÂN|THỦ TƯỚNG|TỔNG GIÁM ĐỐC"
        rf"|CỤC TRƯỞNG|HỘI ĐỒNG NHÂN DÂN)(?=\s[{CAPITALS}]{{2}})"
    ),
)
# With these words in capitals the name of a second body begins, behind that of its superior.
_BODY = re.compile(
    r"(?<!\S)(?:SỞ|CHI CỤC|CỤC|TRUNG TÂM|VĂN PHÒNG|PHÒNG|BAN QUẢN LÝ|BỆNH VIỆN|HỌC VIỆN|TỔNG CÔNG TY|CÔNG TY|THANH TRA"
    r"|CÔNG ĐOÀN NGÀNH"
    r"|TRƯỜNG(?=\s(?:ĐẠI|CAO|TRUNG|CHÍNH|TIỂU|MẦM|TH))|BẢO HIỂM XÃ HỘI|LIÊN ĐOÀN|ĐẢNG ỦY|KHO BẠC|CÔNG AN"
    r"|THUẾ(?=\s(?:TỈNH|THÀNH|CƠ))|(?<=VIỆT NAM )HỘI)(?=\s)"
)
# Behind these it goes on with the name before: "TỔNG CỤC", "BỘ CÔNG AN", "ĐẢNG ỦY SỞ", "HẢI PHÒNG", "Y TẾ DỰ PHÒNG".
_TAKES_BODY = frozenset(
    {"TỔNG", "CỤC", "BỘ", "BAN", "PHÒNG", "TRA", "ỦY", "ĐOÀN", "ĐỒNG", "VỤ", "ĐẢNG", "CÁC", "VÀ", "QUỐC", "HẢI", "DỰ"}
    | {"ĐỐC", "TRƯỞNG", "TỊCH", "CẤP"}
)
_NO_OFFICES = frozenset(
    {("HẢI", "PHÒNG"), ("QUỐC", "PHÒNG"), ("DỰ", "PHÒNG"), ("LÂM", "ĐỒNG"), ("NỘI", "VỤ"), ("PHÙ", "ĐỒNG")}
)
_RECEIVER = re.compile(r"(?<=[;:,])\s*[-–]\s*(?=\S)")
# "Nơi nhận: GIÁM ĐỐC - Như trên;": the title stood beside the heading.
_TITLE_BESIDE = re.compile(rf"Nơi nhận\s?:\s(?=[{CAPITALS}]{{2}})|(?<=[{CAPITALS}]{{2}})\s(?=[-–]\s(?:Như|Các|Ban)\s)")
# "- Lưu: VT, TC. Lê Văn A", the last words of all.
_LAST_NAME = re.compile(rf"[.;)]\s(?=(?:[{CAPITALS}][{SMALL}]*\s){{1,4}}[{CAPITALS}][{SMALL}]+\s*\Z)")
_SIGNER = re.compile(
    rf"(?<=[{CAPITALS}]{{2}}\s)\s{{0,30}}(?=[{CAPITALS}][{SMALL}]+\s[{CAPITALS}][{SMALL}]+)|(?<=[^TMLQ]\.\s)(?=[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}})"
)
_OPENING = re.compile(r"(?<=\s)(?:(?:Thực hiện|Theo|Để|Nhằm|Xét|Tiếp theo|Triển khai|Căn cứ|Qua)\s|Ngày\s\d)")
# "Kính gửi: Ủy ban nhân dân tỉnh Sở Tư pháp nhận được ..": the first sentence begins with the body that speaks.
_SPEAKS = re.compile(
    r"\s(?:nhận được|có ý kiến|yêu cầu|đề nghị|kính đề nghị|thông báo|hướng dẫn|trả lời|phúc đáp|xin|trân trọng)\s"
)
_SPEAKER = re.compile(
    r"(?<=\s)(?:Ủy ban nhân dân|UBND|Sở|Bộ|Ban|Cục|Chi cục|Tổng cục|Phòng|Trường|Văn phòng|Hội"
    r"|Bệnh viện|Trung tâm|Bảo hiểm xã hội|Đảng ủy|Công an|Viện|Học viện)\s"
)
_LONGEST_SUBJECT = 90


# Two blanks between words; the blanks stand first, so that the search engine skips to them.
_DOUBLED = re.compile(r"  (?<=[^\s]  )(?=[^\s])")
_SENTENCE = 40  # a line shorter than this may be two columns that stand close


def close_gaps(composed: Composed) -> Composed:
    """The text without the second of two blanks between the words of a justified line; columns are left as they are."""
    text = composed.text
    if "  " not in text:
        return composed
    kept: list[str] = []
    offsets: list[int] = []
    done = end = 0
    for gap in _DOUBLED.finditer(text):
        if gap.start() >= end:  # another line
            start, end = text.rfind("\n", done, gap.start()) + 1 or done, text.find("\n", gap.end())
            end = end if end >= 0 else len(text)
            line = text[start:end].strip()
            justified = len(line) >= _SENTENCE and not any(sign in line for sign in ("   ", "|", "\t"))
        if justified:
            kept.append(text[done : gap.start() + 1])
            offsets += range(done, gap.start() + 1)
            done = gap.end()
    if not kept:
        return composed
    kept.append(text[done:])
    offsets += range(done, len(text) + 1)
    if composed.offsets is not None:
        offsets = [composed.offsets[place] for place in offsets]
    return Composed("".join(kept), tuple(offsets))


def cut_lines(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, those that were run together cut at the marks a printed page shows; most texts come back as given."""
    if not any(_is_run_together(line.text) for line in lines):
        return lines
    cut: list[Line] = []
    for line in lines:
        places = _find_cuts(line.text) if _is_run_together(line.text) else []
        for start, end in zip([0, *places], [*places, len(line.text)], strict=True):
            piece = line.text[start:end].rstrip()
            begin = line.start + start
            cut.append(Line(len(cut), begin, begin + len(piece), piece))
    return cut


# A row of the head or foot whose cells were put one behind the other with single blanks: both bodies before the whole
# motto, number and subject before the day, the list before who signs.
_HEAD_ROW = re.compile(rf"[{CAPITALS}\d] CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập")
_NUMBER_ROW = re.compile(r"\bSố ?: ?[\d.…]{0,9} ?[/-][\w/-]{2,30} V/v .{9,300}, ?ngày .{0,6} ?tháng .{1,4} năm \d{4}$")
_FOOT_ROW = re.compile(rf"Nơi nhận ?: ?[-–] ?\w.{{0,1500}}\bLưu\b.{{0,80}}[{CAPITALS}]{{3,}} [{CAPITALS}]{{2,}}")


def _is_row(line: str) -> bool:
    if len(line) < _SHORT or "|" in line or "    " in line or "\t" in line:
        return False
    if line.startswith("Nơi nhận"):
        return _FOOT_ROW.match(line) is not None
    if "V/v" in line:
        return _NUMBER_ROW.search(line) is not None or _HEAD_ROW.search(line) is not None
    return "CỘNG" in line and _HEAD_ROW.search(line) is not None


def _is_run_together(line: str) -> bool:
    if _is_row(line):
        return True
    if len(line) < _SHORT or (
        len(line) < _LONG and not (_MARKS[0].search(line) and "    " not in line and "|" not in line)
    ):
        return False
    if sum(letters in line for letters in _MARK_LETTERS) < 2:
        return False
    return sum(mark.search(line) is not None for mark in _MARKS) >= 2


def _find_cuts(line: str) -> list[int]:
    places = {0}
    for pattern in _CUTS:
        for match in pattern.finditer(line):
            if not (pattern.groupindex and match.end("after") == match.end() == match.start()):
                places.add(match.start() if not line.startswith("VIỆT NAM", match.start()) else 0)
            if pattern.groupindex:
                places.add(match.end("after"))
    foot = line.find("Nơi nhận")
    if foot >= 0:
        places |= {match.end() for match in _TITLE_BESIDE.finditer(line, foot)}
        places |= {match.end() for match in _LAST_NAME.finditer(line, foot)}
        places |= {match.end() - len(match.group().lstrip()) for match in _RECEIVER.finditer(line, foot)}
        places |= {match.start() for match in _SIGNER.finditer(line, foot)}
    greeting = line.find("Kính gửi")
    opening = _OPENING.search(line, greeting, greeting + 800) if greeting >= 0 else None
    if opening:
        places.add(opening.start())
    if greeting >= 0:
        places |= set(_find_speaker(line, greeting, opening.start() if opening else greeting + 800))
    places |= set(find_items(line))
    places |= set(_find_bodies(line))
    title = set(_find_title(line))
    places |= title
    opening = _OPENING.search(line, max(title), max(title) + 600) if title else None
    if opening:
        places.add(opening.start())
    skipped = (found.start() for place in places if (found := _LETTER.search(line, place)) is not None)
    return sorted({place for place in skipped if place > 0})


_LETTER = re.compile(r"\S")


def _find_speaker(line: str, greeting: int, limit: int) -> Iterator[int]:
    """Where the body that speaks in the first sentence is named, behind those addressed."""
    spoken = _SPEAKS.search(line, greeting, limit)
    if spoken is None:
        return
    named = list(_SPEAKER.finditer(line, max(greeting + 10, spoken.start() - _LONGEST_SUBJECT), spoken.start()))
    if named and line[greeting : named[-1].start()].rstrip()[-1:] not in (":", "-", "–"):
        yield named[-1].start()


def _find_bodies(line: str) -> Iterator[int]:
    """Where the names of further bodies begin, above the number and the motto."""
    marks = [match.start() for mark in _MARKS[:2] if (match := mark.search(line)) is not None]
    begun = 0
    for body in _BODY.finditer(line, 0, min(marks, default=0)):
        before = line[begun : body.start()].split()
        if len(before) < 2 or not before[-1].isupper():
            continue
        if before[-1] not in _TAKES_BODY or (before[-2], before[-1]) in _NO_OFFICES:
            begun = body.start()
            yield begun


def _find_title(line: str) -> Iterator[int]:
    """The first kind of document in capitals after the date line, begin and end."""
    date = _MARKS[2].search(line)
    if not date:
        return
    head = line[date.end() : date.end() + 200]
    folded = fold(head)
    for kind in reading_words().kinds:
        match = re.search(rf"(?<![a-z]){re.escape(kind)}(?:(?![a-z])|(?=ve viec\b))", folded)
        if match and head[match.start() : match.end()].isupper():
            yield date.end() + match.start()
            yield date.end() + match.end()
            return
