"""Where each unit stands in a cell: always in the same place. Plain Python; prose in docs/algorithms/coverage.md.

Column = district, row = kind of unit, as long as the districts fit; units without a district, or with too many, fill
rows of their own from left to right. Over a hundred units nobody finds a square any more: each kind becomes a bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trienkhai.web.coverage.counting import CellState, UnitColumn
from trienkhai.web.language import in_vietnamese

MOST_COLUMNS = 13
MOST_SQUARES = 100
MOST_BARS = 4
_KIND_WORDS = tuple(in_vietnamese("phòng, trung tâm, ủy ban nhân dân, ubnd, trường, ban, chi cục").split(", "))
_AREA_WORDS = tuple(in_vietnamese("thành phố, thị xã, thị trấn, huyện, phường, xã, quận, tỉnh").split(", "))


@dataclass(frozen=True, slots=True)
class Band:
    """Units of one kind: the positions they have among all units."""

    name: str
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A place (column, row) for every unit, in the order of the units; or bars of bands, where they are too many."""

    columns: int
    rows: int
    places: tuple[tuple[int, int], ...]
    bands: tuple[Band, ...]
    column_names: tuple[str, ...]
    row_names: tuple[str, ...]
    letters: dict[tuple[int, int], str]

    @property
    def is_bars(self) -> bool:
        """Whether units are too many for squares."""
        return len(self.places) > MOST_SQUARES


def arrange_units(units: Sequence[UnitColumn]) -> Layout:
    """The places of these units. Which units there are decides, never what they did: a place stays a unit's own.

    27 units of 11 districts become 11 x 3; 65 communes become 13 x 5.
    """
    bands = _find_bands(units)
    aligned, wrapped = _split_bands(bands, units)
    districts = list(dict.fromkeys(units[position].place for band in aligned for position in band.positions))
    widest = max((len(band.positions) for band in wrapped), default=0)
    columns = max(len(districts), min(MOST_COLUMNS, widest), 1)
    places: dict[int, tuple[int, int]] = {}
    row_names: list[str] = []
    for band in aligned:
        for position in band.positions:
            places[position] = (districts.index(units[position].place), len(row_names))
        row_names.append(band.name)
    for band in wrapped:
        for index, position in enumerate(band.positions):
            places[position] = (index % columns, len(row_names) + index // columns)
        more = (len(band.positions) - 1) // columns
        row_names += [band.name, *[""] * more]
    alone = [position for band in wrapped for position in band.positions]
    short = dict(zip(alone, _tell_apart(units[position].short_name for position in alone), strict=True))
    return Layout(
        columns=columns,
        rows=max(len(row_names), 1),
        places=tuple(places[position] for position in range(len(units))),
        bands=tuple(_join_rest((*aligned, *wrapped))),
        column_names=_tell_apart(districts),
        row_names=tuple(row_names),
        letters={places[position]: short.get(position, "") for position in range(len(units))},
    )


def count_bands(layout: Layout, states: Sequence[CellState]) -> tuple[tuple[str, int, int, int], ...]:
    """For each band: its name, how many proved, how many recorded, how many it applies to."""
    found = []
    for band in layout.bands:
        counted = Counter(states[position] for position in band.positions)
        whole = len(band.positions) - counted[CellState.NOT_APPLICABLE]
        found.append((band.name, counted[CellState.PROVED], counted[CellState.RECORDED], whole))
    return tuple(found)


def _find_bands(units: Sequence[UnitColumn]) -> list[Band]:
    found: dict[str, list[int]] = {}
    for position, unit in enumerate(units):
        found.setdefault(unit.band, []).append(position)
    return [Band(name, tuple(positions)) for name, positions in found.items()]


def _split_bands(bands: Iterable[Band], units: Sequence[UnitColumn]) -> tuple[list[Band], list[Band]]:
    """Bands whose units can stand under their districts, and those that cannot."""
    aligned: list[Band] = []
    wrapped: list[Band] = []
    districts: set[str] = set()
    for band in bands:
        own = [units[position].place for position in band.positions]
        fits = all(own) and len(set(own)) == len(own) and len(districts.union(own)) <= MOST_COLUMNS
        (aligned if fits else wrapped).append(band)
        if fits:
            districts.update(own)
    return aligned, wrapped


def _join_rest(bands: Sequence[Band]) -> list[Band]:
    if len(bands) <= MOST_BARS:
        return list(bands)
    rest = tuple(sorted(position for band in bands[MOST_BARS - 1 :] for position in band.positions))
    return [*bands[: MOST_BARS - 1], Band(_("Khác"), rest)]


def _tell_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Initials of names, with more letters of the last word where two would be alike: LS, CLộ, CLă, BT."""
    words = [_significant(name) for name in names]
    short = [_initials(parts, 1) for parts in words]
    for length in range(2, 5):
        counted = Counter(short)
        short = [
            _initials(parts, length) if counted[said] > 1 else said for parts, said in zip(words, short, strict=True)
        ]
    return tuple(short)


def _initials(words: Sequence[str], last: int) -> str:
    if not words:
        return ""
    return "".join(word[:1].upper() for word in words[:-1]) + words[-1][:1].upper() + words[-1][1:last]


def _significant(name: str) -> list[str]:
    """The words that tell units apart: no kind of unit or area before them, two words at most."""
    rest = name
    for word in (*_KIND_WORDS, *_AREA_WORDS):
        if rest.lower().startswith(f"{word} "):
            rest = rest[len(word) + 1 :]
    return [word for word in rest.replace(",", " ").replace("&", " ").replace("-", " ").split() if word[0].isalpha()][
        :2
    ]
