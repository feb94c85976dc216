"""The arithmetic of coverage, in plain Python. Prose: docs/algorithms/coverage.md.

Everything is counted in units: how many of the units whose duty counts did something of this item in this form. A unit
that did not choose an item is neutral. The denominator comes from the ledger; 0 of 0 is "không áp dụng".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class CellState(StrEnum):
    """What one unit did in one cell, strongest first. `BEGUN` and `LATE` are of tasks only: see `count_tasks`."""

    PROVED = "proved"
    RECORDED = "recorded"
    PLANNED = "planned"
    BEGUN = "begun"
    NONE = "none"
    LATE = "late"
    NOT_APPLICABLE = "not_applicable"


# Who planned what: duty, item, column.
Planned = frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """A unit whose duty counts on the day, in the order of the list; `items` are those it owes or may choose.

    `late` are the items that are past their binding day and not done.
    """

    duty: int
    unit: int
    name: str
    short_name: str
    band: str
    place: str
    items: frozenset[int]
    late: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Deed:
    """A confirmed activity as coverage sees it. `group` is the column it falls into: a group of forms, or a form."""

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
        return self.states.count(state)

    def count_all(self) -> dict[CellState, int]:
        """How many units are in each state, every state named."""
        return {state: self.states.count(state) for state in CellState}


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
    units: Sequence[UnitColumn],
    items: Sequence[int],
    groups: Sequence[str],
    deeds: Iterable[Deed],
    planned: Planned = frozenset(),
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
            states=tuple(
                plan_state(_state(column, item, piles[item, group]), (column.duty, item, group) in planned)
                for column in units
            ),
            deeds=tuple(piles[item, group].deeds),
        )
        for item in items
        for group in groups
    }
    return Matrix(tuple(units), tuple(items), tuple(groups), cells, _count_totals(units, deeds, cells.values()))


def plan_state(state: CellState, planned: bool) -> CellState:
    """Nothing done of what was planned is a state of its own; whatever was done says more than the plan."""
    return CellState.PLANNED if planned and state is CellState.NONE else state


def count_tasks(
    units: Sequence[UnitColumn], tasks: Sequence[int], deeds: Iterable[Deed], planned: Planned = frozenset()
) -> dict[int, Cell]:
    """What has become of each task, unit by unit: done with proof, done, begun, nothing yet, late, not asked.

    A task is done by an activity that says it completes it; other activities have begun it.
    """
    known = {column.duty for column in units}
    finished: dict[int, _Pile] = defaultdict(_Pile)
    begun: dict[int, _Pile] = defaultdict(_Pile)
    for deed in deeds:
        for item in deed.items if deed.duty in known else ():
            pile = finished[item] if deed.completes else begun[item]
            (pile.proved if deed.proved else pile.recorded).add(deed.duty)
            pile.deeds.append(deed.id)
    return {
        task: Cell(
            item=task,
            group="",
            states=tuple(
                plan_state(_task_state(column, task, finished[task], begun[task]), (column.duty, task, "") in planned)
                for column in units
            ),
            deeds=tuple(sorted(finished[task].deeds + begun[task].deeds)),
        )
        for task in tasks
    }


def find_thresholds(denominator: int) -> tuple[int, int, int]:
    """From how many units on a cell gets its first, second and third tint: 15, 30 and 45 of a hundred.

    >>> find_thresholds(27)
    (4, 8, 12)
    """
    first, second, third = (max(step, (15 * step * denominator + 50) // 100) for step in (1, 2, 3))
    return first, second, third


def find_ground(done: int, denominator: int) -> int:
    """The tint of a cell, 0 to 3; where every unit did it, the deepest."""
    if denominator and done >= denominator:
        return 3
    return sum(done >= threshold for threshold in find_thresholds(denominator))


def _state(column: UnitColumn, item: int, pile: _Pile) -> CellState:
    if column.duty in pile.proved:
        return CellState.PROVED
    if column.duty in pile.recorded:
        return CellState.RECORDED
    return CellState.NONE if item in column.items else CellState.NOT_APPLICABLE


def _task_state(column: UnitColumn, task: int, finished: _Pile, begun: _Pile) -> CellState:
    done = _state(column, task, finished)
    if done is not CellState.NONE:
        return done
    if task in column.late:
        return CellState.LATE
    return CellState.BEGUN if column.duty in begun.proved | begun.recorded else CellState.NONE


def _count_totals(units: Sequence[UnitColumn], deeds: list[Deed], cells: Iterable[Cell]) -> dict[int, UnitTotals]:
    activities = Counter(deed.duty for deed in deeds)
    proved = Counter(deed.duty for deed in deeds if deed.proved)
    full: Counter[int] = Counter()
    half: Counter[int] = Counter()
    for cell in cells:
        for column, state in zip(units, cell.states, strict=True):
            full[column.duty] += state is CellState.PROVED
            half[column.duty] += state is CellState.RECORDED
    return {
        duty: UnitTotals(duty, activities[duty], proved[duty], full[duty], half[duty])
        for duty in (column.duty for column in units)
    }
