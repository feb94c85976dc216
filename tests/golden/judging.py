"""What a reading says about a corpus document, item by item, each judged against the gold beside the text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trienkhai.parts import Json, Reading, reading_to_json
from trienkhai.vietnamese.letters import compose, fold

SCALARS = (
    "doc_type", "number", "symbol", "code", "parent_agency", "agency", "place", "date", "subject", "urgency", "secrecy",
    "signature.mode", "signature.on_behalf_of", "signature.position", "signature.name",
)  # fmt: skip
LISTS = ("addressees", "recipients", "archive", "attachments")
PLACED = {"citations": ("code", "date", "type", "issuer"), "outline": ("label", "level"), "deadlines": ("date",)}
ORDERS = ("items", "assignments", "forms", "authority_chain")


class Verdict(StrEnum):
    """How an item stands to the gold; `unjudged` where the corpus has no gold for it."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Judged:
    """One item. `words` are for the person at the screen and are never stored; `key` is their hash."""

    field: str
    words: str
    verdict: Verdict
    key: str


def _judged(document: str, field: str, words: str, verdict: Verdict) -> Judged:
    digest = hashlib.sha256(f"{document}|{field}|{words}|{verdict is Verdict.MISSED}".encode()).hexdigest()
    return Judged(field, words, verdict, digest[:16])


def judge(document: str, reading: Reading, gold: dict[str, Json], *, scanned: bool) -> Iterator[Judged]:
    """Every item said or missed, in the order of the fields."""
    said = reading_to_json(reading)
    for field in SCALARS:
        yield from _judge_values(document, field, [_at(gold, field)], [_at(said, field)], scanned)
    for field in LISTS:
        yield from _judge_values(document, field, _list(gold.get(field)), _list(said.get(field)), scanned)
    for field, parts in PLACED.items():
        yield from _judge_placed(document, field, parts, _entries(gold, field), _entries(said, field), scanned)
    orders = said.get("directive")
    assert isinstance(orders, dict)
    for field in ORDERS:
        for entry in _list(orders.get(field)):
            yield _judged(document, f"directive.{field}", _dump(entry), Verdict.UNJUDGED)


def _dump(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _at(document: dict[str, Json], path: str) -> Json:
    value: Json = document
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return None if isinstance(value, dict) and not any(value.values()) else value


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _entries(document: dict[str, Json], field: str) -> list[dict[str, Json]]:
    return [entry for entry in _list(document.get(field)) if isinstance(entry, dict)]


def plain(value: Json, *, scanned: bool) -> str:
    """A value as it is compared: letters and digits alone; without marks where the text is a page reader's."""
    text = compose(_dump(value)).text.lower() if value is not None else ""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text) if scanned else text).split())


def _judge_values(
    document: str, field: str, gold: Sequence[Json], said: Sequence[Json], scanned: bool
) -> Iterator[Judged]:
    left = [value for value in gold if value is not None]
    for value in said:
        if value is None:
            continue
        twin = next((one for one in left if plain(one, scanned=scanned) == plain(value, scanned=scanned)), None)
        if twin is not None:
            left.remove(twin)
        yield _judged(document, field, _dump(value), Verdict.WRONG if twin is None else Verdict.RIGHT)
    for value in left:
        yield _judged(document, field, _dump(value), Verdict.MISSED)


def _judge_placed(
    document: str,
    field: str,
    parts: Sequence[str],
    gold: Sequence[dict[str, Json]],
    said: Sequence[dict[str, Json]],
    scanned: bool,
) -> Iterator[Judged]:
    left = list(gold)
    for entry in said:
        twin = next((one for one in left if _overlaps(one, entry)), None)
        words = f"{_dump(entry.get('span'))} {entry.get('text')} {[entry.get(part) for part in parts]}"
        if twin is not None:
            left.remove(twin)
        same = twin is not None and all(
            plain(twin.get(part), scanned=scanned) == plain(entry.get(part), scanned=scanned) for part in parts
        )
        yield _judged(document, field, words, Verdict.RIGHT if same else Verdict.WRONG)
    for entry in left:
        yield _judged(document, field, f"{_dump(entry.get('span'))} {entry.get('text')}", Verdict.MISSED)


def _overlaps(one: dict[str, Json], other: dict[str, Json]) -> bool:
    (start, end), (begin, stop) = _span(one), _span(other)
    return min(end, stop) - max(start, begin) > 0.3 * (max(end, stop) - min(start, begin)) or abs(start - begin) <= 3


def _span(entry: dict[str, Json]) -> tuple[int, int]:
    span = entry.get("span")
    if isinstance(span, list) and len(span) == 2 and isinstance(span[0], int) and isinstance(span[1], int):
        return span[0], span[1]
    return -99, -99
