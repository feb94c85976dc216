"""The words that header, foot and signature are known by, loaded once from `data/reading_words.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trienkhai.vietnamese.letters import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words; longest first where several may begin alike.

    `exact_bodies` keep their marks, because without them they are ordinary words; `partial_bodies` are organs that,
    alone on a line, are not a whole name. `sorts` follow a kind in its title and say of which sort it is.
    """

    kinds: dict[str, str]
    abbreviations: dict[str, str]
    symbol_kinds: tuple[str, ...]
    bodies: tuple[str, ...]
    exact_bodies: tuple[str, ...]
    partial_bodies: frozenset[str]
    territories: tuple[str, ...]
    titles: tuple[str, ...]
    collectives: tuple[str, ...]
    purposes: frozenset[str]
    surnames: frozenset[str]
    sorts: frozenset[str]


@cache
def reading_words() -> Words:
    """The vocabulary; `kinds` maps the folded name to the printed one, `abbreviations` a symbol's kind to it."""
    raw = json.loads((Path(__file__).parent.parent / "data" / "reading_words.json").read_text("utf-8"))
    longest = {
        key: tuple(sorted({fold(word) for word in raw[key]}, key=lambda word: (-len(word), word)))
        for key in ("bodies", "territories", "titles", "collectives")
    }
    abbreviations: dict[str, str] = {}
    for name, short in raw["kinds"].items():
        if short:
            abbreviations.setdefault(fold(short), name)
    return Words(
        kinds={fold(name): name for name in sorted(raw["kinds"], key=len, reverse=True)},
        abbreviations=abbreviations,
        symbol_kinds=tuple(sorted(raw["symbol_kinds"], key=len, reverse=True)),
        exact_bodies=tuple(raw["exact_bodies"]),
        partial_bodies=frozenset(fold(word) for word in raw["partial_bodies"]),
        purposes=frozenset(fold(word) for word in raw["purposes"]),
        surnames=frozenset(fold(word) for word in raw["surnames"]),
        sorts=frozenset(fold(word).replace(",", "") for word in raw["sorts"]),
        **longest,
    )
