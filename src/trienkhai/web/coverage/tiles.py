"""One frame a district, in it one drawing a unit: topics across, groups of forms down. What does this unit do?

In the order of the unit list, never by figures. More than sixty units do not fit a page and are not offered.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from trienkhai.web.coverage.addresses import why_url
from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.presenting import Scene
from trienkhai.web.coverage.tables import OWN_BANDS
from trienkhai.web.coverage.wording import square_state
from trienkhai.web.directives.models import Item
from trienkhai.web.ui.squares import Square, render_squares

MOST_UNITS = 60
OWN = pgettext_lazy("several", "Đơn vị trực thuộc")
DONE = (CellState.PROVED, CellState.RECORDED)


@dataclass(frozen=True, slots=True)
class UnitTile:
    """One unit: how many of its cells have something done; `late` opens why it is red."""

    name: str
    url: str
    done: int
    drawing: SafeString
    late: str


@dataclass(frozen=True, slots=True)
class Tile:
    """The units of one district, or of one kind where they belong to none."""

    name: str
    units: tuple[UnitTile, ...]
    placed: bool


def may_tile(scene: Scene) -> bool:
    """Whether tiles say something: there are forms, all units may be seen, and they fit."""
    coverage = scene.coverage
    return coverage.has_forms and scene.beholder.all_units and len(coverage.units) <= MOST_UNITS


def show_tiles(scene: Scene) -> tuple[Tile, ...]:
    """Districts first, then the units that belong to none, by kind."""
    found: dict[tuple[bool, str], list[UnitTile]] = {}
    for position, unit in enumerate(scene.coverage.units):
        key = (True, unit.place) if unit.place else (False, str(OWN) if unit.band in map(str, OWN_BANDS) else unit.band)
        name = unit.band if unit.place else unit.short_name
        found.setdefault(key, []).append(show_unit(scene, position, name))
    tiles = [Tile(name, tuple(units), placed) for (placed, name), units in found.items()]
    return tuple(sorted(tiles, key=lambda tile: not tile.placed))


def show_unit(scene: Scene, position: int, name: str) -> UnitTile:
    """The topics of one unit by groups of forms; a gap after the emphasised ones."""
    coverage = scene.coverage
    facts = coverage.situation.units[position]
    topics = coverage.situation.of_kind(Item.Kind.TOPIC)
    squares, done = [], 0
    for x, item in enumerate(topics):
        choosable = coverage.choosable(item)
        for y, cell in enumerate(coverage.topics.row(item.pk)):
            state = cell.states[position]
            done += state in DONE
            squares.append(Square(x, y, square_state(state, choosable=choosable)))
    first = next((index for index, item in enumerate(topics) if item.emphasis != topics[0].emphasis), None)
    late = next(iter(facts.late), None)
    return UnitTile(
        name=name,
        url=scene.ways.unit(facts.duty.pk),
        done=done,
        drawing=render_squares(
            squares,
            columns=len(topics),
            rows=len(coverage.topics.groups),
            label=facts.short_name,
            gap_after=first,
        ),
        late=why_url(facts.duty.pk, late) if late is not None else "",
    )
