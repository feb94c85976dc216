"""Showing where the words stand that were looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from trienkhai.vietnamese.letters import compose
from trienkhai.web.finding.asking import Asked
from trienkhai.web.finding.words import exact_words, find_words, split_words

_MARK, _END = mark_safe('<mark class="mark">'), mark_safe("</mark>")
WIDTH = 180
MOST_PLACES = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `found` where it is one of the words looked for."""

    text: str
    found: bool = False


Pieces = tuple[Piece, ...]
_Place = tuple[str, int, int]


def mark_words(text: str, asked: Asked) -> Pieces:
    """The whole text in one line, its pieces put together give it again; words looked for are marked."""
    plain = " ".join(compose(text).text.split())
    return tuple(_cut(plain, _find_places(plain, asked)))


def find_excerpt(text: str, asked: Asked) -> Pieces:
    """The best stretch of a long text: most different words, neighbours first; nothing where none stands in it.

    Where a word stands nowhere near the others, the stretch around it follows.
    """
    plain = " ".join(compose(text).text.split())
    places = _find_places(plain, asked)
    if not places:
        return ()
    best = max(range(len(places)), key=lambda index: (_worth(places, index), -index))
    pieces = _stretch(plain, places, best)
    shown = {word for word, *_ in _near(places, best)}
    other = next((index for index, place in enumerate(places) if place[0] not in shown), None)
    return pieces if other is None else (*pieces, Piece(" "), *_stretch(plain, places, other, WIDTH // 2))


def _stretch(text: str, places: list[_Place], index: int, width: int = WIDTH) -> Pieces:
    """The text around one place, from the beginning of a word to the end of one."""
    _, first, last = places[index]
    start = max(0, first - width // 4)
    end = min(len(text), start + width)
    if start:
        start = min(text.find(" ", start) + 1 or first, first)
    if end < len(text):
        end = max(text.rfind(" ", 0, end), last)
    within = [(word, one - start, other - start) for word, one, other in places if start <= one and other <= end]
    before, after = [Piece("… ")] if start else [], [Piece(" …")] if end < len(text) else []
    return (*before, *_cut(text[start:end], within), *after)


def show_pieces(pieces: Pieces) -> SafeString:
    """The pieces as HTML, the words looked for marked."""
    return format_html_join(
        "", "{}{}{}", ((_MARK if piece.found else "", piece.text, _END if piece.found else "") for piece in pieces)
    )


def holds_phrases(asked: Asked, *texts: str) -> bool:
    """Whether every phrase stands in one of these texts exactly, marks included."""
    said = [f" {' '.join(exact_words(text))} " for text in texts if text] if asked.phrases else []
    return all(any(f" {' '.join(phrase)} " in text for text in said) for phrase in asked.phrases)


def _find_places(text: str, asked: Asked) -> list[_Place]:
    wanted = {*asked.words, *(word for phrase in asked.phrases for word in split_words(" ".join(phrase)))}
    begun = asked.words[-1] if asked.begun and asked.words else None
    found: list[_Place] = []
    for word, start, end in find_words(text):
        if word in wanted or (begun is not None and word.startswith(begun)):
            found.append((word, start, end))
            if len(found) == MOST_PLACES:
                break
    return found


def _near(places: list[_Place], index: int) -> list[_Place]:
    """The places that fit into one stretch with this one, from it on."""
    return [place for place in places[index : index + 12] if place[2] <= places[index][1] + WIDTH * 3 // 5]


def _worth(places: list[_Place], index: int) -> tuple[int, int]:
    """How many different words stand near a place, and how many follow one another at once."""
    near = _near(places, index)
    joined = sum(other[1] - one[2] <= 1 for one, other in pairwise(near))
    return len({word for word, *_ in near}), joined


def _cut(text: str, places: list[_Place]) -> Iterator[Piece]:
    """The text in pieces; marked words with nothing but a space between them are one piece."""
    joined: list[tuple[int, int]] = []
    for _, start, end in places:
        if joined and text[joined[-1][1] : start] in ("", " ", "-", "/"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    done = 0
    for start, end in joined:
        if done < start:
            yield Piece(text[done:start])
        yield Piece(text[start:end], found=True)
        done = end
    if done < len(text):
        yield Piece(text[done:])
