"""Laws cited by their name: "Luật Tổ chức chính quyền địa phương ngày 19/6/2015", "Hiến pháp 1992".

The first mention of a law needs no number (Decree 30/2020, Appendix I), so the word itself is the anchor. The name
runs to a number, a date or a year; a name that none of these follows is no citation. Names hold commas ("Luật Phòng,
chống tham nhũng") and other laws ("Luật sửa đổi, bổ sung một số điều của Luật A và Luật B năm 2019"), which is why the
end is searched from the left and a second law only belongs to the name of an amending one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trienkhai.parts import Date
from trienkhai.vietnamese.dates import YEAR, read_date_at

# Case-sensitive literals, one scan each: "pháp luật" and "luật sư" are not laws. A rare first letter is searched for
# twice as fast alone, which the look ahead behind it sees to.
LAW_ANCHORS = tuple(
    re.compile(word + r"\s(?!(?:sư|SƯ|gia|GIA)\b)")
    for word in (r"L(?:uật|UẬT)", r"B(?:ộ\sluật|Ộ\sLUẬT)", r"P(?=h)háp\slệnh", r"H(?=i)iến\spháp")
)

_LONGEST = 330
_CODE = r"[0-9]{1,3}(?:/[0-9]{4})?/(?:QH|L-CTN|UBTVQH|NQ-HĐNN|PL-)[0-9A-ZĐ-]*"
_END = re.compile(
    r"(?=[\s,(;:“”\"?!.])(?:"  # every end begins with one of these: the others are passed over quickly
    rf"(?P<number>\s(?:số\s*:?\s*)?(?P<code>{_CODE}))"
    rf"|(?P<date>[\s,(]+(?:ngày\s|(?=[0-9]{{1,2}}[/-][0-9]{{1,2}}[/-][0-9]{{4}})))"
    rf"|(?P<year>\s\(?(?:năm\s+)?(?P<digits>{YEAR})(?![0-9]|\s?[-–/]\s?[0-9]))"
    r"|(?P<stop>[;:“”\"?!\f]|\.\s|\n\s*\n|\n\s*[-+•]|\s\(|(?:,|\svà|\shoặc)\s+(?:các\s+)?(?P<next>(?:Bộ l|L)uật"
    r"|Pháp lệnh|Hiến pháp|Nghị |Quyết |Thông |Chỉ |Căn )|\n\s*(?:Căn|Theo|Xét|Điều)\s"
    r"|\s(?:của|do)\s+(?:Quốc hội|Ủy ban|Chính)|\s(?:quy định|được|ban hành(?! văn bản quy phạm)|có hiệu lực|về việc)\s"
    r"|\s(?:Điều|điều|khoản|[Nn]ghị định|[Nn]ghị quyết|[Qq]uyết định|[Tt]hông tư|[Cc]hỉ thị|[Tt]ờ trình|[Bb]áo cáo"
    r"|[Cc]ông văn|[Kk]ế hoạch|[Tt]hông báo|[Vv]ăn bản)\s+(?:số\s|[0-9])))"
)
_AMENDING = re.compile(r"(?:Luật|LUẬT|Pháp lệnh|Bộ luật)\s+(?:sửa|Sửa|SỬA)\s+(?:đổi|ĐỔI)")
_SCHOOL = re.compile(r"(?:học|[Kk]hoa|[Nn]gành|[Vv]iện|[Bb]áo)\s\Z")  # "Trường Đại học Luật Hà Nội"
_YEAR_BEHIND = re.compile(rf"\s+năm\s+({YEAR})(?![0-9]|\s?[-–/]\s?[0-9])")
_DATE = re.compile(r"\s*,?\s*(?=ngày\s)")


@dataclass(frozen=True, slots=True)
class Law:
    """A law that is cited: where the mention ends, and what it carries."""

    type: str
    end: int
    code: str | None
    date: Date | None


def read_law(text: str, start: int) -> Law | None:
    """The law whose name begins at `start`, if a number, a date or a year follows it."""
    if _SCHOOL.search(text, max(0, start - 12), start):
        return None
    kind = _kind(text, start)
    amending = _AMENDING.match(text, start) is not None
    place, limit = start + len(kind), min(len(text), start + _LONGEST)
    while (match := _END.search(text, place, limit)) is not None:
        if match["stop"] is not None:
            next_law = (match["next"] or "").endswith(("uật", "lệnh"))
            if not (amending and (next_law or match["stop"].lstrip().startswith(("quy định", "điều", "Điều")))):
                return None
            place = match.end()
            continue
        found = _read_end(text, match, kind)
        if found is not None:
            return found
        place = match.end()
    return None


def _kind(text: str, start: int) -> str:
    for kind in ("bộ luật", "luật", "pháp lệnh", "hiến pháp"):
        if text[start : start + len(kind)].lower().replace("\n", " ") == kind:
            return kind
    return "luật"


def _read_end(text: str, match: re.Match[str], kind: str) -> Law | None:
    if match["code"] is not None:
        end = match.end()
        lead = _DATE.match(text, end)
        hit = read_date_at(text, lead.end()) if lead is not None else None
        if hit is not None:
            return Law(kind, hit.span[1], match["code"], hit.date)
        year = _YEAR_BEHIND.match(text, end)
        date = Date(year=int(year[1])) if year is not None else None
        return Law(kind, year.end() if year is not None else end, match["code"], date)
    if match["year"] is not None:
        return Law(kind, match.end("digits"), None, Date(year=int(match["digits"])))
    begin = match.start() + len(match.group()) - len(match.group().lstrip(" ,(\n"))
    hit = read_date_at(text, begin)
    if hit is None or hit.date.year is None:
        return None
    return Law(kind, hit.span[1], None, hit.date)
