"""The usual citation, read in one go: "Quyết định số 1675/QĐ-UBND ngày 05/6/2017 của".

Nine of ten citations of a clean text are written so: a kind of two words, "số", figures, a symbol, perhaps the day and
"của", with single blanks between. They need no folding and none of the questions that `citations.py` asks of the
others; whatever differs in the least is left to it, so that both give the same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from trienkhai.parts import Date
from trienkhai.reading.kinds import is_model, kinds
from trienkhai.vietnamese.dates import YEAR, make_date
from trienkhai.vietnamese.letters import fold, fold_word

UPPER = "A-ZĐÐÀ-ÖØ-ÝĂĨŨƠƯ" + "".join(chr(point) for point in range(0x1EA0, 0x1EFA, 2))
LOWER = "a-zđà-öø-ÿăĩũơư" + "".join(chr(point) for point in range(0x1EA1, 0x1EFA, 2))
_TOKEN = rf"[{UPPER}0-9](?:[{UPPER}0-9&+]|\.(?=[{UPPER}]{{2}})|[a-zđ]{{1,2}}(?![{LOWER}]))*"
# A break inside a code ("20-\nNQ/TW", "NĐ- CP") is allowed before two capitals that begin no ordinary word
# ("SGDĐT- GDTrH").
# "215/KV VII-TH": the State Audit's regional offices carry their Roman number behind a blank.
_REGION = r"(?:(?<=KV) [IVX]{1,5}(?![\w.)]))?"
_AFTER_BREAK = rf"[{UPPER}]{{2,}}(?:[{UPPER}0-9&+]|[a-zđ](?=[{UPPER}]))*(?![{LOWER}])"
# "473/TTr - NN&PTNT ngày": blanks on both sides only where the day follows.
# A blank before the dash alone ("12/QĐ -UBND") is a slip of the typist wherever no bullet can follow.
_APART = (
    rf"(?:\s[-–—]\s{{1,2}}{_AFTER_BREAK}(?=[\s,]{{1,3}}ngày\s)"
    rf"|[ ]-{_AFTER_BREAK}(?=[\s,]{{1,3}}(?:ngày|của|về)\s|[,;.)]))"
)
# Scans make "_" or "~" of a dash.
SYMBOL = rf"{_TOKEN}{_REGION}(?:[-–—_~/](?:{_TOKEN}{_REGION}|\s{{1,2}}{_AFTER_BREAK})|{_APART})*"

# What follows the separator: the symbol, the day in one of its two forms, "của" before a capital.
_FOLLOWING = re.compile(
    rf"({SYMBOL})"
    rf"(?:[\s,]{{0,3}}ngày\s+([0-9]{{1,2}})(?:([/.-])([0-9]{{1,2}})\3({YEAR})(?![0-9])"
    rf"|\s+tháng\s+([0-9]{{1,2}})\s+năm\s+({YEAR})(?![0-9])))?"
    rf"(?P<of>[\s,.]{{0,3}}của\s+(?=[{UPPER}]))?"
)
# "công văn hướng dẫn số", "Thông báo kết luận số", "Bản thỏa thuận số" are of another kind than their last two words.
_LEADS_KIND = frozenset({"van", "ban", "bao"})
_LONGEST = 26  # " chương trình số 1234567" and a letter of the word before


class Usual(NamedTuple):
    """A citation up to its date; `issuer_at` is where a name behind "của" begins, 0 without one."""

    start: int
    kind: str
    code: str
    end: int
    date: Date | None
    issuer_at: int


def read_usual(text: str, place: int) -> Usual | None:
    """The citation whose code has its first separator at `place`, where it is written in the usual way."""
    words = text[max(0, place - _LONGEST) : place].rsplit(" ", 4)
    if len(words) != 5 or words[3] != "số":
        return None
    before, first, second, _, number = words
    kind = _usual_kind(f"{first} {second}")
    if kind is None or not (number.isdigit() and number.isascii() and len(number) < 8):
        return None
    start = place - len(number) - len(first) - len(second) - 5
    if not before or before[-1].isspace() or fold_word(before[-3:]) in _LEADS_KIND or is_model(text, start):
        return None
    following = _FOLLOWING.match(text, place + 1)
    if following is None:
        return None
    symbol, day, _, month, year, month_word, year_word, of = following.groups()
    if len(symbol) < 2 or len(symbol.split(None, 1)) > 1:  # one letter, or a break inside
        return None
    date = None if day is None else _date(day, month or month_word, year or year_word)
    end = following.end(1) if day is None else following.end(5 if year else 7)
    return Usual(start, kind, f"{number}{text[place]}{symbol}", end, date, 0 if of is None else following.end())


@cache
def _usual_kinds() -> dict[str, str]:
    """The kinds of two words, folded; where a longer one ends with it, the word before tells (`_LEADS_KIND`)."""
    return {word: name for word, name in kinds().by_word.items() if word.count(" ") == 1}


@lru_cache(maxsize=512)
def _usual_kind(words: str) -> str | None:
    """The kind that two printed words name."""
    return _usual_kinds().get(fold(words))


@lru_cache(maxsize=1024)
def _date(day: str, month: str, year: str) -> Date:
    return make_date(int(day), int(month), int(year))
