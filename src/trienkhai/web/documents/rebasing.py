"""Corrections of a reading carried over to a new reading of the same document, one page of which was exchanged.

What a person said stays said. A correction of an entry of a list ("recipients[2].text") follows its entry: to the place
where the new reading has the same entry, else to the entry that stands instead of it; where there is none, the entry is
added as the person left it.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field

from trienkhai.parts import Json
from trienkhai.sources.replacing import Shift
from trienkhai.web.documents.values import LISTS, put, take

_ENTRY = re.compile(rf"({'|'.join(re.escape(name) for name in LISTS)})\[(\d+)\](.*)")


@dataclass(frozen=True, slots=True)
class Said:
    """A person's value for a path, and its place in the text. `row` tells which correction it is."""

    path: str
    value: Json
    span: Json = None
    row: int = 0


@dataclass(slots=True)
class _List:
    """One list: where each old entry stands now, which old entries stand nowhere, and the next free place."""

    places: dict[int, int]
    length: int
    added: dict[int, int] = field(default_factory=dict)

    def add(self, index: int) -> int:
        """The place of an entry that the new reading does not have; the same one each time."""
        return self.added.setdefault(index, self.length + len(self.added))


def carry_over(old: dict[str, Json], new: dict[str, Json], said: list[Said], shift: Shift) -> list[Said]:
    """The corrections of the old finding, fit for the new one, in their order."""
    known: dict[str, _List] = {}
    uncut = copy.deepcopy(old)
    carried: list[Said] = []
    for one in said:
        span = _moved_span(one.span, shift)
        value = move_spans(one.value, shift)
        put(uncut, one.path, one.value)
        match = _ENTRY.fullmatch(one.path)
        if match is None:
            carried.append(Said(one.path, value, span, one.row))
            continue
        path, index, rest = match[1], int(match[2]), match[3]
        entries = known.setdefault(path, _match(_entries(old, path), _entries(new, path), shift))
        place = entries.places.get(index)
        if place is not None:
            carried.append(Said(f"{path}[{place}]{rest}", value, span, one.row))
        elif value is not None or rest or index in entries.added:
            whole = move_spans(take(uncut, f"{path}[{index}]"), shift)
            carried.append(Said(f"{path}[{entries.add(index)}]", whole, span, one.row))
    return carried


def move_spans(value: Json, shift: Shift) -> Json:
    """The value with every place in it where it lies now; one on the exchanged page is empty and at its beginning."""
    if isinstance(value, list):
        return [move_spans(entry, shift) for entry in value]
    if not isinstance(value, dict):
        return value
    moved: dict[str, Json] = {}
    for name, entry in value.items():
        if name == "span":
            moved[name] = _moved_span(entry, shift) or ([shift.start, shift.start] if entry else None)
        elif name == "spans" and isinstance(entry, list):
            moved[name] = [span for span in (_moved_span(one, shift) for one in entry) if span]
        else:
            moved[name] = move_spans(entry, shift)
    return moved


def _moved_span(span: Json, shift: Shift) -> Json:
    if not isinstance(span, list) or len(span) != 2:
        return None
    start, end = span
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    moved = shift.move((start, end))
    return list(moved) if moved else None


def _entries(values: dict[str, Json], path: str) -> list[Json]:
    try:
        found = take(values, path)
    except KeyError:
        return []
    return found if isinstance(found, list) else []


def _match(old: list[Json], new: list[Json], shift: Shift) -> _List:
    """Same entries meet first; those left over meet in their order where as many are left on both sides."""
    places: dict[int, int] = {}
    free = list(range(len(new)))
    for index, entry in enumerate(old):
        moved = move_spans(entry, shift)
        same = next((place for place in free if new[place] == moved), None)
        if same is not None:
            places[index] = same
            free.remove(same)
    left = [index for index in range(len(old)) if index not in places]
    if len(left) == len(free):
        places.update(zip(left, free, strict=True))
    return _List(places, len(new))
