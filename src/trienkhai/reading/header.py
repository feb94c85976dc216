"""The header: issuing body and the one above it, number, place, date, marks of urgency and secrecy, kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from trienkhai.parts import Candidate, Date, Span
from trienkhai.reading.found import Found
from trienkhai.reading.kinds import count_edits
from trienkhai.reading.marks import KINH_GUI, Marks, find_marks, kind_of_symbol
from trienkhai.reading.sheet import Sheet, lay_out
from trienkhai.reading.split import Zones, is_capitals, split_sheet
from trienkhai.reading.words import reading_words
from trienkhai.vietnamese.dates import make_date
from trienkhai.vietnamese.letters import compose, fold


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a document prints; None where it prints nothing legible."""

    doc_type: Found | None = None
    number: Found | None = None
    symbol: Found | None = None
    code: Found | None = None
    parent_agency: Found | None = None
    agency: Found | None = None
    place: Found | None = None
    date: Date = field(default_factory=Date)
    date_spans: tuple[Span, ...] = ()
    urgency: Found | None = None
    secrecy: Found | None = None


def read_header(sheet: Sheet, marks: Marks, zones: Zones) -> Header:
    """The header of the first document in the text."""
    number, symbol, code = _read_number(sheet, marks)
    parent, agency = _read_agencies(sheet, marks, zones)
    date, spans = _read_date(sheet, marks, zones)
    return Header(
        doc_type=_read_kind(sheet, marks, zones),
        number=number,
        symbol=symbol,
        code=code,
        parent_agency=parent,
        agency=agency,
        place=_read_place(sheet, marks),
        date=date,
        date_spans=spans,
        urgency=_find_stamp(sheet, marks, zones, _URGENCY, ("khan", "toc")),
        secrecy=_find_stamp(sheet, marks, zones, _SECRECY, ("mat",)),
    )


_SEPARATOR = re.compile(r"\s*([/–—-])\s*")


def _read_number(sheet: Sheet, marks: Marks) -> tuple[Found | None, Found | None, Found | None]:
    mark = marks.number
    if mark is None or mark.symbol is None:
        return None, None, None
    symbol = Found("".join(_SEPARATOR.split(sheet.value(mark.symbol))), (mark.symbol,))
    if mark.number is None:
        return None, symbol, None
    whole = (mark.number[0], mark.symbol[1])
    return Found(sheet.value(mark.number), (mark.number,)), symbol, Found(sheet.value(whole), (whole,))


# ---- the bodies -------------------------------------------------------------------------------------------------


def left_over(sheet: Sheet, number: int, marks: Marks) -> list[Span]:
    """The columns of a header line without motto, date line and number line."""
    taken = [*marks.mottos]
    if marks.date:
        taken.append((marks.place[0] if marks.place else marks.date.span[0], marks.date.span[1]))
        taken += marks.date.spans[1:]
    if marks.number:
        taken.append(marks.number.line)
    taken.sort()
    columns: list[Span] = []
    for start, end in sheet.columns(number):
        place = start
        for begin, stop in taken:
            if begin < end and stop > place:
                columns.append((place, max(place, begin)))
                place = min(stop, end)
        columns.append((place, end))
    return [trimmed for trimmed in map(sheet.trim, columns) if trimmed[1] > trimmed[0]]


def _read_agencies(sheet: Sheet, marks: Marks, zones: Zones) -> tuple[Found | None, Found | None]:
    pieces = _agency_lines(sheet, marks, zones)
    if not pieces:
        return None, None
    groups: list[list[Span]] = []
    for piece in pieces:
        if groups and not _begins_body(sheet, groups[-1], piece):
            groups[-1][-1] = _with_joint(sheet, groups[-1][-1])
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) > 1:
        groups = _without_repeated(sheet, groups)
    if len(groups) == 2 and _is_joint(sheet, marks) and not _is_above(sheet, *groups):
        groups = [[*groups[0], *groups[1]]]
    agency = Found(sheet.join(groups[-1]), tuple(groups[-1]), 0.9)
    above = tuple(piece for group in groups[:-1] for piece in group)
    return (Found(sheet.join(above), above, 0.9) if above else None), agency


# A body with one of these words is superior to the one below it, also where that one issues with a third.
_ABOVE_OTHERS = ("ubnd", "uy ban nhan dan", "dang bo", "tong cong ty", "tap doan")


# What stands beside the People's Committee of its place and never below it.
_OF_ITS_OWN = (
    "uy ban mttq",
    "ubmttq",
    "uy ban mat tran",
    "mat tran",
    "hoi ",
    "lien doan lao dong",
    "toa an",
    "vien kiem sat",
)


def _is_above(sheet: Sheet, upper: list[Span], lower: list[Span]) -> bool:
    """Whether the first of two bodies is the superior of the second, who then issues alone or with a third."""
    if not fold(sheet.join(upper)).startswith(_ABOVE_OTHERS):
        return False
    return not fold(sheet.join(lower)).startswith(_OF_ITS_OWN)


def _without_repeated(sheet: Sheet, groups: list[list[Span]]) -> list[list[Span]]:
    """The bodies without one that stands twice: a gazette prints the issuer as a heading above its paper."""
    names = [fold(sheet.join(group)) for group in groups]
    return [group for place, group in enumerate(groups) if names[place] not in names[place + 1 :]]


# "15/KHLN-CA-SGDĐT", "02/NQLT-UBND-MTTQ": a kind's letters with those of liên ngành, liên sở, liên tịch, phối hợp.
_JOINT_SYMBOL = re.compile(r"(?:(?:19|20)\d\d/)?(?:KH|HD|TT|NQ|QC|CT|TB|CV|QĐ|PA|BB)(?:LN|LS|LT|PH)(?![^\W_])")


def _is_joint(sheet: Sheet, marks: Marks) -> bool:
    """Whether title or symbol says that two bodies issued the paper: "THÔNG TƯ LIÊN TỊCH", "KHLN-CA-SGDĐT"."""
    if marks.number and marks.number.symbol and _JOINT_SYMBOL.match(sheet.value(marks.number.symbol)):
        return True
    if marks.title is None:
        return False
    return (
        sheet.folded_line(marks.title.line).rstrip(" *_:").endswith(("lien tich", "lien nganh", "lien so", "phoi hop"))
    )


def _with_joint(sheet: Sheet, piece: Span) -> Span:
    """A line with the dash or comma at its end, or the dash that begins the next line, by which the two are joined."""
    match = _JOINING.match(sheet.text, piece[1])
    return (piece[0], match.end()) if match else piece


_JOINING = re.compile(r"[ \t]{0,3}[-–,](?=\s)|[ \t]{0,3}\n[ \t]{0,40}[-–](?= )")


def _agency_lines(sheet: Sheet, marks: Marks, zones: Zones) -> list[Span]:
    """The left column above the number line: lines in capitals that are no motto and no stamp."""
    end = zones.header[1]
    if marks.number:
        end = min(end, marks.number.line[0])
    if marks.title:
        end = min(end, marks.title.span[0])
    pieces: list[Span] = []
    for line in sheet.lines:
        if line.start >= end:
            break
        columns = left_over(sheet, line.number, marks)
        if not columns or columns[0][0] >= end:
            continue
        piece = _without_debris(sheet, _without_nam(sheet, marks, columns[0]))
        text = sheet.text[slice(*piece)]
        folded = sheet.folded[slice(*piece)]
        if _SUBJECT_START.match(folded) or KINH_GUI.match(folded):
            break
        if _RECEIPT.match(text) or _CATALOGUE.match(folded):
            pieces.clear()
            continue
        if _DRAFT.fullmatch(folded) or sheet.text[piece[0] - 1 : piece[0]] == "/":
            continue
        if _URGENCY.fullmatch(folded) or _SECRECY.fullmatch(folded):
            continue
        if not _is_name(text, bool(pieces)) and not (pieces and _is_last_word(sheet, pieces[-1], piece)):
            continue
        pieces.append(piece)
    return pieces[:6]


def _without_nam(sheet: Sheet, marks: Marks, piece: Span) -> Span:
    """A body's line without the last word of the motto, where that did not fit the line above: "SỞ XÂY DỰNG NAM"."""
    broken = sheet.folded.endswith(" nam", *piece) and any(
        sheet.folded.endswith("viet", *motto) and 0 < piece[0] - motto[1] < _NEAR for motto in marks.mottos
    )
    return (piece[0], piece[1] - 4) if broken else piece


def _without_debris(sheet: Sheet, piece: Span) -> Span:
    """A body's line without what is left of the rule or the date beside it: "SỞ Y TẾ _m : 5 ặ"."""
    debris = _BESIDE.search(sheet.text, *piece)
    return (piece[0], debris.start()) if debris and debris.start() - piece[0] >= _SHORTEST_NAME else piece


# A sign that no name holds, and behind it nothing longer than two letters.
_BESIDE = re.compile(r"[ \t]{1,9}[_:;`'ˆ“|¦~.][^\s]?(?![^\s])(?:[ \t]{1,9}\S{1,2}(?!\S)){0,6}[ \t]{0,9}$")
_SHORTEST_NAME = 5
_NEAR = 6
_DRAFT = re.compile(r"\W*(?:ban )?du thao(?: (?:lan(?: thu)? \w+|\d|(?:ngay )?[\d/.]+))*\W*")
# The stamp of whoever received the paper prints that office's own name above "ĐẾN" (Decree 30/2020, appendix IV).
_RECEIPT = re.compile(r"\W*(?:CÔNG VĂN |VĂN BẢN )?ĐẾN(?!\w)")
# What a portal prints above a document it shows.
_CATALOGUE = re.compile(
    r"\W*(?:so hieu|loai van ban|noi ban hanh|co quan ban hanh|nguoi ky|ngay ban hanh|ngay (?:co )?hieu luc"
    r"|ngay cong bao|tinh trang|hieu luc|linh vuc)\s?(?:[:|]|\Z)"
    r"|\W*van ban quy pham phap luat\W*$|\W*cong bao\s?/\s?so\b"
)
# The bodies end where the subject begins, or at a number line that is not legible ("Só:.04JJSYT").
_SUBJECT_START = re.compile(r"\W*(?:v\s?[/il1|]\s?[vw]\b|ve viec\b|trich yeu|s[a-z]\s?:)")


def _is_name(text: str, known: bool) -> bool:
    """Whether a line may be (part of) a body's name: capitals, and at the start a word that bodies begin with."""
    folded = fold(text)
    if (any(letter.isdigit() for letter in text) and len(text) < 6) or text.startswith("Bạn "):  # a page to its reader
        return False
    if known:
        return is_capitals(text) and len(text) >= 3
    return (is_capitals(text) or text[:1].isupper()) and (
        _body_word(text) is not None or (is_capitals(text) and len(folded) >= 5 and " " in folded)
    )


def _is_last_word(sheet: Sheet, above: Span, piece: Span) -> bool:
    """Whether two capitals are the word that did not fit the line above: "LIÊN ĐOÀN LAO ĐỘNG TỈNH LONG" / "AN"."""
    text = sheet.text[slice(*piece)]
    if len(text) != 2 or not (text.isalpha() and text.isupper()):
        return False
    return above[1] - above[0] >= _FULL_LINE and not _TERRITORIAL.fullmatch(sheet.folded, *above)


_FULL_LINE = 16


def begins_with(text: str, word: str) -> bool:
    """Whether a text begins with a word and not with a longer one."""
    after = text[len(word) : len(word) + 1]
    return text.startswith(word) and not (after.isalnum() or after == "_")


def _body_word(text: str) -> str | None:
    """The word for a kind of body with which a name begins: "SỞ", "ỦY BAN NHÂN DÂN"."""
    known = reading_words()
    folded = fold(text)
    for word in known.bodies:
        if folded.startswith(word) and not folded[len(word) : len(word) + 1].isalnum():
            return word
    lower = text.lower()
    return _misread_body(folded) or next((word for word in known.exact_bodies if begins_with(lower, word)), None)


@cache
def _bodies_of_several_words() -> tuple[tuple[str, int], ...]:
    """Those long enough to be told with a letter amiss, each with the number of its words."""
    counted = ((body, body.count(" ") + 1) for body in reading_words().bodies)
    return tuple((body, count) for body, count in counted if count > 1 and len(body) >= 8)


@cache
def _longest_body() -> int:
    return max(count for _, count in _bodies_of_several_words())


def _misread_body(folded: str) -> str | None:
    """The body of several words that a name begins with but for one letter: "TOỐNG CÔNG TY"."""
    longest = _longest_body()
    words = folded.split(None, longest)[:longest]  # a line may be as long as the text
    heads = {count: " ".join(words[:count]) for count in range(2, len(words) + 1)}
    for body, count in _bodies_of_several_words():
        head = heads.get(count)
        if head is None or head[0] != body[0]:
            continue
        if abs(len(head) - len(body)) <= 1 and head[-2:] == body[-2:] and count_edits(head, body) <= 1:
            return body
    return None


# A dash between a name and the motto beside it is dust; where two bodies are joined, it ends its column.
_JOINED = re.compile(r"\s*[-–,&](?! ?(?:cong hoa|doc lap|dang cong))")
_OPEN = re.compile(r"(?:\b(?:va|cac)|,)$")


def _begins_body(sheet: Sheet, group: list[Span], piece: Span) -> bool:
    """Whether a line begins the name of another body instead of going on with the one above it."""
    before = sheet.value((group[0][0], group[-1][1])) if len(group) == 1 else sheet.join(group)
    raw = sheet.folded[group[-1][1] : piece[0]]
    folded = fold(before)
    line = sheet.folded[slice(*piece)]
    if _is_parted(folded, line):
        return False
    if _JOINED.match(raw) or _OPEN.search(folded):
        return False
    if folded in reading_words().partial_bodies or " " not in line.strip():  # one word more is the name's last
        return False
    if _HIGHEST.match(line) and folded.startswith(_UNDER_HIGHEST):
        return False
    if _TERRITORIAL.fullmatch(folded) and not _GOES_ON.match(line):
        return True  # the name of the authority is whole, so that another begins, of whatever kind
    return _body_word(sheet.text[slice(*piece)]) is not None or _begins_faculty(sheet, folded, piece)


def _is_parted(above: str, line: str) -> bool:
    """Whether a line end parts the halves of one word, the second of which sounds like a body: "MÔI" / "TRƯỜNG"."""
    second = line.split(None, 1)[:1]
    return bool(second) and above.rpartition(" ")[2] in _HALVES.get(second[0], ())


# thị trường, môi trường; xã hội, Quốc hội; quốc phòng, biên phòng, dự phòng; dịch vụ, nội vụ, nghiệp vụ; cán bộ,
# tiến bộ; cơ sở; bưu chính viễn thông; rừng phòng hộ; đại biểu Quốc hội
_HALVES = {
    "truong": ("moi", "thi"),
    "hoi": ("xa", "quoc", "phuc"),
    "phong": ("quoc", "bien", "du", "rung"),
    "vu": ("dich", "noi", "nghiep", "phuc"),
    "bo": ("can", "tien"),
    "so": ("co",),
    "vien": ("chinh",),
    "quoc": ("bieu",),
}
_TERRITORIAL = re.compile(
    r"(?:(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong)"
    r"|(?:tinh|thanh|huyen|quan|thi) uy) (?!dao )[a-z]+ [a-z]+(?: [a-z]+)?"
)
# These stand under no other body, so that below a board of theirs they are the end of its name.
_HIGHEST = re.compile(r"\W*(?:(?:tinh|thanh|huyen) uy|hdnd|hoi dong nhan dan|quoc hoi)\b")
_UNDER_HIGHEST = ("ban ", "uy ban kiem tra", "van phong")
_GOES_ON = re.compile(r"\W*(?:va|tinh|thanh pho|huyen|quan|thi xa|xa|phuong)\b")


def _begins_faculty(sheet: Sheet, above: str, piece: Span) -> bool:
    """Whether a line names a faculty of the school above it; "ĐẠI HỌC BÁCH" / "KHOA" is one name."""
    if not above.startswith(("truong ", "dai hoc ", "hoc vien ")) or above.endswith((" bach", " y", " da", " chuyen")):
        return False
    return _FACULTY.match(sheet.folded, *piece) is not None


_FACULTY = re.compile(r"(?:khoa (?!hoc\b|noi vu\b)|bo mon )\w")


# ---- place and date ---------------------------------------------------------------------------------------------


def _read_place(sheet: Sheet, marks: Marks) -> Found | None:
    return Found(sheet.value(marks.place), (marks.place,)) if marks.place else None


_DIGITS = str.maketrans("lio|", "1101")
_DAY = re.compile(r"[\s.…_]*(\d\s\d|[0-9lio|]{1,2})[\s.…_]*")


def read_day_or_month(printed: str) -> int | None:
    """One or two digits, blanks and dots around them; l, I and O may stand for digits beside a true digit."""
    match = _DAY.fullmatch(fold(printed))
    if not match or not any(map(str.isdigit, match[1])):
        return None
    if any(letter.isalpha() and not letter.isascii() for letter in printed):  # "2Í" may be any figure
        return None
    return int(match[1].replace(" ", "").translate(_DIGITS)) or None


def _read_date(sheet: Sheet, marks: Marks, zones: Zones) -> tuple[Date, tuple[Span, ...]]:
    mark = marks.date
    if mark is None:
        return _read_adoption(sheet, zones)
    printed_day = sheet.text[slice(*mark.day)]
    day = read_day_or_month(printed_day)
    if len(printed_day.strip()) == 1 and marks.number is not None and marks.number.number is None:
        # A day below ten is printed with a nought (Decree 30/2020); where the number written by the same hand was
        # not legible, a lone digit is what is left of two.
        blank = re.fullmatch(r"[\s.…_:]*", _before_symbol(sheet, marks)) is not None
        day = day if blank else None
    month = _read_month(sheet.text[slice(*mark.month)])
    year = _read_year(sheet.folded[slice(*mark.year)])
    return make_date(day, month, year), tuple(sheet.strip(span, " \t") for span in mark.spans)


def _before_symbol(sheet: Sheet, marks: Marks) -> str:
    """What stands between "Số" and the separator."""
    assert marks.number is not None
    assert marks.number.symbol is not None
    return re.sub(r"^\W*\w{1,2}\s*[:.;,]?|[-–/]\s*$", "", sheet.text[marks.number.line[0] : marks.number.symbol[0]])


def _read_month(printed: str) -> int | None:
    month = read_day_or_month(printed)
    if month is not None:
        return month if month <= 12 else None
    digits = printed.strip()
    if re.fullmatch(r"\d{3}", digits):
        # One digit too many: read it where only one reading is a month.
        readings = {int(digits[:2]), int(digits[1:])} & set(range(10, 13))
        return readings.pop() if len(readings) == 1 else None
    return None


_YEAR = re.compile(r"[\s.…_]*([12]\s?[0-9oli]\s?[0-9oli]\s?[0-9oli])(?![0-9])")


def _read_year(folded: str) -> int | None:
    match = _YEAR.match(folded)
    if not match:
        return None
    year = int("".join(match[1].split()).translate(_DIGITS))
    return year if 1930 <= year <= 2100 else None


_ADOPTED = re.compile(
    r"(?:quoc hoi|uy ban thuong vu quoc hoi)[^\n]{0,200}\s*[^\n]{0,120}thong qua[^\d\n]{0,40}\s*"
    r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})"
)


def _read_adoption(sheet: Sheet, zones: Zones) -> tuple[Date, tuple[Span, ...]]:
    """Acts of the National Assembly have no date line; the closing sentence gives the day of adoption."""
    start = max(zones.body[0], zones.body[1] - 900)
    found = list(_ADOPTED.finditer(sheet.folded, start, min(len(sheet.text), zones.body[1] + 300)))
    if not found:
        return Date(), ()
    match = found[-1]
    return make_date(int(match[1]), int(match[2]), int(match[3])), ((match.start(1), match.end(3)),)


# ---- stamps -----------------------------------------------------------------------------------------------------

# The frame of a stamp may have been read as a letter or two: "Í HỎA TỐC |".
_URGENCY = re.compile(
    r"\W*(?:[^\W\d]\W+)?(?:do khan\s*[:.]?\s*)?(?P<mark>thuong\s+khan|hoa\s+toc(?:\s+hen\s+gio)?|khan)\W*"
)
_SECRECY = re.compile(r"\W*(?:do mat\s*[:.]?\s*)?(?P<mark>tuyet\s+mat|toi\s+mat|mat)\W*")
_NAMES = {
    "thuong khan": "thượng khẩn",
    "hoa toc": "hỏa tốc",
    "hoa toc hen gio": "hỏa tốc",
    "khan": "khẩn",
    "tuyet mat": "tuyệt mật",
    "toi mat": "tối mật",
    "mat": "mật",
}


def _find_stamp(
    sheet: Sheet, marks: Marks, zones: Zones, pattern: re.Pattern[str], words: tuple[str, ...]
) -> Found | None:
    """A mark that stands alone in a column of the header or beside Kính gửi, in capitals; it holds one of `words`."""
    end = zones.addressees[1] if zones.addressees else zones.header[1]
    first = min((place for word in words if (place := sheet.folded.find(word)) >= 0), default=end)
    for line in sheet.lines:
        if line.start >= end:
            break
        if line.end <= first or all(sheet.folded.find(word, line.start, line.end) < 0 for word in words):
            continue
        for column in left_over(sheet, line.number, marks):
            span = _cut_greeting(sheet, column)
            match = pattern.fullmatch(sheet.folded, *span)
            if match and sheet.text[match.start("mark") : match.end("mark")].isupper():
                name = _NAMES[re.sub(r"\s+", " ", match["mark"])]
                return Found(name, (match.span("mark"),))
    return None


def _cut_greeting(sheet: Sheet, column: Span) -> Span:
    """A column without a Kính gửi that follows the stamp on its line."""
    place = sheet.folded.find("kinh gui", *column)
    return (column[0], place) if place > column[0] else column


def find_secrecy_mark(text: str) -> Span | None:
    """Where a text prints MẬT, TỐI MẬT or TUYỆT MẬT as a mark of its own in its header; None otherwise.

    The ordinary word in a sentence, and the letters inside a word, are no mark.
    """
    composed = compose(text)
    sheet = lay_out(composed.text)
    marks = find_marks(sheet)
    found = _find_stamp(sheet, marks, split_sheet(sheet, marks), _SECRECY, ("mat",))
    return composed.span(found.spans[0]) if found else None


# ---- kind -------------------------------------------------------------------------------------------------------


def _read_kind(sheet: Sheet, marks: Marks, zones: Zones) -> Found | None:
    if marks.title:
        return Found(marks.title.kind, (marks.title.span,))
    symbol = marks.number.symbol if marks.number else None
    by_symbol = kind_of_symbol(sheet.value(symbol)) if symbol else None
    if marks.addressed or _has_dispatch_subject(sheet, zones):
        # A named kind prints its name, so a paper with "V/v" and without one is a dispatch, even where its
        # issuer's letters look like a kind ("CT-TTHT" of a tax office).
        others = (Candidate(by_symbol, symbol, 0.2),) if by_symbol and by_symbol != "công văn" else ()
        place = marks.addressed[1] if marks.addressed else symbol
        return Found("công văn", (place,) if place else (), 0.9, others)
    if by_symbol and symbol:
        return Found(by_symbol, (symbol,), 0.7)
    if marks.number:
        return Found("công văn", (marks.number.line,), 0.4)
    return _kind_of_itself(sheet, zones)


_DISPATCH_SUBJECT = re.compile(r"\W*(?:v\s?[/il1|]\s?[vw]\b|ve viec\b|trich yeu)")


def _has_dispatch_subject(sheet: Sheet, zones: Zones) -> bool:
    """Whether a line of the head begins with "V/v"; "VỀ VIỆC" in capitals stands under a title that was lost."""
    heads = (line for line in sheet.lines if line.start < zones.header[1])
    return any(
        _DISPATCH_SUBJECT.match(sheet.folded, line.start, line.end) and not line.text.isupper() for line in heads
    )


_ITSELF = re.compile(
    r"(?:^|\n)\W{0,8}(?:tren day la )?([a-z]+(?: [a-z]+){0,2}?)(?: lien tich)? nay"
    r" (?:co hieu luc|duoc pho bien|thay the|gom)"
)
_CLOSING = re.compile(r"(?:^|\n)\W{0,8}tren day la ([a-z]+ [a-z]+)")


def _kind_of_itself(sheet: Sheet, zones: Zones) -> Found | None:
    """The kind a text without a header calls itself by in its closing sentence."""
    known = reading_words().kinds
    start = max(0, zones.body[1] - 3000)
    for pattern in (_ITSELF, _CLOSING):
        for match in pattern.finditer(sheet.folded, start, zones.body[1]):
            if match[1] in known and sheet.text[match.start(1)].isupper():
                return Found(known[match[1]], (match.span(1),), 0.6)
    return None
