"""Vietnamese letters: one composed form of a text with a way back, and one folded form to compare by.

Reading works on the *composed* text (one code point a letter, no soft hyphens) so that nobody downstream needs
to think of decomposed Unicode; `Composed.span` leads every place back to the text as it was found.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trienkhai.parts import Span

# Zero-width signs and soft hyphens that word processors and PDF text layers leave inside words.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LOOSE = re.compile(f"[\u0300-\u036f{_INVISIBLE}]")

# Signs that look like a blank or a dash, one code point each, which every rule may then take for one.
_UNBROKEN = (("\u00a0", " "), ("\u2007", " "), ("\u202f", " "), ("\u2010", "-"), ("\u2011", "-"), ("\u2212", "-"))

# Letters of other alphabets that look like Latin ones; page readers and careless keyboards mix them in.
_LOOK_ALIKES = dict(
    zip(
        "АВЕКМНОРСТУХІЈѕавекмнорстухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "abekmhopctyxijsabekmhopctyxijabezhikmnoptyxo",
        strict=True,
    )
)
_SIGNS = {
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u2003": " ", "\u2002": " ", "\t": " ",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\uf02d": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'", "`": "'",
}  # fmt: skip


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for block in (range(0x41, 0x5B), range(0xC0, 0x250), range(0x1E00, 0x1F00)):
        for point in block:
            plain = unicodedata.normalize("NFD", chr(point))[0].lower()
            if len(plain) == 1 and plain != chr(point):
                table[point] = plain
    for letter in "đĐðÐ":
        table[ord(letter)] = "d"
    for letters in (_LOOK_ALIKES, _SIGNS):
        table.update({ord(letter): plain for letter, plain in letters.items()})
    return table


_FOLD = _fold_table()


# For character classes: the range À-Ỹ would take in small letters too.
_MARKED = [chr(point) for block in (range(0xC0, 0x250), range(0x1EA0, 0x1EFA)) for point in block if point in _FOLD]
CAPITALS = "A-ZĐÐ" + "".join(letter for letter in _MARKED if letter.isupper())
SMALL = "a-zđ" + "".join(letter for letter in _MARKED if letter.islower())


# The signs nearly every document is made of, fewer than 256, as an eight-bit code of our own: a text goes to its bytes
# and back through the folded twin of the code, two loops in C that cost a twelfth of `str.translate`.
_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_COMMON = "\0\t\n\f\r" + "".join(map(chr, range(32, 127))) + _VIETNAMESE + _VIETNAMESE.upper()
_COMMON += "–—“”‘’…•\u00a0§°²®©«»→·Ðˆ⁄¬"  # the last four are common remains of stamps in scanned text
_CODE = charmap_build(_COMMON.ljust(256, "\ufffe"))
_FOLDED_CODE = "".join(_FOLD.get(ord(letter), letter) for letter in _COMMON)
_MOST_RARE = 8


def fold(text: str) -> str:
    """The text in small letters without marks, đ as d, plain dashes and quotes; every code point stays one.

    Combining marks are kept, so compose first: `fold(compose(text).text)`.
    """
    try:
        return charmap_decode(charmap_encode(text, "strict", _CODE)[0], "strict", _FOLDED_CODE)[0]
    except UnicodeEncodeError as rare:
        return _fold_around(text, rare.start, rare.end)


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """One word folded. Vietnamese has some 7,000 written syllables, and a document uses a few hundred of them."""
    return fold(word)


@lru_cache(maxsize=2)
def fold_whole(text: str) -> str:
    """The folded text of a document; its steps ask for the same one again and again."""
    return fold(text)


def _fold_around(text: str, start: int, end: int) -> str:
    """A text with rare signs, the first at `start`: the stretches between them the fast way, a few times."""
    done = 0
    pieces: list[str] = []
    for _ in range(_MOST_RARE):
        pieces += fold(text[done:start]), text[start:end].translate(_FOLD)
        done = end
        rest = text[done:]
        try:
            pieces.append(charmap_decode(charmap_encode(rest, "strict", _CODE)[0], "strict", _FOLDED_CODE)[0])
        except UnicodeEncodeError as rare:
            start, end = done + rare.start, done + rare.end
        else:
            return "".join(pieces)
    return "".join(pieces) + text[done:].translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in composed form.

    `offsets[i]` is where its letter i starts in the found text; None where nothing changed.
    """

    text: str
    offsets: Sequence[int] | None = None

    def span(self, span: Span) -> Span:
        """The place in the text as it was found."""
        if self.offsets is None:
            return span
        return self.offsets[span[0]], self.offsets[span[1]]


def compose(text: str) -> Composed:
    """The text with marks joined to their letters, invisible signs left out, and the plain blank and dash for those
    that word processors put so that no line breaks there. Linear in its length."""
    if text.isascii():
        return Composed(text)
    plain = text
    for sign, instead in _UNBROKEN:
        if sign in plain:
            plain = plain.replace(sign, instead)
    composed = _compose(plain)
    if plain is text:
        return composed
    return Composed(composed.text, composed.offsets or range(len(text) + 1))


def _compose(text: str) -> Composed:
    if _is_composed(text):
        return Composed(text)
    letters: list[str] = []
    offsets: list[int] = []
    for position, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        if letters and unicodedata.combining(letter):
            joined = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(joined) == 1:
                letters[-1] = joined
                continue
        letters.append(letter)
        offsets.append(position)
    offsets.append(len(text))
    return Composed("".join(letters), tuple(offsets))


def _is_composed(text: str) -> bool:
    """Whether nothing is to be joined or left out; the quick looks are enough for nearly every text."""
    if any(sign in text for sign in _INVISIBLE):
        return False
    return unicodedata.is_normalized("NFC", text) or not _LOOSE.search(text)


_OLD_TONE = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
# The first letter stands in front, so that the search engine skips to it; "qu" is one consonant.
_OLD_TONE_RE = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?<![qQ]..)(?!\w)")


def place_tones(text: str) -> str:
    """The text with tone marks where the older school puts them: "hoà" and "uỷ" become "hòa" and "ủy"."""

    def moved(match: re.Match[str]) -> str:
        """The syllable with its mark moved, in capitals where it was."""
        found = match.group()
        new = _OLD_TONE[found.lower()]
        return "".join(letter.upper() if old.isupper() else letter for letter, old in zip(new, found, strict=True))

    return _OLD_TONE_RE.sub(moved, text)
