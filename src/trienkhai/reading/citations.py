"""Where a text names other documents: kind, code, date, issuer and the exact place.

Two anchors find nearly everything, because a code must hold a slash or a dash before capitals ("/QĐ", "-NQ"): plain
substring search runs over the text at memory speed, and only at a hit are a few dozen letters to the left (number,
"số", kind) and to the right (symbol, date, issuer) looked at. Laws without a code and documents named by number alone
("Đề án 1816") have anchors of their own. `docs/algorithms/citations.md` tells the whole story.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from trienkhai.parts import Citation, Date
from trienkhai.reading.issuers import Issuer, find_issuer_after, find_issuer_before, read_issuer
from trienkhai.reading.kinds import KindWord, find_kind_before, is_model, kinds, symbol_kinds
from trienkhai.reading.laws import LAW_ANCHORS, read_law
from trienkhai.reading.lists import find_list_head, read_issuer_between
from trienkhai.reading.usual import SYMBOL, UPPER, Usual, read_usual
from trienkhai.vietnamese.dates import YEAR, DateHit, read_date_at
from trienkhai.vietnamese.letters import compose

# Anchors. Each begins with one literal sign, which the search engine skips to at memory speed.
# "/QĐ-UBND", "/2024/NĐ-CP", "/ QĐ-UBND"; refuses dates ("/2023" with nothing after) and "và/hoặc".
_SLASH = re.compile(rf"/\s?(?:[0-9OlI]{{4}}\s?/\s?)?(?=[{UPPER}])")
# "-NQ/TW", "- KH/ĐTN", "-NQITW" (a slash read as I); refuses "HIV-AIDS": a number must stand before.
# Word processors make "113 - KH/TU" an en dash, page readers an em dash.
_DASHES = tuple(
    (sign, re.compile(rf"{sign}(?:(?<=[0-9a-zIOSB§]{sign})|(?<=[0-9] {sign}))\s?(?=[{UPPER}]{{2}})")) for sign in "-–—"
)
# "Công văn số 2373 ngày": a number with no symbol after it.
_NUMBER_ALONE = re.compile(
    r"s[ốô]:?\s(?=[0-9]{1,5}[a-zđ]?(?:[\s,;.)]|$)(?!\s?[-–—/])"
    rf"(?![{UPPER}][{UPPER}r]{{1,3}}/[{UPPER}]))"
)

_SYMBOL = re.compile(SYMBOL)
_NUMBER_BEFORE = re.compile(r"(?<![\w§])[0-9A-Za-z§]{1,7}\s?\Z")
# "84 QĐ/TWĐTN": the Youth Union parts number and kind by a blank (Decision 1836 QĐ/TWĐTN of 2006).
_NUMBER_APART = re.compile(rf"(?<![\w/.,-])([0-9]{{1,5}}[a-d]?) ([{UPPER}][{UPPER}r]{{1,3}})\Z")
_FIGURES = re.compile(r"[0-9]{1,5}[a-zđ]?")
_COUNTED = re.compile(
    r"\s*(?:%|[-–]\s*[0-9]|(?:năm|tháng|ngày(?!\s*[0-9])|tuần|quý|đợt|giờ|phút|nội|nhóm|điểm|bước|triệu|tỷ|bản|trang)\b)"
)
# Parts of one programme are numbered so ("Dự án 3", "Tiểu dự án 2"), and papers of one file ("Biên bản số 1").
_NEVER_BY_NUMBER = frozenset(
    {"dự án", "phương án", "biên bản", "văn bản", "đề cương", "quy trình", "điều lệ", "hợp đồng"}
)
_PLAIN_CODE = re.compile(r"[0-9]{1,4}(?:/[0-9]{4}/[^/]+|[-–—][A-ZĐ]{2}/TW)")
# A dispatch's symbol begins with its author's own letters, "7/CT-TTHT" with those of a tax office (Cục Thuế).
_OF_ANY_SYMBOL = frozenset({"công văn", "văn bản"})
_HEAD_MARK = re.compile(r"[Ss][ốô]\s*:?\s*\Z")
_PLACE = itemgetter(0)

_TORN_NUMBER = re.compile(r"\ss\S{0,2}\s+([Il1])\s\Z")  # "số I 09/QĐ": a one that stands apart
_AFTER_CODE = re.compile(r"[\s,]{0,3}(?:\(\s?)?(?:(?:ký|ban hành|lập|đề)\s+)?(?=[nN][gG]?[aàảãạăằắẳẵặâầấẩẫậÀA])")
_DATE_WORD = re.compile(r"[\s,;.]{0,3}(?:(?:cấp|ký|lập|ban hành|phê duyệt)\s+)?(?=ng[àaảãạăâ]y\s)")
_YEAR_OF = re.compile(rf"\s+năm\s+({YEAR})(?=\s+của\s)")
_DATE_BEFORE = re.compile(r"[Nn]gày\s*(?=[0-9]).{8,60}?\Z", re.DOTALL)
_ENACTING = ("hành", "có", "ký")
_LIST_GAP = re.compile(r"[\s,;]*(?:và|hoặc|va|,|;)?\s*(?:các\s+)?(?:số\s*:?\s*|so\s*:?\s*|sô\s*:?\s*)?\Z")
_LONGEST_LIST_GAP = 16


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every mention of another document that carries a code or a date, in text order. Never raises.

    >>> [found.code for found in find_citations("Thực hiện Kế hoạch số 113-KH/TU, ngày 16/5/2023 của Tỉnh ủy")]
    ['113-KH/TU']
    """
    composed = compose(text)
    found = tuple(_Search(composed.text).run())
    if composed.offsets is None:
        return found
    return tuple(_moved(citation, text, composed.span(citation.span)) for citation in found)


def _moved(citation: Citation, text: str, span: tuple[int, int]) -> Citation:
    return Citation(text[span[0] : span[1]], citation.type, citation.code, citation.date, citation.issuer, span)


@dataclass(frozen=True, slots=True)
class _Code:
    """A code and its place; `symbol` is what follows the number."""

    start: int
    end: int
    text: str
    symbol: str


@cache
def _bare_kinds() -> tuple[re.Pattern[str], ...]:
    """ "Đề án 1816", "Công văn ngày 5/3/2024": a kind in its capital, then at once a figure or a date.

    One pattern for each capital: a pattern that begins with one letter is searched for many times as fast as one that
    may begin with several. The look ahead behind it keeps the search engine from taking the letters both words of a
    capital share for a prefix, which takes twice as long where the capital is rare.
    """
    words: dict[str, list[str]] = {}
    for kind in kinds().by_number_alone:
        words.setdefault(kind[0].upper(), []).append(kind[1:].replace(" ", r"\s+"))
    follow = r"\s+(?=[0-9]{1,4}[a-zđ]?(?![0-9A-Za-z]*\s?[-–—/.,%:]\s?[0-9A-ZĐ])(?![0-9])|ngày\s+[0-9])"
    return tuple(re.compile(rf"{capital}(?=\w)(?:{'|'.join(rest)}){follow}") for capital, rest in words.items())


class _Search:
    """One pass over one text: anchors in text order, each giving at most one citation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0  # nothing before this offset is looked at again
        self.tail = 0  # end of the last citation with its issuer and date
        self.found: list[Citation] = []
        self.led: str | None = None  # the issuer printed at the head of the enumeration
        self.open = 0  # where the enumeration that still waits for its issuer begins in `found`

    def run(self) -> list[Citation]:
        """All citations of the text."""
        for place, read in self._anchors():
            if place >= self.end:
                read(place)
        return self.found

    def _anchors(self) -> list[tuple[int, Callable[[int], None]]]:
        text = self.text
        read_code, read_number, read_law = self._read_code, self._read_number, self._read_law
        hits: list[tuple[int, Callable[[int], None]]] = []
        hits += [(match.start(), read_code) for match in _SLASH.finditer(text)]
        hits += [(match.start(), read_code) for sign, dash in _DASHES if sign in text for match in dash.finditer(text)]
        hits += [(match.end(), read_number) for match in _NUMBER_ALONE.finditer(text)]
        hits += [(match.end(), read_number) for anchor in _bare_kinds() for match in anchor.finditer(text)]
        hits += [(match.start(), read_law) for anchor in LAW_ANCHORS for match in anchor.finditer(text)]
        hits.sort(key=_PLACE)
        return hits

    def _read_code(self, place: int) -> None:
        usual = read_usual(self.text, place)
        if usual is not None and usual.start >= self.end:
            self._add_usual(usual)
            return
        code = _code_at(self.text, place, self.end)
        if code is None:
            return
        word = find_kind_before(self.text, code.start, code.symbol)
        if word is None or word.start < self.end:
            word = self._shared_kind(code)
            head = find_list_head(self.text, code.start, code.symbol) if word is None else None
            if head is not None:
                self._add(KindWord(head.kind, head.entry), code.text, code.end, head.issuer)
                return
            word = word or _kind_of_symbol(self.text, code)
        if word is not None and not (is_model(self.text, word.start) or self._is_head(word.start, code.start)):
            self._add(word, code.text, code.end)

    def _is_head(self, start: int, end: int) -> bool:
        """Whether a kind in capitals stands above a number line of its own: the head of a page cites nothing."""
        between = self.text[start:end]
        above, _, below = between.partition("\n")
        return below.lstrip().startswith("Số") and above.isupper() and ":" in below

    def _read_number(self, place: int) -> None:
        """A number without a symbol, or a day right after the kind."""
        word = find_kind_before(self.text, place, "")
        if word is None or word.start < self.end or is_model(self.text, word.start):
            return
        number = _FIGURES.match(self.text, place)
        if number is None:  # "Công văn ngày 5/3/2024"
            self._add(word, None, place)
            return
        if _COUNTED.match(self.text, number.end()):  # "Kế hoạch 5 năm", "Chương trình 30 ngày"
            return
        after = _date_after(self.text, number.end())
        if not (self.text[word.start].isupper() or after is not None) or word.name in _NEVER_BY_NUMBER:
            return
        self._add(word, number.group(), number.end())

    def _read_law(self, place: int) -> None:
        law = read_law(self.text, place)
        if law is not None:
            self._append(place, law.end, law.type, law.code, law.date, None)

    def _add(self, word: KindWord, code: str | None, end: int, led: str | None = None) -> None:
        """Read what stands around kind and code, and keep the citation. `led`: the issuer at the head of its list."""
        after = _date_after(self.text, end)
        if after is not None:
            end = after.span[1]
        elif code is None:
            return
        issuer = find_issuer_after(self.text, end, joint="liên tịch" in word.name)
        self._complete(word.start, word.name, code, end, after.date if after is not None else None, issuer, led)

    def _add_usual(self, usual: Usual) -> None:
        if usual.issuer_at:
            issuer = read_issuer(self.text, usual.issuer_at)
            self._complete(usual.start, usual.kind, usual.code, usual.end, usual.date, issuer)
        elif usual.date is not None:
            issuer = find_issuer_after(self.text, usual.end)
            self._complete(usual.start, usual.kind, usual.code, usual.end, usual.date, issuer)
        else:
            self._add(KindWord(usual.kind, usual.start), usual.code, usual.end)

    def _complete(
        self, start: int, kind: str, code: str | None, end: int, date: Date | None,
        issuer: Issuer | None, led: str | None = None,
    ) -> None:  # fmt: skip
        """Look for an issuer in other places and for a date that stands apart, and keep the citation."""
        text = self.text
        tail = end
        if issuer is not None:
            tail = issuer.span[1]
            if date is None:
                apart = _DATE_WORD.match(text, tail)
                hit = read_date_at(text, apart.end()) if apart is not None else None
                if hit is not None:
                    date, tail = hit.date, hit.span[1]
        elif led is None:
            between = read_issuer_between(text, start, end)
            led = between.name if between is not None else None
            issuer = find_issuer_before(text, start, self.end) if led is None else None
        if date is None and text[max(0, start - 10) : start].rstrip().endswith(_ENACTING):
            date = self._date_before(start)
        self._append(start, end, kind, code, date, issuer, tail, led)

    def _append(
        self, start: int, end: int, name: str, code: str | None, date: Date | None,
        issuer: Issuer | None, tail: int | None = None, led: str | None = None,
    ) -> None:  # fmt: skip
        found, text = self.found, self.text
        shared = found and found[-1].type == name and start - found[-1].span[1] <= _LONGEST_LIST_GAP
        if not shared or _LIST_GAP.match(text[found[-1].span[1] : start]) is None:
            self.open = len(found)
            self.led = led
        name_of_issuer = issuer.name if issuer is not None else self.led
        found.append(Citation(text[start:end], name, code, date, name_of_issuer, (start, end)))
        if name_of_issuer is not None:
            for index in range(self.open, len(found) - 1):
                found[index] = replace(found[index], issuer=name_of_issuer)
            self.open = len(found)
        self.end = end
        self.tail = tail or end

    def _shared_kind(self, code: _Code) -> KindWord | None:
        """The kind of the citation before, where one kind word serves several codes; that of the symbol, where it names
        another one ("Kế hoạch số 1/KH-UBND; 35-NQ/TW")."""
        number = code.start
        if not self.found or not 0 <= number - self.tail <= _LONGEST_LIST_GAP:
            return None
        gap = self.text[self.tail : number]
        if _LIST_GAP.match(gap) is None:
            return None
        mark = re.search(r"s[ốôo]", gap)
        name, named = self.found[-1].type or "", symbol_kinds(code.symbol)
        if named and name not in _OF_ANY_SYMBOL and name in kinds().with_symbol and not name.startswith(named):
            name = named[0]
        return KindWord(name, self.tail + mark.start() if mark else number)

    def _date_before(self, start: int) -> Date | None:
        """The day of "Ngày 17/10/2017 Sở Y tế ban hành Công văn số .."."""
        clause = self.text[max(self.end, start - 90) : start]
        match = _DATE_BEFORE.search(clause)
        hit = read_date_at(clause, match.start()) if match is not None else None
        return hit.date if hit is not None else None


def _code_at(text: str, place: int, floor: int) -> _Code | None:
    """The code whose first separator stands at `place`, or None."""
    before = _number_before(text, place, floor)
    if before is None:
        return _code_apart(text, place, floor)
    start, number = before
    stands_apart = start > 1 and text[start - 2] in "Il1" and text[start - 1].isspace()
    torn = _TORN_NUMBER.search(text, max(floor, start - 8), start) if stands_apart else None
    if torn is not None:
        start, number = torn.start(1), f"{torn[1]} {number}"
    symbol_start = place + 1
    while text[symbol_start : symbol_start + 1].isspace():
        symbol_start += 1
    symbol = _SYMBOL.match(text, symbol_start)
    if symbol is None or len(symbol.group()) < 2:
        return None
    printed = _join_broken(symbol.group())
    return _Code(start, symbol.end(), f"{number}{text[place]}{printed}", printed)


def _join_broken(symbol: str) -> str:
    """A symbol without breaks inside; the blank of "KV VII" is none."""
    return "".join(symbol.split()) if " " not in symbol or "KV " not in symbol else " ".join(symbol.split())


def _code_apart(text: str, place: int, floor: int) -> _Code | None:
    """The code whose slash at `place` follows a kind's abbreviation that a blank parts from the number."""
    if text[place] != "/":
        return None
    before = _NUMBER_APART.search(text, max(floor, place - 12), place)
    symbol = _SYMBOL.match(text, before.start(2)) if before is not None and symbol_kinds(before[2]) else None
    if before is None or symbol is None or symbol.end() <= place + 1:
        return None
    return _Code(before.start(), symbol.end(), f"{before[1]} {symbol.group()}", symbol.group())


def _number_before(text: str, place: int, floor: int) -> tuple[int, str] | None:
    """The number that ends at `place`, perhaps before a blank, and where it begins; not a part of a longer one."""
    origin = max(floor, place - 8)
    window = text[origin:place]
    digits = len(window) - len(window.rstrip("0123456789"))
    if digits and window[-digits - 1 : -digits] == " ":  # nearly all: figures behind a blank
        return place - digits, window[-digits:]
    before = _NUMBER_BEFORE.search(window)
    if before is None:
        return None
    number = before.group().rstrip()
    start = origin + before.start()
    if not _is_number(number) or (start > 1 and text[start - 1] in "/-.," and text[start - 2].isalnum()):
        return None
    return start, number


def _is_number(number: str) -> bool:
    """Digits, perhaps with a letter ("1842b") or with letters a scan made of digits ("I985", "T5", "lS")."""
    if number.isdigit():
        return True
    digits = sum(map(str.isdigit, number))
    rest = len(number) - digits
    return rest <= 2 and (digits > 0 or all(char in "lISOoBZ" for char in number))


def _kind_of_symbol(text: str, code: _Code) -> KindWord | None:
    """The kind of a code that stands alone: only where its symbol leaves no doubt that it is a legal normative or a
    central Party document ("126/2024/NĐ-CP", "35-NQ/TW")."""
    if _PLAIN_CODE.fullmatch(code.text) is None or _HEAD_MARK.search(text[max(0, code.start - 12) : code.start]):
        return None
    names = symbol_kinds(code.symbol.partition("/")[2] if code.symbol[:4].isdigit() else code.symbol)
    return KindWord(names[0], code.start) if names else None


def _date_after(text: str, end: int) -> DateHit | None:
    """The date that directly follows a code."""
    lead = _AFTER_CODE.match(text, end)
    hit = read_date_at(text, lead.end()) if lead is not None else None
    if hit is not None:
        return hit
    year = _YEAR_OF.match(text, end)
    return DateHit(Date(year=int(year[1])), (end, year.end(1))) if year is not None else None
