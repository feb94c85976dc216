"""What a person typed, as what is looked for: a code, words, words in quotes, in four steps from best to rest."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from trienkhai.web.finding.expressions import Either, Every, Expression, Has, Without
from trienkhai.web.finding.words import (
    IN_CODE,
    IN_TITLE,
    JOINT,
    day_token,
    exact_words,
    pair_words,
    split_words,
    year_token,
)

LONGEST = 200
MOST_WORDS = 16
SHORTEST_BEGINNING = 4
_QUOTED = re.compile(r"""["“”„«»]([^"“”„«»]*)["“”„«»]""")
_YEAR = re.compile(r"(19|20)\d\d")
# Kinds that stand in no list of administrative documents.
_LAWS = ("luật", "bộ luật", "pháp lệnh", "lệnh", "nghị định", "thông tư", "thông tư liên tịch")
# Said between the pieces of a code; never a piece themselves.
_BETWEEN = {"so", "nam", "ngay", "thang"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for. `phrases` are to be found exactly as they stand, marks included.

    `cut`: more was typed than is looked for. `begun`: what was found has words that only begin as the last one does.
    """

    typed: str
    words: tuple[str, ...] = ()
    code: tuple[Expression, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    cut: bool = False
    begun: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing that could be looked for, such as signs alone."""
        return not (self.words or self.phrases)

    def list_steps(self) -> list[Expression]:
        """Code, then title, then neighbours in the text, then anywhere; each leaves out what stood before it."""
        steps: list[Expression] = []
        for step in (self._by_code(), self._in_title(), self._side_by_side(), self._anywhere()):
            if step is None:
                continue
            steps.append(step)
        return [Without(step, tuple(steps[:place])) for place, step in enumerate(steps)]

    def begins(self) -> tuple[list[Expression], Expression] | None:
        """The words before the last one, and all of them with the last one begun; None where that would be too much."""
        if self.phrases or not self.words:
            return None
        last = self.words[-1]
        if last.isdigit() or len(last) < SHORTEST_BEGINNING:
            return None
        before: list[Expression] = [Has(word) for word in self.words[:-1]]
        return before, Every((*before, Has(last, begins=True)))

    def _by_code(self) -> Expression | None:
        return Every((*self.code, *self._phrases())) if self.code else None

    def _in_title(self) -> Expression | None:
        said = [*self.words, *(word for phrase in self._folded_phrases() for word in phrase)]
        return Every((*(Has(IN_TITLE + word) for word in dict.fromkeys(said)), *self._pairs_of_phrases()))

    def _side_by_side(self) -> Expression | None:
        pairs = pair_words(list(self.words))
        return Every((*map(Has, dict.fromkeys(pairs)), *self._phrases())) if pairs else None

    def _anywhere(self) -> Expression | None:
        return Every((*map(Has, dict.fromkeys(self.words)), *self._phrases()))

    def _folded_phrases(self) -> list[list[str]]:
        return [split_words(" ".join(phrase)) for phrase in self.phrases]

    def _phrases(self) -> list[Expression]:
        single = [Has(phrase[0]) for phrase in self._folded_phrases() if len(phrase) == 1]
        return [*single, *self._pairs_of_phrases()]

    def _pairs_of_phrases(self) -> list[Expression]:
        pairs = [pair for phrase in self._folded_phrases() for pair in pair_words(phrase)]
        return [Has(pair) for pair in dict.fromkeys(pairs)]


def parse_asked(typed: str) -> Asked:
    """What these words ask for. Never raises: signs that mean nothing here are between words.

    >>> parse_asked('kế hoạch "nêu gương"').phrases
    (('nêu', 'gương'),)
    """
    typed = " ".join(typed.replace("\0", " ").split())
    kept = typed[:LONGEST]
    phrases = tuple(filter(None, (tuple(exact_words(part)) for part in _QUOTED.findall(kept))))
    words = split_words(_QUOTED.sub(" ", kept).strip())
    spoken = len(words) + sum(map(len, phrases))
    phrases = tuple(phrase[:MOST_WORDS] for phrase in phrases[:4])
    every = [*words[:MOST_WORDS], *(word for phrase in phrases for word in split_words(" ".join(phrase)))]
    return Asked(
        typed=kept,
        words=tuple(words[:MOST_WORDS]),
        code=tuple(parse_code(every)),
        phrases=phrases,
        cut=len(typed) > LONGEST or spoken > MOST_WORDS,
    )


def parse_code(words: list[str]) -> list[Expression]:
    """The pieces of a document's code in these words; none where they hold no number.

    A kind is taken written out or shortened; a day and, after a number, a year may stand for the document's own.
    """
    pieces, day = _take_day(_join_kinds(words))
    pieces = [piece for piece in pieces if piece not in _BETWEEN]
    if not any(piece.isdigit() for piece in pieces):
        return []
    found: list[Expression] = [Has(IN_CODE + day_token(day))] if day else []
    numbered = False
    for piece in dict.fromkeys(pieces):
        plain = Has(IN_CODE + piece)
        year = numbered and _YEAR.fullmatch(piece) is not None
        found.append(Either((plain, Has(IN_CODE + year_token(piece)))) if year else plain)
        numbered = numbered or piece.isdigit()
    return found


def _take_day(words: list[str]) -> tuple[list[str], date | None]:
    """The words without "ngày 5 12 2022", and that day."""
    for place, word in enumerate(words):
        said = words[place + 1 : place + 4]
        numbers = [piece for piece in words[place + 1 : place + 6] if piece not in _BETWEEN][:3]
        if word != "ngay" or len(said) < 3 or len(numbers) < 3 or not all(piece.isdigit() for piece in numbers):
            continue
        try:
            day = date(int(numbers[2]), int(numbers[1]), int(numbers[0]))
        except (ValueError, OverflowError):
            return words, None
        after = words[place + 1 :]
        for piece in numbers:
            after.remove(piece)
        return words[:place] + after, day
    return words, None


def _join_kinds(words: list[str]) -> list[str]:
    """The words with every kind of document as one: "kế hoạch" is "ke_hoach"."""
    joined: list[str] = []
    place = 0
    while place < len(words):
        size = next((size for size in (4, 3, 2) if tuple(words[place : place + size]) in _kinds()), 1)
        joined.append(JOINT.join(words[place : place + size]))
        place += size
    return joined


@cache
def _kinds() -> frozenset[tuple[str, ...]]:
    """The names of kinds of documents, word by word."""
    raw = json.loads(files("trienkhai.data").joinpath("document_types.json").read_text("utf-8"))
    listed = [str(row["name"]).partition(" (")[0] for list_ in ("state", "state_copies", "party") for row in raw[list_]]
    return frozenset(tuple(split_words(name)) for name in (*listed, *_LAWS))
