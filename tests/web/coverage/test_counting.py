"""The arithmetic of coverage, against a plain recount."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai.web.coverage.counting import (
    Cell,
    CellState,
    Deed,
    UnitColumn,
    count_coverage,
    count_tasks,
    find_ground,
    find_thresholds,
)

UNITS, ITEMS, GROUPS = (1, 2, 3, 4), (10, 11, 12), ("visual", "oral", "")
some_items = st.lists(st.sampled_from(ITEMS), unique=True, max_size=3).map(lambda found: tuple(sorted(found)))
deeds = st.lists(
    st.builds(
        Deed,
        id=st.integers(1, 10_000),
        duty=st.integers(1, 5),
        group=st.sampled_from(GROUPS),
        items=some_items,
        proved=st.booleans(),
        completes=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda deed: deed.id,
)


# How long a busy machine takes to draw an example says nothing about the arithmetic.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def column(duty: int, items: tuple[int, ...] = ITEMS, late: tuple[int, ...] = ()) -> UnitColumn:
    return UnitColumn(duty, duty, f"Đơn vị {duty}", f"ĐV {duty}", "Phòng", "", frozenset(items), frozenset(late))


columns = st.tuples(*(st.builds(column, st.just(duty), some_items, some_items) for duty in UNITS))


@steady
@given(columns, deeds)
def test_a_cell_says_of_each_unit_what_a_plain_look_at_its_activities_says(
    units: tuple[UnitColumn, ...], done: list[Deed]
) -> None:
    matrix = count_coverage(units, ITEMS, GROUPS, done)
    for item in ITEMS:
        for group in GROUPS:
            for unit, state in zip(units, matrix.cells[item, group].states, strict=True):
                own = [deed for deed in done if (deed.duty, deed.group) == (unit.duty, group) and item in deed.items]
                if any(deed.proved for deed in own):
                    assert state is CellState.PROVED
                elif own:
                    assert state is CellState.RECORDED
                else:
                    assert state is (CellState.NONE if item in unit.items else CellState.NOT_APPLICABLE)


@steady
@given(columns, deeds)
def test_done_never_exceeds_the_denominator(units: tuple[UnitColumn, ...], done: list[Deed]) -> None:
    for cell in count_coverage(units, ITEMS, GROUPS, done).cells.values():
        assert 0 <= cell.done <= cell.denominator <= len(units)
        assert sum(cell.count_all().values()) == len(units)


@steady
@given(columns, deeds)
def test_totals_of_a_unit_count_each_activity_once(units: tuple[UnitColumn, ...], done: list[Deed]) -> None:
    matrix = count_coverage(units, ITEMS, GROUPS, done)
    for position, unit in enumerate(units):
        total = matrix.totals[unit.duty]
        own = [deed for deed in done if deed.duty == unit.duty]
        states = [cell.states[position] for cell in matrix.cells.values()]
        assert (total.activities, total.proved) == (len(own), sum(deed.proved for deed in own))
        assert total.cells_proved == states.count(CellState.PROVED)
        assert total.cells_recorded == states.count(CellState.RECORDED)


@steady
@given(columns, deeds)
def test_who_has_no_duty_on_the_day_is_counted_nowhere(units: tuple[UnitColumn, ...], done: list[Deed]) -> None:
    """Duty 5 is never among the units."""
    matrix = count_coverage(units, ITEMS, GROUPS, done)
    strangers = {deed.id for deed in done if deed.duty == 5}
    assert not strangers.intersection(*[[*cell.deeds] for cell in matrix.cells.values()] or [[]])
    assert 5 not in matrix.totals


def task_state(unit: UnitColumn, *done: Deed) -> CellState:
    return count_tasks([unit], [10], done)[10].states[0]


@pytest.mark.parametrize(
    ("late", "proved", "completes", "expected"),
    [
        ((), None, False, CellState.NONE),
        ((10,), None, False, CellState.LATE),
        ((), True, False, CellState.BEGUN),
        ((10,), True, False, CellState.LATE),
        ((), False, True, CellState.RECORDED),
        ((), True, True, CellState.PROVED),
    ],
)
def test_a_task_is_done_only_by_an_activity_that_completes_it(
    late: tuple[int, ...], proved: bool | None, completes: bool, expected: CellState
) -> None:
    done = [] if proved is None else [Deed(1, 1, "", (10,), proved, completes)]
    assert task_state(column(1, late=late), *done) is expected


def test_a_task_for_others_does_not_apply() -> None:
    assert task_state(column(1, items=(11,))) is CellState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("denominator", "thresholds"),
    [(27, (4, 8, 12)), (65, (10, 20, 29)), (300, (45, 90, 135)), (4, (1, 2, 3)), (1, (1, 2, 3)), (0, (1, 2, 3))],
)
def test_tints_follow_the_denominator(denominator: int, thresholds: tuple[int, int, int]) -> None:
    assert find_thresholds(denominator) == thresholds


@pytest.mark.parametrize(
    ("done", "denominator", "ground"),
    [(0, 27, 0), (3, 27, 0), (4, 27, 1), (12, 27, 3), (1, 1, 3), (0, 0, 0), (1, 4, 1)],
)
def test_the_ground_of_a_cell(done: int, denominator: int, ground: int) -> None:
    """Where every unit did it, the ground is the deepest; nothing of nothing is white."""
    assert find_ground(done, denominator) == ground


def test_nothing_of_nothing_has_no_denominator() -> None:
    cell = Cell(10, "", (CellState.NOT_APPLICABLE, CellState.NOT_APPLICABLE), ())
    assert (cell.done, cell.denominator) == (0, 0)
