"""Which kind of document a printed word or a symbol names.

Words are compared folded (no marks, small letters), so that "Quyêt định" of a scan is a quyết định. Where a scan left
less than that ("Quyt djnh st 1675/QD-UBND") the symbol says which kind to look for and the word only has to be near.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from trienkhai.vietnamese.letters import fold, fold_word


@dataclass(frozen=True, slots=True)
class Kinds:
    """The vocabulary: folded word to name, folded printed abbreviation to name, symbol abbreviation to names.

    `with_symbol`: the names that an abbreviation in a symbol can name. `first_words`, `last_words`: of the folded words
    with more than one syllable.
    """

    by_word: dict[str, str]
    by_short: dict[str, str]
    by_symbol: dict[str, tuple[str, ...]]
    with_symbol: frozenset[str]
    by_number_alone: tuple[str, ...]
    first_words: frozenset[str]
    last_words: frozenset[str]


@cache
def kinds() -> Kinds:
    """The kinds of `data/citation_kinds.json`, read once."""
    source = json.loads(files("trienkhai.data").joinpath("citation_kinds.json").read_text("utf-8"))
    by_word: dict[str, str] = {}
    by_symbol: dict[str, tuple[str, ...]] = {}
    for kind in source["kinds"]:
        by_word[fold(kind["name"])] = kind["name"]
        for short in kind["abbreviations"]:
            by_symbol[fold(short)] = (*by_symbol.get(fold(short), ()), kind["name"])
    short_words = source["printed_abbreviations"]["words"]
    return Kinds(
        by_word=by_word,
        by_short={fold(short): name for short, name in short_words.items()},
        by_symbol=by_symbol,
        with_symbol=frozenset(name for names in by_symbol.values() for name in names),
        by_number_alone=tuple(source["cited_by_number_alone"]["kinds"]),
        first_words=frozenset(word.split()[0] for word in by_word if " " in word),
        last_words=frozenset(word.split()[-1] for word in by_word if " " in word),
    )


@dataclass(frozen=True, slots=True)
class KindWord:
    """A kind and where its word begins."""

    name: str
    start: int


# What may stand between the word and the number: "số", "số:", "số hiệu", "mang số", and what scans make of it
# ("sô", "so", "s6", "st", "sa", "sd"); the last are one or two letters after an s, nothing longer.
_MARK = re.compile(r"(?:\s|^)(?:(?:co|mang|ky hieu)\s+)?s[a-z0-9]?[a-z0-9]?\s*[:.;]?\s*$")
_BEFORE = 64
_MODEL_WORDS = frozenset({"mau", "bieu", "phu"})


def find_kind_before(text: str, number: int, symbol: str) -> KindWord | None:
    """The kind whose word stands directly before the number at offset `number`, or None.

    `symbol` is the printed symbol after the number; it decides where a word stands between kind and number
    ("Chương trình hành động số 33-CTr/TU") or where the word is not legible. Empty where there is none.
    """
    origin = max(0, number - _BEFORE)
    window = fold(text[origin:number])
    stem, marked = _cut_mark(window)
    if marked and stem.endswith(":"):  # "các Công văn: số 12/SYT-VP"
        stem = stem[:-1]
    words = stem.rsplit(None, 4)[-4:]
    if not words:
        return None
    found = _adjacent_kind(stem, words, origin)
    if found is not None and found.name in _SORTS and symbol and not symbol_kinds(symbol):
        found = _dispatch_of_a_sort(stem, origin, found) or found
    if found is None and symbol:
        # "Số: 123/SYT-NVY" with its capital heads a dispatch: no kind goes before it, so no misread one is looked for.
        heads = marked and not symbol_kinds(symbol) and "S" in text[origin + len(stem) : number]
        found = None if heads else _named_by_symbol(stem, origin, symbol, marked=marked)
    if found is None and marked:
        found = _qualified_kind(stem, origin)
    if found is None and marked and symbol and stem.rstrip()[-1:].isalpha():
        found = _long_named(stem, origin)
    if found is not None and marked and _is_header(text, found.start, origin + len(stem), number):
        return None
    return found


# "Công văn hướng dẫn số 12/SYT-NVY": a dispatch, and what it does; a symbol that names the kind would say otherwise.
_SORTS = frozenset({"hướng dẫn", "thông báo", "báo cáo", "kết luận"})
_DISPATCHES = ("cong van", "van ban")


def _dispatch_of_a_sort(stem: str, origin: int, found: KindWord) -> KindWord | None:
    before = stem[: found.start - origin].rstrip()
    word = next((word for word in _DISPATCHES if before.endswith(word)), None)
    return KindWord(kinds().by_word[word], origin + len(before) - len(word)) if word is not None else None


_OPENING = "(\"'.,:;[*|-/_"  # signs before the first letter of a word


def _cut_mark(window: str) -> tuple[str, bool]:
    """What stands before "số" at the end of a window, and whether it stands there."""
    shown = window.rstrip()
    if shown.endswith((" so", " so:", "\nso", "\nso:")):  # by far the most frequent: no need to search for the others
        stem = shown[: -3 if shown[-1] == "o" else -4]
        if not stem.rstrip().endswith(("co", "mang", "hieu")):
            return stem, True
    mark = _MARK.search(window)
    return (window[: mark.start()], True) if mark else (window, False)


def _adjacent_kind(stem: str, words: list[str], origin: int) -> KindWord | None:
    vocabulary = kinds()
    words[0] = words[0].lstrip(_OPENING)
    for count in (4, 3, 2) if words[-1] in vocabulary.last_words else ():
        if len(words) >= count:
            name = vocabulary.by_word.get(" ".join((words[-count].lstrip(_OPENING), *words[1 - count :])))
            if name is not None:
                return KindWord(name, origin + _place(stem, words, count))
    last = words[-1].lstrip(_OPENING)
    name = vocabulary.by_word.get(last) or vocabulary.by_short.get(last)
    return KindWord(name, origin + stem.rfind(last)) if name is not None and last else None


# "Công văn hỏa tốc số 12", "Hướng dẫn liên ngành số 3": words that say of which sort a document is.
_QUALIFIED = re.compile(
    r"(\w+ \w+) (?:lien (?:nganh|tich|bo|so)|phoi hop|hanh dong|chuyen de|(?:thuong )?khan|hoa toc|mat|tham dinh"
    r"|thanh tra|giam sat|xac nhan|tra loi|don doc|chi dao|tham gia|gop y|noi bo|cong tac|khung|chung)\s*$"
)


# How the words end that say of which sort a document is: without one of these none stands there.
_QUALIFYING_ENDS = (
    "nganh", "tich", "bo", "hop", "dong", "de", "khan", "toc", "mat", "dinh", "tra", "sat", "nhan", "loi", "doc", "dao",
    "gia", "y", "tac", "khung", "chung", "so",
)  # fmt: skip


def _qualified_kind(stem: str, origin: int) -> KindWord | None:
    """The kind whose word is parted from the number by a word that says of which sort it is."""
    match = _QUALIFIED.search(stem) if stem.rstrip().endswith(_QUALIFYING_ENDS) else None
    name = kinds().by_word.get(match[1]) if match is not None else None
    return KindWord(name, origin + match.start(1)) if match is not None and name is not None else None


# A certificate, a licence or a contract is named at length, and its symbol is the agency's own: "Giấy chứng nhận đăng
# ký hoạt động giáo dục nghề nghiệp số 12/GCNĐKHĐ-TCGDNN", "Hợp đồng thuê đất số 15/HĐTĐ".
_LONG_NAMED = re.compile(r"\b(giay chung nhan|giay phep|hop dong)(?: \w+){1,9}\s*$")


def _long_named(stem: str, origin: int) -> KindWord | None:
    """The certificate, licence or contract whose whole name ends before the number."""
    match = _LONG_NAMED.search(stem) if "hop dong" in stem or "giay " in stem else None
    return KindWord(kinds().by_word[match[1]], origin + match.start(1)) if match is not None else None


def _place(stem: str, words: list[str], count: int) -> int:
    end = len(stem)
    for word in reversed(words[-count:]):
        end = stem.rfind(word, 0, end)
    first = words[-count]
    return end + len(first) - len(first.lstrip(_OPENING))


_BREAK = re.compile(r"[;.:!?]\s|\n\s*\n")
_LONGEST_GAP = 44


def _named_by_symbol(stem: str, origin: int, symbol: str, *, marked: bool) -> KindWord | None:
    """The kind the symbol names, if its word stands a few words before the number or is there, misread."""
    names = symbol_kinds(symbol)
    clause = max((match.end() for match in _BREAK.finditer(stem)), default=0)
    for name in names:
        word = fold(name)
        place = stem.rfind(word, clause)
        gap = len(stem) - place - len(word)
        if place >= 0 and gap <= (_LONGEST_GAP if marked else _LONGEST_GAP // 2) and "," not in stem[place:]:
            return KindWord(name, origin + place)
    ends = _list_ends(stem, clause)
    by_first = _misreadable(names)
    firsts = {letters[:1] for _, letters in ends} & by_first.keys()
    for target in sorted(target for first in firsts for target in by_first[first]):
        near = _misread(ends, target, strict=not names)
        if near is not None:
            return KindWord(target.name, origin + near)
    return None


class _Misreadable(NamedTuple):
    """A kind as it is compared with misread words: its rank in the list, its letters without blanks, which they are."""

    rank: int
    letters: str
    different: frozenset[str]
    name: str


@lru_cache(maxsize=512)
def _misreadable(names: tuple[str, ...]) -> dict[str, list[_Misreadable]]:
    """The words of these kinds (of all, where the symbol names none) by their first letter, which is rarely misread."""
    by_first: dict[str, list[_Misreadable]] = {}
    for rank, (word, name) in enumerate([(fold(name), name) for name in names] or kinds().by_word.items()):
        letters = word.replace(" ", "")
        by_first.setdefault(letters[0], []).append(_Misreadable(rank, letters, frozenset(letters), name))
    return by_first


def _list_ends(stem: str, clause: int) -> list[tuple[int, str]]:
    """The last six, five, .. one words of a clause: where they begin, and their letters joined."""
    ends: list[tuple[int, str]] = []
    place, letters = len(stem), ""
    for word in reversed(stem[clause:].rsplit(None, 6)[-6:]):
        place = stem.rfind(word, clause, place)
        letters = (word if word.isalnum() else "".join(filter(str.isalnum, word))) + letters
        ends.append((place, letters))
    return ends[::-1]


@lru_cache(maxsize=2048)
def symbol_kinds(symbol: str) -> tuple[str, ...]:
    """The kinds a symbol can name, most likely first: "QĐ-UBND" quyết định; "KH/TU" kế hoạch; "SYT-NVY" none."""
    for part in re.split(r"[-–—_~/]", fold(symbol), maxsplit=2)[:2]:
        if part.isdigit():
            continue
        exact = kinds().by_symbol.get(part) or kinds().by_symbol.get(part.rstrip("0123456789"))
        return exact or _symbol_with_lost_slash(part)
    return ()


def _symbol_with_lost_slash(part: str) -> tuple[str, ...]:
    """The kinds of "CTrlTU", "NQITW", "KH1TU": a slash that was read as a letter or a one."""
    cut = re.match(r"([a-z]{2,4}?)[il1](?:tu|tw|hu|du|bcs)", part)
    return kinds().by_symbol.get(cut[1], ()) if cut else ()


def _misread(ends: list[tuple[int, str]], word: _Misreadable, *, strict: bool) -> int | None:
    """Where a word near to `word` ends the clause (or stands shortly before its end), or None."""
    target = word.letters
    first, length = target[0], len(target)
    allowed = 0.25 if strict else 0.42
    most = allowed * length
    best: tuple[float, int] | None = None
    for start, letters in ends:
        if letters[:1] != first:
            continue
        if not strict and len(letters) > length + 3:
            letters = letters[: length + 1]
        # Each letter more or less, and each letter that is nowhere, is one edit at least.
        if (
            abs(len(letters) - length) > most
            or len(letters) < 0.6 * length
            or len(word.different.difference(letters)) > most
        ):
            continue
        distance = count_edits(letters, target) / length
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, start)
    return best[1] if best else None


def count_edits(one: str, other: str) -> int:
    """How many letters must be changed, added or left out to make one of the other."""
    while one and other and one[-1] == other[-1]:  # what both end with, and begin with, needs no edit
        one, other = one[:-1], other[:-1]
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    if not one or not other:
        return len(one) + len(other)
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        previous, row[0] = row[0], number
        left = number
        for index, wanted in enumerate(other, 1):
            above = row[index]
            left = previous if letter == wanted else 1 + min(previous, above, left)
            previous, row[index] = above, left
    return row[-1]


def _is_header(text: str, word: int, mark: int, number: int) -> bool:
    """Whether "Số" is that of a document's own head: its own line, under the kind in capitals."""
    printed = text[mark:number].strip()
    between = text[word:mark]
    return (
        printed[:1] == "S"
        and ":" in printed
        and "\n" in text[mark - 1 : mark + 1] + between[-2:]
        and between[:12].isupper()
    )


def is_model(text: str, word: int) -> bool:
    """Whether the kind word at `word` only names a form ("Mẫu báo cáo số 1")."""
    before = text[max(0, word - 8) : word].split()
    return bool(before) and fold_word(before[-1]) in _MODEL_WORDS
