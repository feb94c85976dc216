"""Names of units in one comparable form, so that "UBND" and "Ủy ban nhân dân", "Hoà" and "Hòa" meet."""

from __future__ import annotations

import re

from trienkhai.vietnamese.letters import compose, fold, place_tones

# What official writing shortens in names of bodies (Decree 30/2020/NĐ-CP, Appendix I, allows the usual ones).
_SHORT_FORMS = (
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\btp\b\.?", "thanh pho"),
    (r"\bttdt\b", "thong tin dien tu"),
    (r"\bvh\s*(?:&|-|,)?\s*tt\b", "van hoa va thong tin"),
    (r"\bvh\s*,\s*tt\s*(?:&|va)\s*tt\b", "van hoa, the thao va truyen thong"),
    (r"\btdtt\b", "the duc the thao"),
    (r"\bgd\s*&\s*dt\b", "giao duc va dao tao"),
)
# The longer short forms first, or "VH,TT&TT" would be taken for "VHTT".
_EXPANSIONS = tuple(
    (re.compile(pattern), words) for pattern, words in sorted(_SHORT_FORMS, key=lambda pair: len(pair[0]), reverse=True)
)
_SPACES = re.compile(r"\s+")
_DASH = re.compile(r"\s*-\s*")
_EDGES = " .;:,/'\"()“”"


def fold_name(text: str) -> str:
    """The name in small letters without marks, short forms written out, one way of spacing.

    >>> fold_name("UBND các xã,  phường; ")
    'uy ban nhan dan cac xa, phuong'
    """
    folded = fold(place_tones(compose(text).text)).strip(_EDGES)
    for pattern, words in _EXPANSIONS:
        folded = pattern.sub(words, folded)
    folded = folded.replace("&", " va ")
    folded = _DASH.sub(" - ", folded)
    folded = re.sub(r"\s*,\s*", ", ", folded)
    return _SPACES.sub(" ", folded).strip(_EDGES)
