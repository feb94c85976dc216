"""By when something asked for or planned must be done.

Seven forms are read: a latest day ("chậm nhất ngày 18/10/2017"), an extension ("gia hạn .. đến ngày 30/9/2025", "từ
nay đến hết năm 2025"), a window ("từ ngày 07/8 đến ngày 16/8/2023", whose end counts), a month or quarter in which
something is due ("hoàn thành trong tháng 9 năm 2025"), the time set for carrying out ("Thời gian thực hiện: Quý
III/2025"), a period ("trong vòng 5 ngày làm việc") and a recurring duty ("định kỳ sáu tháng"). Meeting times, days
off, dates of entry into force, reporting figures ("số liệu tính đến ngày") and quoted law have the same dates but
another sense; the words around them tell.

Only surroundings of figures and of a few words are folded and searched, so that a text without deadlines costs little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trienkhai.parts import Citation, Date, Deadline, Span
from trienkhai.vietnamese.dates import make_date, read_short_date_at
from trienkhai.vietnamese.letters import fold_whole

# Where to look: a figure that may be a date or a period, and the words of periods and recurring duties. "1.1. Nội dung"
# is a label, since a date with dots has its year; "2020 - 2025" are years.
_ANCHORS = (
    re.compile(
        r"[0-9][0-9]?(?<![0-9]{3})(?:\s?[/-]\s?[0-9OlI]|\s?\.\s?[0-9OlI][0-9OlIio|]?\s?[/.-]\s?[0-9]|\s*\)?\s*(?:c\Sa\s)?(?:[nN]g[aà]y|[tT]h.ng|gi[oờ]|tu[aâầ]n))"
    ),
    re.compile(r"nh k[yỳỷ]\s"),
    re.compile(r"h[aàăằ]ng (?=t|q|n)"),
    re.compile(r"trong\s(?=vòng|th[oờ]i|[tT]h[aá]ng|[qQ]u[yý])"),
    re.compile(r"ừ\snay\s"),
    re.compile(r"ết\snăm\s(?=2)"),
    re.compile(r"ời\s(?:gian|hạn)\s(?=th|ho|tri)"),
)
_REACH = 110


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern whose spaces may be line ends: "chậm" + "nhất" where a line was cut between them."""
    return re.compile(pattern.replace(" ", r"\s"))


_D = r"[0-9lio|]{1,2}"
_HOUR = (
    r"(?:[0-9]{1,2}\s*(?:(?:gio|h|g|:)\s*(?:[0-9]{2})?(?:\s*phut|['’])?|\.[0-9]{2}(?= ngay))\s*[,.]?\s*)?"
    r"(?:(?:cuoi|sang|chieu|toi)\s+)?(?:(?:ngay\s+)?(?:thu\s+(?:\w+)|chu nhat)\s*[,(]?\s*)?"
)
_CLOCK = r"[0-9]{1,2}\s*(?:gio|h|g|:)\s*(?:[0-9]{2})?(?:\s*phut|['’])?"
_FULL = rf"{_D}\s?[/.-]\s?{_D}\s?[/.-]\s?[0-9]{{4}}|{_D}\s*thang\s*{_D}\s*(?:,?\s*nam\s*[0-9]{{4}}|/\s?[0-9]{{4}})?"
_MONTH = rf"thang\s*{_D}\s*(?:[/.-]|nam)\s*[0-9]{{4}}"
_DATE = rf"{_HOUR}(?P<date>(?:ngay\W{{0,3}})?(?:{_FULL}|{_D}\s?[/-]\s?{_D}(?![0-9/]))|{_MONTH})(?![0-9])"
_EVERY = (
    r"(?:\s*(?:hang|moi)\s+(?:thang|quy|nam|tuan)|(?:\s*cua)?\s+nam\s+(?:sau|tiep theo|ke tiep|lien ke)"
    r"|(?:\s*cua)?\s+(?:thang|quy|tuan)(?:\s+(?:sau|cuoi|dau|tiep theo|ke tiep|lien ke|bao cao|truoc))"
    r"(?:\s+(?:cua|moi|hang|ky|quy|nam|bao cao|sau|tiep theo|ke tiep|lien ke)){0,4}"
    r"|\s*cua\s+(?:thang|quy|nam|tuan))"
)
# "trước ngày 05 tháng 6 và ngày 05 tháng 12": two days of each year, where no year is named
_AND_AGAIN = rf"\s*(?:va|,)\s*(?:truoc\s+)?(?:ngay\s*)?{_D}\s*thang\s*{_D}(?!\s*(?:[/0-9]|,?\s*nam\s*[0-9]))"
_LATEST = _compile(
    r"\b(?:thoi (?:gian|han)\s+(?:\w+\s+){0,3}?)?"
    r"(?:(?:cham|muon|tre) nhat|(?:thoi )?han (?:chot|cuoi|nop|gui|dang ky|hoan thanh|thuc hien)(?: \w+){0,5}?"
    r"|thoi han(?= ?:)"
    r"|khong (?:qua|(?:muon|cham) hon)|(?:xong\s+)?truoc)"
    rf"(?:\s*(?:la|vao|trong|den|truoc|het|khoang|cung|:|-)(?=\W))*\s*"
    rf"(?:{_DATE}(?P<every>{_EVERY}|{_AND_AGAIN})?|(?:{_HOUR})(?:ngay\s+(?:mong\s+)?)[0-9]{{1,2}}(?P<monthly>{_EVERY}))"
)
_UNTIL = _compile(
    rf"\b(?:(?:keo dai|gia han|tu nay)[^.;\n]{{0,40}}?\s)?den\s+(?:(?:het\s+)?{_DATE}"
    r"|(?:het|cuoi)\s+nam\s+(?P<year>20[0-9]{2})(?![0-9]))|\btu nay den (?:het|cuoi) nam\b(?!\s*[0-9])"
)
_WINDOW = _compile(
    rf"\b(?:(?:bat dau\s+)?tu\s+{_HOUR}(?:ngay\W{{0,3}}|thang\s+)?[0-9][^\n;:a-z]{{0,12}}"
    rf"(?:thang\s*{_D}\s*(?:nam\s*[0-9]{{4}})?)?\W{{0,3}}"
    rf"(?:den|toi|[-~])\W{{0,2}}(?:(?:het|truoc)\s+)?{_DATE}"
    rf"|(?:trong\s+)?(?:cac\s+)?ngay\s+(?P<days>{_D}\s?-\s?(?:{_FULL})))(?![0-9])"
)
_QUARTER = r"(?:[1-4]|i{1,3}|iv)"
_COUNT = r"(?:[0-9]{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?:\s*\([^()\n]{1,16}\))?"
_PERIOD = _compile(
    r"\b(?:(?:trong|sau)\s+(?:vong|thoi (?:han|gian)|khoang(?: thoi gian)?)|(?:cham|muon) nhat|khong qua|thoi han)\s+"
    rf"(?:la\s+|sau\s+|toi da\s+|khong qua\s+|toi thieu\s+)?{_COUNT}\s*(?:ngay(?:\s+lam viec)?|thang|tuan|gio"
    r"|nam(?=\s*[,(]?\s*(?:ke|tinh)\s+(?:tu|sau)))\b"
    r"(?:\s*[,(]?\s*(?:(?:ke|tinh)\s+)?(?:tu|sau)\s+(?:ngay|khi|thoi diem)[^,;.:\n]{0,90})?"
)
_REGULAR = _compile(
    rf"\bdinh ky\s*(?:vao\s+)?(?:\(\s*)?(?:hang\s+|moi\s+|theo\s+)?(?:{_COUNT}\s*)?"
    r"(?:ngay(?!\s*[0-9])|tuan|(?:thang|quy|nam)(?!\s*[0-9])|(?:(?:dau|giua|cuoi)\s+)?hoc ky(?:\s+(?:[12]|i{1,2})\b)?"
    r"(?:\s+va\s+(?:cuoi\s+)?hoc ky\s+(?:2|ii))?)\b"
    rf"(?:\s*(?:,|va|-)\s*(?:{_COUNT}\s*)?(?:thang|quy|nam)\b)*(?:\s*\([^()\n]{{1,50}}\))?"
)
# "Thời gian thực hiện: tháng 9/2025", "Quý II, III/2025", "hằng năm": a plan says so of each of its tasks.
_TERM = _compile(
    r"\bthoi (?:gian|han)\s+(?:to chuc\s+)?(?:thuc hien|hoan thanh|trien khai)\s*:?\s*(?:(?:trong|den|het|la)\s+)*"
    rf"(?:(?P<month>{_MONTH})|quy\s*{_QUARTER}(?:\s*[-,]\s*(?:quy\s*)?{_QUARTER})*\s*(?:[/.-]|nam)\s*[0-9]{{4}}"
    r"|nam\s+(?P<year>20[0-9]{2})(?!\s*[-–])|hang (?:nam|quy|thang|tuan))(?![0-9])"
)
# "hoàn thành trong tháng 9 năm 2025", "ban hành trong quý III/2025": a stretch of time in which something is due.
_WITHIN = _compile(
    rf"(?<=trong )(?:(?P<month>{_MONTH})|(?P<quarter>quy\s*{_QUARTER}\s*(?:[/.-]|nam)\s*[0-9]{{4}}))(?![0-9])"
)
# "gửi về Phòng trong ngày 12/6/2024"
_ON_THE_DAY = _compile(rf"(?<=trong )(?P<date>ngay (?:{_FULL}))(?![0-9])")
_SENT = re.compile(r"\b(?:hoan thanh|xong|bao cao|gui|nop|trinh|tra loi|phan hoi)\b[^.;:]{0,80}$")
_MONTHLY = _compile(
    rf"\btruoc\s+{_CLOCK}(?:\s*(?:,|va)\s*{_CLOCK})?\s*(?:hang|moi) (?:ngay|tuan)\b|"
    r"\b(?:truoc\s+|vao\s+)?(?:ngay\s+[0-9]{1,2}\s*(?:,|va)\s*)?ngay\s+[0-9]{1,2}\s*(?:hang|moi|cua)\s+(?:thang|quy)\b"
    r"|\b(?:(?:cham nhat|truoc|vao)\s+(?:vao\s+)?"
    rf"(?:{_CLOCK}\s*,?\s*)?)(?:ngay\s+)?thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])\s*,?\s*(?:hang|moi)\s+tuan\b"
    rf"|\bhang ngay\s*,?\s*truoc\s+{_CLOCK}(?![0-9])|(?<=bao cao ket qua )hang (?:thang|quy|tuan)\b"
    r"|\bhang (?:thang|quy|tuan)(?=\s*,?\s*(?:(?:\w+\s+){0,6}?bao cao|tong hop)\b)"
    r"|(?<=bao cao )hang (?:thang|quy|tuan|ngay)\b"
)

# What the words before a date make of it.
_NOT_A_WINDOW = _compile(
    r"\b(?:nghi|hoi nghi|tap huan|lop|khoa|khai mac|dien ra|so lieu|tinh tu|ky bao cao|giai doan|nhiem ky|hieu luc"
    r"|le hoi|du bao|ban tin|phat sinh|hop dong|hoc ky|thoi gian (?:hoc|thi)|gia ve|truc|cong tac)\b"
)
_NOT_UNTIL = re.compile(
    r"\b(?:thoi gian (?:hoc|thi|nghi)\b|nghi (?:le|tet|he)\b|tinh\s*$|luy ke|so lieu|hieu luc|nhiem ky|giai doan|du no)"
)
_UNTIL_OF_A_TASK = re.compile(
    r"\b(?:gia han|keo dai|hoan thanh|tu nay|thoi han|han|thoi gian|nop|gui|dang ky|tiep nhan|trien khai|thuc hien"
    r"|phat dong)\b"
)
_QUALIFIES = re.compile(
    # "chỉ tiêu được giao trước ngày 28/6" is what must be reached, "được giao đất trước" says who qualifies
    r"\b(?:(?:duoc(?!\s+giao\s*$)|da)\s+(?:\w+\s+){0,4}|(?<!\bhoc\s)(?<!\bve\s)(?<!\bthi\s)(?<!\btuyen\s)sinh"
    r"|pham toi|thu ly|khoi to|xay ra"
    r"|tuyen dung|nghi huu|phat sinh|nhap ngu|cong tac|dang huong)\s*$"
)
_DUE = _compile(
    r"\b(?:hoan thanh|xong|bao cao|trinh|gui|nop|tien hanh|ban hanh|phe duyet|tham muu|trien khai|to chuc|thuc hien"
    r"|xay dung|hoan thien|sua doi|ra soat|cong bo)\b[^.;:]{0,80}$"
)
_DONE = _compile(
    r"[^.;]{0,80}\b(?:da|duoc)\s+(?:tien hanh|to chuc|thuc hien|trien khai|kiem tra|ban hanh|hoan thanh)\b"
)
_SENTENCE = re.compile(r"[.;!?]\s|\n\s*\n|\n\s*[-+•*]\s")
_QUOTE = re.compile(r"[“”]")
_MEDICINES = re.compile(r"\bduoc\b")
_SHORT_QUOTE = 60


def find_deadlines(text: str, citations: Sequence[Citation] = ()) -> tuple[Deadline, ...]:
    """The deadlines of the whole text in order, those of appended documents too. The day of a document that is cited
    is none, so that nothing is looked for around it."""
    found: list[Deadline] = []
    quoted = list(_quotes(text)) if "“" in text else []
    for start, end in _surroundings(text, citations):
        for deadline in _read(text, start, end):
            begin = deadline.span[0]
            if found and begin < found[-1].span[1]:
                continue
            if not any(opened < begin < closed for opened, closed in quoted):
                found.append(deadline)
    return tuple(found)


def _surroundings(text: str, citations: Sequence[Citation]) -> Iterator[Span]:
    """Stretches around the anchors, merged and in order."""
    places = sorted(match.start() for anchor in _ANCHORS for match in anchor.finditer(text))
    cited = iter(citations)
    citation = next(cited, None)
    start, end = 0, -1
    for place in places:
        while citation is not None and citation.span[1] <= place:
            citation = next(cited, None)
        if citation is not None and citation.span[0] <= place:
            continue
        if end < 0 or place - _REACH > end:
            if end > 0:
                yield start, end
            start = max(0, place - _REACH)
        end = min(len(text), place + _REACH)
    if end > 0:
        yield start, end


def _quotes(text: str) -> Iterator[Span]:
    """Quoted passages long enough to be another text's words."""
    opened = -1
    for match in _QUOTE.finditer(text):
        if match.group() == "“":
            opened = match.start()
        elif opened >= 0:
            if match.start() - opened > _SHORT_QUOTE:
                yield opened, match.end()
            opened = -1


def _read(text: str, start: int, end: int) -> Iterator[Deadline]:
    """The deadlines of one stretch, in order, none inside another."""
    window = fold_whole(text)[start:end]
    matches = _find_forms(window)
    matches.sort(key=lambda found: (found[0].start(), -found[0].end(), found[1]))
    last = -1
    for match, form in matches:
        begin, stop = match.span()
        if begin >= last and _FORMS[form].judge(match, _clause_before(window, text[start:end], begin)):
            last = stop
            span = _trimmed(text, start + begin, start + stop)
            yield Deadline(text[span[0] : span[1]], _date(match, window, text, start), span)


def _find_forms(window: str) -> list[tuple[re.Match[str], int]]:
    """What each form matches in a window, with the number of the form. Each is tried only where its first word is."""
    found: list[tuple[re.Match[str], int]] = []
    ends = [0] * len(_FORMS)
    for word in _FIRST_WORD.finditer(window):
        place = word.start()
        for form in _FORMS_BY_WORD[word.group()]:
            match = _FORMS[form].pattern.match(window, place) if place >= ends[form] else None
            if match is not None:
                ends[form] = match.end()
                found.append((match, form))
    return found


def _clause_before(window: str, printed: str, place: int) -> str:
    """The words of the clause before a place, folded; "Dược" (medicines) is no "được" there."""
    before = window[max(0, place - 100) : place]
    if "duoc" in before:
        origin = place - len(before)
        before = _MEDICINES.sub(lambda match: match[0] if printed[origin + match.start()] in "đĐ" else "-", before)
    return before[max((match.end() for match in _SENTENCE.finditer(before)), default=0) :]


def _date(match: re.Match[str], window: str, text: str, start: int) -> Date | None:
    """The day a form names; None for periods and what comes back every month or year."""
    named = match.groupdict()
    if named.get("every") or named.get("monthly"):
        return None
    if named.get("year"):
        return Date(year=int(named["year"]))
    group = "days" if named.get("days") else "date"
    if named.get("month"):
        month = _MONTH_ONLY.match(window, match.start("month"))
        return make_date(None, int(month[1]), int(month[2])) if month is not None else None
    if not named.get(group):
        return None
    begin = match.start(group)
    if group == "days":
        begin = window.index("-", begin) + 1
    elif (month := _MONTH_ONLY.match(window, begin)) is not None:
        return make_date(None, int(month[1]), int(month[2]))
    while not window[begin].isalnum():
        begin += 1
    if window.startswith("ngay", begin):  # a scan may leave signs between: "ngày” 10/12/2017"
        begin += 4
    while not window[begin].isalnum():
        begin += 1
    if _EVERY_YEAR.search(window, max(0, match.start() - 14), match.start()):
        return None
    hit = read_short_date_at(text, start + begin) or read_short_date_at(
        "ngày " + text[start + begin : start + begin + 50], 0
    )
    return hit.date if hit is not None else None


_EVERY_YEAR = re.compile(r"\bhang nam,?\s*$")  # "Hằng năm, trước ngày 15 tháng 7"
_MONTH_ONLY = re.compile(r"thang\s*([0-9]{1,2})\s*(?:[/.-]|nam)\s*([0-9]{4})")


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


_OF_A_STAGE = re.compile(r"\bgiai doan\b.*\bden\s*$", re.DOTALL)  # "Giai đoạn từ ... đến trước ngày 05/6/2018"


def _is_latest(match: re.Match[str], before: str) -> bool:
    if not match.group().startswith("truoc"):
        return True
    return _QUALIFIES.search(before[-40:]) is None and _OF_A_STAGE.search(before) is None


def _is_until(match: re.Match[str], before: str) -> bool:
    if _NOT_UNTIL.search(before[-60:]):
        return False
    if _UNTIL_OF_A_TASK.search(match.group()) or _UNTIL_OF_A_TASK.search(before[-80:]):
        return True
    return _THEN_DONE.match(match.string, match.end()) is not None


_THEN_DONE = _compile(r"[ ,]{1,3}(?:phai |can |se )?(?:co ban )?(?:hoan thanh|xong)\b")  # "Đến ngày 30/9, phải xong"


def _is_window(match: re.Match[str], before: str) -> bool:
    return _NOT_A_WINDOW.search(before) is None and _DONE.match(match.string, match.end()) is None


def _is_within(match: re.Match[str], before: str) -> bool:
    return _DUE.search(before) is not None and _DONE.match(match.string, match.end()) is None


def _is_sent(match: re.Match[str], before: str) -> bool:
    return _SENT.search(before) is not None and _DONE.match(match.string, match.end()) is None


def _is_planned(match: re.Match[str], before: str) -> bool:
    return _DONE.match(match.string, match.end()) is None


def _is_period(match: re.Match[str], before: str) -> bool:
    return _QUALIFIES.search(before[-40:]) is None


def _is_regular(match: re.Match[str], before: str) -> bool:
    """ "theo định kỳ hằng năm" only says of which kind something is; "theo định kỳ 6 tháng" asks for it."""
    return not before.rstrip().endswith("theo") or any(char.isdigit() for char in match.group())


def _always(match: re.Match[str], before: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Form:
    """A form, the words it can begin with, and what the words before it make of it."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    judge: Callable[[re.Match[str], str], bool]


_FORMS = (
    _Form(("thoi", "cham", "muon", "tre", "han", "khong", "xong", "truoc"), _LATEST, _is_latest),
    _Form(("keo", "gia", "tu", "den"), _UNTIL, _is_until),
    _Form(("bat", "tu", "trong", "cac", "ngay"), _WINDOW, _is_window),
    _Form(("trong", "sau", "cham", "muon", "khong", "thoi"), _PERIOD, _is_period),
    _Form(("thang", "quy"), _WITHIN, _is_within),
    _Form(("ngay",), _ON_THE_DAY, _is_sent),
    _Form(("thoi",), _TERM, _is_planned),
    _Form(("dinh",), _REGULAR, _is_regular),
    _Form(("truoc", "vao", "ngay", "hang", "cham"), _MONTHLY, _always),
)
_FORMS_BY_WORD = {
    word: tuple(number for number, form in enumerate(_FORMS) if word in form.words)
    for word in {word for form in _FORMS for word in form.words}
}
# No word begins as another one does but "han" and "hang", so the longer ones come first.
_FIRST_WORD = re.compile("|".join(sorted(_FORMS_BY_WORD, key=lambda word: (-len(word), word))))
