"""The arithmetic of coverage, in plain Python. Prose: docs/algorithms/coverage.md.

Everything is counted in units: how many of the units whose duty counts did something of this item in this form. A unit
that did not choose an item is neutral. The denominator comes from the ledger; 0 of 0 is "không áp dụng".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class CellState(StrEnum):
    """What one unit did in one cell, strongest first."""

    PROVED = "proved"
    RECORDED = "recorded"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """A unit whose duty counts on the day, in the order of the list; `items` are those addressed to it."""

    duty: int
    unit: int
    name: str
    short_name: str
    band: str
    place: str
    items: frozenset[int]


@dataclass(frozen=True, slots=True)
class Deed:
    """A confirmed activity as coverage sees it."""

    id: int
    duty: int
    group: str
    items: tuple[int, ...]
    proved: bool
    completes: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One item in one group of forms: a state for every unit, and the activities behind it."""

    item: int
    group: str
    states: tuple[CellState, ...]
    deeds: tuple[int, ...]

    @property
    def done(self) -> int:
        """How many units did something, proved or not."""
        return self.count(CellState.PROVED) + self.count(CellState.RECORDED)

    @property
    def denominator(self) -> int:
        """How many units it applies to."""
        return len(self.states) - self.count(CellState.NOT_APPLICABLE)

    def count(self, state: CellState) -> int:
        """How many units are in this state."""
        return sum(entry == state for entry in self.states)


@dataclass(frozen=True, slots=True)
class UnitTotals:
    """What one unit did under the directive."""

    duty: int
    activities: int
    proved: int
    cells_proved: int
    cells_recorded: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Items by groups of forms, a cell for each; "" is the group of activities without a form."""

    units: tuple[UnitColumn, ...]
    items: tuple[int, ...]
    groups: tuple[str, ...]
    cells: dict[tuple[int, str], Cell]
    totals: dict[int, UnitTotals]

    def row(self, item: int) -> tuple[Cell, ...]:
        """The cells of one item, in the order of the groups."""
        return tuple(self.cells[item, group] for group in self.groups)


@dataclass(slots=True)
class _Pile:
    proved: set[int] = field(default_factory=set)
    recorded: set[int] = field(default_factory=set)
    deeds: list[int] = field(default_factory=list)


def count_coverage(
    units: Sequence[UnitColumn], items: Sequence[int], groups: Sequence[str], deeds: Iterable[Deed]
) -> Matrix:
    """The matrix of a day. Activities of duties that do not count on the day are left out."""
    known = {column.duty for column in units}
    deeds = [deed for deed in deeds if deed.duty in known]
    piles: dict[tuple[int, str], _Pile] = defaultdict(_Pile)
    for deed in deeds:
        for item in deed.items:
            pile = piles[item, deed.group]
            (pile.proved if deed.proved else pile.recorded).add(deed.duty)
            pile.deeds.append(deed.id)
    cells = {
        (item, group): Cell(
            item=item,
            group=group,
            states=tuple(_state(column, item, piles[item, group]) for column in units),
            deeds=tuple(piles[item, group].deeds),
        )
        for item in items
        for group in groups
    }
    totals = {column.duty: _total(column.duty, position, deeds, cells) for position, column in enumerate(units)}
    return Matrix(tuple(units), tuple(items), tuple(groups), cells, totals)


def _state(column: UnitColumn, item: int, pile: _Pile) -> CellState:
    if column.duty in pile.proved:
        return CellState.PROVED
    if column.duty in pile.recorded:
        return CellState.RECORDED
    return CellState.NONE if item in column.items else CellState.NOT_APPLICABLE


def _total(duty: int, position: int, deeds: list[Deed], cells: dict[tuple[int, str], Cell]) -> UnitTotals:
    own = [deed for deed in deeds if deed.duty == duty]
    states = [cell.states[position] for cell in cells.values()]
    return UnitTotals(
        duty=duty,
        activities=len(own),
        proved=sum(deed.proved for deed in own),
        cells_proved=states.count(CellState.PROVED),
        cells_recorded=states.count(CellState.RECORDED),
    )
