"""Short codes of units, so that an activity can be named in a sentence: "LB-029", "LB-T-014". Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trienkhai.vietnamese.letters import compose, fold

_WORD = re.compile(r"[^\W\d_]+")


def assign_codes(names: Iterable[str]) -> tuple[str, ...]:
    """A code for each unit, no two alike; a name added at the end never changes the codes before it.

    Initials of the place ("huyện Lộc Bình": LB); two places with the same initials differ by a further letter ("Cao
    Lộc" CL, "Chi Lăng" CLA); two units of one place by the initial of what they are ("Trung tâm …": LB-T).

    >>> assign_codes(["Phòng VH&TT huyện Lộc Bình", "Trung tâm VH, TT&TT huyện Lộc Bình", "Bảo tàng tỉnh"])
    ('LB', 'LB-T', 'BTT')
    """
    places: dict[str, str] = {}
    taken: set[str] = set()
    codes = []
    for name in names:
        words = _WORD.findall(compose(name).text)
        code = _place_code(_place_words(words) or words, places)
        if code in taken and words:
            code = f"{code}-{_plain(words[0])[0]}"
        base, number = code, 2
        while code in taken:
            code, number = f"{base}{number}", number + 1
        taken.add(code)
        codes.append(code)
    return tuple(codes)


def _place_words(words: list[str]) -> list[str]:
    """The last words with one capital: the name of a place, not an abbreviation."""
    place: list[str] = []
    for word in reversed(words):
        if not word[0].isupper() or (len(word) > 1 and word.isupper()):
            break
        place.insert(0, word)
    return place


def _place_code(words: list[str], places: dict[str, str]) -> str:
    """The code of a place: the one it has, else its initials, with letters of its last word until nobody has it."""
    place = " ".join(words)
    if place in places:
        return places[place]
    plain = [_plain(word) for word in words] or ["HD"]
    code, used = "".join(word[0] for word in plain)[:3], set(places.values())
    for letter in plain[-1][1:]:
        if code not in used:
            break
        code += letter
    places[place] = code
    return code


def _plain(word: str) -> str:
    """Capitals without marks."""
    return fold(word).upper()
