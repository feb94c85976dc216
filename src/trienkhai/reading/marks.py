"""The fixed marks of a first page: national motto, number, date line, title, "Kính gửi", "Nơi nhận".

Everything else in header and foot is found by where it stands to these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add

from trienkhai.parts import Span
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.words import reading_words
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import CAPITALS, SMALL, fold

# The first page's head is short; nothing beyond these lines is looked at as header.
HEAD_LINES = 90
_HEAD_LETTERS = 400

_SECOND = "doclaptudohanhphuc"
_MOTTOS = ("conghoaxahoichunghiavietnam", _SECOND, "dangcongsanvietnam")
_FIRST = {"g": "c", "b": "d"}  # what page readers take their first letters for
_LIKE, _LIKE_SECOND = 0.6, 0.4  # how alike misread letters must be to a motto, and to its second line below the first
_LONGEST_MOTTO = 60
_MOTTO_START = re.compile(r"(?:[cd]|g(?=[o0]ng hoa)|b(?=oc lap))(?<![a-z].)(?=[a-z0-9(!])")
# The Youth Union prints its own name where the state prints the motto; behind "Ban Chấp hành" it is the issuer's.
_YOUTH = re.compile(
    r"(?<!chap hanh )(?<!bch )(?<!trung uong )(?<![a-z])doan (?:tncs|thanh nien cong san) ho chi minh\W*$"
)

# "Kính gửi:" "Kính gởi" "Đồng kính gửi", perhaps behind the remains of a stamp in brackets.
KINH_GUI = re.compile(
    r"[\W_]{0,80}?(?:\[[^\]]{0,30}\]|\([^)]{0,30}\))?[\W_]{0,20}(?:dong )?k[ií]?nh\s+(?:gui|goi)(?![a-z])[\s:.;]*"
)
# "Nơi nhận:" also as "Mới nhận:", "No'i nhan:"; "Nơi nhận hồ sơ" is prose and refused.
NOI_NHAN = re.compile(r"[\W_]*[nm]o'?i\s+nh[ao]n(?![a-z])(?!\s+[a-z]{2,}\s+[a-z])")

# "ngày 05 tháng 01 năm 2023": blanks, dots and debris may stand for the digits, and the words may have lost marks.
DATE_LINE = re.compile(
    r"n(?<!\w.)g[a-z]{1,2}(?P<day>[^\n]{0,64}?)th[a-z]{0,2}ng(?P<month>[^\n]{0,40}?)n[a-z]m\b"
    r"(?P<year>[\d.…_ oli]{0,16})"
)

_REGION = r"(?:(?<=KV) [IVX]{1,5}(?!\w))?"  # "KV VII-TH", of the State Audit's regional offices
# The first letter of a symbol may have been read as a small one: "/sTC-NS".
_TAIL = (
    rf"(?:s(?=[{CAPITALS}]{{2}}))?[{CAPITALS}][\wđ&+.,'’()]*{_REGION}"
    rf"(?:\s?[-–—/]\s?[{CAPITALS}][\w&+.,()]*|[-–—/][\w&+.,]+)*"
)
# The number line: "Số: 15/KH-SVHTTDL", "Số 06-HD/TW", "Số:      /2025/QĐ-UBND"; "Số" may have lost its marks.
_NUMBER = re.compile(
    r"(?![Ss]ố hiệu\b)(?P<word>[Ss](?:(?<=[\s|(*].)|(?<=^.))[ốổồỗộôóòỏõọoơớờáàâấaéèẻẽOÓỐÔA]?)(?![\w])\s*[:.;,]{0,2}\s*"
    # A figure may have been read as a bar ("Số: 2| /TB-TTYT"); one that parts columns has no slash behind it.
    rf"(?P<rest>(?:[^\n|]|\|(?=[^\n]{{0,12}}[/-]\s?s?[{CAPITALS}])){{0,60}})"
)
_CLEAN = re.compile(
    rf"(?P<number>\d{{1,6}}[a-dA-D]?)?[\s._…]*(?P<separator>\s*[-–—/]\s*)(?P<symbol>(?:(?:19|20)\d\d\s?/\s?)?{_TAIL})"
)
# "84 QĐ/TWĐTN": the Youth Union parts number and kind by a blank (Decision 1836 QĐ/TWĐTN of 2006).
_APART = re.compile(rf"(?P<number>\d{{1,6}}[a-d]?) (?P<symbol>[{CAPITALS}][{CAPITALS}r]{{1,3}}/{_TAIL})")
_BARE = re.compile(
    rf"\s*(?P<debris>[^\n|]{{0,12}}?)(?P<number>(?<!\w)\d{{1,5}})?\s?/\s?"
    rf"(?P<symbol>s?[{CAPITALS}]{{2,}}[\w&]*-[{CAPITALS}][\w&+]*)(?=\s)"
)
_UNSLASHED = re.compile(rf"(?<![\w/-])s?[{CAPITALS}]{{2,}}[\w&]*-[{CAPITALS}][\w&+]*(?=[\s.]|$)")
_SLASHED = re.compile(rf"/\s*(?P<symbol>(?:(?:19|20)\d\d/)?{_TAIL})")


@dataclass(frozen=True, slots=True)
class NumberMark:
    """The number line: number and code are None where blank or not legible. `line` is its place with "Số"."""

    line: Span
    number: Span | None
    symbol: Span | None


@dataclass(frozen=True, slots=True)
class DateMark:
    """The date line: `span` from "ngày" to the year, and the places of its parts; `rest` is what was broken off it
    into the line below of the same column."""

    span: Span
    day: Span
    month: Span
    year: Span
    rest: Span | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its pieces."""
        return (self.span,) if self.rest is None else (self.span, self.rest)


@dataclass(frozen=True, slots=True)
class TitleMark:
    """The line that names the kind of document."""

    span: Span
    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found on the first page; `addressed` is the line and place of "Kính gửi"."""

    mottos: tuple[Span, ...]
    number: NumberMark | None
    date: DateMark | None
    place: Span | None
    title: TitleMark | None
    addressed: tuple[int, Span] | None


def find_marks(sheet: Sheet) -> Marks:
    """The marks of the first page, each None where it does not stand there."""
    mottos: list[Span] = []
    number: NumberMark | None = None
    date: DateMark | None = None
    title: TitleMark | None = None
    addressed: tuple[int, Span] | None = None
    seen = 0
    for line in sheet.lines[: HEAD_LINES * 3]:
        if not line.text.strip():
            continue
        seen += 1
        if seen > HEAD_LINES or _is_body(sheet, line.number):
            break
        if title is None and len(mottos) < 2:
            mottos += find_mottos(sheet, line.number, after_motto=len(mottos) == 1)
        greeting = find_greeting(sheet, line.number, title.kind if title is not None else None)
        if greeting:
            addressed = (line.number, greeting)
            break
        if title is not None:
            # Where the head above the title has neither, both may stand below it, on lines of their own.
            below = line.number - title.line <= _BELOW_TITLE
            if below and date is None and _is_date_alone(sheet, line.number):
                date = find_date_line(sheet, line.number)
            if below and number is None and _NUMBER_ALONE.fullmatch(line.text):
                number = _find_number(sheet, line.number, None)
            continue
        date = date or find_date_line(sheet, line.number)
        if number is None or (_NUMBER_ALONE.fullmatch(line.text) and _is_heading(sheet, number)):
            number = _find_number(sheet, line.number, date)
        if title is None and (number or date or mottos or seen == 1):
            title = find_title(sheet, line.number, number)
    place = _find_place(sheet, mottos, number, date)
    return Marks(tuple(mottos), number, date, place, title, addressed)


def find_greeting(sheet: Sheet, number: int, kind: str | None) -> Span | None:
    """The place of "Kính gửi", or of the words that stand in its place in a telegram: "THỦ TƯỚNG CHÍNH PHỦ điện:"
    (Decree 30/2020, appendix III, form 1.6)."""
    line = sheet.lines[number]
    folded = sheet.folded_line(number)
    greeting = KINH_GUI.match(sheet.folded, line.start, line.end) if "gui" in folded or "goi" in folded else None
    if greeting is None and kind is None and "gui" in folded:
        greeting = _HALF_COVERED.match(sheet.text, line.start, line.end)
    if greeting is None and kind == "công điện" and "dien" in folded:
        greeting = _TELEGRAPHS.match(sheet.text, line.start, line.end)
    return greeting.span() if greeting is not None else None


# "gửi: Các phòng": a stamp or the page's edge took "Kính" from a line of its own.
_HALF_COVERED = re.compile(rf"[^\w\n]{{0,20}}gửi\s?:\s{{0,9}}(?=[{CAPITALS}–-])")
_TELEGRAPHS = re.compile(rf"[\W_]*(?:[{CAPITALS}]\w*,?\s+){{1,24}}(?:điện|ĐIỆN|Điện)(?:\s*:|\s*$)\s*")
_BELOW_TITLE = 8
_NUMBER_ALONE = re.compile(rf"\s*Số\s*:?\s*[\d.…]*\s*[-–—/]\s*(?:\d{{4}}/)?[{CAPITALS}][\w&/–—-]*\s*")


def _is_heading(sheet: Sheet, number: NumberMark) -> bool:
    """Whether a number was found in what a portal prints above a paper: "Quyết định số 12/2019/QĐ-UBND tỉnh A"."""
    before = sheet.text[sheet.text.rfind("\n", 0, number.line[0]) + 1 : number.line[0]].strip()
    return before != "" and not before.isupper() and fold(before) in reading_words().kinds


def _is_date_alone(sheet: Sheet, number: int) -> bool:
    """Whether a line is a place and a date and no more."""
    line = sheet.lines[number]
    return len(line.text) < 70 and line.text.strip()[:1].isupper() and _DATE_ALONE.fullmatch(line.text) is not None


_DATE_ALONE = re.compile(r"\s*[\w .-]{2,30},\s*ngày[\s\d.…]{0,12}tháng[\s\d.…]{0,12}năm\s*\d{4}\s*")


def _find_place(sheet: Sheet, mottos: list[Span], number: NumberMark | None, date: DateMark | None) -> Span | None:
    """The place before the date, between what else stands on its line and "ngày"."""
    if date is None:
        return None
    line = next(line.number for line in sheet.lines if line.end >= date.span[0])
    start = next(
        (column[0] for column in sheet.columns(line) if column[0] <= date.span[0] <= column[1]),
        sheet.lines[line].start,
    )
    for taken in (*mottos, *((number.line,) if number else ())):
        if start < taken[1] and taken[0] < date.span[0]:
            start = max(start, min(taken[1], date.span[0]))
    place = sheet.trim((start, date.span[0]))
    place = _behind_symbol(sheet, _behind_colon(sheet, place))
    hour = _HOUR.search(sheet.folded, *place)
    if hour:
        place = sheet.trim((place[0], hour.start()))
    text = sheet.text[slice(*place)]
    match = _NAME_AFTER_CAPITALS.search(text)
    if match is None and (len(text) > 40 or text[:1].islower()):  # words of the subject that stand beside the day
        match = _TRAILING_NAME.search(text)
    if match:
        place = sheet.trim((place[0] + match.start("name"), place[1]))
        text = sheet.text[slice(*place)]
    letters = [letter for letter in text if letter.isalpha()]
    return place if len(letters) >= 2 and len(text) <= 60 else None


def _behind_symbol(sheet: Sheet, place: Span) -> Span:
    """A place without the symbol that is not legible before it ("Ï /rm-BQL Lào Cai"): no place has a slash."""
    slash = sheet.text.rfind("/", *place)
    blank = sheet.text.find(" ", slash, place[1]) if slash >= 0 else -1
    return sheet.trim((blank, place[1])) if blank >= 0 else place


def _behind_colon(sheet: Sheet, place: Span) -> Span:
    """A place without the number line that is not legible before it ("Só:.04JJSYT Lào Cai"): no place has a colon."""
    colon = sheet.text.rfind(":", *place)
    if colon < 0:
        return place
    words = _AFTER_COLON.match(sheet.text, colon, place[1])
    return sheet.trim((words.end() if words else place[1], place[1]))


_AFTER_COLON = re.compile(r":(?:\s*[^\s]*[^\w\s,'’-][^\s]*|\s*\w*\d\w*)*\s*")
# An urgent telegram gives the hour before the day: "Hà Nội, hồi 10 giờ 00 ngày 16".
_HOUR = re.compile(r",?\s*\b(?:hoi|luc)\s*:?\s+[\d.…]")  # "Hội An" and "Bình Lục" are places
# A body in capitals read onto the line of the place: "VĂN PHÒNG TỈNH ỦY Lạng Sơn".
_NAME_AFTER_CAPITALS = re.compile(
    rf"^(?:[{CAPITALS},&-]{{2,}}\s+){{2,}}\W*(?P<name>(?:T[pP]\.?\s?|[Tt]hành phố\s+)?"
    rf"[{CAPITALS}][{SMALL}]+(?:\s+[{CAPITALS}][{SMALL}]+){{0,4}})$"
)
_TRAILING_NAME = re.compile(
    rf"(?P<name>(?:(?:[Tt]hành phố|[Tt]hị xã)\s+|T[pPxX]\.?\s?)?"
    # the first half of a body's name, broken at the end of its line, begins no place: "của Ủy" / "ban nhân dân xã"
    rf"(?!(?:Ủy|Uỷ|Bộ|Sở|Ban|Hội|Nghị|Đảng|Chính|Quốc|Trung|Công|Văn)\s)(?:[{CAPITALS}][{SMALL}'-]+(?:\s+-)?\s*){{1,4}})$"
)


_BODY = re.compile(r"[\W_]*(?:can cu |dieu 1\b|i\s*[.\-]\s*[a-z]{2}|1\s*[.)]\s*[a-z]|noi nhan\s*:)")


def _is_body(sheet: Sheet, number: int) -> bool:
    line = sheet.lines[number]
    return bool(_BODY.match(sheet.folded, line.start, line.end))


def _bigrams(letters: str) -> set[str]:
    return set(map(add, letters, letters[1:]))


_MOTTO_BIGRAMS = tuple((motto, _bigrams(motto)) for motto in _MOTTOS)


def find_mottos(sheet: Sheet, number: int, *, after_motto: bool = False) -> list[Span]:
    """Where a line prints the national motto or the Party's title, however badly read; one for each column.

    `after_motto` lowers the bar for the second line, which is expected below "CỘNG HÒA ..."; not for the names of
    bodies that sound like the others ("ĐẠI SỨ QUÁN VIỆT NAM").
    """
    found: list[Span] = []
    for column in sheet.columns(number):
        youth = _YOUTH.search(sheet.folded, *column) if sheet.folded.find("ho chi minh", *column) >= 0 else None
        if youth and sheet.text[slice(*youth.span())].isupper():
            found.append((youth.start(), column[1]))
            continue
        if column[1] - column[0] < 12:
            continue
        least = _LIKE_SECOND if after_motto else _LIKE
        places = [start.start() for start in _MOTTO_START.finditer(sheet.folded, *column)]
        if not places or (len(places) > 1 and not _may_hold_motto(sheet.folded[slice(*column)], least)):
            continue
        likeness, start = max(
            (_likeness(sheet.folded[place : min(place + _LONGEST_MOTTO, column[1])], least), -place) for place in places
        )
        if likeness:
            # Both lines of the motto may stand on one.
            before = (place for place in places if 0 < -start - place <= _LONGEST_MOTTO)
            first = next((p for p in before if _likeness(sheet.folded[p:-start], _LIKE) >= 0.9), None)
            found += [(-start, column[1])] if first is None else [(first, -start), (-start, column[1])]
    return found


def _may_hold_motto(folded: str, least: float) -> bool:
    """Whether a column holds pairs of letters enough to be as alike to a motto as `least`, if nothing else stood there.

    The letters that are compared are a part of the column, so they share no more pairs with the motto than it does.
    """
    grams = _bigrams("".join(filter(str.isalpha, folded)))
    return any(
        2 * shared >= least * (shared + len(wanted)) for _, wanted in _MOTTO_BIGRAMS if (shared := len(grams & wanted))
    )


def _likeness(folded: str, second: float) -> float:
    """How alike letters are to the motto that begins with the same one, 0..1; 0 below `second` for the second line of
    the state's motto, and below `_LIKE` for the others."""
    letters = "".join(filter(str.isalpha, folded))
    best = 0.0
    for motto, wanted in _MOTTO_BIGRAMS:
        if _FIRST.get(letters[:1], letters[:1]) == motto[0] and 0.65 * len(motto) <= len(letters) <= len(motto) + 9:
            grams = _bigrams(letters)
            likeness = 2 * len(grams & wanted) / (len(grams) + len(wanted))
            if likeness >= (second if motto is _SECOND else _LIKE):
                best = max(best, likeness)
    return best


def find_date_line(sheet: Sheet, number: int) -> DateMark | None:
    """The date line of a document, if this line ends with one; prose that goes on is refused."""
    line = sheet.lines[number]
    if "n" not in line.text or len(line.text) > 400:
        return None
    match = DATE_LINE.search(sheet.folded, line.start, line.end)
    if match is None or not match["year"].strip():
        broken = _find_broken_date(sheet, number)
        if broken is not None:
            return broken
    if match is None:
        return _find_date_in_figures(line)
    while match and (_holds_word(sheet, match.span("day")) or len(match["day"].strip()) > 24):
        # "Quảng Ngãi, ngày": the first syllable that looks like "ngày" is not always it.
        match = DATE_LINE.search(sheet.folded, match.start() + 2, line.end)
    if not match or _GOES_ON.search(sheet.folded[match.end() : line.end].split("|")[0]):
        return None
    day, month, year = (sheet.strip(match.span(name), " \t\u00a0") for name in ("day", "month", "year"))
    return DateMark(match.span(), day, month, year)


def _holds_word(sheet: Sheet, day: Span) -> bool:
    """Whether a word stands where the figures of a day would; capitals among its letters are a hand's ("ÔJŠ")."""
    return _HAS_WORD.search(sheet.folded, *day) is not None and not (
        day[1] - day[0] < 8 and any(map(str.isupper, sheet.text[slice(*day)]))
    )


def _find_broken_date(sheet: Sheet, number: int) -> DateMark | None:
    """A date that a narrow cell broke over two lines: ".., ngày 15 tháng 11 năm" above "2016"."""
    if number + 1 >= len(sheet.lines) or "ng" not in sheet.folded_line(number)[-40:]:
        return None
    columns, below = sheet.columns(number), sheet.columns(number + 1)
    if not columns or not below:
        return None
    # the blank for a day may be as wide as the gap between two columns
    begun = next((column[0] for column in reversed(columns) if sheet.folded.find("ngay", *column) >= 0), None)
    if begun is None:
        return None
    one, other = _BEGUN.search(sheet.folded, begun, columns[-1][1]), _RESUMED.fullmatch(sheet.folded, *below[-1])
    if one is not None and other is None and one[0].rstrip().endswith("nam"):
        other = _YEAR_BEHIND.search(sheet.folded, *below[-1])
    if one is None or other is None:
        return None
    joined = f"{one[0]} {other[0]}"
    match = _WHOLE_DATE.fullmatch(joined)
    if match is None:
        return None
    length, start, resumed = len(one[0]) + 1, one.start(), other.start()

    def place(group: str) -> Span:
        begin, end = match.span(group)
        if begin >= length:
            return resumed + begin - length, resumed + end - length
        return start + begin, start + min(end, length)

    return DateMark(one.span(), place("day"), place("month"), place("year"), (resumed, other.end()))


_BEGUN = re.compile(r"(?<![a-z])ngay(?:[\s\d.…]{0,12}(?:thang(?:[\s\d.…]{0,12}(?:nam)?)?)?)?\s*$")
_RESUMED = re.compile(r"(?:[\d.…]{0,4}\s*thang[\s\d.…]{0,9})?(?:[\d.…]{0,4}\s*nam\s*)?\d{4}\W*")
_YEAR_BEHIND = re.compile(r"(?<=[a-z)\d] )(?:19|20)\d\d$")  # behind words of the other column
_WHOLE_DATE = re.compile(r"ngay[\s.…]*(?P<day>\d*)[\s.…]*thang[\s.…]*(?P<month>\d*)[\s.…]*nam\s*(?P<year>\d{4})\W*")


def _find_date_in_figures(line: Line) -> DateMark | None:
    """ "Lào Cai, ngày 02/3/2015" alone in its column: Decree 30/2020 wants the words, offices still write so."""
    match = _DATE_IN_FIGURES.search(line.text) if "ngày" in line.text else None
    if match is None:
        return None

    def span(group: str) -> Span:
        return line.start + match.start(group), line.start + match.end(group)

    return DateMark(span("whole"), span("day"), span("month"), span("year"))


_DATE_IN_FIGURES = re.compile(
    rf"(?:^|\s\s|[|\t])\s*[{CAPITALS}][\w .'-]{{1,30}},\s*"
    r"(?P<whole>ngày\s+(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d))\s*(?:\||$)"
)
_HAS_WORD = re.compile(r"[a-z]{3,}")
_GOES_ON = re.compile(r"[a-z]{2,}\s+[a-z]{2,}")


def _find_number(sheet: Sheet, number: int, date: DateMark | None) -> NumberMark | None:
    line = sheet.lines[number]
    limit = date.span[0] if date and line.start <= date.span[0] < line.end else line.end
    limit = min(limit, line.start + _HEAD_LETTERS)
    for start in _NUMBER.finditer(sheet.text, line.start, limit):
        if start.start() - line.start > 4 and sheet.text[line.start : start.start()].strip(" \t|_.-'\"")[-1:].isalpha():
            gap = sheet.text[line.start : start.start()]
            named = fold(gap).strip(" \t|*_") in reading_words().kinds
            if not named and not gap.endswith(("    ", "\t", "|")):
                continue
        if sheet.text[start.start()] == "s" and _is_cited(sheet, number):
            continue
        mark = _parse_number(sheet, start.start(), start.start("rest"), start.end("rest"))
        if mark:
            return mark
    return _find_bare_number(sheet, line, limit) if limit < line.end else None


def _find_bare_number(sheet: Sheet, line: Line, limit: int) -> NumberMark | None:
    """The number on the line of the date, where "Số" was lost with the figures beside it: "{2 1/STP-VP Hà Nam"."""
    match = _BARE.match(sheet.text, line.start, limit)
    if match is None or not _is_symbol(match["symbol"]):
        return None
    symbol = _symbol_span(sheet, match.span("symbol"))
    digits = match.span("number") if match["number"] and not any(map(str.isalnum, match["debris"])) else None
    return NumberMark((match.start("debris"), symbol[1]), digits, symbol)


def _is_cited(sheet: Sheet, number: int) -> bool:
    """Whether "số" at the beginning of a line goes on with a citation: ".. thay thế Hướng dẫn" / "số 01-HD/TW"."""
    words = sheet.folded_line(number - 1).split() if number else []
    kinds = reading_words().kinds
    return any(len(words) > count and " ".join(words[-count:]) in kinds for count in (1, 2, 3))


def _parse_number(sheet: Sheet, begin: int, start: int, end: int) -> NumberMark | None:
    match = _CLEAN.match(sheet.text, start, end)
    if match and _is_symbol(match["symbol"]):
        symbol = _symbol_span(sheet, match.span("symbol"))
        digits = match.span("number") if match["number"] else None
        return NumberMark((begin, symbol[1]), digits, symbol)
    match = _APART.match(sheet.text, start, end)
    if match and kind_of_symbol(match["symbol"]):
        symbol = _symbol_span(sheet, match.span("symbol"))
        return NumberMark((begin, symbol[1]), match.span("number"), symbol)
    match = _SLASHED.search(sheet.text, start, min(end, start + 40))
    if match and _is_symbol(match["symbol"]):
        symbol = _symbol_span(sheet, match.span("symbol"))
        return NumberMark((begin, symbol[1]), None, symbol)
    bare = _UNSLASHED.search(sheet.text, start, min(end, start + 40))
    if bare is not None:
        symbol = _symbol_span(sheet, bare.span())
        return NumberMark((begin, symbol[1]), None, symbol)
    for kind in reading_words().symbol_kinds:
        # The slash was lost or read as a letter: the kind's abbreviation still tells where the symbol begins.
        place = sheet.text.find(kind + "-", start, min(end, start + 14))
        if place > start:
            tail = re.compile(_TAIL).match(sheet.text, place, end)
            if tail:
                symbol = _symbol_span(sheet, tail.span())
                return NumberMark((begin, symbol[1]), None, symbol)
    return None


_SMALL_FIRST = re.compile(rf"^s(?=[{CAPITALS}]{{2}})")
_YEAR_BEFORE = re.compile(r"^(?:19|20)\d\d\s?/\s?")
_SEPARATOR = re.compile(r"[-–—/]")
_SPACED_SEPARATOR = re.compile(r"\s[-–—/]\s?(?=(\w+))|[-–—/]\s(?=(\w+))")
_NOT_SYMBOL = re.compile(rf"[{CAPITALS}][{SMALL}]{{3,}}")


def _is_symbol(symbol: str) -> bool:
    letters = _SMALL_FIRST.sub("", _YEAR_BEFORE.sub("", symbol))
    # "QyĐ" alone among the abbreviations of kinds has a small letter in second place (Decree 30/2020, appendix III).
    capitals = letters[:2].upper() == letters[:2] or letters.startswith("QyĐ-")
    return len(letters) >= 2 and not _NOT_SYMBOL.match(letters) and capitals


def _symbol_span(sheet: Sheet, span: Span) -> Span:
    """A symbol without sentence marks at its end; a spaced dash belongs to it only before another abbreviation."""
    piece = sheet.text[span[0] : span[1]]
    for gap in _SPACED_SEPARATOR.finditer(piece):
        word = gap.group(1) or gap.group(2)
        if not word.isupper():
            piece = piece[: gap.start()]
            break
    return span[0], span[0] + len(piece.rstrip(" .,;:-–/("))


_BRACKETED = re.compile(r"(?<=[a-z])\s*(?:\([^()]{2,40}\)|\[\d{1,2}\]?)\W*$")  # "QUY ĐỊNH (BỔ SUNG)", "BÁO CÁO (LẦN 2)"
_NO_LETTER = re.compile(r"[^a-z0-9 ~]")


def find_title(sheet: Sheet, number: int, mark: NumberMark | None) -> TitleMark | None:
    """The title line ("KẾ HOẠCH"), perhaps with debris before it or letters lost; never a sentence."""
    line = sheet.lines[number]
    if len(line.text) > 300 or (mark is None and _is_open_above(sheet, number)):
        return None
    for column in sheet.columns(number):
        start, end = sheet.trim(column)
        printed = sheet.text[start:end]
        if sum(map(str.isupper, printed)) < 0.6 * sum(map(str.isalpha, printed)):
            continue
        folded = _BRACKETED.sub("", sheet.folded[start:end])
        words = _NO_LETTER.sub(" ", folded).split()
        of = next((count for count in (2, 3) if words[count : count + 1] == ["cua"]), 0)
        if of and printed.isupper() and " ".join(words[:of]) in reading_words().kinds:
            # "CHỈ THỊ CỦA BAN BÍ THƯ", "QUYẾT ĐỊNH CỦA VIỆN TRƯỞNG ..": the title says whose it is.
            return TitleMark((start, end), number, reading_words().kinds[" ".join(words[:of])])
        if not 0 < len(words) <= 7 or len("".join(words)) > 40:
            continue
        kind = _kind_of(words, sheet.text[slice(*mark.symbol)] if mark and mark.symbol else "")
        if kind:
            return TitleMark((start, end), number, kind)
    return None


def _is_open_above(sheet: Sheet, number: int) -> bool:
    """Whether the line above ends within a body's name, so that "PHÒNG TÀI CHÍNH -" goes on with "KẾ HOẠCH"."""
    above = sheet.folded_line(number - 1) if number else ""
    return _OPEN_NAME.search(above) is not None


_OPEN_NAME = re.compile(r"[a-z](?: ?[-–,]| va)(?:\s+(?:cong hoa|doc lap)[^|]*|\s*\|.*|\s[^\w\s]{1,2})?\s*$")


def _kind_of(words: list[str], symbol: str) -> str | None:
    known = reading_words()
    for skip in (0, 1):
        if skip and (len(words) < 2 or len(words[0]) > 2):
            break
        name = " ".join(words[skip:])
        if name in known.kinds:
            return known.kinds[name]
    for count in (2, 3):
        # "BÁO CÁO THẨM TRA", "BÁO CÁO TỔNG KẾT": the words on a title's own line that say of which sort it is.
        if " ".join(words[count:]) in known.sorts and " ".join(words[:count]) in known.kinds:
            return known.kinds[" ".join(words[:count])]
    expected = kind_of_symbol(symbol)
    if expected and expected != "công văn":
        want = _bigrams(
            "".join(filter(str.isalpha, next(key for key, value in known.kinds.items() if value == expected)))
        )
        have = _bigrams("".join(words))
        if len(want & have) >= 0.5 * max(len(want), len(have)):
            return expected
    return None


def kind_of_symbol(symbol: str) -> str | None:
    """The kind that a symbol's first part names: "KH-SVHTTDL" and "KH/TU" are plans; None for a dispatch."""
    parts = _SEPARATOR.split(_YEAR_BEFORE.sub("", symbol.strip()))
    if len(parts) < 2:
        return None
    return reading_words().abbreviations.get(fold(parts[0].strip()))
