"""What can be a Vietnamese syllable: an initial, a rhyme out of some 160, one tone. Words of other languages and
misread letters are rarely one.

A stopped rhyme (-c, -ch, -p, -t) only bears the rising or the heavy tone. Foreign names and abbreviations are none;
they are a tenth of the words of an official document at most.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from trienkhai.vietnamese.letters import fold

_INITIAL = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RHYMES = (
    "(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et"
    "|ê|êch|êm|ên|êng|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu"
    "|o|oc|oi|om|on|ong|ooc|oong|op|ot|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăp|oăt"
    "|oe|oem|oen|oeo|oet|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uc|ui|um|un|ung|up|ut"
    "|uân|uâng|uât|uây|uê|uêch|uênh|uơ|uy|uya|uych|uyn|uynh|uyp|uyt|uyu|uyên|uyêt|uôc|uôi|uôm|uôn|uông|uôt"
    "|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|y|ych|yn|ynh|yt|yêm|yên|yêng|yêt|yêu)"
)
_SYLLABLE = re.compile(_INITIAL + _RHYMES)
_UNMARKED = re.compile(fold(_INITIAL + _RHYMES))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = "\u0301\u0323"
_WORD = re.compile(r"[^\W\d_]{2,}")
_OWN = re.compile("[ạ-ỹ]")  # Unicode's block of letters that no other language has, small ones and capitals

_FEW = 40
"""Fewer words than this tell nothing: a page with a table of figures has some."""
_LIKE = 0.5
"""From this share on, words look Vietnamese, marks aside. Measured: English below 0.3, garbled texts from 0.65."""
_OWN_LETTERS = 0.15
"""A text with fewer letters of the language's own a word is garbled. Measured: sound ones from 0.41, garbled ones 0."""


@dataclass(frozen=True, slots=True)
class Syllables:
    """How many words of two letters and more a text has, those all in capitals aside; the share of them that are
    possible syllables, and the share that would be if marks did not count."""

    words: int
    possible: float
    like: float


@lru_cache(maxsize=8192)
def is_possible(word: str) -> bool:
    """Whether a word in small letters can be a Vietnamese syllable with all its marks."""
    parts = unicodedata.normalize("NFD", word)
    tones = [sign for sign in parts if sign in _TONES]
    bare = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or (bool(tones) and tones[0] in _STOPPED_TONES)


@lru_cache(maxsize=8192)
def _is_like(word: str) -> bool:
    return _UNMARKED.fullmatch(fold(unicodedata.normalize("NFC", word))) is not None


def measure_syllables(text: str) -> Syllables:
    """How Vietnamese the words of a text are."""
    found = (word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isupper())
    words = [word.lower() for word in found]
    count = max(1, len(words))
    return Syllables(len(words), sum(map(is_possible, words)) / count, sum(map(_is_like, words)) / count)


def is_garbled(text: str) -> bool:
    """Whether a text is Vietnamese whose marks are wrong or lost throughout, as a program leaves it that recognised a
    page without knowing the language: half of the language's letters are none that it could give.

    Short texts and other languages are not garbled.
    """
    composed = unicodedata.normalize("NFC", text)
    own = len(_OWN.findall(composed))
    if own >= _OWN_LETTERS * len(composed.split()):
        return False
    measured = measure_syllables(composed)
    return measured.words >= _FEW and measured.like >= _LIKE and own < _OWN_LETTERS * measured.words
