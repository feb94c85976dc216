"""Who issued a cited document, as the text says it next to the citation.

A name has no mark at its end in Vietnamese; it ends where a word stands that no name can hold: a preposition or a verb
("về", "quy định", "ban hành"), a closing sign, the next document. Both lists are in `data/agencies.json`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from trienkhai.parts import Span
from trienkhai.reading.kinds import kinds
from trienkhai.vietnamese.letters import CAPITALS, fold, fold_word


@dataclass(frozen=True, slots=True)
class Names:
    """The vocabulary of `data/agencies.json`: how names begin, and before which words and pairs they end.

    `exact_heads` keep their marks, because without them they are ordinary words ("Quỹ", "quy"); `head_pairs` have two
    words or three. `seconds`: by the first word of a pair, the second words.
    """

    heads: frozenset[str]
    head_pairs: frozenset[str]
    exact_heads: frozenset[str]
    stops: frozenset[str]
    pairs: frozenset[str]
    capital_pairs: frozenset[str]
    seconds: dict[str, frozenset[str]]


@cache
def names() -> Names:
    """The words of `data/agencies.json`, read once."""
    source = json.loads(files("trienkhai.data").joinpath("agencies.json").read_text("utf-8"))
    exact = {head.lower() for head in source["heads"].pop("exact")}
    heads = {fold(head) for group in source["heads"].values() for head in group}
    pairs = {fold(pair) for pair in source["name_ends_before"]["pairs"]}
    capital_pairs = {fold(pair) for pair in source["name_ends_before"]["in_capitals_too"]}
    return Names(
        heads=frozenset(head for head in heads if " " not in head),
        head_pairs=frozenset(head for head in heads if " " in head),
        exact_heads=frozenset(exact),
        stops=frozenset(source["name_ends_before"]["words"]),
        pairs=frozenset(pairs),
        capital_pairs=frozenset(capital_pairs),
        seconds=_by_first_word(pairs | capital_pairs),
    )


def _by_first_word(pairs: set[str]) -> dict[str, frozenset[str]]:
    seconds: dict[str, set[str]] = {}
    for pair in pairs:
        first, second = pair.split()
        seconds.setdefault(first, set()).add(second)
    return {first: frozenset(words) for first, words in seconds.items()}


@dataclass(frozen=True, slots=True)
class Issuer:
    """A name and its place; `before` is the word it ended at, folded, or an empty string."""

    name: str
    span: Span
    before: str


_CODE_LIKE = re.compile(r"[0-9]{1,4}[-/][A-ZĐ0-9]{2}")
OPENING_QUOTES = tuple("“\"‘'«")
# "về" before a quoted title, as scans leave it: "v~", "vê".
_ABOUT_MISREAD = re.compile(r"[vy](?:[eèéẻẽẹêềếểễệ]|[^\w\s])?")
_WORD = re.compile(r"\S+")
_LONGEST = 220
_USUAL_LENGTH, _USUAL_WORDS = 100, 12
_SHORT_FORMS = frozenset({"tp.", "tx.", "tt.", "p.", "q.", "h.", "ubnd.", "gs.", "ts."})
# With their marks and, as bad reading leaves them, without; "Nội" (of Hà Nội) and "Tài" (of Bộ Tài chính) are neither.
_SENTENCE_STARTS = frozenset(
    start
    for word in ("căn", "theo", "xét", "thực", "kính", "điều", "nhằm", "nơi", "thi", "tiếp", "trên", "sau", "tại")
    for start in (word, fold(word))
)
# A bracket that qualifies the body, not the document: "(khóa XII)", "(trước sắp xếp)", "(cũ)".
_QUALIFIER = re.compile(r"\s{0,3}\((?:khóa|khoá|khoa|trước|cũ|nay là)[^()]{0,30}\)")
_BOARDS = ("ban chi dao", "ban dieu hanh", "ban to chuc", "to cong tac", "tieu ban", "ban van dong", "hoi dong")
_COUNCILS = ("hoi dong truong", "hoi dong nhan dan", "hoi dong quan", "hoi dong thanh vien", "hoi dong thi")
_COUNCIL_HEADS = ("HĐND", "UBND", "Hội", "Ủy", "Uỷ")
_NUMBERED_BODIES = (["đội"], ["đoàn"], ["tổ"], ["trại"], ["trạm"], ["tiểu"], ["chi"])  # "Đội Quản lý thị trường số 3"
_ORDINAL = re.compile(r"\s[0-9]{1,2}(?![0-9/-])(?!\s+ngày)")
_BODIES_AT = (["đại", "sứ"], ["tổng", "lãnh"], ["phân", "hiệu"], ["chi", "nhánh"])
_PLACES = frozenset({"tinh", "pho", "huyen", "xa", "phuong", "uong", "gia", "so", "truong"})
_SECOND_ABOUT = re.compile(r"(?:(?!\ssố\s)[^;.:()]){4,110}?\svề\s(?:việc\s)?")
_NUMBERED = re.compile(r"(\S+\s+\S+)\s+(?:liên tịch\s+)?(?:số\b|[0-9])")
_LIST = re.compile(
    r"\s+(?:[A-ZĐÀ-Ỹ][^,;.:()\n“\"]{0,30},\s){0,3}([A-ZĐÀ-Ỹ][^,;.:()“\"]{0,40}?)\svà\s([A-ZĐÀ-Ỹ]\S*\s\S*)"
)


@dataclass(frozen=True, slots=True)
class _Word:
    """What can be told of a word wherever it stands. `plain` is in small letters without the sign behind it.

    `ordinary`: no name can end at it or before it, whatever follows but an opening bracket. `kind`: it begins a kind of
    document, so that a name may end before it; the first word of a name is ordinary all the same ("Bộ", "Ban").
    `closing`: an ordinary word with a sign behind it that ends every name. `stop`: a word that no name can hold.
    `seconds`: the words, folded, before which a name ends at this one, as "ban hành" ends it. `about`: perhaps a
    misread "về", before a quoted title.
    """

    word: str
    plain: str
    ordinary: bool
    kind: bool
    closing: bool
    stop: bool
    seconds: frozenset[str]
    about: bool


@lru_cache(maxsize=8192)
def _look_at(raw: str) -> _Word:
    """A document has few different words, each looked at once."""
    word = raw.lower()
    plain = word.rstrip(',;.:)…”"')
    folded = fold(word)
    begins_kind = raw[0].isupper() and (folded in kinds().first_words or folded.startswith("luat"))
    letters = raw[:-1] if raw[-1] in ";:." and word not in _SHORT_FORMS else raw
    ordinary = letters.isalnum() and plain not in names().stops and word not in ("và", "vả", "va")
    return _Word(
        word,
        plain,
        ordinary=ordinary and letters is raw and not begins_kind,
        kind=ordinary and letters is raw and begins_kind,
        closing=ordinary and letters is not raw and not begins_kind,
        # In a title in capitals "VỀ" ends a name as "về" does; other stops may be part of a name there ("BAN HÀNH").
        stop=plain in names().stops and (raw[0] == word[0] or plain == "v/v" or raw == "VỀ"),
        seconds=names().seconds.get(folded, frozenset()),
        about=_ABOUT_MISREAD.fullmatch(word) is not None,
    )


def _goes_on(known: _Word, raw: str) -> bool:
    """Whether a word at the beginning of a line can go on with the name of the line before."""
    return (known.ordinary or known.stop) and not (raw[0].isupper() and known.word in _SENTENCE_STARTS)


def read_issuer(text: str, start: int, *, joint: bool = False) -> Issuer | None:
    """The name that begins at `start`, as far as it goes. `joint`: the document has several issuers, so that a comma
    may lead to the next body."""
    return _Reader(text, start, joint).read()


# No name of a body ends with these.
_OPEN_WORDS = frozenset({"va", "bo", "so", "nhan", "uy"})


class _Reader:
    """Walks over the words of one name, a bounded way."""

    def __init__(self, text: str, start: int, joint: bool) -> None:
        self.text = text
        self.start = start
        self.end = start
        self.joint = joint
        self.words: list[str] = []
        self.cut: int | None = None  # where the name ends if a second body turns out to belong to the next clause

    def read(self) -> Issuer | None:
        """The name, as far as it goes."""
        before = self._take_ordinary()
        if before is None:
            before = self._take_others()
        return self._issuer(before) if before is not None else None

    def _take_ordinary(self) -> str | None:
        """Take the ordinary words at the beginning, as far as single blanks part them: most names are nothing else.
        The word or sign that ends the name, or None where the next word has to be looked at."""
        text, place = self.text, self.start
        shown = text[place : place + _USUAL_LENGTH]
        bracket = text.find("(", place, place + _USUAL_LENGTH)
        wrapped = "\n" in shown
        words = (shown.replace("\n", " ") if wrapped else shown).split(" ", _USUAL_WORDS)
        for raw, following in pairwise(words[:-1]):  # the last may be cut off
            known = _look_at(raw) if raw and following else None
            if known is None or (wrapped and self.words and text[place - 1] == "\n" and not _goes_on(known, raw)):
                return None
            if known.seconds and fold_word(following).rstrip(",;.:") in known.seconds:
                return None
            if known.about and following[0] in OPENING_QUOTES:
                return None
            end = place + len(raw)
            if (known.ordinary or (known.kind and not self.words)) and not end <= bracket < end + 4:
                self.words.append(known.plain)
                self.end = end
                place = end + 1
            elif known.closing:
                self.words.append(known.plain)
                self.end = end - 1
                return raw[-1]
            elif known.stop and not self._is_part(known.plain, end):
                return known.plain
            else:
                return None
        return None

    def _take_others(self) -> str | None:
        """Take the words that follow, each looked at in its place. The word or sign that ends the name; None where the
        name ran into the next citation."""
        text = self.text
        words = _WORD.finditer(text, self.end, self.start + _LONGEST)
        before = ""
        upcoming = next(words, None)
        while upcoming is not None:
            match, upcoming = upcoming, next(words, None)
            raw = match.group()
            place = match.start()
            known = _look_at(raw)
            end = match.end()
            joined = not self.words or text[self.end : place] == " "
            if known.ordinary and not known.seconds and not known.about and joined and "(" not in text[end : end + 4]:
                self.words.append(known.plain)
                self.end = end
                continue
            if self.words and self._breaks_line(place, raw):
                break
            word, plain = known.word, known.plain
            if raw[0].isdigit() and _CODE_LIKE.match(
                raw
            ):  # the name ran into the next citation: where it ended is lost
                return None
            if word[0] == "(":
                qualifier = _QUALIFIER.match(text, place)
                if qualifier is None:
                    break
                self.end = qualifier.end()
                before = "("
                break
            if known.stop and not self._is_part(plain, match.end()):
                before = plain
                break
            following = upcoming.group() if upcoming is not None else ""
            if self._ends_here(place, raw, word, following):
                before = fold(plain)
                break
            if not self._take(match, raw, plain, following):
                before = raw[-1]
                break
        return before

    def _breaks_line(self, place: int, raw: str) -> bool:
        gap = self.text[self.end : place]
        if gap == " ":
            return False
        if ("\n" not in gap and "\f" not in gap) or (raw[0] == "(" and gap.count("\n") == 1):
            return False
        return (
            (gap.count("\n") > 1 and not (raw[0].isalpha() and (self._is_open() or raw == "Trung")))
            or "\f" in gap
            or not raw[0].isalpha()
            or (raw[0].isupper() and raw.lower() in _SENTENCE_STARTS)
            or (len(raw) > 1 and raw[1] in ".)")
        )

    def _is_open(self) -> bool:
        """Whether no name ends with the last word, so that a blank line of a page reader does not end it either."""
        return bool(self.words) and fold(self.words[-1]) in _OPEN_WORDS

    def _ends_here(self, place: int, raw: str, word: str, following: str) -> bool:
        if not raw[0].isalpha() and not any(map(str.isalnum, raw)):
            return not (raw in "-–" and following[:1].isalpha() and (following[0].isupper() or self._is_board()))
        if following[:1] in OPENING_QUOTES and _ABOUT_MISREAD.fullmatch(word):
            return True
        if raw[0] in OPENING_QUOTES or raw[0] in "[{¿¡•*|<":
            return True
        if fold_word(word) in names().seconds:
            pair = f"{fold_word(word)} {fold_word(following)}".rstrip(",;.:")
            if pair in names().capital_pairs and self.words:
                return True
            if pair in names().pairs and raw[0] == word[0]:
                return not self._holds_pair(pair, following)
        if word in ("và", "vả", "va", "&") and self.words:
            return self._ends_at_and(following)
        return raw[0].isupper() and bool(self.words) and self._is_document(raw, place)

    def _holds_pair(self, pair: str, following: str) -> bool:
        """Whether a verb with which names end names the field of this one: of a board, "đầu tư xây dựng", or letters
        that only sound like it ("Cổ phần Cấp nước")."""
        if self.words[-1:] == ["tư"] and pair == "xay dung":
            return True
        if following[0].isupper() and not pair.startswith("trinh "):
            return True
        return self._is_board() and fold_word(self.words[-1]) not in _PLACES

    def _ends_at_and(self, following: str) -> bool:
        if self.words[:2] == ["văn", "phòng"] and following.startswith(_COUNCIL_HEADS):
            return False  # "Văn phòng HĐND và UBND", "Văn phòng Đoàn đại biểu Quốc hội và HĐND" are one office
        if not following or (not following[0].isupper() and not self._is_board()):
            return True
        place = self.text.find(following, self.end)
        if self._is_document(following, place):
            return True
        if _is_head(self.text, place):
            self.cut = self.end
        return False

    def _is_part(self, plain: str, end: int) -> bool:
        """Whether a word with which names end belongs to this one: "Tổng Thư ký", "Ban Chỉ đạo về .. về", "Đội 2 số 3",
        "Đại sứ quán Việt Nam tại Lào"."""
        if plain == "về":
            return self._is_field(end)
        if plain == "ký":
            return self.words[-1:] == ["thư"] or self.text.endswith("Đăng", 0, self.end)
        if plain == "số":
            return self.words[:1] in _NUMBERED_BODIES and _ORDINAL.match(self.text, end) is not None
        place = self.text[end + 1 : end + 20].split()
        there = plain == "tại" and self.words[:2] in _BODIES_AT and bool(place) and place[0][0].isupper()
        return there and not self._is_document(place[0], end + 1)

    def _is_field(self, place: int) -> bool:
        """Whether "về" names the field of a board, because another "về" follows for the matter of the document."""
        if self.text.startswith(" việc", place):
            return False
        return self._is_body_of_a_field() and _SECOND_ABOUT.match(self.text, place) is not None

    def _is_document(self, first: str, place: int) -> bool:
        """Whether another document is named at `place`: a kind with a number, not "Sở Kế hoạch và Đầu tư".

        `first` is the word that begins there; most words begin no kind.
        """
        if fold_word(first) not in kinds().first_words and fold_word(first)[:4] != "luat":
            return False
        named = _NUMBERED.match(self.text, place)
        return named is not None and (fold(named[1]) in kinds().by_word or fold(named[1])[:4] == "luat")

    def _take(self, match: re.Match[str], raw: str, plain: str, following: str) -> bool:
        """Add a word; False if the sign after it ends the name."""
        core = raw if raw.lower() in _SHORT_FORMS else raw.rstrip(',;.:)…”"/')
        self.words.append(plain)
        self.end = match.start() + len(core)
        if core == raw:
            follows = "(" in self.text[self.end : self.end + 4]
            qualifier = _QUALIFIER.match(self.text, self.end) if follows else None
            if qualifier is None:
                return True
            self.end = qualifier.end()
            return False
        return raw[len(core) :] == "," and self._goes_on_after_comma(match.end(), fold_word(plain), following)

    def _goes_on_after_comma(self, place: int, last: str, following: str) -> bool:
        """Whether the comma stands inside the name: "Văn hóa, Thể thao và Du lịch", "Phòng, chống"."""
        if not following:
            return False
        next_word = fold_word(following).rstrip(",;.:")
        if (last, next_word) in {("phong", "chong"), ("kham", "chua"), ("truong", "chu"), ("truong", "tong")}:
            return True
        if last == "tri" and self.text[place : place + 14].lstrip().startswith("Ban Bí thư"):
            return True  # conclusions "của Bộ Chính trị, Ban Bí thư" are of both
        if last == "uong" and self.text[place : place + 16].lstrip().startswith("Bộ Chính trị"):
            return True  # so are rules "của Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư"
        if following[0].isupper():
            if next_word in names().heads:
                first = fold_word(self.words[self.words[0] == "liên"])
                return self.joint and first == next_word and not self._names_first_again(place)
            listed = _LIST.match(self.text, place)
            return listed is not None and not self._names_kind(listed[1]) and fold(listed[2]) not in kinds().by_word
        return self._is_board() and following.lower() not in names().stops and last not in _PLACES

    def _names_first_again(self, place: int) -> bool:
        """Whether the first body of a joint name stands at `place`: after "giữa Sở A và Tỉnh đoàn," a second "Sở A" is
        the sentence's own, since no body agrees with itself."""
        first = self.text[self.start : self.end].split(",")[0].split(" và ")[0]
        return self.text[place : place + len(first) + 9].lstrip().startswith(first)

    @staticmethod
    def _names_kind(words: str) -> bool:
        return " ".join(fold(words).split()[:2]) in kinds().by_word

    def _is_board(self) -> bool:
        return bool(self.words) and fold(" ".join(self.words[:3])).startswith(_BOARDS)

    def _is_body_of_a_field(self) -> bool:
        """Whether it is a board that may be one "về" its field; a school's council or a people's council is none."""
        return self._is_board() and not fold(" ".join(self.words[:4])).startswith(_COUNCILS)

    def _issuer(self, before: str) -> Issuer | None:
        end = self.end
        if self.cut is not None and before not in ("về", "", "(", ",", ";", ".", "quy", "huong", "ve"):
            end = self.cut
        name = " ".join(self.text[self.start : end].split())
        if not name or not (name[0].isalpha() or any(map(str.isalpha, name))):
            return None
        return Issuer(name, (self.start, end), before)


# "của", however a scan spells it: "cua", "cüa", "cfia", "ciiia", "cña"; only ever tried right after code or date.
_OF = re.compile(r"[\s,.]{0,3}(?:của|CỦA)\s+(?=[^\W\d_])")
_OF_MISREAD = re.compile(r"[\s,.]{1,3}c\S{1,4}[aàáảãạâ]\s+(?=[^\W\d_a-zà-ỹ])")
# "Nghị quyết số 29, khóa XI của Ban Chấp hành Trung ương"
_TERM = re.compile(r",?\s+kh[oó][aá]\s+[IVX]{1,5}(?=\s+của\s)")
# "Quy chế số 5/QCPH-CA-VKS ngày 1/2/2020 giữa Công an tỉnh và Viện kiểm sát nhân dân tỉnh"
_BETWEEN = re.compile(rf"\s+giữa\s+(?=[{CAPITALS}])")
_LIEN = ("liên ", "các ", "ban ")


# "Giấy phép số 25/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày 12/3/2020"
_BY = re.compile(rf"\s+do\s+(?=[{CAPITALS}])")
_VERB = re.compile(r"\s+(?:cấp|ký|lập|trình|soạn|gửi|giao)\Z")


def _without_verb(issuer: Issuer | None) -> Issuer | None:
    """A name without the verb that says what the body did."""
    verb = _VERB.search(issuer.name) if issuer is not None else None
    if issuer is None or verb is None:
        return issuer
    return Issuer(issuer.name[: verb.start()], issuer.span, issuer.before)


def find_issuer_after(text: str, end: int, *, joint: bool = False) -> Issuer | None:
    """The issuer named after a citation that ends at `end`: "của Bộ Y tế", or the bare name before "về"."""
    term = _TERM.match(text, end)
    of = _OF.match(text, term.end() if term is not None else end) or _OF_MISREAD.match(text, end)
    if of is not None:
        first = text[of.end()]
        if not first.isupper() and not text.startswith("liên ", of.end()):
            return None
        return read_issuer(text, of.end(), joint=joint)
    between = _BETWEEN.match(text, end)
    if between is not None:
        return read_issuer(text, between.end(), joint=True)
    by = _BY.match(text, end)
    if by is not None and _is_head(text, by.end()):
        return _without_verb(read_issuer(text, by.end(), joint=joint))
    bare = _BARE.match(text, end)
    if bare is not None and _is_head(text, bare.end()):
        issuer = read_issuer(text, bare.end(), joint=joint)
        if issuer is not None and issuer.before in ("về", "v/v"):
            return issuer
    return None


_BARE = re.compile(rf"[ \n]{{1,2}}(?=[{CAPITALS}])")


def _is_head(text: str, place: int) -> bool:
    printed = text[place : place + 30]
    words = [word.rstrip(",;.:") for word in fold(printed).split()]
    if not words:
        return False
    if words[0] in names().heads or any(" ".join(words[:count]) in names().head_pairs for count in (2, 3)):
        return True
    return printed.split(None, 1)[0].lower() in names().exact_heads


_AT = re.compile(r"\stại\s*$")
# "do Chủ tịch UBND tỉnh phê duyệt theo Quyết định số ..", "Bộ Y tế ban hành kèm theo Thông tư số .."
_UNDER = re.compile(r"\s(?:phê duyệt|ban hành|thành lập|công nhận|cho phép thành lập)\s+(?:kèm\s+)?(?:theo|tại)\s*$")
_ENACTED = re.compile(r"\s(?:đã\s|vừa\s|mới\s)?(?:ký\s)?(?:ban hành|có|phát hành|ký)\s*$")
_JOINTS = ("tại", "theo", "hành", "có", "ký")  # the last words of the three above
_CANDIDATE = re.compile(
    rf"(?:(?:^|[\s(])(?:của|do|được|bởi|và|gửi|kiến|nghị|mưu|mưu cho|trình)\s+|[,;]\s+|[\n.]\s*|^\s*|[0-9]\s*,?\s+)"
    rf"(?=[{CAPITALS}])"
)
_BACK = 170


def find_issuer_before(text: str, start: int, floor: int) -> Issuer | None:
    """The issuer named before a citation that starts at `start`: "Giám đốc Sở Nội vụ tại Tờ trình ..", "Bộ Y tế ban
    hành Công điện ..". Looks back no further than `floor`."""
    origin = max(floor, start - _BACK, 0)
    window = text[origin:start]
    if not window.rstrip().endswith(_JOINTS):
        return None
    joint = _UNDER.search(window) or _AT.search(window) or _ENACTED.search(window)
    if joint is None:
        return None
    goal = origin + joint.start()
    found: Issuer | None = None
    for match in reversed(list(_CANDIDATE.finditer(text, origin, goal))):
        place = match.end()
        if not _is_head(text, place):
            continue
        issuer = read_issuer(text, place)
        reaches = issuer is not None and issuer.span[1] == goal
        if reaches:
            found = issuer
        # behind "và" may stand the second half of one name: "Văn phòng HĐND và UBND huyện ban hành .."
        if found is not None and not (reaches and "và" in match.group()):
            break
    return _without_verb(found)
