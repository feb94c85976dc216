"""What is kept of a text for finding: folded words, pairs of neighbours, and signs that no text can contain.

The same words on both databases: neither SQLite's tokenizer nor PostgreSQL's parser ever sees a text, only what stands
here, word by word (FTS5 does not fold đ, PostgreSQL breaks `30/2020/NĐ-CP` into pieces). Old and new tone placement
meet because a folded word has no tone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from trienkhai.vietnamese.letters import fold, place_tones

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
# Letters or digits, never both: "113kh/tu", "113-KH/TU" and "113 kh tu" fall into the same three words.
_WORD = re.compile(r"[^\W\d_]+|\d+")
LONGEST_WORD = 40
# A document of a thousand pages; PostgreSQL refuses a vector above one megabyte.
LONGEST_TEXT = 600_000
LONGEST_ENTRY = 700_000

IN_TITLE, IN_CODE, SEEN_BY, JOINT = "^", "#", "@", "_"


def split_words(text: str) -> list[str]:
    """The words of a text in small letters without marks, numbers without leading zeros.

    >>> split_words("Số: 05/2020/NĐ-CP, hoà giải")
    ['so', '5', '2020', 'nd', 'cp', 'hoa', 'giai']
    """
    return _cut(fold(_joined(text)))


def exact_words(text: str) -> list[str]:
    """The same with the marks on, tones where the older school puts them.

    >>> exact_words("Hoà giải") == exact_words("HÒA  GIẢI")
    True
    """
    return _cut(place_tones(_joined(text)).lower())


def find_words(text: str) -> list[tuple[str, int, int]]:
    """Every word of a composed text, folded, with its place."""
    return [(_plain(found[0]), found.start(), found.end()) for found in _WORD.finditer(fold(text))]


def _joined(text: str) -> str:
    """The text composed, as `compose` does it, without keeping the way back: a long text in a tenth of the time."""
    return unicodedata.normalize("NFC", text if text.isascii() else _INVISIBLE.sub("", text))


def _cut(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    if len(word) > LONGEST_WORD:
        word = word[:LONGEST_WORD]
    return word.lstrip("0") or "0" if word[0] == "0" else word


def pair_words(words: list[str]) -> list[str]:
    """Neighbours joined: most Vietnamese words have two syllables, and a pair says much more than its halves.

    A sign stands first, so that what begins like a word is a word, and never the thousand pairs it begins.
    """
    return [f"{JOINT}{one}{JOINT}{other}" for one, other in pairwise(words)]


def code_tokens(code: str, kind_name: str = "", dated_on: date | None = None) -> list[str]:
    """What a document's code is found by: its pieces, its kind written out and shortened, its year and its day."""
    found = split_words(code)
    kind = split_words(kind_name)
    if kind:
        found += [JOINT.join(kind), "".join(word[0] for word in kind)]
    if dated_on is not None:
        found += [year_token(f"{dated_on.year}"), day_token(dated_on)]
    return [IN_CODE + word for word in dict.fromkeys(found)]


def year_token(year: str) -> str:
    """A year in which a document is dated."""
    return f"y{year}"


def day_token(day: date) -> str:
    """A day on which a document is dated."""
    return f"d{day:%Y%m%d}"


def office_token(office_id: int) -> str:
    """Seen by everybody of this office."""
    return f"{SEEN_BY}o{office_id}"


def unit_token(unit_id: int) -> str:
    """Seen by whoever acts for this unit."""
    return f"{SEEN_BY}u{unit_id}"


def write_entry(*, title: str, text: str, code: Iterable[str], seen_by: Iterable[str]) -> str:
    """Everything a thing is found by, each once, between single spaces; who sees it stands first."""
    in_title, in_text = split_words(title), split_words(text[:LONGEST_TEXT])
    tokens = dict.fromkeys(sorted(seen_by))
    tokens.update(dict.fromkeys(code))
    tokens.update(dict.fromkeys(IN_TITLE + word for word in in_title))
    tokens.update(dict.fromkeys(in_title))
    tokens.update(dict.fromkeys(in_text))
    tokens.update(dict.fromkeys(pair_words(in_title)))
    tokens.update(dict.fromkeys(pair_words(in_text)))
    said = " ".join(tokens)
    return said if len(said) <= LONGEST_ENTRY else said[:LONGEST_ENTRY].rpartition(" ")[0]
