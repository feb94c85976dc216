"""The signing block: authority ("KT. GIÁM ĐỐC"), the signer's title, the name."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from trienkhai.parts import Signature, Span
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.split import Zones, find_noi_nhan, is_capitals
from trienkhai.reading.words import reading_words
from trienkhai.vietnamese.letters import CAPITALS, SMALL, fold

# KT. TM. TL. TUQ. Q. of the state, K/T T/M T/L of the Party; "TM UBND" without a dot before capitals.
# What may not stand before is asked behind the first letter, which the search engine skips to.
_MODE = re.compile(
    r"(?P<mode>K(?<![\w/].)(?:T(?:\s?\.|(?=\s))|\.T\.|\s?/\s?[TML]\.?)"
    r"|T(?<![\w/].)(?:\.[ML]\.|(?:M|L|UQ|ƯQ)\s?\.|(?:M|L|UQ)(?=\s)|\s?/\s?[TML]\.?|/U/Q\.?)|Q(?<![\w/].)\s?\.)"
    rf"\s*(?=[{CAPITALS}]{{2}})"
)
# "KT, GIÁM ĐỐC": the dot was read as a comma. "Lưu: VT, KT, TH" has commas too, so that a title must follow.
_MODE_WITH_COMMA = re.compile(rf"(?P<mode>(?:K(?<![\w/].)T|T(?<![\w/].)(?:M|L|UQ)),)\s*(?=[{CAPITALS}]{{2}})")
_CAPITALS = re.compile(rf"[{CAPITALS}][{CAPITALS}\d]*(?:[\s,.&–-]+[{CAPITALS}]{{2,}}\d?(?![{SMALL}]))*")
_CONTINUED = re.compile(rf"(?:[{CAPITALS}]{{2,}}|[\s,&.()–-])+")
# What is left of PHÓ before a title when a seal covered it: the title is then not legible.
_DAMAGED = re.compile(r"(?:^|[^a-z])(?:p|ph|ho|o|h[o06]|hó|pno|pii[o0]|pnó|rho|fho|pho[\s-]+[a-z]{2,6})\s*$")
_SIGNED = re.compile(r"\W*\(?\s*da\s+ky\s*\)?\W*")
_DIGITAL = re.compile(
    r"ky boi|nguoi ky|email|e-mail|thoi gian ky|ngay ky|ky ngay|chu ky|digitally|signed|co quan:|x(?<!\w.)ac nhan"
    r"|l(?<!\w.)ien he"
)
_DEGREES = re.compile(
    r"^(?:(?:gs|pgs|ts|tskh|ths|kts|bsnt|th\.s|bs|bscki+|bsck\d|ds|ks|ts\.bs|ncs|cn|ck[i12]+|nha giao"
    r"|nnd|nnt|nsnd|nsut|dai ta|thuong ta|trung ta|thieu ta"
    r"|thieu tuong|trung tuong|thuong tuong|dai tuong|dai uy|thuong uy|ls|luat su|thay thuoc)[.\s]+)+"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One authority or title line: the mode before it, None where not legible, the title, and the lines of a title
    that stand below it in the same column, beside the words of another."""

    mode: Span | None
    title: Span
    below: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The whole line."""
        return (self.mode[0] if self.mode else self.title[0], self.title[1])


@dataclass(frozen=True, slots=True)
class Signing:
    """The signature with its places; `taken` are the pieces of text that no recipient may claim."""

    signature: Signature
    places: dict[str, tuple[Span, ...]]
    taken: tuple[Span, ...]


def read_signature(sheet: Sheet, zones: Zones) -> Signing:
    """The signature of the first document in the text; parts that are not legible are None."""
    if zones.foot is None:
        return Signing(Signature(), {}, ())
    first, last = _foot_lines(sheet, zones.foot)
    lines = _find_lines(sheet, first, last)
    block = _block(sheet, lines)
    name = _find_name(sheet, first, last, block)
    signature, places = _assemble(sheet, block)
    taken = tuple(span for line in lines for span in (line.span, *line.below))
    if name:
        places["signature.name"] = (name,)
        taken = (*taken, name)
        signature = Signature(
            signature.mode, signature.on_behalf_of, signature.position, _clean_name(sheet.value(name)), signature.chain
        )
    return Signing(signature, places, taken)


def _foot_lines(sheet: Sheet, foot: Span) -> tuple[int, int]:
    lines = sheet.lines_in(foot, 80)
    return (lines[0].number, lines[-1].number) if lines else (0, -1)


# ---- authority and title ----------------------------------------------------------------------------------------


def _find_lines(sheet: Sheet, first: int, last: int) -> list[Line]:
    found: list[Line] = []
    previous = -9
    second: int | None = None  # how far from the left the second signer's column begins, where two sign side by side
    for number in range(first, last + 1):
        beside = False
        for column in sheet.columns(number):
            offset = column[0] - sheet.lines[number].start
            if second is not None and offset >= second - _ASKEW:
                continue
            line = _authority(sheet, column) or _title(sheet, column)
            if beside and line is not None and line.mode is not None:
                second = offset
                continue
            beside = beside or (line is not None and (line.mode is not None or line.title == sheet.trim(column)))
            if line is None and found and number - previous <= 2:
                _extend(sheet, found, column)
                continue
            while line is not None and _is_signer(sheet, found, line):
                found.append(line)
                previous = number
                line = _next_title(sheet, (line.title[1], column[1]))
    return found[:6]


def _next_title(sheet: Sheet, rest: Span) -> Line | None:
    """The authority or deputy that stands behind a title on one line, where a cell of a table became one line."""
    begins = _ANOTHER.match(sheet.text, *rest)
    return None if begins is None else _authority(sheet, rest) or _title(sheet, rest)


# What begins another title behind one: a deputy's, or a second authority.
_ANOTHER = re.compile(r"[\s*_]+(?=PHÓ\s|(?:KT|TL|TM|TUQ)\s?\.)")


_ASKEW = 8  # titles are centred over each other, so that a long one begins further left


def _is_signer(sheet: Sheet, found: list[Line], line: Line) -> bool:
    """A second signer's block, told by a title already seen, is left to the second signer."""
    titles = [fold(sheet.value(known.title)) for known in found]
    return fold(sheet.value(line.title)) not in titles


def _authority(sheet: Sheet, column: Span) -> Line | None:
    match = _MODE.search(sheet.text, *column) or _find_comma_mode(sheet, column)
    if not match:
        return None
    title = _CAPITALS.match(sheet.text, match.end(), column[1])
    if not title or len(title[0]) < 3:
        return None
    return Line(match.span("mode"), sheet.trim((title.start(), _before_another(sheet, title.start(), title.end()))))


def _find_comma_mode(sheet: Sheet, column: Span) -> re.Match[str] | None:
    """An authority whose dot became a comma, where a title stands behind it."""
    match = _MODE_WITH_COMMA.search(sheet.text, *column)
    return match if match and _titles().match(sheet.folded, match.end(), column[1]) else None


def _before_another(sheet: Sheet, start: int, end: int) -> int:
    """Where the first of several titles on one line ends."""
    another = _ANOTHER.search(sheet.text, start, end)
    return another.start() if another and another.start() > start + 2 else end


def _title(sheet: Sheet, column: Span) -> Line | None:
    """A title in capitals anywhere in a column; in small letters only where it is the whole column."""
    folded = sheet.folded[slice(*column)]
    if folded.lstrip(" *_").startswith(("nguoi lap", "ke toan truong", "thu ky")) and not re.search(r"[;:,\d]", folded):
        return Line(None, sheet.trim(column))
    for match in _titles().finditer(folded):
        start, sure = column[0] + match.start(), len(match[0])
        if not sheet.text[start : start + sure].isupper() or _is_damaged(folded[: match.start()]):
            continue
        phrase = _CAPITALS.match(sheet.text, start, column[1])
        end = max(_before_another(sheet, start, phrase.end()) if phrase else 0, start + sure)
        return Line(None, sheet.trim((start, _legible_end(sheet, start, end, sure))))
    return None


@cache
def _titles() -> re.Pattern[str]:
    """Any title, the longest that fits, as a word of its own in folded text; a page reader may double its blanks."""
    titles = "|".join(map(re.escape, reading_words().titles)).replace(r"\ ", " {1,2}")
    return re.compile(rf"(?<![a-z])(?:{titles})(?![a-z])")


def _is_damaged(before: str) -> bool:
    """Whether the letters before a title are what a seal left of PHÓ, or a small word of a sentence."""
    return bool(_DAMAGED.search(before.rstrip(" .\"'“”"))) and not before.rstrip().endswith((".", ",", ":"))


def _legible_end(sheet: Sheet, start: int, end: int, sure: int) -> int:
    """A title without the single capitals that a seal left behind it."""
    text = sheet.text[start:end]
    while len(text) > sure:
        match = re.search(r"[\s.,–-]+[^\s]{1}$", text)
        if not match or match.start() < sure:
            break
        text = text[: match.start()]
    return start + len(text)


def _extend(sheet: Sheet, found: list[Line], column: Span) -> None:
    """The next line in capitals goes on with a long title: "CỤC TRƯỞNG CỤC QUẢN LÝ" + "KHÁM, CHỮA BỆNH"."""
    span = sheet.trim(column)
    text = sheet.text[slice(*span)]
    last = found[-1]
    if re.match(r"[-–+~]", sheet.text[slice(*column)].lstrip(" *_|\"'")) or re.search(r"[:;]", text):
        return
    if (
        not _CONTINUED.fullmatch(text)
        or fold(text).startswith("pho ")
        or _titles().search(fold(text))
        or not is_capitals(text)
        or len(text) > 60
        or _DEGREES.fullmatch(f"{fold(text)}.")
        or _APPENDED.match(text)
    ):
        return
    gap = sheet.text[last.title[1] : span[0]]
    if _person(text, surname=True) and not gap.startswith(","):  # a title goes on behind its comma, whatever it sounds
        return
    follows = re.fullmatch(r"[\s|*.,_-]*", gap) and "\n\n" not in gap.replace(" ", "")
    if follows and len(text) > 3:
        found[-1] = Line(last.mode, (last.title[0], span[1]), last.below)
    elif len(text) > 3 and _stands_below(sheet, last.below[-1] if last.below else last.title, span):
        found[-1] = Line(last.mode, last.title, (*last.below, span))


# "VỀ HOẠT ĐỘNG ..": what an appended paper is about, where its own title was lost.
_APPENDED = re.compile(r"VỀ\s")


def _stands_below(sheet: Sheet, above: Span, below: Span) -> bool:
    """Whether two pieces stand in the right column of neighbouring lines, so that the left one's words part them."""
    one, other = (bisect_right(sheet.lines, span[0], key=lambda line: line.start) - 1 for span in (above, below))
    if other != one + 1:
        return False
    before = [sheet.text[sheet.lines[number].start : span[0]] for number, span in ((one, above), (other, below))]
    aligned = abs(len(before[0]) - len(before[1])) <= 25
    return aligned and all(text.endswith(("|", "  ", "\t")) and len(text) > 12 for text in before)


def _assemble(sheet: Sheet, block: list[Line]) -> tuple[Signature, dict[str, tuple[Span, ...]]]:
    if not block:
        return Signature(), {}
    head = block[0]
    mode = sheet.value(head.mode).replace(" ", "") if head.mode else None
    places: dict[str, tuple[Span, ...]] = {}
    if head.mode:
        places["signature.mode"] = (head.mode,)
    title = _flat(sheet, head)
    if len(block) == 1 and mode in (None, "Q."):
        places["signature.position"] = (head.title, *head.below)
        return Signature(mode, None, title), places
    places["signature.on_behalf_of"] = (head.title, *head.below)
    position = block[-1] if len(block) > 1 and not _is_for_another(sheet, block[-1]) else None
    if position:
        places["signature.position"] = (position.title, *position.below)
    authorities = [line for line in block if line.mode]
    chain = tuple(_printed(sheet, line) for line in block) if len(authorities) > 1 else ()
    return Signature(mode, title, _flat(sheet, position) if position else None, None, chain), places


def _is_for_another(sheet: Sheet, line: Line) -> bool:
    """Whether a title is one for whom somebody else signs: the signer's own below it was lost."""
    return line.mode is not None and sheet.text[slice(*line.mode)].startswith(("K", "TL", "T/L", "T.L", "TUQ"))


def _block(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """The lines of the first signer: authority lines and the one title that follows them."""
    if not lines:
        return []
    head = lines[0]
    if head.mode is None or sheet.value(head.mode) == "Q.":
        deputy = next((line for line in lines[1:] if _is_deputy(_flat(sheet, line), _flat(sheet, head))), None)
        return [head, deputy] if deputy else [head]
    block = [head]
    for line in lines[1:]:
        block.append(line)
        if line.mode is None:
            break
    return block


def _is_deputy(title: str, head: str) -> bool:
    """PHÓ GIÁM ĐỐC below GIÁM ĐỐC: the authority line's "KT." was lost."""
    return fold(title).startswith("pho ") and fold(head).split()[0] in fold(title)


_STROKES = re.compile(r"\s*[|*]+\s*")


def _flat(sheet: Sheet, line: Line) -> str:
    return _STROKES.sub(" ", sheet.join((line.title, *line.below))).strip(" .,;:")


def _printed(sheet: Sheet, line: Line) -> str:
    return _STROKES.sub(" ", sheet.join((line.span, *line.below))).strip(" .,;:")


# ---- name -------------------------------------------------------------------------------------------------------


def _find_name(sheet: Sheet, first: int, last: int, lines: list[Line]) -> Span | None:
    """The first person's name below the last title, or below the archive line where no title is legible."""
    below = (lines[-1].below or (lines[-1].title,))[-1][1] if lines else 0
    for strict, seek in ((True, _name_in), (False, _name_in), (True, _name_behind_debris)):
        for number in range(first, last + 1):
            line = sheet.lines[number]
            if line.end <= below or _DIGITAL.search(sheet.folded, line.start, line.end):
                continue
            for column in sheet.columns(number):
                if column[1] <= below:
                    continue
                span = seek(sheet, number, (max(column[0], below), column[1]), strict=strict)
                if span and (strict or _is_after_archive(sheet, first, number)):
                    return span
    return None


def _is_after_archive(sheet: Sheet, first: int, number: int) -> bool:
    return any(re.match(r"[\W_]*luu\b", sheet.folded_line(above)) for above in range(first, number))


_LISTED = re.compile(r"\s*[-–—+•~]")
_END_OF_ENTRY = re.compile(r"[;.]\s*(?=\S)")


def _name_in(sheet: Sheet, number: int, column: Span, *, strict: bool) -> Span | None:
    start = _behind_signed(sheet, column)
    if _LISTED.match(sheet.text, start, column[1]):
        # A recipient's line; the name may stand behind its end, where the page was read across its columns. Dots stand
        # within an entry too: "- Lưu: VT, P.QLVH, NT.08. Lê Văn An".
        near = max(start, column[1] - _NAME_LINE)
        ends = _END_OF_ENTRY.finditer(sheet.text, near, column[1]) if strict else ()
        starts = [_behind_signed(sheet, (end.end(), column[1])) for end in ends]
    else:
        starts = [start]
    heading = find_noi_nhan(sheet, number) if start == column[0] else None
    if heading and heading[0] < column[1] and heading[1] > start:
        return None
    for start in starts:
        span = sheet.strip(sheet.trim((start, column[1])), "“”\"'() ")
        if _person(sheet.text[slice(*span)], surname=strict) and not _is_of_seal(sheet, span):
            return span
    return None


def _behind_signed(sheet: Sheet, column: Span) -> int:
    """Where a column begins, or goes on behind "(Đã ký)"."""
    signed = _SIGNED.match(sheet.folded, *column)
    return signed.end() if signed and signed.end() < column[1] else column[0]


def _name_behind_debris(sheet: Sheet, number: int, column: Span, *, strict: bool) -> Span | None:
    """A name behind what pen and seal left on its line ("4) guyễn Văn An"), or behind a rank that lost a letter."""
    if column[1] - column[0] > _NAME_LINE or _ENTRY_START.match(sheet.text, *column) or find_noi_nhan(sheet, number):
        return None
    rank = _LOST_RANK.match(sheet.text, *column)
    for debris in [rank] if rank else _DEBRIS.finditer(sheet.text, *column):
        if debris.start() > column[0] and not _DUSTY.search(sheet.text, column[0], debris.start()):
            break
        span = sheet.strip(sheet.trim((debris.end(), column[1])), "“”\"'() ")
        rest = sheet.text[slice(*span)]
        if _person(rest, surname=strict) or (rest[:1].islower() and _person(rest, surname=False)):
            return span
    return None


_NAME_LINE = 90  # no line with a name is longer, whatever stands before it
_ENTRY_START = re.compile(r"[\s_.|“\"'`‘’¡:*ˆˇ]{0,9}[-–—+•~=>]|.{0,9}\b(?:[ĐÐđð]/?c|Ông|Bà)\b")
# A piece that holds a sign that no word holds, or has a letter or two.
_DEBRIS = re.compile(r"(?:\S*[^\w\s.,/-]\S*|(?<!\S)\w{1,2})\s+(?=\S)")
_DUSTY = re.compile(r"[^\w\s.,/-]")
_LOST_RANK = re.compile(r"\s*(?:[^\W\d_]{2,6} (?:tá|úy|uý|tướng)|\W{0,4}\S{0,8}(?: ?\.)?(?:TS|ThS|BS)\.)\s+(?=\w)")


def _is_of_seal(sheet: Sheet, span: Span) -> bool:
    """Whether letters in capitals are the round ones of the seal, which repeat the names of the head."""
    if not sheet.text[slice(*span)].isupper():
        return False
    words = [word for word in sheet.folded[slice(*span)].split() if len(word) > 1 and word.isalpha()]
    head = sheet.folded[: min(_HEAD, span[0])]  # a short text's head does not reach down to its own signer
    return len(words) >= 2 and re.search(rf"(?<!\w){' '.join(words)}(?!\w)", head) is not None


# The head of a first page, with the names of its bodies, ends before this many letters.
_HEAD = 800
_NOT_IN_NAMES = re.compile(r"[;:,()/&|“”\"]")


# Names of the highlands: "H'Lan Niê", "K'Tâm" begin with a sign of their own, "Y Nhân", "A Tâm" with one letter.
_HIGHLAND = re.compile(r"^([HK])['’]\s?([^\W\d_a-z]\w*)")
_NOT_NAMES = ("PHÓ ", "DANH SÁCH", "DANH MỤC")  # a title, and headings of what is enclosed
_HIGHLANDERS = ("Y", "A", "H'", "K'")


def _person(text: str, *, surname: bool) -> bool:
    """Whether a text is a person's name: two to six capitalised words, the first a family name."""
    plain = _HIGHLAND.sub(r"\1' \2", _clean_name(text), count=1)
    words = plain.split()
    if not 2 <= len(words) <= 6 or any(map(str.isdigit, plain)) or len(plain) > 40:
        return False
    if _NOT_IN_NAMES.search(plain) or plain.startswith(_NOT_NAMES) or _titles().search(fold(plain)):
        return False
    # "KiêU Văn An": one letter of a family name may be read as a capital
    proper = [
        word
        for word in words
        if word[:1].isupper()
        and (
            word[1:].islower()
            or word in _HIGHLANDERS
            or len(word) == 1
            or plain.isupper()
            or (word == words[0] and word[1:-1].islower())
        )
    ]
    small = [word for word in words if word not in proper]
    short = len(words) == 2 and words[0] in _HIGHLANDERS and words[1].istitle()
    if (not short and sum(len(word) > 1 for word in proper) < 2) or len(small) > 1:
        return False
    headless = small == words[:1] and (_lost_capital(words[0]) or (len(words) > 3 and words[1] in ("Thị", "Văn")))
    if any(len(word) > 1 and not (word == words[0] and headless) for word in small):
        return False
    if not surname and headless:
        return len(words) >= 3
    if surname:
        return fold(words[0]).rstrip(".") in reading_words().surnames and not small
    return all(len(word) <= 7 for word in words) and len(words) >= 3


def _lost_capital(word: str) -> bool:
    """Whether a family name lost its first letter under a seal: "guyễn"."""
    return len(word) >= 3 and any(name[1:] == fold(word) for name in reading_words().surnames)


def _clean_name(text: str) -> str:
    """A name without degree or rank before it."""
    match = _DEGREES.match(fold(text))
    if match is None:
        # A degree that is not listed, or misread ("BSCKT."), still is an abbreviation before a family name.
        match = _ABBREVIATED.match(text)
        if match is not None and fold(text[match.end() :].split()[0]) not in reading_words().surnames:
            match = None
    return text[match.end() :].strip() if match else text.strip()


_ABBREVIATED = re.compile(rf"(?:[{CAPITALS}][\w]{{1,7}}\.\s*)+(?=\w)")
