"""Texts copied from a web page, a mail or a converter: signs of the carrier taken out, lines it broke joined again.

Nothing is done to a text without such signs, and every place keeps its way back to the text as given. Linear in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from trienkhai.parts import Span
from trienkhai.vietnamese.letters import CAPITALS, SMALL, Composed

Change = tuple[int, int, str]  # from, to, what stands there instead; never longer than what stood there

# ---- signs of the carrier ---------------------------------------------------------------------------------------

_ENTITY = re.compile(r"&(?:[a-z]{2,6}|#\d{2,5}|#x[\da-f]{2,4});", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[ubip]|em|strong|span|div)>|<br\s?/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[.)(\-#*_>+|\[\]])")
# "**Điều 1.**": stars that touch a word on one side. Alone on a line they are the rule below a Party body's name.
_STARS = re.compile(r"\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}")
_SHARP = re.compile(r"^#{1,6}[ ](?=\S)", re.MULTILINE)
# The rule below a table's head, and the empty head above it.
_TABLE_RULE = re.compile(r"^(?:\|(?:[ ]*\|)+[ ]*\n)?\|(?:[ :]*-{3,}[ :]*\|)+[ ]*$", re.MULTILINE)
_GLYPH = re.compile(r"\(cid:\d{1,5}\)")
_QUOTED = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)

# ---- lines broken by the carrier --------------------------------------------------------------------------------

_WHOLE_MOTTOS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
# Only blanks and line ends stand between the words of the motto, so that no other column stands between its halves.
_MOTTO = re.compile(
    r"CỘNG\s{1,3}H(?:ÒA|OÀ)\s{1,3}XÃ\s{1,3}HỘI\s{1,3}CHỦ\s{1,3}NGHĨA\s{1,3}VIỆT\s{1,3}NAM"
    r"|ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM|Độc\s{1,3}lập\s{1,3}[-–]\s{1,3}Tự\s{1,3}do\s{1,3}[-–]\s{1,3}Hạnh\s{1,3}phúc"
)
# With these a body's name begins, and none of them alone is one.
_FIRST_WORDS = frozenset(
    {"ỦY", "UỶ", "HỘI", "BỘ", "SỞ", "CỤC", "TỔNG", "CHÍNH", "QUỐC", "VĂN", "BAN", "TRƯỜNG", "CÔNG", "LIÊN", "TÒA"}
    | {"TOÀ", "VIỆN", "BẢO", "NGÂN", "KHO"}
)
_NUMBER = re.compile(r"Số\s?:\s?\n(?=[ \t]*\d{0,6}\s?[/-])")
# "Lạng Sơn, ngày 13" + "tháng 01 năm 2020"; the place itself may be broken: "Bình" + "Định, ngày 07".
_DATE = re.compile(r"ngày\s{1,9}\d{0,2}\s{0,9}tháng\s{1,9}\d{0,2}\s{0,9}năm\s{1,3}\d{4}(?=\s)")
_PLACE = re.compile(rf"(?:^|\n)[ \t]*(?:[{CAPITALS}][{SMALL}]{{1,6}}\n)?[{CAPITALS}][\w .-]{{1,40}},\s?\Z")
# No paragraph is one of these words: the formula of a basis was broken behind its first.
_BASIS = re.compile(r"^[ \t]*(?:Căn(?=\ncứ\s)|Thực(?=\nhiện\s)|(?:Theo|Xét)(?=\nđề nghị\s))\n", re.MULTILINE)
# The dash of an entry alone on a line, its words on the next; only behind an entry that has ended.
_LONE_DASH = re.compile(rf"-(?<=[;,:.]\n.)[ \t]{{0,3}}\n(?=[ \t]{{0,9}}[{CAPITALS}])")
_BAR = re.compile(r"^[ \t]*\|[ \t]*$", re.MULTILINE)
# The bodies stand in the first lines, above everything else.
_BODY_LINES = 12
# The rule below a body's name or the motto, on one line with what stands below it: "SỞ Y TẾ ------- Số: 5/SYT-VP".
_RULE_WITHIN = re.compile(r"(?<=[^\s|])[ \t]{1,9}[-_*–—=]{4,60}[ \t]{1,9}(?=[^\s|])")
_RULES = ("----", "____", "****", "====", "––––", "————")
_BODIES = 500
_RUN_TOGETHER = 160  # a line this long was a page, and is cut by what it says (`clean.py`)
# Beside the number, a date that ends its line is the document's own.
_WIDTH = 90
# What is looked at as the first page's head.
_HEAD = 3000


def mend_pasted(composed: Composed) -> Composed:
    """The text as the office wrote it, as far as the carrier's signs tell; the same object where there are none."""
    for changes in (_find_signs, _find_breaks, _find_spacing):
        composed = _replaced(composed, changes)
    return composed


def _replaced(composed: Composed, find: Callable[[str], Iterator[Change]]) -> Composed:
    text = composed.text
    kept: list[str] = []
    offsets: list[int] = []
    done = 0
    for start, end, instead in sorted(find(text)):
        if start < done:
            continue
        kept += text[done:start], instead
        offsets += *range(done, start), *range(start, start + len(instead))
        done = end
    if not kept:
        return composed
    kept.append(text[done:])
    offsets += range(done, len(text) + 1)
    if composed.offsets is not None:
        offsets = [composed.offsets[place] for place in offsets]
    return Composed("".join(kept), tuple(offsets))


def _instead_of_tag(tag: re.Match[str]) -> str:
    if tag[0].lower().startswith("<br"):
        return "\n"
    # "<b>Đ</b>iều" is one word; "</u>Hà Nội" begins the next.
    return " " if tag[0][1] == "/" and not tag.string[tag.end() : tag.end() + 1].islower() else ""


# Letters without which a sign cannot stand, its pattern, and what stands there instead.
_SIGNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("&", _ENTITY, lambda entity: unescape(entity[0]).replace("\u00a0", " ")),
    ("<", _TAG, _instead_of_tag),
    ("(cid:", _GLYPH, lambda _: " "),
    ("\\", _ESCAPE, lambda _: ""),
    ("**", _STARS, lambda _: ""),
    ("# ", _SHARP, lambda _: ""),
    ("| -", _TABLE_RULE, lambda _: ""),
    ("|-", _TABLE_RULE, lambda _: ""),
)


# A text with fewer bold marks was not converted; the reading takes them for dust.
_FEW = 5


def _find_signs(text: str) -> Iterator[Change]:
    """Marks of Markdown, tags, entities, glyphs without a letter, and the signs of a quoted mail."""
    for letters, pattern, instead in _SIGNS:
        if letters[0] in text and text.count(letters) >= (_FEW if letters == "**" else 1):
            for sign in pattern.finditer(text):
                yield *sign.span(), instead(sign)
    if ">" in text and text.count("\n>") > max(3, text.count("\n") // 2):
        for quote in _QUOTED.finditer(text):
            yield *quote.span(), ""


def _find_breaks(text: str) -> Iterator[Change]:
    """Bars that part the cells of the head, alone on their lines; and lines broken inside a fixed formula."""
    head = text[:_HEAD]
    if "|\n" in head and len(_BAR.findall(head)) >= 2:
        for bar in _BAR.finditer(text):
            yield *bar.span(), ""
    if "\n-\n" in text or "\n- \n" in text:
        for dash in _LONE_DASH.finditer(text):
            yield dash.end() - 1, dash.end(), " "
    for rule in _RULE_WITHIN.finditer(head, 0, _BODIES) if any(sign in head for sign in _RULES) else ():
        if len(head[: rule.start()].rpartition("\n")[2]) + len(head[rule.end() :].partition("\n")[0]) < _RUN_TOGETHER:
            yield *rule.span(), "\n"
    for start, end in _find_formulas(head):
        for place in range(start, end):
            if text[place] == "\n":
                yield place, place + 1, " "
    if "n\ncứ " in text:  # whoever breaks one formula breaks them all
        for broken in _BASIS.finditer(text):
            yield broken.end() - 1, broken.end(), " "


def _find_formulas(head: str) -> Iterator[Span]:
    """What the head prints on one line: the motto, a body's first words, the number, place and date."""
    if not any(motto in head for motto in _WHOLE_MOTTOS):
        for motto in _MOTTO.finditer(head):
            yield motto.span()
    start = 0
    for line in head.split("\n", _BODY_LINES)[:_BODY_LINES]:
        end = start + len(line) + 1
        environment = line.strip() == "TRƯỜNG" and head[:start].rstrip().endswith(" MÔI")
        if line.strip() in _FIRST_WORDS and head[end : end + 2].isupper() and not environment:
            yield start, end
        start = end
    if ":\n" in head:
        for number in _NUMBER.finditer(head):
            yield number.span()
    for date in _DATE.finditer(head):
        if "\n" in date[0] or _stands_broken(head, date.start()):
            place = _PLACE.search(head, max(0, date.start() - 60), date.start())
            ends = head[date.end() : date.end() + 1] == "\n" and "\n" in date[0]
            if place or (ends and date.start() - head.rfind("\n", 0, date.start()) < _WIDTH):
                yield place.start() + 1 if place else date.start(), date.end()


def _stands_broken(head: str, date: int) -> bool:
    """Whether the line above that of a date is one short word, perhaps the first of the place."""
    line = head.rfind("\n", 0, date)
    above = head[head.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)].strip()
    return 2 <= len(above) <= 7 and above.isalpha()


_GOES_ON = re.compile(rf"\n[ \t]*\n[ \t]*[{SMALL}]")


def _find_spacing(text: str) -> Iterator[Change]:
    """Empty lines, where one stands behind each line of the page and so inside its sentences too."""
    breaks = text.count("\n\n")
    if breaks < 10 or len(_GOES_ON.findall(text)) < 0.3 * breaks:
        return
    for blank in re.finditer(r"\n(?=[ \t]*\n)(?!\n\n)", text):
        yield *blank.span(), ""
