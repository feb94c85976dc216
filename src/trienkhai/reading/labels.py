"""Labels that may begin an item ("Điều 2.", "I-", "1.1.", "a)", "-"): what each is, not yet whether it counts.

A label is only looked for at the start of a line. Up to four signs of debris before it are the page reader's,
not the label's ("__- Lập danh sách", ". Điều 1."); a quotation mark is never debris: it opens quoted law.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from trienkhai.vietnamese.letters import fold, fold_word


class Style(StrEnum):
    """The kinds of label. Which stands inside which: `RANKS`."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    UPPER = "upper"
    ROMAN = "roman"
    ARTICLE = "article"
    COMPOUND = "compound"
    NUMBER = "number"
    NUMBER_BRACKET = "number bracket"
    DECIMAL = "decimal"
    LETTER = "letter"
    LETTER_NUMBER = "letter number"
    IN_BRACKETS = "in brackets"
    DASH = "dash"
    PLUS = "plus"
    STAR = "star"
    OTHER_BULLET = "other bullet"


# Appendix I of Decree 30/2020: phần, chương, mục, điều, khoản, điểm; or I, 1, a) where no articles are used.
RANKS = {style: rank for rank, style in enumerate(Style)}
BULLETS = frozenset({Style.DASH, Style.PLUS, Style.STAR, Style.OTHER_BULLET})


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed (`text`), its place in the order ("1.2" is (1, 2), "c" is (3,), a bullet is ()).

    `after` is where the item's own words begin in the line. `exact` is False where the sign behind the label
    is missing or odd ("2 Bệnh viện", "1, Thực hiện"): such a label counts only among its neighbours.
    """

    style: Style
    text: str
    ordinals: tuple[int, ...]
    after: int
    exact: bool = True


_DEBRIS = r"""\s*(?:[^\w"“”„‘’«»(\[|+*\u2022-]|_|[*-](?=\s*\d{1,2}[.)])){0,4}?\s*"""
_UPPER = "A-Z" + "".join(
    letter for letter in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if letter.isupper()
)
_ARTICLE = re.compile(_DEBRIS + r"(d[i1l]{0,2}[ec]?[ue]\s*(\d{1,3})([a-z]?))\s*(?:[.:,](?!\d)|-(?=\s)|$)\s*")
_DIVISION = re.compile(
    r"\s*((phan|chuong|tieu muc|muc)\s+(?:thu\s+([a-z]+)|([ivxlc]{1,6}|\d{1,2}|[a-e])))"
    r"\s*(?:[.:-]\s*|$|\s(?=\S))"
)
_ROMAN = re.compile(_DEBRIS + r"([IVX]{1,6})\s*(?:[.):](?!\d)|/(?![\da-z])|[-–—])\s*(?=[\w“\"(])")
_ROMAN_MISREAD = re.compile(_DEBRIS + r"([IVXlL1|TH!Y]{2,5})\s*(?:[.)/:]|[-–—])?\s+(?=[" + _UPPER + r"]{2,})")
# The same before a sentence: only what no abbreviation is, with its dot. "L." is "I." before a heading in capitals.
_ROMAN_DOTTED = re.compile(
    _DEBRIS
    + r"(I[LH1lT]|I[IH1lT][IL1lT]|HI{1,2}|[1l]I{1,2}|TI{1,2}|[1lL]V|IY|V[L1lH]|VI[LH1l])\.\s+(?=["
    + _UPPER
    + r"])"
)
_ROMAN_ONE = re.compile(_DEBRIS + r"(L)\.?\s+(?=[" + _UPPER + r"]{2,})")
_CAPITAL = re.compile(_DEBRIS + r"([A-HĐÐ])\s*[.)/–-]\s+(?=[" + _UPPER + r"“\"(])")
_DECIMAL = re.compile(
    _DEBRIS + r"(\d{1,2}(?:\.\d{1,2}){1,4})\s*([.):]|[-–—](?=\s))?(?!\d)" + r"\s*(?=([" + _UPPER + r"“\"(])|\w)"
)
_NUMBER = re.compile(
    _DEBRIS + r"(\d{1,2})(?:\s?([.)])|\s?(/)|\s?([-–—])(?=\s?[" + _UPPER + r"])|(,)(?=\s)|(:)(?=\s)|(?=\s))"
    r"\s*(?=[\w“”\"'(\[<])(?!\d)"
)
# "1. 100% hồ sơ ...": a figure may follow the dot where it counts something.
_NUMBER_AND_FIGURE = re.compile(_DEBRIS + r"(\d{1,2})[.)]\s+(?=\d{1,3}(?:[.,]\d{1,3})*(?:\s?%|/\d|\s[^\W\d_]{2}))")
_IN_BRACKETS = re.compile(r"\s*\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=[\w“\"])")
_LETTER = re.compile(_DEBRIS + r"([a-zđð])\s?(?:\)\s*(?=[\w“\"(])|[./–-]\s+(?=[" + _UPPER + r"“\"]))")
# "II.1.", "A.2.1": a number within a part that its Roman number or letter names.
_COMPOUND = re.compile(r"([IVX]{1,5}|[A-H])((?:\.\d{1,2}){1,4})\s*(?:[.):]|[-–—](?=\s)|(?=\s))\s*(?=[\w“\"(])(?!\d)")
_LETTER_NUMBER = re.compile(_DEBRIS + r"([a-zđð]\.?\d{1,2})\s?[.)]\s*(?=[\w“\"(])")
_SIGNS = "-–—−‐‑+*•●▪■◦○►➢➤✓√❖\uf02d\uf0b7\uf0a7"
LETTER_BULLET = "o"
"""A letter that word processors put as a bullet in a font of their own; alone it is dust of a page reader."""
BULLET_SIGNS = frozenset((*_SIGNS, LETTER_BULLET))
"""What stands as label of a bullet; no other label is one of these signs."""
_BULLET = re.compile(
    r"""\s*(?:[^\w"“”„‘’«»(\[|+*\u2022-]|_){0,4}?\s*"""
    rf"([{_SIGNS}]|{LETTER_BULLET}(?=\s))(?!\1)[.,_]?(\s*)(?=([\w“\"(\[<]))"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_STYLE_OF_SIGN = {"+": Style.PLUS, "*": Style.STAR} | dict.fromkeys("-–—−‐‑\uf02d", Style.DASH)
# The order of lettered points in Vietnamese enumerations: đ follows d; f, j, w and z are not used.
ITEM_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN_VALUES = {
    tens + units: 10 * ten + unit
    for ten, tens in enumerate(("", "X", "XX", "XXX"))
    for unit, units in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if tens + units
}
_MISREAD = str.maketrans({"l": "I", "L": "I", "1": "I", "|": "I", "!": "I", "T": "I", "H": "II", "Y": "V"})
# "phần thứ nhất", "phần thứ tư"
_IN_WORDS = dict(
    zip(
        ["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"],
        range(1, 11),
        strict=True,
    )
)
_DIVISION_WORDS = ("phan", "chuong", "muc", "tieu muc")
_DIVISIONS = {"phan": Style.PART, "chuong": Style.CHAPTER, "muc": Style.SECTION, "tieu muc": Style.SECTION}


# "theo Nghị quyết số / 01. Trong đó ...": a number belongs to the word before it, not to the second half of a longer
# word ("chuyển đổi số", "Việt Nam", "danh mục").
_COUNTING = frozenset({"so", "dieu", "khoan", "diem", "muc", "chuong", "phan", "ngay", "thang", "nam", "quy"})
_FIRST_HALVES = {
    "so": ("doi", "thieu", "dan", "ky", "te", "hoi", "nghe", "tong", "da", "chi", "he", "quyen"),
    "nam": ("viet", "mien", "hang"),
    "muc": ("danh", "chuyen", "hang"),
    "diem": ("quan", "dac", "thoi", "trong", "dia", "uu", "han"),
    "phan": ("thanh", "bo", "hoc", "co"),
    "quy": ("noi", "chinh"),
    "ngay": ("hang",),
    "thang": ("hang",),
    "tu": ("dau", "vat"),
    "tai": ("thien", "de", "trong"),
}


def wants_number(folded: str, others: frozenset[str] = frozenset()) -> bool:
    """Whether folded words end with one that a number follows: "theo Điều", or one of `others`; not "chuyển đổi số"."""
    words = folded[-24:].split()[-2:]
    if not words or (words[-1] not in _COUNTING and words[-1] not in others):
        return False
    return words[0] not in _FIRST_HALVES.get(words[-1], ())


def parse_roman(digits: str) -> int | None:
    """The value of a Roman number of ordinary form up to 39, or None."""
    return _ROMAN_VALUES.get(digits.upper())


@lru_cache(maxsize=512)  # outline, paragraphs, scopes and problems ask for the label of the same lines
def find_label(line: str) -> Label | None:
    """The label a line begins with, of whatever style; None where it begins with ordinary words."""
    if not line or line.isspace():
        return None
    # The patterns begin behind the indent: their blanks and their debris would share it out in all possible ways.
    indent = len(line) - len(line.lstrip())
    head = line[indent : indent + 2]
    if head[0] == "|":
        return None
    if head.isalpha() and len(head) == 2 and head[1] not in _ROMAN_SECOND:  # a word: only "Điều 1", "Chương I" are left
        finders = _WORDS_ONLY if fold_word(head[0]) in _DIVISION_HEADS else ()
    elif head[0] in "23456789":  # a one may be a Roman number, misread
        finders = _NUMBERS_ONLY
    else:
        finders = _ALL_FINDERS
    for find in finders:
        label = find(line, indent)
        if label is not None and (_WORD.search(line, label.after) or label.style is Style.ARTICLE):
            return label
    return None


_NUMBERED = re.compile(r"\d{1,2}[.)]")


def _find_bullet(line: str, indent: int) -> Label | None:
    match = _BULLET.match(line, indent)
    if match is None:
        return None
    sign, space, following = match.group(1), match.group(2), match.group(3)
    if not space and not (following.isupper() or following in '“"('):
        return None
    if _NUMBERED.match(line, match.end()):
        return None
    style = _STYLE_OF_SIGN.get(sign, Style.OTHER_BULLET)
    return Label(style, sign, (), match.end())


def _find_division(line: str, indent: int) -> Label | None:
    folded = fold(line[:40])
    article = _ARTICLE.match(folded, indent)
    if article and line[article.start(1)] in "ĐÐDđð" and not line[article.start(1)].islower():
        text = line[article.start(1) : article.end(1)]
        return Label(Style.ARTICLE, " ".join(text.split()), (int(article.group(2)),), article.end())
    match = _DIVISION.match(folded, indent) if folded.startswith(_DIVISION_WORDS, indent) else None
    if match is None or not line[indent].isupper():
        return None
    rest = line[match.end() :].strip()
    plain = line[match.end(1) : match.end()].strip() in (".", ":", "-", "–")
    if rest and not plain and not rest.isupper():
        return None
    ordinal = _IN_WORDS.get(match.group(3) or "") or _parse_ordinal(match.group(4) or "")
    if ordinal is None:
        return None
    text = " ".join(line[match.start(1) : match.end(1)].split())
    after = match.end() if rest else match.start(1)
    return Label(_DIVISIONS[match.group(2)], text, (ordinal,), after)


def _parse_ordinal(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return parse_roman(text) or (ord(text) - 96 if len(text) == 1 else None)


def _find_compound(line: str, indent: int) -> Label | None:
    match = _COMPOUND.match(line, indent) if line[indent] in "IVXABCDEFGH" else None
    if match is None:
        return None
    outer = parse_roman(match.group(1)) or ord(match.group(1)[0]) - 64
    numbers = tuple(int(part) for part in match.group(2)[1:].split("."))
    return Label(Style.COMPOUND, match.group(1) + match.group(2), (outer, *numbers), match.end())


def _find_roman(line: str, indent: int) -> Label | None:
    match = _ROMAN.match(line, indent)
    if match:
        value = parse_roman(match.group(1))
        if value is not None:
            return Label(Style.ROMAN, match.group(1), (value,), match.end())
    capital = _CAPITAL.match(line, indent)
    if capital:
        ordinal = ITEM_LETTERS.index(capital.group(1).lower().replace("ð", "đ")) + 1
        return Label(Style.UPPER, capital.group(1), (ordinal,), capital.end())
    misread = _ROMAN_MISREAD.match(line, indent)
    if misread is None or not line[misread.end() :].strip().isupper():
        misread = _ROMAN_DOTTED.match(line, indent)
    one = _ROMAN_ONE.match(line, indent) if misread is None else None
    if one and line[one.end() :].strip().isupper():
        misread = one
    value = parse_roman(misread.group(1).translate(_MISREAD)) if misread else None
    if misread is None or value is None or misread.group(1).isdigit():
        return None
    return Label(Style.ROMAN, misread.group(1), (value,), misread.end(), exact=False)


def _find_number(line: str, indent: int) -> Label | None:
    decimal = _DECIMAL.match(line, indent)
    if decimal and (decimal.group(2) or decimal.group(3)):
        ordinals = tuple(int(part) for part in decimal.group(1).split("."))
        return Label(Style.DECIMAL, decimal.group(1), ordinals, decimal.end(), bool(decimal.group(3)))
    match = _NUMBER.match(line, indent)
    if match:
        style = Style.NUMBER_BRACKET if match.group(2) == ")" else Style.NUMBER
        exact = bool(match.group(2) or match.group(3) or match.group(4))
        return Label(style, match.group(1), (int(match.group(1)),), match.end(), exact)
    match = _NUMBER_AND_FIGURE.match(line, indent)
    return Label(Style.NUMBER, match.group(1), (int(match.group(1)),), match.end()) if match else None


def _find_letter(line: str, indent: int) -> Label | None:
    match = _LETTER.match(line, indent)
    if match:
        return Label(Style.LETTER, match.group(1), (_place_of(match.group(1)),), match.end())
    match = _LETTER_NUMBER.match(line, indent)
    if match:
        letter, number = match.group(1)[0], match.group(1)[1:].strip(".")
        return Label(Style.LETTER_NUMBER, match.group(1), (_place_of(letter), int(number)), match.end())
    match = _IN_BRACKETS.match(line, indent)
    if match:
        inner = match.group(1)
        value = int(inner) if inner.isdigit() else parse_roman(inner) or _place_of(inner)
        return Label(Style.IN_BRACKETS, inner, (value,), match.end())
    return None


def _place_of(letter: str) -> int:
    place = ITEM_LETTERS.find(letter.replace("ð", "đ"))
    return place + 1 if place >= 0 else 99


_Finder = Callable[[str, int], Label | None]
_ALL_FINDERS: tuple[_Finder, ...] = (
    _find_bullet,
    _find_division,
    _find_compound,
    _find_roman,
    _find_number,
    _find_letter,
)
_NUMBERS_ONLY: tuple[_Finder, ...] = (_find_number,)
_WORDS_ONLY: tuple[_Finder, ...] = (_find_division,)
# The folded first letters of "Điều", "Phần", "Chương", "Mục", "Tiểu mục".
_DIVISION_HEADS = frozenset("dpcmt")
# The second letters of Roman numbers, read or misread.
_ROMAN_SECOND = frozenset("IVXlLTHY")
